//! `matrix`.

use std::fs;
use std::path::Path;

use convgen_compiler::driver;
use convgen_compiler::source::Disk;
use convgen_compiler::stencil::Weighted;

use super::program::{convgen, convgen_in, golden, new_folder, root};

const SPEC: &str = "tests/corpus/conv_transpose_2d_mixed.toml";
const LARGE: &str = "specs/filters/sobel_x_512.toml";

/// Row, column and value of every entry, as the compiler's own view of the layer has them.
fn entries() -> Vec<(usize, usize, f64)> {
    let compiled = driver::compile(&Disk::new(root()), SPEC).expect("the spec is right");
    let layer = Weighted::new(compiled.layer());
    let mut entries = Vec::new();
    for row in 0..compiled.shape().output_len() {
        entries.extend(layer.row(row).into_iter().map(|(column, value)| (row, column, value)));
    }
    entries.sort_by_key(|&(row, column, _)| (row, column));
    assert!(entries.len() > 100);
    entries
}

fn written(option: &str, file: &Path, more: &[&str]) -> Vec<u8> {
    let path = file.to_str().expect("UTF-8");
    convgen(&[&["matrix", option, path, SPEC], more].concat()).fine();
    fs::read(file).expect("it was written")
}

#[test]
fn small_matrices_are_shown() {
    golden("matrix", &convgen(&["matrix", "specs/seed/conv_4x4_k3.toml"]).fine());
    let transposed = convgen(&["matrix", "--transpose", "specs/seed/conv_4x4_k3.toml"]).fine();
    golden("matrix_transposed", &transposed);
}

#[test]
fn copies_in_the_padding_are_summed() {
    let folder = new_folder("matrix_copies");
    let spec = "kind = 'conv'\ni = [4]\nk = 3\np = 1\npadding_mode = 'reflect'\n";
    let spec = format!("{spec}weights = [[[1, 10, 100]]]\n");
    fs::write(folder.join("reflect.toml"), spec).expect("a folder that can be written");
    golden("matrix_reflect", &convgen_in(&folder, &["matrix", "reflect.toml"]).fine());
    golden("explain_reflect", &convgen_in(&folder, &["explain", "reflect.toml"]).fine());
}

#[test]
fn csv_lists_every_entry() {
    let folder = new_folder("matrix_csv");
    let read = |more: &[&str]| {
        let text = String::from_utf8(written("--csv", &folder.join("c.csv"), more)).expect("ASCII");
        let lines = text.strip_prefix("row,column,value\n").expect("a header").lines();
        let numbers = |line: &str| {
            let parts: Vec<f64> =
                line.split(',').map(|part| part.parse().expect("a number")).collect();
            (parts[0] as usize, parts[1] as usize, parts[2])
        };
        lines.map(numbers).collect::<Vec<_>>()
    };
    let mut expected = entries();
    assert_eq!(read(&[]), expected);
    for entry in &mut expected {
        (entry.0, entry.1) = (entry.1, entry.0);
    }
    expected.sort_by_key(|&(row, column, _)| (row, column));
    assert_eq!(read(&["--transpose"]), expected);
}

#[test]
fn drawings_have_a_square_for_each_entry() {
    let folder = new_folder("matrix_svg");
    let drawing = String::from_utf8(written("--svg", &folder.join("c.svg"), &[])).expect("ASCII");
    let entries = entries();
    assert_eq!(drawing.matches("<rect ").count(), entries.len());
    let (row, column, value) = entries[7];
    assert!(drawing.contains(&format!("<title>row {row}, column {column}: {value}</title>")));
    assert!(drawing.ends_with("</svg>\n"));
}

#[test]
fn images_have_colours_where_there_are_entries() {
    let folder = new_folder("matrix_png");
    let bytes = written("--png", &folder.join("c.png"), &[]);
    let mut reader = png::Decoder::new(std::io::Cursor::new(bytes)).read_info().expect("a PNG");
    let mut pixels = vec![0; reader.output_buffer_size().expect("small")];
    let info = reader.next_frame(&mut pixels).expect("whole");
    let compiled = driver::compile(&Disk::new(root()), SPEC).expect("the spec is right");
    let (rows, columns) = (compiled.shape().output_len(), compiled.shape().input_len());
    let scale = info.width as usize / columns;
    assert_eq!((info.width as usize, info.height as usize), (scale * columns, scale * rows));
    let found = (0..rows).flat_map(|row| (0..columns).map(move |column| (row, column)));
    let pixel = |row: usize, column: usize| {
        let at = 3 * (row * scale * info.width as usize + column * scale);
        [pixels[at], pixels[at + 1], pixels[at + 2]]
    };
    let coloured: Vec<_> = found.filter(|&(row, column)| pixel(row, column) != [255; 3]).collect();
    let entries = entries();
    let places: Vec<_> = entries.iter().map(|&(row, column, _)| (row, column)).collect();
    assert_eq!(coloured, places);
    for (row, column, value) in entries {
        let [red, _, blue] = pixel(row, column);
        assert_eq!(red > blue, value > 0.0, "red is positive");
    }
}

#[test]
fn large_matrices_are_refused_with_their_size() {
    let ran = convgen(&["matrix", LARGE]);
    assert_eq!((ran.code, ran.stdout.as_str()), (2, ""));
    golden("matrix_large", &ran.stderr);
    let found = convgen(&["matrix", "--json", LARGE]).json(0);
    assert_eq!(found[0]["nonzeros"], 1_567_748);
    assert!(found[0]["entries"].is_null(), "too many");
    let file = new_folder("matrix_large").join("c.svg");
    let file = file.to_str().expect("UTF-8");
    let ran = convgen(&["matrix", "--svg", file, LARGE]);
    assert_eq!(ran.code, 2);
    assert!(ran.stderr.contains("1,567,748 entries, but such a file holds at most 100,000"));
}

#[test]
fn one_file_is_of_one_spec() {
    let ran = convgen(&["matrix", "--csv", "unwritten.csv", SPEC, "specs/seed/*.toml"]);
    assert_eq!(ran.code, 2);
    assert!(ran.stderr.contains("`unwritten.csv` would be the file of several specs"));
    assert!(!root().join("unwritten.csv").exists());
    let ran = convgen(&["matrix", "--csv", "no/such/folder.csv", SPEC]);
    assert_eq!(ran.code, 2);
    assert!(ran.stderr.contains("cannot write `no/such/folder.csv`"), "{}", ran.stderr);
}

#[test]
fn a_layer_without_weights_has_no_matrix() {
    let spec = "tests/corpus/conv_2d_mixed_arguments.toml";
    for command in [&["matrix"][..], &["draw", "-o", "/nowhere/page.html"]] {
        let found = convgen(&[command, &[spec]].concat());
        assert_eq!(found.code, 2);
        assert!(found.stderr.contains("takes its weights from the caller"), "{}", found.stderr);
        assert!(found.stderr.contains("write `weights = …` in the spec"), "{}", found.stderr);
    }
}
