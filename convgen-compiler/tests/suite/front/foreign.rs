//! Words of other tools: what the message advises compiles when it is written in their place.

use convgen_compiler::source::{Memory, Source};
use convgen_compiler::{layer, spec};

/// A line with a word of PyTorch, Keras, ONNX or TFLite, one for each thing that they name.
const LINES: &[&str] = &[
    "input_channels = 2",
    "filters = 2",
    "group = 1",
    "depth_multiplier = 1",
    "batch_size = 1",
    "data_format = \"channels_last\"",
    "rank = 2",
    "pad = 1",
    "input_shape = [1, 2, 8, 8]",
    "kernel = 3",
    "filter_size = 3",
    "strides = [2, 2]",
    "stride_h = 2",
    "dilations = [1, 1]",
    "dilation_w_factor = 1",
    "pads = [1, 0, 1, 2]",
    "pads = 1",
    "pads = [1, 1]",
    "pad_mode = \"zeros\"",
    "data_type = \"f32\"",
    "b = [0, 0]",
    "use_bias = true",
    "residual = true",
    "fused_activation_function = \"RELU\"",
    "batchnorm = { mean = [0, 0], var = [1, 1] }",
    "batch_norm = { mean = [0, 0], var = [1, 1], scale = [1, 1] }",
    "batch_norm = { mean = [0, 0], var = [1, 1], shift = [1, 1] }",
    "batch_norm = { var = [1, 1], moving_mean = [1, 1] }",
    "batch_norm = { mean = [1, 1], moving_variance = [1, 1] }",
    "batch_norm = { mean = [0, 0], var = [1, 1], epsilon = 1e-3 }",
    "activation = { negative_slope = 0.1 }",
    "activation = { alpha = 0.1 }",
    "kind = \"Conv2DTranspose\"",
    "kind = \"DepthwiseConv2D\"",
    "p = [1, 1, 1, 1]",
    "padding = [1, 0, 2, 1, 3, 5]",
    "padding = \"same\"",
    "padding = \"SAME\"",
    "padding = \"valid\"",
    "padding = \"causal\"",
    "auto_pad = \"NOTSET\"",
    "padding_mode = \"constant\"",
    "padding_mode = \"edge\"",
    "padding_mode = \"wrap\"",
    "dtype = \"float32\"",
    "dtype = \"double\"",
    "input_layout = \"channels_last\"",
    "output_layout = \"channels_first\"",
    "activation = \"swish\"",
    "activation = \"linear\"",
    "activation = \"logistic\"",
    "activation = \"hardswish\"",
    "activation = \"hardsigmoid\"",
    "activation = \"Hardtanh\"",
    "activation = \"clip\"",
    "activation = \"LeakyRelu\"",
    "activation = \"gelu_new\"",
];

/// What none of them can be put in the place of.
const NOTHING: &[&str] = &[
    "activation = \"selu\"",
    "activation = \"softmax\"",
    "padding_mode = \"symmetric\"",
    "batch_norm = { mean = [0, 0], var = [1, 1], momentum = 0.1 }",
];

/// The lines of a layer with this one in the place of that with its key.
fn layer_with(line: &str) -> Source {
    let weights = "weights = [[[[1]], [[1]]], [[[1]], [[1]]]]";
    let key = line.split(" =").next();
    let mut lines = vec!["kind = \"conv\"", "in_channels = 2", "out_channels = 2"];
    lines.extend(["input_size = 8", "kernel_size = 1"]);
    // A batch normalisation needs weights that are known.
    lines.extend(line.starts_with("batch_norm").then_some(weights));
    lines.extend(line.starts_with("padding_mode").then_some("padding = 1"));
    lines.retain(|other| other.split(" =").next() != key);
    lines.push(line);
    Source { path: "layer.toml".to_owned(), text: lines.join("\n") }
}

/// The help for the only error of a layer with a line.
fn help(line: &str) -> String {
    let errors = spec::parse(&layer_with(line)).expect_err(line);
    let [error] = errors.as_slice() else { panic!("{line}: {errors:#?}") };
    error.help.clone().expect(line)
}

#[test]
fn what_is_advised_compiles() {
    for line in LINES {
        let help = help(line);
        // As `write …, for example …`, or as `write …` with all of it.
        let (_, advised) =
            help.split_once("for example `").or(help.split_once("write `")).expect(&help);
        let advised = advised.split_once('`').expect(&help).0;
        let advised = match line.split_once(" = {") {
            // A word inside a table.
            Some((table @ ("batch_norm" | "activation"), inner)) => {
                let word = inner.rfind(" = ").and_then(|end| inner[..end].rfind(", "));
                let others = word.map_or(String::new(), |end| inner[..end + 2].to_owned());
                format!("{table} = {{{others}{advised} }}")
            }
            // The name of a key alone.
            _ if !advised.contains(" =") => {
                let value = line.split_once(" = ").expect(line).1;
                format!("{advised} = {value}")
            }
            _ => advised.replace("\"bias.npy\"", "[0, 0]").replace("\"mean.npy\"", "[0, 0]"),
        };
        let source = layer_with(&advised.replace("\"var.npy\"", "[1, 1]"));
        let spec = spec::parse(&source).unwrap_or_else(|errors| panic!("{line}: {errors:#?}"));
        let layer = layer::check(&spec, &source, &Memory::new()).layer;
        assert!(layer.is_ok(), "{line}: {}: {:#?}", source.text, layer.err());
    }
}

#[test]
fn what_has_no_place_is_said() {
    for line in NOTHING {
        let help = help(line);
        assert!(!help.starts_with("write"), "{line}: {help}");
        assert!(!help.starts_with("the keys here"), "{line}: {help}");
    }
}

#[test]
fn both_spellings_of_batch_normalisation_are_one_layer() {
    let numbers = |text: &str| {
        let source = layer_with(text);
        let spec = spec::parse(&source).unwrap();
        let layer = layer::check(&spec, &source, &Memory::new()).layer.unwrap();
        format!("{layer:?}")
    };
    let own = "batch_norm = { gamma = [2, 3], beta = [5, 7], mean = [11, 13], var = [17, 19] }";
    let torch = "batch_norm = { weight = [2, 3], bias = [5, 7], running_mean = [11, 13], \
                 running_var = [17, 19] }";
    let swapped =
        "batch_norm = { weight = [5, 7], bias = [2, 3], mean = [11, 13], var = [17, 19] }";
    assert_eq!(numbers(own), numbers(torch));
    assert_ne!(numbers(own), numbers(swapped));
}
