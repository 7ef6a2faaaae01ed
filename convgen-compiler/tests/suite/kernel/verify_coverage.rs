//! Every output element is written exactly once.

use super::by_hand::{access, repeat, var};
use convgen_compiler::element::Element;
use convgen_compiler::kernel::verify::verify;
use convgen_compiler::kernel::{
    Access, BufferId, Builder, Fault, Index, Kernel, Lanes, Operand, Stmt, Trip,
};

/// A kernel that only stores, to an output of `len` elements.
fn writing(
    lanes: usize,
    len: usize,
    write: impl FnOnce(&mut Builder, BufferId) -> Vec<Stmt>,
) -> Kernel {
    let (mut builder, _, output) = Builder::new(Element::F32, lanes, 1, len);
    let body = write(&mut builder, output);
    builder.finish(body)
}

fn store(to: Access) -> Stmt {
    Stmt::Store(to, Operand::Splat(1.0))
}

/// Stores of some of four lanes: element, count and stride of each.
fn mixed(len: usize, stores: &[(i64, usize, usize)]) -> Kernel {
    writing(4, len, |_, buffer| {
        let access = |&(at, count, stride): &(i64, usize, usize)| Access {
            buffer,
            index: Index::constant(at),
            lanes: Lanes::strided(count, stride),
        };
        stores.iter().map(access).map(store).collect()
    })
}

/// Stores of `count` lanes of four, `stride` apart, at each of these elements.
fn stores(len: usize, count: usize, stride: usize, at: &[i64]) -> Kernel {
    mixed(len, &at.iter().map(|&at| (at, count, stride)).collect::<Vec<_>>())
}

/// One store in two loops: `constant + a·i + b·j`, with the trip counts and steps of `i` and `j`,
/// and `count` lanes of four side by side.
fn nest(
    len: usize,
    constant: i64,
    i_loop: (usize, i64),
    j_loop: (usize, i64),
    count: usize,
) -> Kernel {
    writing(4, len, |builder, output| {
        let (i, j) = (var(builder, "i"), var(builder, "j"));
        let index = Index::constant(constant).linear(Some(i), i_loop.1).linear(Some(j), j_loop.1);
        let inner = repeat(j, Trip::Fixed(j_loop.0), vec![store(access(output, index, count))]);
        vec![repeat(i, Trip::Fixed(i_loop.0), vec![inner])]
    })
}

/// One element at `table[i] + factor·j`, `j` running as far as `counts` says.
fn ragged(len: usize, table: &[i64], factor: i64, counts: &[usize]) -> Kernel {
    writing(1, len, |builder, output| {
        let (i, j) = (var(builder, "i"), var(builder, "j"));
        let index = Index::default().table(Some(i), table).linear(Some(j), factor);
        let by = Trip::counts(i, counts.to_vec());
        let inner = repeat(j, by, vec![store(access(output, index, 1))]);
        vec![repeat(i, Trip::Fixed(table.len()), vec![inner])]
    })
}

#[track_caller]
fn passes(kernel: Kernel) {
    let text = kernel.to_string();
    assert_eq!(verify(kernel).err(), None, "\n{text}");
}

#[track_caller]
fn twice(kernel: Kernel, element: usize) {
    assert_eq!(
        verify(kernel).err(),
        Some(vec![Fault::WrittenTwice { output: "output".to_owned(), element }])
    );
}

#[track_caller]
fn missing(kernel: Kernel, element: usize) {
    assert_eq!(
        verify(kernel).err(),
        Some(vec![Fault::NotWritten { output: "output".to_owned(), element }])
    );
}

#[test]
fn no_store_at_all() {
    passes(stores(0, 1, 1, &[]));
    missing(stores(1, 1, 1, &[]), 0);
    missing(stores(200, 1, 1, &[]), 0);
}

#[test]
fn a_gap_at_the_first_middle_or_last_element() {
    passes(stores(8, 4, 1, &[0, 4]));
    missing(stores(5, 4, 1, &[1]), 0);
    missing(stores(9, 4, 1, &[0, 5]), 4);
    missing(stores(9, 4, 1, &[0, 4]), 8);
}

#[test]
fn a_gap_beyond_the_first_word_of_the_map() {
    for gap in [62, 63, 64, 65, 127, 128] {
        let all_but = |len: i64| (0..len).filter(|&at| at != gap).collect::<Vec<_>>();
        missing(stores(130, 1, 1, &all_but(130)), gap as usize);
        missing(stores(gap as usize + 1, 1, 1, &all_but(gap + 1)), gap as usize);
    }
    for len in [63, 64, 65, 128, 129] {
        passes(nest(len, 0, (1, 0), (len, 1), 1));
    }
}

#[test]
fn the_same_store_again() {
    twice(stores(4, 4, 1, &[0, 0]), 0);
    twice(stores(130, 1, 1, &[64, 129, 64]), 64);
}

#[test]
fn lanes_of_two_stores_overlap() {
    twice(stores(7, 4, 1, &[0, 3]), 3);
    twice(stores(7, 4, 1, &[3, 0]), 3);
    twice(stores(9, 3, 2, &[0, 1, 4]), 4);
    // Across the border of two words of the map.
    twice(stores(70, 4, 1, &[61, 64]), 64);
    twice(stores(70, 4, 1, &[62, 59]), 62);
}

#[test]
fn a_run_over_several_words_overlaps() {
    let long_run = |extra: i64| {
        writing(1, 200, |builder, output| {
            let i = var(builder, "i");
            let index = Index::default().linear(Some(i), 1);
            let run = repeat(i, Trip::Fixed(200), vec![store(access(output, index, 1))]);
            vec![store(access(output, Index::constant(extra), 1)), run]
        })
    };
    for extra in [0, 63, 64, 100, 191, 192, 199] {
        twice(long_run(extra), extra as usize);
    }
}

#[test]
fn a_loop_whose_variable_the_index_does_not_use() {
    twice(nest(4, 0, (2, 0), (1, 0), 4), 0);
    twice(nest(4, 0, (4, 1), (2, 0), 1), 0);
    passes(nest(4, 0, (4, 1), (1, 0), 1));
}

#[test]
fn rounds_of_a_loop_overlap() {
    twice(nest(10, 0, (3, 3), (1, 0), 4), 3);
    twice(nest(13, 0, (4, 2), (3, 3), 1), 6);
    missing(nest(8, 0, (3, 2), (2, 3), 1), 1);
}

#[test]
fn a_negative_step_overlaps() {
    twice(nest(3, 1, (2, -1), (1, 0), 2), 1);
    twice(nest(6, 5, (2, -2), (3, -1), 1), 3);
    passes(nest(6, 5, (3, -2), (2, -1), 1));
    passes(nest(12, 8, (3, -4), (1, 0), 4));
}

#[test]
fn the_variables_of_two_loops_cancel() {
    twice(nest(3, 1, (2, 1), (2, -1), 1), 1);
    passes(nest(4, 1, (2, 2), (2, -1), 1));
}

#[test]
fn loops_in_any_order_make_a_grid() {
    passes(nest(24, 0, (3, 8), (2, 4), 4));
    passes(nest(24, 0, (2, 4), (3, 8), 4));
    // Column by column.
    passes(nest(15, 0, (5, 1), (3, 5), 1));
    missing(nest(16, 0, (5, 1), (3, 5), 1), 15);
}

#[test]
fn strided_phases_interleave() {
    passes(stores(8, 4, 2, &[0, 1]));
    passes(stores(12, 4, 3, &[2, 0, 1]));
    passes(mixed(11, &[(0, 4, 3), (1, 4, 3), (2, 3, 3)]));
    missing(stores(12, 4, 3, &[0, 2]), 1);
    twice(stores(13, 4, 3, &[0, 1, 3]), 3);
}

#[test]
fn strided_lanes_in_a_loop_fill_one_anothers_gaps() {
    let phases = |len, step, count| {
        writing(4, len, |builder, buffer| {
            let i = var(builder, "i");
            let index = Index::default().linear(Some(i), step);
            let to = Access { buffer, index, lanes: Lanes::strided(4, 3) };
            vec![repeat(i, Trip::Fixed(count), vec![store(to)])]
        })
    };
    passes(phases(12, 1, 3));
    twice(phases(13, 1, 4), 3);
    missing(phases(14, 2, 3), 1);
    missing(phases(11, 1, 2), 2);
}

#[test]
fn lanes_that_take_no_part_write_nothing() {
    let late = |len, first| {
        writing(4, len, |_, buffer| {
            let lanes = Lanes { first, count: 2, stride: 1 };
            vec![store(Access { buffer, index: Index::default(), lanes })]
        })
    };
    passes(late(2, 2));
    missing(late(3, 1), 2);
}

#[test]
fn ragged_loops_partition_the_output() {
    passes(ragged(6, &[0, 1, 3], 1, &[1, 2, 3]));
    passes(ragged(6, &[3, 0, 1], 1, &[3, 1, 2]));
    passes(ragged(6, &[5, 4, 3], -3, &[2, 2, 2]));
    passes(ragged(5, &[0, 2, 2], 1, &[2, 0, 3]));
    twice(ragged(6, &[0, 1, 3], 1, &[1, 3, 3]), 3);
    missing(ragged(6, &[0, 1, 3], 1, &[1, 1, 3]), 2);
    missing(ragged(6, &[0, 1, 3], 1, &[1, 2, 2]), 5);
    missing(ragged(6, &[0, 1, 3], 1, &[0, 2, 3]), 0);
}

#[test]
fn an_entry_of_a_table_comes_twice() {
    passes(ragged(4, &[2, 0, 3, 1], 1, &[1, 1, 1, 1]));
    twice(ragged(4, &[2, 0, 2, 1], 1, &[1, 1, 1, 1]), 2);
    passes(ragged(4, &[2, 0, 2, 1], 2, &[0, 1, 1, 2]));
}

#[test]
fn a_loop_that_never_runs_writes_nothing() {
    missing(nest(4, 0, (0, 1), (4, 1), 1), 0);
    missing(nest(4, 0, (4, 1), (0, 1), 1), 0);
    passes(nest(0, 0, (0, 1), (4, 1), 1));
}

#[test]
fn a_store_in_each_of_two_sibling_loops() {
    let siblings = |len, second| {
        writing(1, len, |builder, output| {
            let i = var(builder, "i");
            let fill = |constant| {
                let index = Index::constant(constant).linear(Some(i), 2);
                repeat(i, Trip::Fixed(3), vec![store(access(output, index, 1))])
            };
            vec![fill(0), fill(second)]
        })
    };
    passes(siblings(6, 1));
    twice(siblings(7, 2), 2);
    missing(siblings(8, 3), 1);
}

#[test]
fn ranges_that_do_not_begin_at_zero() {
    let kernel = |ranges: Vec<std::ops::Range<usize>>| {
        writing(1, 6, |builder, output| {
            let (i, j) = (var(builder, "i"), var(builder, "j"));
            let to = access(output, Index::default().linear(Some(j), 1), 1);
            let trip = Trip::Fixed(ranges.len());
            vec![repeat(i, trip, vec![repeat(j, Trip::By { var: i, ranges }, vec![store(to)])])]
        })
    };
    passes(kernel(vec![4..6, 0..3, 3..4, 5..5]));
    twice(kernel(vec![4..6, 0..3, 2..4]), 2);
    missing(kernel(vec![4..6, 0..3]), 3);
}
