//! The statics that hold tables: one for all kernels that have the same numbers.

use proc_macro2::{Ident, TokenStream};
use quote::format_ident;

use super::literal;
use crate::element::Element;
use crate::kernel::{Buffer, Role, Verified};

/// Tables that several kernels of a layer have, each once.
pub(super) struct Shared<'a> {
    element: Element,
    tables: Vec<(&'a [f64], Ident)>,
}

impl<'a> Shared<'a> {
    /// Kernels of several instruction sets often pack weights alike: two registers of eight channels
    /// and one of sixteen are the same numbers in the same order.
    pub(super) fn of(element: Element, kernels: impl Iterator<Item = &'a Verified>) -> Self {
        let mut seen: Vec<(&[f64], &str, usize)> = Vec::new();
        for buffer in kernels.flat_map(|kernel| &kernel.kernel().buffers) {
            let Some(numbers) = numbers(buffer) else { continue };
            match seen.iter_mut().find(|(other, ..)| same(other, numbers)) {
                Some((_, _, times)) => *times += 1,
                None => seen.push((numbers, &buffer.name, 1)),
            }
        }
        let shared = seen.into_iter().filter(|&(.., times)| times > 1).enumerate();
        let named = |(n, (numbers, name, _)): (usize, (_, &str, _))| {
            (numbers, format_ident!("SHARED_{}_{}", name.to_uppercase(), n))
        };
        Self { element, tables: shared.map(named).collect() }
    }

    /// The statics.
    pub(super) fn statics(&self) -> TokenStream {
        let statics = self.tables.iter();
        statics.map(|(numbers, name)| literal::data(name, numbers, self.element)).collect()
    }

    fn find(&self, numbers: &[f64]) -> Option<&Ident> {
        self.tables.iter().find(|(other, _)| same(other, numbers)).map(|(_, name)| name)
    }

    /// The static that a kernel has for itself, if the buffer is a table that no other has.
    pub(super) fn own(&self, buffer: &Buffer) -> Option<TokenStream> {
        let numbers = numbers(buffer)?;
        self.find(numbers)
            .is_none()
            .then(|| literal::data(&own_name(buffer), numbers, self.element))
    }

    /// The name of a table's static.
    pub(super) fn name(&self, buffer: &Buffer) -> Ident {
        let shared = numbers(buffer).and_then(|numbers| self.find(numbers));
        shared.cloned().unwrap_or_else(|| own_name(buffer))
    }
}

fn own_name(buffer: &Buffer) -> Ident {
    format_ident!("{}", buffer.name.to_uppercase())
}

fn numbers(buffer: &Buffer) -> Option<&[f64]> {
    match &buffer.role {
        Role::Table(numbers) => Some(numbers),
        Role::Input(_) | Role::Output | Role::Scratch => None,
    }
}

/// Bit by bit: zeros have signs.
fn same(a: &[f64], b: &[f64]) -> bool {
    a.len() == b.len() && a.iter().zip(b).all(|(a, b)| a.to_bits() == b.to_bits())
}
