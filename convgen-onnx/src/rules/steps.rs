//! Recurrent operators: `RNN`, `GRU` and `LSTM`.

use super::inputs::Inputs;

/// The sizes of all outputs of all steps, and of the last ones of the state and the cell.
pub(super) fn sizes(
    hidden: i64,
    directions: usize,
    batch_first: bool,
    inputs: &dyn Inputs,
) -> [Option<Vec<usize>>; 3] {
    let known = inputs.sizes(0).zip(usize::try_from(hidden).ok());
    let Some((&[a, b, _], hidden)) = known
        .as_ref()
        .map(|(sizes, hidden)| (&sizes[..], *hidden))
        .and_then(|(sizes, hidden)| Some((<&[usize; 3]>::try_from(sizes).ok()?, hidden)))
    else {
        return [None, None, None];
    };
    let (all, last) = if batch_first {
        (vec![a, b, directions, hidden], vec![a, directions, hidden])
    } else {
        (vec![a, directions, b, hidden], vec![directions, b, hidden])
    };
    [Some(all), Some(last.clone()), Some(last)]
}
