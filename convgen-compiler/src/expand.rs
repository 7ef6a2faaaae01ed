//! The attribute: from its argument and its item to tokens.

mod argument;

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::LitStr;

use crate::driver::{self, Compiled, Failure};
use crate::item::{Facade, Item};
use crate::layer::Interface;
use crate::source::{Anywhere, Files};
use argument::Argument;

/// What an attribute becomes.
#[derive(Debug)]
pub struct Expansion {
    /// The item and its kernel, or the errors and the item.
    pub tokens: TokenStream,
    /// What the user should be told: rendered notes, each of some lines.
    pub notes: Vec<String>,
}

impl From<TokenStream> for Expansion {
    fn from(tokens: TokenStream) -> Self {
        Self { tokens, notes: Vec::new() }
    }
}

/// Expands `#[convgen::layer("path/to/spec.toml")]` on an item. `files` reads relative to the
/// crate's manifest.
///
/// Errors become `compile_error!`s: those of the spec on the path literal, those of the item on the
/// item. The item is emitted in any case.
pub fn expand(attribute: TokenStream, item: TokenStream, files: &dyn Files) -> Expansion {
    let argument = syn::parse2::<Argument>(attribute);
    let item = match syn::parse2::<Item>(item.clone()) {
        Ok(item) => item,
        Err(error) => return refuse(&error, item).into(),
    };
    match argument {
        Ok(Argument { path, outside: false, facade }) => {
            compile(&path, &item, files, &Facade::new(facade))
        }
        Ok(Argument { path, outside: true, facade }) => {
            compile(&path, &item, &Anywhere(files), &Facade::new(facade))
        }
        Err(error) => fallen(error.into_compile_error(), &item, None, &Facade::new(None)).into(),
    }
}

/// The item with the kernel of the spec at `path`.
fn compile(path: &LitStr, item: &Item, files: &dyn Files, convgen: &Facade) -> Expansion {
    match driver::compile(files, &path.value()) {
        Ok(compiled) => match item.check(Some(&compiled.interface())) {
            None => {
                Expansion { tokens: item.complete(&compiled, convgen), notes: notes(&compiled) }
            }
            Some(error) => {
                let (tracked, errors) = (compiled.tracked(), error.into_compile_error());
                let errors = quote!(#errors const _: () = { #tracked };);
                fallen(errors, item, Some(&compiled.interface()), convgen).into()
            }
        },
        Err(failure) => {
            let errors = report(&failure, path, item);
            fallen(errors, item, failure.interface.as_ref(), convgen).into()
        }
    }
}

fn notes(compiled: &Compiled) -> Vec<String> {
    let notes = compiled.layer().notes().iter();
    notes.map(|note| note.render(Some(compiled.source()))).collect()
}

/// The error about an item that cannot be a layer, and the item, if it is Rust by itself.
fn refuse(error: &syn::Error, item: TokenStream) -> TokenStream {
    let error = error.to_compile_error();
    let item = syn::parse2::<syn::Item>(item.clone()).is_ok().then_some(item);
    quote!(#error #item)
}

/// Errors, and the item without a kernel.
fn fallen(
    errors: TokenStream,
    item: &Item,
    interface: Option<&Interface>,
    convgen: &Facade,
) -> TokenStream {
    let item = item.fallback(interface, convgen);
    quote!(#errors #item)
}

/// One `compile_error!` for each diagnostic, on the path literal, and those of the item.
fn report(failure: &Failure, path: &LitStr, item: &Item) -> TokenStream {
    let render = |diagnostic: &crate::diagnostic::Diagnostic| {
        let text = diagnostic.render(failure.source.as_ref());
        quote_spanned!(path.span()=> ::core::compile_error! { #text })
    };
    let spec_errors = failure.diagnostics.iter().map(render);
    let item_errors = item.check(failure.interface.as_ref()).map(syn::Error::into_compile_error);
    let tracked = failure.tracked.items();
    quote!(#(#spec_errors)* #item_errors const _: () = { #tracked };)
}
