//! `fn name(input: &[f32; N], output: &mut [f32; M]);`, with further operands between the two.

use convgen_runtime::layer::Operand;
use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::parse::ParseStream;
use syn::spanned::Spanned;
use syn::{
    Attribute, Error, FnArg, GenericParam, Pat, ReturnType, Signature, Token, Type, TypeReference,
    Visibility,
};

use super::Facade;
use super::length::{self, Side};
use crate::driver::Compiled;
use crate::emit::{ident, size};
use crate::layer::Interface;

/// A function that will compute the layer.
pub struct Function {
    attributes: Vec<Attribute>,
    visibility: Visibility,
    signature: Signature,
    /// Whether the user wrote a body, which is an error.
    body: Option<TokenStream>,
}

/// Whether a function begins here.
pub(super) fn begins(input: ParseStream<'_>) -> bool {
    input.fork().parse::<Signature>().is_ok() || input.peek(Token![fn])
}

impl Function {
    pub(super) fn parse(
        attributes: Vec<Attribute>,
        visibility: Visibility,
        input: ParseStream<'_>,
    ) -> syn::Result<Self> {
        let signature = input.parse()?;
        let body = match input.parse::<Option<Token![;]>>()? {
            Some(_) => None,
            None => Some(input.parse()?),
        };
        Ok(Self { attributes, visibility, signature, body })
    }

    pub(super) fn check(&self, interface: Option<&Interface>) -> Vec<Error> {
        let mut errors = self.form();
        match self.parameters(interface) {
            Some(parameters) => {
                errors.extend(
                    parameters.iter().flat_map(|(side, each)| each.check(*side, interface)),
                );
            }
            None => {
                let span = self.signature.paren_token.span.join();
                errors.push(Error::new(span, wanted(interface, self.signature.inputs.len())));
            }
        }
        errors
    }

    /// Everything that does not depend on the layer.
    fn form(&self) -> Vec<Error> {
        let signature = &self.signature;
        let mut errors = Vec::new();
        let mut refuse =
            |tokens: &dyn ToTokens, text: &str| errors.push(Error::new_spanned(tokens, text));
        if let Some(body) = &self.body {
            refuse(body, "the body is what convgen writes: put `;` in its place");
        }
        if let Some(token) = &signature.constness {
            refuse(
                token,
                "a layer's function cannot be `const`: its kernel is not evaluated by rustc",
            );
        }
        if let Some(token) = &signature.asyncness {
            refuse(token, "a layer's function cannot be `async`: it never waits");
        }
        if let Some(variadic) = &signature.variadic {
            refuse(variadic, "a layer's function has a fixed number of parameters");
        }
        for generic in &signature.generics.params {
            if !matches!(generic, GenericParam::Lifetime(_)) {
                refuse(
                    generic,
                    "the layer's sizes and element type are fixed: only lifetimes may be generic",
                );
            }
        }
        if let ReturnType::Type(_, ty) = &signature.output
            && !matches!(&**ty, Type::Tuple(unit) if unit.elems.is_empty())
        {
            refuse(ty, "the result is written to the last parameter: nothing is returned");
        }
        errors
    }

    /// The parameters and what they are, if there are as many as the layer has arrays. Of a layer
    /// that is not known, those between the first and the last may be anything.
    fn parameters(&self, interface: Option<&Interface>) -> Option<Vec<(Side, Parameter<'_>)>> {
        let all = self.signature.inputs.iter().map(Parameter::new);
        let mut all = all.collect::<Option<Vec<_>>>()?;
        if interface.is_none() && all.len() > 2 {
            all.drain(1..all.len() - 1);
        }
        let operands = interface.map_or(&[Operand::Input][..], |interface| &interface.operands);
        let sides = operands.iter().map(|&operand| Side::Read(operand)).chain([Side::Output]);
        (all.len() == operands.len() + 1).then(|| sides.zip(all).collect())
    }

    pub(super) fn complete(&self, compiled: &Compiled, convgen: &Facade) -> TokenStream {
        let Self { attributes, visibility, signature, .. } = self;
        let (tracked, functions) = (compiled.tracked(), convgen.rename(compiled.functions()));
        // All exist with names: `check` asked for them.
        let interface = compiled.interface();
        let Some(parameters) = self.parameters(Some(&interface)) else {
            return self.fallback();
        };
        let fit =
            |(side, parameter): &(Side, Parameter<'_>)| parameter.fit(*side, &interface, convgen);
        let named: Vec<_> = parameters.iter().map(fit).collect();
        let names = parameters.iter().map(|(_, parameter)| parameter.name);
        let isa = (compiled.programs().len() > 1).then(|| quote!(#convgen::Isa::current(),));
        let mut body = quote! {
            mod kernels { #functions }
            kernels::kernel(#isa #(#names),*)
        };
        // The user's types come before it, and may lie in a module of that name.
        if named.iter().any(Option::is_some) {
            body = quote!(#(#named)* { #body });
        }
        quote! {
            #(#attributes)*
            #visibility #signature {
                #tracked
                #body
            }
        }
    }

    pub(super) fn fallback(&self) -> TokenStream {
        let Self { attributes, visibility, signature, .. } = self;
        let mut signature = signature.clone();
        signature.constness = None;
        quote! {
            #(#attributes)*
            #[allow(unused_variables, reason = "the layer has an error")]
            #visibility #signature {
                ::core::panic!("the layer has an error")
            }
        }
    }
}

/// How many parameters there must be instead of `found`, and which.
fn wanted(interface: Option<&Interface>, found: usize) -> String {
    let Some(interface) = interface.filter(|interface| interface.operands.len() > 1) else {
        let two =
            "a layer's function has two parameters: `input: &[f32; N], output: &mut [f32; M]`";
        let others = "; what a spec leaves to the caller comes between the two: the weights without \
                      `weights`, the bias with `bias = true`, a residual with `add = true`";
        let others = if found > 2 { others } else { "" };
        return format!("{two}{others}");
    };
    let read = interface.operands.iter().map(|&operand| Side::Read(operand));
    let parameter = |side: Side| {
        format!(
            "{side}: {}[{}; {}]",
            side.reference(),
            interface.element,
            side.len(&interface.shape)
        )
    };
    let all: Vec<_> = read.chain([Side::Output]).map(parameter).collect();
    let reasons = interface.operands.iter().filter_map(|operand| match operand {
        Operand::Input => None,
        Operand::Weights => Some("no `weights`"),
        Operand::Bias => Some("`bias = true`"),
        Operand::Residual => Some("`add = true`"),
        other => Some(other.name()),
    });
    let reasons: Vec<&str> = reasons.collect();
    format!(
        "the spec has {}, so that its function has {} parameters: `{}`",
        reasons.join(" and "),
        all.len(),
        all.join(", ")
    )
}

/// One parameter of the function.
struct Parameter<'a> {
    /// Its name, if it is a plain one.
    name: Option<&'a Ident>,
    pattern: &'a Pat,
    ty: &'a Type,
}

impl<'a> Parameter<'a> {
    fn new(argument: &'a FnArg) -> Option<Self> {
        let FnArg::Typed(typed) = argument else { return None };
        let name = match &*typed.pat {
            Pat::Ident(pat)
                if pat.by_ref.is_none() && pat.subpat.is_none() && pat.mutability.is_none() =>
            {
                Some(&pat.ident)
            }
            _ => None,
        };
        Some(Self { name, pattern: &typed.pat, ty: &typed.ty })
    }

    /// What the reference points to.
    fn referent(&self, side: Side) -> Option<&'a Type> {
        match self.ty {
            Type::Reference(TypeReference { mutability, elem, .. })
                if mutability.is_some() == (side == Side::Output) =>
            {
                Some(elem)
            }
            _ => None,
        }
    }

    fn check(&self, side: Side, interface: Option<&Interface>) -> Vec<Error> {
        let mut errors = Vec::new();
        if self.name.is_none() {
            errors.push(Error::new(self.pattern.span(), "a parameter needs a plain name here"));
        }
        let shape = interface.map(|interface| &interface.shape);
        let length = shape.map_or_else(|| "N".to_owned(), |shape| side.len(shape).to_string());
        let element = interface.map(|interface| interface.element);
        let wanted = format!("[{}; {length}]", element.unwrap_or_default());
        match self.referent(side) {
            None => {
                let text = format!("the {side} is `{}{wanted}`", side.reference());
                errors.push(Error::new_spanned(self.ty, text));
            }
            Some(Type::Array(array)) => {
                if let Some(text) = length::wrong_element(side, &array.elem, element) {
                    errors.push(Error::new_spanned(&array.elem, text));
                }
                if let (Some(shape), Some(found)) = (shape, length::literal(&array.len))
                    && found != side.len(shape) as u128
                {
                    errors.push(Error::new_spanned(
                        &array.len,
                        length::mismatch(side, shape, Some(found)),
                    ));
                }
            }
            // A path may be an alias; its size is asserted where it is known.
            Some(Type::Path(_)) => {}
            Some(other) => {
                let text = format!("the {side} is an array, `{wanted}`: its length is known");
                errors.push(Error::new_spanned(other, text));
            }
        }
        errors
    }

    /// For a length that only rustc can evaluate: asserts that it is the layer's, and gives the
    /// parameter the layer's type. The `else` is never taken when the assertion holds; it keeps the
    /// assertion the only error when it does not.
    fn fit(&self, side: Side, interface: &Interface, convgen: &Facade) -> Option<TokenStream> {
        let (name, ty) = (self.name?, self.referent(side)?);
        if let Type::Array(array) = ty
            && length::literal(&array.len).is_some()
        {
            return None;
        }
        let shape = &interface.shape;
        let (len, message) = (size(side.len(shape)), length::mismatch(side, shape, None));
        let element = ident(interface.element.name());
        let (slice, to_slice, from_slice) = match side {
            Side::Read(_) => (quote!(&[#element]), quote!(as_slice), quote!(from_slice)),
            Side::Output => (quote!(&mut [#element]), quote!(as_mut_slice), quote!(from_mut_slice)),
        };
        let slice = quote_spanned!(ty.span()=> #slice);
        Some(quote_spanned! {ty.span()=>
            const _: () = ::core::assert!(<#ty as #convgen::Buffer>::LEN == #len, #message);
            let #name: #slice = #convgen::Buffer::#to_slice(#name);
            let ::core::result::Result::Ok(#name) = #convgen::Buffer::#from_slice(#name) else { return };
        })
    }
}
