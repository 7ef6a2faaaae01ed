//! [candle](https://docs.rs/candle-core): functions of tensors.

use candle_core::{Device, Result as CandleResult, Tensor};
use convgen::Kind;

use crate::peer::{Call, Peer, Ready, Unsupported};
use crate::problem::Problem;

/// The crate `candle-core`.
pub(crate) struct Candle;

impl Peer for Candle {
    fn name(&self) -> &'static str {
        "candle"
    }

    fn prepare(&self, problem: &Problem) -> Result<Box<dyn Ready>, Unsupported> {
        let (kind, dims, groups) = (problem.kind, problem.dims, problem.groups);
        if dims == 3 {
            return Err(Unsupported("it has no convolution of three axes".to_owned()));
        }
        if (kind, dims) == (Kind::ConvTranspose, 2) && groups > 1 {
            return Err(Unsupported("`conv_transpose2d` has no groups".to_owned()));
        }
        use_this_thread()?;
        let (x, w) = tensors(problem).map_err(Unsupported::error)?;
        let axis = problem.axis;
        let (s, p, d, op) = (axis.stride, axis.pad_before, axis.dilation, axis.output_padding);
        let call = move || match (kind, dims) {
            (Kind::Conv, 1) => x.conv1d(&w, p, s, d, groups),
            (Kind::Conv, _) => x.conv2d(&w, p, s, d, groups),
            (Kind::ConvTranspose, 1) => x.conv_transpose1d(&w, p, op, s, d, groups),
            (Kind::ConvTranspose, _) => x.conv_transpose2d(&w, p, op, s, d),
        };
        Ok(Box::new(Call { call, read }))
    }
}

/// Makes this thread the only one of rayon's pool: another would have to be woken for every call.
fn use_this_thread() -> Result<(), Unsupported> {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).use_current_thread();
    pool.build_global().map_err(Unsupported::error)?;
    match candle_core::utils::get_num_threads() {
        1 => Ok(()),
        _ => Err(Unsupported("it has threads without RAYON_NUM_THREADS=1".to_owned())),
    }
}

fn tensors(problem: &Problem) -> CandleResult<(Tensor, Tensor)> {
    let input = Tensor::from_slice(&problem.input, problem.input_shape(), &Device::Cpu)?;
    let weights = Tensor::from_slice(problem.weights, problem.weight_shape(), &Device::Cpu)?;
    Ok((input, weights))
}

fn read(output: Tensor) -> Result<Vec<f32>, Unsupported> {
    output.flatten_all().and_then(|flat| flat.to_vec1()).map_err(Unsupported::error)
}
