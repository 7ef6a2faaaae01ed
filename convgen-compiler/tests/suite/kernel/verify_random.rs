//! The verifier against running the kernel: random loop nests, and correct kernels with one thing
//! changed.

use std::ops::Range;
use std::sync::Arc;

use super::by_hand::{access, repeat, var};
use super::oracle::Memory;
use crate::cases::cases;
use crate::layers::{self, Case, methods};
use convgen_compiler::element::Element;
use convgen_compiler::kernel::verify::verify;
use convgen_compiler::kernel::{
    Builder, Fault, Index, Kernel, Lanes, Operand, Role, Step, Stmt, Trip, Value, View,
};
use convgen_compiler::stencil::Weighted;
use proptest::prelude::*;
use proptest::sample::Index as Pick;

/// A loop around the only store: how long, and what it adds to the index.
#[derive(Clone, Debug)]
struct Level {
    /// One trip count for each value of the variable `by` picks; the first one without it.
    counts: Vec<usize>,
    by: Option<Pick>,
    /// Where its range begins, if it has one by another's value.
    start: usize,
    /// Linear by the first number, or looked up in all of them.
    steps: Vec<i64>,
    linear: bool,
}

const LONGEST: usize = 4;
/// Where ranges begin at most.
const FARTHEST: usize = 2;

fn level() -> impl Strategy<Value = Level> {
    let counts = prop::collection::vec(0..=LONGEST, FARTHEST + LONGEST);
    let start = prop_oneof![3 => Just(0), 1 => 1..=FARTHEST];
    let steps = prop::collection::vec(-6_i64..=8, FARTHEST + LONGEST);
    (counts, prop::option::of(any::<Pick>()), start, steps, any::<bool>())
        .prop_map(|(counts, by, start, steps, linear)| Level { counts, by, start, steps, linear })
}

/// Loops around a store of `count` lanes `stride` apart, whose index is moved so that the lowest element it can reach in any
/// combination of steps is `lowest`.
fn nest(levels: &[Level], (count, stride): (usize, usize), lowest: i64, len: usize) -> Kernel {
    let (mut builder, _, buffer) = Builder::new(Element::F32, 4, 1, len);
    let mut loops: Vec<(_, Trip, usize)> = Vec::new();
    let mut index = Index::constant(lowest);
    for (depth, level) in levels.iter().enumerate() {
        let (trip, most) = match &level.by {
            Some(by) if depth > 0 => {
                let (var, _, values) = &loops[by.index(depth)];
                let counts = level.counts[..*values].iter();
                let ranges = counts.map(|count| level.start..level.start + count).collect();
                let trip = Trip::By { var: *var, ranges };
                let most = trip.end();
                (trip, most)
            }
            _ => (Trip::Fixed(level.counts[0]), level.counts[0]),
        };
        let var = var(&mut builder, "i");
        index = if level.linear {
            let step = level.steps[0];
            let far = step * most.saturating_sub(1) as i64;
            index.linear(Some(var), step).offset(-far.min(0))
        } else {
            let table = &level.steps[..most];
            index.table(Some(var), table).offset(-table.iter().copied().min().unwrap_or(0))
        };
        loops.push((var, trip, most));
    }
    let mut to = access(buffer, index, count);
    to.lanes.stride = stride;
    let store = Stmt::Store(to, Operand::Splat(1.0));
    let body =
        loops.into_iter().rev().fold(store, |body, (var, trip, _)| repeat(var, trip, vec![body]));
    builder.finish(vec![body])
}

/// A change to one statement.
#[derive(Clone, Debug)]
enum Change {
    Drop,
    Duplicate,
    /// With the statement after it.
    Swap,
    /// One of the statement's numbers, by so much.
    Number(Pick, i64),
    /// One of its lists loses its last entry.
    Shorten(Pick),
}

fn change() -> impl Strategy<Value = Change> {
    let by = prop_oneof![-4_i64..=-1, 1_i64..=4];
    prop_oneof![
        1 => Just(Change::Drop),
        1 => Just(Change::Duplicate),
        1 => Just(Change::Swap),
        1 => any::<Pick>().prop_map(Change::Shorten),
        6 => (any::<Pick>(), by).prop_map(|(which, by)| Change::Number(which, by)),
    ]
}

/// A number of a statement that can be wrong.
enum Number<'a> {
    Size(&'a mut usize),
    Step(&'a mut i64),
}

fn numbers(stmt: &mut Stmt) -> Vec<Number<'_>> {
    match stmt {
        Stmt::Loop(inner) => match &mut inner.trip {
            Trip::Fixed(count) => vec![Number::Size(count)],
            Trip::By { ranges, .. } => {
                let ends = ranges.iter_mut().flat_map(|Range { start, end }| [start, end]);
                ends.map(Number::Size).collect()
            }
        },
        Stmt::Let(_, Value::Load(access))
        | Stmt::Set(_, Value::Load(access))
        | Stmt::Store(access, _) => {
            let Lanes { first, count, stride } = &mut access.lanes;
            let mut numbers = steps(&mut access.index);
            numbers.extend([first, count, stride].map(Number::Size));
            numbers
        }
        Stmt::LoadTile { access, column, .. } | Stmt::StoreTile { access, column, .. } => {
            let Lanes { first, count, stride } = &mut access.lanes;
            let mut numbers = steps(&mut access.index);
            numbers.extend([first, count, stride, column].map(Number::Size));
            numbers
        }
        Stmt::Let(_, Value::Broadcast(_, index)) | Stmt::Set(_, Value::Broadcast(_, index)) => {
            steps(index)
        }
        Stmt::Prefetch(_, index) => steps(index),
        Stmt::Let(..) | Stmt::Set(..) | Stmt::Apply(..) => Vec::new(),
    }
}

fn steps(index: &mut Index) -> Vec<Number<'_>> {
    let terms = index.terms.iter_mut().flat_map(|term| match &mut term.step {
        Step::Linear(factor) => std::slice::from_mut(factor).iter_mut(),
        Step::Table(table) => Arc::make_mut(table).iter_mut(),
    });
    std::iter::once(&mut index.constant).chain(terms).map(Number::Step).collect()
}

fn shorten(stmt: &mut Stmt, which: &Pick) {
    let index = match stmt {
        Stmt::Loop(inner) => {
            if let Trip::By { ranges, .. } = &mut inner.trip {
                ranges.pop();
            }
            return;
        }
        Stmt::Let(_, Value::Load(access))
        | Stmt::LoadTile { access, .. }
        | Stmt::Store(access, _)
        | Stmt::StoreTile { access, .. } => &mut access.index,
        Stmt::Let(_, Value::Broadcast(_, index)) | Stmt::Prefetch(_, index) => index,
        Stmt::Let(..) | Stmt::Set(..) | Stmt::Apply(..) => return,
    };
    let tables = index.terms.iter_mut().filter_map(|term| match &mut term.step {
        Step::Table(table) => Some(table),
        Step::Linear(_) => None,
    });
    let mut tables: Vec<_> = tables.collect();
    if !tables.is_empty() {
        let table = tables.swap_remove(which.index(tables.len()));
        *table = table[..table.len().saturating_sub(1)].into();
    }
}

fn apply(change: &Change, block: &mut Vec<Stmt>, place: usize) {
    match change {
        Change::Drop => drop(block.remove(place)),
        Change::Duplicate => block.insert(place, block[place].clone()),
        Change::Swap if place + 1 < block.len() => block.swap(place, place + 1),
        Change::Swap => {}
        Change::Shorten(which) => shorten(&mut block[place], which),
        Change::Number(which, by) => {
            let mut numbers = numbers(&mut block[place]);
            if numbers.is_empty() {
                return;
            }
            match numbers.swap_remove(which.index(numbers.len())) {
                Number::Size(size) => *size = size.saturating_add_signed(*by as isize),
                Number::Step(step) => *step += by,
            }
        }
    }
}

fn count(body: &[Stmt]) -> usize {
    let inside = |stmt: &Stmt| match stmt {
        Stmt::Loop(inner) => count(&inner.body),
        _ => 0,
    };
    body.iter().map(|stmt| 1 + inside(stmt)).sum()
}

/// Changes the statement `at`, counted in the order of the text; `None` when it was reached.
fn edit(block: &mut Vec<Stmt>, mut at: usize, change: &Change) -> Option<usize> {
    for place in 0..block.len() {
        if at == 0 {
            apply(change, block, place);
            return None;
        }
        at -= 1;
        if let Stmt::Loop(inner) = &mut block[place] {
            at = edit(&mut inner.body, at, change)?;
        }
    }
    Some(at)
}

/// Whether a fault is of the kind that running the kernel shows.
fn of_memory(fault: &Fault) -> bool {
    matches!(
        fault,
        Fault::OutOfBounds { .. }
            | Fault::WrittenTwice { .. }
            | Fault::NotWritten { .. }
            | Fault::NotSet { .. }
    )
}

/// The verifier says what running the kernel says; and what it lets pass runs, and leaves numbers.
fn check(kernel: Kernel) -> Result<(), TestCaseError> {
    match verify(kernel.clone()) {
        Ok(verified) => {
            prop_assert!(Memory::of(&kernel).agrees(&[]), "not as verified\n{}", kernel);
            let inputs = kernel.buffers.iter().filter_map(|buffer| match buffer.role {
                Role::Input(_) => Some(vec![1.0; buffer.len]),
                Role::Output(_) | Role::Scratch => None,
            });
            let inputs: Vec<Vec<f32>> = inputs.collect();
            let inputs: Vec<&[f32]> = inputs.iter().map(Vec::as_slice).collect();
            let output = verified.interpret(&inputs).concat();
            prop_assert!(
                output.iter().all(|number| number.is_finite()),
                "{:?}\n{}",
                output,
                kernel
            );
        }
        Err(faults) if faults.iter().all(of_memory) => {
            let memory = Memory::of(&kernel);
            prop_assert!(memory.agrees(&faults), "{:?}\n{:?}\n{}", faults, memory, kernel);
        }
        Err(faults) => {
            prop_assert!(faults.iter().all(|fault| !fault.to_string().is_empty()));
        }
    }
    Ok(())
}

fn case() -> impl Strategy<Value = Case<f32>> {
    prop_oneof![layers::integers::<f32>(), layers::reals()]
}

proptest! {
    #![proptest_config(cases(2_000))]

    #[test]
    fn a_random_nest_is_judged_as_it_runs(
        levels in prop::collection::vec(level(), 0..=3),
        (count, stride, lowest) in (1_usize..=4, 1_usize..=3, -1_i64..=1),
        spare in -1_isize..=1,
    ) {
        let lanes = (count, stride);
        // As long as what the store reaches, give or take one.
        let probe = Memory::of(&nest(&levels, lanes, lowest, 1_000));
        let reached = probe.written.iter().rposition(|&times| times > 0).map_or(0, |last| last + 1);
        check(nest(&levels, lanes, lowest, reached.saturating_add_signed(spare)))?;
    }
}

proptest! {
    #![proptest_config(cases(400))]

    #[test]
    fn a_changed_kernel_is_judged_as_it_runs(
        case in case(),
        (lowering, lanes) in (any::<Pick>(), any::<Pick>()),
        changes in prop::collection::vec((any::<Pick>(), change()), 8),
    ) {
        let layer = Weighted::new(&case.layer());
        let lanes = *lanes.get(&[1, 4, 8]);
        let methods: Vec<_> = methods(&layer, lanes).collect();
        let kernel = lowering.get(&methods).lower(&layer, lanes).kernel;
        prop_assert!(verify(kernel.clone()).is_ok());
        for (place, change) in &changes {
            let mut changed = kernel.clone();
            let statements = count(&changed.body);
            edit(&mut changed.body, place.index(statements), change);
            check(changed)?;
        }
    }

    #[test]
    fn a_buffer_of_another_length_is_refused(
        case in case(),
        (lowering, which) in (any::<Pick>(), any::<Pick>()),
        longer in any::<bool>(),
    ) {
        let layer = Weighted::new(&case.layer());
        let methods: Vec<_> = methods(&layer, 4).collect();
        let mut kernel = lowering.get(&methods).lower(&layer, 4).kernel;
        let place = which.index(kernel.buffers.len());
        let buffer = &mut kernel.buffers[place];
        // A table may be empty: that of a layer none of whose taps reaches its input.
        let longer = longer || buffer.len == 0;
        buffer.len = if longer { buffer.len + 1 } else { buffer.len - 1 };
        if let Role::Input(view) | Role::Output(view) = &mut buffer.role {
            *view = View::whole(buffer.len);
        }
        // More than is read or written does no harm, and not every layer reads all of its input.
        let harmless = matches!(buffer.role, Role::Input(_))
            || (longer && matches!(buffer.role, Role::Scratch));
        prop_assert!(harmless || verify(kernel.clone()).is_err());
        check(kernel)?;
    }
}
