//! Rows that are read with a stride: whole registers of neighbouring elements, once, of which each tap
//! picks its lanes.

use std::collections::BTreeMap;

use super::Lowering;
use crate::kernel::{Access, Index, Lanes, Operand, Stmt, Value};
use crate::stencil::{Axis, Phase, first};

/// The longest stride for which the registers between two lanes are worth loading.
const LONGEST: usize = 8;

/// Where the elements of one input row begin that the vectors of a tile at one place read.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Stretch {
    /// The row.
    pub(super) row: Index,
    /// Its element that the lowest tap reads for the first lane, which may lie outside.
    pub(super) begin: i64,
}

/// How a tap's lanes lie in the registers of a stretch.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Strided {
    pub(super) stretch: Stretch,
    /// Lane 0.
    first: usize,
    /// One past the last element that is read.
    end: usize,
}

impl Strided {
    /// `None` for lanes that are neighbours, or too far apart.
    pub(super) fn new(
        axis: &Axis,
        phase: &Phase,
        row: &Index,
        q: usize,
        at: usize,
        lanes: Lanes,
    ) -> Option<Self> {
        let step = axis.in_step;
        if !(2..=LONGEST).contains(&step) || lanes.count == 1 {
            return None;
        }
        let begin = (step * q) as i64 + first(&phase.taps);
        let lane_0 = at as i64 - (step * lanes.first) as i64;
        let first = usize::try_from(lane_0 - begin).ok()?;
        let end = first + step * (lanes.first + lanes.count - 1) + 1;
        Some(Self { stretch: Stretch { row: row.clone(), begin }, first, end })
    }
}

/// The registers of the stretches that a tile has loaded.
pub(super) struct Stretches {
    /// One past the last element of each that is read.
    ends: BTreeMap<Stretch, usize>,
    loaded: BTreeMap<Stretch, Vec<Operand>>,
}

impl Stretches {
    pub(super) fn new<'a>(all: impl Iterator<Item = &'a Strided>) -> Self {
        let mut ends = BTreeMap::new();
        for strided in all {
            let end = ends.entry(strided.stretch.clone()).or_insert(0);
            *end = strided.end.max(*end);
        }
        Self { ends, loaded: BTreeMap::new() }
    }

    /// The lanes of a tap, after the loads of its stretch if it is the first. Lanes outside the input
    /// are zero.
    pub(super) fn pick(
        &mut self,
        lowering: &mut Lowering<'_>,
        input: &Index,
        strided: &Strided,
        body: &mut Vec<Stmt>,
    ) -> Value {
        let end = self.ends[&strided.stretch];
        let registers = self.loaded.entry(strided.stretch.clone()).or_insert_with(|| {
            let (registers, loads) = load(lowering, input, &strided.stretch, end);
            body.extend(loads);
            registers
        });
        let (lanes, step) = (lowering.builder.lanes(), lowering.stencil.axes[2].in_step);
        let last = strided.first + step * (lanes - 1);
        let (low, high) = (strided.first / lanes, last / lanes);
        let from = (low..=high).map(|n| registers.get(n).copied().unwrap_or(Operand::Splat(0.0)));
        Value::Pick { from: from.collect(), first: strided.first % lanes, step }
    }
}

/// The registers of a stretch, as far as it lies inside the input.
fn load(
    lowering: &mut Lowering<'_>,
    input: &Index,
    stretch: &Stretch,
    end: usize,
) -> (Vec<Operand>, Vec<Stmt>) {
    let lanes = lowering.builder.lanes();
    let len = lowering.stencil.axes[2].input as i64;
    let inside = |at: i64| at.clamp(0, end as i64) as usize;
    let (begin, end) = (inside(-stretch.begin), inside(len - stretch.begin));
    let (mut registers, mut body) = (Vec::new(), Vec::new());
    for start in (0..end).step_by(lanes) {
        let [first, stop] = [begin, end].map(|at| at.clamp(start, start + lanes) - start);
        if first == stop {
            registers.push(Operand::Splat(0.0));
            continue;
        }
        let at = stretch.begin + (start + first) as i64;
        let index = input.clone().plus(&stretch.row.clone().offset(at));
        let part = Lanes { first, count: stop - first, stride: 1 };
        let access = Access { buffer: lowering.input, index, lanes: part };
        let (register, load) = lowering.builder.define("stretch", Value::Load(access));
        registers.push(Operand::Register(register));
        body.push(load);
    }
    (registers, body)
}
