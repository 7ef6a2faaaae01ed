//! Values together with their places.

use std::ops::Range;

/// A value and the bytes of the spec that it was read from.
#[derive(Clone, Debug, PartialEq)]
pub struct Spanned<T> {
    /// The value.
    pub value: T,
    /// Its place.
    pub span: Range<usize>,
}

/// The value of a key, with the spelling of the key that the spec uses.
#[derive(Clone, Debug, PartialEq)]
pub struct Given<T> {
    /// The key as it is spelt in the spec.
    pub key: &'static str,
    /// The value.
    pub value: T,
    /// The place of the value.
    pub span: Range<usize>,
}

impl<T> Given<T> {
    /// The same key and place with another value.
    pub fn map<U>(self, convert: impl FnOnce(T) -> U) -> Given<U> {
        Given { key: self.key, value: convert(self.value), span: self.span }
    }
}
