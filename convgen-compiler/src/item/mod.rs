//! The user's Rust item, and what it becomes.
//!
//! A bodiless function gets a body; a unit struct gets an implementation of `convgen::Layer`.
//! Whatever is wrong, an item is emitted, so that the reported errors are the only ones.

mod facade;
mod function;
mod length;
mod shape;
mod unit_struct;

pub use facade::Facade;
pub use function::Function;
pub use unit_struct::UnitStruct;

use proc_macro2::TokenStream;
use syn::parse::{Parse, ParseStream};
use syn::{Attribute, Token, Visibility};

use crate::driver::Compiled;
use crate::layer::Interface;

/// What the attribute stands on.
pub enum Item {
    /// `fn name(input: &[f32; N], output: &mut [f32; M]);`
    Function(Function),
    /// `struct Name;`
    Struct(UnitStruct),
}

impl Parse for Item {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let attributes = input.call(Attribute::parse_outer)?;
        let visibility: Visibility = input.parse()?;
        if input.peek(Token![struct]) {
            UnitStruct::parse(attributes, visibility, input).map(Self::Struct)
        } else if function::begins(input) {
            Function::parse(attributes, visibility, input).map(Self::Function)
        } else {
            Err(input.error(
                "`convgen::layer` stands on a function without a body, \
                 `fn name(input: &[f32; N], output: &mut [f32; M]);`, or on a unit struct, `struct Name;`",
            ))
        }
    }
}

impl Item {
    /// What is wrong with the item, whatever the layer, and beside its interface once that is known.
    pub fn check(&self, interface: Option<&Interface>) -> Option<syn::Error> {
        let errors = match self {
            Self::Function(function) => function.check(interface),
            Self::Struct(unit_struct) => unit_struct.check(),
        };
        errors.into_iter().reduce(|mut all, error| {
            all.combine(error);
            all
        })
    }

    /// The item with its kernel.
    pub fn complete(&self, compiled: &Compiled, convgen: &Facade) -> TokenStream {
        match self {
            Self::Function(function) => function.complete(compiled, convgen),
            Self::Struct(unit_struct) => unit_struct.complete(compiled, convgen),
        }
    }

    /// The item after an error: it type-checks and is never run.
    pub fn fallback(&self, interface: Option<&Interface>, convgen: &Facade) -> TokenStream {
        match self {
            Self::Function(function) => function.fallback(),
            Self::Struct(unit_struct) => unit_struct.fallback(interface, convgen),
        }
    }
}
