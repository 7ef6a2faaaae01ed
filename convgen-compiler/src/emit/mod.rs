//! Writes a verified kernel as Rust.
//!
//! The text is the same for every ISA: it calls the functions of one module, whose path is all that
//! the ISA decides. All memory access is unchecked, and every one of them was proven.

mod body;
mod header;
mod literal;

pub use literal::data;
pub(crate) use literal::size;

use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote};

use crate::kernel::{Buffer, Role, Verified};
use crate::layer::Layer;
use crate::schedule::Schedule;

/// `fn kernel(input: &[f32; N], output: &mut [f32; M])` with its tables inside.
pub fn kernel(layer: &Layer, schedule: &Schedule, kernel: &Verified) -> TokenStream {
    let header = header::lines(layer, schedule, kernel.kernel());
    let levels = schedule.isa.module.iter().map(|level| ident(level));
    let module = quote!(#(#levels)::*);
    let buffers = &kernel.kernel().buffers;
    let parameters = buffers.iter().filter_map(parameter);
    let tables = buffers.iter().filter_map(table);
    let pointers = buffers.iter().map(pointer);
    let body = body::block(kernel.kernel());
    quote! {
        #(#[doc = #header])*
        #[inline]
        fn kernel(#(#parameters),*) {
            use ::convgen::isa::#module as v;
            #(#tables)*
            #(#pointers)*
            unsafe { #body }
        }
    }
}

fn parameter(buffer: &Buffer) -> Option<TokenStream> {
    let (name, len) = (ident(&buffer.name), literal::size(buffer.len));
    match buffer.role {
        Role::Input => Some(quote!(#name: &[f32; #len])),
        Role::Output => Some(quote!(#name: &mut [f32; #len])),
        Role::Table(_) => None,
    }
}

fn table(buffer: &Buffer) -> Option<TokenStream> {
    let Role::Table(numbers) = &buffer.role else { return None };
    Some(data(&static_name(buffer), numbers))
}

fn pointer(buffer: &Buffer) -> TokenStream {
    let name = ident(&buffer.name);
    match buffer.role {
        Role::Input => quote!(let #name = #name.as_ptr();),
        Role::Output => quote!(let #name = #name.as_mut_ptr();),
        Role::Table(_) => {
            let table = static_name(buffer);
            quote!(let #name = #table.as_ptr();)
        }
    }
}

fn static_name(buffer: &Buffer) -> Ident {
    format_ident!("{}", buffer.name.to_uppercase())
}

/// An identifier of the generated code.
pub(crate) fn ident(name: &str) -> Ident {
    Ident::new(name, Span::call_site())
}
