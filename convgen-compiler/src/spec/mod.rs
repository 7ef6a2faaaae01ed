//! What a spec says, value by value and with the place of each; it may still be wrong.
//!
//! Here a spec is checked as text: known keys, types, spellings, the number of axes. Whether the
//! numbers make a layer is the business of [`crate::layer`].

mod axes;
mod data;
mod given;
mod key;
mod keys;
mod padding;
mod parse;
mod reader;
mod request;
mod schedule;
mod suggest;
mod value;

use convgen_runtime::{Activation, Kind};

pub use data::{Data, Nested};
pub use given::{Given, Spanned};
pub use key::{Key, Type};
pub use keys::LAYER_KEYS;
pub(crate) use keys::range;
pub use padding::Padding;
pub use parse::parse;
pub use request::{IsaRequest, Request, Strategy};
pub use schedule::{IsaSchedule, Schedule};
pub use value::PerAxis;

/// A spec, field by field as in the file; `None` for a key that is not there.
#[derive(Clone, Debug)]
pub struct Spec {
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
    /// Inputs computed in one call.
    pub batch: Option<Given<i64>>,
    /// Input size.
    pub input: Given<PerAxis>,
    /// Kernel size.
    pub kernel: Given<PerAxis>,
    /// Stride.
    pub stride: Option<Given<PerAxis>>,
    /// Padding.
    pub padding: Option<Given<Padding>>,
    /// Dilation.
    pub dilation: Option<Given<PerAxis>>,
    /// Output padding of a transposed convolution.
    pub output_padding: Option<Given<PerAxis>>,
    /// The weights.
    pub weights: Given<Data>,
    /// The bias.
    pub bias: Option<Given<Data>>,
    /// The activation.
    pub activation: Option<Given<Activation>>,
    /// The table `[schedule]`.
    pub schedule: Schedule,
}
