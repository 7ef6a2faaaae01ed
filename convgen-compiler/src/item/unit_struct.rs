//! `struct Name;`

use convgen_runtime::geometry::Shape;
use convgen_runtime::layer::Activation;
use proc_macro2::TokenStream;
use quote::{ToTokens, format_ident, quote};
use syn::parse::ParseStream;
use syn::{Attribute, Error, Fields, ItemStruct, Visibility};

use super::{Facade, shape};
use crate::driver::Compiled;
use crate::emit::{data, size};

/// A type that will be the layer.
pub struct UnitStruct(ItemStruct);

impl UnitStruct {
    pub(super) fn parse(
        attributes: Vec<Attribute>,
        visibility: Visibility,
        input: ParseStream<'_>,
    ) -> syn::Result<Self> {
        let mut item: ItemStruct = input.parse()?;
        (item.attrs, item.vis) = (attributes, visibility);
        Ok(Self(item))
    }

    pub(super) fn check(&self) -> Vec<Error> {
        let mut errors = Vec::new();
        if !matches!(self.0.fields, Fields::Unit) {
            let text = "a layer has no fields, its weights are in the code: write `struct Name;`";
            errors.push(Error::new_spanned(&self.0.fields, text));
        }
        if !self.0.generics.params.is_empty() {
            let text = "a layer is one type: its sizes and weights are fixed by the spec";
            errors.push(Error::new_spanned(&self.0.generics, text));
        }
        errors
    }

    pub(super) fn complete(&self, compiled: &Compiled, convgen: &Facade) -> TokenStream {
        let (item, name) = (&self.0, &self.0.ident);
        let layer = compiled.layer();
        let (shape, forward, tracked) =
            (shape::tokens(layer.shape(), convgen), forward(compiled, convgen), compiled.tracked());
        let [input, output] = [layer.shape().input_len(), layer.shape().output_len()].map(size);
        let activation = match layer.activation() {
            Activation::None => quote!(None),
            Activation::Relu => quote!(Relu),
        };
        let [weights, bias] =
            [layer.weights(), layer.bias()].map(|numbers| slice(numbers, convgen));
        quote! {
            #item
            const _: () = { #tracked };
            #[automatically_derived]
            impl #convgen::Layer for #name {
                type Input = [f32; #input];
                type Output = [f32; #output];
                const SHAPE: #convgen::Shape = #shape;
                const ACTIVATION: #convgen::Activation = #convgen::Activation::#activation;
                fn weights() -> &'static [f32] { #weights }
                fn bias() -> &'static [f32] { #bias }
                #forward
            }
        }
    }

    /// The right lengths if the shape is known. If it is not, an inherent `forward` that takes
    /// anything keeps the struct's uses free of further errors.
    pub(super) fn fallback(&self, shape: Option<&Shape>, convgen: &Facade) -> TokenStream {
        let (item, name) = (self.used_parameters(), &self.0.ident);
        let (generics, wheres, _) = self.0.generics.split_for_impl();
        let (input, output) = shape.map_or((0, 0), |shape| (shape.input_len(), shape.output_len()));
        let [input, output] = [input, output].map(size);
        let (constant, anything) = match shape {
            Some(shape) => (shape::tokens(shape, convgen), None),
            None => (
                quote! {
                    #convgen::Shape::checked(
                        #convgen::Kind::Conv,
                        1,
                        #convgen::Channels { input: 1, output: 1, groups: 1 },
                        &[#convgen::Axis::POINT],
                    )
                },
                Some(quote! {
                    #[allow(dead_code, reason = "the layer has an error")]
                    impl #generics #name #wheres {
                        pub fn forward<I: ?::core::marker::Sized, O: ?::core::marker::Sized>(_: &I, _: &mut O) {
                            ::core::panic!("the layer has an error")
                        }
                    }
                }),
            ),
        };
        quote! {
            #[allow(dead_code, reason = "the layer has an error")]
            #item
            #anything
            #[automatically_derived]
            impl #generics #convgen::Layer for #name #wheres {
                type Input = [f32; #input];
                type Output = [f32; #output];
                const SHAPE: #convgen::Shape = #constant;
                const ACTIVATION: #convgen::Activation = #convgen::Activation::None;
                fn weights() -> &'static [f32] { &[] }
                fn bias() -> &'static [f32] { &[] }
                fn forward_on(_: #convgen::Isa, _: &Self::Input, _: &mut Self::Output) {
                    ::core::panic!("the layer has an error")
                }
            }
        }
    }
}

impl UnitStruct {
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

/// `forward_on` where there are several kernels; with a single one nothing is asked at run time.
fn forward(compiled: &Compiled, convgen: &Facade) -> TokenStream {
    let functions = convgen.rename(compiled.functions());
    if compiled.kernels().len() > 1 {
        return quote! {
            #[inline]
            fn forward_on(isa: #convgen::Isa, input: &Self::Input, output: &mut Self::Output) {
                mod kernels { #functions }
                kernels::kernel(::core::cmp::Ord::min(isa, #convgen::Isa::detected()), input, output)
            }
        };
    }
    quote! {
        #[inline]
        fn forward(input: &Self::Input, output: &mut Self::Output) {
            mod kernels { #functions }
            kernels::kernel(input, output)
        }
        #[inline]
        fn forward_on(_: #convgen::Isa, input: &Self::Input, output: &mut Self::Output) {
            <Self as #convgen::Layer>::forward(input, output)
        }
    }
}

/// A static slice of the numbers, dense and in PyTorch's order.
fn slice(numbers: &[f32], convgen: &Facade) -> TokenStream {
    if numbers.is_empty() {
        return quote!(&[]);
    }
    let name = format_ident!("NUMBERS");
    let table = convgen.rename(data(&name, numbers));
    quote! { #table #convgen::isa::Table::as_slice(&#name) }
}
