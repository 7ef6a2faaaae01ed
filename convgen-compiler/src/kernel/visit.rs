//! What a statement reads and writes: the one place that knows it of every statement and value.

use super::{Access, BufferId, Index, Lanes, Operand, Register, Stmt, Value};

/// The memory that a statement itself reads or writes, loops aside.
#[derive(Clone, Copy, Debug)]
pub struct Touch<'a> {
    /// How.
    pub kind: TouchKind,
    /// Which buffer.
    pub buffer: BufferId,
    /// The element of the first lane that takes part.
    pub index: &'a Index,
    /// The lanes that do.
    pub lanes: Lanes,
    /// The same lanes again: how often in all, and how many elements further on each time.
    pub columns: (usize, usize),
}

/// How memory is touched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TouchKind {
    /// Its elements are needed.
    Read,
    /// Its elements are given values.
    Write,
    /// It is asked for ahead, and may lie outside.
    Prefetch,
}

impl Stmt {
    /// What it touches.
    pub fn touch(&self) -> Option<Touch<'_>> {
        let single = |kind, buffer, index| {
            let lanes = Lanes::strided(1, 1);
            Some(Touch { kind, buffer, index, lanes, columns: ONCE })
        };
        match self {
            Self::Let(_, value) | Self::Set(_, value) => match value {
                Value::Load(access) => Some(Touch::new(TouchKind::Read, access, ONCE)),
                Value::Broadcast(buffer, index) => single(TouchKind::Read, *buffer, index),
                Value::Copy(_) | Value::Fma(..) | Value::Pick { .. } | Value::Binary(..) => None,
            },
            Self::LoadTile { registers, access, column } => {
                Some(Touch::new(TouchKind::Read, access, (registers.len(), *column)))
            }
            Self::Store(access, _) => Some(Touch::new(TouchKind::Write, access, ONCE)),
            Self::StoreTile { access, column, values } => {
                Some(Touch::new(TouchKind::Write, access, (values.len(), *column)))
            }
            Self::Prefetch(buffer, index) => single(TouchKind::Prefetch, *buffer, index),
            Self::Loop(_) | Self::Apply(..) => None,
        }
    }

    /// What it computes with, registers that it updates in place aside.
    pub fn operands(&self) -> Vec<&Operand> {
        match self {
            Self::Let(_, value) | Self::Set(_, value) => value.operands(),
            Self::Store(_, value) => vec![value],
            Self::StoreTile { values, .. } => values.iter().collect(),
            Self::Loop(_) | Self::LoadTile { .. } | Self::Apply(..) | Self::Prefetch(..) => {
                Vec::new()
            }
        }
    }

    /// The registers that it defines.
    pub fn definitions(&self) -> &[Register] {
        match self {
            Self::Let(register, _) => std::slice::from_ref(register),
            Self::LoadTile { registers, .. } => registers,
            Self::Loop(_)
            | Self::Set(..)
            | Self::Apply(..)
            | Self::Store(..)
            | Self::StoreTile { .. }
            | Self::Prefetch(..) => &[],
        }
    }

    /// The registers in scope that it gives a new value.
    pub fn updates(&self) -> &[Register] {
        match self {
            Self::Set(register, _) => std::slice::from_ref(register),
            Self::Apply(_, registers) => registers,
            Self::Loop(_)
            | Self::Let(..)
            | Self::LoadTile { .. }
            | Self::Store(..)
            | Self::StoreTile { .. }
            | Self::Prefetch(..) => &[],
        }
    }

    /// What runs inside it.
    pub fn inner(&self) -> &[Stmt] {
        match self {
            Self::Loop(inner) => &inner.body,
            _ => &[],
        }
    }
}

impl Value {
    /// What it is computed from.
    pub fn operands(&self) -> Vec<&Operand> {
        match self {
            Self::Copy(a) => vec![a],
            Self::Load(_) | Self::Broadcast(..) => Vec::new(),
            Self::Fma(a, b, c) => vec![a, b, c],
            Self::Pick { from, .. } => from.iter().collect(),
            Self::Binary(_, a, b) => vec![a, b],
        }
    }
}

/// The columns of everything but a tile.
const ONCE: (usize, usize) = (1, 0);

impl<'a> Touch<'a> {
    fn new(kind: TouchKind, access: &'a Access, columns: (usize, usize)) -> Self {
        let Access { buffer, index, lanes } = access;
        Self { kind, buffer: *buffer, index, lanes: *lanes, columns }
    }

    /// Elements from the first to the last, loops aside.
    pub fn reach(&self) -> i128 {
        let (columns, column) = self.columns;
        let along = |count: usize, step: usize| count.saturating_sub(1) as i128 * step as i128;
        along(self.lanes.count, self.lanes.stride) + along(columns, column)
    }
}

/// Every statement of a block, and of those inside it, in the order of the text.
pub(super) fn each<'a>(body: &'a [Stmt], visit: &mut impl FnMut(&'a Stmt)) {
    for stmt in body {
        visit(stmt);
        each(stmt.inner(), visit);
    }
}

impl super::Kernel {
    /// Calls `visit` with every statement, in the order of the text.
    pub fn each_stmt<'a>(&'a self, mut visit: impl FnMut(&'a Stmt)) {
        each(&self.body, &mut visit);
    }
}
