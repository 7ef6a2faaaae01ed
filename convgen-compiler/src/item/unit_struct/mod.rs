//! `struct Name;`

mod fallback;
mod functions;
mod implementation;

use convgen_runtime::layer::Activation;
use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::parse::ParseStream;
use syn::{Attribute, Error, Fields, ItemStruct, Visibility};

use super::{Facade, shape};
use crate::driver::Compiled;
use crate::element::Element;
use crate::emit::{data, ident, number as literal};
use functions::Functions;
use implementation::Implementation;

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
        let (item, layer, tracked) = (&self.0, compiled.layer(), compiled.tracked());
        let (interface, element) = (compiled.interface(), layer.element());
        let [weights, bias] =
            [layer.weights(), layer.bias()].map(|numbers| slice(numbers, element, convgen));
        let functions = Functions::new(&item.vis, &interface, convgen);
        let implementation = Implementation {
            item,
            interface: &interface,
            convgen,
            shape: shape::tokens(layer.shape(), convgen),
            activation: activation(layer.activation(), element, convgen),
            weights,
            bias,
            functions: functions.of(compiled),
        };
        quote! {
            #item
            const _: () = { #tracked };
            #implementation
        }
    }
}

/// A static slice of the numbers, dense and in PyTorch's order.
fn slice(numbers: &[f64], element: Element, convgen: &Facade) -> TokenStream {
    if numbers.is_empty() {
        return quote!(&[]);
    }
    let name = format_ident!("NUMBERS");
    let table = convgen.rename(data(&name, numbers, element));
    quote! { #table #convgen::isa::Table::as_slice(&#name) }
}

/// The activation as a constant.
fn activation(activation: Activation<'_, f64>, element: Element, convgen: &Facade) -> TokenStream {
    let variant = match activation {
        Activation::LeakyRelu(slope) => {
            let slope = float(slope, element);
            quote!(LeakyRelu(#slope))
        }
        Activation::Elu(alpha) => {
            let alpha = float(alpha, element);
            quote!(Elu(#alpha))
        }
        Activation::Prelu(slopes) => {
            let slopes = slice(slopes, element, convgen);
            quote!(Prelu({ #slopes }))
        }
        Activation::Clamp { min, max } => {
            let [min, max] = [min, max].map(|bound| float(bound, element));
            quote!(Clamp { min: #min, max: #max })
        }
        plain => shape::variant(&plain),
    };
    quote!(#convgen::Activation::#variant)
}

/// Exactly this number; infinities have no literal.
fn float(number: f64, element: Element) -> TokenStream {
    if number.is_infinite() {
        let name = if number > 0.0 { quote!(INFINITY) } else { quote!(NEG_INFINITY) };
        let element = ident(element.name());
        return quote!(::core::primitive::#element::#name);
    }
    literal(number, element)
}
