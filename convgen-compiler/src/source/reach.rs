//! How far paths may lead.

/// How far the paths of a crate's specs may lead.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// To files below the root, also through links.
    Crate,
    /// Anywhere: `outside = true` in the attribute.
    Anywhere,
}
