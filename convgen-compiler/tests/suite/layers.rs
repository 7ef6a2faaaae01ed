//! Random layers for property tests.

use convgen_compiler::bind;
use convgen_compiler::element::Element;
use convgen_compiler::isa::{PixelTile, RowTile, Tile};
use convgen_compiler::layer::Layer;
use convgen_compiler::spec::Request;
use convgen_compiler::stencil::Weighted;
use convgen_compiler::strategy::{self, Form, Looped, Method, Pixels, Separable, Sparse, Unrolled};
use convgen_runtime::Element as Number;
use convgen_runtime::geometry::{Axis, Channels, Kind, Layout, PaddingMode, Shape};
use convgen_runtime::layer::{Activation, Operand};
use convgen_runtime::reference::Definition;
use proptest::prelude::*;

/// A layer with an input for it.
#[derive(Clone, Debug)]
pub(crate) struct Case<T: Number> {
    pub(crate) shape: Shape,
    pub(crate) weights: Vec<T>,
    pub(crate) bias: Vec<T>,
    /// One for each output, or empty.
    pub(crate) residual: Vec<T>,
    /// Without its slopes, if it has any.
    pub(crate) activation: Activation<'static, T>,
    /// Those of a prelu, one for each output channel, or empty.
    pub(crate) slopes: Vec<T>,
    pub(crate) input: Vec<T>,
    /// Whether weights and bias may be arguments.
    pub(crate) arguments: [bool; 2],
}

impl<T: Number> Case<T> {
    /// Whether the adjoint of the layer is a layer too.
    pub(crate) fn has_mirror(&self) -> bool {
        self.shape.axes().iter().all(|axis| axis.padding_mode == PaddingMode::Zeros)
    }

    /// The layer as the compiler knows it.
    pub(crate) fn layer(&self) -> Layer {
        let request = Request::default();
        let [weights, bias, slopes] = [&self.weights, &self.bias, &self.slopes]
            .map(|all| all.iter().map(|number| number.to_f64()).collect());
        let (element, activation) = (Element::of::<T>(), self.activation.map(Number::to_f64));
        Layer::new("case.toml", self.shape, element, weights, bias, activation, request)
            .and_then(|layer| layer.with_slopes(slopes))
            .expect("the case is a layer")
            .with_residual(!self.residual.is_empty())
    }

    /// The same as references know it.
    pub(crate) fn definition(&self) -> Definition<'_, T> {
        let activation = match &self.slopes[..] {
            [] => self.activation,
            slopes => Activation::Prelu(slopes),
        };
        let layer = Definition::new(self.shape, &self.weights, &self.bias, activation)
            .expect("the case is a layer");
        match &self.residual[..] {
            [] => layer,
            residual => layer.with_residual(residual).expect("the case is a layer"),
        }
    }

    /// The same layer with its weights or its bias as arguments.
    pub(crate) fn reading(&self) -> Layer {
        let [weights, bias] = self.arguments;
        let read = [
            (true, Operand::Input),
            (weights, Operand::Weights),
            (bias && !self.bias.is_empty(), Operand::Bias),
            (!self.residual.is_empty(), Operand::Residual),
        ];
        let read = read.into_iter().filter_map(|(is_read, operand)| is_read.then_some(operand));
        self.layer().with_operands(read.collect())
    }

    /// What kernels of a layer read that is this one.
    pub(crate) fn operands(&self, layer: &Layer) -> Vec<&[T]> {
        let operand = |operand: &Operand| match operand {
            Operand::Input => &self.input[..],
            Operand::Weights => &self.weights[..],
            Operand::Bias => &self.bias[..],
            Operand::Residual => &self.residual[..],
            other => panic!("no array for the operand {other}"),
        };
        layer.operands().iter().map(operand).collect()
    }
}

/// The numbers of a layer of `f32`.
pub(crate) fn single(numbers: &[f64]) -> Vec<f32> {
    numbers.iter().map(|&number| number as f32).collect()
}

/// Every strategy, with parameters that are worth telling apart.
const LOWERINGS: [Method; 27] = [
    Method::Unrolled(Unrolled),
    Method::Looped(Looped { nests: 0 }),
    Method::Looped(Looped { nests: 6 }),
    Method::Looped(Looped { nests: usize::MAX }),
    CHANNELS,
    channels([2, 3], 4, Flags { packed: false, ..PLAIN }),
    channels([2, 5], 0, Flags { line: true, ..PLAIN }),
    channels([3, 4], 0, Flags { line: true, packed: false, ..PLAIN }),
    channels([3, 8], usize::MAX, Flags { interleaved: true, packed: false, ..PLAIN }),
    channels([1, 2], 9, Flags { far: true, ..PLAIN }),
    pixels([1, 1, 1], Form::Taps),
    pixels([2, 3, 2], Form::Taps),
    pixels([3, 2, 4], Form::Taps),
    pixels([1, 1, 1], Form::Literals),
    pixels([2, 3, 1], Form::Literals),
    pixels([2, 2, 1], Form::Middle),
    pixels([1, 1, 1], Form::Loops),
    pixels([2, 3, 2], Form::Loops),
    sparse([1, 1], false),
    sparse([2, 3], false),
    sparse([1, 2], true),
    sparse([3, 1], true),
    sparse([20, 3], true),
    separable([1, 1]),
    separable([2, 3]),
    separable([3, 1]),
    separable([4, 2]),
];

/// Tiles of channels that suit every layer.
pub(crate) const CHANNELS: Method = channels([1, 5], 0, Flags { interleaved: true, ..PLAIN });

/// What there is to say of channels beside the tile.
#[derive(Clone, Copy)]
struct Flags {
    interleaved: bool,
    line: bool,
    packed: bool,
    far: bool,
}

const PLAIN: Flags = Flags { interleaved: false, line: false, packed: true, far: false };

const fn channels([vectors, pixels]: [usize; 2], nests: usize, flags: Flags) -> Method {
    let Flags { interleaved, line, packed, far } = flags;
    let tile = Tile { vectors, pixels, interleaved };
    Method::Channels(strategy::Channels { tile, nests, line, packed, far })
}

const fn pixels([vectors, rows, channels]: [usize; 3], form: Form) -> Method {
    Method::Pixels(Pixels { tile: PixelTile { vectors, rows, channels }, form })
}

const fn sparse([vectors, rows]: [usize; 2], copied: bool) -> Method {
    Method::Sparse(Sparse { tile: RowTile { vectors, rows, copied } })
}

const fn separable([rows, vectors]: [usize; 2]) -> Method {
    Method::Separable(Separable { rows, vectors })
}

/// Those that a layer can be computed with.
pub(crate) fn methods(layer: &Weighted, lanes: usize) -> impl Iterator<Item = Method> {
    LOWERINGS.into_iter().filter(move |method| method.is_possible(layer, lanes))
}

/// The output of a layer's program.
///
/// # Panics
/// If the program fails its proof.
#[track_caller]
pub(crate) fn output<T: Number>(
    (layer, method, lanes): (&Weighted, Method, usize),
    operands: &[&[T]],
) -> Vec<T> {
    match bind::program(method.lower(layer, lanes)) {
        Ok(verified) => verified.interpret(operands).concat(),
        Err(faults) => panic!("{method:?}, {lanes} lanes: {faults:?}"),
    }
}

/// Layers whose numbers are small integers: every result is exact in any order of summation.
pub(crate) fn integers<T: Number>() -> impl Strategy<Value = Case<T>> {
    // Slopes of quarters are exact.
    cases(shapes(), whole(), exact())
}

/// Layers with real numbers.
pub(crate) fn reals<T: Number>() -> impl Strategy<Value = Case<T>> {
    cases(shapes(), -1.0..1.0, prop_oneof![exact(), rounded()])
}

/// The same of layers of these shapes.
pub(crate) fn integers_of<T: Number>(
    shapes: impl Strategy<Value = Shape>,
) -> impl Strategy<Value = Case<T>> {
    cases(shapes, whole(), exact())
}

/// The same with real numbers.
pub(crate) fn reals_of<T: Number>(
    shapes: impl Strategy<Value = Shape>,
) -> impl Strategy<Value = Case<T>> {
    cases(shapes, -1.0..1.0, prop_oneof![exact(), rounded()])
}

fn whole() -> impl Strategy<Value = f64> + Clone {
    (-4_i8..=4).prop_map(f64::from)
}

/// Shrinks towards one point and all zeros.
fn cases<T: Number>(
    shapes: impl Strategy<Value = Shape>,
    number: impl Strategy<Value = f64> + Clone,
    activation: impl Strategy<Value = Activation<'static, f64>>,
) -> impl Strategy<Value = Case<T>> {
    let number = number.prop_map(T::from_f64);
    // Cycled over weights, inputs and residuals; three primes, so that their patterns never align.
    let weights = prop::collection::vec(number.clone(), 61);
    let inputs = prop::collection::vec(number.clone(), 53);
    let bias = prop::option::of(prop::collection::vec(number.clone(), 7));
    let residual = prop::option::of(prop::collection::vec(number, 59));
    let slopes =
        prop::collection::vec((-8_i8..=8).prop_map(|n| T::from_f64(f64::from(n) / 4.0)), 5);
    (shapes, weights, inputs, bias, residual, (activation, slopes), any::<[bool; 2]>()).prop_map(
        |(shape, weights, inputs, bias, residual, (activation, slopes), arguments)| {
            let prelu = matches!(activation, Activation::Prelu(_));
            let cycle =
                |numbers: &[T], len: usize| numbers.iter().copied().cycle().take(len).collect();
            Case {
                shape,
                weights: cycle(&weights, shape.weight_len()),
                bias: bias.map_or_else(Vec::new, |bias| cycle(&bias, shape.out_channels())),
                residual: residual.map_or_else(Vec::new, |all| cycle(&all, shape.output_len())),
                activation: activation.map(T::from_f64),
                slopes: if prelu { cycle(&slopes, shape.out_channels()) } else { Vec::new() },
                input: cycle(&inputs, shape.input_len()),
                arguments,
            }
        },
    )
}

/// Activations that give multiples of a quarter for integers. The slopes of a prelu come later.
fn exact() -> impl Strategy<Value = Activation<'static, f64>> {
    let bounds = (-9_i8..=9, 0_u8..=9).prop_map(|(min, more)| (f64::from(min), f64::from(more)));
    prop_oneof![
        3 => Just(Activation::None),
        3 => Just(Activation::Relu),
        1 => Just(Activation::Relu6),
        1 => (-8_i8..=8).prop_map(|n| Activation::LeakyRelu(f64::from(n) / 4.0)),
        2 => Just(Activation::Prelu(&[])),
        1 => bounds.prop_map(|(min, more)| Activation::Clamp { min, max: min + more }),
        1 => (-9_i8..=9).prop_map(|n| Activation::Clamp { min: f64::from(n), max: f64::INFINITY }),
        1 => (-9_i8..=9).prop_map(|n| Activation::Clamp { min: f64::NEG_INFINITY, max: f64::from(n) }),
    ]
}

/// Activations that round.
fn rounded() -> impl Strategy<Value = Activation<'static, f64>> {
    prop_oneof![
        (-2.0..2.0).prop_map(Activation::LeakyRelu),
        Just(Activation::HardSigmoid),
        Just(Activation::HardSwish),
        Just(Activation::Sigmoid),
        Just(Activation::Tanh),
        Just(Activation::Silu),
        Just(Activation::Gelu),
        Just(Activation::GeluTanh),
        Just(Activation::Elu(1.0)),
        (-2.0..2.0).prop_map(Activation::Elu),
        Just(Activation::Mish),
        Just(Activation::Softplus),
    ]
}

/// Every kind of geometry, small enough to interpret.
pub(crate) fn shapes() -> impl Strategy<Value = Shape> {
    let kind = prop_oneof![Just(Kind::Conv), Just(Kind::ConvTranspose)];
    let channels = prop_oneof![
        3 => (1_usize..=3, 1_usize..=3, 1_usize..=9),
        1 => (1_usize..=19, Just(1), 1_usize..=2),
    ];
    let axes = prop_oneof![
        prop::collection::vec(axis(19), 1),
        prop::collection::vec(axis(7), 2),
        prop::collection::vec(axis(4), 3),
    ];
    // Half of the convolutions are padded with zeros.
    let mode = prop_oneof![
        3 => Just(PaddingMode::Zeros),
        1 => Just(PaddingMode::Reflect),
        1 => Just(PaddingMode::Replicate),
        1 => Just(PaddingMode::Circular),
    ];
    let layout = || prop_oneof![2 => Just(Layout::Nchw), 1 => Just(Layout::Nhwc)];
    let layouts = (layout(), layout());
    (kind, mode, layouts, 1_usize..=2, channels, axes).prop_filter_map(
        "no such layer",
        |(kind, mode, layouts, batch, (groups, input, output), axes)| {
            let axes: Vec<Axis> = axes.into_iter().map(|axis| fit(kind, mode, axis)).collect();
            let channels = Channels { input: groups * input, output: groups * output, groups };
            let shape = Shape::new(kind, batch, channels, &axes).ok()?;
            let shape = shape.with_layouts(layouts.0, layouts.1);
            (shape.output_len() <= 3_000 && shape.multiply_adds() <= 30_000).then_some(shape)
        },
    )
}

fn axis(longest: usize) -> impl Strategy<Value = Axis> {
    let sizes = (1..=longest, 1_usize..=5, 1_usize..=4, 1_usize..=3);
    (sizes, 0_usize..=5, 0_usize..=5, 0_usize..=3).prop_map(
        |((input, kernel, stride, dilation), before, after, output_padding)| {
            Axis::new(input, kernel)
                .with_stride(stride)
                .with_dilation(dilation)
                .with_padding(before, after)
                .with_output_padding(output_padding)
        },
    )
}

/// The nearest padding or output padding that the axis may have.
fn fit(kind: Kind, mode: PaddingMode, axis: Axis) -> Axis {
    match kind {
        Kind::Conv => {
            let most = mode.most(axis.input).unwrap_or(usize::MAX);
            let (before, after) = (axis.pad_before.min(most), axis.pad_after.min(most));
            axis.with_padding(before, after).with_padding_mode(mode).with_output_padding(0)
        }
        Kind::ConvTranspose => {
            let most = axis.stride.max(axis.dilation) - 1;
            axis.with_output_padding(axis.output_padding.min(most))
        }
    }
}
