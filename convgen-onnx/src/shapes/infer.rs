//! The sizes of what operators give, from those of what they read.

use convgen_runtime::Kind;

use super::fixed::Fixed;
use super::geometry;
use super::pads;
use super::sizes::shown;
use super::stated::Shapes;
use crate::graph::operator::Operator;
use crate::graph::window::{self, Window};
use crate::graph::{Graph, Node};
use crate::model::Model;
use crate::problem::Problem;

impl<'m> Shapes<'m> {
    /// The sizes of all values of a graph, as far as they are stated, fixed, or follow.
    ///
    /// # Errors
    /// If a fixed size is of no value, or is not that of the model.
    pub fn of_graph(
        model: &'m Model,
        graph: &Graph<'m>,
        fixed: &'m [Fixed],
    ) -> Result<Self, Problem> {
        let mut shapes = Self::stated(model, fixed)?;
        for node in &graph.nodes {
            let mut follows = output(&shapes, graph, node);
            for value in node.outputs() {
                let follows = follows.take();
                if let Some(fixed) = fixed.iter().find(|fixed| fixed.name == value)
                    && let Some(sizes) = follows.as_ref().filter(|&sizes| *sizes != fixed.sizes)
                {
                    return Err(contradicted(fixed, sizes));
                }
                shapes.settle(value, follows);
            }
        }
        Ok(shapes)
    }
}

fn contradicted(fixed: &Fixed, follows: &[usize]) -> Problem {
    let follows = shown(follows);
    Problem::new(
        format!("`--input {fixed}` is not {follows}, which follows from what its node reads"),
        "leave it out, or fix the inputs of the model",
    )
}

/// The sizes of what an operator gives first, if they follow from those of what it reads.
fn output<'m>(shapes: &Shapes<'m>, graph: &Graph<'m>, node: &Node<'m>) -> Option<Vec<usize>> {
    let input = shapes.of(graph, node.input(0)?)?;
    let all = || node.inputs().map(|value| shapes.of(graph, value));
    match &node.operator {
        Operator::Convolution { .. } => {
            let shape = geometry::of(graph, shapes, node).ok()?;
            Some(geometry::output(&shape))
        }
        Operator::Pool { ceil: true, .. } => None,
        Operator::Pool { window, ceil: false } => pooled(window, &input),
        Operator::GlobalPool => {
            let ones = input.iter().skip(2).map(|_| 1);
            Some(input.iter().copied().take(2).chain(ones).collect())
        }
        Operator::Binary(_) => {
            all().try_fold(Vec::new(), |sizes, other| broadcast(&sizes, &other?))
        }
        Operator::Pad { .. } => {
            let ends = pads::ends(graph, node, input.len())?;
            let padded = input
                .iter()
                .zip(ends)
                .map(|(&size, (before, after))| size.checked_add(before)?.checked_add(after));
            padded.collect()
        }
        Operator::Concat { axis } => concatenated((*axis)?, &all().collect::<Option<Vec<_>>>()?),
        Operator::BatchNormalization { .. }
        | Operator::Function(_)
        | Operator::Identity
        | Operator::Elementwise => Some(input),
        Operator::Pow | Operator::Other => None,
    }
}

/// The output of a pooling that drops what does not fill its window.
fn pooled(window: &Window<'_>, input: &[usize]) -> Option<Vec<usize>> {
    let kernel = window.kernel.iter();
    let kernel: Vec<usize> = kernel.map(|&k| usize::try_from(k).ok()).collect::<Option<_>>()?;
    let (outer, sizes) = input.split_at_checked(2)?;
    if sizes.len() != kernel.len() {
        return None;
    }
    let axes = window::axes(window, Kind::Conv, &kernel, sizes).ok()?;
    let outputs = axes.iter().map(|axis| axis.output(Kind::Conv).ok());
    outer.iter().map(|&size| Some(size)).chain(outputs).collect()
}

/// The sizes of an elementwise operation of two values, aligned at the last axis.
fn broadcast(a: &[usize], b: &[usize]) -> Option<Vec<usize>> {
    let rank = a.len().max(b.len());
    let size = |sizes: &[usize], axis: usize| {
        (axis + sizes.len())
            .checked_sub(rank)
            .and_then(|axis| sizes.get(axis))
            .copied()
            .unwrap_or(1)
    };
    let both = (0..rank).map(|axis| (size(a, axis), size(b, axis)));
    both.map(|(a, b)| match (a, b) {
        (1, other) | (other, 1) => Some(other),
        (a, b) => (a == b).then_some(a),
    })
    .collect()
}

fn concatenated(axis: i64, inputs: &[Vec<usize>]) -> Option<Vec<usize>> {
    let first = inputs.first()?;
    let axis = if axis < 0 { axis.checked_add(first.len() as i64)? } else { axis };
    let axis = usize::try_from(axis).ok()?;
    let others = |sizes: &[usize]| {
        let others = sizes.iter().enumerate().filter(|&(other, _)| other != axis);
        others.map(|(_, &size)| size).collect::<Vec<_>>()
    };
    let fits = |input: &Vec<usize>| input.len() == first.len() && others(input) == others(first);
    if !inputs.iter().all(fits) {
        return None;
    }
    let mut sizes = first.clone();
    let along = inputs.iter().map(|input| input.get(axis).copied());
    let total = along.into_iter().try_fold(0_usize, |sum, size| sum.checked_add(size?))?;
    *sizes.get_mut(axis)? = total;
    Some(sizes)
}

#[cfg(test)]
mod tests {
    use prost::Message;

    use super::*;
    use crate::model::proto::{self, Dimension};

    fn size(value: i64) -> Dimension {
        Dimension { dim_value: Some(value), dim_param: None }
    }

    fn named(symbol: &str) -> Dimension {
        Dimension { dim_value: None, dim_param: Some(symbol.to_owned()) }
    }

    fn info(name: &str, dim: Vec<Dimension>) -> proto::ValueInfo {
        let shape = Some(proto::TensorShape { dim });
        let tensor_type = Some(proto::TensorType { shape });
        proto::ValueInfo { name: name.to_owned(), r#type: Some(proto::Type { tensor_type }) }
    }

    fn node(operator: &str, input: &[&str], output: &str) -> proto::Node {
        proto::Node {
            input: input.iter().map(|&name| name.to_owned()).collect(),
            output: vec![output.to_owned()],
            op_type: operator.to_owned(),
            ..Default::default()
        }
    }

    fn model(
        input: Vec<proto::ValueInfo>,
        node: Vec<proto::Node>,
        inside: Vec<proto::ValueInfo>,
    ) -> Model {
        let graph = proto::Graph { node, input, value_info: inside, ..Default::default() };
        let model = proto::Model { graph: Some(graph), ..Default::default() };
        Model::decode(model.encode_to_vec(), "m.onnx".to_owned(), "m.onnx").unwrap()
    }

    /// The sizes of a value, and what is said.
    fn found(
        model: &Model,
        fixed: &[&str],
        value: &str,
    ) -> Result<(Option<Vec<usize>>, usize), String> {
        let fixed: Vec<Fixed> = fixed.iter().map(|fixed| fixed.parse().unwrap()).collect();
        let graph = Graph::new(model).map_err(|problem| problem.message)?;
        let shapes = Shapes::of_graph(model, &graph, &fixed).map_err(|problem| problem.message)?;
        Ok((shapes.of(&graph, value), shapes.disagreements().len()))
    }

    #[test]
    fn what_follows_is_believed_before_what_is_stated() {
        let input = || vec![info("x", vec![size(1), size(2), size(5)])];
        let nodes = || vec![node("Relu", &["x"], "y"), node("Mystery", &["y"], "z")];
        let stale = vec![info("y", vec![size(1), size(2), size(9)]), info("z", vec![size(7)])];
        let model = model(input(), nodes(), stale);
        assert_eq!(found(&model, &[], "y"), Ok((Some(vec![1, 2, 5]), 1)));
        // Nothing else says what an operator gives that is not known.
        assert_eq!(found(&model, &[], "z"), Ok((Some(vec![7]), 1)));
    }

    #[test]
    fn a_fixed_value_must_not_contradict_what_follows() {
        let input = vec![info("x", vec![size(1), size(2)])];
        let model = model(input, vec![node("Relu", &["x"], "y")], Vec::new());
        assert_eq!(found(&model, &["y=1x2"], "y"), Ok((Some(vec![1, 2]), 0)));
        let error = found(&model, &["y=1x3"], "y").unwrap_err();
        assert!(error.contains("`--input y=1x3` is not 1×2"), "{error}");
    }

    #[test]
    fn words_that_name_nothing_do_not_tie_sizes() {
        for word in ["", "?", "None", "-1"] {
            let input = vec![info("x", vec![named(word), named(word)])];
            let model = model(input, vec![node("Relu", &["x"], "y")], Vec::new());
            assert_eq!(found(&model, &["x=1x2"], "y"), Ok((Some(vec![1, 2]), 0)), "{word:?}");
        }
        let model = model(vec![info("x", vec![named("N"), named("N")])], Vec::new(), Vec::new());
        assert!(found(&model, &["x=1x2"], "x").is_err());
    }

    #[test]
    fn numbers_that_are_no_size_leave_it_open() {
        for number in [0, -1] {
            let input = vec![info("x", vec![size(number), size(2)])];
            let model = model(input, Vec::new(), Vec::new());
            assert_eq!(found(&model, &[], "x"), Ok((None, 0)), "{number}");
            assert_eq!(found(&model, &["x=4x2"], "x"), Ok((Some(vec![4, 2]), 0)), "{number}");
        }
    }

    #[test]
    fn only_what_fits_together_is_concatenated() {
        assert_eq!(concatenated(1, &[vec![1, 2, 3], vec![1, 4, 3]]), Some(vec![1, 6, 3]));
        assert_eq!(concatenated(-2, &[vec![1, 2, 3], vec![1, 4, 3]]), Some(vec![1, 6, 3]));
        assert_eq!(concatenated(1, &[vec![1, 2, 3], vec![1, 4, 5]]), None);
        assert_eq!(concatenated(1, &[vec![1, 2, 3], vec![1, 4]]), None);
        assert_eq!(concatenated(3, &[vec![1, 2, 3]]), None);
    }
}
