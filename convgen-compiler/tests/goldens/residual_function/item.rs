pub fn added(input: &[f32; 8], skip: &[f32; LEN], output: &mut [f32; 4]);
