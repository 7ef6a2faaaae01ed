fn layer(input: &[f32; 2 * 9], output: &mut [f32; 11]);
