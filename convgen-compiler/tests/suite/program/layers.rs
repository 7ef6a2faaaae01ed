//! Layers as programs: which of them share a kernel, and where their arrays may lie.

use super::parts::adding;
use crate::cases::cases;
use crate::layers::{self, Case, methods};
use convgen_compiler::bind::Fault;
use convgen_compiler::element::Element;
use convgen_compiler::kernel::verify::verify;
use convgen_compiler::kernel::{Role, View};
use convgen_compiler::layer::Layer;
use convgen_compiler::program::{self, Argument, Builder, Program};
use convgen_compiler::stencil::Weighted;
use convgen_compiler::strategy::{Lowered, Method, Source};
use convgen_runtime::Activation;
use convgen_runtime::geometry::Strides;
use convgen_runtime::layer::Operand;
use convgen_runtime::reference::sliding_window;
use proptest::prelude::*;

/// The same layer with other numbers of the same form: what is zero stays zero.
fn others(layer: &Layer) -> Layer {
    let other = |numbers: &[f64]| numbers.iter().map(|number| 3.0 * number).collect::<Vec<_>>();
    let known = !layer.reads(Operand::Weights);
    let slopes = match layer.activation() {
        Activation::Prelu(slopes) => other(slopes),
        _ => Vec::new(),
    };
    let other = Layer::new(
        "other.toml",
        *layer.shape(),
        layer.element(),
        known.then(|| other(layer.weights())),
        other(layer.bias()),
        layer.activation().map(|number| number),
        layer.request().clone(),
    );
    let other = other.and_then(|other| other.with_slopes(slopes)).expect("the same form");
    other.with_operands(layer.operands().to_vec())
}

/// Memory with gaps: more channels than a layer has, and a border on each axis.
fn wider(strides: Strides, channels: usize, sizes: [usize; 3], more: [usize; 2]) -> Strides {
    let [channels_more, border] = more;
    let [z, y, x] = sizes.map(|size| size + border);
    let channels = channels + channels_more;
    match strides.channel {
        1 => {
            let axes = [y * x * channels, x * channels, channels];
            Strides { batch: channels * z * y * x, channel: 1, axes }
        }
        _ => Strides { batch: channels * z * y * x, channel: z * y * x, axes: [y * x, x, 1] },
    }
}

/// A program that has a layer's kernel, its output at some element of a larger buffer of the arena; one
/// operand may be copied there first, so that it is the memory of the output.
fn placed(lowered: &Lowered, first: usize, shared: Option<Operand>) -> Result<Program, Vec<Fault>> {
    let kernel = verify(lowered.kernel.clone())
        .map_err(|faults| faults.into_iter().map(Fault::Kernel).collect::<Vec<_>>())?;
    let mut builder = Builder::default();
    let element = Element::F32;
    let mut arguments = Vec::new();
    let mut copies = Vec::new();
    for ((_, parameter), source) in kernel.kernel().parameters().zip(&lowered.sources) {
        let (name, len) = (&parameter.name, parameter.len);
        let argument = match (source, &parameter.role) {
            (Source::Table(numbers), _) => {
                let buffer = builder.constant(name, element, numbers.clone());
                Argument { buffer, base: 0 }
            }
            (Source::Output, Role::Output(view)) => {
                let buffer = builder.arena(name, element, first + len, 0);
                let whole = builder.output("all", element, view.count());
                let from = Argument { buffer, base: first };
                copies.push((view.clone(), [from, Argument { buffer: whole, base: 0 }]));
                from
            }
            (Source::Operand(operand), Role::Input(view)) => {
                let given = Argument { buffer: builder.input(name, element, len), base: 0 };
                if shared == Some(*operand) {
                    let buffer = builder.arena("copy", element, first + len, 0);
                    let to = Argument { buffer, base: first };
                    let copy = builder.kernel(adding(0.0, view.clone(), view.clone()));
                    builder.call(copy, vec![given, to]);
                    to
                } else {
                    given
                }
            }
            other => panic!("{other:?}"),
        };
        arguments.push(argument);
    }
    let kernel = builder.kernel(kernel);
    builder.call(kernel, arguments);
    // What was written, and nothing else of the larger buffer, is copied out.
    for (view, arguments) in copies {
        let whole = View::whole(view.count());
        let copy = builder.kernel(adding(0.0, view, whole));
        builder.call(copy, arguments.to_vec());
    }
    Ok(builder.finish())
}

/// What that program computes.
fn output_of(
    lowered: &Lowered,
    first: usize,
    shared: Option<Operand>,
    inputs: &[&[f32]],
) -> Result<Vec<f32>, Vec<Fault>> {
    let program = program::verify::verify(placed(lowered, first, shared)?)
        .map_err(|faults| faults.into_iter().map(Fault::Program).collect::<Vec<_>>())?;
    Ok(program.interpret(inputs).concat())
}

/// The elements of an array of some strides in the order of memory.
fn spread(
    numbers: &[f32],
    from: &Strides,
    to: &Strides,
    sizes: [usize; 5],
    len: usize,
) -> Vec<f32> {
    let mut spread = vec![f32::NAN; len];
    let [batch, channels, z, y, x] = sizes;
    for n in 0..batch * channels * z * y * x {
        let at = [n / x / y / z / channels, n / x / y / z % channels];
        let position = [n / x / y % z, n / x % y, n % x];
        spread[to.index(at[0], at[1], position)] = numbers[from.index(at[0], at[1], position)];
    }
    spread
}

/// A layer whose input and output lie among other things computes the same, and touches nothing else.
fn among_others(case: &Case<f32>, method: Method, lanes: usize, more: [usize; 3]) {
    let layer = case.reading();
    let mut weighted = Weighted::new(&layer);
    let stencil = weighted.stencil.clone();
    let [in_sizes, out_sizes] = [false, true]
        .map(|out| stencil.axes.each_ref().map(|axis| if out { axis.output } else { axis.input }));
    let [channels, border, first] = more;
    let input = wider(stencil.in_strides, stencil.in_channels, in_sizes, [channels, border]);
    let output = wider(stencil.out_strides, stencil.out_channels, out_sizes, [channels, border]);
    weighted.stencil = stencil.clone().with_strides(input, output).expect("distinct elements");
    if !method.is_possible(&weighted, lanes) {
        return;
    }
    let lowered = method.lower(&weighted, lanes);
    let context = format!("{method:?}, {lanes} lanes, {more:?}");
    let [z, y, x] = in_sizes;
    let sizes = [stencil.batch, stencil.in_channels, z, y, x];
    let len = weighted.stencil.input().end();
    let inputs = spread(&case.input, &stencil.in_strides, &input, sizes, len);
    let [z, y, x] = out_sizes;
    let sizes = [stencil.batch, stencil.out_channels, z, y, x];
    let len = weighted.stencil.output().end();
    let residual = match case.residual.is_empty() {
        true => Vec::new(),
        false => spread(&case.residual, &stencil.out_strides, &output, sizes, len),
    };
    let operands = lowered.sources.iter().filter_map(|source| match source {
        Source::Operand(Operand::Input) => Some(&inputs[..]),
        Source::Operand(Operand::Weights) => Some(&case.weights[..]),
        Source::Operand(Operand::Bias) => Some(&case.bias[..]),
        Source::Operand(Operand::Residual) => Some(&residual[..]),
        _ => None,
    });
    let found = output_of(&lowered, first, None, &operands.collect::<Vec<_>>());
    let found = found.unwrap_or_else(|faults| panic!("{context}: {faults:?}"));
    let mut expected = vec![f32::NAN; case.shape.output_len()];
    sliding_window(&case.definition(), &case.input, &mut expected).expect("the lengths are right");
    let expected = spread(&expected, &stencil.out_strides, &output, sizes, len);
    let written: Vec<f32> = expected.into_iter().filter(|number| !number.is_nan()).collect();
    assert_eq!(found, written, "{context}");
}

proptest! {
    #![proptest_config(cases(200))]

    #[test]
    fn numbers_are_no_part_of_a_kernel(case in layers::integers::<f32>(), lanes in 1_usize..=8) {
        let layer = case.reading();
        let [one, other] = [Weighted::new(&layer), Weighted::new(&others(&layer))];
        for method in methods(&one, lanes) {
            let [one, other] = [&one, &other].map(|layer| method.lower(layer, lanes).kernel);
            prop_assert!(method.bakes() || one == other, "{:?}", method);
        }
    }

    #[test]
    fn arrays_may_lie_among_others(
        case in layers::integers::<f32>(),
        more in prop::array::uniform3(0_usize..=3),
        lanes in prop::sample::select(vec![1, 4, 8]),
    ) {
        let weighted = Weighted::new(&case.reading());
        for method in methods(&weighted, lanes) {
            among_others(&case, method, lanes, more);
        }
    }

    #[test]
    fn what_may_share_memory_gives_the_same(case in layers::integers::<f32>(), lanes in 1_usize..=8) {
        let layer = case.reading();
        let weighted = Weighted::new(&layer);
        let mut expected = vec![f32::NAN; case.shape.output_len()];
        sliding_window(&case.definition(), &case.input, &mut expected).expect("the lengths are right");
        for method in methods(&weighted, lanes) {
            let lowered = method.lower(&weighted, lanes);
            let arrays: Vec<_> = layer.operands().iter().zip(case.operands(&layer)).collect();
            let inputs: Vec<&[f32]> = lowered.sources.iter().filter_map(|source| match source {
                Source::Operand(of) => arrays.iter().find(|(known, _)| *known == of).map(|at| at.1),
                _ => None,
            }).collect();
            for &operand in layer.operands() {
                match output_of(&lowered, 1, Some(operand), &inputs) {
                    Ok(found) => prop_assert_eq!(&found, &expected, "{:?}, {:?}", method, operand),
                    Err(faults) => {
                        let refused = matches!(
                            &faults[..],
                            [Fault::Program(program::Fault::Shared { .. })]
                        );
                        prop_assert!(refused && operand != Operand::Residual, "{:?}: {:?}", method, faults);
                    }
                }
            }
        }
    }
}
