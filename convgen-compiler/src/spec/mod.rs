//! What a spec says, value by value and with the place of each; it may still be wrong.
//!
//! Here a spec is checked as text: known keys, types, spellings, the number of axes. Whether the
//! numbers make a layer is the business of [`crate::layer`].

mod activation;
mod axes;
mod batch_norm;
mod data;
mod ends;
mod foreign;
mod given;
mod key;
mod keys;
mod map;
mod padding;
mod parse;
mod reader;
mod request;
mod schedule;
mod suggest;
mod value;

use convgen_runtime::Layout;

use crate::element::Element;
pub use activation::Activation;
pub use batch_norm::BatchNorm;
pub use data::{Data, Float, Nested};
pub use given::{Given, Spanned};
pub use key::{Key, Type};
pub use keys::LAYER_KEYS;
pub(crate) use keys::range;
pub use map::Map;
pub use padding::Padding;
pub use parse::parse;
pub use request::{IsaRequest, Request, Strategy};
pub use schedule::{IsaSchedule, Schedule};
pub(crate) use suggest::nearest;
pub use value::PerAxis;

/// A spec, field by field as in the file; `None` for a key that is not there.
#[derive(Clone, Debug)]
pub struct Spec {
    /// Where the layer's linear map comes from.
    pub origin: Origin,
    /// Inputs computed in one call.
    pub batch: Option<Given<i64>>,
    /// The order of the input's elements.
    pub input_layout: Option<Given<Layout>>,
    /// The order of the output's elements.
    pub output_layout: Option<Given<Layout>>,
    /// The element type.
    pub dtype: Option<Given<Element>>,
    /// The numbers of the bias.
    pub bias: Option<Given<Data>>,
    /// Whether the bias is an argument instead.
    pub bias_argument: Option<Given<bool>>,
    /// The batch normalisation that follows.
    pub batch_norm: Option<Given<BatchNorm>>,
    /// What becomes of subnormal weights.
    pub subnormals: Option<Given<Subnormals>>,
    /// Whether a residual is added before the activation.
    pub add: Option<Given<bool>>,
    /// The activation.
    pub activation: Option<Given<Activation>>,
    /// The table `[schedule]`.
    pub schedule: Schedule,
}

impl Spec {
    /// What the layer computes with.
    #[must_use]
    pub fn element(&self) -> Element {
        self.dtype.as_ref().map_or(Element::default(), |given| given.value)
    }

    /// Whether the layer reads its bias.
    #[must_use]
    pub fn reads_bias(&self) -> bool {
        self.bias_argument.as_ref().is_some_and(|given| given.value)
    }

    /// Whether the layer reads a residual.
    #[must_use]
    pub fn adds(&self) -> bool {
        self.add.as_ref().is_some_and(|add| add.value)
    }
}

/// Where a linear map comes from.
#[derive(Clone, Debug)]
pub enum Origin {
    /// From this spec.
    Own(Box<Map>),
    /// It is the transpose of the map of another spec, at this path.
    TransposeOf(Given<String>),
}

/// What becomes of weights and biases that are subnormal: smaller than what the element type holds
/// in full precision, which makes CPUs 5 to 50 times slower.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Subnormals {
    /// They become zero.
    #[default]
    Flush,
    /// They stay.
    Keep,
}
