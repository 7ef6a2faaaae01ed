pub fn stretch(input: &[f32; 3], output: &mut [f32; 6]);
