//! The instruction sets that generated kernels are written against.
//!
//! Each has a module for every element type, `avx2::f32` and so on, with the same functions on
//! its register type `V`, so that a kernel's text does not depend on where it runs or on what it
//! computes with. Elements are addressed as an offset in elements from a buffer's start.
//!
//! # The contract of every `unsafe fn` here
//! For each lane that takes part, the element it touches must lie inside the buffer that the
//! pointer was made from, and for stores that buffer must be exclusively borrowed. The compiler
//! proves this for every access of every iteration before it emits a kernel; nothing is checked at
//! run time.

#[cfg(target_arch = "x86_64")]
pub mod avx2;
#[cfg(target_arch = "x86_64")]
pub mod avx512;
mod detect;
mod family;
mod functions;
#[cfg(target_arch = "x86_64")]
mod lanes;
mod level;
pub mod portable;
pub mod scalar;
mod scaled;
mod scratch;
mod table;
mod tile;
#[cfg(target_arch = "x86_64")]
mod x86;

pub use family::Family;
pub use level::Isa;
pub use scratch::Scratch;
pub use table::Table;
