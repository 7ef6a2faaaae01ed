//! The shape of a layer from the numbers of its spec, and what to say when there is none.

use std::ops::Range;

use convgen_runtime::geometry::{AxisError, Field, MAX_EXTENT, ShapeError};
use convgen_runtime::{Axis, Channels, Kind, PaddingMode, Shape};

use super::numbers;
use super::size::{self, Unreachable};
use crate::diagnostic::{Code, Diagnostic};
use crate::spec::{Map, PerAxis, Spanned};

/// The shape, or everything that is wrong with the numbers.
pub(super) fn shape(map: &Map, batch: usize) -> Result<Shape, Vec<Diagnostic>> {
    let mut errors = Vec::new();
    let channels = Channels {
        input: numbers::count(map.in_channels.as_ref(), &mut errors),
        output: numbers::count(map.out_channels.as_ref(), &mut errors),
        groups: numbers::count(map.groups.as_ref(), &mut errors),
    };
    check_ranges(map, &mut errors);
    if !errors.is_empty() {
        return Err(errors);
    }
    size::check_kind(map, &mut errors);
    let kind = map.kind.value;
    // Channels first and on their own: their error must not hide those of the axes.
    if let Err(error) = Shape::new(kind, batch, channels, &[Axis::POINT]) {
        errors.push(shape_error(map, channels, &error));
    }
    let axes = axes(map, &mut errors);
    if !errors.is_empty() {
        return Err(errors);
    }
    Shape::new(kind, batch, channels, &axes)
        .map_err(|error| vec![shape_error(map, channels, &error)])
}

/// What is wrong with an axis.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Fault<'a> {
    Axis(AxisError),
    Size(&'a Unreachable),
}

/// The axes; those that are wrong are reported, and the same fault of several once.
fn axes(map: &Map, errors: &mut Vec<Diagnostic>) -> Vec<Axis> {
    let kind = map.kind.value;
    let solved: Vec<Result<Axis, Box<Unreachable>>> =
        (0..map.axes).map(|index| size::solve(map, index, along(map, index))).collect();
    let faults: Vec<Option<Fault<'_>>> = solved
        .iter()
        .map(|axis| match axis {
            Ok(axis) => axis.output(kind).err().map(Fault::Axis),
            Err(size) => Some(Fault::Size(size)),
        })
        .collect();
    for (index, found) in faults.iter().enumerate() {
        let Some(found) = found.filter(|_| !faults[..index].contains(found)) else { continue };
        let text = match &found {
            Fault::Axis(error) => error.to_string(),
            Fault::Size(size) => size.message(),
        };
        let message = match faults.iter().all(|other| *other == Some(found)) {
            true => text,
            false => format!("axis {index}: {text}"),
        };
        let diagnostic = Diagnostic::new(Code::ImpossibleGeometry, message);
        errors.push(match &found {
            Fault::Axis(error) => explain(diagnostic, map, index, &along(map, index), error),
            Fault::Size(size) => explain_size(diagnostic, map, index, size),
        });
    }
    solved.into_iter().flatten().collect()
}

fn check_ranges(map: &Map, errors: &mut Vec<Diagnostic>) {
    numbers::check_all(Some(&map.input), errors);
    numbers::check_all(Some(&map.kernel), errors);
    numbers::check_all(map.stride.as_ref(), errors);
    numbers::check_all(map.dilation.as_ref(), errors);
    numbers::check_all(map.output_padding.as_ref(), errors);
    numbers::check_all(map.output_size.as_ref(), errors);
    if let Some(padding) = &map.padding {
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

fn along(map: &Map, axis: usize) -> Axis {
    let number = |value: Option<&PerAxis>, default| numbers::along(value, axis, default);
    let padding = map.padding.as_ref().map(|padding| &padding.value);
    Axis {
        input: number(Some(&map.input.value), 1),
        kernel: number(Some(&map.kernel.value), 1),
        stride: number(map.stride.as_ref().map(|stride| &stride.value), 1),
        dilation: number(map.dilation.as_ref().map(|dilation| &dilation.value), 1),
        pad_before: number(padding.map(|padding| &padding.before), 0),
        pad_after: number(padding.map(|padding| &padding.after), 0),
        padding_mode: map.padding_mode.as_ref().map_or(PaddingMode::Zeros, |given| given.value),
        output_padding: number(map.output_padding.as_ref().map(|given| &given.value), 0),
    }
}

/// The spelling of a field in the spec and the place of its value on an axis, when it is given.
fn place(map: &Map, field: Field, axis: usize) -> Option<(&'static str, Range<usize>)> {
    let given = match field {
        Field::Input => Some(&map.input),
        Field::Kernel => Some(&map.kernel),
        Field::Stride => map.stride.as_ref(),
        Field::Dilation => map.dilation.as_ref(),
        Field::OutputPadding => map.output_padding.as_ref(),
        Field::PaddingMode => {
            let mode = map.padding_mode.as_ref()?;
            return Some((mode.key, mode.span.clone()));
        }
        Field::Padding => {
            if let Some(rule) = &map.auto_pad {
                return Some((rule.key, rule.span.clone()));
            }
            let padding = map.padding.as_ref()?;
            let before = padding.value.before.get(axis)?.span.clone();
            let after = padding.value.after.get(axis)?.span.clone();
            let span = before.start.min(after.start)..before.end.max(after.end);
            return Some((padding.key, span));
        }
        // No key of a spec says it alone.
        _ => None,
    }?;
    Some((given.key, given.value.get(axis)?.span.clone()))
}

/// The same about an output size.
fn explain_size(
    mut diagnostic: Diagnostic,
    map: &Map,
    index: usize,
    size: &Unreachable,
) -> Diagnostic {
    if let Some(given) = map.output_size.as_ref().and_then(|given| given.value.get(index)) {
        diagnostic = diagnostic.label(given.span.clone(), "cannot be reached");
    }
    let fields = [Field::Input, Field::Kernel, Field::Stride, Field::Dilation, Field::Padding];
    for (_, span) in fields.into_iter().filter_map(|field| place(map, field, index)) {
        diagnostic = diagnostic.label(span, "");
    }
    diagnostic.help(size.advice())
}

/// Adds the places of the numbers that an axis error is about, and what to write.
fn explain(
    mut diagnostic: Diagnostic,
    map: &Map,
    index: usize,
    axis: &Axis,
    error: &AxisError,
) -> Diagnostic {
    let others: &[Field] = match error {
        AxisError::KernelTooLarge { .. } => &[Field::Input, Field::Padding, Field::Dilation],
        AxisError::OutputPaddingTooLarge { .. } => &[Field::Stride, Field::Dilation],
        AxisError::PaddingTooLarge { .. } => &[Field::Input, Field::PaddingMode],
        AxisError::EmptyOutput { .. } => {
            &[Field::Input, Field::Kernel, Field::Stride, Field::Dilation]
        }
        AxisError::ExtentTooLarge { .. } => &[Field::Input, Field::Kernel],
        _ => &[],
    };
    let main = place(map, error.field(), index);
    // The first place carries the carets, even when the number at fault is a default.
    let text = if main.is_some() { remark(error) } else { "" };
    for (nth, (_, span)) in main
        .into_iter()
        .chain(others.iter().filter_map(|field| place(map, *field, index)))
        .enumerate()
    {
        diagnostic = diagnostic.label(span, if nth == 0 { text } else { "" });
    }
    match advice(map, index, axis, error) {
        Some(advice) => diagnostic.help(advice),
        None => diagnostic,
    }
}

fn remark(error: &AxisError) -> &'static str {
    match error {
        AxisError::OutputPaddingOfConv { .. } => "only a `conv_transpose` has this",
        AxisError::PaddingModeOfConvTranspose { .. } => "only a `conv` has this",
        AxisError::EmptyOutput { .. } => "this crops the whole output",
        _ => "too large",
    }
}

fn advice(map: &Map, index: usize, axis: &Axis, error: &AxisError) -> Option<String> {
    let key = |field| place(map, field, index).map(|(key, _)| key);
    Some(match error {
        AxisError::OutputPaddingOfConv { .. } => {
            "leave `output_padding` out, or write `kind = \"conv_transpose\"`".to_owned()
        }
        AxisError::OutputPaddingTooLarge { stride, dilation, .. } => {
            format!("write `output_padding = {}` or less", stride.max(dilation) - 1)
        }
        AxisError::PaddingModeOfConvTranspose { .. } => {
            "leave `padding_mode` out, or write `kind = \"conv\"`".to_owned()
        }
        AxisError::PaddingTooLarge { most, .. } => {
            let most = match most {
                0 => "0".to_owned(),
                most => format!("{most} or less"),
            };
            let padding = match (&map.auto_pad, key(Field::Padding)) {
                (None, Some(padding)) => format!("a `{padding}`"),
                _ => "in place of `auto_pad` a `padding`".to_owned(),
            };
            format!(
                "write {padding} of {most} at either end, or `padding_mode = \"replicate\"`, which \
                 has no limit"
            )
        }
        AxisError::KernelTooLarge { effective_kernel, padded_input } => {
            let missing = effective_kernel - padded_input;
            let most = (padded_input - 1) / axis.dilation + 1;
            let padding = match map.auto_pad {
                Some(_) => "write `auto_pad = \"same_upper\"`".to_owned(),
                None => {
                    format!("add {missing} or more to the padding of both ends together")
                }
            };
            format!("write `{} = {most}` or less, or {padding}", key(Field::Kernel)?)
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

fn shape_error(map: &Map, channels: Channels, error: &ShapeError) -> Diagnostic {
    let mut diagnostic = Diagnostic::new(Code::ImpossibleGeometry, error.to_string());
    match error {
        ShapeError::Indivisible { what, .. } => {
            let count = match *what {
                "in_channels" => &map.in_channels,
                _ => &map.out_channels,
            };
            if let Some(groups) = &map.groups {
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
                "weights" => &map.kernel,
                _ => &map.input,
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
