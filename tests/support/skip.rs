//! Tests that a machine cannot run.

use std::env;

/// Says that something is skipped for want of what `name` stands for. `CONVGEN_REQUIRE`, a list of names with commas
/// between them, makes a failure of it: `.ci/run` names what its machine has, so that a test that does
/// not find it is not passed over.
///
/// # Panics
/// If the name is in the list.
#[track_caller]
pub(crate) fn skip(name: &str, why: &str) {
    let required = env::var("CONVGEN_REQUIRE").unwrap_or_default();
    let is_required = required.split(',').any(|required| required == name);
    assert!(!is_required, "{why}, but CONVGEN_REQUIRE={required} asks for {name}");
    eprintln!("SKIPPED: {why}");
}
