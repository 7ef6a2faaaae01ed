//! What the memory adds to the time of a strip.
//!
//! The unit is that of the [model](super::model): half a cycle. The constants fit strips of one to thirty-two tiles of
//! the suite's dense layers on a processor with caches of 32 KiB and 512 KiB, where a strip of the wrong size took up to
//! half again as long as the right one.

use super::memory::Sizes;
use super::table::Table;
use crate::element::Element;

/// Bytes of values and products that stay in the first-level cache while a strip is computed, and how many more until
/// none of them do.
const FIRST: [f64; 2] = [32_768.0, 49_152.0];

/// What a vector adds that is stored to or loaded from the second-level cache, where tiles read and write lines that are
/// far apart.
const FAR: f64 = 4.0;

/// Bytes of a table of which one core finds all in the third-level cache, which others use as well.
const THIRD: usize = 12 << 20;

/// Bytes of a table that arrive from there, and from memory.
const STREAM: [f64; 2] = [5.5, 2.5];

/// The time until all of a group's weights have arrived, for blocks of so many output channels: nothing where they stay
/// near. Blocks that are parts of a panel read parts of its lines.
pub(super) fn stream(table: &Table, block: usize, element: Element) -> f64 {
    let bytes = table.group() * element.bytes();
    let rate = STREAM[usize::from(bytes > THIRD)];
    let times = (table.width / block).max(1);
    if table.is_far() { (times * bytes) as f64 / rate } else { 0.0 }
}

/// What the values and the products of a strip add that lie in the second-level cache: values are stored once, products
/// stored and loaded by each of some blocks of output channels.
pub(super) fn beyond(sizes: &Sizes, blocks: usize, lanes: usize, element: Element) -> f64 {
    let bytes = ((sizes.values + sizes.products) * element.bytes()) as f64;
    let part = ((bytes - FIRST[0]) / FIRST[1]).clamp(0.0, 1.0);
    let vectors = (sizes.values + 2 * blocks * sizes.products) / lanes;
    FAR * part * vectors as f64
}
