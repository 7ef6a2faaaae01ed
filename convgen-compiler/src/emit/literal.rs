//! Numbers and constant data as tokens.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;

/// An f32 that reads back as exactly the same number.
pub(super) fn number(number: f32) -> TokenStream {
    let literal = Literal::f32_unsuffixed(number.abs());
    if number.is_sign_negative() { quote!(-#literal) } else { quote!(#literal) }
}

/// A length.
pub(crate) fn size(size: usize) -> Literal {
    Literal::usize_unsuffixed(size)
}

/// A number of an index.
pub(super) fn integer(integer: i64) -> TokenStream {
    let literal = Literal::u64_unsuffixed(integer.unsigned_abs());
    if integer < 0 { quote!(-#literal) } else { quote!(#literal) }
}

/// An aligned static that holds the numbers as one byte string: a token a number would cost rustc
/// minutes for a large table.
pub fn data(name: &Ident, numbers: &[f32]) -> TokenStream {
    let mut bytes = Vec::with_capacity(size_of_val(numbers));
    for number in numbers {
        bytes.extend_from_slice(&number.to_le_bytes());
    }
    let (len, bytes) = (size(numbers.len()), Literal::byte_string(&bytes));
    quote! {
        static #name: ::convgen::isa::Table<#len> = ::convgen::isa::Table::from_le_bytes(#bytes);
    }
}
