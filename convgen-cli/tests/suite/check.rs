//! `check`, and what all commands share: patterns, JSON, exit codes, colours.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use convgen_compiler::driver;
use convgen_compiler::source::Disk;

use super::program::{Ran, convgen, convgen_in, golden, new_folder, root};
use super::verify::save;

const RIGHT: &str = "specs/seed/conv_4x4_k3.toml";
const WRONG: &str = "convgen-compiler/tests/errors/key-misspelt/spec.toml";

/// A wrong spec in each folder of the compiler's tests.
fn wrong_specs() -> Vec<String> {
    let folder = root().join("convgen-compiler/tests/errors");
    let mut specs: Vec<String> = fs::read_dir(folder)
        .expect("committed")
        .map(|entry| entry.expect("readable").file_name().into_string().expect("ASCII"))
        .map(|case| format!("convgen-compiler/tests/errors/{case}/spec.toml"))
        .collect();
    specs.sort();
    assert!(specs.len() > 50);
    specs
}

#[test]
fn errors_are_those_of_the_attribute() {
    let specs = wrong_specs();
    let mut expected = String::new();
    for spec in &specs {
        // The crate that they lie in; where a file is, is said from the folder of the run.
        let inside = spec.strip_prefix("convgen-compiler/").expect("they lie in it");
        let disk = Disk::new(root().join("convgen-compiler"));
        let failure = driver::compile(&disk, inside).expect_err("the spec is wrong");
        for diagnostic in &failure.diagnostics {
            let text = diagnostic.render(failure.source.as_ref());
            let text = text.replace("--> tests/errors/", "--> convgen-compiler/tests/errors/");
            expected.push_str(&format!("error: {text}\n\n"));
        }
    }
    let mut arguments = vec!["check"];
    arguments.extend(specs.iter().map(String::as_str));
    let ran = convgen(&arguments);
    assert_eq!(ran.stderr, expected);
    assert_eq!(ran.stdout, format!("0 of {} specs are right\n", specs.len()));
    assert_eq!(ran.code, 1);
}

#[test]
fn right_specs_take_a_line_each() {
    // Not expanded by a shell: the program does it.
    golden("check", &convgen(&["check", "specs/**/*.toml"]).fine());
}

#[test]
fn cargo_puts_the_name_of_the_command_first() {
    assert_eq!(convgen(&["convgen", "check", RIGHT]).fine(), convgen(&["check", RIGHT]).fine());
}

#[test]
fn json_has_an_object_for_each_spec() {
    let found = convgen(&["check", "--json", RIGHT, WRONG]).json(1);
    assert_eq!(found[0]["spec"], RIGHT);
    assert_eq!(found[0]["outcome"], "fine");
    assert_eq!(found[0]["output"], serde_json::json!([1, 2, 2]));
    assert_eq!(found[0]["multiply_adds"], 36);
    assert_eq!(found[1]["outcome"], "wrong");
    assert_eq!(found[1]["errors"][0]["code"], "unknown-key");
    assert_eq!(found[1]["errors"][0]["places"][0]["line"], 4);
    assert_eq!(found[1]["errors"][0]["help"], "write `kernel_size`");
    assert_eq!(found.as_array().map(Vec::len), Some(2));
}

const NOTED: &str = "kind = \"conv\"\ni = [9]\nk = 3\nprune = 0.1\nweights = [[[1, 0.05, 1e-40]]]\n\
                     bias = [1e-40]\n";

/// What was done to the numbers of a right spec, beside what every command says.
#[test]
fn notes_are_said_of_right_specs() {
    let folder = new_folder("notes");
    fs::write(folder.join("a.toml"), NOTED).expect("it can be written");
    for command in ["check", "explain"] {
        let ran = convgen_in(&folder, &[command, "a.toml"]);
        assert_eq!(ran.code, 0);
        golden("notes", &ran.stderr);
        let found = convgen_in(&folder, &[command, "--json", "a.toml"]);
        assert_eq!(found.stderr, "");
        let found = found.json(0);
        let notes = &found[0]["notes"];
        assert_eq!(notes[0]["code"], "pruned");
        assert_eq!(notes[0]["message"], "2 of 3 weights are pruned: smaller than 0.1");
        assert_eq!(notes[0]["places"][0]["line"], 4);
        assert_eq!(notes[1]["code"], "flushed");
        assert_eq!(notes.as_array().map(Vec::len), Some(2));
    }
    assert_eq!(convgen(&["check", "--json", RIGHT]).json(0)[0].get("notes"), None);
}

#[test]
fn what_is_not_there_is_named_with_a_way_out() {
    let ran =
        convgen(&["check", RIGHT, "specs/none.toml", "specs/seed", "specs/*.tml", "a[", WRONG]);
    assert_eq!(ran.code, 2, "the worst of all");
    let problems: Vec<&str> = ran.stderr.split("error: `kernal_size`").collect();
    golden("check_unusable", problems[0]);
    assert!(
        ran.stdout.ends_with("1 of 6 specs are right, 4 could not be read\n"),
        "{}",
        ran.stdout
    );
    assert_eq!(convgen(&["check"]).code, 2, "no spec at all");
    assert_eq!(convgen(&["check", "--fast", RIGHT]).code, 2, "no such option");
}

#[test]
fn absolute_paths_are_fine_from_anywhere() {
    let folder = new_folder("absolute");
    let spec = fs::canonicalize(root().join("specs/digits/conv2.toml")).expect("committed");
    let spec = spec.to_str().expect("UTF-8");
    let ran = convgen_in(&folder, &["check", spec]).fine();
    assert_eq!(ran, format!("right {spec}: conv 12×8×8 → 24×4×4, 34,848 multiply-adds\n"));
    let wrong = fs::canonicalize(root().join(WRONG)).expect("committed");
    let wrong = wrong.to_str().expect("UTF-8");
    let ran = convgen_in(&folder, &["check", wrong]);
    assert!(ran.stderr.contains(&format!("--> {wrong}:4:1")), "{}", ran.stderr);
}

/// What the attribute says of a spec in a crate.
fn said(crate_folder: &Path, spec: &str) -> String {
    let failure = driver::compile(&Disk::new(crate_folder), spec).expect_err("it is refused");
    assert_eq!(failure.diagnostics.len(), 1);
    failure.diagnostics[0].render(failure.source.as_ref())
}

/// The only error of a run, without the note by which `check` adds to it.
#[track_caller]
fn refused(ran: &Ran) -> String {
    assert_eq!(ran.code, 1, "{ran:?}");
    let is_note = |line: &&str| line.contains("`cargo convgen check --outside`");
    assert_eq!(ran.stderr.lines().filter(is_note).count(), 1, "{ran:?}");
    let lines: Vec<&str> = ran.stderr.lines().filter(|line| !is_note(line)).collect();
    lines.join("\n").trim_end().trim_start_matches("error: ").to_owned()
}

/// A folder with a file of weights, and below it `mine`, with a spec in `specs` that names the weights by
/// a path.
fn beside(test: &str, weights: &str) -> PathBuf {
    // Outside the tree, which is a crate itself.
    let folder = env::temp_dir().join(format!("convgen-check-{test}-{}", std::process::id()));
    let specs = folder.join("mine/specs");
    fs::create_dir_all(&specs).expect("it can be made");
    save(&folder.join("w.npy"), &[1, 1, 2], &[3.0_f32, -1.0]);
    let spec = format!("kind = \"conv\"\ni = [4]\nk = [2]\nweights = \"{weights}\"\n");
    fs::write(specs.join("a.toml"), spec).expect("it can be written");
    folder.canonicalize().expect("it is there")
}

const PACKAGE: &str = "[package]\nname = \"mine\"\nversion = \"0.1.0\"\nedition = \"2024\"\n";

#[test]
fn files_outside_the_crate_are_refused_as_by_the_attribute() {
    let folder = beside("outside", "../../w.npy");
    let mine = folder.join("mine");
    let check = |below: &str, arguments: &[&str]| {
        convgen_in(&mine.join(below), &[&["check"], arguments].concat())
    };
    // No crate, or none but a workspace: nothing says where files may lie.
    check("", &["specs/a.toml"]).fine();
    fs::write(mine.join("Cargo.toml"), "[workspace]\n").expect("it can be written");
    check("", &["specs/a.toml"]).fine();

    fs::write(mine.join("Cargo.toml"), PACKAGE).expect("it can be written");
    let expected = said(&mine, "specs/a.toml");
    assert!(expected.contains("`../../w.npy` leaves the crate"), "{expected}");
    let absolute = mine.join("specs/a.toml");
    let absolute = absolute.to_str().expect("UTF-8");
    let paths = [
        ("", "specs/a.toml"),
        ("specs", "a.toml"),
        ("specs", "../specs/a.toml"),
        ("..", "mine/specs/a.toml"),
        ("..", absolute),
    ];
    for (below, path) in paths {
        let ran = check(below, &[path]);
        let expected = expected.replace("--> specs/a.toml", &format!("--> {path}"));
        assert_eq!(refused(&ran), expected);
    }
    check("", &["--outside", "specs/a.toml"]).fine();
    fs::remove_dir_all(folder).expect("it is ours");
}

#[cfg(unix)]
#[test]
fn links_out_of_the_crate_are_refused_as_by_the_attribute() {
    use std::os::unix::fs::symlink;
    let folder = beside("links", "w.npy");
    let mine = folder.join("mine");
    fs::write(mine.join("Cargo.toml"), PACKAGE).expect("it can be written");
    symlink("../../w.npy", mine.join("specs/w.npy")).expect("it can be made");
    fs::write(folder.join("b.toml"), "").expect("it can be written");
    symlink("../../b.toml", mine.join("specs/b.toml")).expect("it can be made");
    for (spec, part) in [("a", "of `weights`: a symbolic link"), ("b", "read the spec")] {
        let spec = format!("specs/{spec}.toml");
        let expected = said(&mine, &spec);
        assert!(expected.contains(part) && expected.contains("out of the crate"), "{expected}");
        assert_eq!(refused(&convgen_in(&mine, &["check", &spec])), expected);
    }
    convgen_in(&mine, &["check", "--outside", "specs/a.toml"]).fine();
    fs::remove_dir_all(folder).expect("it is ours");
}

#[test]
fn errors_in_another_spec_name_that_file() {
    let spec = "convgen-compiler/tests/errors/transpose-of-syntax/spec.toml";
    let other = spec.replace("spec.toml", "syntax.toml");
    let found = convgen(&["check", "--json", spec]).json(1);
    let error = &found[0]["errors"][0];
    assert_eq!(error["file"], other.as_str());
    assert_eq!(error["places"][0]["line"], 3);
    let ran = convgen(&["check", spec]);
    assert!(ran.stderr.contains(&format!("--> {other}:3:1")), "{}", ran.stderr);
    // From elsewhere, the other file is named as absolutely as the spec.
    let spec = fs::canonicalize(root().join(spec)).expect("committed");
    let other = fs::canonicalize(root().join(other)).expect("committed");
    let folder = new_folder("another");
    let ran = convgen_in(&folder, &["check", spec.to_str().expect("UTF-8")]);
    assert!(ran.stderr.contains(&format!("--> {}:3:1", other.display())), "{}", ran.stderr);
}

#[test]
fn colours_are_for_terminals() {
    let run = |variable: &str| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_cargo-convgen"));
        command.args(["check", RIGHT]).env(variable, "1").current_dir(root());
        String::from_utf8(command.output().expect("the program starts").stdout).expect("UTF-8")
    };
    assert!(!run("NO_COLOR").contains('\x1b'));
    assert!(run("CLICOLOR_FORCE").contains('\x1b'));
    assert!(!convgen(&["check", RIGHT]).stdout.contains('\x1b'));
}
