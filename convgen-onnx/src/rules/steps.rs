//! Recurrent operators: `RNN`, `GRU` and `LSTM`.

use super::inputs::Inputs;

/// The sizes of all outputs of all steps, and of the last ones of the state and the cell.
pub(super) fn sizes(
    hidden: i64,
    directions: usize,
    batch_first: bool,
    inputs: &dyn Inputs,
) -> [Option<Vec<usize>>; 3] {
    let sizes = inputs.sizes(0);
    let (Some(&[a, b, _]), Ok(hidden)) = (sizes.as_deref(), usize::try_from(hidden)) else {
        return [None, None, None];
    };
    let (all, last) = if batch_first {
        (vec![a, b, directions, hidden], vec![a, directions, hidden])
    } else {
        (vec![a, directions, b, hidden], vec![directions, b, hidden])
    };
    [Some(all), Some(last.clone()), Some(last)]
}
