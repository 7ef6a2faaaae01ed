//! Batch normalisation at inference, folded into the layer before it.
//!
//! `γ · (y - μ) / √(σ² + ε) + β` of `y = w ∗ x + b` is again such a layer, with the weights
//! `w · s` and the bias `(b - μ) · s + β`, where `s = γ / √(σ² + ε)` is a number for each output
//! channel (Jacob et al., *Quantization and Training of Neural Networks for Efficient
//! Integer-Arithmetic-Only Inference*, section 3.2).

use convgen_runtime::{Kind, Shape};

use super::data::{Loader, Wanted};
use crate::diagnostic::{Code, Diagnostic};
use crate::element::Element;
use crate::spec::{BatchNorm, Data, Given};

/// PyTorch's default.
const EPS: f64 = 1e-5;

/// What becomes of each output channel: `y · scale`, and with its bias `(b - mean) · scale + beta`.
pub(super) struct Normalisation {
    scale: Vec<f64>,
    mean: Vec<f64>,
    beta: Vec<f64>,
}

impl Normalisation {
    /// Reads the parts of a batch normalisation; `None` after reporting what is wrong with them.
    pub(super) fn read(
        given: &Given<BatchNorm>,
        shape: &Shape,
        loader: &mut Loader<'_>,
        errors: &mut Vec<Diagnostic>,
    ) -> Option<Self> {
        let BatchNorm { gamma, beta, mean, var, eps } = &given.value;
        // Only what they are folded into must fit the layer's element type.
        let mut load = |given: &Given<Data>| {
            let loaded = loader.load(given, &Wanted::per_channel(shape, Element::F64));
            loaded.map_err(|error| errors.push(error)).ok()
        };
        let channels = shape.out_channels();
        let gamma = gamma.as_ref().map_or_else(|| Some(vec![1.0; channels]), &mut load);
        let beta = beta.as_ref().map_or_else(|| Some(vec![0.0; channels]), &mut load);
        let (mean, variances) = (load(mean), load(var));
        let eps = match eps {
            Some(eps) => check_eps(eps).map_err(|error| errors.push(error)).ok(),
            None => Some(EPS),
        };
        let (variances, eps) = (variances?, eps?);
        if let Some(channel) = variances.iter().position(|variance| variance + eps <= 0.0) {
            let variance = variances[channel];
            let message = format!(
                "`var` is {variance:?} for output channel {channel}, but with `eps` = {eps:?} must \
                 be above 0"
            );
            errors.push(
                Diagnostic::new(Code::ImpossibleBatchNorm, message)
                    .label(var.span.clone(), "not a variance")
                    .help("give the running variance itself, not its square root or logarithm"),
            );
            return None;
        }
        let scale = |(gamma, var): (f64, f64)| gamma / (var + eps).sqrt();
        let scale = gamma?.into_iter().zip(variances).map(scale).collect();
        Some(Self { scale, mean: mean?, beta: beta? })
    }

    /// Folds it into weights and bias, which may be empty and is not afterwards.
    pub(super) fn fold(&self, shape: &Shape, weights: &mut [f64], bias: &mut Vec<f64>) {
        // The position of a kernel by its input channel within the group, or its input channel.
        let kernel: usize = shape.kernel_sizes().iter().product();
        for (place, kernel) in weights.chunks_exact_mut(kernel).enumerate() {
            let scale = self.scale[output_channel(shape, place)];
            for weight in kernel {
                *weight *= scale;
            }
        }
        bias.resize(shape.out_channels(), 0.0);
        for (channel, bias) in bias.iter_mut().enumerate() {
            *bias = (*bias - self.mean[channel]) * self.scale[channel] + self.beta[channel];
        }
    }
}

/// The output channel of the kernel at a place in the order of [`Shape::weight_dims`].
fn output_channel(shape: &Shape, place: usize) -> usize {
    match shape.kind() {
        // [out, in/groups]
        Kind::Conv => place / shape.in_channels_per_group(),
        // [in, out/groups]: the inputs of a group have its outputs.
        Kind::ConvTranspose => {
            let outputs = shape.out_channels_per_group();
            let (input, output) = (place / outputs, place % outputs);
            input / shape.in_channels_per_group() * outputs + output
        }
    }
}

fn check_eps(eps: &Given<f64>) -> Result<f64, Diagnostic> {
    if eps.value.is_finite() && eps.value >= 0.0 {
        return Ok(eps.value);
    }
    let message = format!("`eps` is {:?}, but must be a finite number of at least 0", eps.value);
    Err(Diagnostic::new(Code::OutOfRange, message)
        .label(eps.span.clone(), "not added to a variance")
        .help(format!("write for example `eps = {EPS:?}`, or leave `eps` out for that")))
}
