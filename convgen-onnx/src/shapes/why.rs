//! Why the sizes of a value are not known.

use super::stated::Shapes;
use crate::graph::operator::Operator;
use crate::graph::{Graph, Node};

impl<'m> Shapes<'m> {
    /// Why there are none, and the way out.
    pub(crate) fn why_unknown(&self, graph: &Graph<'m>, value: &str) -> String {
        let first = self.first_unknown(graph, value);
        let shown = first.escape_debug();
        let source = match value == first {
            true => format!("the shape of `{shown}`"),
            false => {
                format!("the shape of `{}`, which follows from `{shown}`,", value.escape_debug())
            }
        };
        let why = match (self.declared.get(first), graph.giver(first)) {
            (Some(dims), _) => {
                let open = dims.iter().find(|dim| self.size(dim).is_none());
                let open = open.and_then(|dim| dim.dim_param.as_deref()).unwrap_or("?");
                format!("the model leaves its size `{}` open", open.escape_debug())
            }
            (None, Some(giver)) => {
                let operator = graph.nodes.get(giver).map_or("a node", Node::operator_name);
                format!("the model does not state what {} gives", operator.escape_debug())
            }
            (None, None) => return format!("{source} is not known: nothing gives this value"),
        };
        format!("{source} is not known: {why}; write `--input {shown}=…`")
    }

    /// The first value that is not known among those that the size of a value follows from.
    fn first_unknown<'a>(&self, graph: &'a Graph<'m>, value: &'a str) -> &'a str {
        let mut first = value;
        // A graph that is not valid may have circles.
        for _ in &graph.nodes {
            let Some(node) = graph.giver(first).and_then(|giver| graph.nodes.get(giver)) else {
                break;
            };
            let mut sources = sources(node).into_iter();
            let Some(unknown) = sources.find(|value| self.of(graph, value).is_none()) else {
                break;
            };
            first = unknown;
        }
        first
    }
}

/// The values from whose sizes those of what a node gives follow; none if they do not.
fn sources<'m>(node: &Node<'m>) -> Vec<&'m str> {
    match node.operator {
        Operator::Binary(_) | Operator::Concat { .. } | Operator::Convolution { .. } => {
            node.inputs().collect()
        }
        Operator::Pool { .. }
        | Operator::GlobalPool
        | Operator::BatchNormalization { .. }
        | Operator::Pad { .. }
        | Operator::Function(_)
        | Operator::Identity
        | Operator::Elementwise => node.input(0).into_iter().collect(),
        Operator::Pow | Operator::Other => Vec::new(),
    }
}
