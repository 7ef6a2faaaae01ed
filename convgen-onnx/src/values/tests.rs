//! Tests of what is known of values.

use crate::model::proto::{Graph, Node, SparseTensor};
use crate::model::{Data, Model};
use crate::testing::{floats, info, input, integers, known, model, named, node, size};

fn of(node: Vec<Node>) -> Model {
    let initializer = vec![
        integers("two", &[], &[2]),
        integers("shape", &[2], &[-1, 2]),
        integers("axes", &[1], &[0]),
        floats("halves", &[2, 2], &[0.5, 1.5, 2.5, 3.5]),
        floats("large", &[100, 50], &[1.0; 5000]),
    ];
    let input = vec![input("x", &[1, 2, 5]), input("numbers", &[3])];
    model(Graph { node, input, initializer, ..Default::default() })
}

/// The sizes of a value, and how much is said.
fn found(
    model: &Model,
    fixed: &[&str],
    value: &str,
) -> Result<(Option<Vec<usize>>, usize), String> {
    known(model, fixed, |values| (values.sizes(value), values.disagreements().len()))
}

#[test]
fn what_follows_is_believed_before_what_is_stated() {
    let mut graph = of(vec![node("Relu", &["x"], "y"), node("Mystery", &["y"], "z")]).graph;
    graph.value_info = vec![input("y", &[1, 2, 9]), input("z", &[7])];
    let model = model(graph);
    assert_eq!(found(&model, &[], "y"), Ok((Some(vec![1, 2, 5]), 1)));
    // Nothing else says what an operator gives that is not known.
    assert_eq!(found(&model, &[], "z"), Ok((Some(vec![7]), 1)));
}

#[test]
fn a_fixed_value_must_not_contradict_what_follows() {
    let model = of(vec![node("Relu", &["x"], "y")]);
    assert_eq!(found(&model, &["y=1x2x5"], "y"), Ok((Some(vec![1, 2, 5]), 0)));
    let error = found(&model, &["y=1x2x3"], "y").unwrap_err();
    assert!(error.contains("`--input y=1x2x3` is not 1×2×5"), "{error}");
}

#[test]
fn words_that_name_nothing_do_not_tie_sizes() {
    let relu = || vec![node("Relu", &["x"], "y")];
    let with = |input, node| model(Graph { node, input: vec![input], ..Default::default() });
    for word in ["", "?", "None", "-1", "unk__7"] {
        let model = with(info("x", vec![named(word), named(word)]), relu());
        assert_eq!(found(&model, &["x=1x2"], "y"), Ok((Some(vec![1, 2]), 0)), "{word:?}");
    }
    let model = with(info("x", vec![named("N"), named("N")]), Vec::new());
    assert!(found(&model, &["x=1x2"], "x").is_err());
}

#[test]
fn numbers_that_are_no_size_leave_it_open() {
    for number in [0, -1] {
        let input = vec![info("x", vec![size(number), size(2)])];
        let model = model(Graph { input, ..Default::default() });
        assert_eq!(found(&model, &[], "x"), Ok((None, 0)), "{number}");
        assert_eq!(found(&model, &["x=4x2"], "x"), Ok((Some(vec![4, 2]), 0)), "{number}");
    }
}

#[test]
fn shapes_that_nodes_compute_are_known() {
    let model = of(vec![
        node("Shape", &["x"], "all").int("start", 1),
        node("Mul", &["all", "two"], "doubled"),
        node("ConstantOfShape", &["doubled"], "zeros"),
        node("Reshape", &["zeros", "shape"], "rows"),
        node("Gather", &["doubled", "axes"], "first"),
        node("Tile", &["halves", "doubled"], "tiled"),
    ]);
    let sizes = |value: &str| found(&model, &[], value).unwrap().0;
    assert_eq!(sizes("zeros"), Some(vec![4, 10]));
    assert_eq!(sizes("rows"), Some(vec![20, 2]));
    assert_eq!(sizes("tiled"), Some(vec![8, 20]));
    let first = known(&model, &[], |values| values.small("first").unwrap().integers().unwrap()[0]);
    assert_eq!(first, Ok(4));
}

#[test]
fn large_constants_are_computed_when_they_are_asked_for() {
    let model = of(vec![
        node("Transpose", &["large"], "turned"),
        node("Add", &["turned", "turned"], "twice"),
        node("Add", &["twice", "numbers"], "variable"),
    ]);
    known(&model, &[], |values| {
        assert_eq!(values.sizes("twice"), Some(vec![50, 100]));
        assert!(values.is_constant("twice") && values.small("twice").is_none());
        assert_eq!(values.array("twice").unwrap().data, Data::Real(vec![2.0; 5000]));
        assert!(!values.is_constant("variable"));
    })
    .unwrap();
}

#[test]
fn why_sizes_are_not_known_is_said_with_a_way_out_that_works() {
    let open = vec![info("o", vec![named("N"), size(2)]), input("numbers", &[3])];
    let nodes = vec![
        node("Relu", &["o"], "r"),
        node("Shape", &["r"], "s"),
        node("ConstantOfShape", &["s"], "after_shape"),
        node("ConstantOfShape", &["numbers"], "by_numbers"),
        node("Mystery", &["o"], "m"),
        node("Relu", &["m"], "after_mystery"),
        node("Relu", &["nowhere"], "after_nothing"),
    ];
    let model = model(Graph { node: nodes, input: open, ..Default::default() });
    let why = |value: &str| known(&model, &[], |values| values.why_unknown(value)).unwrap();
    for (value, reason, fix) in [
        ("r", "which follows from `o`, is not known: the model leaves its size `N` open", "o=4x2"),
        ("after_shape", "the model leaves its size `N` open", "o=4x2"),
        ("by_numbers", "it depends on the numbers of the input `numbers`", "by_numbers=4x2"),
        ("after_mystery", "what `m` (Mystery) gives, which is no operator that is known", "m=4x2"),
    ] {
        let why = why(value);
        assert!(why.contains(reason), "{why}");
        let (name, sizes) = fix.split_once('=').unwrap();
        assert!(why.ends_with(&format!("write `--input {name}=…`")), "{why}");
        assert_eq!(sizes, "4x2");
        assert_eq!(found(&model, &[fix], value), Ok((Some(vec![4, 2]), 0)), "{value}");
    }
    assert!(why("after_nothing").ends_with("nothing gives `nowhere`"), "{}", why("after_nothing"));
}

#[test]
fn why_a_value_is_not_constant_is_said() {
    let model = of(vec![
        node("Mul", &["numbers", "numbers"], "squares"),
        node("Neg", &["squares"], "negative"),
        node("Softmax", &["halves"], "soft"),
        node("Neg", &["soft"], "after_soft"),
    ]);
    let why = |value: &str| known(&model, &[], |values| values.why_variable(value)).unwrap();
    assert_eq!(why("numbers"), "is an input of the model");
    let from = "is given by `negative` (Neg), and follows from `numbers`, an input of the model";
    assert_eq!(why("negative"), from);
    assert_eq!(why("soft"), "is given by `soft` (Softmax), which is not computed here");
    let behind = "is given by `after_soft` (Neg), and follows from what `soft` (Softmax) gives, which is not computed here";
    assert_eq!(why("after_soft"), behind);
}

#[test]
fn circles_and_wrong_nodes_end() {
    let model = of(vec![
        node("Relu", &["b"], "a"),
        node("Relu", &["a"], "b"),
        node("Div", &["two", "zero"], "wrong"),
        node("ConstantOfShape", &["zero"], "zero"),
        node("Reshape", &["halves", "two"], "misfit"),
        node("Reshape", &["large", "wrong"], "lazy"),
    ]);
    for value in ["a", "wrong", "zero", "misfit", "lazy"] {
        assert_eq!(found(&model, &[], value), Ok((None, 0)), "{value}");
        known(&model, &[], |values| {
            assert!(values.array(value).is_err());
            assert!(
                !values.why_unknown(value).is_empty() && !values.why_variable(value).is_empty()
            );
        })
        .unwrap();
    }
}

#[test]
fn sparse_tensors_have_zeros_between_their_elements() {
    let sparse = |name: &str, indices| SparseTensor {
        values: Some(floats(name, &[2], &[1.5, -2.0])),
        indices: Some(indices),
        dims: vec![2, 3],
    };
    let sparse_initializer = vec![
        sparse("flat", integers("", &[2], &[1, 5])),
        sparse("rows", integers("", &[2, 2], &[0, 1, 1, 2])),
        sparse("outside", integers("", &[2], &[1, 6])),
        sparse("too_far", integers("", &[2, 2], &[0, 1, 1, 3])),
    ];
    let model = model(Graph { sparse_initializer, ..Default::default() });
    known(&model, &[], |values| {
        for name in ["flat", "rows"] {
            let array = values.array(name).unwrap();
            assert_eq!(array.dims, [2, 3]);
            assert_eq!(array.reals(), [0.0, 1.5, 0.0, 0.0, 0.0, -2.0]);
        }
        for name in ["outside", "too_far"] {
            assert!(values.array(name).unwrap_err().contains("indices that are not in it"));
        }
    })
    .unwrap();
}
