//! What kernels compute, against results worked out by hand.

use super::by_hand::{access, repeat, var};
use convgen_compiler::element::Element;
use convgen_compiler::kernel::verify::verify;
use convgen_compiler::kernel::{
    Access, BinaryOp, BufferId, Builder, Function, Index, Lanes, Operand, Register, Stmt, Trip,
    Value, View,
};

/// Runs a kernel of so many lanes on an input.
#[track_caller]
fn run(
    lanes: usize,
    input: &[f32],
    output_len: usize,
    make: impl FnOnce(&mut Builder, BufferId, BufferId) -> Vec<Stmt>,
) -> Vec<f32> {
    let (mut builder, from, to) = Builder::new(Element::F32, lanes, input.len(), output_len);
    let body = make(&mut builder, from, to);
    match verify(builder.finish(body)) {
        Ok(verified) => verified.interpret(&[input]).concat(),
        Err(faults) => panic!("{faults:?}"),
    }
}

/// What a whole register of four lanes holds after one definition.
#[track_caller]
fn register_of_four(
    input: &[f32],
    value: impl FnOnce(&mut Builder, &mut Vec<Stmt>, BufferId) -> Value,
) -> Vec<f32> {
    run(4, input, 4, |builder, input, output| {
        let mut body = Vec::new();
        let value = value(builder, &mut body, input);
        let (x, define) = builder.define("x", value);
        body.extend([
            define,
            Stmt::Store(access(output, Index::default(), 4), Operand::Register(x)),
        ]);
        body
    })
}

/// A register loaded from four elements at a constant place.
fn four(builder: &mut Builder, body: &mut Vec<Stmt>, buffer: BufferId, at: i64) -> Operand {
    let value = Value::Load(access(buffer, Index::constant(at), 4));
    let (register, define) = builder.define("four", value);
    body.push(define);
    Operand::Register(register)
}

fn zero(builder: &mut Builder) -> (Register, Stmt) {
    builder.define("sum", Value::Copy(Operand::Splat(0.0)))
}

fn add(sum: Register, value: Register) -> Stmt {
    let [sum_now, value] = [sum, value].map(Operand::Register);
    Stmt::Set(sum, Value::Binary(BinaryOp::Add, sum_now, value))
}

#[test]
fn copies() {
    let splat = register_of_four(&[], |_, _, _| Value::Copy(Operand::Splat(-1.5)));
    assert_eq!(splat, [-1.5; 4]);
    let input = [1.0, 2.0, 3.0, 4.0];
    let register =
        register_of_four(&input, |builder, body, from| Value::Copy(four(builder, body, from, 0)));
    assert_eq!(register, input);
}

#[test]
fn a_whole_load_and_a_broadcast() {
    let input = [1.0, 2.0, 3.0, 4.0, 5.0];
    let load =
        register_of_four(&input, |_, _, from| Value::Load(access(from, Index::constant(1), 4)));
    assert_eq!(load, [2.0, 3.0, 4.0, 5.0]);
    let broadcast =
        register_of_four(&input, |_, _, from| Value::Broadcast(from, Index::constant(4)));
    assert_eq!(broadcast, [5.0; 4]);
}

#[test]
fn lanes_that_take_no_part_in_a_load_are_zero() {
    let input = [1.0, 2.0, 3.0, 4.0, 5.0, 6.0];
    let load = |first, count, stride| {
        register_of_four(&input, |_, _, buffer| {
            let lanes = Lanes { first, count, stride };
            Value::Load(Access { buffer, index: Index::constant(1), lanes })
        })
    };
    assert_eq!(load(0, 4, 1), [2.0, 3.0, 4.0, 5.0]);
    assert_eq!(load(0, 3, 1), [2.0, 3.0, 4.0, 0.0]);
    assert_eq!(load(1, 2, 1), [0.0, 2.0, 3.0, 0.0]);
    assert_eq!(load(3, 1, 1), [0.0, 0.0, 0.0, 2.0]);
    assert_eq!(load(0, 3, 2), [2.0, 4.0, 6.0, 0.0]);
    assert_eq!(load(2, 2, 4), [0.0, 0.0, 2.0, 6.0]);
    assert_eq!(load(2, 1, 9), [0.0, 0.0, 2.0, 0.0]);
}

#[test]
fn lanes_that_take_no_part_in_a_store_stay_as_they_are() {
    let store = |parts: [(i64, Lanes); 2]| {
        run(4, &[1.0, 2.0, 3.0, 4.0], 4, |builder, from, buffer| {
            let mut body = Vec::new();
            let x = four(builder, &mut body, from, 0);
            body.extend(parts.map(|(at, lanes)| {
                Stmt::Store(Access { buffer, index: Index::constant(at), lanes }, x)
            }));
            body
        })
    };
    let lanes = |first, count, stride| Lanes { first, count, stride };
    assert_eq!(store([(0, lanes(2, 2, 1)), (2, lanes(0, 2, 1))]), [3.0, 4.0, 1.0, 2.0]);
    assert_eq!(store([(0, lanes(0, 2, 2)), (1, lanes(2, 2, 2))]), [1.0, 3.0, 2.0, 4.0]);
}

#[test]
fn picks_take_lanes_of_registers_side_by_side() {
    let input = [1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0];
    let pick = |first, step| {
        register_of_four(&input, |builder, body, from| {
            let from = [0, 4].map(|at| four(builder, body, from, at)).to_vec();
            Value::Pick { from, first, step }
        })
    };
    assert_eq!(pick(1, 1), [2.0, 3.0, 4.0, 5.0]);
    assert_eq!(pick(3, 1), [4.0, 5.0, 6.0, 7.0]);
    assert_eq!(pick(1, 2), [2.0, 4.0, 6.0, 8.0]);
}

#[test]
fn scratch_memory_gives_back_what_was_stored() {
    // Two pairs in the other order, the second of which was written over the first pair's place.
    let output = run(2, &[1.0, 2.0, 3.0, 4.0], 4, |builder, input, output| {
        let rows = builder.scratch("rows", 4);
        let mut body = Vec::new();
        for (from, to) in [(0, 0), (0, 2), (2, 0)] {
            let (x, load) =
                builder.define("x", Value::Load(access(input, Index::constant(from), 2)));
            let store = Stmt::Store(access(rows, Index::constant(to), 2), Operand::Register(x));
            body.extend([load, store]);
        }
        for at in [0, 2] {
            let (x, load) = builder.define("x", Value::Load(access(rows, Index::constant(at), 2)));
            let to = access(output, Index::constant(at), 2);
            body.extend([load, Stmt::Store(to, Operand::Register(x))]);
        }
        body
    });
    assert_eq!(output, [3.0, 4.0, 1.0, 2.0]);
}

#[test]
fn binary_operations_lane_by_lane() {
    let input = [1.0, -2.0, 3.0, 0.5, 4.0, 5.0, -6.0, 0.25];
    let binary = |op| {
        register_of_four(&input, |builder, body, from| {
            let a = four(builder, body, from, 0);
            Value::Binary(op, a, four(builder, body, from, 4))
        })
    };
    assert_eq!(binary(BinaryOp::Add), [5.0, 3.0, -3.0, 0.75]);
    assert_eq!(binary(BinaryOp::Mul), [4.0, -10.0, -18.0, 0.125]);
    assert_eq!(binary(BinaryOp::Max), [4.0, 5.0, 3.0, 0.5]);
    assert_eq!(binary(BinaryOp::Min), [1.0, -2.0, -6.0, 0.25]);
}

#[test]
fn operations_with_a_number() {
    let input = [1.0, -2.0, 3.0, 0.5];
    let relu = register_of_four(&input, |builder, body, from| {
        Value::Binary(BinaryOp::Max, four(builder, body, from, 0), Operand::Splat(0.0))
    });
    assert_eq!(relu, [1.0, 0.0, 3.0, 0.5]);
    let cap = register_of_four(&input, |builder, body, from| {
        Value::Binary(BinaryOp::Min, Operand::Splat(0.75), four(builder, body, from, 0))
    });
    assert_eq!(cap, [0.75, -2.0, 0.75, 0.5]);
}

#[test]
fn a_maximum_takes_the_number_where_the_other_is_none() {
    let relu =
        register_of_four(&[f32::NAN, f32::NEG_INFINITY, f32::INFINITY, -0.5], |b, body, from| {
            Value::Binary(BinaryOp::Max, four(b, body, from, 0), Operand::Splat(0.0))
        });
    assert_eq!(relu, [0.0, 0.0, f32::INFINITY, 0.0]);
}

#[test]
fn fma_multiplies_the_first_two() {
    let input = [1.0, 2.0, 3.0, 4.0, 10.0, 20.0, 30.0, 40.0, 0.5, 0.25, -1.0, -2.0];
    let fma = register_of_four(&input, |builder, body, from| {
        let [a, b, c] = [0, 4, 8].map(|at| four(builder, body, from, at));
        Value::Fma(a, b, c)
    });
    assert_eq!(fma, [10.5, 40.25, 89.0, 158.0]);
}

#[test]
fn fma_rounds_twice() {
    // (1 + ε)² - (1 + 2ε) is ε², which the rounded square does not have.
    let a = 1.0 + f32::EPSILON;
    let square_less = -(1.0 + 2.0 * f32::EPSILON);
    let fma = register_of_four(&[a], |builder, body, from| {
        let (x, define) = builder.define("x", Value::Broadcast(from, Index::default()));
        body.push(define);
        let x = Operand::Register(x);
        Value::Fma(x, x, Operand::Splat(square_less.into()))
    });
    assert_eq!(fma, [0.0; 4]);
}

#[test]
fn an_update_sees_the_value_before_it() {
    let output = run(1, &[], 1, |builder, _, output| {
        let (x, define) = builder.define("x", Value::Copy(Operand::Splat(3.0)));
        let now = Operand::Register(x);
        let square = Stmt::Set(x, Value::Binary(BinaryOp::Mul, now, now));
        let store = Stmt::Store(access(output, Index::default(), 1), now);
        vec![define, square.clone(), square, store]
    });
    assert_eq!(output, [81.0]);
}

#[test]
fn a_copy_does_not_follow_its_original() {
    let output = run(1, &[], 2, |builder, _, output| {
        let (x, define_x) = builder.define("x", Value::Copy(Operand::Splat(1.0)));
        let (y, define_y) = builder.define("y", Value::Copy(Operand::Register(x)));
        let update = Stmt::Set(x, Value::Copy(Operand::Splat(2.0)));
        let store =
            |at, x| Stmt::Store(access(output, Index::constant(at), 1), Operand::Register(x));
        vec![define_x, define_y, update, store(0, x), store(1, y)]
    });
    assert_eq!(output, [2.0, 1.0]);
}

#[test]
fn a_sum_begins_anew_in_every_round() {
    // The sums of the rows of a 2×3 matrix.
    let output = run(1, &[1.0, 2.0, 3.0, 10.0, 20.0, 30.0], 2, |builder, input, output| {
        let (i, j) = (var(builder, "i"), var(builder, "j"));
        let (sum, begin) = zero(builder);
        let index = Index::default().linear(Some(i), 3).linear(Some(j), 1);
        let (x, load) = builder.define("x", Value::Broadcast(input, index));
        let inner = repeat(j, Trip::Fixed(3), vec![load, add(sum, x)]);
        let to = access(output, Index::default().linear(Some(i), 1), 1);
        let store = Stmt::Store(to, Operand::Register(sum));
        vec![repeat(i, Trip::Fixed(2), vec![begin, inner, store])]
    });
    assert_eq!(output, [6.0, 60.0]);
}

#[test]
fn trips_by_a_list_and_steps_from_a_table() {
    // From element 4 three, from element 0 none, from element 2 one.
    let output = run(1, &[1.0, 2.0, 4.0, 8.0, 16.0, 32.0, 64.0], 3, |builder, input, output| {
        let (i, j) = (var(builder, "i"), var(builder, "j"));
        let (sum, begin) = zero(builder);
        let index = Index::default().table(Some(i), &[4, 0, 2]).linear(Some(j), 1);
        let (x, load) = builder.define("x", Value::Broadcast(input, index));
        let by = Trip::counts(i, vec![3, 0, 1]);
        let inner = repeat(j, by, vec![load, add(sum, x)]);
        let to = access(output, Index::default().table(Some(i), &[2, 1, 0]), 1);
        let store = Stmt::Store(to, Operand::Register(sum));
        vec![repeat(i, Trip::Fixed(3), vec![begin, inner, store])]
    });
    assert_eq!(output, [4.0, 0.0, 16.0 + 32.0 + 64.0]);
}

#[test]
fn a_second_input() {
    let (mut builder, input, output) = Builder::new(Element::F32, 2, 2, 2);
    let weights = builder.input("weights", View::whole(4));
    let i = var(&mut builder, "i");
    let (sum, begin) = zero(&mut builder);
    let row = access(weights, Index::default().linear(Some(i), 2), 2);
    let (weight, load) = builder.define("weight", Value::Load(row));
    let at = Index::default().linear(Some(i), 1);
    let (x, broadcast) = builder.define("x", Value::Broadcast(input, at));
    let [weight, x, now] = [weight, x, sum].map(Operand::Register);
    let update = Stmt::Set(sum, Value::Fma(weight, x, now));
    let store = Stmt::Store(access(output, Index::default(), 2), now);
    let rounds = repeat(i, Trip::Fixed(2), vec![load, broadcast, update]);
    let verified = verify(builder.finish(vec![begin, rounds, store])).expect("it is right");
    let found = verified.interpret(&[&[10.0_f32, 100.0], &[1.0, 2.0, 3.0, 4.0]]);
    assert_eq!(found, [[1.0 * 10.0 + 3.0 * 100.0, 2.0 * 10.0 + 4.0 * 100.0]]);
}

#[test]
fn negative_steps_run_backwards() {
    let output = run(1, &[1.0, 2.0, 3.0], 3, |builder, input, output| {
        let i = var(builder, "i");
        let from = access(input, Index::default().linear(Some(i), 1), 1);
        let (x, load) = builder.define("x", Value::Load(from));
        let to = access(output, Index::constant(2).linear(Some(i), -1), 1);
        let store = Stmt::Store(to, Operand::Register(x));
        vec![repeat(i, Trip::Fixed(3), vec![load, store])]
    });
    assert_eq!(output, [3.0, 2.0, 1.0]);
}

#[test]
fn siblings_share_a_variable() {
    let output = run(1, &[5.0], 4, |builder, _, output| {
        let i = var(builder, "i");
        let fill = |constant, number| {
            let to = access(output, Index::constant(constant).linear(Some(i), 1), 1);
            repeat(i, Trip::Fixed(2), vec![Stmt::Store(to, Operand::Splat(number))])
        };
        vec![fill(2, 7.0), fill(0, 8.0)]
    });
    assert_eq!(output, [8.0, 8.0, 7.0, 7.0]);
}

#[test]
#[should_panic(expected = "the length of input must be the kernel's")]
fn an_input_of_another_length() {
    let (builder, ..) = Builder::new(Element::F32, 1, 3, 0);
    let verified = verify(builder.finish(Vec::new())).expect("it does nothing");
    verified.interpret(&[&[1.0_f32, 2.0]]);
}

#[test]
#[should_panic(expected = "there must be an array for every input")]
fn an_operand_that_is_missing() {
    let (mut builder, ..) = Builder::new(Element::F32, 1, 3, 0);
    builder.input("residual", View::whole(2));
    let verified = verify(builder.finish(Vec::new())).expect("it does nothing");
    verified.interpret(&[&[1.0_f32, 2.0, 3.0]]);
}

#[test]
fn further_operands() {
    let (mut builder, input, output) = Builder::new(Element::F32, 2, 2, 4);
    let residual = builder.input("residual", View::whole(2));
    let mut body = Vec::new();
    for (buffer, at) in [(residual, 0), (input, 2)] {
        let (value, load) =
            builder.define("value", Value::Load(access(buffer, Index::default(), 2)));
        body.extend([
            load,
            Stmt::Store(access(output, Index::constant(at), 2), Operand::Register(value)),
        ]);
    }
    let verified = verify(builder.finish(body)).expect("it is right");
    assert_eq!(verified.interpret(&[&[1.0_f32, 2.0], &[3.0, 4.0]]), [[3.0, 4.0, 1.0, 2.0]]);
}

#[test]
fn functions_of_registers() {
    let output = run(2, &[0.0, 2.0, -2.0, f32::INFINITY], 4, |builder, input, output| {
        let mut load = |at| {
            let value = Value::Load(access(input, Index::constant(at), 2));
            builder.define("x", value)
        };
        let ((a, load_a), (b, load_b)) = (load(0), load(2));
        let store = |at, register| {
            Stmt::Store(access(output, Index::constant(at), 2), Operand::Register(register))
        };
        let apply = Stmt::Apply(Function::Sigmoid, vec![a, b]);
        vec![load_a, load_b, apply, store(0, a), store(2, b)]
    });
    let logistic = |x: f64| (1.0 / (1.0 + (-x).exp())) as f32;
    let expected = [0.5, logistic(2.0), logistic(-2.0), 1.0];
    for (found, expected) in output.iter().zip(expected) {
        // Two units of the last place.
        assert!((found - expected).abs() <= 2.0 * f32::EPSILON * expected, "{output:?}");
    }
}

/// The first operand only where it is truly larger or smaller: as the instruction sets have it.
#[test]
fn extremes_of_what_is_no_number() {
    for (op, a, b, expected) in [
        (BinaryOp::Max, f64::NAN, 1.0, 1.0),
        (BinaryOp::Min, f64::NAN, 1.0, 1.0),
        (BinaryOp::Max, 1.0, f64::NAN, f64::NAN),
        (BinaryOp::Min, 1.0, f64::NAN, f64::NAN),
    ] {
        let output = register_of_four(&[0.0; 4], |_, _, _| {
            Value::Binary(op, Operand::Splat(a), Operand::Splat(b))
        });
        assert!(
            f64::from(output[0]) == expected || output[0].is_nan() && expected.is_nan(),
            "{op:?}"
        );
    }
}
