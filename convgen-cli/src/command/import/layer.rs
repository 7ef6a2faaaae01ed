//! A convolution of a model as a spec and its files.

use convgen_compiler::layer::{self, Layer};
use convgen_compiler::source::{self, Memory};
use convgen_compiler::spec;
use convgen_onnx::layer::{Activation, BatchNorm, Convolution, Linear, Parameter, Tail};
use convgen_onnx::model::Element;
use convgen_runtime::{Axis, Shape};

use crate::npy;

/// Files by name, the spec first.
pub(super) type Files = Vec<(String, Vec<u8>)>;

/// The files of a layer, which the compiler has checked.
///
/// # Errors
/// The first rule that the layer breaks.
pub(super) fn files(
    stem: &str,
    origin: &str,
    convolution: Convolution,
    padding_mode: Option<&str>,
    tail: &Tail<'_>,
) -> Result<(Files, Layer), String> {
    let Convolution { shape, mut weights, mut bias } = convolution;
    let double = weights.element == Element::F64;
    let mut beside = Beside { stem, double, files: Vec::new() };
    let mut more = String::new();
    match tail.linear.as_slice() {
        [Linear::BatchNorm(norm)] => more += &norm_key(norm, &mut beside)?,
        several => {
            for each in several {
                let affine = each.affine();
                affine.scale(&shape, &mut weights.values);
                bias = Some(affine.bias(bias));
            }
        }
    }
    if tail.residual.is_some() {
        more += "add = true\n";
    }
    if let Some(activation) = &tail.activation {
        more += &format!("activation = {}\n", spelling(activation, &mut beside)?);
    }
    let mut text = format!("# {origin}\n{}", geometry(&shape));
    if double {
        text += "dtype = \"f64\"\n";
    }
    if let Some(mode) = padding_mode {
        text += &format!("padding_mode = {mode:?}\n");
    }
    text += &format!("weights = {:?}\n", beside.add("weights", &weights.dims, &weights.values)?);
    if let Some(bias) = bias {
        text += &format!("bias = {:?}\n", beside.add("bias", &[bias.len()], &bias)?);
    }
    text += &more;
    let name = format!("{stem}.toml");
    let mut files = vec![(name.clone(), text.into_bytes())];
    files.append(&mut beside.files);
    let layer = check(&files, &name)?;
    Ok((files, layer))
}

/// Arrays in files of their own.
struct Beside<'a> {
    stem: &'a str,
    /// Whether they are `f64`, and not `f32`.
    double: bool,
    files: Files,
}

impl Beside<'_> {
    /// Adds an array, rounded to the layer's element, and gives the name of its file.
    fn add(&mut self, what: &str, dims: &[usize], numbers: &[f64]) -> Result<String, String> {
        let name = format!("{}.{what}.npy", self.stem);
        let dims: Vec<u64> = dims.iter().map(|&dim| dim as u64).collect();
        let bytes = if self.double {
            npy::bytes(&dims, numbers)
        } else {
            let numbers: Vec<f32> = numbers.iter().map(|&number| number as f32).collect();
            npy::bytes(&dims, &numbers)
        };
        let bytes = bytes.map_err(|error| format!("cannot make `{name}`: {error}"))?;
        self.files.push((name.clone(), bytes));
        Ok(name)
    }
}

fn norm_key(norm: &BatchNorm, beside: &mut Beside<'_>) -> Result<String, String> {
    let mut array = |what: &str, numbers: &[f64]| beside.add(what, &[numbers.len()], numbers);
    Ok(format!(
        "batch_norm = {{ gamma = {:?}, beta = {:?}, mean = {:?}, var = {:?}, eps = {:?} }}\n",
        array("gamma", &norm.gamma)?,
        array("beta", &norm.beta)?,
        array("mean", &norm.mean)?,
        array("var", &norm.variance)?,
        norm.epsilon
    ))
}

fn spelling(activation: &Activation, beside: &mut Beside<'_>) -> Result<String, String> {
    let name = activation.name;
    Ok(match &activation.parameter {
        Parameter::None => format!("{name:?}"),
        Parameter::Number(number) => format!("{{ {name} = {number:?} }}"),
        Parameter::Range(least, most) => format!("{{ {name} = [{least:?}, {most:?}] }}"),
        Parameter::Channels(numbers) => {
            format!("{{ {name} = {:?} }}", beside.add(name, &[numbers.len()], numbers)?)
        }
    })
}

/// The keys of the geometry, those at their default left out.
fn geometry(shape: &Shape) -> String {
    let mut text = format!("kind = \"{}\"\n", shape.kind());
    let counts = [
        ("batch", shape.batch()),
        ("in_channels", shape.in_channels()),
        ("out_channels", shape.out_channels()),
        ("groups", shape.groups()),
    ];
    for (key, count) in counts.into_iter().filter(|(_, count)| *count != 1) {
        text += &format!("{key} = {count}\n");
    }
    let mut list = |key: &str, default: &str, number: fn(&Axis) -> String| {
        let numbers: Vec<String> = shape.axes().iter().map(number).collect();
        if numbers.iter().any(|number| number != default) {
            text += &format!("{key} = [{}]\n", numbers.join(", "));
        }
    };
    list("input_size", "", |axis| axis.input.to_string());
    list("kernel_size", "", |axis| axis.kernel.to_string());
    list("stride", "1", |axis| axis.stride.to_string());
    list("padding", "0", |axis| match (axis.pad_before, axis.pad_after) {
        (before, after) if before == after => before.to_string(),
        (before, after) => format!("{{ before = {before}, after = {after} }}"),
    });
    list("dilation", "1", |axis| axis.dilation.to_string());
    list("output_padding", "0", |axis| axis.output_padding.to_string());
    text
}

/// The layer that the compiler makes of a spec.
fn check(files: &Files, name: &str) -> Result<Layer, String> {
    let add =
        |memory: Memory, (name, content): &(String, Vec<u8>)| memory.with(name, content.clone());
    let memory = files.iter().fold(Memory::new(), add);
    let source = source::load(&memory, name).map_err(|error| error.to_string())?;
    let checked = spec::parse(&source).and_then(|spec| layer::check(&spec, &source, &memory).layer);
    checked.map_err(|errors| errors.into_iter().map(|e| e.message).next().unwrap_or_default())
}
