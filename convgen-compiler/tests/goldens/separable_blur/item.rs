fn layer(input: &[f32; 1400], output: &mut [f32; 1400]);
