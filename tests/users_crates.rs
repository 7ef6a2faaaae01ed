//! Crates that are set up in other ways than this one: editions, another name for `convgen`, no
//! prelude, and a library without a standard library, which would not build if the runtime or generated code
//! used it.

#[path = "support/crates.rs"]
mod crates;
#[path = "support/skip.rs"]
mod skip;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crates::{ROOT, cargo, new_crate, write};
use skip::skip;

const RENAMED: &str = r#"
#![no_implicit_prelude]
#![forbid(unsafe_code)]
#![deny(warnings)]

mod core {}
mod std {}
mod convgen {}

mod inner {
    pub use ::other as facade;
}

#[::other::layer("conv2.toml", crate = "other")]
fn function(input: &[f32; 768], output: &mut [f32; 384]);

#[::other::layer("conv2.toml", crate = "::other", outside = false)]
fn sized(input: &[f32; ::other::Shape::input_len(&SHAPE)], output: &mut [f32; 384]);

#[::other::layer("conv2.toml", crate = "crate::inner::facade")]
struct Layer;

#[::other::layer("small.toml", crate = "other")]
struct Small;

const SHAPE: ::other::Shape = <Layer as ::other::Layer>::SHAPE;

fn main() {
    let input = [1.0; 768];
    let mut outputs = [[0.0; 384]; 3];
    let [a, b, c] = &mut outputs;
    function(&input, a);
    sized(&input, b);
    <Layer as ::other::Layer>::forward(&input, c);
    ::std::assert_eq!(outputs[0], outputs[1]);
    ::std::assert_eq!(outputs[0], outputs[2]);
    let mut small = [0.0; 4];
    <Small as ::other::Layer>::forward(&[1.0; 16], &mut small);
    ::std::println!("{} {}", <Layer as ::other::Layer>::weights().len(), small[0]);
}
"#;

/// Copies a committed spec, with what it names, into a crate.
fn copy(folder: &Path, file: &str, to: &str) {
    let content = fs::read(Path::new(ROOT).join(file)).expect("it is committed");
    write(folder, to, &content);
}

#[test]
fn a_renamed_dependency_without_a_prelude_in_every_edition() {
    for edition in ["2021", "2024"] {
        let manifest = format!(
            "edition = {edition:?}\n\n\
             [dependencies]\nother = {{ package = \"convgen\", path = {ROOT:?} }}\n"
        );
        let folder = new_crate(&format!("renamed_{edition}"), &manifest);
        write(&folder, "src/main.rs", RENAMED.as_bytes());
        copy(&folder, "specs/digits/conv2.toml", "conv2.toml");
        copy(&folder, "specs/digits/conv2.weight.npy", "conv2.weight.npy");
        copy(&folder, "specs/digits/conv2.bias.npy", "conv2.bias.npy");
        copy(&folder, "specs/seed/conv_4x4_k3.toml", "small.toml");
        assert_eq!(cargo(&folder, "run"), "2592 45", "edition {edition}");
    }
}

/// Without the standard library, and without `alloc`: both would need something that nobody has here. `std` brings a panic
/// handler, which would be a second one, and `alloc` wants an allocator.
const STATIC: &str = r#"
#![no_std]

#[panic_handler]
fn panic(_: &core::panic::PanicInfo<'_>) -> ! {
    loop {}
}
"#;

/// The functions of the static library: each strategy, with and without vectors.
const KERNELS: [(&str, &str); 5] = [
    ("unrolled", "specs/seed/conv_4x4_k3.toml"),
    ("looped", "tests/corpus/conv_2d_mixed_looped.toml"),
    ("channels", "tests/corpus/conv_2d_mixed_channels.toml"),
    ("pixels", "tests/corpus/conv_2d_mixed_pixels.toml"),
    ("sparse", "tests/corpus/conv_2d_mixed_sparse.toml"),
];

/// A static library with all kernels; its path.
fn static_library() -> PathBuf {
    let manifest = format!(
        "edition = \"2024\"\n\n[lib]\ncrate-type = [\"staticlib\"]\n\n\
         [dependencies]\nconvgen = {{ path = {ROOT:?} }}\n\n\
         [profile.dev]\npanic = \"abort\"\nopt-level = 3\ncodegen-units = 1\n\
         overflow-checks = false\ndebug-assertions = false\ndebug = false\n"
    );
    let folder = new_crate("bare_kernels", &manifest);
    let mut source = STATIC.to_owned();
    for (name, spec) in KERNELS {
        copy(&folder, spec, &format!("{name}.toml"));
        let root = convgen_compiler::source::Disk::new(ROOT);
        let shape = *convgen_compiler::driver::compile(&root, spec).expect("it compiles").shape();
        source += &format!(
            "#[convgen::layer(\"{name}.toml\")]\n#[unsafe(no_mangle)]\n\
             pub extern \"C\" fn {name}(input: &[f32; {}], output: &mut [f32; {}]);\n",
            shape.input_len(),
            shape.output_len(),
        );
    }
    write(&folder, "src/lib.rs", source.as_bytes());
    cargo(&folder, "build");
    let target = folder.with_file_name("users_crates_target");
    target.join("debug/libbare_kernels.a")
}

/// The functions that the kernels reach: those that are left when a linker throws away the others.
/// `None` without a linker or `nm` that take the options of Linux.
fn reached(library: &Path) -> Option<BTreeSet<String>> {
    let program = library.with_extension("linked");
    let roots = KERNELS.map(|(name, _)| format!("-Wl,-u,{name}"));
    if !cfg!(target_os = "linux") {
        return None;
    }
    let linked = Command::new("cc")
        .args(["-nostdlib", "-nostartfiles", "-static", "-Wl,--gc-sections,-e,unrolled"])
        // What the library lacks is to be seen, not to stop the linker.
        .arg("-Wl,--unresolved-symbols=ignore-all")
        .args(roots)
        .arg("-o")
        .args([&program, library])
        .output()
        .ok()?;
    assert!(linked.status.success(), "{}", String::from_utf8_lossy(&linked.stderr));
    let output = Command::new("nm").arg(program).output().ok()?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    // An address, a kind and a name; undefined symbols have no address.
    let functions = text.lines().filter_map(|line| {
        let (rest, name) = line.rsplit_once(' ')?;
        rest.ends_with(['T', 't', 'U', 'W', 'w']).then(|| name.to_owned())
    });
    Some(functions.collect())
}

#[test]
fn kernels_need_nothing_but_themselves() {
    let Some(functions) = reached(&static_library()) else {
        skip("nm", "without `cc` and `nm` it is not known what kernels call");
        return;
    };
    for (name, _) in KERNELS {
        assert!(functions.contains(name), "{name} is missing: {functions:?}");
    }
    // Kernels, and of the runtime the detection of the machine and the stores of whole tiles. No
    // panic handler, no allocator, no `memcpy`.
    let known = |name: &&String| {
        KERNELS.iter().any(|(kernel, _)| name == kernel)
            || ["12bare_kernels", "15convgen_runtime3isa"].iter().any(|part| name.contains(part))
    };
    let others: Vec<&String> = functions.iter().filter(|name| !known(name)).collect();
    assert!(others.is_empty(), "kernels reach {others:?}");
}
