//! Runs the real program, command by command.

mod bench;
mod check;
mod expand;
mod explain;
mod matrix;
mod new;
mod program;
mod schema;
mod tune;
mod verify;
