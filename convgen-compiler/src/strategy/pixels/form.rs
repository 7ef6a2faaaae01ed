//! How much of a tile of pixels is written out.

use crate::stencil::Segment;
use crate::strategy::axes::{same_form, same_outputs};

/// What of a tile is written out, from the longest text to the shortest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// All taps, with weights and bias as literals: zeros then cost nothing. Each border has a nest of its
    /// own, because a literal cannot depend on a loop.
    Literals,
    /// All taps, with weights in a table. Borders with as many taps share a nest.
    Taps,
    /// The same where the outputs have all taps; borders as below.
    Middle,
    /// The taps of one axis; those of the others are loops. All borders of an axis share a nest.
    Loops,
}

/// The segments of z or y that share a nest.
pub(super) fn regions(segments: &[Segment], form: Form) -> Vec<Vec<Segment>> {
    match form {
        Form::Literals => segments.iter().map(|segment| vec![segment.clone()]).collect(),
        Form::Taps => same_form(segments),
        Form::Middle | Form::Loops => same_outputs(segments),
    }
}
