//! The attributes of a node, by name.

use crate::model::proto::{Attribute, Node, SparseTensor, Tensor};

/// What a node says beside its inputs.
#[derive(Clone, Copy)]
pub(crate) struct Attributes<'m>(&'m [Attribute]);

impl<'m> Attributes<'m> {
    pub(crate) fn of(node: &'m Node) -> Self {
        Self(&node.attribute)
    }

    fn get(self, name: &str) -> Option<&'m Attribute> {
        self.0.iter().find(|attribute| attribute.name == name)
    }

    pub(crate) fn int(self, name: &str) -> Option<i64> {
        self.get(name).map(|attribute| attribute.i)
    }

    pub(crate) fn ints(self, name: &str) -> Option<&'m [i64]> {
        self.get(name).map(|attribute| attribute.ints.as_slice())
    }

    /// The number of an attribute as a list.
    pub(crate) fn one(self, name: &str) -> Option<&'m [i64]> {
        self.get(name).map(|attribute| std::slice::from_ref(&attribute.i))
    }

    pub(crate) fn float(self, name: &str) -> Option<f32> {
        self.get(name).map(|attribute| attribute.f)
    }

    pub(crate) fn floats(self, name: &str) -> Option<&'m [f32]> {
        self.get(name).map(|attribute| attribute.floats.as_slice())
    }

    /// A text; one that is not UTF-8 is none of those that mean something.
    pub(crate) fn text(self, name: &str) -> Option<&'m str> {
        self.get(name).map(|attribute| std::str::from_utf8(&attribute.s).unwrap_or("?"))
    }

    pub(crate) fn tensor(self, name: &str) -> Option<&'m Tensor> {
        self.get(name).and_then(|attribute| attribute.t.as_ref())
    }

    pub(crate) fn sparse(self, name: &str) -> Option<&'m SparseTensor> {
        self.get(name).and_then(|attribute| attribute.sparse_tensor.as_ref())
    }
}
