//! Transformed kernels, compiled by the attribute and run on every instruction set of the machine: within the bound of
//! their rounding.

#[path = "support/bound.rs"]
mod bound;
#[path = "support/rounding.rs"]
mod rounding;
#[path = "support/skip.rs"]
mod skip;

use bound::{assert_within, bound};
use convgen::reference::{self, Definition};
use convgen::{AnyLayer, Element, Isa, Operand};
use skip::skip;

/// Numbers between -1 and 1, without a pattern that a layer could have.
fn numbers<T: Element>(len: usize, mut state: u32) -> Vec<T> {
    let mut next = || {
        // A linear congruence, of which the high bits are used (Numerical Recipes, section 7.1).
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        f64::from(state >> 8) / f64::from(1_u32 << 23) - 1.0
    };
    (0..len).map(|_| T::from_f64(next())).collect()
}

fn check<L: AnyLayer>(path: &str) {
    let input: Vec<L::Element> = numbers(L::SHAPE.input_len(), 7);
    let residual: Vec<L::Element> = numbers(L::SHAPE.output_len(), 8);
    let operands = L::OPERANDS.iter().map(|operand| match operand {
        Operand::Input => &input[..],
        _ => &residual[..],
    });
    let operands: Vec<&[L::Element]> = operands.collect();
    let mut expected = vec![L::Element::NAN; L::SHAPE.output_len()];
    reference::run::<L>(&operands, &mut expected).expect("a compiled layer is consistent");
    let (weights, bias) = (L::weights(), L::bias());
    let mut definition = Definition::new(L::SHAPE, weights, bias, L::ACTIVATION)
        .expect("a compiled layer is consistent");
    if L::OPERANDS.contains(&Operand::Residual) {
        definition = definition.with_residual(&residual).expect("the length is right");
    }
    let direct = bound(&definition, &input);
    for (isa, own) in rounding::distances::<L>(path, &input) {
        let own = own.unwrap_or_else(|| panic!("{path} on {isa} has the products of the layer"));
        if isa.min(Isa::detected()) != isa {
            skip(isa.name(), &format!("{path} on {isa}, which this machine does not have"));
            continue;
        }
        let bounds: Vec<_> = direct.iter().zip(own).map(|(direct, own)| *direct + own).collect();
        let mut output = vec![L::Element::NAN; L::SHAPE.output_len()];
        L::run(isa, &operands, &mut output).expect("the lengths are right");
        assert_within(&output, &expected, &bounds, &format!("{path} on {isa}"));
    }
}

/// A test for each spec.
macro_rules! specs {
    ($($name:ident = $path:literal,)*) => {
        $(#[test]
        fn $name() {
            #[convgen::layer($path)]
            struct Case;
            check::<Case>($path);
        })*
    };
}

specs! {
    conv_3x3 = "tests/transformed/conv_3x3.toml",
    conv_3x3_channels_last = "tests/transformed/conv_3x3_channels_last.toml",
    conv_3x3_groups_reflect = "tests/transformed/conv_3x3_groups_reflect.toml",
    conv_5x5_f64 = "tests/transformed/conv_5x5_f64.toml",
    conv_dilated = "tests/transformed/conv_dilated.toml",
    conv_of_a_row = "tests/transformed/conv_of_a_row.toml",
    conv_of_a_volume = "tests/transformed/conv_of_a_volume.toml",
    conv_stride_2 = "tests/transformed/conv_stride_2.toml",
    transposed_3x3 = "tests/transformed/transposed_3x3.toml",
    transposed_4x4 = "tests/transformed/transposed_4x4.toml",
}
