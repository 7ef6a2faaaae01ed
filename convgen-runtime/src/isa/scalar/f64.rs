//! Elements of `f64`.

super::operations!(f64);
