//! PyTorch's convolutions with the batch normalisation after them, in evaluation mode: read from the
//! file that PyTorch's tensors were saved to, and computed by every reference algorithm and strategy.

use std::fs;
use std::path::Path;

use crate::bound::{assert_within, bound};
use crate::layers::{self, methods};
use convgen_compiler::layer::{self, Layer};
use convgen_compiler::source::{Memory, Source};
use convgen_compiler::spec;
use convgen_compiler::stencil::Weighted;
use convgen_runtime::geometry::Kind;
use convgen_runtime::reference::Algorithm;
use safetensors::SafeTensors;
use serde::Deserialize;

#[derive(Deserialize)]
struct Fixture {
    name: String,
    spec: String,
}

fn layer(fixture: &Fixture, files: &Memory) -> Layer {
    let source = Source { path: format!("{}.toml", fixture.name), text: fixture.spec.clone() };
    let spec = spec::parse(&source).unwrap_or_else(|errors| panic!("{errors:?}"));
    let checked = layer::check(&spec, &source, files);
    checked.layer.unwrap_or_else(|errors| panic!("{}: {errors:?}", fixture.name))
}

fn numbers(tensors: &SafeTensors<'_>, name: &str) -> Vec<f32> {
    let tensor = tensors.tensor(name).unwrap_or_else(|error| panic!("{name}: {error}"));
    tensor.data().as_chunks().0.iter().map(|&four| f32::from_le_bytes(four)).collect()
}

/// PyTorch's result is that of float64, so that the bound's share for a second f32 sum is free for the
/// one rounding of each folded weight and bias: half an ε of Σ|weight·input| + |bias|.
#[test]
fn folded_layers_match_pytorch() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/fixtures");
    let list = fs::read_to_string(folder.join("batch_norm.json")).expect("committed");
    let fixtures: Vec<Fixture> = serde_json::from_str(&list).expect("it is valid");
    let data = fs::read(folder.join("batch_norm.safetensors")).expect("committed");
    let tensors = SafeTensors::deserialize(&data).expect("it is valid");
    let files = Memory::new().with("batch_norm.safetensors", data.as_slice());
    let mut seen = Vec::new();
    for fixture in fixtures {
        let (name, layer) = (&fixture.name, layer(&fixture, &files));
        seen.push((layer.shape().kind(), layer.shape().dims(), layer.shape().groups() > 1));
        let input = numbers(&tensors, &format!("{name}.input"));
        let expected = numbers(&tensors, &format!("{name}.output"));
        let (shape, reference) = (*layer.shape(), layer.reference());
        let definition = reference.definition();
        let bound = bound(&definition, &input);
        for algorithm in Algorithm::ALL {
            let mut output = vec![0.0; shape.output_len()];
            algorithm.run(&definition, &input, &mut output).expect("the lengths are right");
            assert_within(&output, &expected, &bound, &format!("{name}: {algorithm}"));
        }
        let weighted = Weighted::new(&layer);
        for lanes in [1, 8] {
            for method in methods(&weighted, lanes) {
                let context = format!("{name}: {method:?}, {lanes} lanes");
                let found = layers::output((&weighted, method, lanes), &[&input[..]]);
                assert_within(&found, &expected, &bound, &context);
            }
        }
    }
    for kind in [Kind::Conv, Kind::ConvTranspose] {
        for dims in 1..=3 {
            let of = |grouped: bool| seen.contains(&(kind, dims, grouped));
            assert!(of(true) && of(false), "{kind} of {dims} axes: {seen:?}");
        }
    }
}
