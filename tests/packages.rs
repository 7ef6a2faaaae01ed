//! What a registry shows of the packages, and what their dependencies ask for.

use std::env;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

/// The workspace and all its dependencies, of this machine.
fn metadata() -> Vec<Value> {
    let cargo = || Command::new(env::var_os("CARGO").expect("cargo runs tests"));
    let version = cargo().arg("-vV").output().expect("cargo runs");
    let version = String::from_utf8(version.stdout).expect("UTF-8");
    let host = version.lines().find_map(|line| line.strip_prefix("host: ")).expect("it says so");
    let output = cargo()
        .args([
            "metadata",
            "--format-version=1",
            "--locked",
            "--offline",
            "--filter-platform",
            host,
        ])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("cargo runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let all: Value = serde_json::from_slice(&output.stdout).expect("cargo writes JSON");
    all["packages"].as_array().expect("a list").clone()
}

fn is_ours(package: &Value) -> bool {
    package["source"].is_null()
}

fn text<'a>(package: &'a Value, key: &str) -> &'a str {
    package[key].as_str().unwrap_or_else(|| panic!("{}: no {key}", package["name"]))
}

#[test]
fn packages_say_what_they_are() {
    let packages = metadata();
    let ours: Vec<&Value> = packages.iter().filter(|package| is_ours(package)).collect();
    assert_eq!(ours.len(), 6);
    for package in ours {
        let name = text(package, "name");
        assert_eq!(text(package, "license"), "MIT OR Apache-2.0", "{name}");
        assert!(text(package, "documentation").starts_with("https://docs.rs/convgen"), "{name}");
        assert!(!text(package, "description").is_empty(), "{name}");
        assert!(!package["keywords"].as_array().expect("a list").is_empty(), "{name}");
        let folder = Path::new(text(package, "manifest_path")).parent().expect("it has a folder");
        for file in [text(package, "readme"), "LICENSE-MIT", "LICENSE-APACHE"] {
            assert!(folder.join(file).is_file(), "{name}: {file}");
        }
    }
}

/// `.ci/msrv` builds with the oldest compiler, where there is one.
#[test]
fn no_dependency_asks_for_a_newer_compiler() {
    let number = |version: &str| -> Vec<u32> {
        version.split('.').map(|part| part.parse().expect("a number")).collect()
    };
    let packages = metadata();
    let promised = packages.iter().find(|package| is_ours(package)).expect("there are five");
    let promised = text(promised, "rust_version");
    for package in &packages {
        let Some(wanted) = package["rust_version"].as_str() else { continue };
        // 1.89 is 1.89.0.
        let (mut wanted, mut most) = (number(wanted), number(promised));
        wanted.resize(3, 0);
        most.resize(3, 0);
        assert!(wanted <= most, "{} needs Rust {wanted:?}, not {promised}", package["name"]);
    }
}
