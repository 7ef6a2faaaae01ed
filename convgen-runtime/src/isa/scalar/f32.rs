//! Elements of `f32`.

super::operations!(f32);
crate::isa::functions::functions!(f32);
