//! Even splits: of channels into vectors and blocks, of rows into tiles.

/// Some blocks of output channels of one group that have the same form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Block {
    /// The first block's first vector.
    pub(super) first: usize,
    /// How many blocks.
    pub(super) count: usize,
    /// Vectors of each.
    pub(super) vectors: usize,
    /// Channels of the last vector of each.
    pub(super) last: usize,
}

/// Splits the channels of a group into blocks of at most `most` vectors. Only the very last vector
/// may be partly filled; its block stands alone.
pub(super) fn blocks(channels: usize, lanes: usize, most: usize) -> Vec<Block> {
    let tail = channels % lanes;
    let mut blocks = Vec::new();
    let mut first = 0;
    for (count, vectors) in even(channels.div_ceil(lanes), most) {
        blocks.push(Block { first, count, vectors, last: lanes });
        first += count * vectors;
    }
    if tail != 0
        && let Some(mut end) = blocks.pop()
    {
        let alone = Block { first: first - end.vectors, count: 1, last: tail, ..end };
        end.count -= 1;
        blocks.extend((end.count > 0).then_some(end));
        blocks.push(alone);
    }
    blocks
}

/// Splits `total` into as few parts of at most `most` as there can be, of sizes that differ by at
/// most one: `(how many, of which size)`, larger ones first.
pub(super) fn even(total: usize, most: usize) -> Vec<(usize, usize)> {
    let parts = total.div_ceil(most);
    let (small, larger) = (total / parts.max(1), total % parts.max(1));
    let split = [(larger, small + 1), (parts - larger, small)];
    split.into_iter().filter(|(count, _)| *count > 0).collect()
}

#[cfg(test)]
mod tests {
    use super::{Block, blocks, even};

    #[test]
    fn parts_differ_by_at_most_one() {
        assert_eq!(even(54, 6), [(9, 6)]);
        assert_eq!(even(26, 6), [(1, 6), (4, 5)]);
        assert_eq!(even(3, 6), [(1, 3)]);
        assert_eq!(even(0, 6), []);
    }

    #[test]
    fn a_partly_filled_vector_is_in_the_last_block() {
        let full = Block { first: 0, count: 2, vectors: 2, last: 16 };
        assert_eq!(blocks(64, 16, 2), [full]);
        let alone = Block { first: 2, count: 1, vectors: 2, last: 1 };
        assert_eq!(blocks(49, 16, 2), [Block { count: 1, ..full }, alone]);
        assert_eq!(blocks(5, 16, 4), [Block { first: 0, count: 1, vectors: 1, last: 5 }]);
    }
}
