//! Lists that loops and indices look up: short ones where they are used, long ones as statics.

use std::collections::BTreeMap;
use std::sync::Arc;

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use super::literal;
use crate::kernel::{Kernel, SHORT_LIST, Step, Stmt, Trip};

/// The long lists of a kernel, each once, in the order of their first use.
pub(super) struct Lists {
    lists: Vec<Arc<[i64]>>,
    places: BTreeMap<Arc<[i64]>, usize>,
}

impl Lists {
    pub(super) fn of(kernel: &Kernel) -> Self {
        let mut lists = Self { lists: Vec::new(), places: BTreeMap::new() };
        kernel.each_stmt(|stmt| {
            if let Stmt::Loop(inner) = stmt {
                ends(&inner.trip).iter().for_each(|list| lists.add(list));
            }
            for term in stmt.touch().iter().flat_map(|touch| &touch.index.terms) {
                if let Step::Table(table) = &term.step {
                    lists.add(table);
                }
            }
        });
        lists
    }

    /// The statics that hold them.
    pub(super) fn statics(&self) -> TokenStream {
        let statics = self.lists.iter().enumerate().map(|(place, list)| {
            let entries: Vec<i32> = narrow(list).flatten().collect();
            literal::list(&name(place), &entries)
        });
        statics.collect()
    }

    /// The entry of a list at the value of a variable.
    pub(super) fn entry(&self, list: &Arc<[i64]>, var: &Ident) -> TokenStream {
        if let Some(same) = uniform(list) {
            return literal::integer(same);
        }
        let list = self.reference(list);
        quote!(v::pick(#list, #var))
    }

    /// A list as a slice.
    fn reference(&self, list: &Arc<[i64]>) -> TokenStream {
        if let Some(&place) = self.places.get(list) {
            let name = name(place);
            return quote!(#name.as_slice());
        }
        let narrow = narrow(list).all(|entry| entry.is_some());
        let spell = if narrow { literal::integer } else { literal::long };
        let entries = list.iter().map(|&entry| spell(entry));
        quote!(&[#(#entries),*])
    }

    fn add(&mut self, list: &Arc<[i64]>) {
        let fits = narrow(list).all(|entry| entry.is_some());
        let long = list.len() > SHORT_LIST && uniform(list).is_none() && fits;
        if long && !self.places.contains_key(list) {
            self.places.insert(list.clone(), self.lists.len());
            self.lists.push(list.clone());
        }
    }
}

fn name(place: usize) -> Ident {
    format_ident!("LIST_{place}")
}

/// The entry that all are equal to; a list without any is never looked up.
fn uniform(list: &[i64]) -> Option<i64> {
    let first = list.first().copied().unwrap_or(0);
    list.iter().all(|&entry| entry == first).then_some(first)
}

/// The starts and the ends of a loop's ranges.
pub(super) fn ends(trip: &Trip) -> [Arc<[i64]>; 2] {
    match trip {
        Trip::Fixed(count) => [[0].into(), [*count as i64].into()],
        Trip::By { ranges, .. } => [
            ranges.iter().map(|range| range.start as i64).collect(),
            ranges.iter().map(|range| range.end as i64).collect(),
        ],
    }
}

/// The entries that are an `i32`.
fn narrow(list: &[i64]) -> impl Iterator<Item = Option<i32>> {
    list.iter().map(|&entry| i32::try_from(entry).ok())
}
