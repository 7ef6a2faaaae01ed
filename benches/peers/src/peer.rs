//! What a peer is.

use std::fmt::Debug;
use std::hint::black_box;
use std::panic::RefUnwindSafe;

use crate::problem::Problem;
use crate::time;

/// A crate that people use for convolution layers.
pub(crate) trait Peer: RefUnwindSafe {
    /// Its name in the table.
    fn name(&self) -> &'static str;

    /// Everything that its documentation does once a layer, before the first call: no time is taken
    /// of it.
    fn prepare(&self, problem: &Problem) -> Result<Box<dyn Ready>, Unsupported>;
}

/// A layer in a peer's own form, which can be run on its input again and again.
pub(crate) trait Ready {
    /// The result of one call: `[channel, spatial…]`, row-major and flat.
    fn output(&mut self) -> Result<Vec<f32>, Unsupported>;

    /// What one call takes.
    fn seconds(&mut self) -> f64;
}

/// Why a peer has no time for a layer.
#[derive(Debug)]
pub(crate) struct Unsupported(pub(crate) String);

impl Unsupported {
    /// An error of the peer itself: its first line.
    pub(crate) fn error(error: impl Debug) -> Self {
        let text = format!("{error:?}");
        Self(text.lines().next().unwrap_or_default().to_owned())
    }
}

/// What most peers are: a call, of which the time is taken, and how its result is read, of which it
/// is not.
pub(crate) struct Call<C, R> {
    pub(crate) call: C,
    pub(crate) read: R,
}

impl<T, E, C, R> Ready for Call<C, R>
where
    E: Debug,
    C: FnMut() -> Result<T, E>,
    R: Fn(T) -> Result<Vec<f32>, Unsupported>,
{
    fn output(&mut self) -> Result<Vec<f32>, Unsupported> {
        (self.read)((self.call)().map_err(Unsupported::error)?)
    }

    fn seconds(&mut self) -> f64 {
        time::median(|| drop(black_box((self.call)().expect("it worked before"))))
    }
}
