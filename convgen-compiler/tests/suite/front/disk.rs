//! Files that are none or lie elsewhere.

use std::fs;
use std::path::{Path, PathBuf};

use crate::skip::skip;
use convgen_compiler::driver;
use convgen_compiler::source::{self, Anywhere, Disk, Files};

const SPEC: &str = "kind = 'conv'\ni = 4\nk = 1\nweights = 'w.npy'\n";

/// An empty crate beside a folder with a file of weights; the tests of a run share nothing.
fn new_crate(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("disk").join(name);
    let _ = fs::remove_dir_all(&folder);
    for part in ["crate", "other"] {
        fs::create_dir_all(folder.join(part)).expect("the target folder can be written");
    }
    let weights = super::layer_files::npy("<f4", npyz::Order::C, &[1, 1, 1, 1], &[2.0_f32]);
    fs::write(folder.join("other/w.npy"), weights).expect("the target folder can be written");
    fs::write(folder.join("crate/a.toml"), SPEC).expect("the target folder can be written");
    folder.join("crate")
}

/// The messages of the only error, in full.
fn error(files: &dyn Files, path: &str) -> String {
    let failure = driver::compile(files, path).expect_err("it must be refused");
    assert_eq!(failure.diagnostics.len(), 1);
    failure.diagnostics[0].render(failure.source.as_ref())
}

#[cfg(unix)]
#[test]
fn links_that_leave_the_crate_are_followed_only_where_that_is_allowed() {
    let root = new_crate("links");
    std::os::unix::fs::symlink("../other/w.npy", root.join("w.npy")).expect("a link can be made");
    std::os::unix::fs::symlink("../other", root.join("data")).expect("a link can be made");
    fs::write(root.join("b.toml"), SPEC.replace("w.npy", "data/w.npy")).expect("it can be written");
    let disk = Disk::new(&root);
    for (spec, file) in [("a.toml", "w.npy"), ("b.toml", "data/w.npy")] {
        let text = error(&disk, spec);
        assert!(text.contains(&format!("`{file}` of `weights`")), "{text}");
        assert!(text.contains("leads it out of the crate"), "{text}");
        assert!(text.contains("outside = true"), "{text}");
        driver::compile(&Anywhere(&disk), spec).expect("it is allowed");
    }
    let text = error(&disk, "data/w.npy");
    assert!(text.starts_with("cannot read the spec `data/w.npy`: a symbolic link"), "{text}");
}

#[cfg(unix)]
#[test]
fn links_inside_the_crate_are_followed() {
    let root = new_crate("inner_links");
    fs::copy(root.join("../other/w.npy"), root.join("v.npy")).expect("it can be written");
    std::os::unix::fs::symlink("v.npy", root.join("w.npy")).expect("a link can be made");
    driver::compile(&Disk::new(&root), "a.toml").expect("it is inside");
}

/// To open a pipe would wait for ever.
#[cfg(unix)]
#[test]
fn pipes_and_devices_are_refused() {
    let root = new_crate("pipes");
    let made = std::process::Command::new("mkfifo").arg(root.join("w.npy")).status();
    if !made.is_ok_and(|status| status.success()) {
        skip("mkfifo", "this machine has no `mkfifo`");
        return;
    }
    let text = error(&Disk::new(&root), "a.toml");
    assert!(text.contains("a device, a pipe or a socket"), "{text}");
    fs::remove_file(root.join("w.npy")).expect("it exists");
    std::os::unix::fs::symlink("/dev/zero", root.join("w.npy")).expect("a link can be made");
    let disk = Disk::new(&root);
    assert!(error(&disk, "a.toml").contains("leads it out of the crate"));
    assert!(error(&Anywhere(&disk), "a.toml").contains("a device, a pipe or a socket"));
}

#[test]
fn folders_are_refused() {
    let root = new_crate("folders");
    fs::create_dir(root.join("w.npy")).expect("it can be made");
    assert!(error(&Disk::new(&root), "a.toml").contains("it is a folder"));
    assert!(error(&Disk::new(&root), "w.npy").contains("it is a folder"));
}

#[test]
fn specs_outside_the_crate_are_read_only_where_that_is_allowed() {
    let root = new_crate("outside");
    let spec = SPEC.replace("w.npy", "../crate/../other/w.npy");
    fs::write(root.join("../other/a.toml"), spec).expect("it can be written");
    let disk = Disk::new(&root);
    let text = error(&disk, "../other/a.toml");
    assert!(text.contains("path of the spec: `../other/a.toml` leaves the crate"), "{text}");
    assert!(text.contains("outside = true"), "{text}");
    let compiled = driver::compile(&Anywhere(&disk), "../other/a.toml").expect("it is allowed");
    assert!(compiled.tracked().to_string().contains("/../other/w.npy"));
    let loaded = source::load(&Anywhere(&disk), "x/../../other/a.toml").expect("it is allowed");
    assert_eq!(loaded.path, "../other/a.toml");
}
