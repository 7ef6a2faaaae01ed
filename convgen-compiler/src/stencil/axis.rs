//! The stencil of one axis: its phases and their taps.

use convgen_runtime::geometry::{self, Kind, PaddingMode};

/// One axis in normal form: `out[out_step·q + residue]` reads `in[in_step·q + offset]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Axis {
    /// Input elements.
    pub input: usize,
    /// Output elements.
    pub output: usize,
    /// Kernel positions.
    pub kernel: usize,
    /// Input elements from one `q` to the next.
    pub in_step: usize,
    /// Output elements from one `q` to the next; as many phases.
    pub out_step: usize,
    /// What stands outside the input.
    pub padding_mode: PaddingMode,
    /// From one tap of a phase to the next.
    pub(super) tap_step: Tap,
    /// The phases by residue; those without an output are left out.
    pub phases: Vec<Phase>,
}

/// The outputs `out_step·q + residue`, which all use the same taps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phase {
    /// The phase's first output.
    pub residue: usize,
    /// How many outputs it has: `q` is in `0..count`.
    pub count: usize,
    /// The taps, in kernel order. None at all when the kernel is shorter than the stride.
    pub taps: Vec<Tap>,
}

/// A kernel position, and the input it reads at `q = 0`; or the distance between two of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tap {
    /// Position in the kernel.
    pub kernel: i64,
    /// Input element at `q = 0`; outside the input it is what the padding mode puts there.
    pub offset: i64,
}

impl Axis {
    /// The normal form of a checked axis with its output size.
    pub fn new(kind: Kind, axis: &geometry::Axis, output: usize) -> Self {
        let (stride, dilation) = (axis.stride as i64, axis.dilation as i64);
        let (in_step, out_step) = match kind {
            Kind::Conv => (axis.stride, 1),
            Kind::ConvTranspose => (1, axis.stride),
        };
        let tap_step = match kind {
            Kind::Conv => Tap { kernel: 1, offset: dilation },
            // The next kernel position with the same residue modulo the stride.
            Kind::ConvTranspose => {
                let shared = gcd(stride, dilation);
                Tap { kernel: stride / shared, offset: -(dilation / shared) }
            }
        };
        let phase = |residue: usize| Phase {
            residue,
            count: (output - residue).div_ceil(out_step),
            taps: Vec::new(),
        };
        let mut phases: Vec<Phase> = (0..out_step.min(output)).map(phase).collect();
        // Each position belongs to one phase. Asking every phase for its positions would take
        // as long as there are pairs, which may be billions.
        for kernel in 0..axis.kernel as i64 {
            let (residue, offset) = place(kind, axis, kernel);
            if let Some(phase) = phases.get_mut(residue) {
                phase.taps.push(Tap { kernel, offset });
            }
        }
        Self {
            input: axis.input,
            output,
            kernel: axis.kernel,
            in_step,
            out_step,
            padding_mode: axis.padding_mode,
            tap_step,
            phases,
        }
    }

    /// The phase of an output element, and its `q`.
    pub fn locate(&self, output: usize) -> (&Phase, usize) {
        (&self.phases[output % self.out_step], output / self.out_step)
    }

    /// The taps of all phases before one.
    pub fn taps_before(&self, phase: &Phase) -> usize {
        self.phases[..phase.residue].iter().map(|phase| phase.taps.len()).sum()
    }

    /// The input element that a tap reads at `q`; `None` for a zero of the padding.
    pub fn source(&self, tap: &Tap, q: usize) -> Option<usize> {
        self.padding_mode.source((self.in_step * q) as i64 + tap.offset, self.input)
    }

    /// The kernel positions that link an output element to an input element, each with that.
    pub fn reads(&self, output: usize) -> impl Iterator<Item = (usize, usize)> {
        let (phase, q) = self.locate(output);
        let read = move |tap: &Tap| Some((tap.kernel as usize, self.source(tap, q)?));
        phase.taps.iter().filter_map(read)
    }

    /// The range of `q` below `count` for which a tap falls inside the input.
    pub fn inside(&self, tap: &Tap, count: usize) -> std::ops::Range<usize> {
        let step = self.in_step as i64;
        // 0 <= step·q + offset < input
        let first = div_ceil((-tap.offset).max(0), step);
        let end = div_ceil((self.input as i64 - tap.offset).max(0), step);
        let (first, end) = ((first as usize).min(count), (end as usize).min(count));
        first..end.max(first)
    }

    /// How many pairs of an output and a tap read what stands in the padding, zeros aside.
    pub fn outside(&self) -> usize {
        if self.padding_mode == PaddingMode::Zeros {
            return 0;
        }
        let outside = |phase: &Phase, tap: &Tap| phase.count - self.inside(tap, phase.count).len();
        let of_phase =
            |phase: &Phase| phase.taps.iter().map(|tap| outside(phase, tap)).sum::<usize>();
        self.phases.iter().map(of_phase).sum()
    }
}

/// The residue of the phase that a kernel position belongs to, and where it reads there at `q = 0`.
fn place(kind: Kind, axis: &geometry::Axis, kernel: i64) -> (usize, i64) {
    let (stride, before) = (axis.stride as i64, axis.pad_before as i64);
    let reach = kernel * axis.dilation as i64 - before;
    match kind {
        Kind::Conv => (0, reach),
        // residue - reach is a multiple of the stride.
        Kind::ConvTranspose => {
            let residue = reach.rem_euclid(stride);
            (residue as usize, (residue - reach) / stride)
        }
    }
}

fn gcd(a: i64, b: i64) -> i64 {
    if b == 0 { a } else { gcd(b, a % b) }
}

/// `a / b` rounded up, for `a >= 0` and `b > 0`.
fn div_ceil(a: i64, b: i64) -> i64 {
    (a + b - 1) / b
}
