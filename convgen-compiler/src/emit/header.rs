//! What the generated code says of itself.

use crate::kernel::cost;
use crate::layer::Layer;
use crate::program::{Call, Program};
use crate::schedule::Schedule;

/// The lines of the header comment.
pub(super) fn lines(layer: &Layer, schedule: &Schedule, program: &Program) -> Vec<String> {
    let shape = layer.shape();
    let sizes =
        |sizes: Vec<usize>| sizes.iter().map(usize::to_string).collect::<Vec<_>>().join("×");
    let unit_axes = 3 - shape.dims();
    let input = sizes(shape.axes().iter().map(|axis| axis.input).collect());
    let taps = sizes(shape.axes().iter().map(|axis| axis.kernel).collect());
    let output = sizes(shape.output_sizes()[unit_axes..].to_vec());
    let (from, to) = (shape.in_channels(), shape.out_channels());
    let of_call = |call: &Call| cost::cost(program.kernel(call.kernel).kernel()).multiply_adds;
    let vectors = match schedule.isa.bytes {
        None => String::new(),
        Some(_) => {
            let operations: u64 = program.calls.iter().map(of_call).sum();
            format!(", in {operations} vector operations")
        }
    };
    let mut lines = vec![
        format!(
            " `{}`: {} from {from} × {input} to {to} × {output}, kernel {taps}.",
            layer.name(),
            shape.kind()
        ),
        format!(
            " Strategy `{}`, ISA `{}`: {}.",
            schedule.method.strategy(),
            schedule.isa.name,
            schedule.reason
        ),
        format!(
            " {} multiply-adds{vectors}; {} table bytes.",
            layer.multiply_adds(),
            program.table_bytes()
        ),
    ];
    lines.extend(layer.notes().iter().map(|note| format!(" Note: {}.", note.message)));
    lines
}
