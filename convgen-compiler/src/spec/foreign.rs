//! The words of PyTorch, Keras, ONNX and TFLite, and what to write for them here.

use Place::{Key, Value};

/// Where a word stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// A key of the spec itself, or of the table that is the value of this key.
    Key(Option<&'static str>),
    /// The value of this key.
    Value(&'static str),
}

/// A word of another tool.
pub(super) struct Word {
    place: Place,
    /// Its spellings, in lower case.
    words: &'static [&'static str],
    /// What to write instead, as TOML; empty for what has nothing in its place.
    instead: &'static str,
    /// What else there is to know; may be empty.
    about: &'static str,
}

impl Word {
    /// What to do, as a help.
    pub(super) fn help(&self) -> String {
        let advice = match (self.place, self.key()) {
            (Key(_), Some(key)) => format!("write `{key}`, for example `{}`", self.instead),
            _ => format!("write `{}`", self.instead),
        };
        match (self.instead, self.about) {
            ("", about) => about.to_owned(),
            (_, "") => advice,
            (_, about) => format!("{advice}: {about}"),
        }
    }

    /// The key that it means, if that is one.
    pub(super) fn key(&self) -> Option<&'static str> {
        self.instead.split_once(" =").map(|(key, _)| key)
    }
}

/// What a word at a place is here.
pub(super) fn find(place: Place, word: &str) -> Option<&'static Word> {
    let word = word.to_lowercase().replace('-', "_");
    WORDS.iter().find(|known| known.place == place && known.words.contains(&&*word))
}

const fn word(
    place: Place,
    words: &'static [&'static str],
    instead: &'static str,
    about: &'static str,
) -> Word {
    Word { place, words, instead, about }
}

const SPEC: Place = Key(None);
const BATCH_NORM: Place = Key(Some("batch_norm"));
const ACTIVATION: Place = Value("activation");
/// Of activations that no layer has.
const AFTERWARDS: &str =
    "no layer has this activation; leave `activation` out, and compute it from the layer's output";
const TRAINING: &str = "leave it out: it counts in training only";

static WORDS: &[Word] = &[
    word(SPEC, &["type", "op", "op_type", "layer"], "kind = \"conv\"", ""),
    word(SPEC, &["transposed"], "kind = \"conv_transpose\"", ""),
    word(SPEC, &["input_channels", "channels_in", "in_features"], "in_channels = 2", ""),
    word(
        SPEC,
        &["filters", "features", "num_filters", "output_channels", "channels_out", "out_features"],
        "out_channels = 2",
        "",
    ),
    word(SPEC, &["group", "feature_group_count"], "groups = 2", ""),
    word(
        SPEC,
        &["depth_multiplier"],
        "groups = 2",
        "a depthwise layer has `groups = in_channels`, and `out_channels` is `in_channels` times the \
         multiplier",
    ),
    word(SPEC, &["batch_size"], "batch = 1", ""),
    word(
        SPEC,
        &["data_format", "data_layout", "layout", "memory_format"],
        "input_layout = \"nhwc\"",
        "that is `channels_last`, and `\"nchw\"` is `channels_first`; `output_layout` is a key of its own",
    ),
    word(SPEC, &["rank", "ndim", "spatial_dims"], "dims = 2", ""),
    word(
        SPEC,
        &["input_shape", "in_size", "image_size"],
        "input_size = [8, 8]",
        "one number an axis, without batch and channels, which are `batch` and `in_channels`",
    ),
    word(
        SPEC,
        &["kernel", "filter"],
        "kernel_size = 3",
        "the numbers of the kernel are `weights`, of shape `[out_channels, in_channels/groups, k…]`; those \
         of a Keras `Conv2D` get it by `numpy.transpose(w, (3, 2, 0, 1))`",
    ),
    word(SPEC, &["kernel_shape", "filter_size", "filter_shape"], "kernel_size = [3, 3]", ""),
    word(SPEC, &["strides", "subsample"], "stride = [2, 2]", ""),
    word(SPEC, &["stride_h", "stride_w"], "stride = [2, 2]", "the stride along y, and along x"),
    word(SPEC, &["dilations", "dilation_rate"], "dilation = [1, 1]", ""),
    word(
        SPEC,
        &["dilation_h_factor", "dilation_w_factor"],
        "dilation = [1, 1]",
        "the dilation along y, and along x",
    ),
    word(
        SPEC,
        &["pads", "paddings", "explicit_paddings"],
        "padding = { before = [1, 1], after = [1, 1] }",
        "the padding at the front of each axis, and at the far end of each",
    ),
    word(SPEC, &["pad_mode"], "padding_mode = \"reflect\"", ""),
    word(
        SPEC,
        &["output_shape"],
        "output_size = [8, 8]",
        "one number an axis, without batch and channels",
    ),
    word(SPEC, &["data_type", "element_type", "precision"], "dtype = \"f64\"", ""),
    word(SPEC, &["w", "weight", "kernel_weights"], "weights = \"weights.npy\"", ""),
    word(SPEC, &["b", "biases"], "bias = \"bias.npy\"", ""),
    word(
        SPEC,
        &["use_bias", "has_bias"],
        "bias = true",
        "the bias then is an argument of the function; write a file or a list for one that is known, and \
         leave it out for none",
    ),
    word(SPEC, &["residual", "skip"], "add = true", ""),
    word(
        SPEC,
        &["act", "activation_fn", "fused_activation", "fused_activation_function"],
        "activation = \"relu\"",
        "",
    ),
    word(
        SPEC,
        &["bn", "batchnorm", "norm"],
        "batch_norm = { mean = \"mean.npy\", var = \"var.npy\" }",
        "",
    ),
    word(BATCH_NORM, &["scale"], "gamma = [1, 1]", ""),
    word(BATCH_NORM, &["b", "shift", "offset"], "beta = [0, 0]", ""),
    word(BATCH_NORM, &["input_mean", "moving_mean"], "mean = [0, 0]", ""),
    word(
        BATCH_NORM,
        &["input_var", "moving_variance", "moving_var", "variance"],
        "var = [1, 1]",
        "",
    ),
    word(BATCH_NORM, &["epsilon"], "eps = 1e-3", ""),
    word(
        BATCH_NORM,
        &["momentum", "num_features", "affine", "track_running_stats", "training_mode"],
        "",
        TRAINING,
    ),
    word(Key(Some("activation")), &["alpha"], "elu = 1.0", "a slope is `leaky_relu`"),
    word(Key(Some("activation")), &["negative_slope"], "leaky_relu = 0.1", ""),
    word(
        Value("kind"),
        &["conv1dtranspose", "conv2dtranspose", "conv3dtranspose", "deconv", "deconvolution"],
        "kind = \"conv_transpose\"",
        "",
    ),
    word(
        Value("kind"),
        &["depthwiseconv2d", "depthwise_conv_2d", "depthwise", "depthwise_conv"],
        "kind = \"conv\"",
        "a depthwise layer has `groups = in_channels`",
    ),
    word(
        Value("padding"),
        &["same"],
        "auto_pad = \"same_upper\"",
        "that is the key for it, in place of `padding`",
    ),
    word(
        Value("padding"),
        &["valid"],
        "padding = 0",
        "that is what it means; it may be left out too",
    ),
    word(
        Value("padding"),
        &["causal"],
        "padding = { before = 2, after = 0 }",
        "that is for a kernel of 3; in front stands `dilation · (kernel_size - 1)`",
    ),
    word(
        Value("auto_pad"),
        &["notset", "explicit"],
        "padding = 1",
        "it says that the padding stands in `padding`",
    ),
    word(Value("padding_mode"), &["constant", "zero"], "padding_mode = \"zeros\"", ""),
    word(Value("padding_mode"), &["edge", "border"], "padding_mode = \"replicate\"", ""),
    word(Value("padding_mode"), &["wrap", "periodic"], "padding_mode = \"circular\"", ""),
    word(
        Value("padding_mode"),
        &["symmetric"],
        "",
        "no layer has this padding, which repeats the end elements; pad the input before the call",
    ),
    word(Value("dtype"), &["float", "float32", "fp32", "torch.float32"], "dtype = \"f32\"", ""),
    word(Value("dtype"), &["double", "float64", "fp64", "torch.float64"], "dtype = \"f64\"", ""),
    word(
        Value("input_layout"),
        &["channels_last", "nwc", "ndhwc"],
        "input_layout = \"nhwc\"",
        "it is for any number of axes",
    ),
    word(
        Value("input_layout"),
        &["channels_first", "ncw", "ncdhw"],
        "input_layout = \"nchw\"",
        "it is for any number of axes",
    ),
    word(
        Value("output_layout"),
        &["channels_last", "nwc", "ndhwc"],
        "output_layout = \"nhwc\"",
        "it is for any number of axes",
    ),
    word(
        Value("output_layout"),
        &["channels_first", "ncw", "ncdhw"],
        "output_layout = \"nchw\"",
        "it is for any number of axes",
    ),
    word(ACTIVATION, &["swish"], "activation = \"silu\"", ""),
    word(ACTIVATION, &["linear", "identity"], "activation = \"none\"", ""),
    word(ACTIVATION, &["logistic"], "activation = \"sigmoid\"", ""),
    word(ACTIVATION, &["hardswish"], "activation = \"hard_swish\"", ""),
    word(ACTIVATION, &["hardsigmoid"], "activation = \"hard_sigmoid\"", ""),
    word(ACTIVATION, &["hardtanh", "relu_n1_to_1"], "activation = { clamp = [-1, 1] }", ""),
    word(ACTIVATION, &["clip", "relu_0_to_1"], "activation = { clamp = [0, 1] }", ""),
    word(
        ACTIVATION,
        &["leakyrelu"],
        "activation = { leaky_relu = 0.01 }",
        "0.01 is PyTorch's slope and ONNX's; that of Keras 3 is 0.3, and of its function 0.2",
    ),
    word(ACTIVATION, &["gelu_new", "gelu_pytorch_tanh"], "activation = \"gelu_tanh\"", ""),
    word(
        ACTIVATION,
        &["selu", "celu", "softsign", "softmax", "log_softmax", "exp"],
        "",
        AFTERWARDS,
    ),
];
