//! Operators that make one element of all along some axes.

use crate::graph::attributes::Attributes;

/// What is made of them, and along which axes.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Reduce<'m> {
    /// What is made, where it is evaluated on constants.
    pub(crate) reduction: Option<Reduction>,
    /// Older versions: the axes, where they are not all.
    pub(crate) axes: Option<&'m [i64]>,
    /// Whether an axis stays, with a size of 1.
    pub(crate) keep: bool,
    /// Whether no axes are none, and not all.
    pub(crate) none_is_none: bool,
    /// Whether the second input is the axes.
    pub(crate) by_input: bool,
}

/// What is made of several numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reduction {
    L1,
    L2,
    Max,
    Mean,
    Min,
    Prod,
    Sum,
    SumSquare,
}

const NAMES: [(&str, Option<Reduction>); 10] = [
    ("ReduceL1", Some(Reduction::L1)),
    ("ReduceL2", Some(Reduction::L2)),
    ("ReduceMax", Some(Reduction::Max)),
    ("ReduceMean", Some(Reduction::Mean)),
    ("ReduceMin", Some(Reduction::Min)),
    ("ReduceProd", Some(Reduction::Prod)),
    ("ReduceSum", Some(Reduction::Sum)),
    ("ReduceSumSquare", Some(Reduction::SumSquare)),
    ("ReduceLogSum", None),
    ("ReduceLogSumExp", None),
];

impl<'m> Reduce<'m> {
    pub(super) fn of(name: &str, attributes: Attributes<'m>) -> Option<Self> {
        let int = |name, default| attributes.int(name).unwrap_or(default);
        let keep = int("keepdims", 1) != 0;
        if matches!(name, "ArgMax" | "ArgMin") {
            // One axis, the first where none is named.
            let axes = Some(attributes.one("axis").unwrap_or(&[0]));
            return Some(Self {
                reduction: None,
                axes,
                keep,
                none_is_none: false,
                by_input: false,
            });
        }
        let (_, reduction) = NAMES.iter().find(|each| each.0 == name)?;
        Some(Self {
            reduction: *reduction,
            axes: attributes.ints("axes"),
            keep,
            none_is_none: int("noop_with_empty_axes", 0) != 0,
            by_input: true,
        })
    }
}

impl Reduction {
    /// Of several numbers.
    pub(crate) fn of(self, numbers: impl Iterator<Item = f64> + Clone) -> f64 {
        let count = numbers.clone().count() as f64;
        match self {
            Self::L1 => numbers.map(f64::abs).sum(),
            Self::L2 => numbers.map(|x| x * x).sum::<f64>().sqrt(),
            Self::Max => numbers.fold(f64::NEG_INFINITY, f64::max),
            Self::Mean => numbers.sum::<f64>() / count,
            Self::Min => numbers.fold(f64::INFINITY, f64::min),
            Self::Prod => numbers.product(),
            Self::Sum => numbers.sum(),
            Self::SumSquare => numbers.map(|x| x * x).sum(),
        }
    }

    /// Of several integers; none where there is no such integer.
    pub(crate) fn of_integers(self, mut numbers: impl Iterator<Item = i64>) -> Option<i64> {
        match self {
            Self::Max => numbers.max(),
            Self::Min => numbers.min(),
            Self::Prod => numbers.try_fold(1_i64, i64::checked_mul),
            Self::Sum => numbers.try_fold(0_i64, i64::checked_add),
            _ => None,
        }
    }
}
