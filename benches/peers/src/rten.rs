//! [rten](https://docs.rs/rten): a model of one node, optimised, its weights prepacked.

use std::hint::black_box;
use std::sync::Arc;

use rten::{Model, ModelOptions, NodeId, RunError, RunOptions, ThreadPool, Value};
use rten_tensor::Tensor;
use rten_tensor::prelude::*;

use crate::onnx;
use crate::peer::{Peer, Ready, Unsupported};
use crate::problem::Problem;
use crate::time;

/// The crate `rten`.
pub(crate) struct Rten;

struct Loaded {
    model: Model,
    input_id: NodeId,
    output_id: NodeId,
    input: Tensor<f32>,
    pool: Arc<ThreadPool>,
}

impl Peer for Rten {
    fn name(&self) -> &'static str {
        "rten"
    }

    fn prepare(&self, problem: &Problem) -> Result<Box<dyn Ready>, Unsupported> {
        if problem.dims == 3 {
            return Err(Unsupported("it has no convolution of three axes".to_owned()));
        }
        let model = ModelOptions::with_all_ops()
            .prepack_weights(true)
            .load(onnx::model(problem))
            .map_err(Unsupported::error)?;
        Ok(Box::new(Loaded {
            input_id: model.node_id("x").map_err(Unsupported::error)?,
            output_id: model.node_id("y").map_err(Unsupported::error)?,
            model,
            input: Tensor::from_data(problem.input_shape().as_slice(), problem.input.clone()),
            pool: Arc::new(ThreadPool::with_num_threads(1)),
        }))
    }
}

impl Loaded {
    fn call(&self) -> Result<Value, RunError> {
        let options = RunOptions::default().with_thread_pool(Some(Arc::clone(&self.pool)));
        let inputs = vec![(self.input_id, self.input.view().into())];
        let [output] = self.model.run_n(inputs, [self.output_id], Some(options))?;
        Ok(output)
    }
}

impl Ready for Loaded {
    fn output(&mut self) -> Result<Vec<f32>, Unsupported> {
        let output: Tensor<f32> =
            self.call().map_err(Unsupported::error)?.try_into().map_err(Unsupported::error)?;
        Ok(output.to_vec())
    }

    /// In the pool's own thread: a call from another would hand over to it and back.
    fn seconds(&mut self) -> f64 {
        self.pool.run(|| time::median(|| drop(black_box(self.call().expect("it worked before")))))
    }
}
