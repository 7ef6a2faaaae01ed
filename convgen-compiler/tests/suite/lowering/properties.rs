//! Every strategy, on random layers and any number of lanes, computes what the definition says.

use crate::bound::{assert_within, bound};
use crate::layers::{self, Case, LOWERINGS};
use convgen_compiler::kernel::verify::verify;
use convgen_compiler::stencil::Stencil;
use convgen_compiler::strategy::lower_with;
use convgen_runtime::reference::sliding_window;
use proptest::prelude::*;

/// Calls `check` with the output of every lowering of the case.
fn each_lowering(case: &Case, check: impl Fn(&[f32], &str)) {
    let stencil = Stencil::new(&case.layer());
    for method in LOWERINGS {
        for lanes in [1, 4, 8, 16] {
            let context = format!("{method:?}, {lanes} lanes");
            let kernel = lower_with(&stencil, method, lanes);
            match verify(kernel) {
                Ok(verified) => check(&verified.interpret(&case.operands()), &context),
                Err(faults) => panic!("{context}: {faults:?}"),
            }
        }
    }
}

fn expected(case: &Case) -> Vec<f32> {
    let mut output = vec![0.0; case.shape.output_len()];
    sliding_window(&case.definition(), &case.input, &mut output).expect("the lengths are right");
    output
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn integers_match_exactly(case in layers::integers()) {
        let expected = expected(&case);
        each_lowering(&case, |output, context| assert_eq!(output, expected, "{context}"));
    }

    #[test]
    fn reals_match_within_the_bound(case in layers::reals()) {
        let (expected, bound) = (expected(&case), bound(&case.definition(), &case.input));
        each_lowering(&case, |output, context| assert_within(output, &expected, &bound, context));
    }
}
