//! Wrong programs are refused, whatever is wrong with them.

use super::parts::{adding, sum_of_four};
use crate::cases::cases;
use convgen_compiler::element::Element::{self, F32, F64};
use convgen_compiler::kernel::View;
use convgen_compiler::program::verify::verify;
use convgen_compiler::program::{Argument, BufferId, Builder, Fault, Place, Program};
use proptest::prelude::*;

fn whole(buffer: BufferId) -> Argument {
    Argument { buffer, base: 0 }
}

/// `input → first → second → output`, the inner values side by side in the arena; the last call adds
/// `first` again. Buffers and calls are in this order.
fn chain() -> Program {
    let mut builder = Builder::default();
    let input = builder.input("input", F32, 4);
    let output = builder.output("output", F32, 4);
    let first = builder.arena("first", F32, 4, 0);
    let second = builder.arena("second", F32, 4, 16);
    let one = builder.kernel(adding(1.0, View::whole(4), View::whole(4)));
    let sum = builder.kernel(sum_of_four());
    builder.call(one, vec![whole(input), whole(first)]);
    builder.call(one, vec![whole(first), whole(second)]);
    builder.call(sum, vec![whole(first), whole(second), whole(output)]);
    builder.finish()
}

fn fails(change: impl FnOnce(&mut Program), fault: Fault) {
    let mut program = chain();
    change(&mut program);
    assert_eq!(verify(program).err(), Some(vec![fault]));
}

#[test]
fn the_chain_is_right() {
    let verified = verify(chain()).expect("it is right");
    assert_eq!(verified.interpret(&[&[1.0_f32, 2.0, 3.0, 4.0]]), [[5.0, 7.0, 9.0, 11.0]]);
}

#[test]
fn buffers_that_lie_wrong() {
    let place = |start| Fault::ArenaPlace { name: "second".to_owned(), start, arena: 32 };
    fails(|program| program.buffers[3].place = Place::Arena(20), place(20));
    fails(|program| program.buffers[3].place = Place::Arena(14), place(14));
    fails(|program| program.buffers[3].place = Place::Arena(usize::MAX), place(usize::MAX));
    fails(
        |program| program.buffers[3].name = "first".to_owned(),
        Fault::DuplicateName { name: "first".to_owned() },
    );
    fails(
        |program| program.buffers[0].place = Place::Constant(vec![1.0; 3]),
        Fault::ConstantLength { name: "input".to_owned(), expected: 4, actual: 3 },
    );
}

#[test]
fn a_value_that_was_written_over() {
    // In one place, `second` takes that of `first`, which the last call needs.
    fails(
        |program| program.buffers[3].place = Place::Arena(0),
        Fault::NotSet { call: 2, buffer: "first".to_owned(), element: 0 },
    );
    // A part of it.
    let overlap = |program: &mut Program| {
        program.arena = 64;
        program.buffers[3].place = Place::Arena(12);
    };
    let parameters = ["input", "output"].map(str::to_owned);
    fails(overlap, Fault::Shared { call: 1, parameters });
}

#[test]
fn a_value_that_was_never_written() {
    fails(
        |program| drop(program.calls.remove(0)),
        Fault::NotSet { call: 0, buffer: "first".to_owned(), element: 0 },
    );
    fails(
        |program| program.calls.swap(0, 1),
        Fault::NotSet { call: 0, buffer: "first".to_owned(), element: 0 },
    );
    fails(
        |program| drop(program.calls.pop()),
        Fault::NotWritten { output: "output".to_owned(), element: 0 },
    );
}

#[test]
fn arguments_that_do_not_fit() {
    fails(
        |program| program.calls[0].arguments[0].base = 1,
        Fault::OutOfBounds { call: 0, parameter: "input".to_owned(), end: 5, len: 4 },
    );
    fails(
        |program| program.calls[1].arguments.truncate(1),
        Fault::Arguments { call: 1, expected: 2, actual: 1 },
    );
    fails(
        |program| {
            let input = program.calls[0].arguments[0];
            program.calls[0].arguments[1] = input;
        },
        Fault::ReadOnly { call: 0, parameter: "output".to_owned(), buffer: "input".to_owned() },
    );
    fails(
        |program| program.buffers[0].element = F64,
        Fault::Element { call: 0, parameter: "input".to_owned() },
    );
    // Kernels and buffers of another program, which has more of them.
    let mut other = Builder::default();
    let kernels = (0..3).map(|n| other.kernel(adding(n.into(), View::whole(1), View::whole(1))));
    let kernel = kernels.last().expect("three");
    let buffers = (0..5).map(|_| other.input("more", F32, 1));
    let buffer = buffers.last().expect("five");
    fails(
        |program| program.calls[1].kernel = kernel,
        Fault::UnknownId { call: 1, kind: "kernel", id: 2 },
    );
    fails(
        |program| program.calls[1].arguments[0].buffer = buffer,
        Fault::UnknownId { call: 1, kind: "buffer", id: 4 },
    );
}

/// A kernel that reads an element later than it writes it: the elements go the other way round.
#[test]
fn a_kernel_that_was_not_proven_for_it() {
    let program = |reversed: bool| {
        let mut builder = Builder::default();
        let input = builder.input("input", F32, 4);
        let output = builder.output("output", F32, 4);
        let [a, b] = ["a", "b"].map(|name| builder.arena(name, F32, 4, 0));
        let one = builder.kernel(adding(1.0, View::whole(4), View::whole(4)));
        let pairs = View::new(0, &[(2, 2), (2, 1)]).expect("all of four");
        assert_eq!(pairs, View::whole(4));
        let shifted = match reversed {
            true => builder.kernel(super::parts::reversing()),
            false => one,
        };
        builder.call(one, vec![whole(input), whole(a)]);
        builder.call(shifted, vec![whole(a), whole(b)]);
        builder.call(one, vec![whole(b), whole(output)]);
        verify(builder.finish()).err()
    };
    assert_eq!(program(false), None);
    let parameters = ["input", "output"].map(str::to_owned);
    assert_eq!(program(true), Some(vec![Fault::Shared { call: 1, parameters }]));
}

#[test]
fn two_outputs_in_one_place() {
    let program = |start| {
        let mut builder = Builder::default();
        let input = builder.input("input", F32, 2);
        let twice = builder.kernel(super::parts::twice());
        let [a, b] = [("a", 0), ("b", start)].map(|(name, at)| builder.arena(name, F32, 2, at));
        builder.call(twice, vec![whole(input), whole(a), whole(b)]);
        verify(builder.finish()).err()
    };
    assert_eq!(program(8), None);
    let parameters = ["a", "b"].map(str::to_owned);
    assert_eq!(program(4), Some(vec![Fault::Shared { call: 0, parameters }]));
}

/// One thing of a program that is moved, by so many bytes or elements or places.
#[derive(Clone, Debug)]
enum Change {
    Place(usize, isize),
    Base(usize, usize, isize),
    Buffer(usize, usize, usize),
    Length(usize, isize),
    Drop(usize),
    Swap(usize),
}

fn change() -> impl Strategy<Value = Change> {
    let (n, by) = (0_usize..8, prop_oneof![-4_isize..=-1, 1_isize..=4]);
    prop_oneof![
        3 => (n.clone(), by.clone()).prop_map(|(n, by)| Change::Place(n, 4 * by)),
        2 => (n.clone(), n.clone(), by.clone()).prop_map(|(c, a, by)| Change::Base(c, a, by)),
        3 => (n.clone(), n.clone(), n.clone()).prop_map(|(c, a, to)| Change::Buffer(c, a, to)),
        1 => (n.clone(), by).prop_map(|(n, by)| Change::Length(n, by)),
        1 => n.clone().prop_map(Change::Drop),
        1 => n.prop_map(Change::Swap),
    ]
}

fn apply(program: &mut Program, change: &Change) {
    let (buffers, calls) = (program.buffers.len(), program.calls.len());
    match *change {
        Change::Place(n, by) => {
            if let Place::Arena(start) = &mut program.buffers[n % buffers].place {
                *start = start.saturating_add_signed(by);
            }
        }
        Change::Base(call, argument, by) => {
            let arguments = &mut program.calls[call % calls].arguments;
            let at = argument % arguments.len();
            arguments[at].base = arguments[at].base.saturating_add_signed(by);
        }
        Change::Buffer(call, argument, to) => {
            let all: Vec<_> = program.calls.iter().flat_map(|call| &call.arguments).collect();
            let other = all[to % all.len()].buffer;
            let arguments = &mut program.calls[call % calls].arguments;
            let at = argument % arguments.len();
            arguments[at].buffer = other;
        }
        Change::Length(n, by) => {
            let buffer = &mut program.buffers[n % buffers];
            buffer.len = buffer.len.saturating_add_signed(by);
        }
        Change::Drop(call) => drop(program.calls.remove(call % calls)),
        Change::Swap(call) if calls > 1 => program.calls.swap(call % calls, (call + 1) % calls),
        Change::Swap(_) => {}
    }
}

/// Two inner values of four elements that are needed together, one after them in the place of the first,
/// and a sum in place.
fn long_chain() -> Program {
    let mut builder = Builder::default();
    let input = builder.input("input", F32, 4);
    let output = builder.output("output", F32, 8);
    let inner = [("a", 0), ("b", 16), ("c", 32), ("d", 0), ("e", 16)];
    let [a, b, c, d, e] = inner.map(|(name, start)| builder.arena(name, F32, 4, start));
    let one = builder.kernel(adding(1.0, View::whole(4), View::whole(4)));
    let sum = builder.kernel(sum_of_four());
    builder.call(one, vec![whole(input), whole(a)]);
    builder.call(one, vec![whole(a), whole(b)]);
    builder.call(sum, vec![whole(a), whole(b), whole(c)]);
    builder.call(one, vec![whole(c), whole(d)]);
    builder.call(sum, vec![whole(b), whole(d), whole(e)]);
    builder.call(one, vec![whole(e), whole(output)]);
    builder.call(sum, vec![whole(c), whole(e), Argument { buffer: output, base: 4 }]);
    builder.finish()
}

/// The values of a program that runs with a memory for each buffer: none can be written over.
fn apart(program: &Program, input: &[f32]) -> Vec<Vec<f32>> {
    let mut program = program.clone();
    let mut end = 0;
    for buffer in &mut program.buffers {
        if let Place::Arena(start) = &mut buffer.place {
            *start = end;
            end += buffer.len * Element::F32.bytes();
        }
    }
    program.arena = end;
    verify(program).expect("it was right in one arena").interpret(&[input])
}

proptest! {
    #![proptest_config(cases(4_000))]

    /// What passes leaves numbers, and the same ones as with a memory for each value.
    #[test]
    fn a_changed_program_is_refused_or_right(
        changes in prop::collection::vec(change(), 1..4),
        long in any::<bool>(),
    ) {
        let mut program = if long { long_chain() } else { chain() };
        for change in &changes {
            if !program.calls.is_empty() {
                apply(&mut program, change);
            }
        }
        let input = vec![1.0_f32; program.buffers[0].len];
        match verify(program.clone()) {
            Ok(verified) => {
                let found: Vec<Vec<f32>> = verified.interpret(&[&input[..]]);
                prop_assert!(found.iter().flatten().all(|number| number.is_finite()), "{}", program);
                prop_assert_eq!(found, apart(&program, &input), "{}", program);
            }
            Err(faults) => prop_assert!(faults.iter().all(|fault| !fault.to_string().is_empty())),
        }
    }
}
