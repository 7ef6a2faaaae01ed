/// Doubles a tile.
pub(crate) fn enlarge<'a>(small: &'a [f32; 4], large: &mut [f32; 16]);
