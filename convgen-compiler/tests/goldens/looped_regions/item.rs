fn layer(input: &[f32; 8], output: &mut [f32; 4 * 8]);
