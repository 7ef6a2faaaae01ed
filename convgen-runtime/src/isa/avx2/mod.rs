//! x86-64 with AVX2 and FMA.

pub mod f32;
pub mod f64;
