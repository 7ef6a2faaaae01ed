fn layer(input: &[f32; 90], output: &mut [f32; 135]);
