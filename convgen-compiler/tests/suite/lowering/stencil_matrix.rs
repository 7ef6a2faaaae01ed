//! The stencil's view as a sparse matrix, entry by entry against the definition.

use std::collections::BTreeMap;

use crate::cases::cases;
use crate::layers::{self, Case};
use convgen_compiler::element::Element;
use convgen_compiler::layer::Layer;
use convgen_compiler::spec::Request;
use convgen_compiler::stencil::Weighted;
use convgen_runtime::geometry::{Kind, Shape};
use convgen_runtime::reference::matrix;
use proptest::prelude::*;

/// The entries that are not zero, by row and column.
fn entries(layer: &Layer) -> BTreeMap<(usize, usize), f64> {
    let weighted = Weighted::new(layer);
    let rows = (0..layer.shape().output_len()).flat_map(|row| {
        let entries = weighted.row(row);
        entries.into_iter().map(move |(column, weight)| ((row, column), weight))
    });
    rows.collect()
}

fn mirror(case: &Case<f64>) -> (Shape, Layer) {
    let shape = case.shape.mirror().expect("every layer of these sizes has a mirror");
    let request = Request::default();
    let (weights, activation) = (case.weights.clone(), case.activation);
    let layer =
        Layer::new("mirror.toml", shape, Element::F64, weights, Vec::new(), activation, request);
    (shape, layer.expect("the mirror has the same weights"))
}

proptest! {
    #![proptest_config(cases(300))]

    #[test]
    fn every_entry_is_the_definitions(case in layers::integers::<f64>()) {
        let layer = case.definition();
        let entries = entries(&case.layer());
        for row in 0..case.shape.output_len() {
            for column in 0..case.shape.input_len().min(400) {
                let found = entries.get(&(row, column)).copied().unwrap_or(0.0);
                prop_assert_eq!(found, matrix::entry(&layer, row, column), "[{}, {}]", row, column);
            }
        }
    }

    #[test]
    fn as_many_entries_as_multiply_adds(case in layers::integers::<f64>()) {
        let layer = case.layer();
        let entries = entries(&layer).len() as u64;
        if case.has_mirror() {
            prop_assert_eq!(entries, layer.multiply_adds());
        } else {
            // Several of them may be one entry.
            prop_assert!(entries <= layer.multiply_adds());
        }
    }

    #[test]
    fn terms_add_up_to_the_entries(case in layers::integers::<f64>()) {
        let weighted = Weighted::new(&case.layer());
        let stencil = &weighted.stencil;
        let mut terms = 0;
        for row in 0..stencil.outputs() {
            let found = weighted.terms(row);
            terms += found.len() as u128;
            let channel = row / stencil.out_strides.channel % stencil.out_channels;
            for term in &found {
                prop_assert_eq!(term.weight, weighted.weight(channel, term.channel, term.kernel));
                let plane = term.column / stencil.in_strides.channel % stencil.in_channels;
                let group = stencil.group(channel) * stencil.in_channels_per_group();
                prop_assert_eq!(plane, group + term.channel);
            }
            let mut sums = BTreeMap::<usize, f64>::new();
            found.iter().for_each(|term| *sums.entry(term.column).or_default() += term.weight);
            sums.retain(|_, sum| *sum != 0.0);
            prop_assert_eq!(sums, weighted.row(row).into_iter().collect());
        }
        prop_assert_eq!(terms, case.shape.multiply_adds());
    }

    #[test]
    fn the_transpose_is_the_mirror_layers(case in layers::integers::<f64>()) {
        // A convolution's mirror has exactly its input and output the other way round.
        prop_assume!(case.shape.kind() == Kind::Conv && case.has_mirror());
        let (shape, mirrored) = mirror(&case);
        prop_assert_eq!(shape.input_len(), case.shape.output_len());
        prop_assert_eq!(shape.output_len(), case.shape.input_len());
        let transposed: BTreeMap<_, _> =
            entries(&mirrored).into_iter().map(|((row, column), weight)| ((column, row), weight)).collect();
        prop_assert_eq!(entries(&case.layer()), transposed);
    }
}
