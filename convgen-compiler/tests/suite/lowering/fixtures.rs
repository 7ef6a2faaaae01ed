//! The fixtures, through the spec's door: every reference algorithm and every strategy.

use std::path::Path;

use crate::bound::{assert_within, bound};
use crate::cases::variants;
use crate::fixtures::{self, Fixture};
use crate::layers::{self, CHANNELS, methods};
use convgen_compiler::element::Element;
use convgen_compiler::layer::{self, Layer};
use convgen_compiler::source::{self, Memory};
use convgen_compiler::spec;
use convgen_compiler::stencil::Weighted;
use convgen_runtime::geometry::{AutoPad, Kind};
use convgen_runtime::layer::Operand;
use convgen_runtime::reference::{Algorithm, Definition};
use convgen_runtime::{Activation, Element as Number};
use npyz::{AutoSerialize, WriterBuilder};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the crate lies in the workspace")
}

/// An `.npy` file.
pub(super) fn npy<T: AutoSerialize + Copy>(shape: &[u64], numbers: &[T]) -> Vec<u8> {
    let mut bytes = Vec::new();
    let options = npyz::WriteOptions::new().default_dtype().shape(shape).writer(&mut bytes);
    let mut writer = options.begin_nd().expect("writing to memory");
    writer.extend(numbers.iter().copied()).expect("writing to memory");
    writer.finish().expect("as many numbers as the shape says");
    bytes
}

/// The fixture's layer, read from a spec and weight files as a user's would be.
fn layer<T: Number + AutoSerialize>(fixture: &Fixture<T>) -> Layer {
    let mut text = "weights = \"weights.npy\"\n".to_owned();
    let mut files =
        Memory::new().with("specs/weights.npy", npy(&fixture.weight_shape, &fixture.weights));
    if !fixture.bias.is_empty() {
        text += "bias = \"bias.npy\"\n";
        files = files.with("specs/bias.npy", npy(&[fixture.bias.len() as u64], &fixture.bias));
    }
    if !fixture.slopes.is_empty() {
        text += "activation = { prelu = \"slopes.npy\" }\n";
        let slopes = npy(&[fixture.slopes.len() as u64], &fixture.slopes);
        files = files.with("specs/slopes.npy", slopes);
    }
    text += &fixture.spec;
    let files = files.with("specs/layer.toml", text);
    let result = source::load(&files, "specs/layer.toml")
        .map_err(|error| vec![error.into()])
        .and_then(|source| {
            let spec = spec::parse(&source)?;
            layer::check(&spec, &source, &files).layer
        });
    result.unwrap_or_else(|errors| panic!("{}: {errors:?}", fixture.name))
}

/// Compares with PyTorch: exactly, or within the bound of the layer's sums.
fn compare<T: Number>(
    fixture: &Fixture<T>,
    definition: &Definition<'_, T>,
    output: &[T],
    context: &str,
) {
    let context = format!("{}: {context}", fixture.name);
    if fixture.exact {
        assert_eq!(output, fixture.output, "{context}");
    } else {
        assert_within(output, &fixture.output, &bound(definition, &fixture.input), &context);
    }
}

fn definition<'a, T: Number>(layer: &Layer, fixture: &'a Fixture<T>) -> Definition<'a, T> {
    let activation = match &fixture.slopes[..] {
        [] => layer.activation().map(T::from_f64),
        slopes => Activation::Prelu(slopes),
    };
    let definition = Definition::new(*layer.shape(), &fixture.weights, &fixture.bias, activation)
        .expect("a layer is consistent");
    match &fixture.residual[..] {
        [] => definition,
        residual => definition.with_residual(residual).expect("the length is right"),
    }
}

fn is_double(fixture: &Fixture) -> bool {
    fixture.spec.contains("dtype = \"f64\"")
}

#[test]
fn there_are_enough() {
    let fixtures = fixtures::read(root());
    assert!(fixtures.len() >= 200, "{} fixtures", fixtures.len());
    let doubles = fixtures.iter().filter(|fixture| is_double(fixture)).count();
    assert!(doubles >= 40, "{doubles} fixtures of f64");
    for dims in 1..=3 {
        let count = fixtures.iter().filter(|f| f.weight_shape.len() == dims + 2).count();
        assert!(count >= 40, "{count} fixtures of {dims} dimensions");
    }
}

fn references<T: Number + AutoSerialize>(fixture: &Fixture<T>) {
    let layer = layer(fixture);
    let definition = definition(&layer, fixture);
    for algorithm in Algorithm::ALL {
        let mut output = vec![T::NAN; layer.shape().output_len()];
        algorithm.run(&definition, &fixture.input, &mut output).expect("the lengths are right");
        compare(fixture, &definition, &output, algorithm.name());
    }
}

#[test]
fn reference_algorithms_match_pytorch() {
    for fixture in fixtures::read(root()) {
        if is_double(&fixture) {
            references(&fixture);
        } else {
            references(&fixture.cast(f32::from_f64));
        }
    }
}

/// An output size may be given in place of the output padding, with the same layer as the result.
#[test]
fn output_sizes_mean_pytorchs_output_padding() {
    let mut solved = 0;
    for mut fixture in fixtures::read(root()) {
        let plain = layer(&fixture);
        if plain.shape().kind() == Kind::Conv {
            continue;
        }
        let hidden = 3 - plain.shape().dims();
        let kept = fixture.spec.lines().filter(|line| !line.starts_with("output_padding"));
        let kept: Vec<&str> = kept.collect();
        let sizes = &plain.shape().output_sizes()[hidden..];
        fixture.spec = format!("output_size = {sizes:?}\n{}", kept.join("\n"));
        assert_eq!(layer(&fixture).shape(), plain.shape(), "{}", fixture.name);
        solved += usize::from(plain.shape().axes().iter().any(|axis| axis.output_padding > 0));
    }
    assert!(solved >= 40, "{solved}");
}

/// `auto_pad` and `output_size` together with it, as ONNX has them.
#[test]
fn auto_pad_is_onnxs() {
    let fixtures = fixtures::read_set(root(), "auto_pad");
    for kind in [Kind::Conv, Kind::ConvTranspose] {
        for rule in AutoPad::ALL {
            let line = format!("kind = \"{kind}\"\nauto_pad = \"{rule}\"");
            let count = fixtures.iter().filter(|fixture| fixture.spec.starts_with(&line)).count();
            assert!(count >= 20, "{count} of {line}");
        }
    }
    for fixture in fixtures {
        let fixture = fixture.cast(f32::from_f64);
        let layer = layer(&fixture);
        let definition = definition(&layer, &fixture);
        assert_eq!(layer.shape().output_len(), fixture.output.len(), "{}", fixture.name);
        let mut output = vec![0.0; fixture.output.len()];
        let algorithm = Algorithm::ALL[0];
        algorithm.run(&definition, &fixture.input, &mut output).expect("the lengths are right");
        compare(&fixture, &definition, &output, algorithm.name());
        let (weighted, operands) = (Weighted::new(&layer), fixture.operands(layer.operands()));
        let output = layers::output((&weighted, CHANNELS, 8), &operands);
        compare(&fixture, &definition, &output, "channels");
    }
}

fn strategies<T: Number + AutoSerialize>(fixture: &Fixture<T>, lanes: &[usize]) {
    let known = layer(fixture);
    lowerings(fixture, &known, lanes);
    // The same with weights and bias as arguments.
    let bias = (!fixture.bias.is_empty()).then_some(Operand::Bias);
    let mut operands = known.operands().to_vec();
    operands.splice(1..1, [Operand::Weights].into_iter().chain(bias));
    lowerings(fixture, &known.with_operands(operands), &lanes[lanes.len() - 1..]);
}

fn lowerings<T: Number>(fixture: &Fixture<T>, layer: &Layer, lanes: &[usize]) {
    let (definition, weighted) = (definition(layer, fixture), Weighted::new(layer));
    let operands = fixture.operands(layer.operands());
    assert_eq!(weighted.stencil.element, Element::of::<T>(), "{}", fixture.name);
    for &lanes in lanes {
        for method in methods(&weighted, lanes) {
            let context = format!("{method:?}, {lanes} lanes");
            let output = layers::output((&weighted, method, lanes), &operands);
            compare(fixture, &definition, &output, &context);
        }
    }
}

#[test]
fn strategies_match_pytorch() {
    for fixture in fixtures::read(root()) {
        if is_double(&fixture) {
            strategies(&fixture, variants(&[2, 8]));
        } else {
            strategies(&fixture.cast(f32::from_f64), variants(&[1, 4, 8, 16]));
        }
    }
}
