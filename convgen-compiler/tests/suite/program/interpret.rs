//! What programs of several calls compute.

use super::parts::{adding, sum_of_four};
use convgen_compiler::element::Element::F32;
use convgen_compiler::kernel::View;
use convgen_compiler::program::verify::verify;
use convgen_compiler::program::{Argument, BufferId, Builder, Program};

fn whole(buffer: BufferId) -> Argument {
    Argument { buffer, base: 0 }
}

fn run(builder: Builder, inputs: &[&[f32]]) -> Vec<Vec<f32>> {
    let program = builder.finish();
    let text = program.to_string();
    let verified = verify(program).unwrap_or_else(|faults| panic!("{faults:?}\n{text}"));
    verified.interpret(inputs)
}

/// Six additions of one through two places of the arena, which are written again and again.
#[test]
fn places_that_are_used_again() {
    let mut builder = Builder::default();
    let input = builder.input("input", F32, 4);
    let output = builder.output("output", F32, 4);
    let kernel = builder.kernel(adding(1.0, View::whole(4), View::whole(4)));
    let mut from = input;
    for n in 0..5 {
        let to = builder.arena("inner", F32, 4, n % 2 * 64);
        builder.call(kernel, vec![whole(from), whole(to)]);
        from = to;
    }
    builder.call(kernel, vec![whole(from), whole(output)]);
    assert_eq!(run(builder, &[&[1.0, 2.0, 3.0, 4.0]]), [[7.0, 8.0, 9.0, 10.0]]);
}

/// A value and its sum with another in one place: the kernel reads each element before it writes it.
#[test]
fn a_sum_in_place() {
    let mut builder = Builder::default();
    let input = builder.input("input", F32, 4);
    let output = builder.output("output", F32, 4);
    let [ten, sum] = [adding(10.0, View::whole(4), View::whole(4)), sum_of_four()]
        .map(|kernel| builder.kernel(kernel));
    let [first, second] = ["first", "second"].map(|name| builder.arena(name, F32, 4, 0));
    builder.call(ten, vec![whole(input), whole(first)]);
    builder.call(sum, vec![whole(first), whole(input), whole(second)]);
    builder.call(ten, vec![whole(second), whole(output)]);
    assert_eq!(run(builder, &[&[1.0, 2.0, 3.0, 4.0]]), [[22.0, 24.0, 26.0, 28.0]]);
}

/// Two values as channels of one buffer, of which the third call reads all: a concatenation.
#[test]
fn views_of_a_wider_buffer() {
    let mut builder = Builder::default();
    let inputs = ["a", "b"].map(|name| builder.input(name, F32, 4));
    let output = builder.output("output", F32, 8);
    let wide = builder.arena("wide", F32, 8, 128);
    let half = View::new(0, &[(2, 4), (2, 1)]).expect("pairs of every four");
    let into = builder.kernel(adding(0.5, View::whole(4), half));
    for (input, base) in inputs.into_iter().zip([0, 2]) {
        builder.call(into, vec![whole(input), Argument { buffer: wide, base }]);
    }
    let all = builder.kernel(adding(0.0, View::whole(8), View::whole(8)));
    builder.call(all, vec![whole(wide), whole(output)]);
    let found = run(builder, &[&[1.0, 2.0, 3.0, 4.0], &[5.0, 6.0, 7.0, 8.0]]);
    assert_eq!(found, [[1.5, 2.5, 5.5, 6.5, 3.5, 4.5, 7.5, 8.5]]);
}

/// Equal kernels and equal constants are there once; zeros of another sign are not equal.
#[test]
fn equal_parts_are_one() {
    let mut builder = Builder::default();
    let same = || adding(1.0, View::whole(2), View::whole(2));
    let (a, b) = (builder.kernel(same()), builder.kernel(same()));
    assert_eq!(a, b);
    assert_ne!(a, builder.kernel(adding(2.0, View::whole(2), View::whole(2))));
    let table = builder.constant("table", F32, vec![0.0, 1.0]);
    assert_eq!(builder.constant("again", F32, vec![0.0, 1.0]), table);
    assert_ne!(builder.constant("other", F32, vec![-0.0, 1.0]), table);
    let Program { kernels, buffers, .. } = builder.finish();
    assert_eq!((kernels.len(), buffers.len()), (2, 2));
}

#[test]
fn a_constant_is_read() {
    let mut builder = Builder::default();
    let input = builder.input("input", F32, 4);
    let output = builder.output("output", F32, 4);
    let table = builder.constant("table", F32, vec![10.0, 20.0, 30.0, 0.1]);
    let sum = builder.kernel(sum_of_four());
    builder.call(sum, vec![whole(input), whole(table), whole(output)]);
    assert_eq!(run(builder, &[&[1.0, 2.0, 3.0, 4.0]]), [[11.0, 22.0, 33.0, 4.1]]);
}
