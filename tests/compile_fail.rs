//! What the attribute says when something is wrong: each file's exact errors stand beside it.

use std::fs;
use std::path::Path;

/// Bless new texts with `TRYBUILD=overwrite cargo test --test compile_fail`.
#[test]
fn errors_are_clear_and_alone() {
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/compile_fail");
    // The cases are compiled as one crate in this folder, and specs are relative to the manifest.
    let target =
        Path::new(env!("CARGO_TARGET_TMPDIR")).parent().expect("it lies in the target folder");
    let specs = target.join("tests/trybuild/convgen/specs");
    fs::create_dir_all(&specs).expect("the target folder can be written");
    for spec in fs::read_dir(cases.join("specs")).expect("the specs are committed") {
        let spec = spec.expect("it can be read");
        fs::copy(spec.path(), specs.join(spec.file_name()))
            .expect("the target folder can be written");
    }
    trybuild::TestCases::new().compile_fail("tests/compile_fail/*.rs");
}
