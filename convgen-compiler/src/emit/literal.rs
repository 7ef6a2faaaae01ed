//! Numbers and constant data as tokens.

use std::str::FromStr;

use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;

use super::ident;
use crate::element::Element;

/// A number that reads back as exactly the same element.
pub(crate) fn number(number: f64, element: Element) -> TokenStream {
    let literal = Literal::from_str(&element.text(number.abs()));
    let literal = literal.unwrap_or_else(|_| Literal::f64_unsuffixed(number.abs()));
    if number.is_sign_negative() { quote!(-#literal) } else { quote!(#literal) }
}

/// A length.
pub(crate) fn size(size: usize) -> Literal {
    Literal::usize_unsuffixed(size)
}

/// A number of an index.
pub(super) fn integer(integer: i64) -> TokenStream {
    signed(integer, Literal::u64_unsuffixed(integer.unsigned_abs()))
}

/// The same as an `i64`, whatever the place would make of it.
pub(super) fn long(integer: i64) -> TokenStream {
    signed(integer, Literal::i64_suffixed(integer.abs()))
}

fn signed(integer: i64, absolute: Literal) -> TokenStream {
    if integer < 0 { quote!(-#absolute) } else { quote!(#absolute) }
}

/// An aligned static that holds the numbers as one byte string: a token a number would cost rustc
/// minutes for a large table.
pub fn data(name: &Ident, numbers: &[f64], element: Element) -> TokenStream {
    let mut bytes = Vec::with_capacity(numbers.len() * element.bytes());
    match element {
        Element::F32 => {
            for number in numbers {
                bytes.extend_from_slice(&(*number as f32).to_le_bytes());
            }
        }
        Element::F64 => {
            for number in numbers {
                bytes.extend_from_slice(&number.to_le_bytes());
            }
        }
    }
    constant(name, &ident(element.name()), numbers.len(), &bytes)
}

/// The same for the entries of a list.
pub(super) fn list(name: &Ident, entries: &[i32]) -> TokenStream {
    let bytes: Vec<u8> = entries.iter().flat_map(|entry| entry.to_le_bytes()).collect();
    constant(name, &ident("i32"), entries.len(), &bytes)
}

fn constant(name: &Ident, entry: &Ident, len: usize, bytes: &[u8]) -> TokenStream {
    let (len, bytes) = (size(len), Literal::byte_string(bytes));
    quote! {
        static #name: ::convgen::isa::Table<#entry, #len> =
            ::convgen::isa::Table::from_le_bytes(#bytes);
    }
}
