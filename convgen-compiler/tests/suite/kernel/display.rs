//! The text form of kernels.

use super::by_hand::{access, repeat, var};
use convgen_compiler::element::Element;
use convgen_compiler::kernel::{
    Access, BinaryOp, BufferId, Builder, Index, Kernel, Lanes, Operand, Stmt, Trip, Value, View,
};

/// Every statement, value, trip and step once.
fn everything() -> Kernel {
    let (mut builder, input, output) = Builder::new(Element::F32, 4, 20, 30);
    let weights = builder.input("weights", View::whole(8));
    let rows = builder.scratch("rows", 4);
    let [i, j] = ["i", "j"].map(|name| var(&mut builder, name));
    let (x, load) = builder.define("x", Value::Load(access(input, Index::constant(3), 4)));
    let index = Index::constant(-2).table(Some(i), &[5, 7, 5]).linear(Some(j), 2);
    let (value, broadcast) = builder.define("value", Value::Broadcast(input, index));
    let (sum, begin) = builder.define("sum", Value::Copy(Operand::Splat(0.0)));
    let row = Index::default().linear(Some(j), 4);
    let (weight, load_weight) = builder.define("weight", Value::Load(access(weights, row, 4)));
    let [x, value, weight, now] = [x, value, weight, sum].map(Operand::Register);
    let set = |value| Stmt::Set(sum, value);
    let update = set(Value::Fma(value, weight, now));
    let by = Trip::By { var: i, ranges: vec![0..2, 1..1, 1..2] };
    let inner = repeat(j, by, vec![broadcast, load_weight, update]);
    let index = Index::default().linear(Some(i), 1);
    let lanes = Lanes { first: 1, count: 3, stride: 9 };
    let store = Stmt::Store(Access { buffer: output, index, lanes }, now);
    let body = vec![
        begin,
        inner,
        set(Value::Binary(BinaryOp::Add, now, x)),
        set(Value::Binary(BinaryOp::Mul, now, Operand::Splat(0.1))),
        set(Value::Binary(BinaryOp::Max, now, Operand::Splat(-0.0))),
        set(Value::Binary(BinaryOp::Min, Operand::Splat(6.0), now)),
        set(Value::Copy(now)),
        set(Value::Pick { from: vec![now, x], first: 3, step: 1 }),
        Stmt::Store(access(rows, Index::default(), 4), now),
        Stmt::Prefetch(weights, Index::constant(512).linear(Some(i), 2)),
        store,
    ];
    builder.finish(vec![load, repeat(i, Trip::Fixed(3), body)])
}

const TEXT: &str = "\
lanes 4 of f32
input input[20]
output output[30]
input weights[8]
scratch rows[4]
let x = input[3]
for i in 0..3 {
  let sum = 0.0
  for j in [0..2, 1..1, 1..2][i] {
    let value = broadcast input[3 + [0, 2, 0][i] + 2·j]
    let weight = weights[4·j]
    sum = fma(value, weight, sum)
  }
  sum = add(sum, x)
  sum = mul(sum, 0.1)
  sum = max(sum, -0.0)
  sum = min(6.0, sum)
  sum = sum
  sum = pick([sum, x], 3, 1)
  rows[0] = sum
  prefetch weights[512 + 2·i]
  output[i] lanes 1..4 stride 9 = sum
}
";

#[test]
fn a_kernel_that_uses_everything() {
    assert_eq!(everything().to_string(), TEXT);
}

/// How an access of a four-lane kernel reads.
fn written(index: impl FnOnce(&mut Builder) -> Index, lanes: Lanes) -> String {
    let (mut builder, _, buffer): (_, _, BufferId) = Builder::new(Element::F32, 4, 1, 1);
    let index = index(&mut builder);
    let store = Stmt::Store(Access { buffer, index, lanes }, Operand::Splat(1.0));
    let text = builder.finish(vec![store]).to_string();
    let line = text.lines().last().and_then(|line| line.strip_suffix(" = 1.0"));
    line.unwrap_or_default().to_owned()
}

#[test]
fn lanes_are_shown_unless_they_are_all_side_by_side() {
    let lanes =
        |first, count, stride| written(|_| Index::default(), Lanes { first, count, stride });
    assert_eq!(lanes(0, 4, 1), "output[0]");
    assert_eq!(lanes(0, 4, 2), "output[0] stride 2");
    assert_eq!(lanes(0, 3, 1), "output[0] lanes 0..3");
    assert_eq!(lanes(2, 2, 5), "output[0] lanes 2..4 stride 5");
    // One lane has no neighbour, so its stride means nothing.
    assert_eq!(lanes(3, 1, 5), "output[0] lanes 3..4");
}

#[test]
fn indices() {
    let index = |make: fn(&mut Builder) -> Index| written(make, Lanes::strided(4, 1));
    assert_eq!(index(|_| Index::constant(-7)), "output[-7]");
    assert_eq!(index(|b| Index::default().linear(Some(var(b, "i")), 1)), "output[i]");
    assert_eq!(index(|b| Index::default().linear(Some(var(b, "i")), -1)), "output[-1·i]");
    assert_eq!(index(|b| Index::constant(2).linear(Some(var(b, "i")), 3)), "output[2 + 3·i]");
    assert_eq!(index(|b| Index::default().linear(Some(var(b, "i")), 0)), "output[0]");
    assert_eq!(index(|_| Index::default().linear(None, 5)), "output[0]");
    assert_eq!(index(|_| Index::default().table(None, &[5])), "output[5]");
    assert_eq!(index(|b| Index::default().table(Some(var(b, "i")), &[5, 5])), "output[5]");
    assert_eq!(
        index(|b| Index::default().table(Some(var(b, "i")), &[5, 3, 1])),
        "output[5 + -2·i]"
    );
    assert_eq!(
        index(|b| Index::default().table(Some(var(b, "i")), &[5, 6, 5]).offset(1)),
        "output[6 + [0, 1, 0][i]]"
    );
}

#[test]
fn names_are_unique_across_registers_variables_and_buffers() {
    let (mut builder, ..) = Builder::new(Element::F32, 1, 1, 0);
    let zero = || Value::Copy(Operand::Splat(0.0));
    let first = builder.define("x", zero()).1;
    let second = builder.define("x", zero()).1;
    let third = builder.define("input", zero()).1;
    let x = var(&mut builder, "x");
    let kernel = builder.finish(vec![first, second, third, repeat(x, Trip::Fixed(2), vec![])]);
    assert_eq!(
        kernel.to_string(),
        "lanes 1 of f32\ninput input[1]\noutput output[0]\n\
         let x = 0.0\nlet x_2 = 0.0\nlet input_2 = 0.0\nfor x_3 in 0..2 {\n}\n"
    );
}
