//! The compiler behind `convgen`: a TOML layer spec in, specialised Rust out.
//!
//! ```text
//! source → spec → layer → stencil → schedule → kernel → program → tokens
//!          parse   check   normalise  choose     lower    bind      emit
//! ```
//!
//! A module and a type per stage, each taking only the checked result of the one before; after
//! `layer` nothing can fail. [`driver::compile`] is the pipeline, [`expand::expand`] the attribute.
//! This is a plain library: it knows nothing of `proc_macro`, reads files only through
//! [`source::Files`] and contains no unsafe code.
//!
//! **Its modules are not covered by semantic versioning.** They are public for the attribute, for
//! `cargo convgen`, for tests and for the fuzzer, and change whenever the compiler does. Use `convgen`.

#![forbid(unsafe_code)]

pub mod bind;
pub mod diagnostic;
pub mod driver;
pub mod element;
pub mod emit;
pub mod expand;
pub mod isa;
pub mod item;
pub mod kernel;
pub mod layer;
pub mod program;
pub mod schedule;
pub mod source;
pub mod spec;
pub mod stencil;
pub mod strategy;
pub mod view;
