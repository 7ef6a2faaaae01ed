//! The committed specs of `specs/`: compiled by the attribute, run, and compared with the reference.

use convgen::reference::{Algorithm, Definition};
use convgen::{Buffer, Element, Isa, Layer};

/// Compares a layer with its sliding window on an image of whole numbers. All weights of these
/// specs are short binary fractions, so every result is exact.
fn check<L: Layer>() {
    let number = |n: usize| L::Element::from_f64((n * n % 251) as f64);
    let input: Vec<L::Element> = (0..L::Input::LEN).map(number).collect();
    let mut expected = vec![L::Element::NAN; L::Output::LEN];
    let definition = Definition::of::<L>().expect("a compiled layer is consistent");
    Algorithm::SlidingWindow
        .run(&definition, &input, &mut expected)
        .expect("the lengths are right");
    for isa in Isa::available() {
        let mut output = vec![L::Element::NAN; L::Output::LEN];
        let target = L::Output::from_mut_slice(&mut output).expect("the length is right");
        L::forward_on(isa, L::Input::from_slice(&input).expect("the length is right"), target);
        assert!(output == expected, "{isa}");
    }
}

macro_rules! specs {
    ($($name:ident = $path:literal,)*) => {
        $(#[test]
        fn $name() {
            #[convgen::layer($path)]
            struct Case;
            check::<Case>();
        })*

        const LISTED: &[&str] = &[$($path),*];
    };
}

specs! {
    area_half_512 = "specs/filters/area_half_512.toml",
    area_half_transpose_512 = "specs/filters/area_half_transpose_512.toml",
    bilinear_x2_rgb_256 = "specs/filters/bilinear_x2_rgb_256.toml",
    gaussian_5x5_512 = "specs/filters/gaussian_5x5_512.toml",
    laplacian_512 = "specs/filters/laplacian_512.toml",
    sharpen_512 = "specs/filters/sharpen_512.toml",
    sobel_x_512 = "specs/filters/sobel_x_512.toml",
    sobel_y_512 = "specs/filters/sobel_y_512.toml",
    conv_4x4_k3 = "specs/seed/conv_4x4_k3.toml",
    conv_i10_k4_s2_p1 = "specs/seed/conv_i10_k4_s2_p1.toml",
    conv_i5_k3_s2_p1 = "specs/seed/conv_i5_k3_s2_p1.toml",
    conv_i5_k4_s2_same_upper = "specs/seed/conv_i5_k4_s2_same_upper.toml",
    conv_i5x7_k3x2_s2x3_p1x0 = "specs/seed/conv_i5x7_k3x2_s2x3_p1x0.toml",
    conv_i6_k3_s2_p1 = "specs/seed/conv_i6_k3_s2_p1.toml",
    conv_i6_k3_s3 = "specs/seed/conv_i6_k3_s3.toml",
    conv_i7_k3_s1_d2 = "specs/seed/conv_i7_k3_s1_d2.toml",
    conv_i7_k3_s3 = "specs/seed/conv_i7_k3_s3.toml",
    conv_i8_k2_s3 = "specs/seed/conv_i8_k2_s3.toml",
    conv_i8_k3_s2_p1_d2 = "specs/seed/conv_i8_k3_s2_p1_d2.toml",
    conv_i8_k3_s3 = "specs/seed/conv_i8_k3_s3.toml",
    transpose_of_conv_i8_k3_s3 = "specs/seed/transpose_of_conv_i8_k3_s3.toml",
    transposed_4x4_k3 = "specs/seed/transposed_4x4_k3.toml",
    transposed_i2_k3_s3 = "specs/seed/transposed_i2_k3_s3.toml",
    transposed_i2_k3_s3_op1 = "specs/seed/transposed_i2_k3_s3_op1.toml",
    transposed_i2_k3_s3_op2 = "specs/seed/transposed_i2_k3_s3_op2.toml",
    transposed_i3_k2_s1_d3_op2 = "specs/seed/transposed_i3_k2_s1_d3_op2.toml",
    transposed_i3_k2_s3 = "specs/seed/transposed_i3_k2_s3.toml",
    transposed_i3_k2_s3_op1 = "specs/seed/transposed_i3_k2_s3_op1.toml",
    transposed_i3_k3_s1_d2 = "specs/seed/transposed_i3_k3_s1_d2.toml",
    transposed_i3_k3_s2_p1 = "specs/seed/transposed_i3_k3_s2_p1.toml",
    transposed_i3_k3_s2_p1_d2_op1 = "specs/seed/transposed_i3_k3_s2_p1_d2_op1.toml",
    transposed_i3_k3_s2_p1_op1 = "specs/seed/transposed_i3_k3_s2_p1_op1.toml",
    transposed_i3_k3_s2_p1_to6 = "specs/seed/transposed_i3_k3_s2_p1_to6.toml",
    transposed_i3_k3_s2_same_lower = "specs/seed/transposed_i3_k3_s2_same_lower.toml",
    transposed_i3x2_k3x2_s2x3_p1x0_op0x2 = "specs/seed/transposed_i3x2_k3x2_s2x3_p1x0_op0x2.toml",
    transposed_i4_k3_s2_p3 = "specs/seed/transposed_i4_k3_s2_p3.toml",
    transposed_i4_k3_s2_p3_op1 = "specs/seed/transposed_i4_k3_s2_p3_op1.toml",
    transposed_i5_k2_s2_p3 = "specs/seed/transposed_i5_k2_s2_p3.toml",
    transposed_i5_k4_s2_p1 = "specs/seed/transposed_i5_k4_s2_p1.toml",
    transposed_i6_k3_s1_p1 = "specs/seed/transposed_i6_k3_s1_p1.toml",
    transposed_i6_k3_s1_p2 = "specs/seed/transposed_i6_k3_s1_p2.toml",
    transposed_i6_k3_s1_p3 = "specs/seed/transposed_i6_k3_s1_p3.toml",
    transposed_i7_k3_s1_p4_d2 = "specs/seed/transposed_i7_k3_s1_p4_d2.toml",
    transposed_i7_k3_s1_p5_d2 = "specs/seed/transposed_i7_k3_s1_p5_d2.toml",
}

#[test]
fn every_seed_and_filter_is_listed() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut specs = Vec::new();
    for folder in ["specs/filters", "specs/seed"] {
        for entry in std::fs::read_dir(root.join(folder)).expect("the folder is committed") {
            let name = entry.expect("it can be read").file_name().into_string().expect("ASCII");
            if name.ends_with(".toml") {
                specs.push(format!("{folder}/{name}"));
            }
        }
    }
    specs.sort_unstable();
    assert_eq!(specs, LISTED);
}
