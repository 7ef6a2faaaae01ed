//! Layers made by hand, how much work they are, and the files they come from.

use std::path::Path;

use convgen_compiler::diagnostic::{Code, Diagnostic};
use convgen_compiler::element::Element;
use convgen_compiler::layer::{Layer, LayerError, UNROLL_LIMIT};
use convgen_compiler::source::{self, Disk, Files, Memory, Reach, ReadError, Source};
use convgen_compiler::spec::Request;
use convgen_runtime::{Activation, Axis, Channels, Kind, Shape};

fn layer(shape: Shape, weights: Vec<f64>, bias: Vec<f64>) -> Result<Layer, LayerError> {
    Layer::new("test", shape, Element::F32, weights, bias, Activation::None, Request::default())
}

fn shape(kind: Kind, axes: &[Axis]) -> Shape {
    Shape::new(kind, 2, Channels::new(3, 4), axes).unwrap()
}

#[test]
fn a_layer_cannot_be_wrong() {
    let shape = shape(Kind::Conv, &[Axis::new(4, 2)]);
    assert!(layer(shape, vec![1.0; 24], vec![0.0; 4]).is_ok());
    let error = layer(shape, vec![1.0; 23], Vec::new()).unwrap_err();
    assert_eq!(error.to_string(), "there are 23 weights, but the shape needs 24");
    let error = layer(shape, vec![1.0; 24], vec![0.0; 3]).unwrap_err();
    assert!(error.to_string().starts_with("there are 3 biases"));
    let mut weights = vec![1.0; 24];
    weights[7] = f64::NEG_INFINITY;
    let error = layer(shape, weights, Vec::new()).unwrap_err();
    assert_eq!(error.to_string(), "element 7 of the weights is not finite");
    let error = layer(shape, vec![1.0; 24], vec![0.0, 0.0, f64::NAN, 0.0]).unwrap_err();
    assert_eq!(error.to_string(), "element 2 of the bias is not finite");
}

#[test]
fn dense_layers_need_the_multiply_adds_of_their_shape() {
    let axis = Axis::new(5, 3).with_stride(2).with_padding(1, 0).with_dilation(2);
    for kind in [Kind::Conv, Kind::ConvTranspose] {
        for axes in [vec![axis], vec![axis, Axis::new(4, 2)], vec![Axis::new(3, 1), axis, axis]] {
            let shape = shape(kind, &axes);
            let layer = layer(shape, vec![0.5; shape.weight_len()], Vec::new()).unwrap();
            assert_eq!(u128::from(layer.multiply_adds()), shape.multiply_adds());
        }
    }
}

#[test]
fn zero_weights_cost_nothing() {
    let shape =
        Shape::new(Kind::Conv, 3, Channels::new(1, 1), &[Axis::new(4, 3).with_padding(1, 1)]);
    let count = |weights: [f64; 3]| {
        layer(shape.unwrap(), weights.to_vec(), vec![1.0]).unwrap().multiply_adds()
    };
    assert_eq!(count([1.0, 1.0, 1.0]), 3 * (3 + 4 + 3));
    assert_eq!(count([0.0, 1.0, -0.0]), 3 * 4);
    assert_eq!(count([0.0; 3]), 0);
    const { assert!(UNROLL_LIMIT == 16_384) };
}

#[test]
fn specs_that_cannot_be_loaded() {
    let files = Memory::new()
        .with("specs/a.toml", "kind = 'conv'")
        .with("specs/b.toml", b"kind = '\xff'".as_slice());
    let error = |path: &str| Diagnostic::from(source::load(&files, path).unwrap_err());
    let cases = [
        ("", Code::InvalidPath, "path of the spec: the path is empty"),
        (
            "/a.toml",
            Code::InvalidPath,
            "path of the spec: `/a.toml` is absolute, but must be relative",
        ),
        (
            "C:/a.toml",
            Code::InvalidPath,
            "path of the spec: `C:/a.toml` is absolute, but must be relative",
        ),
        (
            "specs\\a.toml",
            Code::InvalidPath,
            "path of the spec: `specs\\a.toml` has a `\\`, but folders are separated by `/`",
        ),
        ("specs", Code::UnreadableFile, "cannot read the spec `specs`: it is a folder"),
        (
            "spec/a.toml",
            Code::UnreadableFile,
            "cannot read the spec `spec/a.toml`: there is no such file",
        ),
        (
            "specs/b.toml",
            Code::MalformedFile,
            "the spec `specs/b.toml` is not UTF-8 text, first at byte 8",
        ),
    ];
    for (path, code, message) in cases {
        let found = error(path);
        assert_eq!((found.code, found.message.as_str()), (code, message));
        assert!(found.help.is_some());
        assert_eq!(found.render(None).lines().next(), Some(message));
    }
    let source = source::load(&files, "./specs/x/../a.toml").unwrap();
    assert_eq!(source.path, "specs/a.toml");
}

#[test]
fn disk_and_memory_fail_alike() {
    let disk = Disk::new(env!("CARGO_MANIFEST_DIR"));
    let memory = Memory::new().with("tests/errors/x", "").with("Cargo.toml", "123456789");
    let both = |path: &str, limit: u64| {
        let path = Path::new(path);
        [disk.read(path, Reach::Crate, limit), memory.read(path, Reach::Crate, limit)]
    };
    assert!(both("Cargo.toml", 1 << 20).iter().all(Result::is_ok));
    for path in ["tests/errors", "tests/no-such-file"] {
        let [disk, memory] = both(path, 1 << 20);
        assert_eq!(disk.unwrap_err(), memory.unwrap_err());
    }
    for read in both("Cargo.toml", 8) {
        let error = read.unwrap_err();
        assert!(matches!(error, ReadError::TooLarge { limit: 8, .. }), "{error}");
    }
}

#[test]
fn spans_outside_the_text_are_rendered_somewhere() {
    let source = Source { path: "a.toml".to_owned(), text: "é = 1\n".to_owned() };
    for span in [1..3, 0..100, 100..200, 5..5, 7..7] {
        let diagnostic = Diagnostic::new(Code::Syntax, "message").label(span, "here").help("help");
        assert!(diagnostic.render(Some(&source)).starts_with("message\n"));
    }
}
