//! The text form of kernels, for goldens and for people.

use std::fmt::{Display, Formatter, Result};

use super::{Access, Index, Kernel, Loop, Operand, Register, Role, Step, Stmt, Trip, Value, View};
use crate::element::Element;

impl Display for Kernel {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        writeln!(f, "lanes {} of {}", self.lanes, self.element())?;
        for buffer in &self.buffers {
            let (role, part) = match &buffer.role {
                Role::Input(view) => ("input", part(view, buffer.len)),
                Role::Output(view) => ("output", part(view, buffer.len)),
                Role::Scratch => ("scratch", String::new()),
            };
            writeln!(f, "{role} {}[{}]{part}", buffer.name, buffer.len)?;
        }
        block(f, self, &self.body, 0)
    }
}

/// What a view leaves out: nothing where it is the whole buffer.
fn part(view: &View, len: usize) -> String {
    if *view == View::whole(len) {
        return String::new();
    }
    let axes = view.axes().iter().map(|(count, stride)| format!(" + {stride}·0..{count}"));
    format!(" of which {}{}", view.base(), axes.collect::<String>())
}

fn block(f: &mut Formatter<'_>, kernel: &Kernel, body: &[Stmt], depth: usize) -> Result {
    body.iter().try_for_each(|stmt| {
        write!(f, "{:1$}", "", 2 * depth)?;
        match stmt {
            Stmt::Loop(inner) => {
                writeln!(f, "for {} in {} {{", kernel.vars[inner.var.0], trip(kernel, inner))?;
                block(f, kernel, &inner.body, depth + 1)?;
                writeln!(f, "{:1$}}}", "", 2 * depth)
            }
            Stmt::Let(register, value) => {
                let (name, element) = &kernel.registers[register.0];
                writeln!(f, "let {name} = {}", text(kernel, value, *element))
            }
            Stmt::LoadTile { registers, access, column } => {
                let names = names(kernel, registers);
                writeln!(f, "let [{names}] = {} column {column}", element(kernel, access))
            }
            Stmt::Set(register, value) => {
                let (name, element) = &kernel.registers[register.0];
                writeln!(f, "{name} = {}", text(kernel, value, *element))
            }
            Stmt::Apply(function, registers) => {
                writeln!(f, "{} of [{}]", function.name(), names(kernel, registers))
            }
            Stmt::Store(access, value) => {
                let value = operand(kernel, value, kernel.buffer(access.buffer).element);
                writeln!(f, "{} = {value}", element(kernel, access))
            }
            Stmt::Prefetch(buffer, at) => {
                let buffer = &kernel.buffer(*buffer).name;
                writeln!(f, "prefetch {buffer}[{}]", index(kernel, at))
            }
            Stmt::StoreTile { access, column, values } => {
                let of = kernel.buffer(access.buffer).element;
                let values: Vec<_> =
                    values.iter().map(|value| operand(kernel, value, of)).collect();
                let to = element(kernel, access);
                writeln!(f, "{to} column {column} = [{}]", values.join(", "))
            }
        }
    })
}

fn names(kernel: &Kernel, registers: &[Register]) -> String {
    let names = registers.iter().map(|register| kernel.registers[register.0].0.as_str());
    names.collect::<Vec<_>>().join(", ")
}

fn trip(kernel: &Kernel, inner: &Loop) -> String {
    match &inner.trip {
        Trip::Fixed(count) => format!("0..{count}"),
        Trip::By { var, ranges } => {
            let var = &kernel.vars[var.0];
            if ranges.iter().all(|range| range.start == 0) {
                let counts: Vec<_> = ranges.iter().map(|range| range.end).collect();
                return format!("0..{counts:?}[{var}]");
            }
            format!("{ranges:?}[{var}]")
        }
    }
}

/// A value whose numbers are nearest to what elements of a type can be.
fn text(kernel: &Kernel, value: &Value, of: Element) -> String {
    let operand = |value| operand(kernel, value, of);
    match value {
        Value::Copy(a) => operand(a),
        Value::Load(access) => element(kernel, access),
        Value::Broadcast(buffer, at) => {
            format!("broadcast {}[{}]", kernel.buffer(*buffer).name, index(kernel, at))
        }
        Value::Fma(a, b, c) => format!("fma({}, {}, {})", operand(a), operand(b), operand(c)),
        Value::Pick { from, first, step } => {
            let from: Vec<_> = from.iter().map(operand).collect();
            format!("pick([{}], {first}, {step})", from.join(", "))
        }
        Value::Binary(op, a, b) => format!("{}({}, {})", op.name(), operand(a), operand(b)),
    }
}

fn operand(kernel: &Kernel, operand: &Operand, of: Element) -> String {
    match operand {
        Operand::Register(register) => kernel.registers[register.0].0.clone(),
        Operand::Splat(number) => of.text(*number),
    }
}

/// `name[index]`, followed by the lanes where it is not simply all of them side by side.
pub(super) fn element(kernel: &Kernel, access: &Access) -> String {
    let lanes = access.lanes;
    let mut text =
        format!("{}[{}]", kernel.buffer(access.buffer).name, index(kernel, &access.index));
    if (lanes.first, lanes.count) != (0, kernel.lanes) {
        text += &format!(" lanes {}..{}", lanes.first, lanes.first.saturating_add(lanes.count));
    }
    if lanes.stride != 1 && lanes.count != 1 {
        text += &format!(" stride {}", lanes.stride);
    }
    text
}

/// `constant + factor·var + [table][var]`
pub(super) fn index(kernel: &Kernel, index: &Index) -> String {
    let mut parts = Vec::new();
    if index.constant != 0 || index.terms.is_empty() {
        parts.push(index.constant.to_string());
    }
    for term in &index.terms {
        let var = &kernel.vars[term.var.0];
        parts.push(match &term.step {
            Step::Linear(1) => var.clone(),
            Step::Linear(factor) => format!("{factor}·{var}"),
            Step::Table(table) => format!("{table:?}[{var}]"),
        });
    }
    parts.join(" + ")
}
