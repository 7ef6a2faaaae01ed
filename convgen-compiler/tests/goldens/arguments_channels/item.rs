pub fn given(input: &[f32; 8], weights: &[f32; 12], bias: &[f32; 2], output: &mut [f32; 4]);
