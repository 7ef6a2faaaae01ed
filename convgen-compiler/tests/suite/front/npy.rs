//! Weights from `.npy` files that are fine.

use super::layer_files;
use convgen_compiler::diagnostic::Code;
use convgen_compiler::element::Element;
use convgen_compiler::layer::{self, Checked};
use convgen_compiler::source::{Anywhere, Files, Memory, Source};
use convgen_compiler::spec;
use npyz::Order;

const VALUES: [f32; 4] = [0.0, -1.5, 3.25, 1e-30];

fn check(files: &dyn Files, weights: &str) -> Checked {
    check_as(files, weights, "")
}

/// With more of a spec.
fn check_as(files: &dyn Files, weights: &str, more: &str) -> Checked {
    let text = format!("kind = 'conv'\ndims = 1\ni = 4\nk = 4\nweights = '{weights}'\n{more}");
    let source = Source { path: "layers/a.toml".to_owned(), text };
    layer::check(&spec::parse(&source).unwrap(), &source, files)
}

fn weights_of(file: Vec<u8>) -> Vec<f64> {
    let files = Memory::new().with("layers/w.npy", file);
    check(&files, "w.npy").layer.unwrap().weights().to_vec()
}

#[test]
fn all_floats_of_both_byte_orders_are_read() {
    let doubles = VALUES.map(f64::from);
    for dtype in ["<f4", ">f4"] {
        let file = layer_files::npy(dtype, Order::C, &[1, 1, 4], &VALUES);
        assert_eq!(weights_of(file), VALUES.map(f64::from), "{dtype}");
    }
    for dtype in ["<f8", ">f8"] {
        let file = layer_files::npy(dtype, Order::C, &[1, 1, 4], &doubles);
        assert_eq!(weights_of(file), VALUES.map(f64::from), "{dtype}");
    }
}

#[test]
fn fortran_order_is_read_as_c_order() {
    // Element (a, b, c, d) of shape [2, 3, 4, 5] is a + 10 b + 100 c + 1000 d.
    let dims = [2, 3, 4, 5].map(|dim: u16| 0..dim);
    let [a, b, c, d] = dims.clone();
    let mut fortran = Vec::new();
    for d in d.clone() {
        for c in c.clone() {
            for b in b.clone() {
                fortran.extend(a.clone().map(|a| f32::from(a + 10 * b + 100 * c + 1000 * d)));
            }
        }
    }
    let mut expected = Vec::new();
    for a in a {
        for b in b.clone() {
            for c in c.clone() {
                expected.extend(d.clone().map(|d| f64::from(a + 10 * b + 100 * c + 1000 * d)));
            }
        }
    }
    let file = layer_files::npy("<f4", Order::Fortran, &[2, 3, 4, 5], &fortran);
    let (shape, numbers) = layer::read_npy("w.npy", &file).unwrap();
    assert_eq!((shape.as_slice(), &numbers), ([2, 3, 4, 5].as_slice(), &expected));
    let text =
        "kind = 'conv'\nin_channels = 3\nout_channels = 2\ni = 8\nk = [4, 5]\nweights = 'w.npy'";
    let source = Source { path: "a.toml".to_owned(), text: text.to_owned() };
    let files = Memory::new().with("w.npy", file);
    let layer = layer::check(&spec::parse(&source).unwrap(), &source, &files).layer.unwrap();
    assert_eq!(layer.weights(), expected);
}

#[test]
fn doubles_are_rounded_to_the_nearest() {
    let file = layer_files::npy("<f8", Order::C, &[1, 1, 4], &[0.1, 1e-60, 16_777_217.0, -0.0]);
    let weights = weights_of(file);
    assert_eq!(weights, [0.1_f32.into(), 0.0, 16_777_216.0, 0.0]);
    assert!(weights[3].is_sign_negative());
}

#[test]
fn doubles_of_a_double_layer_stay_as_they_are() {
    let numbers = [0.1, 1e-60, 1e300, -0.0];
    let file = layer_files::npy("<f8", Order::C, &[1, 1, 4], &numbers);
    let files = Memory::new().with("layers/w.npy", file);
    let layer = check_as(&files, "w.npy", "dtype = 'f64'\n").layer.unwrap();
    assert_eq!(layer.weights(), numbers);
    assert!(layer.weights()[3].is_sign_negative());
    assert_eq!(layer.element(), Element::F64);
}

#[test]
fn the_second_version_of_the_format_is_read() {
    let header = layer_files::header("<f4", "(1, 1, 4)");
    let length = u32::try_from(header.len()).unwrap().to_le_bytes();
    let payload: Vec<u8> = VALUES.iter().flat_map(|value| value.to_le_bytes()).collect();
    let file = [b"\x93NUMPY\x02\x00", &length[..], header.as_bytes(), &payload].concat();
    assert_eq!(weights_of(file), VALUES.map(f64::from));
}

#[test]
fn paths_are_relative_to_the_spec_and_tracked() {
    let file = layer_files::npy("<f4", Order::C, &[1, 1, 4], &VALUES);
    for (place, path) in [
        ("layers/w.npy", "./w.npy"),
        ("layers/deep/w.npy", "deep/x/../w.npy"),
        ("w.npy", "../w.npy"),
    ] {
        let checked = check(&Memory::new().with(place, file.clone()), path);
        assert!(checked.layer.is_ok(), "{path}");
        assert_eq!(checked.files, [place]);
    }
}

#[test]
fn paths_leave_the_crate_only_where_that_is_allowed() {
    let file = layer_files::npy("<f4", Order::C, &[1, 1, 4], &VALUES);
    let files = Memory::new().with("../w.npy", file);
    for path in ["../../w.npy", "../x/../../w.npy", "./../../w.npy"] {
        let errors = check(&files, path).layer.unwrap_err();
        assert_eq!(errors[0].code, Code::InvalidPath, "{path}");
        let checked = check(&Anywhere(&files), path);
        assert!(checked.layer.is_ok(), "{path}");
        assert_eq!(checked.files, ["../w.npy"]);
    }
}

#[test]
fn files_and_shape_are_known_when_the_weights_are_wrong() {
    let files = layer_files::standard();
    let checked = check(&files, "../specs/good.npy");
    assert!(checked.layer.is_err());
    assert_eq!(checked.files, ["specs/good.npy"]);
    assert_eq!(checked.interface.unwrap().shape.weight_len(), 4);
    let checked = check(&files, "missing.npy");
    assert!(checked.files.is_empty());
    assert!(checked.interface.is_some());
}

#[test]
fn damaged_files_are_errors_not_panics() {
    let good = layer_files::npy("<f4", Order::C, &[1, 1, 4], &VALUES);
    for length in 0..good.len() {
        let files = Memory::new().with("layers/w.npy", &good[..length]);
        assert!(check(&files, "w.npy").layer.is_err(), "{length} bytes");
    }
    for position in 0..good.len() {
        for byte in [0, b'(', b'\'', b'9', b'_', b'x', 0xff] {
            let mut file = good.clone();
            file[position] = byte;
            let _ = check(&Memory::new().with("layers/w.npy", file), "w.npy");
        }
    }
    for shape in
        ["(0x7fffffffffffffff, 4)", "(9_999_999_999, 9_999_999_999, 0)", "(-1,)", "(1e9,)", "4"]
    {
        let file = layer_files::raw(&layer_files::header("<f4", shape), &[0; 16]);
        assert!(
            check(&Memory::new().with("layers/w.npy", file), "w.npy").layer.is_err(),
            "{shape}"
        );
    }
}
