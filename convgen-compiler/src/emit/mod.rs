//! Writes a verified kernel as Rust.
//!
//! The text is the same for every ISA and element type: it calls the functions of one module, whose
//! path is all that they decide, beside the types of buffers. All memory access is unchecked, and every one of them was proven.

mod body;
mod header;
mod lists;
mod literal;
mod shared;
mod tables;

pub use literal::data;
pub(crate) use literal::{number, size};

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;
use tables::Shared;

use crate::element::Element;
use crate::kernel::{Buffer, Kernel, Role, Verified};
use crate::layer::Layer;
use crate::schedule::Schedule;

/// The items that compute a layer: a function for each instruction set, from the least to the most
/// capable, and for several of them `fn kernel(isa, input, output)`, which calls the one for `isa`.
/// A single one is `fn kernel(input, output)` itself. Further operands follow the input. They belong into a module of their own: there,
/// neither a trait of the user's can give `as_ptr` another meaning, nor a constant be the name of a
/// variable.
pub fn kernels(layer: &Layer, kernels: &[(&Schedule, &Verified)]) -> TokenStream {
    let shared = Shared::of(layer.element(), kernels.iter().map(|(_, kernel)| *kernel));
    if let [(schedule, kernel)] = kernels {
        return function(layer, schedule, kernel, &ident("kernel"), &shared);
    }
    let name = |schedule: &Schedule| ident(schedule.isa.level.name());
    let functions = kernels
        .iter()
        .map(|(schedule, kernel)| function(layer, schedule, kernel, &name(schedule), &shared));
    let statics = shared.statics();
    let parameters = parameters(layer, kernels[0].1.kernel());
    let arguments = arguments(kernels[0].1.kernel());
    let special = kernels.iter().rev().filter(|(schedule, _)| schedule.isa.features.is_some());
    let calls = special.map(|(schedule, _)| {
        let (name, level) = (name(schedule), ident(&format!("{:?}", schedule.isa.level)));
        quote!(if isa >= ::convgen::Isa::#level { return #name(#(#arguments),*); })
    });
    let any = name(kernels[0].0);
    quote! {
        #statics
        #(#functions)*
        /// `isa` is at most what this machine has.
        #[inline]
        pub(super) fn kernel(isa: ::convgen::Isa, #(#parameters),*) {
            #[cfg(target_arch = "x86_64")]
            unsafe { #(#calls)* }
            let _ = isa;
            #any(#(#arguments),*)
        }
    }
}

/// One kernel with its tables inside.
fn function(
    layer: &Layer,
    schedule: &Schedule,
    kernel: &Verified,
    name: &Ident,
    shared: &Shared<'_>,
) -> TokenStream {
    let header = header::lines(layer, schedule, kernel.kernel());
    let levels = schedule.isa.module(layer.element()).map(ident);
    let module = quote!(#(#levels)::*);
    let buffers = &kernel.kernel().buffers;
    let parameters = parameters(layer, kernel.kernel());
    let tables = buffers.iter().filter_map(|buffer| shared.own(buffer));
    let pointers = buffers.iter().map(|buffer| pointer(buffer, layer.element(), shared));
    let features = schedule.isa.features.map(
        |features| quote!(#[cfg(target_arch = "x86_64")] #[target_feature(enable = #features)]),
    );
    let body = body::block(kernel.kernel());
    quote! {
        #(#[doc = #header])*
        #features
        #[inline]
        pub(super) fn #name(#(#parameters),*) {
            use ::convgen::isa::#module as v;
            #(#tables)*
            #(#pointers)*
            unsafe { #body }
        }
    }
}

/// The buffers of the caller's: the operands in their order, then the output.
fn callers(kernel: &Kernel) -> Vec<&Buffer> {
    let known =
        kernel.buffers.iter().filter(|buffer| matches!(buffer.role, Role::Input(_) | Role::Output));
    let mut known: Vec<&Buffer> = known.collect();
    known.sort_by_key(|buffer| match buffer.role {
        Role::Input(operand) => (false, Some(operand)),
        _ => (true, None),
    });
    known
}

fn parameters(layer: &Layer, kernel: &Kernel) -> Vec<TokenStream> {
    let element = ident(layer.element().name());
    let parameter = |buffer: &Buffer| {
        let (name, len) = (ident(&buffer.name), literal::size(buffer.len));
        let mutable = matches!(buffer.role, Role::Output).then(|| quote!(mut));
        quote!(#name: & #mutable [#element; #len])
    };
    callers(kernel).into_iter().map(parameter).collect()
}

fn arguments(kernel: &Kernel) -> Vec<Ident> {
    callers(kernel).into_iter().map(|buffer| ident(&buffer.name)).collect()
}

fn pointer(buffer: &Buffer, element: Element, shared: &Shared<'_>) -> TokenStream {
    let name = ident(&buffer.name);
    match buffer.role {
        Role::Input(_) => quote!(let #name = #name.as_ptr();),
        Role::Output => quote!(let #name = #name.as_mut_ptr();),
        Role::Table(_) => {
            let table = shared.name(buffer);
            quote!(let #name = #table.as_ptr();)
        }
        Role::Scratch => {
            let (element, len) = (ident(element.name()), literal::size(buffer.len));
            quote! {
                let mut #name = ::convgen::isa::Scratch::<#element, #len>::new();
                let #name = #name.as_mut_ptr();
            }
        }
    }
}

/// An identifier of the generated code.
pub(crate) fn ident(name: &str) -> Ident {
    Ident::new(name, Span::call_site())
}
