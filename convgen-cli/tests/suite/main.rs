//! Runs the real program, command by command.

mod bench;
#[path = "../../../tests/support/bound.rs"]
mod bound;
mod check;
mod draw;
mod expand;
mod explain;
mod import;
mod import_errors;
mod matrix;
mod models;
mod new;
mod onnx_runtime;
mod program;
mod schema;
mod tune;
mod user;
mod verify;
mod walk;
