//! Whether the rows of a tile can be copied to the stack, as a spec asks.

use convgen_runtime::geometry::PaddingMode;
use convgen_runtime::{Axis, Kind, Shape};

use crate::diagnostic::{Code, Diagnostic};
use crate::element::Element;
use crate::spec::Given;

/// A tile that reads copied rows.
pub(super) struct Copied<'a> {
    pub(super) shape: &'a Shape,
    pub(super) element: Element,
    /// Elements of one row of the tile, whole vectors.
    pub(super) width: usize,
    pub(super) rows: usize,
    /// Bytes of stack that it may take.
    pub(super) scratch: usize,
}

impl Copied<'_> {
    pub(super) fn check(&self, given: &Given<bool>) -> Result<(), Diagnostic> {
        let [_, _, x] = self.shape.spatial();
        let error = |message: String, label: &str| {
            Diagnostic::new(Code::ImpossibleSchedule, message).label(given.span.clone(), label)
        };
        if self.in_step(x) > 1 {
            let message = format!(
                "`copied` is `true`, but neighbouring outputs of a row read inputs {} apart",
                x.stride
            );
            return Err(error(message, "not for rows with a stride").help("leave `copied` out"));
        }
        if self.shape.spatial().iter().any(|axis| axis.padding_mode != PaddingMode::Zeros) {
            let message = "`copied` is `true`, but the padding is not zeros".to_owned();
            return Err(error(message, "only with zeros around the input")
                .help("leave `copied` or `padding_mode` out"));
        }
        // Phases may begin one input apart.
        let phases = usize::from(self.shape.kind() == Kind::ConvTranspose);
        let reach = self.reach(x) + phases;
        if self.width <= reach {
            let message = format!(
                "the taps of an output reach over {} inputs, and a row of the tile has {}",
                reach + 1,
                self.width
            );
            return Err(error(message, "no room for an output").help("make `vectors` larger"));
        }
        let (bytes, scratch) = (self.bytes(), self.scratch);
        if bytes > scratch {
            let message = format!(
                "the rows that a tile reads take {bytes} bytes of stack, and `scratch` allows \
                 {scratch}"
            );
            return Err(error(message, "too large")
                .help("make `rows` or `vectors` smaller, or leave `copied` out"));
        }
        Ok(())
    }

    /// Bytes of the rows of all input channels.
    fn bytes(&self) -> usize {
        let [z, y, _] = self.shape.spatial();
        let height = self.in_step(y).saturating_mul(self.rows - 1);
        let height = height.saturating_add(self.reach(y)).saturating_add(1);
        [self.shape.in_channels(), self.reach(z).saturating_add(1), height, self.width]
            .into_iter()
            .fold(self.element.bytes(), usize::saturating_mul)
    }

    /// Input elements from one output of a phase to the next.
    fn in_step(&self, axis: &Axis) -> usize {
        match self.shape.kind() {
            Kind::Conv => axis.stride,
            Kind::ConvTranspose => 1,
        }
    }

    /// Input elements from the first to the last that an output reads.
    fn reach(&self, axis: &Axis) -> usize {
        let taps = axis.effective_kernel() - 1;
        match self.shape.kind() {
            Kind::Conv => taps,
            Kind::ConvTranspose => taps / axis.stride,
        }
    }
}
