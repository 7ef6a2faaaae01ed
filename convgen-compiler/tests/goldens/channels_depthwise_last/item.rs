fn layer(input: &[f32; 15], output: &mut [f32; 10]);
