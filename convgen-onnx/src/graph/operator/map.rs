//! Other functions of each element.

/// A function of each element, which is evaluated where its input is constant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Map {
    Abs,
    Ceil,
    Exp,
    Floor,
    Log,
    Neg,
    Not,
    Reciprocal,
    Round,
    Sign,
    Sqrt,
}

const NAMES: [(&str, Map); 11] = [
    ("Abs", Map::Abs),
    ("Ceil", Map::Ceil),
    ("Exp", Map::Exp),
    ("Floor", Map::Floor),
    ("Log", Map::Log),
    ("Neg", Map::Neg),
    ("Not", Map::Not),
    ("Reciprocal", Map::Reciprocal),
    ("Round", Map::Round),
    ("Sign", Map::Sign),
    ("Sqrt", Map::Sqrt),
];

/// Operators whose output is as large as their first input, and that are only that here.
pub(super) const ELEMENTWISE: &[&str] = &[
    "Acos",
    "Acosh",
    "Asin",
    "Asinh",
    "Atan",
    "Atanh",
    "Celu",
    "Cos",
    "Cosh",
    "CumSum",
    "GroupNormalization",
    "Hardmax",
    "InstanceNormalization",
    "IsInf",
    "IsNaN",
    "LRN",
    "LayerNormalization",
    "LogSoftmax",
    "LpNormalization",
    "MeanVarianceNormalization",
    "RMSNormalization",
    "ScatterElements",
    "ScatterND",
    "Selu",
    "Shrink",
    "Sin",
    "Sinh",
    "Softmax",
    "Softsign",
    "Tan",
    "ThresholdedRelu",
    "Trilu",
];

impl Map {
    pub(super) fn of(name: &str) -> Option<Self> {
        NAMES.iter().find(|each| each.0 == name).map(|each| each.1)
    }

    /// Of a floating-point number.
    pub(crate) fn of_real(self, x: f64) -> f64 {
        match self {
            Self::Abs => x.abs(),
            Self::Ceil => x.ceil(),
            Self::Exp => x.exp(),
            Self::Floor => x.floor(),
            Self::Log => x.ln(),
            Self::Neg => -x,
            Self::Not => f64::from(u8::from(x == 0.0)),
            Self::Reciprocal => x.recip(),
            Self::Round => x.round_ties_even(),
            Self::Sign if x > 0.0 => 1.0,
            Self::Sign if x < 0.0 => -1.0,
            Self::Sign => x,
            Self::Sqrt => x.sqrt(),
        }
    }

    /// Of an integer; none where there is no such integer.
    pub(crate) fn of_integer(self, x: i64) -> Option<i64> {
        match self {
            Self::Abs => x.checked_abs(),
            Self::Neg => x.checked_neg(),
            Self::Not => Some((x == 0).into()),
            Self::Sign => Some(x.signum()),
            _ => None,
        }
    }
}
