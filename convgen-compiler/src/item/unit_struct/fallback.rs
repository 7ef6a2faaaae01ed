//! A struct after an error: it type-checks and is never run.

use convgen_runtime::layer::Operand;
use convgen_runtime::{Axis, Channels, Kind, Shape};
use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::ItemStruct;

use super::functions::Functions;
use super::implementation::Implementation;
use super::{Facade, UnitStruct, shape};
use crate::element::Element;
use crate::layer::Interface;

impl UnitStruct {
    /// The right arrays if they are known. If they are not, an inherent `forward` that takes anything
    /// keeps the struct's uses free of further errors.
    pub(in crate::item) fn fallback(
        &self,
        interface: Option<&Interface>,
        convgen: &Facade,
    ) -> TokenStream {
        let (item, name) = (self.used_parameters(), &self.0.ident);
        let (generics, types, wheres) = self.0.generics.split_for_impl();
        let anything = interface.is_none().then(|| {
            quote! {
                #[allow(dead_code, reason = "the layer has an error")]
                impl #generics #name #types #wheres {
                    pub fn forward<I: ?::core::marker::Sized, O: ?::core::marker::Sized>(_: &I, _: &mut O) {
                        ::core::panic!("the layer has an error")
                    }
                }
            }
        });
        let unknown = unknown();
        let functions = Functions::new(&self.0.vis, interface.unwrap_or(&unknown), convgen);
        let implementation = Implementation {
            item: &self.0,
            interface: interface.unwrap_or(&unknown),
            convgen,
            shape: shape::tokens(&interface.unwrap_or(&unknown).shape, convgen),
            activation: quote!(#convgen::Activation::None),
            weights: quote!(&[]),
            bias: quote!(&[]),
            functions: functions.fallen(),
        };
        quote! {
            #[allow(dead_code, reason = "the layer has an error")]
            #item
            #anything
            #implementation
        }
    }

    /// The item; generic parameters, which are an error already, are used in a field lest rustc
    /// complains that they are not.
    fn used_parameters(&self) -> TokenStream {
        let ItemStruct { attrs, vis, ident, generics, .. } = &self.0;
        let types: Vec<_> = generics.type_params().map(|parameter| &parameter.ident).collect();
        let lifetimes: Vec<_> = generics.lifetimes().map(|parameter| &parameter.lifetime).collect();
        if types.is_empty() && lifetimes.is_empty() {
            return self.0.to_token_stream();
        }
        quote! {
            #(#attrs)*
            #vis struct #ident #generics (
                #(::core::marker::PhantomData<fn() -> #types>,)*
                #(::core::marker::PhantomData<&#lifetimes ()>,)*
            );
        }
    }
}

/// Stands for a layer whose geometry is wrong.
fn unknown() -> Interface {
    let shape = Shape::checked(Kind::Conv, 1, Channels::new(1, 1), &[Axis::POINT]);
    Interface { shape, element: Element::default(), operands: vec![Operand::Input] }
}
