//! A model as one flat graph of standard operators: what stands for several nodes becomes these nodes.

mod branches;
mod functions;
mod fused;
mod splice;
#[cfg(test)]
mod tests;

use crate::graph::Graph;
use crate::model::{Beside, Model};
use crate::problem::Problem;
use crate::values::{Fixed, Values};

/// The model with its functions, its fused nodes and the branches that are always taken written out.
///
/// # Errors
/// If functions call one another in a circle, two nodes give one value, or a fixed size is of no value or
/// not that of the model.
pub fn flat(mut model: Model, beside: &dyn Beside, fixed: &[Fixed]) -> Result<Model, Problem> {
    functions::inline(&mut model)?;
    loop {
        fused::split(&mut model.graph);
        let taken = {
            let graph = Graph::new(&model)?;
            branches::decided(&graph, &Values::new(&model, &graph, beside, fixed)?)
        };
        if taken.is_empty() {
            return Ok(model);
        }
        branches::take(&mut model.graph, &taken);
    }
}
