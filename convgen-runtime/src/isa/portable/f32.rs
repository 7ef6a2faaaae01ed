//! Four lanes of `f32`.

super::operations!(f32, 4);
crate::isa::functions::functions!(f32);
