//! Writes a verified program as Rust.
//!
//! The text is the same for every ISA and element type: it calls the functions of one module, whose
//! path is all that they decide, beside the types of buffers. All memory access is unchecked, and every one of them was proven.

mod body;
mod calls;
mod header;
mod lists;
mod literal;
mod shared;
mod tables;

pub use literal::data;
pub(crate) use literal::{number, size};

use std::collections::BTreeMap;

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;
use tables::Shared;

use crate::isa::Isa;
use crate::layer::Layer;
use crate::program::{Buffer, Place, Program, Verified};
use crate::schedule::Schedule;

/// The items that compute a layer: a function for each instruction set, from the least to the most
/// capable, and for several of them `fn kernel(isa, input, output)`, which calls the one for `isa`.
/// A single one is `fn kernel(input, output)` itself. Further operands follow the input. They belong into a module of their own: there,
/// neither a trait of the user's can give `as_ptr` another meaning, nor a constant be the name of a
/// variable.
pub fn programs(layer: &Layer, programs: &[(&Schedule, &Verified)]) -> TokenStream {
    let shared = Shared::of(programs.iter().map(|(_, program)| program.program()));
    if let [(schedule, program)] = programs {
        let header = header::lines(layer, schedule, program.program());
        return function(&header, schedule.isa, program, &ident("kernel"), &shared);
    }
    let name = |schedule: &Schedule| ident(schedule.isa.level.name());
    let functions = programs.iter().map(|(schedule, program)| {
        let header = header::lines(layer, schedule, program.program());
        function(&header, schedule.isa, program, &name(schedule), &shared)
    });
    let statics = shared.statics();
    let parameters = parameters(programs[0].1.program());
    let arguments = arguments(programs[0].1.program());
    // From the most capable of an architecture to the least.
    let mut special: BTreeMap<&str, TokenStream> = BTreeMap::new();
    for (schedule, _) in programs.iter().rev() {
        if let Some(arch) = schedule.isa.target_arch() {
            let (name, level) = (name(schedule), ident(&format!("{:?}", schedule.isa.level)));
            let call = quote!(if isa >= ::convgen::Isa::#level { return #name(#(#arguments),*); });
            special.entry(arch).or_default().extend(call);
        }
    }
    let special = special.iter().map(|(arch, calls)| {
        quote! {
            #[cfg(target_arch = #arch)]
            unsafe { #calls }
        }
    });
    let any = name(programs[0].0);
    quote! {
        #statics
        #(#functions)*
        /// `isa` is at most what this machine has.
        #[inline]
        pub(super) fn kernel(isa: ::convgen::Isa, #(#parameters),*) {
            #(#special)*
            let _ = isa;
            #any(#(#arguments),*)
        }
    }
}

/// A program by itself, for one instruction set: `fn name(inputs…, outputs…)`.
pub fn program(isa: &Isa, verified: &Verified, name: &str) -> TokenStream {
    function(&[], isa, verified, &ident(name), &Shared::none())
}

/// The function of a program, after a comment.
fn function(
    header: &[String],
    isa: &Isa,
    verified: &Verified,
    name: &Ident,
    shared: &Shared<'_>,
) -> TokenStream {
    let program = verified.program();
    let (parameters, features) = (parameters(program), calls::features(isa));
    let tables = program.buffers.iter().filter_map(|buffer| shared.own(buffer)).collect();
    let body = match &program.calls[..] {
        [call] => calls::inline(isa, program, call, (tables, shared)),
        calls => calls::several(isa, program, calls, (tables, shared)),
    };
    quote! {
        #(#[doc = #header])*
        #features
        #[inline]
        pub(super) fn #name(#(#parameters),*) { #body }
    }
}

/// The buffers of the caller's.
fn callers(program: &Program) -> impl Iterator<Item = &Buffer> {
    let buffers = program.buffers.iter();
    buffers.filter(|buffer| matches!(buffer.place, Place::Input | Place::Output))
}

fn parameters(program: &Program) -> Vec<TokenStream> {
    let parameter = |buffer: &Buffer| {
        let [name, element] = [&buffer.name[..], buffer.element.name()].map(ident);
        let len = literal::size(buffer.len);
        let mutable = matches!(buffer.place, Place::Output).then(|| quote!(mut));
        quote!(#name: & #mutable [#element; #len])
    };
    callers(program).map(parameter).collect()
}

fn arguments(program: &Program) -> Vec<Ident> {
    callers(program).map(|buffer| ident(&buffer.name)).collect()
}

/// An identifier of the generated code.
pub(crate) fn ident(name: &str) -> Ident {
    Ident::new(name, Span::call_site())
}
