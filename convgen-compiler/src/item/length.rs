//! The lengths of a layer's arrays, and where they come from.

use std::fmt;

use convgen_runtime::geometry::Shape;
use convgen_runtime::layer::Operand;
use syn::{BinOp, Expr, Lit, Type};

/// What a parameter is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    Read(Operand),
    Output,
}

impl Side {
    pub(super) fn len(self, shape: &Shape) -> usize {
        match self {
            Self::Read(operand) => operand.len(shape),
            Self::Output => shape.output_len(),
        }
    }

    pub(super) fn reference(self) -> &'static str {
        match self {
            Self::Read(_) => "&",
            Self::Output => "&mut ",
        }
    }
}

impl fmt::Display for Side {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Read(operand) => operand.name(),
            Self::Output => "output",
        })
    }
}

/// Why a length is wrong: what the spec gives, as a product, and each axis's formula.
pub(super) fn mismatch(side: Side, shape: &Shape, found: Option<u128>) -> String {
    let found = found.map_or_else(String::new, |found| format!(", not {found}"));
    format!(
        "the spec gives the {side} {} elements{found}: {}",
        side.len(shape),
        explain(side, shape)
    )
}

fn explain(side: Side, shape: &Shape) -> String {
    let unit_axes = 3 - shape.dims();
    let (channels, sizes) = match side {
        Side::Read(Operand::Input) => (shape.in_channels(), shape.input_sizes()),
        Side::Read(Operand::Residual) | Side::Output => {
            (shape.out_channels(), shape.output_sizes())
        }
    };
    let mut factors = vec![format!("{channels} channel{}", if channels == 1 { "" } else { "s" })];
    if shape.batch() > 1 {
        factors.insert(0, format!("batch {}", shape.batch()));
    }
    factors.extend(sizes[unit_axes..].iter().map(usize::to_string));
    let mut text = factors.join(" × ");
    if side != Side::Read(Operand::Input) {
        let mut formulas: Vec<String> =
            shape.axes().iter().map(|axis| axis.formula(shape.kind()).to_string()).collect();
        formulas.dedup();
        text += &format!(", where {}", formulas.join(" and "));
    }
    text
}

/// The value of a length that is a literal, or a sum or product of such.
pub(super) fn literal(length: &Expr) -> Option<u128> {
    match length {
        Expr::Lit(expr) => match &expr.lit {
            Lit::Int(number) => number.base10_parse().ok(),
            _ => None,
        },
        Expr::Paren(expr) => literal(&expr.expr),
        Expr::Group(expr) => literal(&expr.expr),
        Expr::Binary(expr) => {
            let (a, b) = (literal(&expr.left)?, literal(&expr.right)?);
            match expr.op {
                BinOp::Add(_) => a.checked_add(b),
                BinOp::Sub(_) => a.checked_sub(b),
                BinOp::Mul(_) => a.checked_mul(b),
                _ => None,
            }
        }
        _ => None,
    }
}

/// Whether a type is `f32`, or a path that may be an alias of it.
pub(super) fn is_f32(ty: &Type) -> bool {
    const OTHERS: [&str; 16] = [
        "f64", "f16", "bool", "char", "u8", "u16", "u32", "u64", "u128", "usize", "i8", "i16",
        "i32", "i64", "i128", "isize",
    ];
    matches!(ty, Type::Path(path) if !OTHERS.iter().any(|other| path.path.is_ident(other)))
}
