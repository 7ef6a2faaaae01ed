//! Segments: stretches of an axis whose outputs use the same taps, all of them inside the input.

use std::ops::Range;

use convgen_runtime::geometry::PaddingMode;

use super::{Axis, Phase, Tap};

/// The outputs `first_output + out_step·j` for `j` in `0..outputs`, which use the same taps: those of
/// the runs, each with the input element that it reads at `j = 0`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Segment {
    /// The first output element.
    pub first_output: usize,
    /// How many outputs.
    pub outputs: usize,
    /// The taps in kernel order; none when no tap reaches these outputs.
    pub runs: Vec<Run>,
}

/// Taps that follow one another: the `t`-th is `first + t·step`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Run {
    /// The first tap.
    pub first: Tap,
    /// From one tap to the next. In what stands in the padding, inputs may follow one another
    /// backwards, or be one and the same.
    pub step: Tap,
    /// How many taps; at least one.
    pub taps: usize,
}

impl Run {
    /// The `t`-th tap.
    fn tap(&self, t: usize) -> Tap {
        let at = |first: i64, step: i64| first + t as i64 * step;
        Tap {
            kernel: at(self.first.kernel, self.step.kernel),
            offset: at(self.first.offset, self.step.offset),
        }
    }
}

impl Segment {
    /// How many taps each of these outputs uses.
    pub fn taps(&self) -> usize {
        self.runs.iter().map(|run| run.taps).sum()
    }

    /// The taps in kernel order.
    pub fn each_tap(&self) -> impl Iterator<Item = Tap> {
        self.runs.iter().flat_map(|run| (0..run.taps).map(|t| run.tap(t)))
    }

    /// What a number of each tap grows by from one tap to the next, wherever that may change.
    pub fn steps(&self, of: impl Fn(&Tap) -> i64 + Copy) -> impl Iterator<Item = i64> {
        let inside = self.runs.iter().filter(|run| run.taps > 1).map(move |run| of(&run.step));
        let between = self.runs.windows(2);
        let between =
            between.map(move |pair| of(&pair[1].first) - of(&pair[0].tap(pair[0].taps - 1)));
        inside.chain(between)
    }

    /// The phase that these outputs belong to.
    pub fn phase<'a>(&self, axis: &'a Axis) -> &'a Phase {
        axis.locate(self.first_output).0
    }

    /// The taps of their phase, also those that reach none of these outputs. Of a phase without taps, as
    /// many as any other has: it goes with all of them.
    pub fn slots(&self, axis: &Axis) -> usize {
        match self.phase(axis).taps.len() {
            0 => axis.phases.iter().map(|phase| phase.taps.len()).max().unwrap_or(0),
            taps => taps,
        }
    }

    /// The kernel position of their phase's first tap, and positions from one tap to the next.
    pub fn positions(&self, axis: &Axis) -> [i64; 2] {
        let first = self.phase(axis).taps.first().map_or(0, |tap| tap.kernel);
        [first, axis.tap_step.kernel]
    }

    /// The same with the taps' kernel positions counted within the phase.
    pub fn in_slots(&self, axis: &Axis) -> Self {
        let [first, step] = self.positions(axis);
        let runs = self.runs.iter().map(|run| Run {
            first: Tap { kernel: (run.first.kernel - first) / step, ..run.first },
            step: Tap { kernel: run.step.kernel / step, ..run.step },
            ..*run
        });
        Self { runs: runs.collect(), ..self.clone() }
    }

    /// The `outputs` outputs from the `first` on.
    pub fn part(&self, axis: &Axis, first: usize, outputs: usize) -> Self {
        let runs = self.runs.iter().map(|run| {
            let offset = run.first.offset + (axis.in_step * first) as i64;
            Run { first: Tap { offset, ..run.first }, ..*run }
        });
        Self {
            first_output: self.first_output + axis.out_step * first,
            outputs,
            runs: runs.collect(),
        }
    }
}

/// The segments of an axis: phase by phase, each from its near border to its far one.
pub(super) fn segments(axis: &Axis) -> Vec<Segment> {
    let of_phase = match axis.padding_mode {
        PaddingMode::Zeros => cropped,
        _ => filled,
    };
    axis.phases.iter().flat_map(|phase| of_phase(axis, phase)).collect()
}

/// With zeros outside the input, taps outside are left out: a cut wherever a tap begins or ends to
/// reach the input.
fn cropped(axis: &Axis, phase: &Phase) -> Vec<Segment> {
    let inside: Vec<_> = phase.taps.iter().map(|tap| axis.inside(tap, phase.count)).collect();
    let mut cuts: Vec<usize> = inside.iter().flat_map(|r| [r.start, r.end]).collect();
    cuts.extend([0, phase.count]);
    cuts.sort_unstable();
    cuts.dedup();
    // Offsets grow or shrink steadily from tap to tap, and so do both ends of what a tap
    // reaches: the taps inside are neighbours, and found by halving.
    let falling = inside.first().map(|r| r.start) > inside.last().map(|r| r.start)
        || inside.first().map(|r| r.end) > inside.last().map(|r| r.end);
    let stretch = |cut: &[usize]| {
        let begun = |range: &Range<usize>| range.start <= cut[0];
        let ended = |range: &Range<usize>| range.end <= cut[0];
        let (first, end) = match falling {
            true => (
                inside.partition_point(|range| !begun(range)),
                inside.partition_point(|range| !ended(range)),
            ),
            false => (inside.partition_point(ended), inside.partition_point(begun)),
        };
        let run = |tap: &Tap| Run { first: *tap, step: axis.tap_step, taps: end - first };
        let runs = phase.taps[first..end].first().map(run).into_iter().collect();
        let whole = Segment { first_output: phase.residue, outputs: phase.count, runs };
        whole.part(axis, cut[0], cut[1] - cut[0])
    };
    cuts.windows(2).map(stretch).collect()
}

/// With elements outside the input, every output has all taps: a segment of those whose taps are all
/// inside, and one of its own for every other output.
fn filled(axis: &Axis, phase: &Phase) -> Vec<Segment> {
    let inside = phase.taps.iter().map(|tap| axis.inside(tap, phase.count));
    let whole = inside.reduce(|a, b| a.start.max(b.start)..a.end.min(b.end));
    let whole = whole.filter(|whole| !whole.is_empty()).unwrap_or(phase.count..phase.count);
    let segment = |qs: Range<usize>| Segment {
        first_output: axis.out_step * qs.start + phase.residue,
        outputs: qs.len(),
        runs: runs(axis, phase, qs.start),
    };
    let single = |q: usize| segment(q..q + 1);
    let near = (0..whole.start).map(single);
    let far = (whole.end..phase.count).map(single);
    near.chain((!whole.is_empty()).then(|| segment(whole.clone()))).chain(far).collect()
}

/// The taps of one output, in runs: those before the input, those inside and those behind it.
fn runs(axis: &Axis, phase: &Phase, q: usize) -> Vec<Run> {
    let position = |tap: &Tap| (axis.in_step * q) as i64 + tap.offset;
    let place = |tap: &Tap| (position(tap) >= 0, position(tap) >= axis.input as i64);
    let source = |tap: &Tap| axis.source(tap, q).map_or(0, |at| at as i64);
    let run = |taps: &[Tap]| {
        let first = Tap { offset: source(&taps[0]), ..taps[0] };
        let offset = taps.get(1).map_or(axis.tap_step.offset, |next| source(next) - first.offset);
        Run { first, step: Tap { offset, ..axis.tap_step }, taps: taps.len() }
    };
    phase.taps.chunk_by(|a, b| place(a) == place(b)).map(run).collect()
}
