//! `If` nodes whose condition is the same in every run: the branch that is taken becomes part of the graph.

use std::collections::BTreeSet;

use super::splice::{Renaming, fresh, given, identity, names, rename};
use crate::graph::Graph;
use crate::graph::operator::Operator;
use crate::model::proto::{self, Node};
use crate::values::Values;

/// The nodes with a constant condition, and the name of the attribute with the branch that is taken.
pub(super) fn decided(graph: &Graph<'_>, values: &Values<'_, '_>) -> Vec<(usize, &'static str)> {
    let nodes = graph.nodes.iter().enumerate();
    let decided = nodes.filter_map(|(index, node)| {
        matches!(node.operator, Operator::If).then_some(())?;
        let condition = values.small(node.input(0)?)?.number()?;
        Some((index, if condition != 0.0 { "then_branch" } else { "else_branch" }))
    });
    decided.collect()
}

/// Writes out the branches that are taken.
pub(super) fn take(graph: &mut proto::Graph, taken: &[(usize, &'static str)]) {
    let mut names = names(graph);
    let mut outside = outside(graph);
    let nodes = std::mem::take(&mut graph.node);
    for (index, node) in nodes.into_iter().enumerate() {
        match taken.iter().find(|each| each.0 == index) {
            Some((_, branch)) => write_out(graph, &mut names, &mut outside, node, branch),
            None => graph.node.push(node),
        }
    }
}

/// Adds a branch of a node in the node's place. A branch that is not there gives nothing.
fn write_out(
    graph: &mut proto::Graph,
    names: &mut BTreeSet<String>,
    outside: &mut BTreeSet<String>,
    node: Node,
    branch: &str,
) {
    let attribute = node.attribute.into_iter().find(|attribute| attribute.name == branch);
    let Some(mut inner) = attribute.and_then(|attribute| attribute.g) else { return };
    let mut own = given(&inner.node);
    own.extend(inner.initializer.iter().map(|tensor| tensor.name.clone()));
    // Both branches may give their values the same names.
    let mut renaming = Renaming::new();
    for value in own {
        // It is new outside, or gets a name that is.
        if !outside.insert(value.clone()) {
            let new = fresh(names, format!("{}/{value}", node.name));
            outside.insert(new.clone());
            renaming.insert(value, new);
        }
    }
    let renamed = |name: &String| renaming.get(name).unwrap_or(name).clone();
    rename(&mut inner.node, &renaming);
    graph.node.append(&mut inner.node);
    for mut tensor in inner.initializer {
        tensor.name = renamed(&tensor.name);
        graph.initializer.push(tensor);
    }
    graph.sparse_initializer.append(&mut inner.sparse_initializer);
    for mut info in inner.value_info {
        info.name = renamed(&info.name);
        graph.value_info.push(info);
    }
    for (from, to) in inner.output.iter().zip(node.output).filter(|(_, to)| !to.is_empty()) {
        graph.node.push(identity(&node.name, renamed(&from.name), to));
    }
}

/// The names of the values that there are in a graph, without those of the graphs inside it.
fn outside(graph: &proto::Graph) -> BTreeSet<String> {
    let outputs = graph.node.iter().flat_map(|node| node.output.iter());
    let tensors = graph.initializer.iter().map(|tensor| &tensor.name);
    let inputs = graph.input.iter().map(|input| &input.name);
    outputs.chain(tensors).chain(inputs).cloned().collect()
}
