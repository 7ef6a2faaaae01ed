//! The attribute: from its argument and its item to tokens.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::LitStr;

use crate::driver::{self, Failure};
use crate::item::Item;
use crate::source::Files;

/// Expands `#[convgen::layer("path/to/spec.toml")]` on an item. `files` reads relative to the
/// crate's manifest.
///
/// Errors become `compile_error!`s: those of the spec on the path literal, those of the item on the
/// item. The item is emitted in any case.
pub fn expand(attribute: TokenStream, item: TokenStream, files: &dyn Files) -> TokenStream {
    let path = syn::parse2::<LitStr>(attribute).map_err(|error| {
        syn::Error::new(
            error.span(),
            "expected the path of a layer spec: `#[convgen::layer(\"specs/name.toml\")]`",
        )
    });
    let item = match syn::parse2::<Item>(item.clone()) {
        Ok(item) => item,
        Err(error) => return refuse(&error, item),
    };
    let path = match path {
        Ok(path) => path,
        Err(error) => return fallen(error.into_compile_error(), &item, None),
    };
    match driver::compile(files, &path.value()) {
        Ok(compiled) => match item.check(Some(compiled.shape())) {
            None => item.complete(&compiled),
            Some(error) => {
                let tracked = compiled.tracked();
                let errors = error.into_compile_error();
                fallen(quote!(#errors const _: () = { #tracked };), &item, Some(compiled.shape()))
            }
        },
        Err(failure) => {
            let errors = report(&failure, &path, &item);
            fallen(errors, &item, failure.shape.as_ref())
        }
    }
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
    shape: Option<&convgen_runtime::geometry::Shape>,
) -> TokenStream {
    let item = item.fallback(shape);
    quote!(#errors #item)
}

/// One `compile_error!` for each diagnostic, on the path literal, and those of the item.
fn report(failure: &Failure, path: &LitStr, item: &Item) -> TokenStream {
    let render = |diagnostic: &crate::diagnostic::Diagnostic| {
        let text = diagnostic.render(failure.source.as_ref());
        quote_spanned!(path.span()=> ::core::compile_error! { #text })
    };
    let spec_errors = failure.diagnostics.iter().map(render);
    let item_errors = item.check(failure.shape.as_ref()).map(syn::Error::into_compile_error);
    let tracked = driver::track(&failure.files);
    quote!(#(#spec_errors)* #item_errors const _: () = { #tracked };)
}
