//! A corpus of specs, compiled by the attribute and run.
//!
//! Adding a case is adding a spec to `tests/corpus/` and its line below. Every case is compared
//! with the five reference algorithms, and with PyTorch where a fixture has its name.

#[path = "support/bound.rs"]
mod bound;
#[path = "support/fixtures.rs"]
mod fixtures;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use bound::{assert_within, bound};
use convgen::reference::{self, Algorithm, Definition};
use convgen::{Activation, AnyLayer, Element, Isa, Operand};
use fixtures::Fixture;

static FIXTURES: LazyLock<BTreeMap<String, Fixture>> = LazyLock::new(|| {
    let fixtures = fixtures::read(Path::new(env!("CARGO_MANIFEST_DIR")));
    fixtures.into_iter().map(|fixture| (fixture.name.clone(), fixture)).collect()
});

/// Compares a compiled layer with everything that knows better: exactly where its numbers are small
/// integers.
fn check<L: AnyLayer>(name: &str) {
    let variants = ["_unrolled", "_looped", "_channels", "_pixels", "_sparse", "_arguments"];
    let mut stems = vec![name];
    while let Some(stem) = variants.iter().find_map(|end| stems[stems.len() - 1].strip_suffix(end))
    {
        stems.push(stem);
    }
    let fixture = stems.iter().find_map(|stem| FIXTURES.get(*stem));
    let fixture = fixture.unwrap_or_else(|| panic!("{name} has no fixture"));
    let spec =
        fs::read_to_string(format!("{}/tests/corpus/{name}.toml", env!("CARGO_MANIFEST_DIR")));
    assert!(spec.expect("it is committed").contains(&fixture.spec), "the spec is the fixture's");
    let sizes = L::SHAPE.weight_dims().into_iter().map(|size| size as u64);
    assert!(
        sizes.filter(|&size| size > 1).eq(fixture
            .weight_shape
            .iter()
            .copied()
            .filter(|&size| size > 1))
    );
    let fixture = fixture.cast(L::Element::from_f64);
    let own = |operand: Operand, numbers: &[L::Element]| match L::OPERANDS.contains(&operand) {
        true => Vec::new(),
        false => numbers.to_vec(),
    };
    assert_eq!(L::weights(), own(Operand::Weights, &fixture.weights), "the weights");
    assert_eq!(L::bias(), own(Operand::Bias, &fixture.bias), "the bias");
    if !fixture.slopes.is_empty() {
        assert_eq!(L::ACTIVATION, Activation::Prelu(&fixture.slopes), "the slopes");
    }

    let (operands, mut outputs) = (fixture.operands(L::OPERANDS), Vec::new());
    let mut output = vec![L::Element::NAN; L::SHAPE.output_len()];
    for &isa in Isa::ALL {
        if isa.min(Isa::detected()) != isa {
            eprintln!("{name}: skipped on {isa}, which this machine does not have");
            continue;
        }
        output.fill(L::Element::NAN);
        L::run(isa, &operands, &mut output).expect("the fixture has the layer's lengths");
        outputs.push((format!("PyTorch, on {isa}"), output.clone()));
    }

    let mut expected = vec![L::Element::NAN; L::SHAPE.output_len()];
    reference::run::<L>(&operands, &mut expected).expect("a compiled layer is consistent");
    outputs.push(("its definition".to_owned(), expected));
    let mut definition = Definition::new(L::SHAPE, &fixture.weights, &fixture.bias, L::ACTIVATION)
        .expect("a compiled layer is consistent");
    if !fixture.residual.is_empty() {
        definition = definition.with_residual(&fixture.residual).expect("the length is right");
    }
    for algorithm in Algorithm::ALL {
        let mut expected = vec![L::Element::NAN; L::SHAPE.output_len()];
        algorithm.run(&definition, &fixture.input, &mut expected).expect("the lengths are right");
        outputs.push((algorithm.to_string(), expected));
    }
    let bound = bound(&definition, &fixture.input);
    for (which, output) in outputs {
        if fixture.exact {
            assert_eq!(output, fixture.output, "{which}");
        } else {
            assert_within(&output, &fixture.output, &bound, &which);
        }
    }
}

/// A test for each spec, and the list of them all.
macro_rules! corpus {
    ($($name:ident = $path:literal,)*) => {
        $(#[test]
        fn $name() {
            #[convgen::layer($path)]
            struct Case;
            check::<Case>(stringify!($name));
        })*

        const LISTED: &[&str] = &[$($path),*];
    };
}

corpus! {
    conv_1d_add_batched = "tests/corpus/conv_1d_add_batched.toml",
    conv_1d_add_wide_row = "tests/corpus/conv_1d_add_wide_row.toml",
    conv_1d_add_wide_row_channels = "tests/corpus/conv_1d_add_wide_row_channels.toml",
    conv_1d_add_wide_row_looped = "tests/corpus/conv_1d_add_wide_row_looped.toml",
    conv_1d_add_wide_row_pixels = "tests/corpus/conv_1d_add_wide_row_pixels.toml",
    conv_1d_add_wide_row_sparse = "tests/corpus/conv_1d_add_wide_row_sparse.toml",
    conv_1d_circular_wide_row = "tests/corpus/conv_1d_circular_wide_row.toml",
    conv_1d_circular_wide_row_channels = "tests/corpus/conv_1d_circular_wide_row_channels.toml",
    conv_1d_circular_wide_row_looped = "tests/corpus/conv_1d_circular_wide_row_looped.toml",
    conv_1d_circular_wide_row_pixels = "tests/corpus/conv_1d_circular_wide_row_pixels.toml",
    conv_1d_circular_wide_row_sparse = "tests/corpus/conv_1d_circular_wide_row_sparse.toml",
    conv_1d_dilated_strided = "tests/corpus/conv_1d_dilated_strided.toml",
    conv_1d_dilated_strided_channels = "tests/corpus/conv_1d_dilated_strided_channels.toml",
    conv_1d_dilated_strided_looped = "tests/corpus/conv_1d_dilated_strided_looped.toml",
    conv_1d_dilated_strided_pixels = "tests/corpus/conv_1d_dilated_strided_pixels.toml",
    conv_1d_dilated_strided_sparse = "tests/corpus/conv_1d_dilated_strided_sparse.toml",
    conv_1d_gelu_tanh_double = "tests/corpus/conv_1d_gelu_tanh_double.toml",
    conv_1d_padding_after_only = "tests/corpus/conv_1d_padding_after_only.toml",
    conv_1d_padding_beyond_kernel = "tests/corpus/conv_1d_padding_beyond_kernel.toml",
    conv_1d_reflect_most_padding = "tests/corpus/conv_1d_reflect_most_padding.toml",
    conv_1d_reflect_wide_row = "tests/corpus/conv_1d_reflect_wide_row.toml",
    conv_1d_reflect_wide_row_channels = "tests/corpus/conv_1d_reflect_wide_row_channels.toml",
    conv_1d_reflect_wide_row_looped = "tests/corpus/conv_1d_reflect_wide_row_looped.toml",
    conv_1d_reflect_wide_row_pixels = "tests/corpus/conv_1d_reflect_wide_row_pixels.toml",
    conv_1d_reflect_wide_row_sparse = "tests/corpus/conv_1d_reflect_wide_row_sparse.toml",
    conv_1d_replicate_one_input = "tests/corpus/conv_1d_replicate_one_input.toml",
    conv_1d_sigmoid_double = "tests/corpus/conv_1d_sigmoid_double.toml",
    conv_1d_silu = "tests/corpus/conv_1d_silu.toml",
    conv_1d_silu_channels = "tests/corpus/conv_1d_silu_channels.toml",
    conv_1d_silu_double = "tests/corpus/conv_1d_silu_double.toml",
    conv_1d_silu_double_channels = "tests/corpus/conv_1d_silu_double_channels.toml",
    conv_1d_silu_double_looped = "tests/corpus/conv_1d_silu_double_looped.toml",
    conv_1d_silu_double_pixels = "tests/corpus/conv_1d_silu_double_pixels.toml",
    conv_1d_silu_double_sparse = "tests/corpus/conv_1d_silu_double_sparse.toml",
    conv_1d_silu_looped = "tests/corpus/conv_1d_silu_looped.toml",
    conv_1d_silu_pixels = "tests/corpus/conv_1d_silu_pixels.toml",
    conv_1d_silu_sparse = "tests/corpus/conv_1d_silu_sparse.toml",
    conv_1d_stride_skips_inputs = "tests/corpus/conv_1d_stride_skips_inputs.toml",
    conv_1d_strided = "tests/corpus/conv_1d_strided.toml",
    conv_1d_tanh_double = "tests/corpus/conv_1d_tanh_double.toml",
    conv_1d_wide_row = "tests/corpus/conv_1d_wide_row.toml",
    conv_1d_wide_row_arguments = "tests/corpus/conv_1d_wide_row_arguments.toml",
    conv_1d_wide_row_arguments_channels = "tests/corpus/conv_1d_wide_row_arguments_channels.toml",
    conv_1d_wide_row_arguments_looped = "tests/corpus/conv_1d_wide_row_arguments_looped.toml",
    conv_1d_wide_row_arguments_pixels = "tests/corpus/conv_1d_wide_row_arguments_pixels.toml",
    conv_1d_wide_row_arguments_unrolled = "tests/corpus/conv_1d_wide_row_arguments_unrolled.toml",
    conv_1d_wide_row_channels = "tests/corpus/conv_1d_wide_row_channels.toml",
    conv_1d_wide_row_double = "tests/corpus/conv_1d_wide_row_double.toml",
    conv_1d_wide_row_double_channels = "tests/corpus/conv_1d_wide_row_double_channels.toml",
    conv_1d_wide_row_double_looped = "tests/corpus/conv_1d_wide_row_double_looped.toml",
    conv_1d_wide_row_double_pixels = "tests/corpus/conv_1d_wide_row_double_pixels.toml",
    conv_1d_wide_row_double_sparse = "tests/corpus/conv_1d_wide_row_double_sparse.toml",
    conv_1d_wide_row_looped = "tests/corpus/conv_1d_wide_row_looped.toml",
    conv_1d_wide_row_pixels = "tests/corpus/conv_1d_wide_row_pixels.toml",
    conv_1d_wide_row_sparse = "tests/corpus/conv_1d_wide_row_sparse.toml",
    conv_2d_add_seventeen_channels = "tests/corpus/conv_2d_add_seventeen_channels.toml",
    conv_2d_add_seventeen_channels_arguments = "tests/corpus/conv_2d_add_seventeen_channels_arguments.toml",
    conv_2d_add_seventeen_channels_arguments_channels = "tests/corpus/conv_2d_add_seventeen_channels_arguments_channels.toml",
    conv_2d_add_seventeen_channels_arguments_looped = "tests/corpus/conv_2d_add_seventeen_channels_arguments_looped.toml",
    conv_2d_add_seventeen_channels_arguments_pixels = "tests/corpus/conv_2d_add_seventeen_channels_arguments_pixels.toml",
    conv_2d_add_seventeen_channels_arguments_unrolled = "tests/corpus/conv_2d_add_seventeen_channels_arguments_unrolled.toml",
    conv_2d_add_seventeen_channels_channels = "tests/corpus/conv_2d_add_seventeen_channels_channels.toml",
    conv_2d_add_seventeen_channels_looped = "tests/corpus/conv_2d_add_seventeen_channels_looped.toml",
    conv_2d_add_seventeen_channels_pixels = "tests/corpus/conv_2d_add_seventeen_channels_pixels.toml",
    conv_2d_add_seventeen_channels_sparse = "tests/corpus/conv_2d_add_seventeen_channels_sparse.toml",
    conv_2d_batched = "tests/corpus/conv_2d_batched.toml",
    conv_2d_circular_pruned = "tests/corpus/conv_2d_circular_pruned.toml",
    conv_2d_circular_wide_row = "tests/corpus/conv_2d_circular_wide_row.toml",
    conv_2d_circular_wide_row_channels = "tests/corpus/conv_2d_circular_wide_row_channels.toml",
    conv_2d_circular_wide_row_looped = "tests/corpus/conv_2d_circular_wide_row_looped.toml",
    conv_2d_circular_wide_row_pixels = "tests/corpus/conv_2d_circular_wide_row_pixels.toml",
    conv_2d_circular_wide_row_sparse = "tests/corpus/conv_2d_circular_wide_row_sparse.toml",
    conv_2d_clamp_minus_1_5_inf = "tests/corpus/conv_2d_clamp_minus_1_5_inf.toml",
    conv_2d_clamp_minus_2_3 = "tests/corpus/conv_2d_clamp_minus_2_3.toml",
    conv_2d_depthwise_multiplier = "tests/corpus/conv_2d_depthwise_multiplier.toml",
    conv_2d_depthwise_wide = "tests/corpus/conv_2d_depthwise_wide.toml",
    conv_2d_depthwise_wide_channels = "tests/corpus/conv_2d_depthwise_wide_channels.toml",
    conv_2d_depthwise_wide_looped = "tests/corpus/conv_2d_depthwise_wide_looped.toml",
    conv_2d_depthwise_wide_pixels = "tests/corpus/conv_2d_depthwise_wide_pixels.toml",
    conv_2d_depthwise_wide_sparse = "tests/corpus/conv_2d_depthwise_wide_sparse.toml",
    conv_2d_first_last_depthwise = "tests/corpus/conv_2d_first_last_depthwise.toml",
    conv_2d_first_last_depthwise_channels = "tests/corpus/conv_2d_first_last_depthwise_channels.toml",
    conv_2d_first_last_depthwise_looped = "tests/corpus/conv_2d_first_last_depthwise_looped.toml",
    conv_2d_first_last_depthwise_pixels = "tests/corpus/conv_2d_first_last_depthwise_pixels.toml",
    conv_2d_first_last_depthwise_sparse = "tests/corpus/conv_2d_first_last_depthwise_sparse.toml",
    conv_2d_gelu = "tests/corpus/conv_2d_gelu.toml",
    conv_2d_gelu_channels = "tests/corpus/conv_2d_gelu_channels.toml",
    conv_2d_gelu_looped = "tests/corpus/conv_2d_gelu_looped.toml",
    conv_2d_gelu_pixels = "tests/corpus/conv_2d_gelu_pixels.toml",
    conv_2d_gelu_sparse = "tests/corpus/conv_2d_gelu_sparse.toml",
    conv_2d_gelu_tanh = "tests/corpus/conv_2d_gelu_tanh.toml",
    conv_2d_grouped = "tests/corpus/conv_2d_grouped.toml",
    conv_2d_hard_sigmoid = "tests/corpus/conv_2d_hard_sigmoid.toml",
    conv_2d_kernel_larger_than_input = "tests/corpus/conv_2d_kernel_larger_than_input.toml",
    conv_2d_last_depthwise_wide = "tests/corpus/conv_2d_last_depthwise_wide.toml",
    conv_2d_last_depthwise_wide_arguments = "tests/corpus/conv_2d_last_depthwise_wide_arguments.toml",
    conv_2d_last_depthwise_wide_arguments_channels = "tests/corpus/conv_2d_last_depthwise_wide_arguments_channels.toml",
    conv_2d_last_depthwise_wide_arguments_looped = "tests/corpus/conv_2d_last_depthwise_wide_arguments_looped.toml",
    conv_2d_last_depthwise_wide_arguments_pixels = "tests/corpus/conv_2d_last_depthwise_wide_arguments_pixels.toml",
    conv_2d_last_depthwise_wide_arguments_unrolled = "tests/corpus/conv_2d_last_depthwise_wide_arguments_unrolled.toml",
    conv_2d_last_depthwise_wide_channels = "tests/corpus/conv_2d_last_depthwise_wide_channels.toml",
    conv_2d_last_depthwise_wide_looped = "tests/corpus/conv_2d_last_depthwise_wide_looped.toml",
    conv_2d_last_depthwise_wide_pixels = "tests/corpus/conv_2d_last_depthwise_wide_pixels.toml",
    conv_2d_last_depthwise_wide_sparse = "tests/corpus/conv_2d_last_depthwise_wide_sparse.toml",
    conv_2d_last_first_depthwise_wide = "tests/corpus/conv_2d_last_first_depthwise_wide.toml",
    conv_2d_last_first_depthwise_wide_channels = "tests/corpus/conv_2d_last_first_depthwise_wide_channels.toml",
    conv_2d_last_first_depthwise_wide_looped = "tests/corpus/conv_2d_last_first_depthwise_wide_looped.toml",
    conv_2d_last_first_depthwise_wide_pixels = "tests/corpus/conv_2d_last_first_depthwise_wide_pixels.toml",
    conv_2d_last_first_depthwise_wide_sparse = "tests/corpus/conv_2d_last_first_depthwise_wide_sparse.toml",
    conv_2d_last_first_wide_row = "tests/corpus/conv_2d_last_first_wide_row.toml",
    conv_2d_last_reflect = "tests/corpus/conv_2d_last_reflect.toml",
    conv_2d_last_seventeen_channels = "tests/corpus/conv_2d_last_seventeen_channels.toml",
    conv_2d_last_seventeen_channels_channels = "tests/corpus/conv_2d_last_seventeen_channels_channels.toml",
    conv_2d_last_seventeen_channels_looped = "tests/corpus/conv_2d_last_seventeen_channels_looped.toml",
    conv_2d_last_seventeen_channels_pixels = "tests/corpus/conv_2d_last_seventeen_channels_pixels.toml",
    conv_2d_last_seventeen_channels_sparse = "tests/corpus/conv_2d_last_seventeen_channels_sparse.toml",
    conv_2d_leaky_relu_0_1 = "tests/corpus/conv_2d_leaky_relu_0_1.toml",
    conv_2d_mixed = "tests/corpus/conv_2d_mixed.toml",
    conv_2d_mixed_arguments = "tests/corpus/conv_2d_mixed_arguments.toml",
    conv_2d_mixed_arguments_channels = "tests/corpus/conv_2d_mixed_arguments_channels.toml",
    conv_2d_mixed_arguments_looped = "tests/corpus/conv_2d_mixed_arguments_looped.toml",
    conv_2d_mixed_arguments_pixels = "tests/corpus/conv_2d_mixed_arguments_pixels.toml",
    conv_2d_mixed_arguments_unrolled = "tests/corpus/conv_2d_mixed_arguments_unrolled.toml",
    conv_2d_mixed_channels = "tests/corpus/conv_2d_mixed_channels.toml",
    conv_2d_mixed_looped = "tests/corpus/conv_2d_mixed_looped.toml",
    conv_2d_mixed_pixels = "tests/corpus/conv_2d_mixed_pixels.toml",
    conv_2d_mixed_sparse = "tests/corpus/conv_2d_mixed_sparse.toml",
    conv_2d_no_tap_reaches_input = "tests/corpus/conv_2d_no_tap_reaches_input.toml",
    conv_2d_plain = "tests/corpus/conv_2d_plain.toml",
    conv_2d_pointwise = "tests/corpus/conv_2d_pointwise.toml",
    conv_2d_prelu = "tests/corpus/conv_2d_prelu.toml",
    conv_2d_prelu_channels = "tests/corpus/conv_2d_prelu_channels.toml",
    conv_2d_prelu_double = "tests/corpus/conv_2d_prelu_double.toml",
    conv_2d_prelu_double_arguments = "tests/corpus/conv_2d_prelu_double_arguments.toml",
    conv_2d_prelu_double_arguments_channels = "tests/corpus/conv_2d_prelu_double_arguments_channels.toml",
    conv_2d_prelu_double_arguments_looped = "tests/corpus/conv_2d_prelu_double_arguments_looped.toml",
    conv_2d_prelu_double_arguments_pixels = "tests/corpus/conv_2d_prelu_double_arguments_pixels.toml",
    conv_2d_prelu_double_arguments_unrolled = "tests/corpus/conv_2d_prelu_double_arguments_unrolled.toml",
    conv_2d_prelu_double_channels = "tests/corpus/conv_2d_prelu_double_channels.toml",
    conv_2d_prelu_double_looped = "tests/corpus/conv_2d_prelu_double_looped.toml",
    conv_2d_prelu_double_pixels = "tests/corpus/conv_2d_prelu_double_pixels.toml",
    conv_2d_prelu_double_sparse = "tests/corpus/conv_2d_prelu_double_sparse.toml",
    conv_2d_prelu_looped = "tests/corpus/conv_2d_prelu_looped.toml",
    conv_2d_prelu_pixels = "tests/corpus/conv_2d_prelu_pixels.toml",
    conv_2d_prelu_sparse = "tests/corpus/conv_2d_prelu_sparse.toml",
    conv_2d_pruned = "tests/corpus/conv_2d_pruned.toml",
    conv_2d_reflect_filter = "tests/corpus/conv_2d_reflect_filter.toml",
    conv_2d_reflect_filter_channels = "tests/corpus/conv_2d_reflect_filter_channels.toml",
    conv_2d_reflect_filter_looped = "tests/corpus/conv_2d_reflect_filter_looped.toml",
    conv_2d_reflect_filter_pixels = "tests/corpus/conv_2d_reflect_filter_pixels.toml",
    conv_2d_reflect_filter_sparse = "tests/corpus/conv_2d_reflect_filter_sparse.toml",
    conv_2d_reflect_mixed = "tests/corpus/conv_2d_reflect_mixed.toml",
    conv_2d_reflect_mixed_channels = "tests/corpus/conv_2d_reflect_mixed_channels.toml",
    conv_2d_reflect_mixed_double = "tests/corpus/conv_2d_reflect_mixed_double.toml",
    conv_2d_reflect_mixed_looped = "tests/corpus/conv_2d_reflect_mixed_looped.toml",
    conv_2d_reflect_mixed_pixels = "tests/corpus/conv_2d_reflect_mixed_pixels.toml",
    conv_2d_reflect_mixed_sparse = "tests/corpus/conv_2d_reflect_mixed_sparse.toml",
    conv_2d_reflect_seventeen_channels = "tests/corpus/conv_2d_reflect_seventeen_channels.toml",
    conv_2d_reflect_seventeen_channels_channels = "tests/corpus/conv_2d_reflect_seventeen_channels_channels.toml",
    conv_2d_reflect_seventeen_channels_looped = "tests/corpus/conv_2d_reflect_seventeen_channels_looped.toml",
    conv_2d_reflect_seventeen_channels_pixels = "tests/corpus/conv_2d_reflect_seventeen_channels_pixels.toml",
    conv_2d_reflect_seventeen_channels_sparse = "tests/corpus/conv_2d_reflect_seventeen_channels_sparse.toml",
    conv_2d_relu = "tests/corpus/conv_2d_relu.toml",
    conv_2d_relu6 = "tests/corpus/conv_2d_relu6.toml",
    conv_2d_relu_channels = "tests/corpus/conv_2d_relu_channels.toml",
    conv_2d_relu_double = "tests/corpus/conv_2d_relu_double.toml",
    conv_2d_relu_looped = "tests/corpus/conv_2d_relu_looped.toml",
    conv_2d_relu_pixels = "tests/corpus/conv_2d_relu_pixels.toml",
    conv_2d_relu_sparse = "tests/corpus/conv_2d_relu_sparse.toml",
    conv_2d_replicate_depthwise_wide = "tests/corpus/conv_2d_replicate_depthwise_wide.toml",
    conv_2d_replicate_depthwise_wide_channels = "tests/corpus/conv_2d_replicate_depthwise_wide_channels.toml",
    conv_2d_replicate_depthwise_wide_looped = "tests/corpus/conv_2d_replicate_depthwise_wide_looped.toml",
    conv_2d_replicate_depthwise_wide_pixels = "tests/corpus/conv_2d_replicate_depthwise_wide_pixels.toml",
    conv_2d_replicate_depthwise_wide_sparse = "tests/corpus/conv_2d_replicate_depthwise_wide_sparse.toml",
    conv_2d_seventeen_channels = "tests/corpus/conv_2d_seventeen_channels.toml",
    conv_2d_seventeen_channels_arguments = "tests/corpus/conv_2d_seventeen_channels_arguments.toml",
    conv_2d_seventeen_channels_arguments_channels = "tests/corpus/conv_2d_seventeen_channels_arguments_channels.toml",
    conv_2d_seventeen_channels_arguments_looped = "tests/corpus/conv_2d_seventeen_channels_arguments_looped.toml",
    conv_2d_seventeen_channels_arguments_pixels = "tests/corpus/conv_2d_seventeen_channels_arguments_pixels.toml",
    conv_2d_seventeen_channels_arguments_unrolled = "tests/corpus/conv_2d_seventeen_channels_arguments_unrolled.toml",
    conv_2d_seventeen_channels_channels = "tests/corpus/conv_2d_seventeen_channels_channels.toml",
    conv_2d_seventeen_channels_double = "tests/corpus/conv_2d_seventeen_channels_double.toml",
    conv_2d_seventeen_channels_double_channels = "tests/corpus/conv_2d_seventeen_channels_double_channels.toml",
    conv_2d_seventeen_channels_double_looped = "tests/corpus/conv_2d_seventeen_channels_double_looped.toml",
    conv_2d_seventeen_channels_double_pixels = "tests/corpus/conv_2d_seventeen_channels_double_pixels.toml",
    conv_2d_seventeen_channels_double_sparse = "tests/corpus/conv_2d_seventeen_channels_double_sparse.toml",
    conv_2d_seventeen_channels_looped = "tests/corpus/conv_2d_seventeen_channels_looped.toml",
    conv_2d_seventeen_channels_pixels = "tests/corpus/conv_2d_seventeen_channels_pixels.toml",
    conv_2d_seventeen_channels_sparse = "tests/corpus/conv_2d_seventeen_channels_sparse.toml",
    conv_2d_sigmoid = "tests/corpus/conv_2d_sigmoid.toml",
    conv_2d_silu = "tests/corpus/conv_2d_silu.toml",
    conv_2d_sixteen_channels = "tests/corpus/conv_2d_sixteen_channels.toml",
    conv_2d_sixteen_channels_double = "tests/corpus/conv_2d_sixteen_channels_double.toml",
    conv_2d_sparse = "tests/corpus/conv_2d_sparse.toml",
    conv_2d_strided = "tests/corpus/conv_2d_strided.toml",
    conv_2d_uneven_padding = "tests/corpus/conv_2d_uneven_padding.toml",
    conv_2d_uneven_padding_channels = "tests/corpus/conv_2d_uneven_padding_channels.toml",
    conv_2d_uneven_padding_looped = "tests/corpus/conv_2d_uneven_padding_looped.toml",
    conv_2d_uneven_padding_pixels = "tests/corpus/conv_2d_uneven_padding_pixels.toml",
    conv_2d_uneven_padding_sparse = "tests/corpus/conv_2d_uneven_padding_sparse.toml",
    conv_2d_wide_row = "tests/corpus/conv_2d_wide_row.toml",
    conv_2d_wide_row_channels = "tests/corpus/conv_2d_wide_row_channels.toml",
    conv_2d_wide_row_looped = "tests/corpus/conv_2d_wide_row_looped.toml",
    conv_2d_wide_row_pixels = "tests/corpus/conv_2d_wide_row_pixels.toml",
    conv_2d_wide_row_sparse = "tests/corpus/conv_2d_wide_row_sparse.toml",
    conv_2d_wide_strided_double = "tests/corpus/conv_2d_wide_strided_double.toml",
    conv_2d_wide_strided_double_channels = "tests/corpus/conv_2d_wide_strided_double_channels.toml",
    conv_2d_wide_strided_double_looped = "tests/corpus/conv_2d_wide_strided_double_looped.toml",
    conv_2d_wide_strided_double_pixels = "tests/corpus/conv_2d_wide_strided_double_pixels.toml",
    conv_2d_wide_strided_double_sparse = "tests/corpus/conv_2d_wide_strided_double_sparse.toml",
    conv_2d_zero_kernel = "tests/corpus/conv_2d_zero_kernel.toml",
    conv_3d_grouped = "tests/corpus/conv_3d_grouped.toml",
    conv_3d_grouped_channels = "tests/corpus/conv_3d_grouped_channels.toml",
    conv_3d_grouped_looped = "tests/corpus/conv_3d_grouped_looped.toml",
    conv_3d_grouped_pixels = "tests/corpus/conv_3d_grouped_pixels.toml",
    conv_3d_grouped_sparse = "tests/corpus/conv_3d_grouped_sparse.toml",
    conv_3d_last_first_strided = "tests/corpus/conv_3d_last_first_strided.toml",
    conv_3d_last_first_strided_channels = "tests/corpus/conv_3d_last_first_strided_channels.toml",
    conv_3d_last_first_strided_looped = "tests/corpus/conv_3d_last_first_strided_looped.toml",
    conv_3d_last_first_strided_pixels = "tests/corpus/conv_3d_last_first_strided_pixels.toml",
    conv_3d_last_first_strided_sparse = "tests/corpus/conv_3d_last_first_strided_sparse.toml",
    conv_3d_mixed = "tests/corpus/conv_3d_mixed.toml",
    conv_3d_padding_causal = "tests/corpus/conv_3d_padding_causal.toml",
    conv_3d_replicate_grouped = "tests/corpus/conv_3d_replicate_grouped.toml",
    conv_3d_replicate_grouped_channels = "tests/corpus/conv_3d_replicate_grouped_channels.toml",
    conv_3d_replicate_grouped_looped = "tests/corpus/conv_3d_replicate_grouped_looped.toml",
    conv_3d_replicate_grouped_pixels = "tests/corpus/conv_3d_replicate_grouped_pixels.toml",
    conv_3d_replicate_grouped_sparse = "tests/corpus/conv_3d_replicate_grouped_sparse.toml",
    conv_3d_strided = "tests/corpus/conv_3d_strided.toml",
    conv_transpose_1d_add_wide_row = "tests/corpus/conv_transpose_1d_add_wide_row.toml",
    conv_transpose_1d_add_wide_row_channels = "tests/corpus/conv_transpose_1d_add_wide_row_channels.toml",
    conv_transpose_1d_add_wide_row_double = "tests/corpus/conv_transpose_1d_add_wide_row_double.toml",
    conv_transpose_1d_add_wide_row_looped = "tests/corpus/conv_transpose_1d_add_wide_row_looped.toml",
    conv_transpose_1d_add_wide_row_pixels = "tests/corpus/conv_transpose_1d_add_wide_row_pixels.toml",
    conv_transpose_1d_add_wide_row_sparse = "tests/corpus/conv_transpose_1d_add_wide_row_sparse.toml",
    conv_transpose_1d_cropped_after_only = "tests/corpus/conv_transpose_1d_cropped_after_only.toml",
    conv_transpose_1d_cropped_output_padding = "tests/corpus/conv_transpose_1d_cropped_output_padding.toml",
    conv_transpose_1d_cropped_output_padding_channels = "tests/corpus/conv_transpose_1d_cropped_output_padding_channels.toml",
    conv_transpose_1d_cropped_output_padding_looped = "tests/corpus/conv_transpose_1d_cropped_output_padding_looped.toml",
    conv_transpose_1d_cropped_output_padding_pixels = "tests/corpus/conv_transpose_1d_cropped_output_padding_pixels.toml",
    conv_transpose_1d_cropped_output_padding_sparse = "tests/corpus/conv_transpose_1d_cropped_output_padding_sparse.toml",
    conv_transpose_1d_dilation_equals_stride = "tests/corpus/conv_transpose_1d_dilation_equals_stride.toml",
    conv_transpose_1d_first_last_grouped = "tests/corpus/conv_transpose_1d_first_last_grouped.toml",
    conv_transpose_1d_first_last_grouped_channels = "tests/corpus/conv_transpose_1d_first_last_grouped_channels.toml",
    conv_transpose_1d_first_last_grouped_looped = "tests/corpus/conv_transpose_1d_first_last_grouped_looped.toml",
    conv_transpose_1d_first_last_grouped_pixels = "tests/corpus/conv_transpose_1d_first_last_grouped_pixels.toml",
    conv_transpose_1d_first_last_grouped_sparse = "tests/corpus/conv_transpose_1d_first_last_grouped_sparse.toml",
    conv_transpose_1d_gelu_double = "tests/corpus/conv_transpose_1d_gelu_double.toml",
    conv_transpose_1d_gelu_double_channels = "tests/corpus/conv_transpose_1d_gelu_double_channels.toml",
    conv_transpose_1d_gelu_double_looped = "tests/corpus/conv_transpose_1d_gelu_double_looped.toml",
    conv_transpose_1d_gelu_double_pixels = "tests/corpus/conv_transpose_1d_gelu_double_pixels.toml",
    conv_transpose_1d_gelu_double_sparse = "tests/corpus/conv_transpose_1d_gelu_double_sparse.toml",
    conv_transpose_1d_grouped = "tests/corpus/conv_transpose_1d_grouped.toml",
    conv_transpose_1d_hard_swish = "tests/corpus/conv_transpose_1d_hard_swish.toml",
    conv_transpose_1d_hard_swish_channels = "tests/corpus/conv_transpose_1d_hard_swish_channels.toml",
    conv_transpose_1d_hard_swish_looped = "tests/corpus/conv_transpose_1d_hard_swish_looped.toml",
    conv_transpose_1d_hard_swish_pixels = "tests/corpus/conv_transpose_1d_hard_swish_pixels.toml",
    conv_transpose_1d_hard_swish_sparse = "tests/corpus/conv_transpose_1d_hard_swish_sparse.toml",
    conv_transpose_1d_kernel_smaller_than_stride = "tests/corpus/conv_transpose_1d_kernel_smaller_than_stride.toml",
    conv_transpose_1d_stride_2_dilation_5_output_padding_4 = "tests/corpus/conv_transpose_1d_stride_2_dilation_5_output_padding_4.toml",
    conv_transpose_1d_strided = "tests/corpus/conv_transpose_1d_strided.toml",
    conv_transpose_1d_wide_row = "tests/corpus/conv_transpose_1d_wide_row.toml",
    conv_transpose_1d_wide_row_arguments = "tests/corpus/conv_transpose_1d_wide_row_arguments.toml",
    conv_transpose_1d_wide_row_arguments_channels = "tests/corpus/conv_transpose_1d_wide_row_arguments_channels.toml",
    conv_transpose_1d_wide_row_arguments_looped = "tests/corpus/conv_transpose_1d_wide_row_arguments_looped.toml",
    conv_transpose_1d_wide_row_arguments_pixels = "tests/corpus/conv_transpose_1d_wide_row_arguments_pixels.toml",
    conv_transpose_1d_wide_row_arguments_unrolled = "tests/corpus/conv_transpose_1d_wide_row_arguments_unrolled.toml",
    conv_transpose_1d_wide_row_channels = "tests/corpus/conv_transpose_1d_wide_row_channels.toml",
    conv_transpose_1d_wide_row_double = "tests/corpus/conv_transpose_1d_wide_row_double.toml",
    conv_transpose_1d_wide_row_double_channels = "tests/corpus/conv_transpose_1d_wide_row_double_channels.toml",
    conv_transpose_1d_wide_row_double_looped = "tests/corpus/conv_transpose_1d_wide_row_double_looped.toml",
    conv_transpose_1d_wide_row_double_pixels = "tests/corpus/conv_transpose_1d_wide_row_double_pixels.toml",
    conv_transpose_1d_wide_row_double_sparse = "tests/corpus/conv_transpose_1d_wide_row_double_sparse.toml",
    conv_transpose_1d_wide_row_looped = "tests/corpus/conv_transpose_1d_wide_row_looped.toml",
    conv_transpose_1d_wide_row_pixels = "tests/corpus/conv_transpose_1d_wide_row_pixels.toml",
    conv_transpose_1d_wide_row_sparse = "tests/corpus/conv_transpose_1d_wide_row_sparse.toml",
    conv_transpose_2d_add_seventeen_channels = "tests/corpus/conv_transpose_2d_add_seventeen_channels.toml",
    conv_transpose_2d_add_seventeen_channels_channels = "tests/corpus/conv_transpose_2d_add_seventeen_channels_channels.toml",
    conv_transpose_2d_add_seventeen_channels_looped = "tests/corpus/conv_transpose_2d_add_seventeen_channels_looped.toml",
    conv_transpose_2d_add_seventeen_channels_pixels = "tests/corpus/conv_transpose_2d_add_seventeen_channels_pixels.toml",
    conv_transpose_2d_add_seventeen_channels_sparse = "tests/corpus/conv_transpose_2d_add_seventeen_channels_sparse.toml",
    conv_transpose_2d_batched = "tests/corpus/conv_transpose_2d_batched.toml",
    conv_transpose_2d_cropped_strided = "tests/corpus/conv_transpose_2d_cropped_strided.toml",
    conv_transpose_2d_cropped_uneven = "tests/corpus/conv_transpose_2d_cropped_uneven.toml",
    conv_transpose_2d_depthwise = "tests/corpus/conv_transpose_2d_depthwise.toml",
    conv_transpose_2d_depthwise_channels = "tests/corpus/conv_transpose_2d_depthwise_channels.toml",
    conv_transpose_2d_depthwise_looped = "tests/corpus/conv_transpose_2d_depthwise_looped.toml",
    conv_transpose_2d_depthwise_pixels = "tests/corpus/conv_transpose_2d_depthwise_pixels.toml",
    conv_transpose_2d_depthwise_sparse = "tests/corpus/conv_transpose_2d_depthwise_sparse.toml",
    conv_transpose_2d_first_last_wide_row = "tests/corpus/conv_transpose_2d_first_last_wide_row.toml",
    conv_transpose_2d_grouped = "tests/corpus/conv_transpose_2d_grouped.toml",
    conv_transpose_2d_kernel_smaller_relu = "tests/corpus/conv_transpose_2d_kernel_smaller_relu.toml",
    conv_transpose_2d_kernel_smaller_relu_channels = "tests/corpus/conv_transpose_2d_kernel_smaller_relu_channels.toml",
    conv_transpose_2d_kernel_smaller_relu_looped = "tests/corpus/conv_transpose_2d_kernel_smaller_relu_looped.toml",
    conv_transpose_2d_kernel_smaller_relu_pixels = "tests/corpus/conv_transpose_2d_kernel_smaller_relu_pixels.toml",
    conv_transpose_2d_kernel_smaller_relu_sparse = "tests/corpus/conv_transpose_2d_kernel_smaller_relu_sparse.toml",
    conv_transpose_2d_last_depthwise_wide = "tests/corpus/conv_transpose_2d_last_depthwise_wide.toml",
    conv_transpose_2d_last_depthwise_wide_channels = "tests/corpus/conv_transpose_2d_last_depthwise_wide_channels.toml",
    conv_transpose_2d_last_depthwise_wide_looped = "tests/corpus/conv_transpose_2d_last_depthwise_wide_looped.toml",
    conv_transpose_2d_last_depthwise_wide_pixels = "tests/corpus/conv_transpose_2d_last_depthwise_wide_pixels.toml",
    conv_transpose_2d_last_depthwise_wide_sparse = "tests/corpus/conv_transpose_2d_last_depthwise_wide_sparse.toml",
    conv_transpose_2d_last_seventeen_channels = "tests/corpus/conv_transpose_2d_last_seventeen_channels.toml",
    conv_transpose_2d_last_seventeen_channels_channels = "tests/corpus/conv_transpose_2d_last_seventeen_channels_channels.toml",
    conv_transpose_2d_last_seventeen_channels_double = "tests/corpus/conv_transpose_2d_last_seventeen_channels_double.toml",
    conv_transpose_2d_last_seventeen_channels_double_channels = "tests/corpus/conv_transpose_2d_last_seventeen_channels_double_channels.toml",
    conv_transpose_2d_last_seventeen_channels_double_looped = "tests/corpus/conv_transpose_2d_last_seventeen_channels_double_looped.toml",
    conv_transpose_2d_last_seventeen_channels_double_pixels = "tests/corpus/conv_transpose_2d_last_seventeen_channels_double_pixels.toml",
    conv_transpose_2d_last_seventeen_channels_double_sparse = "tests/corpus/conv_transpose_2d_last_seventeen_channels_double_sparse.toml",
    conv_transpose_2d_last_seventeen_channels_looped = "tests/corpus/conv_transpose_2d_last_seventeen_channels_looped.toml",
    conv_transpose_2d_last_seventeen_channels_pixels = "tests/corpus/conv_transpose_2d_last_seventeen_channels_pixels.toml",
    conv_transpose_2d_last_seventeen_channels_sparse = "tests/corpus/conv_transpose_2d_last_seventeen_channels_sparse.toml",
    conv_transpose_2d_leaky_relu_0_25 = "tests/corpus/conv_transpose_2d_leaky_relu_0_25.toml",
    conv_transpose_2d_leaky_relu_0_25_channels = "tests/corpus/conv_transpose_2d_leaky_relu_0_25_channels.toml",
    conv_transpose_2d_leaky_relu_0_25_looped = "tests/corpus/conv_transpose_2d_leaky_relu_0_25_looped.toml",
    conv_transpose_2d_leaky_relu_0_25_pixels = "tests/corpus/conv_transpose_2d_leaky_relu_0_25_pixels.toml",
    conv_transpose_2d_leaky_relu_0_25_sparse = "tests/corpus/conv_transpose_2d_leaky_relu_0_25_sparse.toml",
    conv_transpose_2d_mixed = "tests/corpus/conv_transpose_2d_mixed.toml",
    conv_transpose_2d_mixed_arguments = "tests/corpus/conv_transpose_2d_mixed_arguments.toml",
    conv_transpose_2d_mixed_arguments_channels = "tests/corpus/conv_transpose_2d_mixed_arguments_channels.toml",
    conv_transpose_2d_mixed_arguments_looped = "tests/corpus/conv_transpose_2d_mixed_arguments_looped.toml",
    conv_transpose_2d_mixed_arguments_pixels = "tests/corpus/conv_transpose_2d_mixed_arguments_pixels.toml",
    conv_transpose_2d_mixed_arguments_unrolled = "tests/corpus/conv_transpose_2d_mixed_arguments_unrolled.toml",
    conv_transpose_2d_mixed_channels = "tests/corpus/conv_transpose_2d_mixed_channels.toml",
    conv_transpose_2d_mixed_looped = "tests/corpus/conv_transpose_2d_mixed_looped.toml",
    conv_transpose_2d_mixed_pixels = "tests/corpus/conv_transpose_2d_mixed_pixels.toml",
    conv_transpose_2d_mixed_sparse = "tests/corpus/conv_transpose_2d_mixed_sparse.toml",
    conv_transpose_2d_output_padding_uneven = "tests/corpus/conv_transpose_2d_output_padding_uneven.toml",
    conv_transpose_2d_prelu = "tests/corpus/conv_transpose_2d_prelu.toml",
    conv_transpose_2d_prelu_channels = "tests/corpus/conv_transpose_2d_prelu_channels.toml",
    conv_transpose_2d_prelu_looped = "tests/corpus/conv_transpose_2d_prelu_looped.toml",
    conv_transpose_2d_prelu_pixels = "tests/corpus/conv_transpose_2d_prelu_pixels.toml",
    conv_transpose_2d_prelu_sparse = "tests/corpus/conv_transpose_2d_prelu_sparse.toml",
    conv_transpose_2d_pruned = "tests/corpus/conv_transpose_2d_pruned.toml",
    conv_transpose_2d_seventeen_channels = "tests/corpus/conv_transpose_2d_seventeen_channels.toml",
    conv_transpose_2d_seventeen_channels_arguments = "tests/corpus/conv_transpose_2d_seventeen_channels_arguments.toml",
    conv_transpose_2d_seventeen_channels_arguments_channels = "tests/corpus/conv_transpose_2d_seventeen_channels_arguments_channels.toml",
    conv_transpose_2d_seventeen_channels_arguments_looped = "tests/corpus/conv_transpose_2d_seventeen_channels_arguments_looped.toml",
    conv_transpose_2d_seventeen_channels_arguments_pixels = "tests/corpus/conv_transpose_2d_seventeen_channels_arguments_pixels.toml",
    conv_transpose_2d_seventeen_channels_arguments_unrolled = "tests/corpus/conv_transpose_2d_seventeen_channels_arguments_unrolled.toml",
    conv_transpose_2d_seventeen_channels_channels = "tests/corpus/conv_transpose_2d_seventeen_channels_channels.toml",
    conv_transpose_2d_seventeen_channels_double = "tests/corpus/conv_transpose_2d_seventeen_channels_double.toml",
    conv_transpose_2d_seventeen_channels_double_channels = "tests/corpus/conv_transpose_2d_seventeen_channels_double_channels.toml",
    conv_transpose_2d_seventeen_channels_double_looped = "tests/corpus/conv_transpose_2d_seventeen_channels_double_looped.toml",
    conv_transpose_2d_seventeen_channels_double_pixels = "tests/corpus/conv_transpose_2d_seventeen_channels_double_pixels.toml",
    conv_transpose_2d_seventeen_channels_double_sparse = "tests/corpus/conv_transpose_2d_seventeen_channels_double_sparse.toml",
    conv_transpose_2d_seventeen_channels_looped = "tests/corpus/conv_transpose_2d_seventeen_channels_looped.toml",
    conv_transpose_2d_seventeen_channels_pixels = "tests/corpus/conv_transpose_2d_seventeen_channels_pixels.toml",
    conv_transpose_2d_seventeen_channels_sparse = "tests/corpus/conv_transpose_2d_seventeen_channels_sparse.toml",
    conv_transpose_2d_sixteen_channels = "tests/corpus/conv_transpose_2d_sixteen_channels.toml",
    conv_transpose_2d_sixteen_channels_double = "tests/corpus/conv_transpose_2d_sixteen_channels_double.toml",
    conv_transpose_2d_strided = "tests/corpus/conv_transpose_2d_strided.toml",
    conv_transpose_2d_tanh = "tests/corpus/conv_transpose_2d_tanh.toml",
    conv_transpose_2d_upscale = "tests/corpus/conv_transpose_2d_upscale.toml",
    conv_transpose_2d_wide_stride_3 = "tests/corpus/conv_transpose_2d_wide_stride_3.toml",
    conv_transpose_2d_wide_stride_3_channels = "tests/corpus/conv_transpose_2d_wide_stride_3_channels.toml",
    conv_transpose_2d_wide_stride_3_double = "tests/corpus/conv_transpose_2d_wide_stride_3_double.toml",
    conv_transpose_2d_wide_stride_3_double_channels = "tests/corpus/conv_transpose_2d_wide_stride_3_double_channels.toml",
    conv_transpose_2d_wide_stride_3_double_looped = "tests/corpus/conv_transpose_2d_wide_stride_3_double_looped.toml",
    conv_transpose_2d_wide_stride_3_double_pixels = "tests/corpus/conv_transpose_2d_wide_stride_3_double_pixels.toml",
    conv_transpose_2d_wide_stride_3_double_sparse = "tests/corpus/conv_transpose_2d_wide_stride_3_double_sparse.toml",
    conv_transpose_2d_wide_stride_3_looped = "tests/corpus/conv_transpose_2d_wide_stride_3_looped.toml",
    conv_transpose_2d_wide_stride_3_pixels = "tests/corpus/conv_transpose_2d_wide_stride_3_pixels.toml",
    conv_transpose_2d_wide_stride_3_sparse = "tests/corpus/conv_transpose_2d_wide_stride_3_sparse.toml",
    conv_transpose_3d_add = "tests/corpus/conv_transpose_3d_add.toml",
    conv_transpose_3d_grouped = "tests/corpus/conv_transpose_3d_grouped.toml",
    conv_transpose_3d_output_padding = "tests/corpus/conv_transpose_3d_output_padding.toml",
    conv_transpose_3d_relu = "tests/corpus/conv_transpose_3d_relu.toml",
    conv_transpose_3d_relu_arguments = "tests/corpus/conv_transpose_3d_relu_arguments.toml",
    conv_transpose_3d_relu_arguments_channels = "tests/corpus/conv_transpose_3d_relu_arguments_channels.toml",
    conv_transpose_3d_relu_arguments_looped = "tests/corpus/conv_transpose_3d_relu_arguments_looped.toml",
    conv_transpose_3d_relu_arguments_pixels = "tests/corpus/conv_transpose_3d_relu_arguments_pixels.toml",
    conv_transpose_3d_relu_arguments_unrolled = "tests/corpus/conv_transpose_3d_relu_arguments_unrolled.toml",
    conv_transpose_3d_relu_channels = "tests/corpus/conv_transpose_3d_relu_channels.toml",
    conv_transpose_3d_relu_looped = "tests/corpus/conv_transpose_3d_relu_looped.toml",
    conv_transpose_3d_relu_pixels = "tests/corpus/conv_transpose_3d_relu_pixels.toml",
    conv_transpose_3d_relu_sparse = "tests/corpus/conv_transpose_3d_relu_sparse.toml",
    conv_transpose_3d_strided = "tests/corpus/conv_transpose_3d_strided.toml",
}

#[test]
fn every_spec_is_listed() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus");
    let entries = fs::read_dir(folder).expect("the folder is committed");
    let names = entries
        .map(|entry| entry.expect("it can be read").file_name().into_string().expect("ASCII"));
    let mut specs: Vec<String> = names
        .filter(|name| name.ends_with(".toml"))
        .map(|name| format!("tests/corpus/{name}"))
        .collect();
    specs.sort_unstable();
    assert_eq!(specs, LISTED);
}
