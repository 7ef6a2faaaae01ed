//! Runs the real program, command by command.

mod check;
mod explain;
mod program;
