//! The shape of a layer from the numbers of its spec, and what to say when there is none.

use std::ops::Range;

use convgen_runtime::geometry::{AxisError, Field, MAX_EXTENT, ShapeError};
use convgen_runtime::{Axis, Channels, Kind, Shape};

use super::numbers;
use crate::diagnostic::{Code, Diagnostic};
use crate::spec::{PerAxis, Spanned, Spec};

/// The shape, or `None` after reporting why there is none.
pub(super) fn shape(spec: &Spec, errors: &mut Vec<Diagnostic>) -> Option<Shape> {
    let batch = numbers::count(spec.batch.as_ref(), errors);
    let channels = Channels {
        input: numbers::count(spec.in_channels.as_ref(), errors),
        output: numbers::count(spec.out_channels.as_ref(), errors),
        groups: numbers::count(spec.groups.as_ref(), errors),
    };
    check_ranges(spec, errors);
    if !errors.is_empty() {
        return None;
    }
    let kind = spec.kind.value;
    let axes: Vec<Axis> = (0..spec.axes).map(|axis| along(spec, axis)).collect();
    // Channels first and on their own: their error must not hide those of the axes.
    if let Err(error) = Shape::new(kind, batch, channels, &[Axis::POINT]) {
        errors.push(shape_error(spec, channels, &error));
    }
    let mut seen: Vec<AxisError> = Vec::new();
    for (index, axis) in axes.iter().enumerate() {
        if let Err(error) = axis.output(kind)
            && !seen.contains(&error)
        {
            let is_everywhere = axes.iter().all(|axis| axis.output(kind) == Err(error));
            let message = match is_everywhere {
                true => error.to_string(),
                false => format!("axis {index}: {error}"),
            };
            let diagnostic = Diagnostic::new(Code::ImpossibleGeometry, message);
            errors.push(explain(diagnostic, spec, index, axis, &error));
            seen.push(error);
        }
    }
    if !errors.is_empty() {
        return None;
    }
    Shape::new(kind, batch, channels, &axes)
        .map_err(|error| errors.push(shape_error(spec, channels, &error)))
        .ok()
}

fn check_ranges(spec: &Spec, errors: &mut Vec<Diagnostic>) {
    numbers::check_all(Some(&spec.input), errors);
    numbers::check_all(Some(&spec.kernel), errors);
    numbers::check_all(spec.stride.as_ref(), errors);
    numbers::check_all(spec.dilation.as_ref(), errors);
    numbers::check_all(spec.output_padding.as_ref(), errors);
    if let Some(padding) = &spec.padding {
        let ends = padding.value.before.iter().chain(padding.value.after.iter());
        let mut seen: Vec<&Spanned<i64>> = Vec::new();
        for number in ends {
            // One number may stand for both ends.
            if !seen.contains(&number) {
                numbers::check(padding.key, number, errors);
                seen.push(number);
            }
        }
    }
}

fn along(spec: &Spec, axis: usize) -> Axis {
    let number = |value: Option<&PerAxis>, default| numbers::along(value, axis, default);
    let padding = spec.padding.as_ref().map(|padding| &padding.value);
    Axis {
        input: number(Some(&spec.input.value), 1),
        kernel: number(Some(&spec.kernel.value), 1),
        stride: number(spec.stride.as_ref().map(|stride| &stride.value), 1),
        dilation: number(spec.dilation.as_ref().map(|dilation| &dilation.value), 1),
        pad_before: number(padding.map(|padding| &padding.before), 0),
        pad_after: number(padding.map(|padding| &padding.after), 0),
        output_padding: number(spec.output_padding.as_ref().map(|given| &given.value), 0),
    }
}

/// The spelling of a field in the spec and the place of its value on an axis, when it is given.
fn place(spec: &Spec, field: Field, axis: usize) -> Option<(&'static str, Range<usize>)> {
    let given = match field {
        Field::Input => Some(&spec.input),
        Field::Kernel => Some(&spec.kernel),
        Field::Stride => spec.stride.as_ref(),
        Field::Dilation => spec.dilation.as_ref(),
        Field::OutputPadding => spec.output_padding.as_ref(),
        Field::Padding => {
            let padding = spec.padding.as_ref()?;
            let before = padding.value.before.get(axis)?.span.clone();
            let after = padding.value.after.get(axis)?.span.clone();
            let span = before.start.min(after.start)..before.end.max(after.end);
            return Some((padding.key, span));
        }
    }?;
    Some((given.key, given.value.get(axis)?.span.clone()))
}

/// Adds the places of the numbers that an axis error is about, and what to write.
fn explain(
    mut diagnostic: Diagnostic,
    spec: &Spec,
    index: usize,
    axis: &Axis,
    error: &AxisError,
) -> Diagnostic {
    let others: &[Field] = match error {
        AxisError::KernelTooLarge { .. } => &[Field::Input, Field::Padding, Field::Dilation],
        AxisError::OutputPaddingTooLarge { .. } => &[Field::Stride, Field::Dilation],
        AxisError::EmptyOutput { .. } => {
            &[Field::Input, Field::Kernel, Field::Stride, Field::Dilation]
        }
        AxisError::ExtentTooLarge { .. } => &[Field::Input, Field::Kernel],
        _ => &[],
    };
    let main = place(spec, error.field(), index);
    // The first place carries the carets, even when the number at fault is a default.
    let text = if main.is_some() { remark(error) } else { "" };
    for (nth, (_, span)) in main
        .into_iter()
        .chain(others.iter().filter_map(|field| place(spec, *field, index)))
        .enumerate()
    {
        diagnostic = diagnostic.label(span, if nth == 0 { text } else { "" });
    }
    match advice(spec, index, axis, error) {
        Some(advice) => diagnostic.help(advice),
        None => diagnostic,
    }
}

fn remark(error: &AxisError) -> &'static str {
    match error {
        AxisError::OutputPaddingOfConv { .. } => "only a `conv_transpose` has this",
        AxisError::EmptyOutput { .. } => "this crops the whole output",
        _ => "too large",
    }
}

fn advice(spec: &Spec, index: usize, axis: &Axis, error: &AxisError) -> Option<String> {
    let key = |field| place(spec, field, index).map(|(key, _)| key);
    Some(match error {
        AxisError::OutputPaddingOfConv { .. } => {
            "leave `output_padding` out, or write `kind = \"conv_transpose\"`".to_owned()
        }
        AxisError::OutputPaddingTooLarge { stride, dilation, .. } => {
            format!("write `output_padding = {}` or less", stride.max(dilation) - 1)
        }
        AxisError::KernelTooLarge { effective_kernel, padded_input } => {
            let missing = effective_kernel - padded_input;
            let most = (padded_input - 1) / axis.dilation + 1;
            format!(
                "write `{} = {most}` or less, or add {missing} or more to the padding of both \
                 ends together",
                key(Field::Kernel)?
            )
        }
        AxisError::EmptyOutput { formula } => {
            let padding = axis.pad_before + axis.pad_after;
            let uncropped = formula.value()? + i128::try_from(padding).ok()?;
            format!(
                "the output before cropping is {uncropped}: write a `{}` whose two ends come to \
                 {} or less",
                key(Field::Padding)?,
                uncropped - 1
            )
        }
        AxisError::ExtentTooLarge { .. } => {
            format!("write smaller numbers: no extent may exceed {MAX_EXTENT}")
        }
        _ => return None,
    })
}

fn shape_error(spec: &Spec, channels: Channels, error: &ShapeError) -> Diagnostic {
    let mut diagnostic = Diagnostic::new(Code::ImpossibleGeometry, error.to_string());
    match error {
        ShapeError::Indivisible { what, .. } => {
            let count = match *what {
                "in_channels" => &spec.in_channels,
                _ => &spec.out_channels,
            };
            if let Some(groups) = &spec.groups {
                diagnostic = diagnostic.label(groups.span.clone(), "does not divide the channels");
            }
            if let Some(count) = count {
                diagnostic = diagnostic.label(count.span.clone(), "");
            }
            let most = greatest_common_divisor(channels.input, channels.output);
            diagnostic.help(match most {
                1 => "write `groups = 1`: no other number divides both channel counts".to_owned(),
                _ => format!(
                    "write a `groups` that divides both channel counts: {most}, or a divisor of it"
                ),
            })
        }
        ShapeError::TooLarge { what, .. } => {
            let sizes = match *what {
                "weights" => &spec.kernel,
                _ => &spec.input,
            };
            diagnostic
                .label(sizes.span.clone(), format!("makes the {what} too large"))
                .help("write smaller sizes, fewer channels or a smaller batch")
        }
        _ => diagnostic,
    }
}

fn greatest_common_divisor(a: usize, b: usize) -> usize {
    if b == 0 { a } else { greatest_common_divisor(b, a % b) }
}

/// The layout of the weights in words, `[out_channels, in_channels/groups, …]`.
pub(super) fn layout(kind: Kind, axes: usize) -> String {
    let channels = match kind {
        Kind::Conv => "out_channels, in_channels/groups",
        Kind::ConvTranspose => "in_channels, out_channels/groups",
    };
    format!("[{channels}{}]", ", kernel".repeat(axes))
}
