//! No text makes the front of the compiler panic.

use convgen_compiler::source::{Memory, Source};
use convgen_compiler::{layer, spec};

const SPEC: &str = "kind = \"conv_transpose\" # größe\nin_channels = 2\nout_channels = 4\ngroups = 2\n\
    dims = 2\ni = [3, 0x4]\nkernel_size = 1\ns = 2\noutput_padding = 1\n\
    p = [0, { before = 0, after = 1 }]\nbias = [0.0, 1, -1e3, 0.5]\n\
    weights = [[[[1]], [[2]]],\r\n [[[3]], [[4]]]]\nactivation = 'relu'\n\
    [schedule]\nstrategy = \"unrolled\"\n";

/// Runs everything there is on a text, rendering included; true for a layer.
fn run(text: &str) -> bool {
    let source = Source { path: "a.toml".to_owned(), text: text.to_owned() };
    let layer = match spec::parse(&source) {
        Ok(spec) => layer::check(&spec, &source, &Memory::new()).layer,
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
    assert!(run(SPEC));
    for (end, _) in SPEC.char_indices() {
        run(&SPEC[..end]);
        run(&SPEC[end..]);
    }
}

#[test]
fn replaced_characters() {
    for (position, character) in SPEC.char_indices() {
        for with in ["", "\"", "[", "]", "{", "=", "\n", "\r", "9", "-", ".", "é", "\0", "nan"] {
            let rest = &SPEC[position + character.len_utf8()..];
            run(&format!("{}{with}{rest}", &SPEC[..position]));
        }
    }
}

#[test]
fn shuffled_pieces() {
    let pieces: Vec<&str> = SPEC.split_inclusive([' ', '\n', ',', '=', '[', ']']).collect();
    let mut state = 0x9e37_79b9_7f4a_7c15;
    for _ in 0..2000 {
        let length = 1 + next(&mut state, 40);
        let text: String = (0..length).map(|_| pieces[next(&mut state, pieces.len())]).collect();
        run(&text);
        let lines: Vec<&str> = SPEC.lines().collect();
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
    for key in [
        "in_channels",
        "out_channels",
        "groups",
        "batch",
        "dims",
        "i",
        "k",
        "s",
        "d",
        "p",
        "output_padding",
        "weights",
        "bias",
        "kind",
        "activation",
        "schedule",
    ] {
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
                    .chain([format!("{key} = {value}")])
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
