//! `new`.

use std::fs;
use std::path::Path;

use super::program::{convgen_in, golden, new_folder, root};

/// Writes a spec, checks it with `check`, and gives its text.
fn written(folder: &Path, arguments: &[&str]) -> String {
    let ran = convgen_in(folder, &[&["new", "layer", "--force"], arguments].concat()).fine();
    let checked = convgen_in(folder, &["check", "layer.toml"]).fine();
    let summary = ran.lines().last().expect("a line").to_owned();
    assert_eq!(checked, format!("right layer.toml: {summary}\n"));
    fs::read_to_string(folder.join("layer.toml")).expect("it was written")
}

#[test]
fn what_is_written_is_right_as_it_is() {
    let folder = new_folder("new");
    golden("new_forward", &written(&folder, &[]));
    let upsample = ["--transposed", "--stride", "2", "--padding", "1", "--output-padding", "1"];
    golden("new_transposed", &written(&folder, &[&upsample[..], &["--bias", "--relu"]].concat()));
    let channels = ["--in-channels", "4", "--out-channels", "96", "--groups", "2", "--bias"];
    golden("new_channels", &written(&folder, &[&channels[..], &["--input", "6,10"]].concat()));
    for dims in ["1", "2", "3"] {
        for kind in [&[][..], &["--transposed"]] {
            let more =
                ["--dims", dims, "--in-channels", "2", "--out-channels", "4", "--groups", "2"];
            let text =
                written(&folder, &[&more[..], &["--dilation", "2", "--batch", "2"], kind].concat());
            assert!(text.contains(&format!("dims = {dims} ")), "{text}");
        }
    }
}

#[test]
fn keys_that_are_comments_are_right_too() {
    let folder = new_folder("new_comments");
    let text = written(&folder, &["--transposed"]);
    let uncommented: String = text
        .lines()
        .map(|line| match line.strip_prefix("# ") {
            Some(key) if key.contains(" = ") => format!("{key}\n"),
            _ => format!("{line}\n"),
        })
        .collect();
    assert_eq!(uncommented.matches("# ").count(), text.matches("# ").count() - 12);
    fs::write(folder.join("all.toml"), uncommented).expect("it can be written");
    convgen_in(&folder, &["check", "all.toml"]).fine();
}

#[test]
fn long_lists_are_cut_in_explanations() {
    let folder = new_folder("new_long");
    written(&folder, &["--transposed", "--dims", "1", "--kernel", "120", "--stride", "12"]);
    let text = convgen_in(&folder, &["explain", "layer.toml"]).fine();
    assert!(text.contains("… 4 more phases, all of them in --json"), "{text}");
    assert!(text.contains("k84·in[q-7] + … 2 more taps"), "{text}");
    let found = convgen_in(&folder, &["explain", "--json", "layer.toml"]).json(0);
    let phases = found[0]["phases"][0]["phases"].as_array().expect("an array");
    assert_eq!(phases.len(), 12);
    assert!(phases.iter().all(|phase| phase["taps"].as_array().map(Vec::len) == Some(10)));
}

#[test]
fn an_impossible_layer_is_not_written() {
    let folder = new_folder("new_impossible");
    let ran = convgen_in(&folder, &["new", "layer", "--kernel", "9"]);
    assert_eq!(ran.code, 1);
    assert!(ran.stderr.contains("effective kernel is 9, but must be at most"), "{}", ran.stderr);
    let ran = convgen_in(&folder, &["new", "layer", "--output-padding", "1"]);
    assert_eq!(ran.code, 2, "only transposed layers have it");
    let ran = convgen_in(&folder, &["new", "layer", "--in-channels", "99999999"]);
    assert_eq!(ran.code, 2);
    assert!(ran.stderr.contains("there would be 899999991 weights"), "{}", ran.stderr);
    assert_eq!(fs::read_dir(&folder).expect("it is there").count(), 0);
}

#[test]
fn files_are_not_overwritten_by_accident() {
    let folder = new_folder("new_again");
    let many = ["--in-channels", "16"];
    convgen_in(&folder, &[&["new", "layer.toml"], &many[..]].concat()).fine();
    fs::remove_file(folder.join("layer.toml")).expect("it was written");
    let ran = convgen_in(&folder, &[&["new", "layer"], &many[..]].concat());
    assert_eq!(ran.code, 2);
    assert!(ran.stderr.contains("`layer.weights.npy` is there already"), "{}", ran.stderr);
    assert!(!folder.join("layer.toml").exists(), "all files or none");
    let found = convgen_in(&folder, &[&["new", "layer", "--force", "--json"], &many[..]].concat());
    let found = found.json(0);
    assert_eq!(found[0]["files"], serde_json::json!(["layer.toml", "layer.weights.npy"]));
    assert_eq!(found[0]["output"], serde_json::json!([1, 6, 6]));
}

#[test]
fn the_session_in_the_guide_is_real() {
    let folder = new_folder("new_guide");
    let page = fs::read_to_string(root().join("docs/command-line.md")).expect("committed");
    let session = page.split("```console\n").nth(1).expect("there is one");
    let session = session.split("```").next().expect("it ends");
    let mut lines =
        session.lines().map(|line| line.split("  #").next().unwrap_or_default().trim_end());
    let mut arguments = || -> Vec<String> {
        let command = lines.by_ref().find_map(|line| line.strip_prefix("$ cargo convgen "));
        command.expect("a command").split(' ').map(str::to_owned).collect()
    };
    let run = |arguments: &[String]| {
        let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
        convgen_in(&folder, &arguments).fine()
    };
    run(&arguments());
    let checked = run(&arguments());
    assert!(session.contains(&format!("\n{checked}")), "{checked}");
    assert_eq!(arguments(), ["verify", "upsample.toml"]);
}
