//! Numbers and sizes as people read them.

use convgen_runtime::{Layout, Shape};

/// The names of axes, as in the compiler.
pub(crate) const AXES: [&str; 3] = ["z", "y", "x"];

/// `34,848`
pub(crate) fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (n, digit) in digits.chars().enumerate() {
        if n > 0 && (digits.len() - n).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// `1×3×3`
pub(crate) fn sizes(sizes: &[usize]) -> String {
    sizes.iter().map(usize::to_string).collect::<Vec<_>>().join("×")
}

/// Batch if there are several, channels, and the axes that the layer has.
pub(crate) fn input(shape: &Shape) -> Vec<usize> {
    let axes: Vec<usize> = shape.axes().iter().map(|axis| axis.input).collect();
    dimensions(shape, shape.in_channels(), &axes)
}

/// The same of the output.
pub(crate) fn output(shape: &Shape) -> Vec<usize> {
    dimensions(shape, shape.out_channels(), &shape.output_sizes()[3 - shape.dims()..])
}

/// The dimensions of an array that is stored in the order of a layout, given those in the order of
/// PyTorch.
pub(crate) fn in_memory(shape: &Shape, mut sizes: Vec<usize>, layout: Layout) -> Vec<usize> {
    if layout == Layout::Nhwc {
        sizes[usize::from(shape.batch() > 1)..].rotate_left(1);
    }
    sizes
}

fn dimensions(shape: &Shape, channels: usize, axes: &[usize]) -> Vec<usize> {
    let batch = (shape.batch() > 1).then(|| shape.batch());
    batch.into_iter().chain([channels]).chain(axes.iter().copied()).collect()
}

/// A time in seconds, as three digits with their unit.
pub(crate) fn duration(seconds: f64) -> String {
    let (value, unit) = match seconds {
        seconds if seconds < 1e-6 => (1e9 * seconds, "ns"),
        seconds if seconds < 1e-3 => (1e6 * seconds, "µs"),
        seconds if seconds < 1.0 => (1e3 * seconds, "ms"),
        seconds => (seconds, "s"),
    };
    let digits = if value < 10.0 { 2 } else { usize::from(value < 100.0) };
    format!("{value:.digits$} {unit}")
}
