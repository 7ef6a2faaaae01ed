//! x86-64 with AVX-512F.

pub mod f32;
pub mod f64;
