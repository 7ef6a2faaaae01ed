//! How many random cases there are.

use std::env;

use proptest::prelude::ProptestConfig;

/// So many where everything is tested, and a quarter after each edit: `CONVGEN_THOROUGH` is set by `.ci/run`.
pub(crate) fn cases(count: u32) -> ProptestConfig {
    ProptestConfig::with_cases(if thorough() { count } else { count / 4 })
}

/// All of some variants, or the later half of them.
pub(crate) fn variants<T>(all: &[T]) -> &[T] {
    if thorough() { all } else { &all[all.len() / 2..] }
}

fn thorough() -> bool {
    env::var_os("CONVGEN_THOROUGH").is_some()
}
