//! Operations on values that are broadcast.

/// An operation on two values; those that are associative may have more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Binary {
    Add,
    Sub,
    Mul,
    Div,
    Pow,
    Mod,
    Max,
    Min,
    Equal,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    And,
    Or,
    Xor,
}

const NAMES: [(&str, Binary); 17] = [
    ("Add", Binary::Add),
    ("Sum", Binary::Add),
    ("Sub", Binary::Sub),
    ("Mul", Binary::Mul),
    ("Div", Binary::Div),
    ("Pow", Binary::Pow),
    ("Mod", Binary::Mod),
    ("Max", Binary::Max),
    ("Min", Binary::Min),
    ("Equal", Binary::Equal),
    ("Less", Binary::Less),
    ("LessOrEqual", Binary::LessOrEqual),
    ("Greater", Binary::Greater),
    ("GreaterOrEqual", Binary::GreaterOrEqual),
    ("And", Binary::And),
    ("Or", Binary::Or),
    ("Xor", Binary::Xor),
];

impl Binary {
    pub(super) fn of(name: &str) -> Option<Self> {
        NAMES.iter().find(|each| each.0 == name).map(|each| each.1)
    }

    /// Of two floating-point numbers.
    pub(crate) fn of_reals(self, a: f64, b: f64) -> f64 {
        match self {
            Self::Add => a + b,
            Self::Sub => a - b,
            Self::Mul => a * b,
            Self::Div => a / b,
            Self::Pow => a.powf(b),
            Self::Mod => a % b,
            // Unlike Rust's, those of ONNX keep what is no number.
            Self::Max | Self::Min if a.is_nan() || b.is_nan() => f64::NAN,
            Self::Max => a.max(b),
            Self::Min => a.min(b),
            Self::Equal => truth(a == b),
            Self::Less => truth(a < b),
            Self::LessOrEqual => truth(a <= b),
            Self::Greater => truth(a > b),
            Self::GreaterOrEqual => truth(a >= b),
            Self::And => truth(a != 0.0 && b != 0.0),
            Self::Or => truth(a != 0.0 || b != 0.0),
            Self::Xor => truth((a != 0.0) != (b != 0.0)),
        }
    }

    /// Of two integers; none where there is no such integer.
    pub(crate) fn of_integers(self, a: i64, b: i64) -> Option<i64> {
        match self {
            Self::Add => a.checked_add(b),
            Self::Sub => a.checked_sub(b),
            Self::Mul => a.checked_mul(b),
            // Towards zero, as ONNX Runtime does.
            Self::Div => a.checked_div(b),
            Self::Pow => a.checked_pow(u32::try_from(b).ok()?),
            // With the sign of the divisor, as in Python.
            Self::Mod => {
                let rest = a.checked_rem(b)?;
                let other = rest != 0 && (rest < 0) != (b < 0);
                if other { rest.checked_add(b) } else { Some(rest) }
            }
            Self::Max => Some(a.max(b)),
            Self::Min => Some(a.min(b)),
            Self::Equal => Some((a == b).into()),
            Self::Less => Some((a < b).into()),
            Self::LessOrEqual => Some((a <= b).into()),
            Self::Greater => Some((a > b).into()),
            Self::GreaterOrEqual => Some((a >= b).into()),
            Self::And => Some((a != 0 && b != 0).into()),
            Self::Or => Some((a != 0 || b != 0).into()),
            Self::Xor => Some(((a != 0) != (b != 0)).into()),
        }
    }

    /// Whether it gives truth values.
    pub(crate) fn is_test(self) -> bool {
        use Binary::{And, Equal, Greater, GreaterOrEqual, Less, LessOrEqual, Or, Xor};
        matches!(self, Equal | Less | LessOrEqual | Greater | GreaterOrEqual | And | Or | Xor)
    }
}

fn truth(holds: bool) -> f64 {
    if holds { 1.0 } else { 0.0 }
}
