//! A checked shape as a constant expression.

use std::fmt::Debug;

use convgen_runtime::geometry::{Axis, Layout, PaddingMode, Shape};
use proc_macro2::TokenStream;
use quote::quote;

use super::Facade;
use crate::emit::size;

pub(super) fn tokens(shape: &Shape, convgen: &Facade) -> TokenStream {
    let kind = variant(&shape.kind());
    let [batch, input, output, groups] =
        [shape.batch(), shape.in_channels(), shape.out_channels(), shape.groups()].map(size);
    let axes = shape.axes().iter().map(|each| axis(each, convgen));
    let layouts = layouts(shape, convgen);
    quote! {
        #convgen::Shape::checked(
            #convgen::Kind::#kind,
            #batch,
            #convgen::Channels { input: #input, output: #output, groups: #groups },
            &[#(#axes),*],
        )
        #layouts
    }
}

/// A variant by its name, and with its numbers if it has any: what a derived `Debug` writes is an
/// expression.
pub(super) fn variant(of: &impl Debug) -> TokenStream {
    format!("{of:?}").parse().unwrap_or_default()
}

/// The builder for layouts that are not the default.
fn layouts(shape: &Shape, convgen: &Facade) -> Option<TokenStream> {
    let layouts = [shape.input_layout(), shape.output_layout()];
    let [input, output] = layouts.map(|layout| variant(&layout));
    let given = layouts != [Layout::Nchw; 2];
    given.then(|| quote!(.with_layouts(#convgen::Layout::#input, #convgen::Layout::#output)))
}

/// Builders for what differs from the default only.
fn axis(axis: &Axis, convgen: &Facade) -> TokenStream {
    let [input, kernel, stride, dilation, before, after, output_padding] = [
        axis.input,
        axis.kernel,
        axis.stride,
        axis.dilation,
        axis.pad_before,
        axis.pad_after,
        axis.output_padding,
    ]
    .map(size);
    let mut tokens = quote!(#convgen::Axis::new(#input, #kernel));
    if axis.stride != 1 {
        tokens.extend(quote!(.with_stride(#stride)));
    }
    if axis.dilation != 1 {
        tokens.extend(quote!(.with_dilation(#dilation)));
    }
    if (axis.pad_before, axis.pad_after) != (0, 0) {
        tokens.extend(quote!(.with_padding(#before, #after)));
    }
    if axis.padding_mode != PaddingMode::Zeros {
        let mode = variant(&axis.padding_mode);
        tokens.extend(quote!(.with_padding_mode(#convgen::PaddingMode::#mode)));
    }
    if axis.output_padding != 0 {
        tokens.extend(quote!(.with_output_padding(#output_padding)));
    }
    tokens
}
