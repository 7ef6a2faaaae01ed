//! Why the sizes of a value are not known, or its numbers not constant.

use super::Values;
use crate::graph::Node;
use crate::graph::operator::Operator;
use crate::rules;

/// What is not known of a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Need {
    Sizes,
    Numbers,
}

impl<'m> Values<'_, 'm> {
    /// Why the sizes of a value are not known, and the way out.
    pub(crate) fn why_unknown(&self, value: &str) -> String {
        let (first, need) = self.first_unknown(value, Need::Sizes);
        let (shown, found) = (value.escape_debug(), first.escape_debug());
        if let (Need::Sizes, Some(open)) = (need, self.open(first)) {
            let source = match value == first {
                true => format!("the shape of `{shown}`"),
                false => format!("the shape of `{shown}`, which follows from `{found}`,"),
            };
            let open = open.escape_debug();
            return format!(
                "{source} is not known: the model leaves its size `{open}` open; write `--input {found}=…`"
            );
        }
        let why = match (self.giver(first), need) {
            (None, _) if !self.stated.is_input(first) => {
                return format!("the shape of `{shown}` is not known: nothing gives `{found}`");
            }
            (None, Need::Sizes) => format!("the model does not state the sizes of `{found}`"),
            (None, Need::Numbers) => format!("it depends on the numbers of the input `{found}`"),
            (Some(node), Need::Sizes) if is_foreign(node) => {
                format!(
                    "it follows from what {} gives, which is no operator that is known",
                    said(node)
                )
            }
            (Some(node), Need::Sizes) => {
                format!("the sizes of what {} gives do not follow from what it reads", said(node))
            }
            (Some(node), Need::Numbers) => {
                format!("it depends on the numbers that {} gives", said(node))
            }
        };
        // Whatever a node gives can be fixed, and what follows from it is known then.
        let fix = if need == Need::Sizes { found } else { shown.clone() };
        format!("the shape of `{shown}` is not known: {why}; write `--input {fix}=…`")
    }

    /// The node because of which the sizes of a value are not known, if it is one that is no known operator.
    #[must_use]
    pub fn blocked_by(&self, value: &str) -> Option<usize> {
        let (first, _) = self.first_unknown(value, Need::Sizes);
        let giver = self.graph.giver(first)?;
        self.graph.nodes.get(giver).filter(|node| is_foreign(node)).map(|_| giver)
    }

    /// Why a value is not constant, to follow its name.
    pub(crate) fn why_variable(&self, value: &str) -> String {
        let given = match self.giver(value) {
            None if self.stated.is_input(value) => return "is an input of the model".to_owned(),
            None => return "is given by nothing".to_owned(),
            Some(node) => format!("is given by {}", said(node)),
        };
        let (first, need) = self.first_unknown(value, Need::Numbers);
        if first == value {
            return format!("{given}, which is not computed here");
        }
        let found = first.escape_debug();
        match (self.giver(first), need) {
            (_, Need::Sizes) => format!("{given}; {}", self.why_unknown(first)),
            (None, _) if self.stated.is_input(first) => {
                format!("{given}, and follows from `{found}`, an input of the model")
            }
            (None, _) => format!("{given}, and follows from `{found}`, which nothing gives"),
            (Some(node), _) => {
                format!(
                    "{given}, and follows from what {} gives, which is not computed here",
                    said(node)
                )
            }
        }
    }

    fn giver(&self, value: &str) -> Option<&Node<'m>> {
        self.graph.nodes.get(self.graph.giver(value)?)
    }

    /// The size that is left open, of a value whose sizes only the model could state.
    fn open(&self, value: &str) -> Option<&'m str> {
        let follows = self.giver(value).is_some_and(|node| !is_foreign(node));
        self.stated.open(value).filter(|_| !follows)
    }

    /// The first of all values that something of this one follows from and that are not known.
    fn first_unknown<'a>(&'a self, value: &'a str, need: Need) -> (&'a str, Need) {
        let mut first = (value, need);
        // A graph that is not valid may have circles.
        for _ in &self.graph.nodes {
            let next = self.giver(first.0).and_then(|node| self.missing(node, first.1));
            match next {
                Some(next) => first = next,
                None => break,
            }
        }
        first
    }

    /// What is missing of what a node reads.
    fn missing(&self, node: &Node<'m>, need: Need) -> Option<(&'m str, Need)> {
        let unknown = |value: &&str| self.sizes(value).is_none();
        if rules::counts(&node.operator) {
            return Some((node.inputs().find(unknown)?, Need::Sizes));
        }
        if need == Need::Numbers {
            rules::folds(&node.operator).then_some(())?;
            let variable = node.inputs().find(|value| !self.is_constant(value))?;
            return Some((variable, Need::Numbers));
        }
        let reads = |position: usize| {
            let value = node.input(position)?;
            if unknown(&value) {
                return Some((value, Need::Sizes));
            }
            let matters = rules::reads_numbers(&node.operator, position);
            (matters && !self.is_constant(value)).then_some((value, Need::Numbers))
        };
        if is_foreign(node) {
            return None;
        }
        (0..node.input_count()).find_map(reads)
    }
}

/// Whether nothing is known of what a node gives.
fn is_foreign(node: &Node<'_>) -> bool {
    matches!(node.operator, Operator::Other | Operator::If | Operator::IntegerConvolution)
}

/// A node as messages name it.
fn said(node: &Node<'_>) -> String {
    format!("`{}` ({})", node.name().escape_debug(), node.operator_name().escape_debug())
}
