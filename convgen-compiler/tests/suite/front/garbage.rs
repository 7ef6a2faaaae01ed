//! No text makes the front of the compiler panic.

use convgen_compiler::source::{Memory, Source};
use convgen_compiler::{layer, spec};

const SPEC: &str = "kind = \"conv_transpose\" # größe\nin_channels = 2\nout_channels = 4\ngroups = 2\n\
    dims = 2\ni = [3, 0x4]\nkernel_size = 1\ns = 2\noutput_padding = 1\n\
    p = [0, { before = 0, after = 1 }]\nbias = [0.0, 1, -1e3, 0.5]\n\
    weights = [[[[1]], [[2]]],\r\n [[[3]], [[4]]]]\nactivation = 'relu'\n\
    [schedule]\nstrategy = \"unrolled\"\n";

/// With the keys that others follow from.
const SOLVED: &str = "kind = 'conv_transpose'\ni = [3, 4]\nk = [2, 1]\ns = 3\nd = 2\n\
    auto_pad = 'same_lower'\noutput_size = [9, 12]\nweights = [[[[1], [2]]]]\n";

/// Another spec that one may name.
const OTHER: &str = "kind = 'conv'\ni = 5\nk = 1\ns = 3\nweights = [[[[1]]]]\n";

/// The transpose of it.
const TRANSPOSED: &str = "transpose_of = \"b.toml\"\nbatch = 2\nbias = [1]\nactivation = 'relu'\n";

const SPECS: [&str; 3] = [SPEC, SOLVED, TRANSPOSED];

/// Runs everything there is on a text, rendering included; true for a layer.
fn run(text: &str) -> bool {
    let source = Source { path: "a.toml".to_owned(), text: text.to_owned() };
    let layer = match spec::parse(&source) {
        Ok(spec) => layer::check(&spec, &source, &Memory::new().with("b.toml", OTHER)).layer,
        Err(errors) => Err(errors),
    };
    if let Err(errors) = &layer {
        assert!(!errors.is_empty(), "an error without a word: {text}");
        for error in errors {
            assert!(!error.render(Some(&source)).is_empty());
            assert_ne!(error.code.name(), "internal", "{text}");
        }
    }
    layer.is_ok()
}

/// A small generator of numbers, the same in every run.
fn next(state: &mut u64, below: usize) -> usize {
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    usize::try_from(*state % below as u64).unwrap()
}

#[test]
fn truncations() {
    for spec in SPECS {
        assert!(run(spec), "{spec}");
        for (end, _) in spec.char_indices() {
            run(&spec[..end]);
            run(&spec[end..]);
        }
    }
}

#[test]
fn replaced_characters() {
    for (spec, (position, character)) in
        SPECS.iter().flat_map(|spec| spec.char_indices().map(move |at| (spec, at)))
    {
        for with in ["", "\"", "[", "]", "{", "=", "\n", "\r", "9", "-", ".", "é", "\0", "nan"] {
            let rest = &spec[position + character.len_utf8()..];
            run(&format!("{}{with}{rest}", &spec[..position]));
        }
    }
}

#[test]
fn shuffled_pieces() {
    let specs = SPECS.concat();
    let pieces: Vec<&str> = specs.split_inclusive([' ', '\n', ',', '=', '[', ']']).collect();
    let mut state = 0x9e37_79b9_7f4a_7c15;
    for _ in 0..2000 {
        let length = 1 + next(&mut state, 40);
        let text: String = (0..length).map(|_| pieces[next(&mut state, pieces.len())]).collect();
        run(&text);
        let lines: Vec<&str> = specs.lines().collect();
        let text: Vec<&str> = (0..length).map(|_| lines[next(&mut state, lines.len())]).collect();
        run(&text.join("\n"));
    }
}

#[test]
fn numbers_at_the_limits() {
    let limits = [
        "0",
        "-1",
        "1",
        "2147483647",
        "2147483648",
        "9223372036854775807",
        "-9223372036854775808",
        "99999999999999999999",
        "0xffffffffffffffff",
        "1e400",
        "nan",
        "inf",
        "[]",
        "[[]]",
        "{}",
        "''",
        "true",
        "1979-05-27",
    ];
    let keys = spec::LAYER_KEYS.iter().flat_map(|key| key.names);
    let more = ["", "auto_pad = 'same_upper'", "output_size = 4"];
    for (key, more) in keys.flat_map(|key| more.map(|more| (*key, more))) {
        for value in limits {
            for kind in ["conv", "conv_transpose"] {
                let others = [
                    ("kind", format!("'{kind}'")),
                    ("i", "4".to_owned()),
                    ("k", "1".to_owned()),
                    ("weights", "[[[[1]]]]".to_owned()),
                ];
                let lines: Vec<String> = others
                    .into_iter()
                    .filter(|(other, _)| *other != key)
                    .map(|(other, value)| format!("{other} = {value}"))
                    .chain([format!("{key} = {value}"), more.to_owned()])
                    .collect();
                run(&lines.join("\n"));
            }
        }
    }
}

#[test]
fn deep_nesting() {
    for depth in [10, 79, 80, 81, 100_000] {
        let (open, close) = ("[".repeat(depth), "]".repeat(depth));
        run(&format!("kind = 'conv'\ni = 1\nk = 1\nweights = {open}1{close}\n"));
        run(&format!("kind = 'conv'\ni = {open}1{close}\nk = 1\nweights = {open}\n"));
    }
}

#[test]
fn files_that_are_no_spec_are_refused_in_a_few_words() {
    let source = Source { path: "a.toml".to_owned(), text: "0.5;0.25,1\n".repeat(5000) };
    let errors = spec::parse(&source).unwrap_err();
    assert!(errors.len() < 10, "{} errors", errors.len());
}
