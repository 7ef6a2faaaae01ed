//! The statics that hold tables: one for all programs that have the same numbers.

use proc_macro2::{Ident, TokenStream};
use quote::format_ident;

use super::literal;
use crate::element::Element;
use crate::program::{Buffer, Place, Program, same};

/// Tables that several programs of a layer have, each once.
pub(super) struct Shared<'a>(Vec<(&'a [f64], Element, Ident)>);

impl<'a> Shared<'a> {
    /// Of one program.
    pub(super) fn none() -> Self {
        Self(Vec::new())
    }

    /// Kernels of several instruction sets often pack weights alike: two registers of eight channels
    /// and one of sixteen are the same numbers in the same order.
    pub(super) fn of(programs: impl Iterator<Item = &'a Program>) -> Self {
        let mut seen: Vec<(&Buffer, &[f64], usize)> = Vec::new();
        for buffer in programs.flat_map(|program| &program.buffers) {
            let Some(numbers) = numbers(buffer) else { continue };
            let alike = |(other, known, _): &&mut (&Buffer, &[f64], usize)| {
                other.element == buffer.element && same(known, numbers)
            };
            match seen.iter_mut().find(alike) {
                Some((_, _, times)) => *times += 1,
                None => seen.push((buffer, numbers, 1)),
            }
        }
        let shared = seen.into_iter().filter(|&(.., times)| times > 1).enumerate();
        let named = |(n, (buffer, numbers, _)): (usize, (&Buffer, _, _))| {
            let name = format_ident!("SHARED_{}_{}", buffer.name.to_uppercase(), n);
            (numbers, buffer.element, name)
        };
        Self(shared.map(named).collect())
    }

    /// The statics.
    pub(super) fn statics(&self) -> TokenStream {
        let statics = self.0.iter();
        statics.map(|(numbers, element, name)| literal::data(name, numbers, *element)).collect()
    }

    fn find(&self, buffer: &Buffer) -> Option<&Ident> {
        let numbers = numbers(buffer)?;
        let alike = |(other, element, _): &&(&[f64], Element, _)| {
            *element == buffer.element && same(other, numbers)
        };
        self.0.iter().find(alike).map(|(.., name)| name)
    }

    /// The static that a program has for itself, if the buffer is a table that no other has.
    pub(super) fn own(&self, buffer: &Buffer) -> Option<TokenStream> {
        let numbers = numbers(buffer)?;
        self.find(buffer)
            .is_none()
            .then(|| literal::data(&own_name(buffer), numbers, buffer.element))
    }

    /// The name of a table's static.
    pub(super) fn name(&self, buffer: &Buffer) -> Ident {
        self.find(buffer).cloned().unwrap_or_else(|| own_name(buffer))
    }
}

fn own_name(buffer: &Buffer) -> Ident {
    format_ident!("{}", buffer.name.to_uppercase())
}

fn numbers(buffer: &Buffer) -> Option<&[f64]> {
    match &buffer.place {
        Place::Constant(numbers) => Some(numbers),
        Place::Input | Place::Output | Place::Arena(_) => None,
    }
}
