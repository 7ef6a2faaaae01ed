//! Numbers and constant data as tokens.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;

/// An f32 that reads back as exactly the same number.
pub(crate) fn number(number: f32) -> TokenStream {
    let literal = Literal::f32_unsuffixed(number.abs());
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
pub fn data(name: &Ident, numbers: &[f32]) -> TokenStream {
    let bytes: Vec<u8> = numbers.iter().flat_map(|number| number.to_le_bytes()).collect();
    constant(name, &quote!(Table), numbers.len(), &bytes)
}

/// The same for the entries of a list.
pub(super) fn list(name: &Ident, entries: &[i32]) -> TokenStream {
    let bytes: Vec<u8> = entries.iter().flat_map(|entry| entry.to_le_bytes()).collect();
    constant(name, &quote!(List), entries.len(), &bytes)
}

fn constant(name: &Ident, kind: &TokenStream, len: usize, bytes: &[u8]) -> TokenStream {
    let (len, bytes) = (size(len), Literal::byte_string(bytes));
    quote! {
        static #name: ::convgen::isa::#kind<#len> = ::convgen::isa::#kind::from_le_bytes(#bytes);
    }
}
