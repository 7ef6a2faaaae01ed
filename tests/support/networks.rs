//! A program of several layers, made by hand: what a network is compiled to.

use convgen_compiler::bind;
use convgen_compiler::element::Element;
use convgen_compiler::isa::Isa;
use convgen_compiler::kernel::verify::verify;
use convgen_compiler::layer::Layer;
use convgen_compiler::program::{self, Argument, BufferId, Builder, Verified};
use convgen_compiler::spec::{self, Request};
use convgen_compiler::stencil::Weighted;
use convgen_compiler::strategy::{Method, Source};
use convgen_runtime::geometry::{Axis, Channels, Kind, Shape};
use convgen_runtime::layer::{Activation, Operand};

/// Small integers, so that every order of summation gives the same bits.
pub(crate) fn numbers(count: usize, seed: usize) -> Vec<f64> {
    (0..count).map(|n| ((n * n + seed) % 7) as f64 - 3.0).collect()
}

/// A 3×3 layer of 7×7, or a 1×1 one with a residual.
fn layer(channels: [usize; 2], seed: usize, residual: bool) -> Layer {
    let axis = if residual { Axis::new(7, 1) } else { Axis::new(7, 3).with_padding(1, 1) };
    let shape = Shape::new(Kind::Conv, 1, Channels::new(channels[0], channels[1]), &[axis; 2]);
    let shape = shape.expect("a correct shape");
    let (weights, bias) = (numbers(shape.weight_len(), seed), numbers(channels[1], seed));
    let (element, request) = (Element::F32, Request::default());
    Layer::new("by hand", shape, element, weights, bias, Activation::Relu, request)
        .expect("a correct layer")
        .with_residual(residual)
}

/// The layers in their order: 2 to 8 channels, two residual ones of one form, 8 to 2 channels.
pub(crate) fn layers() -> [Layer; 4] {
    [
        layer([2, 8], 1, false),
        layer([8, 8], 2, true),
        layer([8, 8], 3, true),
        layer([8, 2], 4, false),
    ]
}

/// The program of all four for an instruction set. The residual layers add their input, and write to
/// another place than they read; these two places and a strategy are all there is.
pub(crate) fn program(isa: &Isa, strategy: spec::Strategy) -> Result<Verified, String> {
    let mut builder = Builder::default();
    let element = Element::F32;
    let input = builder.input("input", element, 2 * 49);
    let output = builder.output("output", element, 2 * 49);
    let mut from = input;
    for (n, layer) in layers().iter().enumerate() {
        let to = match n {
            3 => output,
            n => builder.arena("inner", element, 8 * 49, n % 2 * PLACE),
        };
        call(&mut builder, isa, strategy, layer, [from, to])?;
        from = to;
    }
    program::verify::verify(builder.finish()).map_err(|faults| format!("{faults:?}"))
}

/// Bytes from one place of the arena to the next: 392 numbers, in whole cache lines.
const PLACE: usize = 1_600;

/// Calls the kernel of a layer. Equal kernels are one: the residual layers differ in their tables only.
fn call(
    builder: &mut Builder,
    isa: &Isa,
    strategy: spec::Strategy,
    layer: &Layer,
    [from, to]: [BufferId; 2],
) -> Result<(), String> {
    let weighted = Weighted::new(layer);
    let method = Method::of(strategy, isa, &weighted, Request::SCRATCH, None).into_iter().next();
    let method = method.ok_or("the strategy cannot")?;
    let lowered = method.lower(&weighted, isa.lanes(layer.element()));
    let kernel = verify(lowered.kernel).map_err(|faults| format!("{faults:?}"))?;
    let parameters = kernel.kernel().parameters();
    let arguments = parameters.zip(lowered.sources).map(|((_, parameter), source)| {
        let buffer = match source {
            Source::Operand(Operand::Input | Operand::Residual) => from,
            Source::Output => to,
            Source::Table(numbers) => builder.constant(&parameter.name, layer.element(), numbers),
            Source::Operand(other) => return Err(format!("nobody gives the {other}")),
        };
        Ok(Argument { buffer, base: 0 })
    });
    let arguments = arguments.collect::<Result<_, _>>()?;
    let kernel = builder.kernel(kernel);
    builder.call(kernel, arguments);
    Ok(())
}

/// The same layers one after another, each a program of its own, interpreted on plain loops.
pub(crate) fn expected(input: &[f32]) -> Vec<f32> {
    let mut value = input.to_vec();
    for layer in layers() {
        let weighted = Weighted::new(&layer);
        let looped = Method::of(spec::Strategy::Looped, &Isa::SCALAR, &weighted, 0, None);
        let method = looped.first().expect("any layer has loops");
        let program = bind::program(method.lower(&weighted, 1)).expect("a correct kernel");
        let residual = layer.has_residual().then_some(&value[..]);
        let operands: Vec<&[f32]> = [&value[..]].into_iter().chain(residual).collect();
        value = program.interpret(&operands).concat();
    }
    value
}
