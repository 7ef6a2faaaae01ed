//! Generated code minds neither what surrounds it nor what it is beside.

#![forbid(unsafe_code)]

/// Every name that generated code writes or defines means something else here.
mod shadows {
    #![allow(
        dead_code,
        unused_macros,
        non_upper_case_globals,
        non_camel_case_types,
        reason = "as above"
    )]

    pub(crate) mod core {}
    pub(crate) mod std {}
    pub(crate) mod convgen {}
    mod isa {}
    mod v {}
    mod isa_v {}

    struct Table;
    struct List;
    struct Layer;
    struct Isa;
    struct Shape;
    struct Result;
    enum Ord {}
    struct Sized;

    const NUMBERS: () = ();
    const WEIGHTS: () = ();
    const BIAS: () = ();
    const LIST_0: () = ();

    fn kernel() {}
    fn portable() {}
    fn avx2() {}
    fn avx512() {}
    fn input() {}
    fn output() {}
    fn weights() {}
    fn sum() {}
    fn x0() {}
    fn y0() {}

    macro_rules! concat {
        () => {};
    }
    macro_rules! env {
        () => {};
    }
    macro_rules! include_bytes {
        () => {};
    }
    macro_rules! assert {
        () => {};
    }
    macro_rules! panic {
        () => {};
    }

    #[::convgen::layer("specs/seed/conv_4x4_k3.toml")]
    pub(crate) fn unrolled(input: &[f32; 16], output: &mut [f32; 4]);

    #[::convgen::layer("specs/digits/conv2.toml")]
    pub(crate) fn tiled(input: &[f32; 768], output: &mut [f32; 384]);

    #[::convgen::layer("tests/corpus/conv_2d_wide_row_sparse.toml")]
    pub(crate) struct Sparse;

    #[::convgen::layer("specs/digits/conv2.toml")]
    pub(crate) struct Tiled;
}

/// Methods of the same names as those that generated code calls.
mod methods {
    #[expect(dead_code, reason = "it is only in scope")]
    pub(crate) trait Same {
        fn as_ptr(&self) {}
        fn as_mut_ptr(&mut self) {}
        fn as_slice(&self) {}
        fn as_mut_slice(&mut self) {}
    }

    impl<T: ?Sized> Same for T {}

    #[convgen::layer("specs/seed/conv_4x4_k3.toml")]
    pub(crate) fn unrolled(input: &[f32; 16], output: &mut [f32; 4]);

    #[convgen::layer("specs/digits/conv2.toml")]
    pub(crate) struct Tiled;
}

/// Parameters, constants and statics with the names of generated variables.
mod variables {
    #![allow(dead_code, non_upper_case_globals, reason = "as above")]

    const x0: f32 = 0.0;
    static y0: f32 = 0.0;
    struct Unit;
    #[expect(non_camel_case_types, reason = "as above")]
    struct sum;
    const weights: f32 = 1.0;

    #[convgen::layer("specs/seed/conv_4x4_k3.toml")]
    pub(crate) fn unrolled(kernel: &[f32; 16], v: &mut [f32; 4]);

    #[convgen::layer("specs/digits/conv2.toml")]
    pub(crate) fn tiled(isa: &[f32; 768], input: &mut [f32; 384]);
}

#[no_implicit_prelude]
mod bare {
    #[::convgen::layer("specs/seed/conv_4x4_k3.toml")]
    pub(crate) fn unrolled(input: &[f32; 16], output: &mut [f32; 4]);

    #[::convgen::layer("specs/digits/conv2.toml")]
    pub(crate) fn tiled(input: &[f32; 24 * 32], output: &mut [f32; 3 * 128]);

    #[::convgen::layer("specs/digits/conv2.toml")]
    pub(crate) struct Tiled;
}

/// Several layers of one module, one spec several times, versions of a spec.
mod together {
    use convgen::layer;

    #[layer("specs/digits/conv2.toml")]
    pub(crate) fn first(input: &[f32; 768], output: &mut [f32; 384]);
    #[layer("specs/digits/conv2.toml")]
    pub(crate) fn second(input: &[f32; 768], output: &mut [f32; 384]);
    #[layer("specs/digits/conv2.toml")]
    pub(crate) struct Third;
    #[layer("tests/corpus/conv_2d_mixed_channels.toml")]
    pub(crate) struct Channels;
    #[layer("tests/corpus/conv_2d_mixed_pixels.toml")]
    pub(crate) struct Pixels;
    #[layer("tests/corpus/conv_2d_mixed_sparse.toml")]
    pub(crate) struct Sparse;
}

use convgen::Layer;

const SMALL: [f32; 4] = [348.0, 393.0, 528.0, 573.0];

#[test]
fn names_around_a_layer_mean_nothing_to_it() {
    let input: [f32; 16] = ::core::array::from_fn(|n| (n + 1) as f32);
    for unrolled in [shadows::unrolled, methods::unrolled, variables::unrolled, bare::unrolled] {
        let mut output = [0.0; 4];
        unrolled(&input, &mut output);
        assert_eq!(output, SMALL);
    }
}

#[test]
fn layers_beside_one_another_are_their_own() {
    let input: [f32; 768] = ::core::array::from_fn(|n| (n % 7) as f32);
    let mut expected = [0.0; 384];
    together::first(&input, &mut expected);
    type Function = fn(&[f32; 768], &mut [f32; 384]);
    let functions: [Function; 8] = [
        together::second,
        together::Third::forward,
        shadows::tiled,
        shadows::Tiled::forward,
        methods::Tiled::forward,
        variables::tiled,
        bare::tiled,
        bare::Tiled::forward,
    ];
    for function in functions {
        let mut output = [0.0; 384];
        function(&input, &mut output);
        assert_eq!(output, expected);
    }
    assert_eq!(together::Channels::SHAPE, together::Pixels::SHAPE);
    let input = vec![1.0; together::Channels::SHAPE.input_len()];
    let run = |forward: fn(&[f32], &mut [f32]) -> Result<(), convgen::LengthError>| {
        let mut output = vec![0.0; together::Channels::SHAPE.output_len()];
        forward(&input, &mut output).expect("the lengths are right");
        output
    };
    let outputs = [
        run(together::Channels::forward_slice),
        run(together::Pixels::forward_slice),
        run(together::Sparse::forward_slice),
    ];
    assert_eq!(outputs[0], outputs[1]);
    assert_eq!(outputs[0], outputs[2]);
    assert!(shadows::Sparse::SHAPE.output_len() > 0);
}
