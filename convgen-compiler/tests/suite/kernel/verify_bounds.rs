//! Accesses that leave their buffer, and those that only look as if they did.

use super::by_hand::{access, repeat, var};
use convgen_compiler::element::Element;
use convgen_compiler::kernel::verify::verify;
use convgen_compiler::kernel::{
    Access, BufferId, Builder, Fault, Index, Kernel, Lanes, Operand, Stmt, Trip, Value, View,
};

/// A kernel that reads an input of `len` elements, and writes its one output element.
fn reading(
    lanes: usize,
    len: usize,
    read: impl FnOnce(&mut Builder, BufferId) -> Vec<Stmt>,
) -> Kernel {
    let (mut builder, input, output) = Builder::new(Element::F32, lanes, len, 1);
    let mut body = read(&mut builder, input);
    body.push(Stmt::Store(access(output, Index::default(), 1), Operand::Splat(0.0)));
    builder.finish(body)
}

/// Reads the first `count` lanes at an index that no loop changes.
fn at(lanes: usize, len: usize, constant: i64, count: usize) -> Kernel {
    reading(lanes, len, |builder, input| {
        vec![load(builder, access(input, Index::constant(constant), count))]
    })
}

/// Reads lanes at the input's start, or wherever else `constant` says.
fn lanes_at(lanes: usize, len: usize, constant: i64, taking_part: Lanes) -> Kernel {
    reading(lanes, len, |builder, input| {
        let (buffer, index) = (input, Index::constant(constant));
        vec![load(builder, Access { buffer, index, lanes: taking_part })]
    })
}

fn load(builder: &mut Builder, access: Access) -> Stmt {
    builder.define("x", Value::Load(access)).1
}

/// Reads one element in a loop: `constant + factor·i`.
fn walk(len: usize, trip: usize, constant: i64, factor: i64) -> Kernel {
    reading(1, len, |builder, input| {
        let i = var(builder, "i");
        let index = Index::constant(constant).linear(Some(i), factor);
        vec![repeat(i, Trip::Fixed(trip), vec![load(builder, access(input, index, 1))])]
    })
}

/// Reads one element in two loops, the inner one as long as `counts` says: `3·i + j`.
fn ragged(len: usize, counts: &[usize]) -> Kernel {
    reading(1, len, |builder, input| {
        let (i, j) = (var(builder, "i"), var(builder, "j"));
        let index = Index::default().linear(Some(i), 3).linear(Some(j), 1);
        let by = Trip::counts(i, counts.to_vec());
        let inner = repeat(j, by, vec![load(builder, access(input, index, 1))]);
        vec![repeat(i, Trip::Fixed(counts.len()), vec![inner])]
    })
}

/// Reads one element at `table[i] + j`, `j` running as far as `counts` says.
fn looked_up(len: usize, table: &[i64], counts: &[usize]) -> Kernel {
    reading(1, len, |builder, input| {
        let (i, j) = (var(builder, "i"), var(builder, "j"));
        let index = Index::default().table(Some(i), table).linear(Some(j), 1);
        let by = Trip::counts(i, counts.to_vec());
        let inner = repeat(j, by, vec![load(builder, access(input, index, 1))]);
        vec![repeat(i, Trip::Fixed(table.len()), vec![inner])]
    })
}

#[track_caller]
fn passes(kernel: Kernel) {
    let text = kernel.to_string();
    assert_eq!(verify(kernel).err(), None, "\n{text}");
}

/// The kernel's only fault is an access of elements `first..=last`.
#[track_caller]
fn leaves(kernel: Kernel, access: &str, first: i128, last: i128, len: usize) {
    let access = access.to_owned();
    let fault = Fault::OutOfBounds { access, first, last, len };
    assert_eq!(verify(kernel).err(), Some(vec![fault]));
}

#[test]
fn one_element_at_either_end() {
    passes(at(1, 4, 0, 1));
    passes(at(1, 4, 3, 1));
    leaves(at(1, 4, -1, 1), "input[-1]", -1, -1, 4);
    leaves(at(1, 4, 4, 1), "input[4]", 4, 4, 4);
    leaves(at(1, 0, 0, 1), "input[0]", 0, 0, 0);
}

#[test]
fn the_last_lane() {
    passes(at(4, 9, 5, 4));
    leaves(at(4, 9, 6, 4), "input[6]", 6, 9, 9);
    leaves(at(4, 9, -1, 4), "input[-1]", -1, 2, 9);
}

#[test]
fn lanes_that_take_no_part_may_lie_outside() {
    passes(at(4, 9, 8, 1));
    passes(at(4, 9, 6, 3));
    leaves(at(4, 9, 7, 3), "input[7] lanes 0..3", 7, 9, 9);
    // The index is that of the first lane that takes part, wherever it is in the register.
    passes(lanes_at(4, 2, 0, Lanes { first: 2, count: 2, stride: 1 }));
    let late = Lanes { first: 2, count: 2, stride: 1 };
    leaves(lanes_at(4, 2, 1, late), "input[1] lanes 2..4", 1, 2, 2);
}

#[test]
fn the_last_lane_of_a_stride() {
    passes(lanes_at(4, 7, 0, Lanes::strided(4, 2)));
    leaves(lanes_at(4, 6, 0, Lanes::strided(4, 2)), "input[0] stride 2", 0, 6, 6);
    passes(lanes_at(4, 10, 1, Lanes::strided(3, 4)));
    leaves(lanes_at(4, 9, 1, Lanes::strided(3, 4)), "input[1] lanes 0..3 stride 4", 1, 9, 9);
    // A single lane has no neighbour for the stride to reach.
    passes(lanes_at(4, 1, 0, Lanes::strided(1, 100)));
}

#[test]
fn a_broadcast_reads_one_element() {
    let broadcast = |constant| {
        reading(4, 3, |builder, input| {
            let value = Value::Broadcast(input, Index::constant(constant));
            vec![builder.define("x", value).1]
        })
    };
    passes(broadcast(2));
    leaves(broadcast(3), "input[3] lanes 0..1", 3, 3, 3);
    leaves(broadcast(-1), "input[-1] lanes 0..1", -1, -1, 3);
}

#[test]
fn an_update_reads_memory_too() {
    let update = |value: fn(BufferId, Index) -> Value, constant| {
        reading(4, 4, |builder, input| {
            let (x, define) = builder.define("x", Value::Copy(Operand::Splat(0.0)));
            vec![define, Stmt::Set(x, value(input, Index::constant(constant)))]
        })
    };
    let load = |buffer, index| Value::Load(access(buffer, index, 4));
    passes(update(load, 0));
    leaves(update(load, 1), "input[1]", 1, 4, 4);
    passes(update(Value::Broadcast, 3));
    leaves(update(Value::Broadcast, 4), "input[4] lanes 0..1", 4, 4, 4);
}

#[test]
fn a_table_has_its_own_length() {
    let table = |constant| {
        reading(2, 100, |builder, _| {
            let table = builder.input("weights", View::whole(5));
            vec![load(builder, access(table, Index::constant(constant), 2))]
        })
    };
    passes(table(3));
    leaves(table(4), "weights[4]", 4, 5, 5);
}

#[test]
fn a_store_at_either_end() {
    let store = |constant| {
        let (builder, _, output) = Builder::new(Element::F32, 2, 1, 2);
        let to = access(output, Index::constant(constant), 2);
        builder.finish(vec![Stmt::Store(to, Operand::Splat(1.0))])
    };
    passes(store(0));
    leaves(store(-1), "output[-1]", -1, 0, 2);
    leaves(store(1), "output[1]", 1, 2, 2);
}

#[test]
fn the_last_round_of_a_loop() {
    passes(walk(10, 4, 0, 3));
    leaves(walk(9, 4, 0, 3), "input[3·i]", 0, 9, 9);
    passes(walk(10, 4, 9, -3));
    leaves(walk(10, 4, 8, -3), "input[8 + -3·i]", -1, 8, 10);
    leaves(walk(9, 4, 9, -3), "input[9 + -3·i]", 0, 9, 9);
    leaves(walk(3, 5, -1, 1), "input[-1 + i]", -1, 3, 3);
}

#[test]
fn the_last_round_of_an_inner_loop() {
    passes(ragged(9, &[3, 3, 3]));
    leaves(ragged(8, &[3, 3, 3]), "input[3·i + j]", 0, 8, 8);
}

#[test]
fn one_value_of_a_trip_list() {
    leaves(ragged(9, &[3, 3, 4]), "input[3·i + j]", 0, 9, 9);
    leaves(ragged(9, &[3, 7, 1]), "input[3·i + j]", 0, 9, 9);
    // The longest rounds do not meet the largest offset.
    passes(ragged(9, &[9, 6, 3]));
    passes(ragged(7, &[4, 4, 1]));
}

#[test]
fn one_entry_of_a_table() {
    passes(looked_up(6, &[0, 5, 3], &[1, 1, 1]));
    leaves(looked_up(5, &[0, 5, 3], &[1, 1, 1]), "input[[0, 5, 3][i] + j]", 0, 5, 5);
    leaves(looked_up(5, &[0, -1, 3], &[1, 1, 1]), "input[[0, -1, 3][i] + j]", -1, 3, 5);
    leaves(looked_up(5, &[2, -1, 3], &[1, 1, 1]), "input[2 + [0, -3, 1][i] + j]", -1, 3, 5);
}

#[test]
fn a_table_and_a_trip_list_are_read_together() {
    passes(looked_up(8, &[0, 4, 6], &[8, 4, 2]));
    leaves(looked_up(8, &[0, 4, 6], &[8, 4, 3]), "input[[0, 4, 6][i] + j]", 0, 8, 8);
    leaves(looked_up(8, &[0, 4, 6], &[8, 5, 2]), "input[[0, 4, 6][i] + j]", 0, 8, 8);
}

#[test]
fn what_never_runs_may_lie_outside() {
    passes(walk(1, 0, 100, 7));
    passes(ragged(1, &[0, 0, 0]));
    passes(ragged(1, &[1, 0, 0]));
    passes(looked_up(1, &[0, 100, -100], &[1, 0, 0]));
    leaves(ragged(1, &[0, 0, 1]), "input[3·i + j]", 6, 6, 1);
}

#[test]
fn a_list_through_three_loops() {
    // j runs as far as i says, and k as far as j says: 0; 0, 10, 11.
    let kernel = |len| {
        reading(1, len, |builder, input| {
            let [i, j, k] = ["i", "j", "k"].map(|name| var(builder, name));
            let index = Index::default().linear(Some(j), 10).linear(Some(k), 1);
            let read = load(builder, access(input, index, 1));
            let inner = repeat(k, Trip::counts(j, vec![1, 2]), vec![read]);
            let middle = repeat(j, Trip::counts(i, vec![1, 2]), vec![inner]);
            vec![repeat(i, Trip::Fixed(2), vec![middle])]
        })
    };
    passes(kernel(12));
    leaves(kernel(11), "input[10·j + k]", 0, 11, 11);
}

#[test]
fn a_list_by_an_outer_variable_beyond_the_next_loop() {
    // k runs as far as i says, whatever j between them is.
    let kernel = |len| {
        reading(1, len, |builder, input| {
            let [i, j, k] = ["i", "j", "k"].map(|name| var(builder, name));
            let index = Index::default().linear(Some(j), 2).linear(Some(k), 1).linear(Some(i), -1);
            let read = load(builder, access(input, index, 1));
            let inner = repeat(k, Trip::counts(i, vec![1, 2]), vec![read]);
            let middle = repeat(j, Trip::Fixed(3), vec![inner]);
            vec![repeat(i, Trip::Fixed(2), vec![middle])]
        })
    };
    leaves(kernel(9), "input[2·j + k + -1·i]", -1, 4, 9);
}

#[test]
fn every_access_is_reported() {
    let kernel = reading(1, 2, |builder, input| {
        let read = |builder: &mut Builder, at| load(builder, access(input, Index::constant(at), 1));
        vec![read(builder, 5), read(builder, 1), read(builder, -2)]
    });
    let fault = |at: i128| {
        let access = format!("input[{at}]");
        Fault::OutOfBounds { access, first: at, last: at, len: 2 }
    };
    assert_eq!(verify(kernel).err(), Some(vec![fault(5), fault(-2)]));
}

/// Reads element `factor·j`, `j` taking the values of one range for each of `i`.
fn ranged(factor: i64, ranges: &[std::ops::Range<usize>]) -> Kernel {
    reading(1, 10, |builder, input| {
        let (i, j) = (var(builder, "i"), var(builder, "j"));
        let index = Index::constant(5).linear(Some(j), factor);
        let by = Trip::By { var: i, ranges: ranges.to_vec() };
        let inner = repeat(j, by, vec![load(builder, access(input, index, 1))]);
        vec![repeat(i, Trip::Fixed(ranges.len()), vec![inner])]
    })
}

#[test]
fn a_range_that_does_not_begin_at_zero() {
    passes(ranged(1, &[2..4, 0..0, 3..5]));
    passes(ranged(-1, &[2..4, 9..9, 3..6]));
    leaves(ranged(1, &[2..4, 3..6]), "input[5 + j]", 7, 10, 10);
    leaves(ranged(-1, &[2..4, 3..7]), "input[5 + -1·j]", -1, 3, 10);
}
