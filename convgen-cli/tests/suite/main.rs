//! Runs the real program, command by command.

mod check;
mod expand;
mod explain;
mod matrix;
mod new;
mod program;
