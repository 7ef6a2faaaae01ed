//! [burn](https://docs.rs/burn) on its processor backend `flex`: functions of tensors.

use std::convert::Infallible;

use burn_tensor::module::{
    conv_transpose1d, conv_transpose2d, conv_transpose3d, conv1d, conv2d, conv3d,
};
use burn_tensor::ops::{ConvOptions, ConvTransposeOptions};
use burn_tensor::{Device, Tensor, TensorData};
use convgen::Kind;

use crate::peer::{Call, Peer, Ready, Unsupported};
use crate::problem::Problem;

/// The crate `burn`, through its part `burn-tensor`.
pub(crate) struct Burn;

impl Peer for Burn {
    fn name(&self) -> &'static str {
        "burn"
    }

    fn prepare(&self, problem: &Problem) -> Result<Box<dyn Ready>, Unsupported> {
        Ok(match (problem.kind, problem.dims) {
            (Kind::Conv, 1) => {
                let options = forward(problem);
                ready(problem, move |x, w| conv1d(x, w, None, options.clone()))
            }
            (Kind::Conv, 2) => {
                let options = forward(problem);
                ready(problem, move |x, w| conv2d(x, w, None, options.clone()))
            }
            (Kind::Conv, _) => {
                let options = forward(problem);
                ready(problem, move |x, w| conv3d(x, w, None, options.clone()))
            }
            (Kind::ConvTranspose, 1) => {
                let options = transposed(problem);
                ready(problem, move |x, w| conv_transpose1d(x, w, None, options.clone()))
            }
            (Kind::ConvTranspose, 2) => {
                let options = transposed(problem);
                ready(problem, move |x, w| conv_transpose2d(x, w, None, options.clone()))
            }
            (Kind::ConvTranspose, _) => {
                let options = transposed(problem);
                ready(problem, move |x, w| conv_transpose3d(x, w, None, options.clone()))
            }
        })
    }
}

fn forward<const N: usize>(problem: &Problem) -> ConvOptions<N> {
    let axis = &problem.axis;
    ConvOptions::new([axis.stride; N], [axis.pad_before; N], [axis.dilation; N], problem.groups)
}

fn transposed<const N: usize>(problem: &Problem) -> ConvTransposeOptions<N> {
    let axis = &problem.axis;
    ConvTransposeOptions::new(
        [axis.stride; N],
        [axis.pad_before; N],
        [axis.output_padding; N],
        [axis.dilation; N],
        problem.groups,
    )
}

fn ready<const D: usize>(
    problem: &Problem,
    layer: impl Fn(Tensor<D>, Tensor<D>) -> Tensor<D> + 'static,
) -> Box<dyn Ready> {
    let tensor = |values: &[f32], shape: Vec<usize>| {
        Tensor::<D>::from_data(TensorData::new(values.to_vec(), shape), &Device::flex())
    };
    let input = tensor(&problem.input, problem.input_shape());
    let weights = tensor(problem.weights, problem.weight_shape());
    // Cloned tensors share their data.
    let call = move || Ok::<_, Infallible>(layer(input.clone(), weights.clone()));
    let read = |output: Tensor<D>| output.try_into_vec_as().map_err(Unsupported::error);
    Box::new(Call { call, read })
}
