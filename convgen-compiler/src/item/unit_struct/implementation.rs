//! The traits of a layer's type.

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote};
use syn::ItemStruct;

use super::Facade;
use crate::emit::{ident, size};
use crate::layer::Interface;

/// What the type of a layer implements: `Layer`, or for a layer that reads more than its input,
/// `AnyLayer` and functions of its own.
pub(super) struct Implementation<'a> {
    pub(super) item: &'a ItemStruct,
    pub(super) interface: &'a Interface,
    pub(super) convgen: &'a Facade,
    pub(super) shape: TokenStream,
    pub(super) activation: TokenStream,
    pub(super) weights: TokenStream,
    pub(super) bias: TokenStream,
    pub(super) functions: TokenStream,
}

impl ToTokens for Implementation<'_> {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let Self { convgen, functions, item: ItemStruct { ident: name, generics, .. }, .. } = self;
        let (generics, types, wheres) = generics.split_for_impl();
        let (facts, element) = (self.facts(), self.element());
        if self.interface.operands.len() == 1 {
            let [input, output] =
                [self.interface.shape.input_len(), self.interface.shape.output_len()].map(size);
            return tokens.extend(quote! {
                #[automatically_derived]
                impl #generics #convgen::Layer for #name #types #wheres {
                    type Element = #element;
                    type Input = [#element; #input];
                    type Output = [#element; #output];
                    #facts
                    #functions
                }
            });
        }
        let run = self.run();
        tokens.extend(quote! {
            #[automatically_derived]
            impl #generics #name #types #wheres {
                #functions
            }
            #[automatically_derived]
            impl #generics #convgen::AnyLayer for #name #types #wheres {
                type Element = #element;
                #facts
                #run
            }
        });
    }
}

impl Implementation<'_> {
    fn element(&self) -> Ident {
        ident(self.interface.element.name())
    }

    /// What both traits have.
    fn facts(&self) -> TokenStream {
        let Self { convgen, shape, activation, weights, bias, .. } = self;
        let element = self.element();
        quote! {
            const SHAPE: #convgen::Shape = #shape;
            const ACTIVATION: #convgen::Activation<'static, #element> = #activation;
            fn weights() -> &'static [#element] { #weights }
            fn bias() -> &'static [#element] { #bias }
        }
    }

    fn run(&self) -> TokenStream {
        let (convgen, operands) = (self.convgen, &self.interface.operands);
        let variants = operands.iter().map(|operand| ident(&format!("{operand:?}")));
        let element = self.element();
        let names: Vec<_> = operands.iter().map(|operand| ident(operand.name())).collect();
        quote! {
            const OPERANDS: &'static [#convgen::Operand] = &[#(#convgen::Operand::#variants),*];
            fn run(
                isa: #convgen::Isa,
                operands: &[&[#element]],
                output: &mut [#element],
            ) -> ::core::result::Result<(), #convgen::LengthError> {
                <Self as #convgen::AnyLayer>::check(operands, output)?;
                if let &[#(#names),*] = operands {
                    Self::forward_on(
                        isa,
                        #(#convgen::Buffer::from_slice(#names)?,)*
                        #convgen::Buffer::from_mut_slice(output)?,
                    );
                }
                ::core::result::Result::Ok(())
            }
        }
    }
}
