//! How a kernel moves over its input: the attributes of convolutions and of pooling, with padding
//! that the operator computes made explicit.
//!
//! The rules are those of the ONNX operators Conv-22, ConvTranspose-22 and MaxPool-22, and those of ONNX
//! Runtime where they leave something open.

use convgen_runtime::{Axis, Kind};

use super::attributes::Attributes;

/// The attributes that say it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Window<'m> {
    /// The sizes of the kernel, where the operator states them.
    pub(crate) kernel: &'m [i64],
    strides: &'m [i64],
    dilations: &'m [i64],
    pads: &'m [i64],
    output_padding: &'m [i64],
    output_shape: &'m [i64],
    auto_pad: &'m str,
}

impl<'m> Window<'m> {
    pub(super) fn of(attributes: Attributes<'m>) -> Self {
        let list = |name| attributes.ints(name).unwrap_or_default();
        Self {
            kernel: list("kernel_shape"),
            strides: list("strides"),
            dilations: list("dilations"),
            pads: list("pads"),
            output_padding: list("output_padding"),
            output_shape: list("output_shape"),
            auto_pad: attributes.text("auto_pad").unwrap_or_default(),
        }
    }
}

/// Padding of all axes, as it is asked for.
enum Padding {
    /// Before and after, an axis each.
    Given(Vec<(usize, usize)>),
    /// What makes the output `input / stride` long, or `input · stride` when transposed.
    Same,
    /// What makes the output of a transposed convolution this long.
    Output(Vec<usize>),
}

/// The axes of a layer or a pooling whose kernel and input have these sizes.
///
/// # Errors
/// The rule that an attribute breaks, to follow "its".
pub(crate) fn axes(
    window: &Window<'_>,
    kind: Kind,
    kernel: &[usize],
    input: &[usize],
) -> Result<Vec<Axis>, String> {
    let count = kernel.len();
    let strides = list(("strides", window.strides), 1, count)?;
    let dilations = list(("dilations", window.dilations), 1, count)?;
    let output_padding = list(("output_padding", window.output_padding), 0, count)?;
    let upper = window.auto_pad == "SAME_UPPER";
    let padding = padding(window, kind, count)?;
    let axis = |n: usize| {
        let axis = Axis::new(input[n], kernel[n])
            .with_stride(strides[n])
            .with_dilation(dilations[n])
            .with_output_padding(output_padding[n]);
        match &padding {
            Padding::Given(ends) => axis.with_padding(ends[n].0, ends[n].1),
            Padding::Same if kind == Kind::Conv => same(axis, upper),
            Padding::Same => transposed(axis, input[n].saturating_mul(strides[n]), upper, false),
            Padding::Output(sizes) => transposed(axis, sizes[n], upper, true),
        }
    };
    Ok((0..count).map(axis).collect())
}

fn padding(window: &Window<'_>, kind: Kind, count: usize) -> Result<Padding, String> {
    if kind == Kind::ConvTranspose && !window.output_shape.is_empty() {
        return list(("output_shape", window.output_shape), 0, count).map(Padding::Output);
    }
    match window.auto_pad {
        "" | "NOTSET" => {
            let both = list(("pads", window.pads), 0, 2 * count)?;
            let (before, after) = both.split_at(count);
            Ok(Padding::Given(before.iter().copied().zip(after.iter().copied()).collect()))
        }
        "VALID" => Ok(Padding::Given(vec![(0, 0); count])),
        "SAME_UPPER" | "SAME_LOWER" => Ok(Padding::Same),
        other => Err(format!(
            "auto_pad is `{}`, but must be NOTSET, SAME_UPPER, SAME_LOWER or VALID",
            other.escape_debug()
        )),
    }
}

/// A list with one number an axis (or one for each end of an axis).
fn list(
    (name, numbers): (&str, &[i64]),
    default: usize,
    count: usize,
) -> Result<Vec<usize>, String> {
    if numbers.is_empty() {
        return Ok(vec![default; count]);
    }
    if numbers.len() != count {
        let found = numbers.len();
        return Err(format!("attribute {name} has {found} numbers, but must have {count}"));
    }
    let size = |&number| {
        usize::try_from(number).map_err(|_| {
            format!("attribute {name} has the number {number}, but must have none below 0")
        })
    };
    numbers.iter().map(size).collect()
}

/// The padding in halves, the odd element at the far end if `upper`.
fn halves(axis: Axis, total: usize, upper: bool) -> Axis {
    let (less, more) = (total / 2, total - total / 2);
    if upper { axis.with_padding(less, more) } else { axis.with_padding(more, less) }
}

/// A convolution with `⌈input / stride⌉` outputs.
fn same(axis: Axis, upper: bool) -> Axis {
    let steps = axis.input.div_ceil(axis.stride.max(1)).saturating_sub(1);
    let reach = steps.saturating_mul(axis.stride).saturating_add(axis.effective_kernel());
    halves(axis, reach.saturating_sub(axis.input), upper)
}

/// A transposed convolution with `wanted` outputs. Where that is more than there are without padding,
/// those at the end that no tap reaches are output padding, if the size is explicit; otherwise ONNX Runtime
/// gives those that there are.
fn transposed(axis: Axis, wanted: usize, upper: bool, explicit: bool) -> Axis {
    let formula = axis.formula(Kind::ConvTranspose);
    let Some(most) = formula.value().and_then(|value| usize::try_from(value).ok()) else {
        // It breaks a rule of every axis, which is reported with the others.
        return axis;
    };
    match most.checked_sub(wanted) {
        Some(total) => halves(axis, total, upper),
        None if explicit => {
            axis.with_output_padding(axis.output_padding.saturating_add(wanted - most))
        }
        None => axis,
    }
}
