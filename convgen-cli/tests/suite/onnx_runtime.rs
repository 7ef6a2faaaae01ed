//! What ONNX Runtime computes for a model, and how far a layer of it may lie from that.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use convgen_compiler::layer::Layer;
use safetensors::SafeTensors;
use serde_json::Value;

use super::bound::bound;
use super::program::{convgen_in, root};
use super::verify::save;

/// The values of a graph on one input, by name, and other numbers of the model that a bound needs.
pub(crate) struct Values(BTreeMap<String, Vec<f32>>);

impl Values {
    /// Reads a safetensors file.
    pub(crate) fn read(path: &Path) -> Self {
        let data = fs::read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let tensors = SafeTensors::deserialize(&data).expect("valid");
        let numbers =
            |data: &[u8]| data.as_chunks().0.iter().map(|&b| f32::from_le_bytes(b)).collect();
        Self(tensors.iter().map(|(name, t)| (name.to_owned(), numbers(t.data()))).collect())
    }

    /// The numbers of a value.
    #[track_caller]
    pub(crate) fn of(&self, value: &str) -> &[f32] {
        self.0.get(value).unwrap_or_else(|| panic!("there is no `{value}`"))
    }

    /// The sizes of what a node does to each channel, one for all or one for each.
    fn channels(&self, what: &str, node: &Value, channels: usize) -> Option<Vec<f32>> {
        let found = self.0.get(&format!("{what}:{}", text(node, "name")))?;
        Some((0..channels).map(|channel| found[channel % found.len()]).collect())
    }
}

pub(crate) fn list<'a>(value: &'a Value, key: &str) -> &'a [Value] {
    value[key].as_array().expect("a list")
}

pub(crate) fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value[key].as_str().expect("a text")
}

/// How far a layer and ONNX Runtime may lie apart: the bound of the sums, whose weights are rounded
/// once more when something is folded into them; and for each node that is folded the roundings of a
/// product, a sum and its two parameters, relative to the sizes of what is added up.
pub(crate) fn distance(layer: &Layer, taken: &Value, values: &Values) -> Vec<f32> {
    let shape = layer.shape();
    let reference = layer.reference::<f32>();
    let mut definition = reference.definition();
    if let Some(residual) = taken["adds"].as_str() {
        definition = definition.with_residual(values.of(residual)).expect("import checked it");
    }
    let input = values.of(text(taken, "reads"));
    let sums = bound(&definition, input);
    let terms = shape.in_channels_per_group() * shape.kernel_sizes().iter().product::<usize>() + 1;
    let nodes = list(taken, "nodes");
    // The sizes of the sums follow from their bound.
    let more = 1.0 + 8.0 * nodes.len() as f32 / (2.0 * terms as f32);
    let (biases, shifts) = folded(nodes, values, shape.out_channels());
    // The activation of ONNX Runtime is taken to be as exact as that of a kernel.
    let (steepest, units) =
        (definition.activation().steepest(), definition.activation().units() as f32);
    let gives = values.of(text(taken, "gives"));
    let theirs = |n: usize| units * f32::EPSILON * (1.0 + gives[n].abs());
    let plane = shape.output_sizes().iter().product::<usize>();
    let roundings = 8.0 * nodes.len() as f32;
    let constants = |n: usize| {
        let channel = n / plane % shape.out_channels();
        let roundings = 2.0 * terms as f32 * biases[channel] + roundings * shifts[channel];
        roundings * f32::EPSILON * steepest
    };
    // Weights that are subnormal become zero.
    let largest = input.iter().fold(1.0_f32, |largest, number| largest.max(number.abs()));
    let flushed = steepest * terms as f32 * f32::MIN_POSITIVE * largest;
    let distance = |(n, sum): (usize, &f32)| more * sum + constants(n) + theirs(n) + flushed;
    sums.iter().enumerate().map(distance).collect()
}

/// For each channel the size of a bias that ONNX Runtime has in its sums and the layer does not, because
/// it is folded into another; and the size of all constants that ONNX Runtime adds to the sums.
fn folded(nodes: &[Value], values: &Values, channels: usize) -> (Vec<f32>, Vec<f32>) {
    let none = vec![0.0_f32; channels];
    let (mut biases, mut shifts) = (none.clone(), none.clone());
    let mut is_folded = false;
    for node in nodes {
        if let Some(bias) = values.channels("bias", node, channels) {
            biases = bias;
        }
        let of = |what: &str| values.channels(what, node, channels);
        let is_norm = text(node, "operator") == "BatchNormalization";
        let (Some(scales), Some(more)) = (of("scale"), of("shift")) else {
            assert!(!is_norm, "the values lack the sizes of `{}`", text(node, "name"));
            continue;
        };
        is_folded = true;
        // Constants may be those of an activation that is written out. How much this makes of an error is
        // known, and more than its last factor says.
        let scales = scales.iter().map(|&scale| if is_norm { scale } else { scale.max(1.0) });
        for ((bias, shift), (scale, more)) in
            biases.iter_mut().zip(&mut shifts).zip(scales.zip(&more))
        {
            *bias *= scale;
            *shift = *shift * scale + more;
        }
    }
    (if is_folded { biases } else { none }, shifts)
}

/// Has `cargo convgen verify` compile the layer and compare it with ONNX Runtime.
pub(crate) fn verify(folder: &Path, taken: &Value, values: &Values) {
    let convgen = root().canonicalize().expect("it is there");
    let mut arguments = vec!["verify", "--convgen", convgen.to_str().expect("UTF-8")];
    for (option, file, dims, value) in [
        ("--input", "x.npy", "input", "reads"),
        ("--residual", "skip.npy", "output", "adds"),
        ("--expect", "y.npy", "output", "gives"),
    ] {
        let Some(value) = taken[value].as_str() else { continue };
        let dims = list(taken, dims).iter().map(|size| size.as_u64().expect("a size"));
        save(&folder.join(file), &dims.collect::<Vec<_>>(), values.of(value));
        arguments.extend([option, file]);
    }
    arguments.push(text(taken, "spec"));
    let ran = convgen_in(folder, &arguments);
    assert_eq!(ran.code, 0, "{}{}", ran.stdout, ran.stderr);
    assert!(ran.stdout.contains("x.npy → y.npy"), "{}", ran.stdout);
}
