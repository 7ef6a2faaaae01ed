//! Elements of `f64`.

super::operations!(f64);
crate::isa::functions::functions!(f64);
