//! The attributes of a node, by name.

use super::proto::{Attribute, Node, Tensor};

/// What a node says beside its inputs.
#[derive(Clone, Copy)]
pub(super) struct Attributes<'m>(&'m [Attribute]);

impl<'m> Attributes<'m> {
    pub(super) fn of(node: &'m Node) -> Self {
        Self(&node.attribute)
    }

    fn get(self, name: &str) -> Option<&'m Attribute> {
        self.0.iter().find(|attribute| attribute.name == name)
    }

    pub(super) fn int(self, name: &str) -> Option<i64> {
        self.get(name).map(|attribute| attribute.i)
    }

    pub(super) fn ints(self, name: &str) -> Option<&'m [i64]> {
        self.get(name).map(|attribute| attribute.ints.as_slice())
    }

    pub(super) fn float(self, name: &str) -> Option<f32> {
        self.get(name).map(|attribute| attribute.f)
    }

    pub(super) fn floats(self, name: &str) -> Option<&'m [f32]> {
        self.get(name).map(|attribute| attribute.floats.as_slice())
    }

    /// A text; one that is not UTF-8 is none of those that mean something.
    pub(super) fn text(self, name: &str) -> Option<&'m str> {
        self.get(name).map(|attribute| std::str::from_utf8(&attribute.s).unwrap_or("?"))
    }

    pub(super) fn tensor(self, name: &str) -> Option<&'m Tensor> {
        self.get(name).and_then(|attribute| attribute.t.as_ref())
    }
}
