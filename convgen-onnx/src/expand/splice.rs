//! Nodes of one graph as part of another: their values get names of their own.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::proto::{Attribute, Graph, Node};

/// New names for values.
pub(super) type Renaming = BTreeMap<String, String>;

/// All names of values of a graph, with those of the graphs inside it.
pub(super) fn names(graph: &Graph) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    let mut graphs = vec![graph];
    while let Some(graph) = graphs.pop() {
        let values = graph.input.iter().chain(&graph.output).map(|value| &value.name);
        names.extend(values.cloned());
        names.extend(graph.initializer.iter().map(|tensor| tensor.name.clone()));
        for node in &graph.node {
            names.extend(node.input.iter().chain(&node.output).cloned());
            graphs.extend(inside(node));
        }
    }
    names
}

/// The graphs inside a node.
fn inside(node: &Node) -> impl Iterator<Item = &Graph> {
    node.attribute.iter().flat_map(|each| each.g.iter().chain(&each.graphs))
}

/// The graphs inside a node, to change them.
pub(super) fn inside_mut(node: &mut Node) -> impl Iterator<Item = &mut Graph> {
    let attributes = node.attribute.iter_mut();
    attributes.flat_map(|each: &mut Attribute| each.g.iter_mut().chain(&mut each.graphs))
}

/// The values that nodes give, with those of the graphs inside them.
pub(super) fn given(nodes: &[Node]) -> Vec<String> {
    let mut found = Vec::new();
    let mut lists = vec![nodes];
    while let Some(nodes) = lists.pop() {
        for node in nodes {
            found.extend(node.output.iter().filter(|name| !name.is_empty()).cloned());
            for graph in inside(node) {
                found.extend(graph.input.iter().map(|input| input.name.clone()));
                found.extend(graph.initializer.iter().map(|tensor| tensor.name.clone()));
                lists.push(&graph.node);
            }
        }
    }
    found
}

/// A name that is not taken yet, which it is then.
pub(super) fn fresh(taken: &mut BTreeSet<String>, wish: String) -> String {
    let mut name = wish;
    while !taken.insert(name.clone()) {
        name.push('_');
    }
    name
}

/// Gives values their new names, also in the graphs inside.
pub(super) fn rename(nodes: &mut [Node], names: &Renaming) {
    let renamed = |name: &mut String| {
        if let Some(new) = names.get(name) {
            name.clone_from(new);
        }
    };
    let mut lists = vec![nodes];
    while let Some(nodes) = lists.pop() {
        for node in nodes {
            node.input.iter_mut().chain(&mut node.output).for_each(renamed);
            for graph in inside_mut(node) {
                let values = graph.input.iter_mut().chain(&mut graph.output);
                values.chain(&mut graph.value_info).for_each(|value| renamed(&mut value.name));
                graph.initializer.iter_mut().for_each(|tensor| renamed(&mut tensor.name));
                lists.push(&mut graph.node);
            }
        }
    }
}

/// A node that gives what it reads.
pub(super) fn identity(name: &str, from: String, to: String) -> Node {
    Node {
        name: name.to_owned(),
        op_type: "Identity".to_owned(),
        input: vec![from],
        output: vec![to],
        ..Node::default()
    }
}
