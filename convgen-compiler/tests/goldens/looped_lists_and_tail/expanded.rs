struct Interleaved;
const _: () = {
    const _: () = {
        let _ = ::core::include_bytes!(
            ::core::concat!(::core::env!("CARGO_MANIFEST_DIR"), "/spec.toml")
        );
    };
    const _: () = {
        let _ = ::core::include_bytes!(
            ::core::concat!(::core::env!("CARGO_MANIFEST_DIR"), "/weights.npy")
        );
    };
};
#[automatically_derived]
impl ::convgen::Layer for Interleaved {
    type Element = f32;
    type Input = [f32; 54];
    type Output = [f32; 270];
    const SHAPE: ::convgen::Shape = ::convgen::Shape::checked(
        ::convgen::Kind::Conv,
        1,
        ::convgen::Channels {
            input: 1,
            output: 5,
            groups: 1,
        },
        &[::convgen::Axis::new(27, 27).with_padding(13, 13), ::convgen::Axis::new(2, 1)],
    );
    const ACTIVATION: ::convgen::Activation<'static, f32> = ::convgen::Activation::None;
    fn weights() -> &'static [f32] {
        static NUMBERS: ::convgen::isa::Table<f32, 135> = ::convgen::isa::Table::from_le_bytes(
            b"\0\0\x80?\0\0\0@\0\0@@\0\0\x80@\0\0\xA0@\0\0\xC0@\0\0\xE0@\0\0\0A\0\0\x10A\0\0 A\0\x000A\0\0@A\0\0PA\0\0`A\0\0pA\0\0\x80A\0\0\x88A\0\0\x90A\0\0\x98A\0\0\xA0A\0\0\xA8A\0\0\xB0A\0\0\xB8A\0\0\xC0A\0\0\xC8A\0\0\xD0A\0\0\xD8A\0\0\xE0A\0\0\xE8A\0\0\xF0A\0\0\xF8A\0\0\0B\0\0\x04B\0\0\x08B\0\0\x0CB\0\0\x10B\0\0\x14B\0\0\x18B\0\0\x1CB\0\0 B\0\0$B\0\0(B\0\0,B\0\x000B\0\x004B\0\08B\0\0<B\0\0@B\0\0DB\0\0HB\0\0LB\0\0PB\0\0TB\0\0XB\0\0\\B\0\0`B\0\0dB\0\0hB\0\0lB\0\0pB\0\0tB\0\0xB\0\0|B\0\0\x80B\0\0\x82B\0\0\x84B\0\0\x86B\0\0\x88B\0\0\x8AB\0\0\x8CB\0\0\x8EB\0\0\x90B\0\0\x92B\0\0\x94B\0\0\x96B\0\0\x98B\0\0\x9AB\0\0\x9CB\0\0\x9EB\0\0\xA0B\0\0\xA2B\0\0\xA4B\0\0\xA6B\0\0\xA8B\0\0\xAAB\0\0\xACB\0\0\xAEB\0\0\xB0B\0\0\xB2B\0\0\xB4B\0\0\xB6B\0\0\xB8B\0\0\xBAB\0\0\xBCB\0\0\xBEB\0\0\xC0B\0\0\xC2B\0\0\xC4B\0\0\xC6B\0\0\xC8B\0\0\xCAB\0\0\xCCB\0\0\xCEB\0\0\xD0B\0\0\xD2B\0\0\xD4B\0\0\xD6B\0\0\xD8B\0\0\xDAB\0\0\xDCB\0\0\xDEB\0\0\xE0B\0\0\xE2B\0\0\xE4B\0\0\xE6B\0\0\xE8B\0\0\xEAB\0\0\xECB\0\0\xEEB\0\0\xF0B\0\0\xF2B\0\0\xF4B\0\0\xF6B\0\0\xF8B\0\0\xFAB\0\0\xFCB\0\0\xFEB\0\0\0C\0\0\x01C\0\0\x02C\0\0\x03C\0\0\x04C\0\0\x05C\0\0\x06C\0\0\x07C",
        );
        ::convgen::isa::Table::as_slice(&NUMBERS)
    }
    fn bias() -> &'static [f32] {
        &[]
    }
    #[inline]
    fn forward_on(isa: ::convgen::Isa, input: &[f32; 54], output: &mut [f32; 270]) {
        mod kernels {
            static SHARED_WEIGHTS_0: ::convgen::isa::Table<f32, 216> = ::convgen::isa::Table::from_le_bytes(
                b"\0\0\x80?\0\0\xE0A\0\0\\B\0\0\xA4B\0\0\xDAB\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0@\0\0\xE8A\0\0`B\0\0\xA6B\0\0\xDCB\0\0\0\0\0\0\0\0\0\0\0\0\0\0@@\0\0\xF0A\0\0dB\0\0\xA8B\0\0\xDEB\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x80@\0\0\xF8A\0\0hB\0\0\xAAB\0\0\xE0B\0\0\0\0\0\0\0\0\0\0\0\0\0\0\xA0@\0\0\0B\0\0lB\0\0\xACB\0\0\xE2B\0\0\0\0\0\0\0\0\0\0\0\0\0\0\xC0@\0\0\x04B\0\0pB\0\0\xAEB\0\0\xE4B\0\0\0\0\0\0\0\0\0\0\0\0\0\0\xE0@\0\0\x08B\0\0tB\0\0\xB0B\0\0\xE6B\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0A\0\0\x0CB\0\0xB\0\0\xB2B\0\0\xE8B\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x10A\0\0\x10B\0\0|B\0\0\xB4B\0\0\xEAB\0\0\0\0\0\0\0\0\0\0\0\0\0\0 A\0\0\x14B\0\0\x80B\0\0\xB6B\0\0\xECB\0\0\0\0\0\0\0\0\0\0\0\0\0\x000A\0\0\x18B\0\0\x82B\0\0\xB8B\0\0\xEEB\0\0\0\0\0\0\0\0\0\0\0\0\0\0@A\0\0\x1CB\0\0\x84B\0\0\xBAB\0\0\xF0B\0\0\0\0\0\0\0\0\0\0\0\0\0\0PA\0\0 B\0\0\x86B\0\0\xBCB\0\0\xF2B\0\0\0\0\0\0\0\0\0\0\0\0\0\0`A\0\0$B\0\0\x88B\0\0\xBEB\0\0\xF4B\0\0\0\0\0\0\0\0\0\0\0\0\0\0pA\0\0(B\0\0\x8AB\0\0\xC0B\0\0\xF6B\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x80A\0\0,B\0\0\x8CB\0\0\xC2B\0\0\xF8B\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x88A\0\x000B\0\0\x8EB\0\0\xC4B\0\0\xFAB\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x90A\0\x004B\0\0\x90B\0\0\xC6B\0\0\xFCB\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x98A\0\08B\0\0\x92B\0\0\xC8B\0\0\xFEB\0\0\0\0\0\0\0\0\0\0\0\0\0\0\xA0A\0\0<B\0\0\x94B\0\0\xCAB\0\0\0C\0\0\0\0\0\0\0\0\0\0\0\0\0\0\xA8A\0\0@B\0\0\x96B\0\0\xCCB\0\0\x01C\0\0\0\0\0\0\0\0\0\0\0\0\0\0\xB0A\0\0DB\0\0\x98B\0\0\xCEB\0\0\x02C\0\0\0\0\0\0\0\0\0\0\0\0\0\0\xB8A\0\0HB\0\0\x9AB\0\0\xD0B\0\0\x03C\0\0\0\0\0\0\0\0\0\0\0\0\0\0\xC0A\0\0LB\0\0\x9CB\0\0\xD2B\0\0\x04C\0\0\0\0\0\0\0\0\0\0\0\0\0\0\xC8A\0\0PB\0\0\x9EB\0\0\xD4B\0\0\x05C\0\0\0\0\0\0\0\0\0\0\0\0\0\0\xD0A\0\0TB\0\0\xA0B\0\0\xD6B\0\0\x06C\0\0\0\0\0\0\0\0\0\0\0\0\0\0\xD8A\0\0XB\0\0\xA2B\0\0\xD8B\0\0\x07C\0\0\0\0\0\0\0\0\0\0\0\0",
            );
            /// `spec.toml`: conv from 1 × 27×2 to 5 × 27×2, kernel 27×1.
            /// Strategy `channels`, ISA `portable`: of the peak, counted on all weights, predicted: channels 40%, pixels 28%, sparse 33%.
            /// 5470 multiply-adds, in 2188 vector operations; 864 table bytes.
            #[inline]
            pub(super) fn portable(input: &[f32; 54], output: &mut [f32; 270]) {
                use ::convgen::isa::portable::f32 as v;
                let input = input.as_ptr();
                let output = output.as_mut_ptr();
                let weights = SHARED_WEIGHTS_0.as_ptr();
                unsafe {
                    for y_segment in 0..27 {
                        let mut sum = v::splat(0.0);
                        let mut sum_2 = v::splat(0.0);
                        let mut sum_3 = v::splat(0.0);
                        let mut sum_4 = v::splat(0.0);
                        for ky in 0..v::pick(
                            &[
                                14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 26,
                                25, 24, 23, 22, 21, 20, 19, 18, 17, 16, 15, 14,
                            ],
                            y_segment,
                        ) {
                            let input_at_0 = v::place::<
                                0,
                            >(
                                input,
                                v::pick(
                                    &[
                                        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 4, 6, 8, 10,
                                        12, 14, 16, 18, 20, 22, 24, 26,
                                    ],
                                    y_segment,
                                ) + 2 * ky,
                            );
                            let weights_at_1 = v::place::<
                                1,
                            >(
                                weights,
                                104
                                    + v::pick(
                                        &[
                                            0,
                                            -8,
                                            -16,
                                            -24,
                                            -32,
                                            -40,
                                            -48,
                                            -56,
                                            -64,
                                            -72,
                                            -80,
                                            -88,
                                            -96,
                                            -104,
                                            -104,
                                            -104,
                                            -104,
                                            -104,
                                            -104,
                                            -104,
                                            -104,
                                            -104,
                                            -104,
                                            -104,
                                            -104,
                                            -104,
                                            -104,
                                        ],
                                        y_segment,
                                    ) + 8 * ky,
                            );
                            let weight = v::load(weights_at_1, 0);
                            let weight_2 = v::load(weights_at_1, 4);
                            let value = v::broadcast(input_at_0, 0);
                            sum = v::fma(value, weight, sum);
                            sum_3 = v::fma(value, weight_2, sum_3);
                            let value_2 = v::broadcast(input_at_0, 1);
                            sum_2 = v::fma(value_2, weight, sum_2);
                            sum_4 = v::fma(value_2, weight_2, sum_4);
                        }
                        v::store_tile::<
                            4,
                            54,
                            1,
                            2,
                        >(output, 2 * y_segment, [sum, sum_2]);
                        v::store_tile::<
                            1,
                            1,
                            1,
                            2,
                        >(output, 216 + 2 * y_segment, [sum_3, sum_4]);
                    }
                }
            }
            /// `spec.toml`: conv from 1 × 27×2 to 5 × 27×2, kernel 27×1.
            /// Strategy `channels`, ISA `avx2`: of the peak, counted on all weights, predicted: channels 46%, pixels 18%, sparse 14%.
            /// 5470 multiply-adds, in 1094 vector operations; 864 table bytes.
            #[cfg(target_arch = "x86_64")]
            #[target_feature(enable = "avx2,fma")]
            #[inline]
            pub(super) fn avx2(input: &[f32; 54], output: &mut [f32; 270]) {
                use ::convgen::isa::avx2::f32 as v;
                let input = input.as_ptr();
                let output = output.as_mut_ptr();
                let weights = SHARED_WEIGHTS_0.as_ptr();
                unsafe {
                    for y_segment in 0..27 {
                        let mut sum = v::splat(0.0);
                        let mut sum_2 = v::splat(0.0);
                        for ky in 0..v::pick(
                            &[
                                14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 26,
                                25, 24, 23, 22, 21, 20, 19, 18, 17, 16, 15, 14,
                            ],
                            y_segment,
                        ) {
                            let input_at_0 = v::place::<
                                0,
                            >(
                                input,
                                v::pick(
                                    &[
                                        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 4, 6, 8, 10,
                                        12, 14, 16, 18, 20, 22, 24, 26,
                                    ],
                                    y_segment,
                                ) + 2 * ky,
                            );
                            let weight = v::load(
                                weights,
                                104
                                    + v::pick(
                                        &[
                                            0,
                                            -8,
                                            -16,
                                            -24,
                                            -32,
                                            -40,
                                            -48,
                                            -56,
                                            -64,
                                            -72,
                                            -80,
                                            -88,
                                            -96,
                                            -104,
                                            -104,
                                            -104,
                                            -104,
                                            -104,
                                            -104,
                                            -104,
                                            -104,
                                            -104,
                                            -104,
                                            -104,
                                            -104,
                                            -104,
                                            -104,
                                        ],
                                        y_segment,
                                    ) + 8 * ky,
                            );
                            let value = v::broadcast(input_at_0, 0);
                            sum = v::fma(value, weight, sum);
                            let value_2 = v::broadcast(input_at_0, 1);
                            sum_2 = v::fma(value_2, weight, sum_2);
                        }
                        v::store_tile::<
                            5,
                            54,
                            1,
                            2,
                        >(output, 2 * y_segment, [sum, sum_2]);
                    }
                }
            }
            /// `spec.toml`: conv from 1 × 27×2 to 5 × 27×2, kernel 27×1.
            /// Strategy `channels`, ISA `avx512`: of the peak, counted on all weights, predicted: channels 23%, pixels 12%, sparse 8%.
            /// 5470 multiply-adds, in 1094 vector operations; 1728 table bytes.
            #[cfg(target_arch = "x86_64")]
            #[target_feature(enable = "avx512f")]
            #[inline]
            pub(super) fn avx512(input: &[f32; 54], output: &mut [f32; 270]) {
                use ::convgen::isa::avx512::f32 as v;
                static WEIGHTS: ::convgen::isa::Table<f32, 432> = ::convgen::isa::Table::from_le_bytes(
                    b"\0\0\x80?\0\0\xE0A\0\0\\B\0\0\xA4B\0\0\xDAB\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0@\0\0\xE8A\0\0`B\0\0\xA6B\0\0\xDCB\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0@@\0\0\xF0A\0\0dB\0\0\xA8B\0\0\xDEB\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x80@\0\0\xF8A\0\0hB\0\0\xAAB\0\0\xE0B\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\xA0@\0\0\0B\0\0lB\0\0\xACB\0\0\xE2B\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\xC0@\0\0\x04B\0\0pB\0\0\xAEB\0\0\xE4B\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\xE0@\0\0\x08B\0\0tB\0\0\xB0B\0\0\xE6B\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0A\0\0\x0CB\0\0xB\0\0\xB2B\0\0\xE8B\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x10A\0\0\x10B\0\0|B\0\0\xB4B\0\0\xEAB\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0 A\0\0\x14B\0\0\x80B\0\0\xB6B\0\0\xECB\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x000A\0\0\x18B\0\0\x82B\0\0\xB8B\0\0\xEEB\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0@A\0\0\x1CB\0\0\x84B\0\0\xBAB\0\0\xF0B\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0PA\0\0 B\0\0\x86B\0\0\xBCB\0\0\xF2B\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0`A\0\0$B\0\0\x88B\0\0\xBEB\0\0\xF4B\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0pA\0\0(B\0\0\x8AB\0\0\xC0B\0\0\xF6B\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x80A\0\0,B\0\0\x8CB\0\0\xC2B\0\0\xF8B\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x88A\0\x000B\0\0\x8EB\0\0\xC4B\0\0\xFAB\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x90A\0\x004B\0\0\x90B\0\0\xC6B\0\0\xFCB\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x98A\0\08B\0\0\x92B\0\0\xC8B\0\0\xFEB\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\xA0A\0\0<B\0\0\x94B\0\0\xCAB\0\0\0C\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\xA8A\0\0@B\0\0\x96B\0\0\xCCB\0\0\x01C\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\xB0A\0\0DB\0\0\x98B\0\0\xCEB\0\0\x02C\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\xB8A\0\0HB\0\0\x9AB\0\0\xD0B\0\0\x03C\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\xC0A\0\0LB\0\0\x9CB\0\0\xD2B\0\0\x04C\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\xC8A\0\0PB\0\0\x9EB\0\0\xD4B\0\0\x05C\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\xD0A\0\0TB\0\0\xA0B\0\0\xD6B\0\0\x06C\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\xD8A\0\0XB\0\0\xA2B\0\0\xD8B\0\0\x07C\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0",
                );
                let input = input.as_ptr();
                let output = output.as_mut_ptr();
                let weights = WEIGHTS.as_ptr();
                unsafe {
                    for y_segment in 0..27 {
                        let mut sum = v::splat(0.0);
                        let mut sum_2 = v::splat(0.0);
                        for ky in 0..v::pick(
                            &[
                                14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 26,
                                25, 24, 23, 22, 21, 20, 19, 18, 17, 16, 15, 14,
                            ],
                            y_segment,
                        ) {
                            let input_at_0 = v::place::<
                                0,
                            >(
                                input,
                                v::pick(
                                    &[
                                        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 4, 6, 8, 10,
                                        12, 14, 16, 18, 20, 22, 24, 26,
                                    ],
                                    y_segment,
                                ) + 2 * ky,
                            );
                            let weight = v::load(
                                weights,
                                208
                                    + v::pick(
                                        &[
                                            0,
                                            -16,
                                            -32,
                                            -48,
                                            -64,
                                            -80,
                                            -96,
                                            -112,
                                            -128,
                                            -144,
                                            -160,
                                            -176,
                                            -192,
                                            -208,
                                            -208,
                                            -208,
                                            -208,
                                            -208,
                                            -208,
                                            -208,
                                            -208,
                                            -208,
                                            -208,
                                            -208,
                                            -208,
                                            -208,
                                            -208,
                                        ],
                                        y_segment,
                                    ) + 16 * ky,
                            );
                            let value = v::broadcast(input_at_0, 0);
                            sum = v::fma(value, weight, sum);
                            let value_2 = v::broadcast(input_at_0, 1);
                            sum_2 = v::fma(value_2, weight, sum_2);
                        }
                        v::store_tile::<
                            5,
                            54,
                            1,
                            2,
                        >(output, 2 * y_segment, [sum, sum_2]);
                    }
                }
            }
            /// `isa` is at most what this machine has.
            #[inline]
            pub(super) fn kernel(
                isa: ::convgen::Isa,
                input: &[f32; 54],
                output: &mut [f32; 270],
            ) {
                #[cfg(target_arch = "x86_64")]
                unsafe {
                    if isa >= ::convgen::Isa::Avx512 {
                        return avx512(input, output);
                    }
                    if isa >= ::convgen::Isa::Avx2 {
                        return avx2(input, output);
                    }
                }
                let _ = isa;
                portable(input, output)
            }
        }
        kernels::kernel(
            ::convgen::Isa::min(isa, ::convgen::Isa::detected()),
            input,
            output,
        )
    }
}
