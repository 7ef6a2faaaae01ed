//! The door to [`convgen-compiler`](https://docs.rs/convgen-compiler): no logic here.

use std::env;

use proc_macro::TokenStream;

/// Compiles a layer spec into the item it stands on.
///
/// The argument is the spec's path, relative to the crate's manifest. Files that the spec names are
/// relative to the spec. Changing any of them rebuilds the crate, but for files over
/// 256 MiB, of which a note says so. After the path may stand
///
/// * `outside = true`: files may lie outside the crate, by `..` or behind a symbolic link;
/// * `crate = "other"`: the path of `convgen`, from the name of a dependency or from `crate`, where
///   the crate has it under another name.
///
/// * On a function without a body, `fn name(input: &[f32; N], output: &mut [f32; M]);`, it writes
///   the body. The lengths are checked against the layer.
/// * On a unit struct, `struct Name;`, it implements `convgen::Layer`.
#[proc_macro_attribute]
pub fn layer(attribute: TokenStream, item: TokenStream) -> TokenStream {
    // Cargo sets it for every crate; without cargo, paths are relative to the current folder.
    let root = env::var_os("CARGO_MANIFEST_DIR").unwrap_or_else(|| ".".into());
    let files = convgen_compiler::source::Disk::new(root);
    let expansion = convgen_compiler::expand::expand(attribute.into(), item.into(), &files);
    // Stable proc macros have no notes; cargo shows what they print.
    for note in expansion.notes {
        eprintln!("{note}\n");
    }
    expansion.tokens.into()
}
