//! Padding and output padding from the keys that stand in their place.

use convgen_runtime::geometry::{AutoPad, AxisError, Formula};
use convgen_runtime::{Axis, Kind};

use super::numbers;
use crate::diagnostic::{Code, Diagnostic};
use crate::spec::Map;

/// An output size that an axis cannot have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Unreachable {
    /// The size that the spec gives.
    pub(super) output: usize,
    /// The sizes that the axis can have.
    pub(super) least: i128,
    pub(super) most: i128,
    /// The size without output padding.
    formula: Formula,
    rule: Option<AutoPad>,
}

/// `output_size` of a convolution, which has none to choose.
pub(super) fn check_kind(map: &Map, errors: &mut Vec<Diagnostic>) {
    if let (Kind::Conv, Some(given)) = (map.kind.value, &map.output_size) {
        let message = "`output_size` solves for the output padding, which a convolution that is not \
                       transposed does not have";
        errors.push(
            Diagnostic::new(Code::ImpossibleGeometry, message)
                .label(given.span.clone(), "only a `conv_transpose` has this")
                .help(
                    "leave `output_size` out: the output size of a `conv` follows from its input, \
                     kernel, stride and padding; or write `kind = \"conv_transpose\"`",
                ),
        );
    }
}

/// The axis with what `auto_pad` and `output_size` mean for it.
pub(super) fn solve(map: &Map, index: usize, axis: Axis) -> Result<Axis, Box<Unreachable>> {
    let kind = map.kind.value;
    let rule = map.auto_pad.as_ref().map(|given| given.value);
    let Some(given) = &map.output_size else {
        return Ok(rule.map_or(axis, |rule| axis.with_auto_pad(kind, rule)));
    };
    let output = numbers::along(Some(&given.value), index, 1);
    let solved = match rule {
        Some(rule) => axis.with_auto_pad_to(output, rule),
        None => axis.with_output(output),
    };
    match solved.output(kind) {
        Ok(found) if found == output => Ok(solved),
        // Too much padding or too little output padding: the output size is what is wrong.
        Ok(_) | Err(AxisError::OutputPaddingTooLarge { .. }) => {
            let plain = axis.with_output_padding(0);
            let reachable = plain.reachable();
            let (least, most) = reachable.into_inner();
            match most {
                // No size at all: the padding is what is wrong.
                ..=0 => Ok(plain),
                _ => {
                    let least = if is_padded(rule) { 1 } else { least };
                    let formula = plain.formula(kind);
                    Err(Box::new(Unreachable { output, least, most, formula, rule }))
                }
            }
        }
        Err(_) => Ok(solved),
    }
}

/// Whether padding, not only output padding, may be chosen to fit.
fn is_padded(rule: Option<AutoPad>) -> bool {
    matches!(rule, Some(AutoPad::SameUpper | AutoPad::SameLower))
}

impl Unreachable {
    pub(super) fn message(&self) -> String {
        let Self { output, least, most, formula, .. } = self;
        let most_padding = formula.value().map_or(0, |plain| most - plain);
        let sizes = match most - least {
            0 => format!("{least}"),
            1 => format!("{least} or {most}"),
            2 => format!("{least}, {} or {most}", least + 1),
            _ => format!("{least} to {most}"),
        };
        let more = match most_padding {
            0 => "and no output padding, as stride and dilation are 1".to_owned(),
            _ => format!("and an output padding of 0 to {most_padding}"),
        };
        format!("`output_size` is {output}, but can only be {sizes}: {formula}, {more}")
    }

    pub(super) fn advice(&self) -> String {
        let Self { output, least, most, rule, .. } = self;
        let nearest = (*output as i128).clamp(*least, *most);
        let more = match rule {
            _ if *output as i128 > *most => "",
            None => {
                ", or `auto_pad = \"same_upper\"` in place of the padding, which crops to any size"
            }
            Some(AutoPad::Valid) => ", or `auto_pad = \"same_upper\"`, which crops to any size",
            Some(_) => "",
        };
        format!("write `output_size = {nearest}`{more}")
    }
}
