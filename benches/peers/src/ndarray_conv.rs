//! [ndarray-conv](https://docs.rs/ndarray-conv): convolutions of arrays, without channels.
//!
//! A layer's output channel is one convolution. A layer of two axes whose outputs see one input channel
//! has convolutions of two axes; all others have an axis more, the channels, which the kernel spans.

use convgen::Kind;
use ndarray::{Array, Dim, Dimension, Ix, OwnedRepr};
use ndarray_conv::{ConvExt, ConvMode, Error, PaddingMode, ReverseKernel, WithDilation};

use crate::peer::{Call, Peer, Ready, Unsupported};
use crate::problem::Problem;

/// The crate `ndarray-conv`.
pub(crate) struct NdarrayConv;

type Cube<const N: usize> = Array<f32, Dim<[Ix; N]>>;

impl Peer for NdarrayConv {
    fn name(&self) -> &'static str {
        "ndarray-conv"
    }

    fn prepare(&self, problem: &Problem) -> Result<Box<dyn Ready>, Unsupported> {
        let channels = problem.in_channels / problem.groups;
        let axis = &problem.axis;
        let (i, k, s, p, d) =
            (axis.input, axis.kernel, axis.stride, axis.pad_before, axis.dilation);
        match (problem.kind, problem.dims, channels) {
            (Kind::ConvTranspose, ..) => {
                Err(Unsupported("it has no transposed convolution".to_owned()))
            }
            (Kind::Conv, 2, 1) => ready(problem, [i, i], [k, k], [s, s], [p, p], [d, d]),
            (Kind::Conv, 2, c) => {
                ready(problem, [c, i, i], [c, k, k], [1, s, s], [0, p, p], [1, d, d])
            }
            (Kind::Conv, 1, c) => ready(problem, [c, i], [c, k], [1, s], [0, p], [1, d]),
            (Kind::Conv, _, c) => {
                ready(problem, [c, i, i, i], [c, k, k, k], [1, s, s, s], [0, p, p, p], [1, d, d, d])
            }
        }
    }
}

/// One convolution an output channel.
fn ready<const N: usize>(
    problem: &Problem,
    input: [usize; N],
    kernel: [usize; N],
    strides: [usize; N],
    padding: [usize; N],
    dilation: [usize; N],
) -> Result<Box<dyn Ready>, Unsupported>
where
    Dim<[Ix; N]>: Dimension,
    [Ix; N]: ndarray::IntoDimension<Dim = Dim<[Ix; N]>>,
    Cube<N>: for<'a> ConvExt<'a, f32, OwnedRepr<f32>, OwnedRepr<f32>, N>,
{
    let groups = arrays(&problem.input, input)?;
    let kernels = arrays(problem.weights, kernel)?;
    let in_a_group = kernels.len() / groups.len();
    let call = move || {
        let channel = |(n, kernel): (usize, &Cube<N>)| {
            groups[n / in_a_group].conv(
                kernel.with_dilation(dilation).no_reverse(),
                ConvMode::Custom { padding, strides },
                PaddingMode::Zeros,
            )
        };
        kernels.iter().enumerate().map(channel).collect::<Result<Vec<_>, Error<N>>>()
    };
    let read = |channels: Vec<Cube<N>>| Ok(channels.into_iter().flatten().collect());
    Ok(Box::new(Call { call, read }))
}

/// Flat data as arrays of one shape.
fn arrays<const N: usize>(data: &[f32], shape: [usize; N]) -> Result<Vec<Cube<N>>, Unsupported>
where
    Dim<[Ix; N]>: Dimension,
    [Ix; N]: ndarray::IntoDimension<Dim = Dim<[Ix; N]>>,
{
    data.chunks_exact(shape.iter().product())
        .map(|part| Array::from_shape_vec(shape, part.to_vec()).map_err(Unsupported::error))
        .collect()
}
