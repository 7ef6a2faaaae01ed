//! Any small layer, by any strategy with any tile, for any number of lanes: what the kernel computes
//! is what the definition says: to the bit, or within the error that an activation states.

#![no_main]

use arbitrary::{Arbitrary, Result, Unstructured};
use convgen_compiler::bind;
use convgen_compiler::element::Element;
use convgen_compiler::isa::{PixelTile, RowTile, Tile};
use convgen_compiler::layer::Layer;
use convgen_compiler::spec::Request;
use convgen_compiler::stencil::Weighted;
use convgen_compiler::strategy::{
    self, Form, Looped, Method, Pixels, Separable, Sparse, Transformed, Unrolled,
};
use convgen_runtime::Element as Number;
use convgen_runtime::geometry::{Axis, Channels, Kind, Layout, PaddingMode, Shape};
use convgen_runtime::layer::{Activation, Operand};
use convgen_runtime::reference::{Definition, sliding_window};
use libfuzzer_sys::fuzz_target;

/// All that need no number for each channel.
const ACTIVATIONS: [Activation<'static, f64>; 16] = [
    Activation::None,
    Activation::Relu,
    Activation::Relu6,
    Activation::LeakyRelu(0.25),
    Activation::Clamp { min: -2.0, max: 3.0 },
    Activation::HardSigmoid,
    Activation::HardSwish,
    Activation::Sigmoid,
    Activation::Tanh,
    Activation::Silu,
    Activation::Gelu,
    Activation::GeluTanh,
    Activation::Elu(1.0),
    Activation::Elu(0.5),
    Activation::Mish,
    Activation::Softplus,
];

/// A layer, how to compute it, and data for it.
#[derive(Debug)]
struct Case {
    shape: Shape,
    method: Method,
    lanes: usize,
    activation: Activation<'static, f64>,
    /// Whether elements are `f64`.
    double: bool,
    /// Whether weights and bias are arguments.
    arguments: bool,
    weights: Vec<f64>,
    bias: Vec<f64>,
    input: Vec<f64>,
}

impl<'a> Arbitrary<'a> for Case {
    fn arbitrary(u: &mut Unstructured<'a>) -> Result<Self> {
        let method = method(u)?;
        let lanes = *u.choose(&[1, 2, 3, 4, 8, 16])?;
        let shape = shape(u)?;
        let activation = *u.choose(&ACTIVATIONS)?;
        let (double, arguments) = (u.arbitrary()?, u.arbitrary()?);
        // Small integers, so that every order of summation gives the same bits.
        let bias = if u.arbitrary()? { numbers(u, 7, shape.out_channels())? } else { Vec::new() };
        // Two primes, so that the patterns of weights and input never align.
        let weights = match method {
            Method::Separable(_) => products(u, &shape)?,
            _ => numbers(u, 61, shape.weight_len())?,
        };
        let input = numbers(u, 53, shape.input_len())?;
        Ok(Self { shape, method, lanes, activation, double, arguments, weights, bias, input })
    }
}

fn method(u: &mut Unstructured<'_>) -> Result<Method> {
    let nests = *u.choose(&[0, 1, 4, 9, 25, usize::MAX])?;
    Ok(match u.int_in_range(0..=6)? {
        0 => Method::Unrolled(Unrolled),
        1 => Method::Looped(Looped { nests }),
        2 => Method::Channels(strategy::Channels {
            tile: Tile {
                vectors: u.int_in_range(1..=4)?,
                pixels: u.int_in_range(1..=15)?,
                interleaved: u.arbitrary()?,
            },
            nests,
            line: u.arbitrary()?,
            packed: u.arbitrary()?,
            far: u.arbitrary()?,
        }),
        3 => Method::Pixels(Pixels {
            tile: PixelTile {
                vectors: u.int_in_range(1..=4)?,
                rows: u.int_in_range(1..=4)?,
                channels: u.int_in_range(1..=5)?,
            },
            form: *u.choose(&[Form::Literals, Form::Taps, Form::Middle, Form::Loops])?,
        }),
        4 => Method::Separable(Separable {
            rows: u.int_in_range(1..=5)?,
            vectors: u.int_in_range(1..=3)?,
        }),
        5 => Method::Transformed(Transformed {
            outputs: three(u, 5)?,
            strip: three(u, 4)?,
            vectors: u.int_in_range(1..=3)?,
            sums: u.int_in_range(1..=16)?,
            mixed: u.arbitrary()?,
        }),
        _ => Method::Sparse(Sparse {
            tile: RowTile {
                vectors: u.int_in_range(1..=4)?,
                rows: u.int_in_range(1..=5)?,
                copied: u.arbitrary()?,
            },
        }),
    })
}

fn shape(u: &mut Unstructured<'_>) -> Result<Shape> {
    let kind = if u.arbitrary()? { Kind::Conv } else { Kind::ConvTranspose };
    let axes = u.int_in_range(1..=3)?;
    let longest = [40, 12, 5][axes - 1];
    let mode = match kind {
        Kind::Conv => *u.choose(PaddingMode::ALL)?,
        Kind::ConvTranspose => PaddingMode::Zeros,
    };
    let axes: Vec<Axis> = (0..axes).map(|_| axis(u, kind, mode, longest)).collect::<Result<_>>()?;
    let groups = u.int_in_range(1..=3)?;
    let (input, output) = (u.int_in_range(1..=4)?, u.int_in_range(1..=20)?);
    let channels = Channels { input: groups * input, output: groups * output, groups };
    let shape = Shape::new(kind, u.int_in_range(1..=2)?, channels, &axes);
    let small = |shape: &Shape| shape.output_len() <= 4_000 && shape.multiply_adds() <= 30_000;
    let layouts = [*u.choose(Layout::ALL)?, *u.choose(Layout::ALL)?];
    let shape = shape.map(|shape| shape.with_layouts(layouts[0], layouts[1]));
    shape.ok().filter(small).ok_or(arbitrary::Error::IncorrectFormat)
}

fn axis(u: &mut Unstructured<'_>, kind: Kind, mode: PaddingMode, longest: usize) -> Result<Axis> {
    let (stride, dilation) = (u.int_in_range(1..=6)?, u.int_in_range(1..=4)?);
    let output_padding = match kind {
        Kind::Conv => 0,
        Kind::ConvTranspose => u.int_in_range(0..=stride.max(dilation) - 1)?,
    };
    let (input, kernel) = (u.int_in_range(1..=longest)?, u.int_in_range(1..=7)?);
    let most = mode.most(input).unwrap_or(usize::MAX).min(8);
    Ok(Axis::new(input, kernel)
        .with_stride(stride)
        .with_dilation(dilation)
        .with_padding(u.int_in_range(0..=most)?, u.int_in_range(0..=most)?)
        .with_padding_mode(mode)
        .with_output_padding(output_padding))
}

/// `count` small integers that repeat after `period`.
fn numbers(u: &mut Unstructured<'_>, period: usize, count: usize) -> Result<Vec<f64>> {
    let bytes: Vec<i8> = (0..period).map(|_| u.int_in_range(-4..=4)).collect::<Result<_>>()?;
    Ok(bytes.iter().cycle().take(count).map(|&number| f64::from(number)).collect())
}

/// Numbers from one for each axis.
fn three(u: &mut Unstructured<'_>, most: usize) -> Result<[usize; 3]> {
    let mut next = || u.int_in_range(1..=most);
    Ok([next()?, next()?, next()?])
}

/// Kernels that are products of a column and a row.
fn products(u: &mut Unstructured<'_>, shape: &Shape) -> Result<Vec<f64>> {
    let [columns, rows] = [numbers(u, 59, 59)?, numbers(u, 61, 61)?];
    let [_, height, width] = shape.kernel_sizes();
    let weight = |n: usize| {
        let (pair, y, x) = (n / width / height, n / width % height, n % width);
        columns[(3 * pair + y) % columns.len()] * rows[(5 * pair + x) % rows.len()]
    };
    Ok((0..shape.weight_len()).map(weight).collect())
}

fuzz_target!(|case: Case| match case.double {
    true => check::<f64>(&case),
    false => check::<f32>(&case),
});

fn check<T: Number>(case: &Case) {
    let (weights, bias) = (case.weights.clone(), case.bias.clone());
    let (element, request) = (Element::of::<T>(), Request::default());
    let layer =
        Layer::new("case.toml", case.shape, element, weights, bias, case.activation, request)
            .expect("the case is a layer");
    let mut operands = vec![Operand::Input];
    if case.arguments {
        operands.push(Operand::Weights);
        operands.extend((!case.bias.is_empty()).then_some(Operand::Bias));
    }
    let reading = layer.clone().with_operands(operands);
    let weighted = Weighted::new(&reading);
    if !case.method.is_possible(&weighted, case.lanes) {
        return;
    }
    let program = bind::program(case.method.lower(&weighted, case.lanes))
        .unwrap_or_else(|faults| panic!("{faults:?}"));

    let reference = layer.reference();
    let definition: Definition<'_, T> = reference.definition();
    let elements = |numbers: &[f64]| numbers.iter().copied().map(T::from_f64).collect::<Vec<T>>();
    let [input, weights, bias] = [&case.input, &case.weights, &case.bias].map(|all| elements(all));
    let arrays = [&input[..], &weights, &bias];
    let mut expected = vec![T::ZERO; case.shape.output_len()];
    sliding_window(&definition, &input, &mut expected).expect("the lengths are right");
    let found = program.interpret(&arrays[..reading.operands().len()]).concat();
    // The sums are exact, but for methods with other products, which say how far off they are. Where a function rounds,
    // the definition does so as well.
    let given: Vec<f64> = input.iter().map(|number| number.to_f64()).collect();
    let distances = case.method.rounding(&weighted).distances(&case.shape, &given);
    let steepest = definition.activation().steepest().to_f64();
    let own =
        |n: usize| distances.as_ref().map_or(0.0, |all| steepest * T::EPSILON.to_f64() * all[n]);
    let units = case.activation.units();
    let units = if units > 0.0 { units + 1.0 } else { 0.0 } * T::EPSILON.to_f64();
    let pairs = found.iter().zip(&expected).map(|(a, b)| (a.to_f64(), b.to_f64()));
    for (n, (found, expected)) in pairs.enumerate() {
        let bound = units * (1.0 + expected.abs()) + own(n);
        assert!((found - expected).abs() <= bound, "{found} is not {expected}: {case:?}");
    }
}
