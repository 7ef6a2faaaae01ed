//! Tests of the rules, on numbers that are worked out by hand or follow from the definition.

use std::rc::Rc;

use super::{Arrays, evaluate, folds, sizes};
use crate::graph::Node;
use crate::model::proto;
use crate::model::{Array, Data, Element};
use crate::testing::{array, node};

/// An input: numbers, or that there is none.
fn given(inputs: &[Option<Array>]) -> Arrays {
    Arrays(inputs.iter().map(|input| input.clone().map(Rc::new)).collect())
}

fn list(numbers: &[i64]) -> Option<Array> {
    Some(Array::list(numbers.to_vec()))
}

/// A cube whose numbers say where they are: `zyx`.
fn cube(dims: &[usize; 3]) -> Array {
    let numbers = (0..dims.iter().product::<usize>()).map(|n| {
        let (z, y, x) = (n / dims[2] / dims[1], n / dims[2] % dims[1], n % dims[2]);
        (z * 100 + y * 10 + x) as f64
    });
    array(dims, &numbers.collect::<Vec<_>>())
}

/// What a node gives; the sizes must be those that the rule for sizes gives.
fn outputs(message: &proto::Node, inputs: &[Option<Array>]) -> Option<Vec<Array>> {
    let names: Vec<String> = (0..inputs.len()).map(|n| format!("i{n}")).collect();
    let name = |n: usize| if inputs[n].is_some() { names[n].clone() } else { String::new() };
    let message = proto::Node { input: (0..inputs.len()).map(name).collect(), ..message.clone() };
    let (node, inputs) = (Node::of(&message), given(inputs));
    let arrays = evaluate(&node, &inputs)?;
    let dims: Vec<_> = arrays.iter().map(|array| Some(array.dims.clone())).collect();
    assert_eq!(sizes(&node, &inputs), dims, "{}", message.op_type);
    Some(arrays.into_iter().map(Rc::unwrap_or_clone).collect())
}

fn output(message: &proto::Node, inputs: &[Option<Array>]) -> Option<Array> {
    outputs(message, inputs)?.into_iter().next()
}

fn numbers(message: &proto::Node, inputs: &[Option<Array>]) -> (Vec<usize>, Vec<f64>) {
    let array = output(message, inputs).expect("it is valid");
    (array.dims.clone(), array.reals())
}

#[test]
fn slices_follow_the_rules_of_python() {
    let slice = node("Slice", &[], "y");
    let row = || Some(array(&[5], &[0.0, 1.0, 2.0, 3.0, 4.0]));
    let far = i64::MAX;
    for (start, end, step, expected) in [
        (1, 3, 1, &[1.0, 2.0][..]),
        (-2, far, 1, &[3.0, 4.0]),
        (0, far, 2, &[0.0, 2.0, 4.0]),
        (-1, i64::MIN + 1, -1, &[4.0, 3.0, 2.0, 1.0, 0.0]),
        (far, -4, -2, &[4.0, 2.0]),
        (-far, 2, 1, &[0.0, 1.0]),
        (4, 1, 1, &[]),
        (1, 4, -1, &[]),
    ] {
        let inputs = [row(), list(&[start]), list(&[end]), list(&[0]), list(&[step])];
        assert_eq!(numbers(&slice, &inputs).1, expected, "{start}:{end}:{step}");
    }
    assert_eq!(output(&slice, &[row(), list(&[0]), list(&[1]), list(&[0]), list(&[0])]), None);
    // Older versions have attributes.
    let old = slice.ints("starts", &[1]).ints("ends", &[2]).ints("axes", &[2]);
    let found = numbers(&old, &[Some(cube(&[2, 1, 3]))]);
    assert_eq!(found, (vec![2, 1, 1], vec![1.0, 101.0]));
}

#[test]
fn elements_move_where_the_operator_says() {
    let of = |message: proto::Node, more: &[Option<Array>]| {
        numbers(&message, &[&[Some(cube(&[2, 1, 3]))], more].concat())
    };
    let turned = of(node("Transpose", &[], "y").ints("perm", &[2, 0, 1]), &[]);
    assert_eq!(turned, (vec![3, 2, 1], vec![0.0, 100.0, 1.0, 101.0, 2.0, 102.0]));
    let whole = of(node("Transpose", &[], "y"), &[]);
    assert_eq!(whole, (vec![3, 1, 2], vec![0.0, 100.0, 1.0, 101.0, 2.0, 102.0]));
    let order = vec![0.0, 1.0, 2.0, 100.0, 101.0, 102.0];
    assert_eq!(of(node("Reshape", &[], "y"), &[list(&[0, -1])]), (vec![2, 3], order.clone()));
    assert_eq!(of(node("Flatten", &[], "y").int("axis", 3), &[]), (vec![6, 1], order.clone()));
    assert_eq!(of(node("Squeeze", &[], "y"), &[]), (vec![2, 3], order.clone()));
    assert_eq!(of(node("Squeeze", &[], "y"), &[list(&[-2])]), (vec![2, 3], order.clone()));
    let unsqueezed = of(node("Unsqueeze", &[], "y"), &[list(&[0, -1])]);
    assert_eq!(unsqueezed, (vec![1, 2, 1, 3, 1], order));
    let expanded = of(node("Expand", &[], "y"), &[list(&[2, 1])]);
    assert_eq!(expanded.0, [2, 2, 3]);
    assert_eq!(expanded.1[..6], [0.0, 1.0, 2.0, 0.0, 1.0, 2.0]);
    let tiled = of(node("Tile", &[], "y"), &[list(&[1, 2, 2])]);
    assert_eq!(tiled.0, [2, 2, 6]);
    assert_eq!(tiled.1[..6], [0.0, 1.0, 2.0, 0.0, 1.0, 2.0]);
    assert_eq!(tiled.1[12..18], [100.0, 101.0, 102.0, 100.0, 101.0, 102.0]);
}

#[test]
fn splits_share_what_there_is() {
    let row = || Some(array(&[5], &[0.0, 1.0, 2.0, 3.0, 4.0]));
    let parts = |message: &proto::Node, more: &[Option<Array>]| {
        let parts = outputs(message, &[&[row()], more].concat())?;
        Some(parts.iter().map(Array::reals).collect::<Vec<_>>())
    };
    let split = node("Split", &[], "a,b");
    let even = Some(vec![vec![0.0, 1.0, 2.0], vec![3.0, 4.0]]);
    assert_eq!(parts(&split, &[]), even);
    assert_eq!(parts(&split, &[list(&[3, 2])]), even);
    assert_eq!(parts(&split.clone().ints("split", &[3, 2]), &[]), even);
    assert_eq!(parts(&split, &[list(&[3, 3])]), None);
    assert_eq!(parts(&split, &[list(&[5])]), None);
}

#[test]
fn blocks_become_channels_and_back() {
    let image: Vec<f64> = (0..2 * 8 * 4 * 6).map(f64::from).collect();
    let image = array(&[2, 8, 4, 6], &image);
    let down = node("SpaceToDepth", &[], "y").int("blocksize", 2);
    let up = node("DepthToSpace", &[], "y").int("blocksize", 2);
    let columns = up.clone().text("mode", "CRD");
    let deep = output(&down, &[Some(image.clone())]).expect("it is valid");
    assert_eq!(deep.dims, [2, 32, 2, 3]);
    assert_eq!(output(&up, &[Some(deep)]), Some(image.clone()));
    for (message, channel) in [(&up, [0, 2, 4, 6]), (&columns, [0, 1, 2, 3])] {
        let wide = output(message, &[Some(image.clone())]).expect("it is valid");
        assert_eq!(wide.dims, [2, 2, 8, 12]);
        // The corner of the first plane: one element of each of the channels that it is made of.
        let corner = [0, 1, 12, 13].map(|place| wide.reals()[place]);
        assert_eq!(corner, channel.map(|channel| f64::from(channel * 4 * 6)));
    }
    assert_eq!(output(&up, &[Some(array(&[1, 3, 1, 1], &[0.0; 3]))]), None);
}

#[test]
fn values_are_gathered_and_joined() {
    let gather = node("Gather", &[], "y").int("axis", 2);
    let found = numbers(&gather, &[Some(cube(&[2, 1, 3])), list(&[-1, 0])]);
    assert_eq!(found, (vec![2, 1, 2], vec![2.0, 0.0, 102.0, 100.0]));
    assert_eq!(output(&gather, &[Some(cube(&[2, 1, 3])), list(&[3])]), None);
    let concat = node("Concat", &[], "y").int("axis", -1);
    let found = numbers(&concat, &[Some(cube(&[2, 1, 1])), Some(cube(&[2, 1, 2]))]);
    assert_eq!(found, (vec![2, 1, 3], vec![0.0, 0.0, 1.0, 100.0, 100.0, 101.0]));
    let empty = numbers(&concat, &[list(&[]), list(&[7])]);
    assert_eq!(empty, (vec![1], vec![7.0]));
}

#[test]
fn arithmetic_is_that_of_the_elements() {
    let of = |operator: &str, a: Option<Array>, b: Option<Array>| {
        output(&node(operator, &[], "y"), &[a, b]).map(|array| array.reals())
    };
    assert_eq!(of("Div", list(&[7, -7]), list(&[2])), Some(vec![3.0, -3.0]));
    assert_eq!(of("Mod", list(&[7, -7]), list(&[-3])), Some(vec![-2.0, -1.0]));
    assert_eq!(of("Div", list(&[7]), list(&[0])), None);
    // Attributes that make another operation of it.
    for (operator, attribute) in [("Mul", "axis"), ("Mod", "fmod")] {
        let other = node(operator, &[], "y").int(attribute, 1);
        assert!(!folds(&Node::of(&other).operator), "{operator}");
    }
    assert_eq!(of("Mul", list(&[i64::MAX]), list(&[2])), None);
    assert_eq!(of("Equal", list(&[1, 2]), list(&[2])), Some(vec![0.0, 1.0]));
    let third = Some(array(&[], &[f64::from(1.0_f32 / 3.0)]));
    let sum = f64::from(1.0_f32 / 3.0 + 1.0);
    assert_eq!(of("Add", Some(array(&[1], &[1.0])), third), Some(vec![sum]));
    let row = || Some(array(&[1, 2], &[1.0, 2.0]));
    let column = Some(array(&[2, 1], &[10.0, 20.0]));
    assert_eq!(of("Sub", column, row()), Some(vec![9.0, 8.0, 19.0, 18.0]));
    assert_eq!(of("Pow", row(), list(&[3])), Some(vec![1.0, 8.0]));
    assert_eq!(of("Add", row(), Some(array(&[3], &[0.0; 3]))), None);
    let several = [row(), row(), Some(array(&[], &[0.5]))];
    let most = output(&node("Max", &[], "y"), &several).map(|array| array.reals());
    assert_eq!(most, Some(vec![1.0, 2.0]));
    let choice = [of_truths(&[1, 0]), row(), Some(array(&[], &[9.0]))];
    assert_eq!(numbers(&node("Where", &[], "y"), &choice).1, [1.0, 9.0]);
}

fn of_truths(truths: &[i64]) -> Option<Array> {
    Some(Array { element: Element::Bool, ..Array::list(truths.to_vec()) })
}

#[test]
fn elements_change_their_type() {
    let cast =
        |to: i64, from: Option<Array>| output(&node("Cast", &[], "y").int("to", to), &[from]);
    let reals = || Some(array(&[3], &[1.5, -1.5, 0.0]));
    let integers = cast(7, reals()).expect("they fit");
    assert_eq!(integers.data, Data::Integer(vec![1, -1, 0]));
    assert_eq!(cast(9, reals()).expect("they are").data, Data::Integer(vec![1, 1, 0]));
    let halves = cast(10, Some(array(&[1], &[0.1]))).expect("it is");
    assert_eq!(halves.reals(), [0.099_975_585_937_5]);
    // What a type does not have is left open.
    assert_eq!(cast(3, list(&[128])), None);
    assert_eq!(cast(7, Some(array(&[1], &[f64::NAN]))), None);
    assert_eq!(cast(8, list(&[1])), None);
    assert_eq!(numbers(&node("Neg", &[], "y"), &[list(&[3])]).1, [-3.0]);
    assert_eq!(numbers(&node("Round", &[], "y"), &[reals()]).1, [2.0, -2.0, 0.0]);
    assert_eq!(output(&node("Abs", &[], "y"), &[list(&[i64::MIN])]), None);
}

#[test]
fn axes_are_reduced() {
    let of = |message: proto::Node, more: &[Option<Array>]| {
        numbers(&message, &[&[Some(cube(&[2, 1, 3]))], more].concat())
    };
    let sum = |keep| node("ReduceSum", &[], "y").int("keepdims", keep);
    assert_eq!(of(sum(1), &[list(&[0])]), (vec![1, 1, 3], vec![100.0, 102.0, 104.0]));
    assert_eq!(of(sum(0), &[list(&[-1, 0])]), (vec![1], vec![306.0]));
    assert_eq!(of(sum(0), &[]), (vec![], vec![306.0]));
    let none = sum(1).int("noop_with_empty_axes", 1);
    assert_eq!(of(none, &[]).0, [2, 1, 3]);
    let length = node("ReduceL2", &[], "y").ints("axes", &[0, 1]);
    let three = Some(array(&[2, 1, 1], &[3.0, 4.0]));
    assert_eq!(numbers(&length, &[three]).1, [5.0]);
    let product = node("ReduceProd", &[], "y").int("keepdims", 0);
    assert_eq!(numbers(&product, &[list(&[3, 5])]), (vec![], vec![15.0]));
}

#[test]
fn integers_stand_for_numbers() {
    let bytes = |dims: &[usize], numbers: &[i64]| {
        let (dims, data) = (dims.to_vec(), Data::Integer(numbers.to_vec()));
        Some(Array { dims, element: Element::I8, data })
    };
    let back = node("DequantizeLinear", &[], "y");
    let one = [bytes(&[2], &[-3, 5]), Some(array(&[], &[0.5])), bytes(&[], &[1])];
    assert_eq!(numbers(&back, &one), (vec![2], vec![-2.0, 2.0]));
    let rows = [bytes(&[2, 2], &[1, 2, 3, 4]), Some(array(&[2], &[1.0, 10.0])), None];
    assert_eq!(numbers(&back.clone().int("axis", 0), &rows).1, [1.0, 2.0, 30.0, 40.0]);
    assert_eq!(numbers(&back, &rows).1, [1.0, 20.0, 3.0, 40.0]);
    let blocks = [bytes(&[1, 4], &[1; 4]), Some(array(&[1, 2], &[1.0, 10.0])), None];
    let blocked = back.int("block_size", 2);
    assert_eq!(numbers(&blocked, &blocks).1, [1.0, 1.0, 10.0, 10.0]);
    let there = node("QuantizeLinear", &[], "y");
    let row = Some(array(&[5], &[0.5, 1.5, -0.5, 300.0, -300.0]));
    let signed = [row.clone(), Some(array(&[], &[1.0])), bytes(&[], &[0])];
    assert_eq!(numbers(&there, &signed).1, [0.0, 2.0, 0.0, 127.0, -128.0]);
    let plain = [row, Some(array(&[], &[1.0]))];
    assert_eq!(numbers(&there, &plain).1, [0.0, 2.0, 0.0, 255.0, 0.0]);
}

#[test]
fn numbers_at_equal_distances() {
    let range = node("Range", &[], "y");
    let one = |number: i64| Some(Array { dims: vec![], ..Array::list(vec![number]) });
    assert_eq!(numbers(&range, &[one(2), one(7), one(2)]).1, [2.0, 4.0, 6.0]);
    assert_eq!(numbers(&range, &[one(2), one(-2), one(-3)]).1, [2.0, -1.0]);
    assert_eq!(numbers(&range, &[one(2), one(1), one(1)]).0, [0]);
    assert_eq!(output(&range, &[one(0), one(i64::MAX), one(1)]), None);
    assert_eq!(output(&range, &[one(0), one(1), one(0)]), None);
}

/// The sizes of what a node gives from the sizes of what it reads, and constants.
fn of_sizes(message: &proto::Node, from: &[usize], more: &[Option<Array>]) -> Option<Vec<usize>> {
    let zeros = array(from, &vec![0.0; from.iter().product()]);
    let inputs = [&[Some(zeros)], more].concat();
    let count = inputs.len();
    let message = proto::Node { input: vec!["i".to_owned(); count], ..message.clone() };
    sizes(&Node::of(&message), &given(&inputs)).into_iter().next()?
}

#[test]
fn pooling_keeps_windows_that_begin_inside() {
    let pool = |pads: &[i64]| {
        let pool = node("MaxPool", &[], "y").ints("kernel_shape", &[2, 2]).ints("strides", &[2, 2]);
        pool.int("ceil_mode", 1).ints("pads", pads)
    };
    assert_eq!(of_sizes(&pool(&[0; 4]), &[1, 1, 7, 6], &[]), Some(vec![1, 1, 4, 3]));
    // The last window would begin in the padding.
    assert_eq!(of_sizes(&pool(&[0, 0, 1, 1]), &[1, 1, 7, 6], &[]), Some(vec![1, 1, 4, 3]));
    assert_eq!(of_sizes(&pool(&[0, 0, 0, 0]), &[1, 1, 1, 6], &[]), None);
    let global = node("GlobalAveragePool", &[], "y");
    assert_eq!(of_sizes(&global, &[2, 3, 7, 6], &[]), Some(vec![2, 3, 1, 1]));
}

#[test]
fn padding_may_crop() {
    let pad = node("Pad", &[], "y");
    assert_eq!(of_sizes(&pad, &[5, 6], &[list(&[1, -2, 0, 1])]), Some(vec![6, 5]));
    assert_eq!(of_sizes(&pad, &[5, 6], &[list(&[-3, 0, -3, 0])]), None);
    assert_eq!(of_sizes(&pad, &[5, 6], &[list(&[1, 0])]), None);
    let old = pad.ints("pads", &[0, 1, 0, 1]);
    assert_eq!(of_sizes(&old, &[5, 6], &[]), Some(vec![5, 8]));
}

#[test]
fn sizes_are_scaled() {
    let factors = || Some(array(&[2], &[2.0, 0.5]));
    let resize = node("Resize", &[], "y");
    assert_eq!(of_sizes(&resize, &[5, 5], &[factors()]), Some(vec![10, 2]));
    let upsample = node("Upsample", &[], "y").floats("scales", &[2.0, 1.0]);
    assert_eq!(of_sizes(&upsample, &[5, 5], &[]), Some(vec![10, 5]));
    let wanted = [factors(), factors(), list(&[8, 20])];
    assert_eq!(of_sizes(&resize, &[5, 5], &wanted), Some(vec![8, 20]));
    let policy = |policy| resize.clone().text("keep_aspect_ratio_policy", policy);
    assert_eq!(of_sizes(&policy("not_larger"), &[5, 5], &wanted), Some(vec![8, 8]));
    assert_eq!(of_sizes(&policy("not_smaller"), &[5, 5], &wanted), Some(vec![20, 20]));
    let last = resize.ints("axes", &[-1]);
    let one = [factors(), factors(), list(&[7])];
    assert_eq!(of_sizes(&last, &[5, 5], &one), Some(vec![5, 7]));
}

#[test]
fn products_share_an_axis() {
    let matrix = |dims: &[usize]| Some(array(dims, &vec![0.0; dims.iter().product()]));
    let product = node("MatMul", &[], "y");
    let both = |a: &[usize], b: &[usize]| of_sizes(&product, a, &[matrix(b)]);
    assert_eq!(both(&[2, 3], &[3, 4]), Some(vec![2, 4]));
    assert_eq!(both(&[5, 1, 2, 3], &[6, 3, 4]), Some(vec![5, 6, 2, 4]));
    assert_eq!(both(&[3], &[3, 4]), Some(vec![4]));
    assert_eq!(both(&[2, 3], &[3]), Some(vec![2]));
    assert_eq!(both(&[2, 3], &[4, 3]), None);
    let turned = node("Gemm", &[], "y").int("transB", 1);
    assert_eq!(of_sizes(&turned, &[2, 3], &[matrix(&[4, 3])]), Some(vec![2, 4]));
}

#[test]
fn recurrent_operators_give_all_steps_and_the_last() {
    let message = node("LSTM", &["i"], "y,h,c").int("hidden_size", 7);
    let found = |message: &proto::Node| {
        let inputs = given(&[Some(array(&[2, 3, 4], &[0.0; 24]))]);
        sizes(&Node::of(message), &inputs)
    };
    let (all, last) = (Some(vec![2, 1, 3, 7]), Some(vec![1, 3, 7]));
    assert_eq!(found(&message), [all, last.clone(), last]);
    let both = message.clone().text("direction", "bidirectional").int("layout", 1);
    assert_eq!(found(&both)[..2], [Some(vec![2, 3, 2, 7]), Some(vec![2, 2, 7])]);
    let flat = given(&[Some(array(&[2, 3], &[0.0; 6]))]);
    assert_eq!(sizes(&Node::of(&message), &flat), [None, None, None]);
}
