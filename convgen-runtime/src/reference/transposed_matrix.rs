//! The transpose of the mirror layer's matrix.

use super::Definition;
use super::copies::copies;
use super::grid::{Place, evenly, product};
use super::lanes::add;
use crate::element::Element;
use crate::geometry::{Axis, Kind};
use crate::layer::LengthError;

/// The layer as the transpose of another: `out[row] = Σ_column M[column, row] · in[column]`, where
/// M is the matrix of the mirror layer, see [`entry`].
///
/// Dumoulin & Visin (2016), section 4.1: the transposed convolution multiplies by Cᵀ where the
/// convolution multiplies by C.
///
/// # Errors
///
/// If `input` or `output` does not have the length of the layer's; then nothing is written.
pub fn transposed_matrix<T: Element>(
    layer: &Definition<'_, T>,
    input: &[T],
    output: &mut [T],
) -> Result<(), LengthError> {
    layer.check_lengths(input, output)?;
    sums(layer, input.as_chunks::<1>().0, output.as_chunks_mut().0);
    layer.finish(output)
}

/// The same of several inputs, before bias, residual and activation.
pub(super) fn sums<T: Element, const N: usize>(
    layer: &Definition<'_, T>,
    input: &[[T; N]],
    output: &mut [[T; N]],
) {
    let shape = layer.shape();
    let mirror = shape.kind().mirror();
    for (row, sums) in output.iter_mut().enumerate() {
        let Place { batch, channel: out_channel, position: from } = Place::of_output(shape, row);
        *sums = [T::ZERO; N];
        let along = |a: usize| {
            let (axis, from) = (shape.spatial()[a], from[a]);
            let links = move |to| search(mirror, &axis, to, from).map(move |tap| (to, tap));
            (0..axis.input).flat_map(links)
        };
        for [z, y, x] in product(along(0), along(1), along(2)) {
            let (to, tap) = ([z.0, y.0, x.0], [z.1, y.1, x.1]);
            let channels = layer.in_channels_of(out_channel);
            let columns = evenly(channels.clone(), |channel| shape.input_index(batch, channel, to));
            let weights = evenly(channels, |channel| shape.weight_index(out_channel, channel, tap));
            for (column, weight) in columns.zip(weights) {
                add(sums, layer.weights()[weight], &input[column]);
            }
        }
    }
}

/// The entry Mᵀ[`row`, `column`] = M[`column`, `row`], where M is the matrix of the mirror layer:
/// the layer of the other kind with the same weights, kernel, stride, dilation and padding that
/// maps outputs of this layer to inputs of it ([`Shape::mirror`](crate::Shape::mirror)).
///
/// The mirror of a transposed convolution with `output_padding >= stride`, which is possible when
/// the dilation exceeds the stride, has more outputs than this layer has inputs; only the first
/// ones are read. The mirror of a convolution whose padding holds copies of the input does not
/// crop its output, but folds it: what falls on a copy is added to the element. 0.0 outside the
/// matrix.
#[must_use]
pub fn entry<T: Element>(layer: &Definition<'_, T>, row: usize, column: usize) -> T {
    let (to, from) = (Place::of_input(layer.shape(), column), Place::of_output(layer.shape(), row));
    let indices = mirror_weight_indices(layer, to, from);
    indices.map(|index| layer.weights()[index]).fold(T::ZERO, |sum, weight| sum + weight)
}

/// The weights that sum to row `to` and column `from` of the mirror layer's matrix. Rows are numbered
/// as the inputs of `layer`: the further outputs that the mirror may have get no number.
fn mirror_weight_indices<T: Element>(
    layer: &Definition<'_, T>,
    to: Place,
    from: Place,
) -> impl Iterator<Item = usize> {
    let shape = *layer.shape();
    let linked = to.batch == from.batch
        && to.batch < shape.batch()
        && layer.out_channels_of(to.channel).contains(&from.channel);
    let taps = linked.then(|| {
        let mirror = shape.kind().mirror();
        let along =
            |a: usize| search(mirror, &shape.spatial()[a], to.position[a], from.position[a]);
        product(along(0), along(1), along(2))
    });
    // The weights of a convolution, [out, in/groups, …], are those of its transposed layer,
    // [in, out/groups, …], with in and out exchanged: one flat index serves both.
    let taps = taps.into_iter().flatten();
    taps.map(move |tap| shape.weight_index(from.channel, to.channel, tap))
}

/// The taps with which the mirror layer reads its input `from` for its output `to`. `axis` holds the
/// numbers that a layer and its mirror have in common.
fn search(
    mirror: Kind,
    axis: &Axis,
    to: usize,
    from: usize,
) -> impl Iterator<Item = usize> + Clone + use<> {
    let axis = *axis;
    (0..axis.kernel).filter(move |tap| match mirror {
        Kind::Conv => to * axis.stride + tap * axis.dilation == from + axis.pad_before,
        Kind::ConvTranspose => {
            let position = from * axis.stride + tap * axis.dilation;
            copies(&axis, to).any(|copy| copy == position)
        }
    })
}
