//! Two lanes of `f64`.

super::operations!(f64, 2);
