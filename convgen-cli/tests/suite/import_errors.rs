//! `import`, on what is no model, or no valid one.

use std::fs;
use std::path::Path;

use super::import::models;
use super::program::{Ran, convgen_in, new_folder};

/// A field of a protobuf message that holds bytes: a text or another message.
fn field(number: u8, content: impl AsRef<[u8]>) -> Vec<u8> {
    let content = content.as_ref();
    assert!(number < 16 && content.len() < 1 << 14, "a key of one byte, a length of two");
    let length = content.len() as u16;
    [&[number << 3 | 2, length as u8 | 0x80, (length >> 7) as u8], content].concat()
}

/// A node, in a graph.
fn node(operator: &str, inputs: &[&str], output: &str) -> Vec<u8> {
    let inputs = inputs.iter().flat_map(|input| field(1, input));
    field(1, inputs.chain(field(2, output)).chain(field(4, operator)).collect::<Vec<u8>>())
}

/// An initializer of f32 without numbers, in a graph.
fn tensor(name: &str, dims: &[u64]) -> Vec<u8> {
    let mut content = vec![2 << 3, 1];
    for &dim in dims {
        content.push(1 << 3);
        let mut rest = dim;
        while rest > 0x7f {
            content.push(rest as u8 | 0x80);
            rest >>= 7;
        }
        content.push(rest as u8);
    }
    content.extend(field(8, name));
    field(5, content)
}

/// Runs the program on a model with these bytes.
fn import(folder: &Path, bytes: &[u8]) -> Ran {
    fs::write(folder.join("model.onnx"), bytes).expect("it can be written");
    convgen_in(folder, &["import", "model.onnx", "-o", "specs", "--input", "x=1x1x4x4"])
}

#[test]
fn what_is_no_model_is_said() {
    let folder = new_folder("import_none");
    let relu = field(7, node("Relu", &["x"], "y"));
    for (bytes, complaint) in [
        (&b"kind = \"conv\""[..], "`model.onnx` is not an ONNX model: "),
        (b"", "`model.onnx` is not an ONNX model: it has no graph"),
        (&field(7, ""), "the model has no value `x`"),
        (&[relu, vec![0xff]].concat(), "`model.onnx` is not an ONNX model: "),
    ] {
        let ran = import(&folder, bytes);
        assert_eq!(ran.code, 2, "{}", ran.stdout);
        assert!(ran.stderr.contains(complaint), "{}", ran.stderr);
        assert!(ran.stderr.contains("  = help: "), "{}", ran.stderr);
    }
    let no_convolution = field(7, node("Relu", &["a"], "x"));
    let ran = import(&folder, &no_convolution);
    assert!(ran.stderr.contains("`model.onnx` has no Conv or ConvTranspose"), "{}", ran.stderr);
    for (model, complaint) in [
        ("absent.onnx", "there is no such file"),
        ("..", "does not end in the name"),
        ("models.onnx/", "no such file"),
    ] {
        let ran = convgen_in(&folder, &["import", model, "-o", "specs"]);
        assert_eq!(ran.code, 2);
        assert!(ran.stderr.contains(complaint), "{}", ran.stderr);
    }
    assert!(!folder.join("specs").exists(), "nothing is written");
}

const POINTER: &str = "version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 9\n";

#[test]
fn what_lies_in_the_place_of_a_model_is_said() {
    let folder = new_folder("import_strangers");
    for (bytes, complaint, help) in [
        (POINTER, "`model.onnx` is a Git LFS pointer", "git lfs pull"),
        ("\n<!DOCTYPE html><html>", "`model.onnx` is a web page", "/resolve/"),
    ] {
        let ran = import(&folder, bytes.as_bytes());
        assert_eq!(ran.code, 2);
        assert!(ran.stderr.contains(complaint) && ran.stderr.contains(help), "{}", ran.stderr);
    }
    let decoder = models().join("decoder");
    fs::copy(decoder.join("model.onnx"), folder.join("model.onnx")).expect("committed");
    fs::write(folder.join("model.onnx.data"), POINTER).expect("it can be written");
    let ran = convgen_in(&folder, &["import", "model.onnx", "-o", "specs"]);
    assert_eq!(ran.code, 1);
    let complaint = "is in `model.onnx.data`: it is a Git LFS pointer";
    assert!(
        ran.stdout.contains(complaint) && ran.stdout.contains("git lfs pull"),
        "{}",
        ran.stdout
    );
}

#[test]
fn graphs_that_are_not_valid_end_in_a_message() {
    let folder = new_folder("import_invalid");
    let weights = tensor("w", &[1, 1, 1, 1]);
    let conv = node("Conv", &["x", "w"], "y");
    let twice = field(7, [conv.clone(), node("Relu", &["y"], "y")].concat());
    let ran = import(&folder, &twice);
    assert_eq!(ran.code, 2);
    assert!(ran.stderr.contains("two nodes give the value `y`"), "{}", ran.stderr);
    let circle = [node("Identity", &["b"], "a"), node("Identity", &["a"], "b")].concat();
    let own = node("Conv", &["own", "w"], "own");
    let x = node("Input", &[], "x");
    let huge = [tensor("huge", &[1 << 62; 4]), node("Conv", &["x", "huge"], "huge_out")].concat();
    let negative = tensor("negative", &[u64::MAX, 1, 1, 1]);
    let negative = [negative, node("Conv", &["x", "negative"], "negative_out")].concat();
    let empty = [tensor("empty", &[0, 0, 0, 0]), node("Conv", &["x", "empty"], "e")].concat();
    for (graph, complaint) in [
        ([&x, &conv[..], &weights].concat(), "the tensor `w` of its weights has 0 numbers"),
        ([&x, &circle[..], &node("Conv", &["a", "w"], "c"), &weights].concat(), "`a`"),
        ([&x, &own[..], &weights].concat(), "the shape of `own` is not known"),
        ([&x, &huge[..]].concat(), "its weights want"),
        ([&x, &negative[..]].concat(), "not known"),
        ([&x, &empty[..]].concat(), "channels"),
        ([&x, &node("Conv", &[], "none")[..]].concat(), "it has no input"),
        ([&x, &node("Conv", &["x"], "one")[..]].concat(), "it has no weights"),
        ([&x, &node("ConvTranspose", &["x", "", "x"], "two")[..]].concat(), "it has no weights"),
    ] {
        fs::remove_dir_all(folder.join("specs")).unwrap_or_default();
        let ran = import(&folder, &field(7, graph));
        assert_eq!(ran.code, 1, "{}", ran.stderr);
        assert!(ran.stdout.contains(complaint), "{}", ran.stdout);
    }
}

#[cfg(unix)]
#[test]
fn links_lead_no_weights_out_of_the_folder() {
    let outside = new_folder("import_outside");
    let folder = new_folder("import_link");
    let decoder = models().join("decoder");
    fs::copy(decoder.join("model.onnx"), folder.join("model.onnx")).expect("committed");
    fs::copy(decoder.join("model.onnx.data"), outside.join("secret")).expect("committed");
    let link = folder.join("model.onnx.data");
    std::os::unix::fs::symlink(outside.join("secret"), link).expect("it can be made");
    let ran = convgen_in(&folder, &["import", "model.onnx", "-o", "specs"]);
    assert_eq!(ran.code, 1);
    let complaint = "a symbolic link leads it out of the folder of the model";
    assert!(ran.stdout.contains(complaint), "{}", ran.stdout);
    // A model that is a link itself is the user's own choice.
    std::os::unix::fs::symlink(decoder.join("model.onnx"), folder.join("link.onnx")).expect("new");
    fs::remove_file(folder.join("model.onnx.data")).expect("it was made");
    fs::copy(decoder.join("model.onnx.data"), folder.join("model.onnx.data")).expect("committed");
    convgen_in(&folder, &["import", "link.onnx", "-o", "linked"]).fine();
}

/// Hugging Face's cache has links to files that are named by their hashes, all in one folder.
#[cfg(unix)]
#[test]
fn links_to_the_folder_of_the_resolved_model_are_followed() {
    use std::os::unix::fs::symlink;
    let cache = new_folder("import_cache");
    let (blobs, snapshot) = (cache.join("blobs"), cache.join("snapshots/1234"));
    fs::create_dir_all(&blobs).expect("it can be made");
    fs::create_dir_all(&snapshot).expect("it can be made");
    let decoder = models().join("decoder");
    for (file, hash) in [("model.onnx", "0abc"), ("model.onnx.data", "1def")] {
        fs::copy(decoder.join(file), blobs.join(hash)).expect("committed");
        symlink(format!("../../blobs/{hash}"), snapshot.join(file)).expect("it can be made");
    }
    convgen_in(&cache, &["import", "snapshots/1234/model.onnx", "-o", "specs"]).fine();
    // Not from there to anywhere else.
    fs::remove_file(blobs.join("1def")).expect("it was made");
    symlink(decoder.join("model.onnx.data"), blobs.join("1def")).expect("it can be made");
    let ran = convgen_in(&cache, &["import", "snapshots/1234/model.onnx", "-o", "others"]);
    assert_eq!(ran.code, 1);
    let complaint = "a symbolic link leads it out of the folder of the model";
    assert!(ran.stdout.contains(complaint), "{}", ran.stdout);
}
