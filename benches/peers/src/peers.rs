//! Which peers there are.

use crate::peer::Peer;

/// The peers that this program was built with.
pub(crate) const ALL: &[&dyn Peer] = &[
    #[cfg(feature = "rten")]
    &crate::rten::Rten,
    #[cfg(feature = "tract")]
    &crate::tract::Tract,
    #[cfg(feature = "candle")]
    &crate::candle::Candle,
    #[cfg(feature = "burn")]
    &crate::burn::Burn,
    #[cfg(feature = "ndarray-conv")]
    &crate::ndarray_conv::NdarrayConv,
];
