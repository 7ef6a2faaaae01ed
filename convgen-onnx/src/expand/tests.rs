//! Tests of graphs that are written out.

use super::flat;
use crate::model::Model;
use crate::model::proto::{Attribute, Function, Graph, Node};
use crate::testing::{Nothing, info, input, integers, known, model, node, with_functions};
use crate::values::Fixed;

fn expanded(model: Model, fixed: &[&str]) -> Result<Model, String> {
    let fixed: Vec<Fixed> = fixed.iter().map(|fixed| fixed.parse().unwrap()).collect();
    flat(model, &Nothing, &fixed).map_err(|problem| problem.message)
}

/// The operators of a graph with what they read and give, a line each.
fn lines(model: &Model) -> Vec<String> {
    let line = |node: &Node| {
        format!("{}({}) -> {}", node.op_type, node.input.join(", "), node.output.join(", "))
    };
    model.graph.node.iter().map(line).collect()
}

fn graph(node: Vec<Node>, outputs: &[&str]) -> Graph {
    let output = outputs.iter().map(|name| info(name, Vec::new())).collect();
    Graph { node, input: vec![input("x", &[1, 2, 5])], output, ..Default::default() }
}

fn function(name: &str, node: Vec<Node>) -> Function {
    Function {
        name: name.to_owned(),
        domain: "own".to_owned(),
        input: vec!["a".to_owned()],
        output: vec!["b".to_owned()],
        node,
        ..Default::default()
    }
}

fn call(name: &str, input: &str, output: &str) -> Node {
    Node { domain: "own".to_owned(), name: output.to_owned(), ..node(name, &[input], output) }
}

#[test]
fn calls_become_the_nodes_of_their_functions() {
    let slope = Attribute { ref_attr_name: "slope".to_owned(), ..Attribute::default() };
    let mut inner = function(
        "Inner",
        vec![node("Neg", &["a"], "t"), node("LeakyRelu", &["t"], "b").with("alpha", slope)],
    );
    let default = Attribute { name: "slope".to_owned(), f: 0.5, ..Attribute::default() };
    inner.attribute_proto.push(default);
    let outer = function("Outer", vec![call("Inner", "a", "t"), call("Inner", "t", "b")]);
    let same = function("Same", Vec::new());
    let same = Function { output: vec!["a".to_owned()], ..same };
    let nodes = vec![call("Outer", "x", "y"), call("Same", "y", "z")];
    let model =
        expanded(with_functions(graph(nodes, &["z"]), vec![inner, outer, same]), &[]).unwrap();
    assert_eq!(
        lines(&model),
        [
            "Neg(x) -> y/t/t",
            "LeakyRelu(y/t/t) -> y/t",
            "Neg(y/t) -> y/b/t",
            "LeakyRelu(y/b/t) -> y",
            "Identity(y) -> z",
        ]
    );
    let alpha = &model.graph.node[1].attribute[0];
    assert_eq!((alpha.name.as_str(), alpha.f), ("alpha", 0.5));
}

#[test]
fn functions_in_a_circle_are_an_error() {
    let functions =
        vec![function("A", vec![call("B", "a", "b")]), function("B", vec![call("A", "a", "b")])];
    let model = with_functions(graph(vec![call("A", "x", "y")], &["y"]), functions);
    assert!(expanded(model, &[]).err().unwrap().contains("calls itself"));
    // Doubling in each of thirty functions would be a billion nodes.
    let twice = |n: usize| {
        let inner = format!("F{}", n + 1);
        function(&format!("F{n}"), vec![call(&inner, "a", "t"), call(&inner, "t", "b")])
    };
    let functions = (0..31).map(twice).collect();
    let model = with_functions(graph(vec![call("F0", "x", "y")], &["y"]), functions);
    assert!(expanded(model, &[]).err().unwrap().contains("nested too deep"));
}

/// A graph that gives `value` from the value `x` outside, by way of a value `t`.
fn branch(operator: &str) -> Graph {
    let nodes = vec![node(operator, &["x"], "t"), node("Relu", &["t"], "r")];
    Graph { input: Vec::new(), ..graph(nodes, &["r"]) }
}

#[test]
fn the_branch_that_is_always_taken_is_written_out() {
    // Whether there are two channels, which the model does not state.
    let nodes = vec![
        node("Shape", &["x"], "s"),
        node("Gather", &["s", "one"], "channels"),
        node("Equal", &["channels", "two"], "are_two"),
        node("If", &["are_two"], "y")
            .graph("then_branch", branch("Abs"))
            .graph("else_branch", branch("Neg")),
        node("Neg", &["y"], "t"),
    ];
    let open = |sizes: &str| {
        let mut graph = graph(nodes.clone(), &["t"]);
        graph.input = vec![input("x", &[-1, -1])];
        graph.initializer = vec![integers("one", &[], &[1]), integers("two", &[], &[2])];
        expanded(model(graph), &[sizes]).unwrap()
    };
    let end = |model: &Model| lines(model)[3..].to_vec();
    let (two, three) = (open("x=1x2"), open("x=1x3"));
    let branch = ["Abs(x) -> /t", "Relu(/t) -> r", "Identity(r) -> y", "Neg(y) -> t"];
    assert_eq!(end(&two), branch);
    assert_eq!(end(&three)[0], "Neg(x) -> /t");
    assert_eq!(known(&two, &["x=1x2"], |values| values.sizes("y")), Ok(Some(vec![1, 2])));
    // A condition that only a run knows leaves the node as it is.
    let mut graph = graph(vec![nodes[3].clone()], &["y"]);
    graph.input.push(input("are_two", &[]));
    let model = expanded(model(graph), &[]).unwrap();
    assert_eq!(lines(&model), ["If(are_two) -> y"]);
}

#[test]
fn fused_convolutions_become_their_parts() {
    let fused = |input: &[&str]| Node {
        domain: "com.microsoft".to_owned(),
        ..node("FusedConv", input, "y")
    };
    let of = |fused: Node| expanded(model(graph(vec![fused], &["y"])), &[]).unwrap();
    let all = fused(&["x", "w", "", "z"]).ints("strides", &[2]).text("activation", "LeakyRelu");
    let all = of(all.floats("activation_params", &[0.25]));
    let parts = ["Conv(x, w, ) -> y/Conv", "Add(y/Conv, z) -> y/Add", "LeakyRelu(y/Add) -> y"];
    assert_eq!(lines(&all), parts);
    assert_eq!(all.graph.node[0].attribute.len(), 1);
    let alpha = &all.graph.node[2].attribute[0];
    assert_eq!((alpha.name.as_str(), alpha.f), ("alpha", 0.25));
    assert_eq!(lines(&of(fused(&["x", "w"]))), ["Conv(x, w) -> y"]);
    let unknown = fused(&["x", "w"]).text("activation", "Mystery");
    assert_eq!(lines(&of(unknown)), ["FusedConv(x, w) -> y"]);
}
