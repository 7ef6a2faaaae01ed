//! `verify`: builds with the real cargo.

use std::fs;
use std::path::Path;

use convgen_compiler::driver;
use convgen_compiler::source::Disk;
use convgen_runtime::Isa;
use convgen_runtime::reference::Algorithm;
use npyz::{AutoSerialize, WriterBuilder};

use super::program::{convgen, convgen_in, golden, new_folder, root};

/// Small integers: every result is exact, on any machine.
const SPEC: &str = "specs/seed/transposed_i3_k3_s2_p1_op1.toml";

pub(crate) fn save<T: AutoSerialize + Copy>(path: &Path, dims: &[u64], numbers: &[T]) {
    let mut bytes = Vec::new();
    let npy = npyz::WriteOptions::new().default_dtype().shape(dims).writer(&mut bytes);
    let mut writer = npy.begin_nd().expect("to memory");
    writer.extend(numbers.iter().copied()).expect("to memory");
    writer.finish().expect("as many as the shape says");
    fs::write(path, bytes).expect("it can be written");
}

/// A layer's input and what the definition makes of it.
fn example(spec: &str) -> (Vec<f32>, Vec<f32>) {
    let compiled = driver::compile(&Disk::new(root()), spec).expect("the spec is right");
    let layer = compiled.layer();
    let shape = *layer.shape();
    let reference = layer.reference();
    let input: Vec<f32> = (0..shape.input_len()).map(|n| n as f32 - 4.0).collect();
    let mut output = vec![0.0; shape.output_len()];
    Algorithm::Matrix.run(&reference.definition(), &input, &mut output).expect("the right lengths");
    (input, output)
}

#[test]
fn kernels_agree_with_every_reference() {
    // Portable: the same numbers on every machine.
    let ran = convgen(&["verify", "--isa", "portable", "--json", SPEC]);
    let found = ran.json(0);
    let comparisons = found[0]["comparisons"].as_array().expect("an array");
    assert_eq!(comparisons.len(), 10 * Algorithm::ALL.len());
    for algorithm in Algorithm::ALL {
        let of = |each: &&serde_json::Value| each["reference"] == algorithm.name();
        assert_eq!(comparisons.iter().filter(of).count(), 10, "{algorithm}");
    }
    for each in comparisons {
        assert_eq!(each["right"], true);
        let exact = ["zeros", "ones", "alternating signs"]
            .contains(&each["input"].as_str().expect("a text"));
        assert!(!exact || each["max_ulp_error"] == 0, "{each}");
    }
    assert_eq!(found[0]["skipped"], serde_json::json!([]));
}

#[test]
fn every_kernel_that_the_machine_has_is_run() {
    // Weights in files beside the spec, and a kernel for each instruction set.
    let found = convgen(&["verify", "--json", "specs/digits/conv2.toml"]).json(0);
    let comparisons = found[0]["comparisons"].as_array().expect("an array");
    for isa in Isa::available() {
        assert!(comparisons.iter().any(|each| each["isa"] == isa.name()), "{isa}");
    }
    assert!(comparisons.iter().any(|each| each["max_absolute_error"].as_f64() > Some(0.0)));
}

#[test]
fn your_own_expectation_counts() {
    let folder = new_folder("verify");
    let (input, mut output) = example(SPEC);
    save(&folder.join("x.npy"), &[3, 3], &input);
    save(&folder.join("y.npy"), &[1, 1, 6, 6], &output);
    output[7] += 0.5;
    save(&folder.join("wrong.npy"), &[1, 6, 6], &output);
    fs::copy(root().join(SPEC), folder.join("spec.toml")).expect("committed");
    let convgen = root().canonicalize().expect("it is there");
    let convgen = convgen.to_str().expect("UTF-8");
    let run = |expect: &str| {
        let files = ["--input", "x.npy", "--expect", expect, "spec.toml"];
        convgen_in(
            &folder,
            &[&["verify", "--isa", "portable", "--convgen", convgen], &files[..]].concat(),
        )
    };
    let right = run("y.npy").fine();
    let row = right.lines().last().expect("a line");
    assert!(
        row.contains("x.npy → y.npy") && row.ends_with("0.0e0        0          0.0%  right"),
        "{row}"
    );
    let wrong = run("wrong.npy");
    assert_eq!(wrong.code, 1);
    golden("verify_wrong", wrong.stdout.lines().last().expect("a line"));
    let shape = run("x.npy");
    assert_eq!(shape.code, 2);
    golden("verify_shape", &shape.stderr);
}

#[test]
fn a_residual_is_an_operand_like_the_input() {
    let spec = "tests/corpus/conv_1d_add_batched.toml";
    let found = convgen(&["verify", "--json", spec]).json(0);
    let comparisons = found[0]["comparisons"].as_array().expect("an array");
    assert!(comparisons.iter().all(|each| each["right"] == true));

    let folder = new_folder("verify_residual");
    let compiled = driver::compile(&Disk::new(root()), spec).expect("the spec is right");
    let (layer, shape) = (compiled.layer(), *compiled.shape());
    let numbers = |len: usize| (0..len).map(|n| (n % 9) as f32 - 4.0).collect::<Vec<f32>>();
    let (input, residual) = (numbers(shape.input_len()), numbers(shape.output_len()));
    let reference = layer.reference();
    let definition = reference.definition().with_residual(&residual);
    let mut output = vec![0.0; shape.output_len()];
    let definition = definition.expect("a layer is consistent");
    Algorithm::Matrix.run(&definition, &input, &mut output).expect("the lengths are right");
    save(&folder.join("x.npy"), &[2, 2, 9], &input);
    save(&folder.join("skip.npy"), &[2, 4, 9], &residual);
    save(&folder.join("y.npy"), &[2, 4, 9], &output);
    let path = |name: &str| folder.join(name).to_str().expect("UTF-8").to_owned();
    let [x, skip, y] = ["x.npy", "skip.npy", "y.npy"].map(path);
    let files = ["--input", &x, "--expect", &y, "--residual", &skip];
    let run = |files: &[&str], spec| {
        convgen(&[&["verify", "--isa", "portable"], files, &[spec]].concat())
    };
    run(&files, spec).fine();
    let missing = run(&files[..4], spec);
    assert_eq!(missing.code, 2);
    assert!(missing.stderr.contains("the layer takes a residual array"), "{}", missing.stderr);
    let (x, y) = example(SPEC);
    save(&folder.join("x.npy"), &[3, 3], &x);
    save(&folder.join("y.npy"), &[6, 6], &y);
    let needless = run(&files, SPEC);
    assert_eq!(needless.code, 2);
    assert!(needless.stderr.contains("of a layer that takes none"), "{}", needless.stderr);
}

#[test]
fn layers_of_doubles_are_as_exact_as_doubles() {
    const LEN: usize = 12;
    let folder = new_folder("verify_double");
    let weights = [0.1, -0.7, 1.0 / 3.0];
    let rows = vec![format!("[[{}, {}, {}]]", weights[0], weights[1], weights[2]); 8].join(", ");
    let spec = format!(
        "kind = \"conv\"\ndtype = \"f64\"\nout_channels = 8\ni = [{LEN}]\nk = 3\n\
         weights = [{rows}]\nschedule = {{ strategy = \"channels\" }}\n"
    );
    fs::write(folder.join("spec.toml"), spec).expect("it can be written");
    let input: Vec<f64> = (1..=LEN).map(|n| 1.0 / n as f64).collect();
    let row = input.windows(3).map(|x| x.iter().zip(weights).map(|(x, w)| x * w).sum());
    let mut output = row.collect::<Vec<f64>>().repeat(8);
    save(&folder.join("x.npy"), &[1, LEN as u64], &input);
    save(&folder.join("y.npy"), &[8, LEN as u64 - 2], &output);
    // Far below the last place of an f32.
    output[79] += 1e-13;
    save(&folder.join("wrong.npy"), &[8, LEN as u64 - 2], &output);
    let convgen = root().canonicalize().expect("it is there");
    let convgen = convgen.to_str().expect("UTF-8");
    let run = |expect: &str| {
        let files = ["--input", "x.npy", "--expect", expect, "spec.toml"];
        convgen_in(&folder, &[&["verify", "--convgen", convgen, "--json"], &files[..]].concat())
    };
    let right = run("y.npy").json(0);
    let comparisons = right[0]["comparisons"].as_array().expect("an array");
    for isa in Isa::available() {
        let of = comparisons.iter().filter(|each| each["isa"] == isa.name());
        assert_eq!(of.count(), 11 * Algorithm::ALL.len() + 1, "{isa}");
    }
    let wrong = run("wrong.npy").json(1);
    let comparisons = wrong[0]["comparisons"].as_array().expect("an array");
    let wrong = comparisons.iter().filter(|each| each["right"] == false);
    assert!(wrong.clone().all(|each| each["reference"] == "wrong.npy"));
    assert_eq!(wrong.count(), Isa::available().count());
}

#[test]
fn files_in_other_folders_go_along() {
    let folder = new_folder("verify_climb");
    fs::create_dir_all(folder.join("specs")).expect("it can be written");
    save(&folder.join("w.npy"), &[1, 1, 2], &[3.0_f32, -1.0]);
    let spec = "kind = \"conv\"\ni = [4]\nk = [2]\nweights = \"../w.npy\"\n";
    fs::write(folder.join("specs/climb.toml"), spec).expect("it can be written");
    let convgen = root().canonicalize().expect("it is there");
    let convgen = convgen.to_str().expect("UTF-8");
    // The file of the weights is above the folder that the program runs in.
    let arguments = ["verify", "--convgen", convgen, "--isa", "portable", "climb.toml"];
    convgen_in(&folder.join("specs"), &arguments).fine();
    let absolute = folder.join("specs/climb.toml");
    let absolute = absolute.to_str().expect("UTF-8");
    convgen_in(&root(), &["verify", "--isa", "portable", absolute]).fine();
}

#[test]
fn what_cannot_be_verified_is_said_before_anything_is_built() {
    let folder = new_folder("verify_unusable");
    let missing = convgen(&["verify", "--input", "no.npy", "--expect", "no.npy", SPEC]);
    assert_eq!(missing.code, 2);
    assert!(missing.stderr.contains("cannot read `no.npy`"), "{}", missing.stderr);
    let spec = root().join(SPEC).canonicalize().expect("committed");
    let folder_name = folder.to_str().expect("UTF-8");
    let ran = convgen(&["verify", "--convgen", folder_name, spec.to_str().expect("UTF-8")]);
    assert_eq!(ran.code, 2);
    assert!(ran.stderr.contains("is not the folder of convgen"), "{}", ran.stderr);
    let alone = convgen(&["verify", "--input", "no.npy", SPEC]);
    assert_eq!(alone.code, 2, "an input without an expectation");
    let several =
        convgen(&["verify", "--input", "a.npy", "--expect", "b.npy", "specs/seed/*.toml"]);
    assert_eq!(several.code, 2);
    assert!(several.stderr.contains("several specs"), "{}", several.stderr);
    let wrong =
        convgen(&["verify", "--json", "convgen-compiler/tests/errors/key-misspelt/spec.toml"]);
    assert_eq!(wrong.json(1)[0]["errors"][0]["code"], "unknown-key");
}

#[test]
fn long_algorithms_are_named_not_run() {
    // Two taps, far apart: the textbook puts 19,999 zeros between them.
    let spec = new_folder("verify_long").join("far.toml");
    let text = "kind = \"conv\"\ni = [40000]\nk = 2\nd = 20000\nweights = [[[1, 2]]]\n";
    fs::write(&spec, text).expect("it can be written");
    let spec = spec.to_str().expect("UTF-8");
    let found = convgen(&["verify", "--isa", "portable", "--json", spec]).json(0);
    assert_eq!(found[0]["references"], serde_json::json!(["sliding window", "scatter"]));
    let skipped = found[0]["skipped"].as_array().expect("an array");
    let names: Vec<_> = skipped.iter().map(|each| &each["reference"]).collect();
    assert_eq!(names, ["matrix", "transposed matrix", "zero insertion"]);
    assert_eq!(skipped[2]["steps"], f64::from(20_000) * f64::from(20_001));
}

#[test]
fn arguments_are_operands_like_the_input() {
    let spec = "tests/corpus/conv_1d_wide_row_arguments.toml";
    let found = convgen(&["verify", "--json", spec]).json(0);
    let comparisons = found[0]["comparisons"].as_array().expect("an array");
    assert!(comparisons.len() > 10 && comparisons.iter().all(|each| each["right"] == true));

    let folder = new_folder("verify_arguments");
    let file = |name: &str, dims: &[u64], numbers: &[f32]| {
        save(&folder.join(name), dims, numbers);
        folder.join(name).to_str().expect("UTF-8").to_owned()
    };
    let x = file("x.npy", &[131], &[1.0; 131]);
    let weights = file("weights.npy", &[1, 1, 5], &[0.0, 0.0, 2.0, 0.0, 0.0]);
    let bias = file("bias.npy", &[1], &[0.5]);
    let y = file("y.npy", &[131], &[2.5; 131]);
    let all = ["--input", &x, "--expect", &y, "--weights", &weights, "--bias", &bias];
    let run = |files: &[&str], spec| {
        convgen(&[&["verify", "--isa", "portable"], files, &[spec]].concat())
    };
    run(&all, spec).fine();
    let missing = run(&all[..6], spec);
    assert_eq!(missing.code, 2);
    assert!(missing.stderr.contains("the layer takes a bias array"), "{}", missing.stderr);
    let unread = run(&all, "tests/corpus/conv_1d_wide_row.toml");
    assert_eq!(unread.code, 2);
    assert!(unread.stderr.contains("of a layer that takes none"), "{}", unread.stderr);
}
