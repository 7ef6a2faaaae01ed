//! `tune`: builds with the real cargo. Which schedule wins differs from run to run; what follows from
//! the times does not.

use std::fs;

use super::program::{convgen, new_folder};

/// Four phases, so that few tiles fit the registers and the test builds few programs.
const SPEC: &str = "# Four times as long.\nkind = \"conv_transpose\" # up\ni = [400]\nk = 4\ns = 4\n\
                    weights = [[[1, 2, 3, 4]]]\n\n[schedule.portable]\nstrategy = \"looped\" # slow\n";

#[test]
fn the_fastest_schedule_is_written_and_comments_stay() {
    let spec = new_folder("tune").join("layer.toml");
    fs::write(&spec, SPEC).expect("it can be written");
    let path = spec.to_str().expect("UTF-8");
    let found = convgen(&["tune", "--isa", "portable", "--json", path]).json(0);
    let contest = &found[0]["contests"][0];
    let entries = contest["entries"].as_array().expect("an array");
    let seconds =
        |n: usize| entries[n]["seconds"].as_f64().filter(|time| *time > 0.0).expect("a time");
    let fastest = (0..entries.len()).map(seconds).fold(f64::INFINITY, f64::min);
    let best = usize::try_from(contest["best"].as_u64().expect("a place")).expect("small");
    assert!(best == 0 || (seconds(best) == fastest && fastest < 0.97 * seconds(0)), "{contest}");
    let asked = entries.iter().position(|entry| entry["schedule"]["strategy"] == "looped");
    assert!(asked.is_some_and(|asked| asked != best), "plain loops lose: {contest}");
    assert!(entries.len() > 4, "{contest}");

    // The spec said plain loops, so something was written.
    assert_eq!(found[0]["written"], true);
    let written = fs::read_to_string(&spec).expect("it is there");
    let (layer, _) = SPEC.split_once("\n[schedule").expect("it has one");
    assert!(written.starts_with(layer), "{written}");
    let tuned = format!(
        "[schedule.portable]\nstrategy = {} # slow\n",
        entries[best]["schedule"]["strategy"]
    );
    assert!(if best == 0 { written == layer } else { written.contains(&tuned) }, "{written}");
    convgen(&["check", path]).fine();
}

#[test]
fn a_wrong_spec_is_left_alone() {
    let spec = new_folder("tune_wrong").join("layer.toml");
    fs::write(&spec, "kind = \"conv\"\n").expect("it can be written");
    let ran = convgen(&["tune", spec.to_str().expect("UTF-8")]);
    assert_eq!((ran.code, ran.stdout.as_str()), (1, ""));
    assert!(ran.stderr.contains("has no `input_size`"), "{}", ran.stderr);
    assert_eq!(fs::read_to_string(&spec).expect("it is there"), "kind = \"conv\"\n");
}
