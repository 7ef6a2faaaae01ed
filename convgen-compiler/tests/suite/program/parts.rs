//! Small kernels and programs of them.

use convgen_compiler::element::Element;
use convgen_compiler::kernel::verify::verify;
use convgen_compiler::kernel::{
    Access, BinaryOp, Builder, Index, Lanes, Operand, Stmt, Trip, Value, Verified, View,
};

/// `output[i] = input[i] + number` for all elements of two views with as many.
pub(crate) fn adding(number: f64, from: View, to: View) -> Verified {
    let (mut builder, mut body) = (Builder::empty(Element::F32, 1), Vec::new());
    let places = |view: &View| -> Vec<i64> {
        let (run, firsts) = view.runs();
        firsts.flat_map(|first| (first..first + run).map(|at| at as i64)).collect()
    };
    let lists = [places(&from), places(&to)];
    let (input, output) = (builder.input("input", from), builder.output("output", to));
    let trip = Trip::Fixed(lists[0].len());
    let i = builder.var("i", &trip);
    let [read, write] = lists.map(|list| Index::default().table(i, &list));
    let lanes = Lanes::strided(1, 1);
    let (x, load) = builder.define("x", Value::Load(Access { buffer: input, index: read, lanes }));
    let sum = Value::Binary(BinaryOp::Add, Operand::Register(x), Operand::Splat(number));
    body.extend([load, Stmt::Set(x, sum)]);
    body.push(Stmt::Store(Access { buffer: output, index: write, lanes }, Operand::Register(x)));
    let body = match i {
        Some(var) => vec![Stmt::Loop(convgen_compiler::kernel::Loop { var, trip, body })],
        None => body,
    };
    verify(builder.finish(body)).expect("it is right")
}

/// `output[i] = a[i] + b[i]`, all of four.
pub(crate) fn sum_of_four() -> Verified {
    let mut builder = Builder::empty(Element::F32, 4);
    let [a, b] = ["a", "b"].map(|name| builder.input(name, View::whole(4)));
    let output = builder.output("output", View::whole(4));
    let access = |buffer| Access { buffer, index: Index::default(), lanes: Lanes::strided(4, 1) };
    let [(x, load_x), (y, load_y)] =
        [("x", a), ("y", b)].map(|(name, from)| builder.define(name, Value::Load(access(from))));
    let [x_now, y] = [x, y].map(Operand::Register);
    let add = Stmt::Set(x, Value::Binary(BinaryOp::Add, x_now, y));
    let store = Stmt::Store(access(output), x_now);
    verify(builder.finish(vec![load_x, load_y, add, store])).expect("it is right")
}

/// `output[i] = input[3 - i]`.
pub(crate) fn reversing() -> Verified {
    let (mut builder, input, output) = Builder::new(Element::F32, 1, 4, 4);
    let trip = Trip::Fixed(4);
    let i = builder.var("i", &trip);
    let lanes = Lanes::strided(1, 1);
    let from = Access { buffer: input, index: Index::constant(3).linear(i, -1), lanes };
    let (x, load) = builder.define("x", Value::Load(from));
    let to = Access { buffer: output, index: Index::default().linear(i, 1), lanes };
    let body = vec![load, Stmt::Store(to, Operand::Register(x))];
    let body = i.map(|var| Stmt::Loop(convgen_compiler::kernel::Loop { var, trip, body }));
    verify(builder.finish(body.into_iter().collect())).expect("it is right")
}

/// `a[i] = b[i] = input[i]`, two of each.
pub(crate) fn twice() -> Verified {
    let mut builder = Builder::empty(Element::F32, 2);
    let input = builder.input("input", View::whole(2));
    let outputs = ["a", "b"].map(|name| builder.output(name, View::whole(2)));
    let access = |buffer| Access { buffer, index: Index::default(), lanes: Lanes::strided(2, 1) };
    let (x, load) = builder.define("x", Value::Load(access(input)));
    let stores = outputs.map(|buffer| Stmt::Store(access(buffer), Operand::Register(x)));
    verify(builder.finish([vec![load], stores.to_vec()].concat())).expect("it is right")
}
