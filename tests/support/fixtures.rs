//! The fixtures: layers, inputs, and what PyTorch or ONNX Runtime computed for them.

use std::fs;
use std::path::Path;

use convgen_runtime::layer::Operand;
use safetensors::{Dtype, SafeTensors};
use serde::Deserialize;

/// One layer with its data, in PyTorch's order.
pub(crate) struct Fixture<T = f64> {
    /// Unique.
    pub(crate) name: String,
    /// The spec without its weights and bias.
    pub(crate) spec: String,
    /// Whether all data are small integers, so that every result must match exactly.
    pub(crate) exact: bool,
    /// `[out, in/groups, k…]` or `[in, out/groups, k…]`.
    pub(crate) weights: Vec<T>,
    /// The weights' shape.
    pub(crate) weight_shape: Vec<u64>,
    /// One an output channel, or empty.
    pub(crate) bias: Vec<T>,
    /// Those of a prelu, one for each output channel, or empty.
    pub(crate) slopes: Vec<T>,
    /// One for each output, or empty.
    pub(crate) residual: Vec<T>,
    /// In the order of the spec's `input_layout`.
    pub(crate) input: Vec<T>,
    /// What was computed, in the order of the spec's `output_layout`.
    pub(crate) output: Vec<T>,
}

#[derive(Deserialize)]
struct Entry {
    name: String,
    spec: String,
    exact: bool,
    bias: bool,
    #[serde(default)]
    add: bool,
    #[serde(default)]
    slopes: bool,
}

impl Fixture {
    /// The same with its numbers as elements.
    pub(crate) fn cast<T>(&self, element: fn(f64) -> T) -> Fixture<T> {
        let cast = |numbers: &[f64]| numbers.iter().copied().map(element).collect();
        Fixture {
            name: self.name.clone(),
            spec: self.spec.clone(),
            exact: self.exact,
            weights: cast(&self.weights),
            weight_shape: self.weight_shape.clone(),
            bias: cast(&self.bias),
            slopes: cast(&self.slopes),
            residual: cast(&self.residual),
            input: cast(&self.input),
            output: cast(&self.output),
        }
    }
}

impl<T> Fixture<T> {
    /// The arrays of the layer's operands.
    pub(crate) fn operands(&self, operands: &[Operand]) -> Vec<&[T]> {
        let array = |operand: &Operand| match operand {
            Operand::Input => &self.input[..],
            Operand::Weights => &self.weights[..],
            Operand::Bias => &self.bias[..],
            Operand::Residual => &self.residual[..],
            other => panic!("no array for the operand {other}"),
        };
        operands.iter().map(array).collect()
    }
}

/// Reads the PyTorch fixtures; `root` is the workspace.
pub(crate) fn read(root: &Path) -> Vec<Fixture> {
    read_set(root, "pytorch")
}

/// Reads a set of fixtures: `pytorch`, or `auto_pad`, whose outputs are ONNX's.
pub(crate) fn read_set(root: &Path, set: &str) -> Vec<Fixture> {
    let folder = root.join("tests/fixtures");
    let list =
        fs::read_to_string(folder.join(format!("{set}.json"))).expect("the list is committed");
    let entries: Vec<Entry> = serde_json::from_str(&list).expect("the list is valid");
    let data = fs::read(folder.join(format!("{set}.safetensors"))).expect("the data are committed");
    let tensors = SafeTensors::deserialize(&data).expect("the data are valid");
    let fixture = |entry: Entry| {
        let Entry { name, spec, exact, bias, add, slopes } = entry;
        let numbers = |part: &str| numbers(&tensors, &format!("{name}.{part}"));
        let shape = tensors.tensor(&format!("{name}.weights")).expect("weights exist");
        Fixture {
            weights: numbers("weights"),
            weight_shape: shape.shape().iter().map(|&size| size as u64).collect(),
            bias: if bias { numbers("bias") } else { Vec::new() },
            slopes: if slopes { numbers("slopes") } else { Vec::new() },
            residual: if add { numbers("residual") } else { Vec::new() },
            input: numbers("input"),
            output: numbers("output"),
            name,
            spec,
            exact,
        }
    };
    entries.into_iter().map(fixture).collect()
}

fn numbers(tensors: &SafeTensors<'_>, name: &str) -> Vec<f64> {
    let tensor = tensors.tensor(name).unwrap_or_else(|error| panic!("{name}: {error}"));
    let data = tensor.data();
    match tensor.dtype() {
        Dtype::I8 => data.iter().map(|&byte| f64::from(byte.cast_signed())).collect(),
        Dtype::I16 => {
            data.as_chunks().0.iter().map(|&two| f64::from(i16::from_le_bytes(two))).collect()
        }
        Dtype::F32 => {
            data.as_chunks().0.iter().map(|&four| f32::from_le_bytes(four).into()).collect()
        }
        Dtype::F64 => data.as_chunks().0.iter().map(|&eight| f64::from_le_bytes(eight)).collect(),
        other => panic!("{name} is of an unexpected type, {other:?}"),
    }
}
