//! The commands, a file each: its arguments, its report, and how the report is computed.

pub(crate) mod bench;
pub(crate) mod check;
pub(crate) mod draw;
pub(crate) mod expand;
pub(crate) mod explain;
pub(crate) mod import;
pub(crate) mod matrix;
pub(crate) mod new;
pub(crate) mod schema;
pub(crate) mod tune;
pub(crate) mod verify;
