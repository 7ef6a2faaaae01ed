//! `transpose_of`, through the spec's door: its matrix is the other layer's, transposed.

use std::collections::BTreeMap;

use super::fixtures::npy;
use crate::cases::cases;
use crate::layers::{self, Case};
use convgen_compiler::diagnostic::Code;
use convgen_compiler::driver::{self, Failure};
use convgen_compiler::layer::Layer;
use convgen_compiler::source::Memory;
use convgen_compiler::stencil::Weighted;
use convgen_runtime::geometry::{Axis, Kind, Layout, Shape};
use convgen_runtime::layer::Activation;
use proptest::prelude::*;

/// The spec of a layer with the weights `weights.npy`.
fn spec(shape: &Shape) -> String {
    let list = |number: &dyn Fn(&Axis) -> usize| {
        format!("{:?}", shape.axes().iter().map(number).collect::<Vec<_>>())
    };
    // A layer has one mode for all its axes.
    let only_of_kind = match shape.kind() {
        Kind::Conv => format!("padding_mode = '{}'\n", shape.axes()[0].padding_mode),
        Kind::ConvTranspose => format!("output_padding = {}\n", list(&|a| a.output_padding)),
    };
    format!(
        "kind = '{}'\nbatch = {}\nin_channels = {}\nout_channels = {}\ngroups = {}\ni = {}\nk = {}\n\
         s = {}\nd = {}\np = {{ before = {}, after = {} }}\n{only_of_kind}\
         input_layout = '{}'\noutput_layout = '{}'\nweights = 'weights.npy'\n",
        shape.kind(),
        shape.batch(),
        shape.in_channels(),
        shape.out_channels(),
        shape.groups(),
        list(&|a| a.input),
        list(&|a| a.kernel),
        list(&|a| a.stride),
        list(&|a| a.dilation),
        list(&|a| a.pad_before),
        list(&|a| a.pad_after),
        shape.input_layout(),
        shape.output_layout(),
    )
}

/// The layers of a spec, of its transpose, and of the transpose of that.
fn files(case: &Case<f32>) -> Memory {
    let shape = &case.shape;
    let [outer, inner, z, y, x] = shape.weight_dims().map(|dim| dim as u64);
    let dims = [&[outer, inner][..], &[z, y, x][3 - shape.dims()..]].concat();
    Memory::new()
        .with("weights/weights.npy", npy(&dims, &case.weights))
        .with("weights/a.toml", spec(shape) + "bias = 'none.npy'\nactivation = 'relu'\n")
        .with("b.toml", "transpose_of = 'weights/a.toml'")
        .with("c/c.toml", "transpose_of = '../b.toml'")
}

fn layer(files: &Memory, path: &str) -> Result<Layer, Box<Failure>> {
    driver::compile(files, path).map(|compiled| compiled.layer().clone())
}

/// The entries of the matrix that are not zero, by row and column.
fn entries(layer: &Layer) -> BTreeMap<(usize, usize), f64> {
    let weighted = Weighted::new(layer);
    let rows = (0..layer.shape().output_len()).flat_map(|row| {
        weighted.row(row).into_iter().map(move |(column, weight)| ((row, column), weight))
    });
    rows.collect()
}

proptest! {
    #![proptest_config(cases(300))]

    #[test]
    fn the_matrix_is_transposed(mut case in layers::integers::<f32>()) {
        // A padding that holds copies has no transpose.
        prop_assume!(case.has_mirror());
        // The bias and the activation belong to the other layer alone.
        (case.bias, case.activation) = (Vec::new(), Activation::None);
        let files = files(&case);
        // So do the layouts.
        case.shape = case.shape.with_layouts(Layout::Nchw, Layout::Nchw);
        let found = match layer(&files, "b.toml") {
            Ok(found) => found,
            Err(failure) => {
                let [error] = failure.diagnostics.as_slice() else { panic!("{failure:?}") };
                prop_assert_eq!(error.code, Code::ImpossibleTranspose);
                let is_surplus = |axis: &Axis| {
                    axis.output_padding / axis.stride > axis.pad_after / axis.stride
                };
                let is_none = !case.has_mirror() || case.shape.axes().iter().any(is_surplus);
                prop_assert!(is_none, "{:?}", error);
                return Ok(());
            }
        };
        prop_assert!(case.has_mirror());
        let (shape, other) = (found.shape(), &case.shape);
        prop_assert_eq!(shape.kind(), other.kind().mirror());
        prop_assert_eq!(shape.output_sizes(), other.input_sizes());
        prop_assert_eq!(shape.input_sizes(), other.output_sizes());
        prop_assert_eq!((shape.in_channels(), shape.out_channels()), (other.out_channels(), other.in_channels()));
        prop_assert_eq!((found.bias().len(), found.activation()), (0, Activation::None));
        let transposed = entries(&found).into_iter().map(|((row, column), weight)| ((column, row), weight));
        prop_assert_eq!(entries(&case.layer()), transposed.collect::<BTreeMap<_, _>>());

        let back = layer(&files, "c/c.toml").expect("what was mirrored can be mirrored");
        prop_assert_eq!(back.shape().output_sizes(), other.output_sizes());
        prop_assert_eq!(entries(&back), entries(&case.layer()));
    }
}

#[test]
fn every_file_is_tracked() {
    let files = Memory::new()
        .with("a.toml", "kind = 'conv'\ni = 5\nk = 1\ns = 2\nweights = 'w.npy'\nbias = 'no.npy'")
        .with("w.npy", npy(&[1, 1, 1, 1], &[2.0_f32]))
        .with("deep/own.npy", npy(&[1], &[0.5_f32]))
        .with("deep/b.toml", "transpose_of = '../a.toml'\nbias = 'own.npy'\nbatch = 3");
    let compiled = driver::compile(&files, "deep/b.toml").expect("a layer");
    assert_eq!(compiled.files(), ["deep/b.toml", "a.toml", "deep/own.npy", "w.npy"]);
    assert_eq!(compiled.shape().batch(), 3);
    assert_eq!(compiled.layer().bias(), [0.5]);
    assert_eq!(compiled.layer().derivation().transpose_of.as_deref(), Some("a.toml"));
    // Also when the compilation fails.
    let wrong = files.with("a.toml", "kind = 'conv'");
    let failure = driver::compile(&wrong, "deep/b.toml").expect_err("no sizes");
    assert_eq!(failure.files, ["deep/b.toml", "a.toml"]);
    let text = failure.diagnostics[0].render(failure.source.as_ref());
    assert!(text.contains("--> a.toml"), "{text}");
}

#[test]
fn a_spec_that_is_too_large() {
    let files = Memory::new()
        .with("a.toml", vec![b'\n'; 5 << 20])
        .with("b.toml", "transpose_of = 'a.toml'");
    let failure = driver::compile(&files, "b.toml").expect_err("too large");
    let text = failure.diagnostics[0].render(failure.source.as_ref());
    assert!(text.starts_with("cannot read the spec `a.toml`: it has 5242880 bytes"), "{text}");
}
