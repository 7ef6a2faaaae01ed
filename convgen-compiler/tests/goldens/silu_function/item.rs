pub fn smooth(input: &[f32; 4], output: &mut [f32; 3]);
