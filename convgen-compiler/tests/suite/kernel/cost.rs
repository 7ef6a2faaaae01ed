//! Costs of kernels made by hand, and of lowered layers against the layer's own arithmetic.

use super::by_hand::{access, repeat, var};
use crate::layers::methods;
use convgen_compiler::element::Element;
use convgen_compiler::isa::RowTile;
use convgen_compiler::kernel::cost::{Cost, cost};
use convgen_compiler::kernel::{
    BinaryOp, BufferId, Builder, Index, Kernel, Operand, Stmt, Trip, Value, Var,
};
use convgen_compiler::layer::Layer;
use convgen_compiler::spec::Request;
use convgen_compiler::stencil::Weighted;
use convgen_compiler::strategy::{Method, Sparse, Unrolled};
use convgen_runtime::geometry::{Axis, Channels, Kind, Shape};
use convgen_runtime::layer::Activation;

const ONE: Operand = Operand::Splat(1.0);

fn kernel(make: impl FnOnce(&mut Builder, BufferId, BufferId) -> Vec<Stmt>) -> Kernel {
    let (mut builder, input, output) = Builder::new(Element::F32, 4, 8, 8);
    let body = make(&mut builder, input, output);
    builder.finish(body)
}

/// The cost of one definition.
fn cost_of(value: impl FnOnce(BufferId) -> Value) -> Cost {
    cost(&kernel(|builder, input, _| vec![builder.define("x", value(input)).1]))
}

fn multiply(builder: &mut Builder) -> Stmt {
    builder.define("x", Value::Binary(BinaryOp::Mul, ONE, ONE)).1
}

/// `counts` rounds of `body` by the variable of a loop around it.
fn by(var: Var, around: Var, counts: &[usize], body: Vec<Stmt>) -> Stmt {
    repeat(var, Trip::counts(around, counts.to_vec()), body)
}

#[test]
fn nothing_costs_nothing() {
    assert_eq!(cost(&kernel(|_, _, _| Vec::new())), Cost::default());
}

#[test]
fn each_value() {
    let one = Cost { statements: 1, registers: 1, ..Cost::default() };
    assert_eq!(cost_of(|_| Value::Copy(ONE)), one);
    let load = |input| Value::Load(access(input, Index::default(), 3));
    assert_eq!(cost_of(load), Cost { loads: 1, ..one });
    let broadcast = |input| Value::Broadcast(input, Index::default());
    assert_eq!(cost_of(broadcast), Cost { loads: 1, ..one });
    assert_eq!(cost_of(|_| Value::Fma(ONE, ONE, ONE)), Cost { multiply_adds: 1, ..one });
    let binary = |op| cost_of(|_| Value::Binary(op, ONE, ONE));
    assert_eq!(binary(BinaryOp::Mul), Cost { multiply_adds: 1, ..one });
    for op in [BinaryOp::Add, BinaryOp::Max, BinaryOp::Min] {
        assert_eq!(binary(op), Cost { other_ops: 1, ..one });
    }
}

#[test]
fn updates_and_stores() {
    let kernel = kernel(|builder, _, output| {
        let (x, define) = builder.define("x", Value::Copy(ONE));
        let update = Stmt::Set(x, Value::Binary(BinaryOp::Max, ONE, ONE));
        let store = Stmt::Store(access(output, Index::default(), 4), ONE);
        vec![define, update.clone(), update, store]
    });
    let expected = Cost { other_ops: 2, stores: 1, statements: 4, registers: 1, ..Cost::default() };
    assert_eq!(cost(&kernel), expected);
}

#[test]
fn loops_multiply_work_and_not_text() {
    let kernel = kernel(|builder, _, output| {
        let (i, j) = (var(builder, "i"), var(builder, "j"));
        let store = Stmt::Store(access(output, Index::default(), 1), ONE);
        let inner = repeat(j, Trip::Fixed(5), vec![multiply(builder)]);
        vec![repeat(i, Trip::Fixed(3), vec![inner, store])]
    });
    let expected =
        Cost { multiply_adds: 15, stores: 3, statements: 4, registers: 1, ..Cost::default() };
    assert_eq!(cost(&kernel), expected);
}

#[test]
fn ragged_loops_are_counted_value_by_value() {
    let kernel = kernel(|builder, _, output| {
        let [i, j, k] = ["i", "j", "k"].map(|name| var(builder, name));
        let store = Stmt::Store(access(output, Index::default(), 1), ONE);
        let first = by(j, i, &[3, 0, 5], vec![multiply(builder)]);
        let second = repeat(j, Trip::Fixed(2), vec![by(k, i, &[1, 2, 4], vec![store])]);
        vec![repeat(i, Trip::Fixed(3), vec![first, second])]
    });
    let expected =
        Cost { multiply_adds: 8, stores: 14, statements: 6, registers: 1, ..Cost::default() };
    assert_eq!(cost(&kernel), expected);
}

#[test]
fn lists_through_three_loops() {
    let kernel = kernel(|builder, _, _| {
        let [i, j, k] = ["i", "j", "k"].map(|name| var(builder, name));
        let inner = by(k, j, &[1, 10, 100], vec![multiply(builder)]);
        vec![repeat(i, Trip::Fixed(2), vec![by(j, i, &[2, 3], vec![inner])])]
    });
    // 1 + 10, and 1 + 10 + 100.
    let expected = Cost { multiply_adds: 122, statements: 4, registers: 1, ..Cost::default() };
    assert_eq!(cost(&kernel), expected);
}

#[test]
fn text_that_does_not_run_is_text() {
    let text_only = Cost { statements: 2, registers: 1, ..Cost::default() };
    let never = kernel(|builder, _, _| {
        let i = var(builder, "i");
        vec![repeat(i, Trip::Fixed(0), vec![multiply(builder)])]
    });
    assert_eq!(cost(&never), text_only);
}

#[test]
fn text_below_a_ragged_loop_that_does_not_run_at_first_is_text() {
    let kernel = kernel(|builder, _, _| {
        let [i, j, k] = ["i", "j", "k"].map(|name| var(builder, name));
        let inner = by(k, j, &[1, 10], vec![multiply(builder)]);
        vec![repeat(i, Trip::Fixed(2), vec![by(j, i, &[0, 2], vec![inner])])]
    });
    let expected = Cost { multiply_adds: 11, statements: 4, registers: 1, ..Cost::default() };
    assert_eq!(cost(&kernel), expected);
}

#[test]
fn registers_are_those_in_scope_together() {
    let kernel = kernel(|builder, _, _| {
        let i = var(builder, "i");
        let outer = multiply(builder);
        let two = vec![multiply(builder), multiply(builder)];
        let three = vec![multiply(builder), multiply(builder), multiply(builder)];
        let last = multiply(builder);
        vec![outer, repeat(i, Trip::Fixed(2), two), repeat(i, Trip::Fixed(2), three), last]
    });
    assert_eq!(cost(&kernel).registers, 4);
}

/// Layers of every kind, without a zero weight.
fn layers() -> Vec<Layer> {
    let plain = Axis::new(7, 3);
    let padded = Axis::new(6, 3).with_padding(2, 1);
    let dilated = Axis::new(9, 3).with_stride(2).with_dilation(2).with_padding(3, 4);
    let upscale = Axis::new(5, 4).with_stride(2).with_padding(1, 1);
    let sparse = Axis::new(4, 2).with_stride(3).with_output_padding(2);
    let cases: [(Kind, Channels, &[Axis]); 7] = [
        (Kind::Conv, Channels::new(1, 1), &[plain]),
        (Kind::Conv, Channels::new(2, 3), &[padded, padded]),
        (Kind::Conv, Channels::new(4, 6).with_groups(2), &[dilated]),
        (Kind::Conv, Channels::new(3, 3).with_groups(3), &[padded, plain, dilated]),
        (Kind::ConvTranspose, Channels::new(2, 5), &[upscale, upscale]),
        (Kind::ConvTranspose, Channels::new(2, 2).with_groups(2), &[sparse]),
        (Kind::ConvTranspose, Channels::new(1, 2), &[sparse, padded]),
    ];
    let layer = |(kind, channels, axes): (Kind, Channels, &[Axis])| {
        let shape = Shape::new(kind, 2, channels, axes).expect("a correct shape");
        let request = Request::default();
        let (weights, bias) = (vec![1.0; shape.weight_len()], vec![1.0; shape.out_channels()]);
        Layer::new("case.toml", shape, Element::F32, weights, bias, Activation::Relu, request)
            .expect("a correct layer")
    };
    cases.into_iter().map(layer).collect()
}

#[test]
fn one_lane_costs_the_layers_multiply_adds() {
    for layer in layers() {
        let (shape, weighted) = (layer.shape(), Weighted::new(&layer));
        // Copied rows have zeros around them, which are multiplied too. Two passes have other products.
        let has_others = |method: &Method| match method {
            Method::Sparse(Sparse { tile: RowTile { copied, .. } }) => *copied,
            Method::Separable(_) => true,
            _ => false,
        };
        for method in methods(&weighted, 1).filter(|method| !has_others(method)) {
            let cost = cost(&method.lower(&weighted, 1).kernel);
            let context = format!("{method:?}, {shape:?}");
            assert_eq!(u128::from(cost.multiply_adds), shape.multiply_adds(), "{context}");
            assert_eq!(cost.stores, shape.output_len() as u64, "{context}");
            // The activation; and additions where a sum is several.
            let outputs = shape.output_len() as u64;
            match method {
                Method::Pixels(_) => assert!(cost.other_ops >= outputs, "{context}"),
                _ => assert_eq!(cost.other_ops, outputs, "{context}"),
            }
        }
    }
}

#[test]
fn unrolled_zeros_cost_nothing() {
    let shape = Shape::new(Kind::Conv, 1, Channels::new(1, 1), &[Axis::new(6, 3)])
        .expect("a correct shape");
    let request = Request::default();
    let weights = vec![1.0, 0.0, 2.0];
    let layer = Layer::new(
        "case.toml",
        shape,
        Element::F32,
        weights,
        Vec::new(),
        Activation::None,
        request,
    )
    .expect("a correct layer");
    let cost = cost(&Method::Unrolled(Unrolled).lower(&Weighted::new(&layer), 1).kernel);
    // Four outputs of two products each; every input is loaded once.
    let expected = Cost {
        multiply_adds: 8,
        loads: 6,
        stores: 4,
        statements: 6 + 8 + 4,
        registers: 6 + 4,
        ..Cost::default()
    };
    assert_eq!(cost, expected);
}
