//! [tract](https://docs.rs/tract-onnx): a model of one node, optimised; its state is kept.

use tract_onnx::prelude::*;

use crate::onnx;
use crate::peer::{Call, Peer, Ready, Unsupported};
use crate::problem::Problem;

/// The crate `tract-onnx`.
pub(crate) struct Tract;

impl Peer for Tract {
    fn name(&self) -> &'static str {
        "tract"
    }

    fn prepare(&self, problem: &Problem) -> Result<Box<dyn Ready>, Unsupported> {
        prepare(problem).map_err(Unsupported::error)
    }
}

fn prepare(problem: &Problem) -> TractResult<Box<dyn Ready>> {
    let model = tract_onnx::onnx()
        .model_for_read(&mut onnx::model(problem).as_slice())?
        .into_optimized()?
        .into_runnable()?;
    let mut state = model.spawn()?;
    let input = Tensor::from_shape(&problem.input_shape(), &problem.input)?.into_tvalue();
    Ok(Box::new(Call { call: move || state.run(tvec!(input.clone())), read }))
}

fn read(outputs: TVec<TValue>) -> Result<Vec<f32>, Unsupported> {
    let values = outputs[0].to_plain_array_view::<f32>().map_err(Unsupported::error)?;
    Ok(values.iter().copied().collect())
}
