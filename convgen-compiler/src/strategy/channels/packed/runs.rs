//! Places as loops instead of lists.

use crate::kernel::{Builder, Index, Trip, Var};

/// Where a vector comes from, and where it goes.
pub(super) type Places = [i64; 2];

/// Most runs that are written one after the other.
const MOST: usize = 64;

/// Places that some loops run through.
#[derive(Debug, PartialEq)]
pub(super) enum Run {
    /// All that repeats is a loop.
    Loops {
        /// The first place.
        first: Places,
        /// Trips, and places from one to the next; the innermost first.
        loops: Vec<(usize, Places)>,
    },
    /// A list.
    Each(Vec<Places>),
}

/// The places in their order: in loops, or as a list where these would be many.
pub(super) fn runs(places: &[Places]) -> Vec<Run> {
    let loops = loops(places);
    if loops.len() <= MOST { loops } else { vec![Run::Each(places.to_vec())] }
}

/// What repeats at equal distances is a loop, of patterns that are such loops themselves.
fn loops(places: &[Places]) -> Vec<Run> {
    let (mut runs, mut rest) = (Vec::new(), places);
    while let Some(&first) = rest.first() {
        let (mut loops, mut length) = (Vec::new(), 1);
        while let Some(step) = rest.get(length).map(|next| apart(first, *next)) {
            let (pattern, others) = rest.split_at(length);
            let repeats = 1 + others
                .chunks_exact(length)
                .zip(1..)
                .take_while(|(chunk, n)| is_pattern(pattern, chunk, step, *n))
                .count();
            if repeats == 1 {
                break;
            }
            loops.push((repeats, step));
            length *= repeats;
        }
        runs.push(Run::Loops { first, loops });
        rest = &rest[length..];
    }
    runs
}

fn apart(from: Places, to: Places) -> Places {
    [to[0] - from[0], to[1] - from[1]]
}

/// Whether places are those of a pattern, `n` steps on.
fn is_pattern(pattern: &[Places], places: &[Places], step: Places, n: i64) -> bool {
    let on = step.map(|step| n * step);
    pattern.iter().zip(places).all(|(from, to)| apart(*from, *to) == on)
}

impl Run {
    /// The variables of its loops, the innermost first, and the indices of a place.
    pub(super) fn indices(&self, builder: &mut Builder) -> (Vec<(Option<Var>, Trip)>, [Index; 2]) {
        let mut var = |count: usize| {
            let trip = Trip::Fixed(count);
            (builder.var("packing", &trip), trip)
        };
        match self {
            Self::Loops { first, loops } => {
                let vars: Vec<_> = loops.iter().map(|(count, _)| var(*count)).collect();
                let indices = [0, 1].map(|n| {
                    let steps = vars.iter().zip(loops);
                    steps.fold(Index::constant(first[n]), |index, ((var, _), (_, step))| {
                        index.linear(*var, step[n])
                    })
                });
                (vars, indices)
            }
            Self::Each(places) => {
                let var = var(places.len());
                let indices = [0, 1].map(|n| {
                    let each: Vec<i64> = places.iter().map(|place| place[n]).collect();
                    Index::default().table(var.0, &each)
                });
                (vec![var], indices)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Run, runs};

    #[test]
    fn patterns_become_loops() {
        // Two vectors of three channels with two taps, then one tap a channel.
        let mut places = Vec::new();
        for vector in 0..2 {
            for n in 0..6 {
                places.push([100 * vector + 7 * (n / 2) + n % 2, 8 * (6 * vector + n)]);
            }
        }
        places.extend([[5, 96], [9, 104]]);
        let loops = vec![(2, [1, 8]), (3, [7, 16]), (2, [100, 48])];
        let last = Run::Loops { first: [5, 96], loops: vec![(2, [4, 8])] };
        assert_eq!(runs(&places), [Run::Loops { first: [0, 0], loops }, last]);
        assert_eq!(runs(&[]), []);
        let apart: Vec<_> = (0..200).map(|n| [n * n, n]).collect();
        assert_eq!(runs(&apart), [Run::Each(apart)]);
    }
}
