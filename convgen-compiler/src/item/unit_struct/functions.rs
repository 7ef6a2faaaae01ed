//! `forward` and `forward_on`.

use proc_macro2::TokenStream;
use quote::quote;
use syn::Visibility;

use super::Facade;
use crate::driver::Compiled;
use crate::emit::{ident, size};
use crate::layer::Interface;

/// The functions of a layer's type: those of `Layer` for a layer that reads its input only, and
/// otherwise functions of the type itself.
pub(super) struct Functions<'a> {
    visibility: Option<&'a Visibility>,
    convgen: &'a Facade,
    parameters: TokenStream,
    arguments: TokenStream,
}

impl<'a> Functions<'a> {
    pub(super) fn new(
        visibility: &'a Visibility,
        interface: &Interface,
        convgen: &'a Facade,
    ) -> Self {
        let names = interface.operands.iter().map(|operand| ident(operand.name()));
        let lengths = interface.operands.iter().map(|operand| size(operand.len(&interface.shape)));
        let (output, typed) = (size(interface.shape.output_len()), names.clone());
        let element = ident(interface.element.name());
        Self {
            visibility: (interface.operands.len() > 1).then_some(visibility),
            convgen,
            parameters: quote! {
                #(#typed: &[#element; #lengths],)* output: &mut [#element; #output]
            },
            arguments: quote!(#(#names,)* output),
        }
    }

    /// Where there is a single kernel nothing is asked at run time.
    pub(super) fn of(&self, compiled: &Compiled) -> TokenStream {
        let Self { convgen, parameters, arguments, .. } = self;
        let functions = convgen.rename(compiled.functions());
        if compiled.programs().len() == 1 {
            let body = quote!(mod kernels { #functions } kernels::kernel(#arguments));
            let forward = self.function(&quote!(forward(#parameters)), &body);
            // A type may have a `forward` of the user's.
            let this = match self.visibility {
                Some(_) => quote!(Self),
                None => quote!(<Self as #convgen::Layer>),
            };
            let on = quote!(forward_on(_: #convgen::Isa, #parameters));
            let on = self.function(&on, &quote!(#this::forward(#arguments)));
            return quote!(#forward #on);
        }
        // `Layer` has the other one.
        let forward = self.visibility.map(|_| {
            let body = quote!(Self::forward_on(#convgen::Isa::current(), #arguments));
            self.function(&quote!(forward(#parameters)), &body)
        });
        let on = quote!(forward_on(isa: #convgen::Isa, #parameters));
        let body = quote! {
            mod kernels { #functions }
            kernels::kernel(#convgen::Isa::min(isa, #convgen::Isa::detected()), #arguments)
        };
        let on = self.function(&on, &body);
        quote!(#forward #on)
    }

    /// After an error.
    pub(super) fn fallen(&self) -> TokenStream {
        let Self { convgen, parameters, arguments, .. } = self;
        let error = quote!(let _ = (#arguments); ::core::panic!("the layer has an error"));
        let forward = self.visibility.map(|_| self.function(&quote!(forward(#parameters)), &error));
        let on = self.function(&quote!(forward_on(_: #convgen::Isa, #parameters)), &error);
        quote!(#forward #on)
    }

    fn function(&self, signature: &TokenStream, body: &TokenStream) -> TokenStream {
        let visibility = self.visibility;
        let about = visibility.map(|_| {
            quote! {
                /// `output = activation(layer(input) + bias + residual)`; every element of `output` is
                /// written.
                #[allow(dead_code, reason = "one of several ways to run the layer")]
            }
        });
        quote!(#about #[inline] #visibility fn #signature { #body })
    }
}
