//! Addresses that several reads of a block share.

use std::collections::BTreeMap;

use crate::kernel::{BufferId, Index, Kernel, Stmt, Term, TouchKind};

/// What reads of one buffer have in common that differ by a constant.
type Family = (BufferId, Vec<Term>);

/// The families of a block's own reads that have several members and depend on a loop, each with
/// the name and the index of its first element.
pub(super) struct Shared(BTreeMap<Family, (String, Index)>);

impl Shared {
    pub(super) fn of(kernel: &Kernel, body: &[Stmt]) -> Self {
        let mut families: BTreeMap<Family, Vec<&Index>> = BTreeMap::new();
        for (buffer, index) in body.iter().filter_map(read) {
            families.entry((buffer, index.terms.clone())).or_default().push(index);
        }
        families.retain(|(_, terms), members| !terms.is_empty() && members.len() > 1);
        let named = families.into_iter().enumerate().filter_map(|(n, (family, members))| {
            let first = members.into_iter().min_by_key(|index| index.constant)?;
            let name = format!("{}_at_{n}", kernel.buffer(family.0).name);
            Some((family, (name, first.clone())))
        });
        Self(named.collect())
    }

    /// Name, buffer and index of each.
    pub(super) fn all(&self) -> impl Iterator<Item = (String, BufferId, &Index)> {
        self.0.iter().map(|((buffer, _), (name, index))| (name.clone(), *buffer, index))
    }

    /// The shared address of a read, and how far the read is from it.
    pub(super) fn find(&self, buffer: BufferId, index: &Index) -> Option<(String, i64)> {
        let (name, first) = self.0.get(&(buffer, index.terms.clone()))?;
        Some((name.clone(), index.constant - first.constant))
    }
}

/// The buffer and the place that a statement reads, or asks for.
fn read(stmt: &Stmt) -> Option<(BufferId, &Index)> {
    let touch = stmt.touch().filter(|touch| touch.kind != TouchKind::Write)?;
    Some((touch.buffer, touch.index))
}
