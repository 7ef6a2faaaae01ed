//! Scratch memory: written before it is read, and never the output.

use super::by_hand::{access, repeat, var};
use convgen_compiler::element::Element;
use convgen_compiler::kernel::verify::verify;
use convgen_compiler::kernel::{
    BufferId, Builder, Fault, Index, Kernel, Operand, Stmt, Trip, Value,
};

const ZERO: Operand = Operand::Splat(0.0);

/// A kernel of two lanes that uses scratch memory of six elements, and writes its one output element.
fn using(make: impl FnOnce(&mut Builder, BufferId) -> Vec<Stmt>) -> Kernel {
    let (mut builder, _, output) = Builder::new(Element::F32, 2, 1, 1);
    let rows = builder.scratch("rows", 6);
    let mut body = make(&mut builder, rows);
    body.push(Stmt::Store(access(output, Index::default(), 1), ZERO));
    builder.finish(body)
}

fn write(rows: BufferId, index: Index, count: usize) -> Stmt {
    Stmt::Store(access(rows, index, count), ZERO)
}

fn read(builder: &mut Builder, rows: BufferId, index: Index) -> Stmt {
    builder.define("x", Value::Load(access(rows, index, 2))).1
}

#[track_caller]
fn passes(kernel: Kernel) {
    let text = kernel.to_string();
    assert_eq!(verify(kernel).err(), None, "\n{text}");
}

#[track_caller]
fn not_set(kernel: Kernel, element: usize) {
    let fault = Fault::NotSet { scratch: "rows".to_owned(), element };
    assert_eq!(verify(kernel).err(), Some(vec![fault]));
}

/// Writes pairs `0 .. pairs`, then reads two elements at `at`.
fn filled(pairs: usize, at: i64) -> Kernel {
    using(|builder, rows| {
        let i = var(builder, "i");
        let fill = write(rows, Index::default().linear(Some(i), 2), 2);
        let fill = repeat(i, Trip::Fixed(pairs), vec![fill]);
        vec![fill, read(builder, rows, Index::constant(at))]
    })
}

#[test]
fn reads_of_what_a_loop_has_written() {
    passes(filled(3, 4));
    passes(filled(2, 2));
    not_set(filled(2, 3), 4);
    not_set(filled(0, 0), 0);
}

#[test]
fn a_broadcast_is_a_read() {
    let kernel = |at| {
        using(|builder, rows| {
            let broadcast = Value::Broadcast(rows, Index::constant(at));
            vec![write(rows, Index::constant(1), 2), builder.define("x", broadcast).1]
        })
    };
    passes(kernel(2));
    not_set(kernel(3), 3);
}

#[test]
fn a_tile_writes_all_its_columns() {
    let kernel = |column, at| {
        using(|builder, rows| {
            let values = vec![ZERO; 2];
            let access = access(rows, Index::default(), 2);
            let tile = Stmt::StoreTile { access, column, values };
            vec![tile, read(builder, rows, Index::constant(at))]
        })
    };
    passes(kernel(2, 2));
    passes(kernel(4, 4));
    not_set(kernel(4, 2), 2);
}

#[test]
fn what_the_rounds_before_have_written() {
    // Round i reads pair i - 1, or the first, after it has written pair i; or before.
    let kernel = |first| {
        using(|builder, rows| {
            let i = var(builder, "i");
            let pair = Index::default().linear(Some(i), 2);
            let store = write(rows, pair, 2);
            let load = read(builder, rows, Index::default().table(Some(i), &[0, 0, 2]));
            let body = if first { vec![store, load] } else { vec![load, store] };
            vec![repeat(i, Trip::Fixed(3), body)]
        })
    };
    passes(kernel(true));
    not_set(kernel(false), 0);
}

#[test]
fn a_range_that_leaves_out_an_element() {
    // Pairs that begin with 0, 1 … in the first round, and with 4 in the second, which reads element 3.
    let kernel = |end| {
        using(|builder, rows| {
            let (i, j) = (var(builder, "i"), var(builder, "j"));
            let ranges = Trip::By { var: i, ranges: vec![0..end, 4..5] };
            let fill = repeat(j, ranges, vec![write(rows, Index::default().linear(Some(j), 1), 2)]);
            let load = read(builder, rows, Index::default().table(Some(i), &[0, 3]));
            vec![repeat(i, Trip::Fixed(2), vec![fill, load])]
        })
    };
    passes(kernel(3));
    not_set(kernel(2), 3);
}

#[test]
fn what_is_stored_there_is_no_output() {
    let kernel = |twice: bool| {
        using(|_, rows| {
            let store = write(rows, Index::default(), 2);
            if twice { vec![store.clone(), store] } else { vec![store] }
        })
    };
    passes(kernel(false));
    passes(kernel(true));
    let outside = using(|_, rows| vec![write(rows, Index::constant(5), 2)]);
    assert!(matches!(verify(outside).err().as_deref(), Some([Fault::OutOfBounds { len: 6, .. }])));
}

/// A billion rounds that read and write scratch memory at places of their own, or at the same: a proof that
/// ran through them would not end.
#[test]
fn loops_are_not_run_through() {
    const ROUNDS: usize = 1 << 30;
    let kernel = |first: usize, missing: bool| {
        using(|builder, rows| {
            let [i, j, k] = ["i", "j", "k"].map(|name| var(builder, name));
            let store = write(rows, Index::constant(if missing { 4 } else { 0 }), 2);
            let fill = repeat(j, Trip::Fixed(ROUNDS), vec![store]);
            // Always the same places, whatever the round is.
            let same = Index::default().table(Some(k), &[0, 0, 0]);
            let load = repeat(k, Trip::Fixed(3), vec![read(builder, rows, same)]);
            let skipped = repeat(k, Trip::Fixed(first), Vec::new());
            vec![repeat(i, Trip::Fixed(ROUNDS), vec![skipped, fill, load])]
        })
    };
    passes(kernel(0, false));
    not_set(kernel(ROUNDS, true), 0);
}

#[test]
fn a_ring_of_rows() {
    // Three rows of two: round i writes row i mod 3, and reads the row before.
    let kernel = |first_reads: bool| {
        using(|builder, rows| {
            let i = var(builder, "i");
            let at = |shift: i64| -> Vec<i64> { (0..6).map(|n| 2 * ((n + shift) % 3)).collect() };
            let store = write(rows, Index::default().table(Some(i), &at(0)), 2);
            let before = if first_reads { at(2) } else { [&[0], &at(2)[1..]].concat() };
            let load = read(builder, rows, Index::default().table(Some(i), &before));
            vec![repeat(i, Trip::Fixed(6), vec![store, load])]
        })
    };
    passes(kernel(false));
    not_set(kernel(true), 4);
}
