//! What becomes of the numbers of a spec: pruning, batch normalisation, rounding, subnormals.

use crate::layers::single;
use convgen_compiler::diagnostic::Code;
use convgen_compiler::driver;
use convgen_compiler::layer::{self, Layer};
use convgen_compiler::source::{Memory, Source};
use convgen_compiler::spec;
use convgen_runtime::Kind;

const SMALL: f32 = f32::MIN_POSITIVE;

/// The layer of a spec of inline numbers.
fn layer(text: &str) -> Layer {
    let source = Source { path: "a.toml".to_owned(), text: text.to_owned() };
    let spec = spec::parse(&source).unwrap_or_else(|errors| panic!("{errors:?}"));
    let checked = layer::check(&spec, &source, &Memory::new()).layer;
    checked.unwrap_or_else(|errors| panic!("{errors:?}"))
}

/// One input and one output channel.
fn row(weights: &str, more: &str) -> Layer {
    let count = weights.split(',').count();
    layer(&format!("kind = 'conv'\ni = [9]\nk = {count}\nweights = [[[{weights}]]]\n{more}"))
}

fn notes(layer: &Layer) -> Vec<(Code, &str)> {
    assert!(layer.notes().iter().all(|note| note.code.is_note()));
    layer.notes().iter().map(|note| (note.code, note.message.as_str())).collect()
}

#[test]
fn smaller_weights_are_pruned() {
    let found = row("0.5, -0.1, 0.09, 0, -0.3, 0.1", "prune = 0.1");
    assert_eq!(single(found.weights()), [0.5, -0.1, 0.0, 0.0, -0.3, 0.1]);
    let expected = "1 of 6 weights are pruned: smaller than 0.1";
    assert_eq!(notes(&found), [(Code::Pruned, expected)]);
    let found = row("0.5, -0.1", "prune = 1e-10");
    assert_eq!(notes(&found), [(Code::Pruned, "0 of 2 weights are pruned: smaller than 1e-10")]);
    assert_eq!(row("0.5, -0.1", "prune = 1").multiply_adds(), 0);
}

/// The f32 nearest to 0.1 is larger than 0.1, that nearest to 1e-4 smaller: neither is pruned by the
/// number that it is nearest to, as with `w[abs(w) < 1e-4] = 0` in NumPy and PyTorch.
#[test]
fn weights_are_compared_in_the_element_type() {
    for number in ["0.1", "1e-4"] {
        let nearest: f32 = number.parse().unwrap();
        assert_eq!(
            single(row(&format!("{nearest:.30}"), &format!("prune = {number}")).weights()),
            [nearest]
        );
    }
}

#[test]
fn subnormal_numbers_become_zero_unless_kept() {
    let text = format!("{SMALL:e}, -1e-39, 1e-45, 1e-60, -0.0, 2");
    let bias = "bias = [1e-40]";
    let found = row(&text, bias);
    assert_eq!(single(found.weights()), [SMALL, 0.0, 0.0, 0.0, 0.0, 2.0]);
    assert_eq!(single(found.bias()), [0.0]);
    let expected = [
        (Code::Flushed, "2 of 6 numbers of `weights` are subnormal and become zero"),
        (Code::Flushed, "1 of 1 numbers of `bias` are subnormal and become zero"),
    ];
    assert_eq!(notes(&found), expected);
    assert_eq!(row(&text, &format!("{bias}\nsubnormals = 'flush'")), {
        let again = row(&text, &format!("{bias}\nsubnormals = 'flush'"));
        assert_eq!(
            (single(again.weights()), single(again.bias())),
            (single(found.weights()), single(found.bias()))
        );
        again
    });
    let kept = row(&text, &format!("{bias}\nsubnormals = 'keep'"));
    assert_eq!(single(kept.weights()), [SMALL, -1e-39, 1e-45, 0.0, 0.0, 2.0]);
    assert_eq!(single(kept.bias()), [1e-40]);
    assert_eq!(notes(&kept), []);
}

#[test]
fn what_is_subnormal_depends_on_the_element_type() {
    let found = row("1e-39, 1e-310, 1e-300", "dtype = 'f64'");
    assert_eq!(found.weights(), [1e-39, 0.0, 1e-300]);
    let expected = "1 of 3 numbers of `weights` are subnormal and become zero";
    assert_eq!(notes(&found), [(Code::Flushed, expected)]);
}

/// Nothing is rounded on the way to a layer of f64.
#[test]
fn folding_is_exact_to_a_double() {
    let norm = "batch_norm = { gamma = [0.7], mean = [0.1], var = [2], eps = 0 }";
    let found = row("0.3", &format!("dtype = 'f64'\n{norm}"));
    let scale = 0.7 / 2.0_f64.sqrt();
    assert_eq!((found.weights(), found.bias()), (&[0.3 * scale][..], &[-0.1 * scale][..]));
}

#[test]
fn layers_of_common_numbers_have_no_notes() {
    assert_eq!(notes(&row("0.5, 0, -1", "bias = [0]")), []);
}

/// Before, the threshold would mean other weights; after, it would leave none of these.
#[test]
fn weights_are_pruned_before_folding_and_flushed_after() {
    let norm = |gamma: &str| {
        format!("batch_norm = {{ gamma = [{gamma}], mean = [0], var = [1], eps = 0 }}\n")
    };
    let found = row("0.5, 0.05", &format!("prune = 0.1\n{}", norm("0.01")));
    assert_eq!(single(found.weights()), [0.5 * 0.01, 0.0]);
    let found = row("1, 0.5, 1e-20", &norm(&format!("{SMALL:e}")));
    assert_eq!(single(found.weights()), [SMALL, 0.0, 0.0]);
    let expected = "1 of 3 numbers of `weights` are subnormal and become zero";
    assert_eq!(notes(&found), [(Code::Flushed, expected)]);
    let kept = row("1, 0.5", &format!("subnormals = 'keep'\n{}", norm(&format!("{SMALL:e}"))));
    assert_eq!(single(kept.weights()), [SMALL, SMALL / 2.0]);
}

#[test]
fn a_batch_norm_without_bias_makes_one() {
    let found = row("1, -2", "batch_norm = { mean = [3], var = [0.25], eps = 0 }");
    assert_eq!((found.weights(), found.bias()), (&[2.0, -4.0][..], &[-6.0][..]));
    let found =
        row("1, -2", "bias = [1]\nbatch_norm = { beta = [10], mean = [3], var = [4], eps = 0 }");
    assert_eq!((found.weights(), found.bias()), (&[0.5, -1.0][..], &[9.0][..]));
    let scale = 1.0 / (1.0_f64 + 1e-5).sqrt();
    let found = row("3", "batch_norm = { mean = [0], var = [1] }");
    assert_eq!(single(found.weights()), [(3.0 * scale) as f32], "PyTorch's eps");
}

/// A product that f32 would lose: folded in f64, rounded once.
#[test]
fn folding_is_done_in_f64() {
    let (weight, gamma, var) = (0.3_f32, 0.7_f32, 1e-3_f32);
    let found = row(
        &format!("{weight}"),
        &format!("batch_norm = {{ gamma = [{gamma}], mean = [0.1], var = [{var}], eps = 1e-3 }}"),
    );
    let text = |number: f32| number.to_string().parse::<f64>().unwrap();
    let scale = text(gamma) / (text(var) + 1e-3).sqrt();
    assert_eq!(single(found.weights()), [(text(weight) * scale) as f32]);
    assert_eq!(single(found.bias()), [(-0.1 * scale) as f32]);
}

/// The scale of each weight is that of the output channel it adds to, which the definition says
/// index by index.
#[test]
fn every_weight_is_scaled_by_its_output_channel() {
    let (groups, inputs, outputs) = (3, 2, 4);
    for (kind, taps) in [(Kind::Conv, 5), (Kind::ConvTranspose, 5)] {
        let [outer, inner] = match kind {
            Kind::Conv => [groups * outputs, inputs],
            Kind::ConvTranspose => [groups * inputs, outputs],
        };
        let list = |numbers: Vec<String>| format!("[{}]", numbers.join(", "));
        let ones = list(vec![list(vec![list(vec!["1".to_owned(); taps]); inner]); outer]);
        let channels = groups * outputs;
        let gamma = list((0..channels).map(|channel| (channel + 1).to_string()).collect());
        let zeros = list(vec!["0".to_owned(); channels]);
        let units = list(vec!["1".to_owned(); channels]);
        let found = layer(&format!(
            "kind = '{kind}'\ni = [9]\nk = {taps}\ngroups = {groups}\nin_channels = {}\n\
             out_channels = {channels}\nweights = {ones}\n\
             batch_norm = {{ gamma = {gamma}, mean = {zeros}, var = {units}, eps = 0 }}\n",
            groups * inputs,
        ));
        for (flat, weight) in single(found.weights()).into_iter().enumerate() {
            let (first, second) = (flat / taps / inner, flat / taps % inner);
            let channel = match kind {
                Kind::Conv => first,
                Kind::ConvTranspose => first / inputs * outputs + second,
            };
            assert_eq!(weight, (channel + 1) as f32, "{kind} [{first}, {second}]");
        }
    }
}

#[test]
fn notes_stand_in_the_kernel_and_on_the_screen() {
    let text =
        "kind = 'conv'\ni = 2\nk = 2\nprune = 1e-4\nweights = [[[[1, 1e-5], [0.5, 1e-40]]]]\n";
    let compiled = driver::compile(&Memory::new().with("a.toml", text), "a.toml").unwrap();
    let tokens = compiled.functions().to_string();
    let note = "Note: 2 of 4 weights are pruned: smaller than 0.0001.";
    assert!(tokens.contains(note), "{tokens}");
    let shown = compiled.layer().notes()[0].render(Some(compiled.source()));
    let expected = "note: 2 of 4 weights are pruned: smaller than 0.0001\n --> a.toml:4:9\n";
    assert!(shown.starts_with(expected), "{shown}");
}

/// Pruning is of the linear map, which is the other spec's; the batch normalisation is not.
#[test]
fn a_transpose_has_the_pruned_weights_of_the_other_spec() {
    let conv = "kind = 'conv'\ni = [9]\nk = 3\nout_channels = 2\nprune = 0.1\n\
                weights = { raw = 'w.bin', dtype = 'f32', shape = [2, 1, 3] }\n\
                batch_norm = { mean = [0, 0], var = [4, 9], eps = 0 }\nbias = 'not-read.npy'\n";
    let numbers = [1.0_f32, 0.05, -2.0, 0.0, 1e-40, 3.0];
    let bytes: Vec<u8> = numbers.iter().flat_map(|number| number.to_le_bytes()).collect();
    let norm = "transpose_of = 'deep/conv.toml'\nbatch_norm = { mean = [6], var = [4], eps = 0 }\n";
    let files = Memory::new().with("a.toml", norm).with("deep/conv.toml", conv);
    let compiled = driver::compile(&files.with("deep/w.bin", bytes), "a.toml").unwrap();
    assert_eq!(compiled.files(), ["a.toml", "deep/conv.toml", "deep/w.bin"]);
    let layer = compiled.layer();
    assert_eq!(single(layer.weights()), [0.5, 0.0, -1.0, 0.0, 0.0, 1.5]);
    assert_eq!(single(layer.bias()), [-3.0]);
    assert_eq!(notes(layer), [(Code::Pruned, "2 of 6 weights are pruned: smaller than 0.1")]);
    let shown = layer.notes()[0].render(Some(compiled.source()));
    assert!(shown.contains(" --> deep/conv.toml:5:9\n"), "{shown}");
}
