//! Two lanes of `f64`.

super::operations!(f64, 2);
crate::isa::functions::functions!(f64);
