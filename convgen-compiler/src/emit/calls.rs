//! The calls of a program as Rust.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use super::tables::Shared;
use super::{body, ident, literal};
use crate::isa::Isa;
use crate::kernel::{self, Kernel, Role};
use crate::program::{Argument, Call, Place, Program};

/// What a function of an instruction set needs to be compiled for it.
pub(super) fn features(isa: &Isa) -> TokenStream {
    let arch = isa.target_arch().map(|arch| quote!(#[cfg(target_arch = #arch)]));
    let features = isa.features.map(|features| quote!(#[target_feature(enable = #features)]));
    quote!(#arch #features)
}

/// The only call: its kernel is the function itself.
pub(super) fn inline(
    isa: &Isa,
    program: &Program,
    call: &Call,
    (tables, shared): (TokenStream, &Shared<'_>),
) -> TokenStream {
    let kernel = program.kernel(call.kernel).kernel();
    let module = module(isa, kernel);
    let mut arguments = call.arguments.iter();
    let pointers = kernel.buffers.iter().map(|buffer| {
        let name = ident(&buffer.name);
        match buffer.role {
            Role::Scratch => scratch(buffer),
            Role::Input(_) | Role::Output(_) => {
                let place = arguments.next().map(|argument| pointer(program, *argument, shared));
                quote!(let #name = #place;)
            }
        }
    });
    let (pointers, body) = (pointers.collect::<Vec<_>>(), body::block(kernel));
    quote! {
        #module
        #tables
        #(#pointers)*
        unsafe { #body }
    }
}

/// One call after another. Every kernel is a function of its own that is not inlined: one function of
/// thousands of lines would take rustc minutes.
pub(super) fn several(
    isa: &Isa,
    program: &Program,
    calls: &[Call],
    (tables, shared): (TokenStream, &Shared<'_>),
) -> TokenStream {
    let kernels = program.kernels.iter().enumerate();
    let kernels = kernels.map(|(n, verified)| function(isa, verified.kernel(), &name(n)));
    let arena = (program.arena > 0).then(|| {
        let bytes = literal::size(program.arena);
        quote! {
            let mut arena = ::convgen::isa::Scratch::<u8, #bytes>::new();
            let arena = arena.as_mut_ptr();
        }
    });
    let calls = calls.iter().map(|call| {
        let arguments = call.arguments.iter();
        let arguments = arguments.map(|argument| pointer(program, *argument, shared));
        let name = name(call.kernel.0);
        quote!(#name(#(#arguments),*);)
    });
    quote! {
        #(#kernels)*
        #tables
        #arena
        unsafe { #(#calls)* }
    }
}

fn name(kernel: usize) -> Ident {
    format_ident!("kernel_{kernel}")
}

/// A kernel that takes addresses.
fn function(isa: &Isa, kernel: &Kernel, name: &Ident) -> TokenStream {
    let (features, module) = (features(isa), module(isa, kernel));
    let parameters = kernel.parameters().map(|(_, buffer)| {
        let [name, element] = [&buffer.name[..], buffer.element.name()].map(ident);
        match buffer.role {
            Role::Output(_) => quote!(#name: *mut #element),
            Role::Input(_) | Role::Scratch => quote!(#name: *const #element),
        }
    });
    let scratch = kernel.buffers.iter().filter(|buffer| matches!(buffer.role, Role::Scratch));
    let (scratch, body) = (scratch.map(self::scratch), body::block(kernel));
    quote! {
        #features
        #[inline(never)]
        unsafe fn #name(#(#parameters),*) {
            #module
            #(#scratch)*
            unsafe { #body }
        }
    }
}

/// The functions that a kernel calls.
fn module(isa: &Isa, kernel: &Kernel) -> TokenStream {
    let levels = isa.module(kernel.element()).map(ident);
    quote!(use ::convgen::isa::#(#levels)::* as v;)
}

/// Memory of one call, and its address.
fn scratch(buffer: &kernel::Buffer) -> TokenStream {
    let [name, element] = [&buffer.name[..], buffer.element.name()].map(ident);
    let len = literal::size(buffer.len);
    quote! {
        let mut #name = ::convgen::isa::Scratch::<#element, #len>::new();
        let #name = #name.as_mut_ptr();
    }
}

/// The address of an argument.
fn pointer(program: &Program, argument: Argument, shared: &Shared<'_>) -> TokenStream {
    let buffer = program.buffer(argument.buffer);
    let [name, element] = [&buffer.name[..], buffer.element.name()].map(ident);
    let first = match &buffer.place {
        Place::Input => quote!(#name.as_ptr()),
        Place::Output => quote!(#name.as_mut_ptr()),
        Place::Constant(_) => {
            let table = shared.name(buffer);
            quote!(#table.as_ptr())
        }
        Place::Arena(start) => {
            let bytes = literal::size(start + argument.base * buffer.element.bytes());
            return quote!(arena.add(#bytes).cast::<#element>());
        }
    };
    match literal::size(argument.base) {
        _ if argument.base == 0 => first,
        base => quote!(#first.add(#base)),
    }
}
