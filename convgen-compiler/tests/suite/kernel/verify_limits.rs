//! Numbers that no real kernel has: the answer is no, and neither a panic nor a yes.

use super::by_hand::{access, repeat, var};
use convgen_compiler::element::Element;
use convgen_compiler::kernel::verify::verify;
use convgen_compiler::kernel::{
    BufferId, Builder, Fault, Index, Kernel, Lanes, Operand, Step, Stmt, Term, Trip, Value,
};

/// The largest number that a kernel may hold.
const LARGEST: usize = 1 << 40;

/// A kernel of two lanes that reads an input of four elements.
fn reading(read: impl FnOnce(&mut Builder, BufferId) -> Vec<Stmt>) -> Kernel {
    let (mut builder, input, _) = Builder::new(Element::F32, 2, 4, 0);
    let body = read(&mut builder, input);
    builder.finish(body)
}

fn load(builder: &mut Builder, input: BufferId, index: Index) -> Stmt {
    builder.define("x", Value::Load(access(input, index, 1))).1
}

/// Both lanes, or others, at the input's start.
fn lanes(lanes: Lanes) -> Kernel {
    reading(|builder, input| {
        let mut from = access(input, Index::default(), 2);
        from.lanes = lanes;
        vec![builder.define("x", Value::Load(from)).1]
    })
}

/// Reads one element in a loop: `constant + factor·i`.
fn walk(trip: usize, constant: i64, factor: i64) -> Kernel {
    reading(|builder, input| {
        let i = var(builder, "i");
        let read = load(builder, input, Index::constant(constant).linear(Some(i), factor));
        vec![repeat(i, Trip::Fixed(trip), vec![read])]
    })
}

#[track_caller]
fn refused(kernel: Kernel) {
    assert!(verify(kernel).is_err());
}

#[track_caller]
fn too_large(kernel: Kernel, place: &str) {
    let fault = Fault::TooLarge { place: place.to_owned() };
    assert_eq!(verify(kernel).err(), Some(vec![fault]));
}

/// The numbers are taken as they are, and lead out of the buffer.
#[track_caller]
fn out_of_bounds(kernel: Kernel) {
    let faults = verify(kernel).expect_err("the input has four elements");
    assert!(matches!(faults[..], [Fault::OutOfBounds { .. }]), "{faults:?}");
}

#[test]
fn strides() {
    out_of_bounds(lanes(Lanes::strided(2, LARGEST)));
    too_large(lanes(Lanes::strided(2, LARGEST + 1)), "input[0] stride 1099511627777");
    too_large(lanes(Lanes::strided(2, usize::MAX)), &format!("input[0] stride {}", usize::MAX));
}

#[test]
fn trip_counts() {
    out_of_bounds(walk(LARGEST, 0, 1));
    too_large(walk(LARGEST + 1, 0, 1), "the loop of i");
    too_large(walk(usize::MAX, 2, 1), "the loop of i");
    let by_a_list = |count| {
        reading(|builder, input| {
            let (i, j) = (var(builder, "i"), var(builder, "j"));
            let read = load(builder, input, Index::default().linear(Some(j), 1));
            let inner = repeat(j, Trip::counts(i, vec![1, count]), vec![read]);
            vec![repeat(i, Trip::Fixed(2), vec![inner])]
        })
    };
    out_of_bounds(by_a_list(LARGEST));
    too_large(by_a_list(LARGEST + 1), "the loop of j");
}

#[test]
fn constants_and_factors() {
    let largest = LARGEST as i64;
    out_of_bounds(walk(2, largest, 1));
    out_of_bounds(walk(2, 0, -largest));
    too_large(walk(2, largest + 1, 1), "the index 1099511627777 + i");
    too_large(walk(2, 0, -largest - 1), "the index -1099511627777·i");
    refused(walk(3, i64::MAX, i64::MAX));
    refused(walk(3, i64::MIN, i64::MIN));
}

#[test]
fn entries_of_tables() {
    let kernel = |entry| {
        reading(|builder, input| {
            let i = var(builder, "i");
            let index = Index::default().table(Some(i), &[0, entry, 0]);
            vec![repeat(i, Trip::Fixed(3), vec![load(builder, input, index)])]
        })
    };
    out_of_bounds(kernel(LARGEST as i64));
    too_large(kernel(LARGEST as i64 + 1), "the index [0, 1099511627777, 0][i]");
    refused(kernel(i64::MAX));
}

#[test]
fn factors_of_a_loop_that_sets_a_trip() {
    let kernel = |factor| {
        reading(|builder, input| {
            let (i, j) = (var(builder, "i"), var(builder, "j"));
            let read = load(builder, input, Index::default().linear(Some(i), factor));
            let inner = repeat(j, Trip::counts(i, vec![1, 1, 1]), vec![read]);
            vec![repeat(i, Trip::Fixed(3), vec![inner])]
        })
    };
    out_of_bounds(kernel(LARGEST as i64));
    refused(kernel(i64::MAX));
}

#[test]
fn large_steps_that_cancel() {
    // Element 0 or `far`, by way of numbers that cancel.
    let kernel = |far, large: i64| {
        reading(|builder, input| {
            let [i, j, k] = ["i", "j", "k"].map(|name| var(builder, name));
            let table = |var, entry| Term { var, step: Step::Table(vec![entry].into()) };
            let mut index = Index::default().linear(Some(k), far);
            index.terms.extend([table(i, -large), table(j, large)]);
            let read = load(builder, input, index);
            let nest = |var, count, inner| repeat(var, Trip::Fixed(count), vec![inner]);
            vec![nest(i, 1, nest(j, 1, nest(k, 2, read)))]
        })
    };
    assert_eq!(verify(kernel(3, LARGEST as i64)).err(), None);
    out_of_bounds(kernel(LARGEST as i64, LARGEST as i64));
    refused(kernel(i64::MAX / 2, i64::MAX));
}

#[test]
fn lanes_beyond_any_register() {
    let kernel = lanes(Lanes { first: usize::MAX, count: 2, stride: 1 });
    let faults = verify(kernel).expect_err("there are two lanes");
    assert!(matches!(faults[..], [Fault::Lanes { lanes: 2, .. }]), "{faults:?}");
}

#[test]
fn a_store_beyond_any_output() {
    for (constant, stride) in [(0, usize::MAX), (i64::MIN, 1), (i64::MAX, 1), (1, usize::MAX)] {
        let (builder, _, output) = Builder::new(Element::F32, 2, 1, 2);
        let mut to = access(output, Index::constant(constant), 2);
        to.lanes.stride = stride;
        refused(builder.finish(vec![Stmt::Store(to, Operand::Splat(0.0))]));
    }
}
