//! The path by which generated code knows `convgen`.

use proc_macro2::{Group, TokenStream, TokenTree};
use quote::{ToTokens, quote};

/// `::convgen`, or what the attribute says instead: `crate = "…"`.
pub struct Facade(Option<syn::Path>);

impl Facade {
    /// The crate under its own name, or at a path.
    pub fn new(path: Option<syn::Path>) -> Self {
        Self(path)
    }

    /// Generated tokens that say `::convgen`, with the path in its place.
    pub(super) fn rename(&self, generated: TokenStream) -> TokenStream {
        if self.0.is_none() {
            return generated;
        }
        let mut renamed: Vec<TokenTree> = Vec::new();
        for tree in generated {
            match tree {
                TokenTree::Ident(name) if name == "convgen" => {
                    // The two colons before it.
                    renamed.truncate(renamed.len().saturating_sub(2));
                    renamed.extend(self.to_token_stream());
                }
                TokenTree::Group(group) => {
                    let mut inner = Group::new(group.delimiter(), self.rename(group.stream()));
                    inner.set_span(group.span());
                    renamed.push(inner.into());
                }
                other => renamed.push(other),
            }
        }
        renamed.into_iter().collect()
    }
}

impl ToTokens for Facade {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        match &self.0 {
            Some(path) => path.to_tokens(tokens),
            None => tokens.extend(quote!(::convgen)),
        }
    }
}
