//! Functions of a model: each call becomes the nodes of the body.

use std::collections::{BTreeMap, BTreeSet};

use super::splice::{Renaming, fresh, given, identity, inside_mut, names, rename};
use crate::model::proto::{Attribute, Function, Graph, Node};
use crate::model::{Model, is_standard};
use crate::problem::Problem;

/// How deep calls may be nested, and how many nodes may come of them: far above any exporter's.
const DEEPEST: usize = 32;
const MOST_NODES: usize = 1 << 18;

/// What tells functions apart.
type Key<'a> = (&'a str, &'a str, &'a str);

/// Writes out all calls.
///
/// # Errors
/// If functions call one another in a circle.
pub(super) fn inline(model: &mut Model) -> Result<(), Problem> {
    if model.functions.is_empty() {
        return Ok(());
    }
    let functions = std::mem::take(&mut model.functions);
    let functions =
        functions.iter().map(|each| (key(&each.domain, &each.name, &each.overload), each));
    let mut inliner =
        Inliner { functions: functions.collect(), taken: names(&model.graph), nodes: 0 };
    inliner.graph(&mut model.graph, 0)
}

fn key<'a>(domain: &'a str, name: &'a str, overload: &'a str) -> Key<'a> {
    (if is_standard(domain) { "" } else { domain }, name, overload)
}

struct Inliner<'a> {
    functions: BTreeMap<Key<'a>, &'a Function>,
    /// All names of values.
    taken: BTreeSet<String>,
    /// How many there are of calls by now.
    nodes: usize,
}

impl Inliner<'_> {
    fn graph(&mut self, graph: &mut Graph, depth: usize) -> Result<(), Problem> {
        let nodes = std::mem::take(&mut graph.node);
        graph.node = self.nodes(nodes, depth)?;
        Ok(())
    }

    fn nodes(&mut self, nodes: Vec<Node>, depth: usize) -> Result<Vec<Node>, Problem> {
        let mut written = Vec::new();
        for mut node in nodes {
            for graph in inside_mut(&mut node) {
                self.graph(graph, depth)?;
            }
            let key = key(&node.domain, &node.op_type, &node.overload);
            let Some(&function) = self.functions.get(&key) else {
                written.push(node);
                continue;
            };
            self.nodes += function.node.len();
            if depth == DEEPEST || self.nodes > MOST_NODES {
                return Err(Problem::new(
                    format!(
                        "the model is not valid: the function `{}` calls itself, or functions are nested too deep",
                        function.name.escape_debug()
                    ),
                    "export the model again, without functions",
                ));
            }
            let body = self.body(function, &node);
            written.extend(self.nodes(body, depth + 1)?);
        }
        Ok(written)
    }

    /// The nodes of a function for one call.
    fn body(&mut self, function: &Function, call: &Node) -> Vec<Node> {
        let mut body = function.node.clone();
        let mut renaming = Renaming::new();
        let arguments = call.input.iter().cloned().chain(std::iter::repeat(String::new()));
        renaming.extend(function.input.iter().cloned().zip(arguments));
        let inner = given(&body);
        let mut aliases = Vec::new();
        for (formal, actual) in function.output.iter().zip(&call.output) {
            if actual.is_empty() {
                continue;
            }
            if inner.contains(formal) {
                renaming.insert(formal.clone(), actual.clone());
            } else if let Some(argument) = renaming.get(formal) {
                // It gives what it was given.
                aliases.push(identity(&call.name, argument.clone(), actual.clone()));
            }
        }
        for value in inner {
            let wish = format!("{}/{value}", call.name);
            renaming.entry(value).or_insert_with(|| fresh(&mut self.taken, wish));
        }
        rename(&mut body, &renaming);
        set_attributes(&mut body, function, call);
        for node in &mut body {
            let separator = if call.name.is_empty() || node.name.is_empty() { "" } else { "/" };
            node.name = format!("{}{separator}{}", call.name, node.name);
        }
        body.extend(aliases);
        body
    }
}

/// Puts the attributes of a call, or else their defaults, where a body names them.
fn set_attributes(nodes: &mut [Node], function: &Function, call: &Node) {
    let mut lists = vec![nodes];
    while let Some(nodes) = lists.pop() {
        for node in nodes {
            let attributes = std::mem::take(&mut node.attribute).into_iter();
            let value = |attribute: Attribute| {
                if attribute.ref_attr_name.is_empty() {
                    return Some(attribute);
                }
                let mut given = call.attribute.iter().chain(&function.attribute_proto);
                let given = given.find(|given| given.name == attribute.ref_attr_name)?;
                Some(Attribute { name: attribute.name, ..given.clone() })
            };
            node.attribute = attributes.filter_map(value).collect();
            lists.extend(inside_mut(node).map(|graph| graph.node.as_mut_slice()));
        }
    }
}
