//! The linear map of a layer as a spec gives it.

use convgen_runtime::geometry::AutoPad;
use convgen_runtime::{Kind, PaddingMode};
use toml::de::DeValue;

use super::axes::Witnesses;
use super::data::{self, Data};
use super::given::Given;
use super::key::Key;
use super::keys;
use super::padding::{self, Padding};
use super::reader::Reader;
use super::value::{self, PerAxis};
use crate::diagnostic::Diagnostic;

/// What a spec says of the linear map: everything about a layer that its transpose shares.
#[derive(Clone, Debug)]
pub struct Map {
    /// The kind of layer.
    pub kind: Given<Kind>,
    /// How many axes the layer has, 1 to 3: `dims`, or the length of the lists, or 2.
    pub axes: usize,
    /// Input channels.
    pub in_channels: Option<Given<i64>>,
    /// Output channels.
    pub out_channels: Option<Given<i64>>,
    /// Groups.
    pub groups: Option<Given<i64>>,
    /// Input size.
    pub input: Given<PerAxis>,
    /// Kernel size.
    pub kernel: Given<PerAxis>,
    /// Stride.
    pub stride: Option<Given<PerAxis>>,
    /// Padding.
    pub padding: Option<Given<Padding>>,
    /// The rule that the padding follows, instead.
    pub auto_pad: Option<Given<AutoPad>>,
    /// What the padding holds.
    pub padding_mode: Option<Given<PaddingMode>>,
    /// Dilation.
    pub dilation: Option<Given<PerAxis>>,
    /// Output padding of a transposed convolution.
    pub output_padding: Option<Given<PerAxis>>,
    /// The output size that it follows from, instead.
    pub output_size: Option<Given<PerAxis>>,
    /// The weights; without them they are an argument.
    pub weights: Option<Given<Data>>,
    /// Weights of a smaller magnitude become zero.
    pub prune: Option<Given<f64>>,
}

/// The map of a spec; `None` when a key that it needs is absent or wrong, which is reported.
pub(super) fn read(reader: &Reader<'_>, errors: &mut Vec<Diagnostic>) -> Option<Map> {
    let kind = reader.required(&keys::KIND, kind, errors);
    let in_channels = reader.optional(&keys::IN_CHANNELS, value::integer, errors);
    let out_channels = reader.optional(&keys::OUT_CHANNELS, value::integer, errors);
    let groups = reader.optional(&keys::GROUPS, value::integer, errors);
    let dims = reader.optional(&keys::DIMS, value::integer, errors);
    let input = reader.required(&keys::INPUT, value::per_axis, errors);
    let kernel = reader.required(&keys::KERNEL, value::per_axis, errors);
    let stride = reader.optional(&keys::STRIDE, value::per_axis, errors);
    let padding = reader.several(&keys::PADDING, padding::read, errors);
    let auto_pad = reader.optional(&keys::AUTO_PAD, auto_pad, errors);
    let padding_mode = reader.optional(&keys::PADDING_MODE, padding_mode, errors);
    let dilation = reader.optional(&keys::DILATION, value::per_axis, errors);
    let output_padding = reader.optional(&keys::OUTPUT_PADDING, value::per_axis, errors);
    let output_size = reader.optional(&keys::OUTPUT_SIZE, value::per_axis, errors);
    let weights = reader.several(&keys::WEIGHTS, data::read, errors);
    let prune = reader.optional(&keys::PRUNE, value::decimal, errors);

    let mut axes = Witnesses::default();
    axes.dims(dims.as_ref(), errors);
    for sizes in [&input, &kernel, &stride, &dilation, &output_padding, &output_size] {
        axes.per_axis(sizes.as_ref(), errors);
    }
    axes.padding(padding.as_ref(), errors);
    let axes = axes.agree(errors);

    Some(Map {
        kind: kind?,
        axes,
        in_channels,
        out_channels,
        groups,
        input: input?,
        kernel: kernel?,
        stride,
        padding,
        auto_pad,
        padding_mode,
        dilation,
        output_padding,
        output_size,
        weights,
        prune,
    })
}

fn kind(key: &'static Key, found: &Given<&DeValue<'_>>) -> Result<Kind, Diagnostic> {
    let kinds = [Kind::Conv, Kind::ConvTranspose].map(|kind| (kind.name(), kind));
    value::word(key, found, &kinds)
}

fn auto_pad(key: &'static Key, found: &Given<&DeValue<'_>>) -> Result<AutoPad, Diagnostic> {
    value::word(key, found, &AutoPad::ALL.map(|rule| (rule.name(), rule)))
}

fn padding_mode(key: &'static Key, found: &Given<&DeValue<'_>>) -> Result<PaddingMode, Diagnostic> {
    let modes: Vec<_> = PaddingMode::ALL.iter().map(|mode| (mode.name(), *mode)).collect();
    value::word(key, found, &modes)
}
