//! Every strategy, on random layers of both element types and any number of lanes, with parameters that
//! are known or arguments, computes what the definition says.

use crate::bound::{assert_within, bound};
use crate::cases::cases;
use crate::layers::{self, Case, methods};
use convgen_compiler::stencil::Weighted;
use convgen_runtime::Element as Number;
use convgen_runtime::reference::sliding_window;
use proptest::prelude::*;

/// Calls `check` with the output of every lowering of the case.
fn each_lowering<T: Number>(case: &Case<T>, check: impl Fn(&[T], &str)) {
    let layer = case.reading();
    let weighted = Weighted::new(&layer);
    let element = weighted.stencil.element;
    for lanes in [1, 16, 32, 64].map(|bytes: usize| bytes.div_ceil(element.bytes())) {
        for method in methods(&weighted, lanes) {
            let output = layers::output((&weighted, method, lanes), &case.operands(&layer));
            check(&output, &format!("{method:?}, {lanes} lanes of {element}"));
        }
    }
}

fn expected<T: Number>(case: &Case<T>) -> Vec<T> {
    let mut output = vec![T::NAN; case.shape.output_len()];
    sliding_window(&case.definition(), &case.input, &mut output).expect("the lengths are right");
    output
}

fn exactly<T: Number>(case: &Case<T>) {
    let expected = expected(case);
    each_lowering(case, |output, context| assert_eq!(output, expected, "{context}"));
}

fn within_the_bound<T: Number>(case: &Case<T>) {
    let (expected, bound) = (expected(case), bound(&case.definition(), &case.input));
    each_lowering(case, |output, context| assert_within(output, &expected, &bound, context));
}

proptest! {
    #![proptest_config(cases(400))]

    #[test]
    fn integers_match_exactly(case in layers::integers::<f32>()) {
        exactly(&case);
    }

    #[test]
    fn reals_match_within_the_bound(case in layers::reals::<f32>()) {
        within_the_bound(&case);
    }
}

proptest! {
    // Nothing but the rounding differs.
    #![proptest_config(cases(100))]

    #[test]
    fn integers_of_double_precision_match_exactly(case in layers::integers::<f64>()) {
        exactly(&case);
    }

    #[test]
    fn reals_of_double_precision_match_within_the_bound(case in layers::reals::<f64>()) {
        within_the_bound(&case);
    }
}
