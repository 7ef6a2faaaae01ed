//! Any bytes as a spec, and any bytes as its weights.
//!
//! The input is the spec, and after a zero byte, which no spec has, the file `weights.npy`. The same bytes
//! are `other.toml`, for `transpose_of`.

#![no_main]

use convgen_compiler::diagnostic::Code;
use convgen_compiler::driver;
use convgen_compiler::source::Memory;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: &[u8]| {
    let end = input.iter().position(|&byte| byte == 0).unwrap_or(input.len());
    let (spec, weights) = (&input[..end], input.get(end + 1..).unwrap_or_default());
    let files = Memory::new().with("layer.toml", spec).with("weights.npy", weights);
    let files = files.with("other.toml", weights);
    match driver::compile(&files, "layer.toml") {
        Ok(compiled) => drop(compiled.functions()),
        Err(failure) => {
            assert!(!failure.diagnostics.is_empty(), "an error without a word");
            for diagnostic in &failure.diagnostics {
                let text = diagnostic.render(failure.source.as_ref());
                assert_ne!(diagnostic.code, Code::Internal, "{text}");
            }
        }
    }
});
