//! The lengths of a layer's arrays, and where they come from.

use std::fmt;

use convgen_runtime::geometry::{Kind, Shape};
use convgen_runtime::layer::Operand;
use syn::{BinOp, Expr, Lit, Type};

use crate::element::Element;

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
    let elements = counted(side.len(shape), "element");
    format!("the spec gives the {side} {elements}{found}: {}", explain(side, shape))
}

/// `1 channel`, `2 channels`.
fn counted(count: usize, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}

fn explain(side: Side, shape: &Shape) -> String {
    let unit_axes = 3 - shape.dims();
    if side == Side::Read(Operand::Weights) {
        let [outer, inner, kernel @ ..] = shape.weight_dims();
        let factors = [outer, inner].into_iter().chain(kernel[unit_axes..].iter().copied());
        let factors: Vec<String> = factors.map(|factor| factor.to_string()).collect();
        let channels = match (shape.kind(), shape.groups()) {
            (Kind::Conv, 1) => "out_channels × in_channels",
            (Kind::Conv, _) => "out_channels × in_channels/groups",
            (Kind::ConvTranspose, 1) => "in_channels × out_channels",
            (Kind::ConvTranspose, _) => "in_channels × out_channels/groups",
        };
        return format!("{}, which are {channels} × kernel", factors.join(" × "));
    }
    let (channels, sizes) = match side {
        Side::Read(Operand::Bias) => return counted(shape.out_channels(), "output channel"),
        Side::Read(Operand::Input | Operand::Weights) => (shape.in_channels(), shape.input_sizes()),
        Side::Read(Operand::Residual) | Side::Output => {
            (shape.out_channels(), shape.output_sizes())
        }
        Side::Read(other) => return counted(other.len(shape), "element"),
    };
    let mut factors = vec![counted(channels, "channel")];
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

/// What is wrong with the type of the elements: anything may be an alias, but no other type of Rust's
/// own is one. Before the layer is known, both of them may be right.
pub(super) fn wrong_element(side: Side, ty: &Type, wanted: Option<Element>) -> Option<String> {
    const OTHERS: [&str; 15] = [
        "f16", "bool", "char", "u8", "u16", "u32", "u64", "u128", "usize", "i8", "i16", "i32",
        "i64", "i128", "isize",
    ];
    let Type::Path(path) = ty else { return Some(needed(side, wanted)) };
    let found = Element::ALL.into_iter().find(|element| path.path.is_ident(element.name()));
    match (found, wanted) {
        (Some(found), Some(wanted)) if found != wanted => Some(format!(
            "the {side}'s elements are `{wanted}`, not `{found}`: write `{wanted}` here, or \
             `dtype = \"{found}\"` in the spec"
        )),
        (None, _) if OTHERS.iter().any(|other| path.path.is_ident(other)) => {
            Some(needed(side, wanted))
        }
        _ => None,
    }
}

fn needed(side: Side, wanted: Option<Element>) -> String {
    match wanted {
        Some(element) => format!("the {side}'s elements are `{element}`"),
        None => format!("the {side}'s elements are `f32` or `f64`"),
    }
}
