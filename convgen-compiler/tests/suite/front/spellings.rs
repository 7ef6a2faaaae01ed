//! Specs that are fine, in all spellings.

use convgen_compiler::layer::{self, Layer};
use convgen_compiler::source::{Memory, Source};
use convgen_compiler::spec;
use convgen_compiler::spec::Strategy;
use convgen_runtime::{Activation, Axis, Kind};

fn layer(text: &str) -> Layer {
    let source = Source { path: "a.toml".to_owned(), text: text.to_owned() };
    let render = |errors: Vec<convgen_compiler::diagnostic::Diagnostic>| -> Layer {
        let texts: Vec<String> = errors.iter().map(|error| error.render(Some(&source))).collect();
        panic!("{text}\n{}", texts.join("\n"))
    };
    match spec::parse(&source) {
        Ok(spec) => layer::check(&spec, &source, &Memory::new()).layer.unwrap_or_else(render),
        Err(errors) => render(errors),
    }
}

fn axes(lines: &str) -> Vec<Axis> {
    let is_transposed = lines.contains("output_padding");
    let kind = if is_transposed { "conv_transpose" } else { "conv" };
    layer(&format!("kind = '{kind}'\n{lines}")).shape().axes().to_vec()
}

#[test]
fn every_axis_spelling_means_the_same() {
    let plain = Axis::new(5, 1);
    let cases: &[(&str, &[Axis])] = &[
        ("i = 5\nk = 1\nweights = [[[[1]]]]", &[plain, plain]),
        ("input_size = 5\nkernel_size = 1\nweights = [[[[1]]]]", &[plain, plain]),
        ("i = [5]\nk = 1\nweights = [[[1]]]", &[plain]),
        ("dims = 1\ni = 5\nk = 1\nweights = [[[1]]]", &[plain]),
        ("dims = 3\ni = 5\nk = 1\nweights = [[[[[1]]]]]", &[plain; 3]),
        ("dims = 2\ni = [5, 5]\nk = [1, 1]\nweights = [[[[1]]]]", &[plain, plain]),
        ("i = [5, 0x6]\nk = 1\nweights = [[[[1]]]]", &[plain, Axis::new(6, 1)]),
        (
            "i = 5\nk = 1\ns = [2, 3]\nweights = [[[[1]]]]",
            &[plain.with_stride(2), plain.with_stride(3)],
        ),
        (
            "i = [5]\nk = 1\nstride = 2\ndilation = 3\nweights = [[[1]]]",
            &[plain.with_stride(2).with_dilation(3)],
        ),
        (
            "i = [5]\nk = 1\ns = 2\noutput_padding = 1\nweights = [[[1]]]",
            &[plain.with_stride(2).with_output_padding(1)],
        ),
    ];
    for (lines, expected) in cases {
        assert_eq!(&axes(lines), expected, "{lines}");
    }
}

#[test]
fn every_padding_spelling_means_the_same() {
    let axis = |before, after| Axis::new(5, 1).with_padding(before, after);
    let cases: &[(&str, [Axis; 2])] = &[
        ("1", [axis(1, 1), axis(1, 1)]),
        ("[1, 2]", [axis(1, 1), axis(2, 2)]),
        ("{ before = 1, after = 2 }", [axis(1, 2), axis(1, 2)]),
        ("{ before = [1, 3], after = 2 }", [axis(1, 2), axis(3, 2)]),
        ("{ before = [1, 3], after = [0, 4] }", [axis(1, 0), axis(3, 4)]),
        ("[1, { before = 3, after = 4 }]", [axis(1, 1), axis(3, 4)]),
    ];
    for key in ["p", "padding"] {
        for (value, expected) in cases {
            let lines = format!("i = 5\nk = 1\n{key} = {value}\nweights = [[[[1]]]]");
            assert_eq!(axes(&lines), expected, "{lines}");
        }
    }
    let table = "i = 5\nk = 1\nweights = [[[[1]]]]\n[padding]\nbefore = 1\nafter = 2";
    assert_eq!(axes(table), [axis(1, 2); 2]);
}

#[test]
fn defaults_and_everything_else() {
    let plain = layer("kind = 'conv'\ni = 1\nk = 1\nweights = [[[[2]]]]");
    assert_eq!(plain.shape().kind(), Kind::Conv);
    assert_eq!(plain.activation(), Activation::None);
    assert_eq!(plain.request().strategy, None);
    assert_eq!((plain.name(), plain.bias().len()), ("a.toml", 0));

    let full = layer(
        "kind = 'conv_transpose'\nbatch = 2\nin_channels = 2\nout_channels = 4\ngroups = 2\n\
         i = [2]\nk = 1\nbias = [0, 1, 2.5, -3e-1]\nactivation = 'relu'\n\
         weights = [\n  [[1], [0xff]], # a comment\n  [[-0.5], [+1_000]],\n]\n\
         [schedule]\nstrategy = 'unrolled'\n",
    );
    assert_eq!(full.shape().batch(), 2);
    assert_eq!(full.shape().weight_dims(), [2, 2, 1, 1, 1]);
    assert_eq!(full.weights(), [1.0, 255.0, -0.5, 1000.0]);
    assert_eq!(full.bias(), [0.0, 1.0, 2.5, (-0.3_f32).into()]);
    assert_eq!(full.activation(), Activation::Relu);
    assert_eq!(full.request().strategy, Some(Strategy::Unrolled));
    let inline =
        "kind = 'conv'\ni = 1\nk = 1\nweights = [[[[2]]]]\nschedule = { strategy = 'looped' }";
    assert_eq!(layer(inline).request().strategy, Some(Strategy::Looped));
}
