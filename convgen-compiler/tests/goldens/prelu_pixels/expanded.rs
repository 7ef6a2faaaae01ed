pub struct Filtered;
const _: () = {
    const _: () = {
        let _ = ::core::include_bytes!(
            ::core::concat!(::core::env!("CARGO_MANIFEST_DIR"), "/spec.toml")
        );
    };
};
#[automatically_derived]
impl ::convgen::Layer for Filtered {
    type Element = f32;
    type Input = [f32; 54];
    type Output = [f32; 96];
    const SHAPE: ::convgen::Shape = ::convgen::Shape::checked(
        ::convgen::Kind::Conv,
        1,
        ::convgen::Channels {
            input: 1,
            output: 2,
            groups: 1,
        },
        &[::convgen::Axis::new(3, 1), ::convgen::Axis::new(18, 3)],
    );
    const ACTIVATION: ::convgen::Activation<'static, f32> = ::convgen::Activation::Prelu({
        static NUMBERS: ::convgen::isa::Table<f32, 2> = ::convgen::isa::Table::from_le_bytes(
            b"\0\0\x80>\0\0\0\xBF",
        );
        ::convgen::isa::Table::as_slice(&NUMBERS)
    });
    fn weights() -> &'static [f32] {
        static NUMBERS: ::convgen::isa::Table<f32, 6> = ::convgen::isa::Table::from_le_bytes(
            b"\0\0\x80?\0\0\0@\0\0\x80?\0\0\x80\xBF\0\0\0\0\0\0\x80?",
        );
        ::convgen::isa::Table::as_slice(&NUMBERS)
    }
    fn bias() -> &'static [f32] {
        &[]
    }
    #[inline]
    fn forward_on(isa: ::convgen::Isa, input: &[f32; 54], output: &mut [f32; 96]) {
        mod kernels {
            static SHARED_SLOPES_0: ::convgen::isa::Table<f32, 2> = ::convgen::isa::Table::from_le_bytes(
                b"\0\0\x80>\0\0\0\xBF",
            );
            static SHARED_WEIGHTS_1: ::convgen::isa::Table<f32, 6> = ::convgen::isa::Table::from_le_bytes(
                b"\0\0\x80?\0\0\0@\0\0\x80?\0\0\x80\xBF\0\0\0\0\0\0\x80?",
            );
            /// `spec.toml`: conv from 1 × 3×18 to 2 × 3×16, kernel 1×3.
            /// Strategy `pixels`, ISA `portable`: the spec asks for it.
            /// 240 multiply-adds, in 96 vector operations; 32 table bytes.
            #[inline]
            pub(super) fn portable(input: &[f32; 54], output: &mut [f32; 96]) {
                use ::convgen::isa::portable::f32 as v;
                let input = input.as_ptr();
                let output = output.as_mut_ptr();
                let slopes = SHARED_SLOPES_0.as_ptr();
                let weights = SHARED_WEIGHTS_1.as_ptr();
                unsafe {
                    for x in 0..v::count(4) {
                        let input_at_0 = v::place::<0>(input, 4 * x);
                        let mut sum = v::splat(0.0);
                        let mut sum_2 = v::splat(0.0);
                        let mut sum_3 = v::splat(0.0);
                        let mut sum_4 = v::splat(0.0);
                        let mut sum_5 = v::splat(0.0);
                        let mut sum_6 = v::splat(0.0);
                        let value = v::load(input_at_0, 0);
                        let weight = v::broadcast(weights, 0);
                        sum = v::fma(value, weight, sum);
                        let weight_2 = v::broadcast(weights, 3);
                        sum_4 = v::fma(value, weight_2, sum_4);
                        let value_2 = v::load(input_at_0, 1);
                        let weight_3 = v::broadcast(weights, 1);
                        sum = v::fma(value_2, weight_3, sum);
                        let weight_4 = v::broadcast(weights, 4);
                        sum_4 = v::fma(value_2, weight_4, sum_4);
                        let value_3 = v::load(input_at_0, 2);
                        let weight_5 = v::broadcast(weights, 2);
                        sum = v::fma(value_3, weight_5, sum);
                        let weight_6 = v::broadcast(weights, 5);
                        sum_4 = v::fma(value_3, weight_6, sum_4);
                        let value_4 = v::load(input_at_0, 18);
                        sum_2 = v::fma(value_4, weight, sum_2);
                        sum_5 = v::fma(value_4, weight_2, sum_5);
                        let value_5 = v::load(input_at_0, 19);
                        sum_2 = v::fma(value_5, weight_3, sum_2);
                        sum_5 = v::fma(value_5, weight_4, sum_5);
                        let value_6 = v::load(input_at_0, 20);
                        sum_2 = v::fma(value_6, weight_5, sum_2);
                        sum_5 = v::fma(value_6, weight_6, sum_5);
                        let value_7 = v::load(input_at_0, 36);
                        sum_3 = v::fma(value_7, weight, sum_3);
                        sum_6 = v::fma(value_7, weight_2, sum_6);
                        let value_8 = v::load(input_at_0, 37);
                        sum_3 = v::fma(value_8, weight_3, sum_3);
                        sum_6 = v::fma(value_8, weight_4, sum_6);
                        let value_9 = v::load(input_at_0, 38);
                        sum_3 = v::fma(value_9, weight_5, sum_3);
                        sum_6 = v::fma(value_9, weight_6, sum_6);
                        let slope = v::broadcast(slopes, 0);
                        let below = v::min(v::splat(0.0), sum);
                        sum = v::max(v::splat(0.0), sum);
                        sum = v::fma(below, slope, sum);
                        v::store(output, 4 * x, sum);
                        let below_2 = v::min(v::splat(0.0), sum_2);
                        sum_2 = v::max(v::splat(0.0), sum_2);
                        sum_2 = v::fma(below_2, slope, sum_2);
                        v::store(output, 16 + 4 * x, sum_2);
                        let below_3 = v::min(v::splat(0.0), sum_3);
                        sum_3 = v::max(v::splat(0.0), sum_3);
                        sum_3 = v::fma(below_3, slope, sum_3);
                        v::store(output, 32 + 4 * x, sum_3);
                        let slope_2 = v::broadcast(slopes, 1);
                        let below_4 = v::min(v::splat(0.0), sum_4);
                        sum_4 = v::max(v::splat(0.0), sum_4);
                        sum_4 = v::fma(below_4, slope_2, sum_4);
                        v::store(output, 48 + 4 * x, sum_4);
                        let below_5 = v::min(v::splat(0.0), sum_5);
                        sum_5 = v::max(v::splat(0.0), sum_5);
                        sum_5 = v::fma(below_5, slope_2, sum_5);
                        v::store(output, 64 + 4 * x, sum_5);
                        let below_6 = v::min(v::splat(0.0), sum_6);
                        sum_6 = v::max(v::splat(0.0), sum_6);
                        sum_6 = v::fma(below_6, slope_2, sum_6);
                        v::store(output, 80 + 4 * x, sum_6);
                    }
                }
            }
            /// `spec.toml`: conv from 1 × 3×18 to 2 × 3×16, kernel 1×3.
            /// Strategy `pixels`, ISA `avx2`: the spec asks for it.
            /// 240 multiply-adds, in 48 vector operations; 32 table bytes.
            #[cfg(target_arch = "x86_64")]
            #[target_feature(enable = "avx2,fma")]
            #[inline]
            pub(super) fn avx2(input: &[f32; 54], output: &mut [f32; 96]) {
                use ::convgen::isa::avx2::f32 as v;
                let input = input.as_ptr();
                let output = output.as_mut_ptr();
                let slopes = SHARED_SLOPES_0.as_ptr();
                let weights = SHARED_WEIGHTS_1.as_ptr();
                unsafe {
                    for x in 0..v::count(2) {
                        let input_at_0 = v::place::<0>(input, 8 * x);
                        let mut sum = v::splat(0.0);
                        let mut sum_2 = v::splat(0.0);
                        let mut sum_3 = v::splat(0.0);
                        let mut sum_4 = v::splat(0.0);
                        let mut sum_5 = v::splat(0.0);
                        let mut sum_6 = v::splat(0.0);
                        let value = v::load(input_at_0, 0);
                        let weight = v::broadcast(weights, 0);
                        sum = v::fma(value, weight, sum);
                        let weight_2 = v::broadcast(weights, 3);
                        sum_4 = v::fma(value, weight_2, sum_4);
                        let value_2 = v::load(input_at_0, 1);
                        let weight_3 = v::broadcast(weights, 1);
                        sum = v::fma(value_2, weight_3, sum);
                        let weight_4 = v::broadcast(weights, 4);
                        sum_4 = v::fma(value_2, weight_4, sum_4);
                        let value_3 = v::load(input_at_0, 2);
                        let weight_5 = v::broadcast(weights, 2);
                        sum = v::fma(value_3, weight_5, sum);
                        let weight_6 = v::broadcast(weights, 5);
                        sum_4 = v::fma(value_3, weight_6, sum_4);
                        let value_4 = v::load(input_at_0, 18);
                        sum_2 = v::fma(value_4, weight, sum_2);
                        sum_5 = v::fma(value_4, weight_2, sum_5);
                        let value_5 = v::load(input_at_0, 19);
                        sum_2 = v::fma(value_5, weight_3, sum_2);
                        sum_5 = v::fma(value_5, weight_4, sum_5);
                        let value_6 = v::load(input_at_0, 20);
                        sum_2 = v::fma(value_6, weight_5, sum_2);
                        sum_5 = v::fma(value_6, weight_6, sum_5);
                        let value_7 = v::load(input_at_0, 36);
                        sum_3 = v::fma(value_7, weight, sum_3);
                        sum_6 = v::fma(value_7, weight_2, sum_6);
                        let value_8 = v::load(input_at_0, 37);
                        sum_3 = v::fma(value_8, weight_3, sum_3);
                        sum_6 = v::fma(value_8, weight_4, sum_6);
                        let value_9 = v::load(input_at_0, 38);
                        sum_3 = v::fma(value_9, weight_5, sum_3);
                        sum_6 = v::fma(value_9, weight_6, sum_6);
                        let slope = v::broadcast(slopes, 0);
                        let below = v::min(v::splat(0.0), sum);
                        sum = v::max(v::splat(0.0), sum);
                        sum = v::fma(below, slope, sum);
                        v::store(output, 8 * x, sum);
                        let below_2 = v::min(v::splat(0.0), sum_2);
                        sum_2 = v::max(v::splat(0.0), sum_2);
                        sum_2 = v::fma(below_2, slope, sum_2);
                        v::store(output, 16 + 8 * x, sum_2);
                        let below_3 = v::min(v::splat(0.0), sum_3);
                        sum_3 = v::max(v::splat(0.0), sum_3);
                        sum_3 = v::fma(below_3, slope, sum_3);
                        v::store(output, 32 + 8 * x, sum_3);
                        let slope_2 = v::broadcast(slopes, 1);
                        let below_4 = v::min(v::splat(0.0), sum_4);
                        sum_4 = v::max(v::splat(0.0), sum_4);
                        sum_4 = v::fma(below_4, slope_2, sum_4);
                        v::store(output, 48 + 8 * x, sum_4);
                        let below_5 = v::min(v::splat(0.0), sum_5);
                        sum_5 = v::max(v::splat(0.0), sum_5);
                        sum_5 = v::fma(below_5, slope_2, sum_5);
                        v::store(output, 64 + 8 * x, sum_5);
                        let below_6 = v::min(v::splat(0.0), sum_6);
                        sum_6 = v::max(v::splat(0.0), sum_6);
                        sum_6 = v::fma(below_6, slope_2, sum_6);
                        v::store(output, 80 + 8 * x, sum_6);
                    }
                }
            }
            /// `spec.toml`: conv from 1 × 3×18 to 2 × 3×16, kernel 1×3.
            /// Strategy `pixels`, ISA `avx512`: the spec asks for it.
            /// 240 multiply-adds, in 24 vector operations; 32 table bytes.
            #[cfg(target_arch = "x86_64")]
            #[target_feature(enable = "avx512f")]
            #[inline]
            pub(super) fn avx512(input: &[f32; 54], output: &mut [f32; 96]) {
                use ::convgen::isa::avx512::f32 as v;
                let input = input.as_ptr();
                let output = output.as_mut_ptr();
                let slopes = SHARED_SLOPES_0.as_ptr();
                let weights = SHARED_WEIGHTS_1.as_ptr();
                unsafe {
                    let mut sum = v::splat(0.0);
                    let mut sum_2 = v::splat(0.0);
                    let mut sum_3 = v::splat(0.0);
                    let mut sum_4 = v::splat(0.0);
                    let mut sum_5 = v::splat(0.0);
                    let mut sum_6 = v::splat(0.0);
                    let value = v::load(input, 0);
                    let weight = v::broadcast(weights, 0);
                    sum = v::fma(value, weight, sum);
                    let weight_2 = v::broadcast(weights, 3);
                    sum_4 = v::fma(value, weight_2, sum_4);
                    let value_2 = v::load(input, 1);
                    let weight_3 = v::broadcast(weights, 1);
                    sum = v::fma(value_2, weight_3, sum);
                    let weight_4 = v::broadcast(weights, 4);
                    sum_4 = v::fma(value_2, weight_4, sum_4);
                    let value_3 = v::load(input, 2);
                    let weight_5 = v::broadcast(weights, 2);
                    sum = v::fma(value_3, weight_5, sum);
                    let weight_6 = v::broadcast(weights, 5);
                    sum_4 = v::fma(value_3, weight_6, sum_4);
                    let value_4 = v::load(input, 18);
                    sum_2 = v::fma(value_4, weight, sum_2);
                    sum_5 = v::fma(value_4, weight_2, sum_5);
                    let value_5 = v::load(input, 19);
                    sum_2 = v::fma(value_5, weight_3, sum_2);
                    sum_5 = v::fma(value_5, weight_4, sum_5);
                    let value_6 = v::load(input, 20);
                    sum_2 = v::fma(value_6, weight_5, sum_2);
                    sum_5 = v::fma(value_6, weight_6, sum_5);
                    let value_7 = v::load(input, 36);
                    sum_3 = v::fma(value_7, weight, sum_3);
                    sum_6 = v::fma(value_7, weight_2, sum_6);
                    let value_8 = v::load(input, 37);
                    sum_3 = v::fma(value_8, weight_3, sum_3);
                    sum_6 = v::fma(value_8, weight_4, sum_6);
                    let value_9 = v::load(input, 38);
                    sum_3 = v::fma(value_9, weight_5, sum_3);
                    sum_6 = v::fma(value_9, weight_6, sum_6);
                    let slope = v::broadcast(slopes, 0);
                    let below = v::min(v::splat(0.0), sum);
                    sum = v::max(v::splat(0.0), sum);
                    sum = v::fma(below, slope, sum);
                    v::store(output, 0, sum);
                    let below_2 = v::min(v::splat(0.0), sum_2);
                    sum_2 = v::max(v::splat(0.0), sum_2);
                    sum_2 = v::fma(below_2, slope, sum_2);
                    v::store(output, 16, sum_2);
                    let below_3 = v::min(v::splat(0.0), sum_3);
                    sum_3 = v::max(v::splat(0.0), sum_3);
                    sum_3 = v::fma(below_3, slope, sum_3);
                    v::store(output, 32, sum_3);
                    let slope_2 = v::broadcast(slopes, 1);
                    let below_4 = v::min(v::splat(0.0), sum_4);
                    sum_4 = v::max(v::splat(0.0), sum_4);
                    sum_4 = v::fma(below_4, slope_2, sum_4);
                    v::store(output, 48, sum_4);
                    let below_5 = v::min(v::splat(0.0), sum_5);
                    sum_5 = v::max(v::splat(0.0), sum_5);
                    sum_5 = v::fma(below_5, slope_2, sum_5);
                    v::store(output, 64, sum_5);
                    let below_6 = v::min(v::splat(0.0), sum_6);
                    sum_6 = v::max(v::splat(0.0), sum_6);
                    sum_6 = v::fma(below_6, slope_2, sum_6);
                    v::store(output, 80, sum_6);
                }
            }
            /// `isa` is at most what this machine has.
            #[inline]
            pub(super) fn kernel(
                isa: ::convgen::Isa,
                input: &[f32; 54],
                output: &mut [f32; 96],
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
