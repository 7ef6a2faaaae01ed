fn layer(input: &[f32; 90], output: &mut [f32; 135]) {
    const _: () = {
        let _ = ::core::include_bytes!(
            ::core::concat!(::core::env!("CARGO_MANIFEST_DIR"), "/spec.toml")
        );
    };
    mod kernels {
        static SHARED_WEIGHTS_0: ::convgen::isa::Table<f32, 8> = ::convgen::isa::Table::from_le_bytes(
            b"\0\0\0@\0\0\x80?\0\0@@\0\0\x80@\0\0\xA0@\0\0\xE0@\0\0\xC0@\0\0\0A",
        );
        /// `spec.toml`: conv from 2 × 5×9 to 3 × 5×9, kernel 3×3.
        /// Strategy `sparse`, ISA `portable`: the spec asks for it.
        /// 293 multiply-adds, in 92 vector operations; 32 table bytes.
        #[inline]
        pub(super) fn portable(input: &[f32; 90], output: &mut [f32; 135]) {
            use ::convgen::isa::portable::f32 as v;
            let input = input.as_ptr();
            let output = output.as_mut_ptr();
            let weights = SHARED_WEIGHTS_0.as_ptr();
            unsafe {
                for channel in 0..3 {
                    let mut sum = v::splat(0.0);
                    let mut sum_2 = v::splat(0.0);
                    let mut sum_3 = v::splat(0.0);
                    let mut sum_4 = v::splat(0.0);
                    let mut sum_5 = v::splat(0.0);
                    let mut sum_6 = v::splat(0.0);
                    let mut sum_7 = v::splat(0.0);
                    let mut sum_8 = v::splat(0.0);
                    let mut sum_9 = v::splat(0.0);
                    for entry in v::pick(
                        &[0, 3, 5],
                        channel,
                    )..v::pick(&[0, 4, 5], channel) {
                        let input_at_0 = v::place::<
                            0,
                        >(input, 19 + v::pick(&[0, -17, 37, 26, 46, 35, -9, 45], entry));
                        let weight = v::broadcast(weights, entry);
                        let value = v::load_lanes::<1, 3, 1>(input_at_0, 0);
                        sum_4 = v::fma(value, weight, sum_4);
                        let value_2 = v::load(input_at_0, 3);
                        sum_5 = v::fma(value_2, weight, sum_5);
                        let value_3 = v::load_lanes::<0, 1, 1>(input_at_0, 7);
                        sum_6 = v::fma(value_3, weight, sum_6);
                        let value_4 = v::load_lanes::<1, 3, 1>(input_at_0, 9);
                        sum_7 = v::fma(value_4, weight, sum_7);
                        let value_5 = v::load(input_at_0, 12);
                        sum_8 = v::fma(value_5, weight, sum_8);
                        let value_6 = v::load_lanes::<0, 1, 1>(input_at_0, 16);
                        sum_9 = v::fma(value_6, weight, sum_9);
                    }
                    for entry_2 in v::pick(
                        &[0, 4, 5],
                        channel,
                    )..v::pick(&[0, 4, 6], channel) {
                        let input_at_0 = v::place::<
                            1,
                        >(
                            input,
                            10 + v::pick(&[0, -17, 37, 26, 46, 35, -9, 45], entry_2),
                        );
                        let weight_2 = v::broadcast(weights, entry_2);
                        let value_7 = v::load_lanes::<1, 3, 1>(input_at_0, 0);
                        sum = v::fma(value_7, weight_2, sum);
                        let value_8 = v::load(input_at_0, 3);
                        sum_2 = v::fma(value_8, weight_2, sum_2);
                        let value_9 = v::load_lanes::<0, 1, 1>(input_at_0, 7);
                        sum_3 = v::fma(value_9, weight_2, sum_3);
                        let value_10 = v::load_lanes::<1, 3, 1>(input_at_0, 9);
                        sum_4 = v::fma(value_10, weight_2, sum_4);
                        let value_11 = v::load(input_at_0, 12);
                        sum_5 = v::fma(value_11, weight_2, sum_5);
                        let value_12 = v::load_lanes::<0, 1, 1>(input_at_0, 16);
                        sum_6 = v::fma(value_12, weight_2, sum_6);
                        let value_13 = v::load_lanes::<1, 3, 1>(input_at_0, 18);
                        sum_7 = v::fma(value_13, weight_2, sum_7);
                        let value_14 = v::load(input_at_0, 21);
                        sum_8 = v::fma(value_14, weight_2, sum_8);
                        let value_15 = v::load_lanes::<0, 1, 1>(input_at_0, 25);
                        sum_9 = v::fma(value_15, weight_2, sum_9);
                    }
                    for entry_3 in v::pick(
                        &[0, 4, 6],
                        channel,
                    )..v::pick(&[1, 4, 8], channel) {
                        let input_at_0 = v::place::<
                            2,
                        >(
                            input,
                            9 + v::pick(&[0, -17, 37, 26, 46, 35, -9, 45], entry_3),
                        );
                        let weight_3 = v::broadcast(weights, entry_3);
                        let value_16 = v::load(input_at_0, 0);
                        sum = v::fma(value_16, weight_3, sum);
                        let value_17 = v::load(input_at_0, 4);
                        sum_2 = v::fma(value_17, weight_3, sum_2);
                        let value_18 = v::load_lanes::<0, 1, 1>(input_at_0, 8);
                        sum_3 = v::fma(value_18, weight_3, sum_3);
                        let value_19 = v::load(input_at_0, 9);
                        sum_4 = v::fma(value_19, weight_3, sum_4);
                        let value_20 = v::load(input_at_0, 13);
                        sum_5 = v::fma(value_20, weight_3, sum_5);
                        let value_21 = v::load_lanes::<0, 1, 1>(input_at_0, 17);
                        sum_6 = v::fma(value_21, weight_3, sum_6);
                        let value_22 = v::load(input_at_0, 18);
                        sum_7 = v::fma(value_22, weight_3, sum_7);
                        let value_23 = v::load(input_at_0, 22);
                        sum_8 = v::fma(value_23, weight_3, sum_8);
                        let value_24 = v::load_lanes::<0, 1, 1>(input_at_0, 26);
                        sum_9 = v::fma(value_24, weight_3, sum_9);
                    }
                    for entry_4 in v::pick(
                        &[1, 4, 8],
                        channel,
                    )..v::pick(&[2, 4, 8], channel) {
                        let input_at_0 = v::place::<
                            3,
                        >(
                            input,
                            18 + v::pick(&[0, -17, 37, 26, 46, 35, -9, 45], entry_4),
                        );
                        let weight_4 = v::broadcast(weights, entry_4);
                        let value_25 = v::load(input_at_0, 0);
                        sum_4 = v::fma(value_25, weight_4, sum_4);
                        let value_26 = v::load(input_at_0, 4);
                        sum_5 = v::fma(value_26, weight_4, sum_5);
                        let value_27 = v::load(input_at_0, 9);
                        sum_7 = v::fma(value_27, weight_4, sum_7);
                        let value_28 = v::load(input_at_0, 13);
                        sum_8 = v::fma(value_28, weight_4, sum_8);
                    }
                    for entry_5 in v::pick(
                        &[2, 4, 8],
                        channel,
                    )..v::pick(&[3, 5, 8], channel) {
                        let input_at_0 = v::place::<
                            4,
                        >(
                            input,
                            9 + v::pick(&[0, -17, 37, 26, 46, 35, -9, 45], entry_5),
                        );
                        let weight_5 = v::broadcast(weights, entry_5);
                        let value_29 = v::load(input_at_0, 0);
                        sum = v::fma(value_29, weight_5, sum);
                        let value_30 = v::load(input_at_0, 4);
                        sum_2 = v::fma(value_30, weight_5, sum_2);
                        let value_31 = v::load(input_at_0, 9);
                        sum_4 = v::fma(value_31, weight_5, sum_4);
                        let value_32 = v::load(input_at_0, 13);
                        sum_5 = v::fma(value_32, weight_5, sum_5);
                        let value_33 = v::load(input_at_0, 18);
                        sum_7 = v::fma(value_33, weight_5, sum_7);
                        let value_34 = v::load(input_at_0, 22);
                        sum_8 = v::fma(value_34, weight_5, sum_8);
                    }
                    v::store(output, 45 * channel, sum);
                    v::store(output, 4 + 45 * channel, sum_2);
                    v::store_lanes::<0, 1, 1>(output, 8 + 45 * channel, sum_3);
                    v::store(output, 9 + 45 * channel, sum_4);
                    v::store(output, 13 + 45 * channel, sum_5);
                    v::store_lanes::<0, 1, 1>(output, 17 + 45 * channel, sum_6);
                    v::store(output, 18 + 45 * channel, sum_7);
                    v::store(output, 22 + 45 * channel, sum_8);
                    v::store_lanes::<0, 1, 1>(output, 26 + 45 * channel, sum_9);
                }
                for channel_2 in 0..3 {
                    let mut sum_10 = v::splat(0.0);
                    let mut sum_11 = v::splat(0.0);
                    let mut sum_12 = v::splat(0.0);
                    let mut sum_13 = v::splat(0.0);
                    let mut sum_14 = v::splat(0.0);
                    let mut sum_15 = v::splat(0.0);
                    for entry_6 in v::pick(
                        &[0, 3, 5],
                        channel_2,
                    )..v::pick(&[0, 4, 6], channel_2) {
                        let input_at_0 = v::place::<
                            5,
                        >(
                            input,
                            37 + v::pick(&[0, -17, 37, 26, 46, 35, -9, 45], entry_6),
                        );
                        let weight_6 = v::broadcast(weights, entry_6);
                        let value_35 = v::load_lanes::<1, 3, 1>(input_at_0, 0);
                        sum_10 = v::fma(value_35, weight_6, sum_10);
                        let value_36 = v::load(input_at_0, 3);
                        sum_11 = v::fma(value_36, weight_6, sum_11);
                        let value_37 = v::load_lanes::<0, 1, 1>(input_at_0, 7);
                        sum_12 = v::fma(value_37, weight_6, sum_12);
                        let value_38 = v::load_lanes::<1, 3, 1>(input_at_0, 9);
                        sum_13 = v::fma(value_38, weight_6, sum_13);
                        let value_39 = v::load(input_at_0, 12);
                        sum_14 = v::fma(value_39, weight_6, sum_14);
                        let value_40 = v::load_lanes::<0, 1, 1>(input_at_0, 16);
                        sum_15 = v::fma(value_40, weight_6, sum_15);
                    }
                    for entry_7 in v::pick(
                        &[0, 4, 6],
                        channel_2,
                    )..v::pick(&[0, 4, 7], channel_2) {
                        let input_at_0 = v::place::<
                            6,
                        >(
                            input,
                            36 + v::pick(&[0, -17, 37, 26, 46, 35, -9, 45], entry_7),
                        );
                        let weight_7 = v::broadcast(weights, entry_7);
                        let value_41 = v::load(input_at_0, 0);
                        sum_10 = v::fma(value_41, weight_7, sum_10);
                        let value_42 = v::load(input_at_0, 4);
                        sum_11 = v::fma(value_42, weight_7, sum_11);
                        let value_43 = v::load_lanes::<0, 1, 1>(input_at_0, 8);
                        sum_12 = v::fma(value_43, weight_7, sum_12);
                        let value_44 = v::load(input_at_0, 9);
                        sum_13 = v::fma(value_44, weight_7, sum_13);
                        let value_45 = v::load(input_at_0, 13);
                        sum_14 = v::fma(value_45, weight_7, sum_14);
                        let value_46 = v::load_lanes::<0, 1, 1>(input_at_0, 17);
                        sum_15 = v::fma(value_46, weight_7, sum_15);
                    }
                    for entry_8 in v::pick(
                        &[0, 4, 7],
                        channel_2,
                    )..v::pick(&[1, 4, 8], channel_2) {
                        let input_at_0 = v::place::<
                            7,
                        >(
                            input,
                            36 + v::pick(&[0, -17, 37, 26, 46, 35, -9, 45], entry_8),
                        );
                        let weight_8 = v::broadcast(weights, entry_8);
                        let value_47 = v::load(input_at_0, 0);
                        sum_10 = v::fma(value_47, weight_8, sum_10);
                        let value_48 = v::load(input_at_0, 4);
                        sum_11 = v::fma(value_48, weight_8, sum_11);
                        let value_49 = v::load_lanes::<0, 1, 1>(input_at_0, 8);
                        sum_12 = v::fma(value_49, weight_8, sum_12);
                    }
                    for entry_9 in v::pick(
                        &[1, 4, 8],
                        channel_2,
                    )..v::pick(&[3, 4, 8], channel_2) {
                        let input_at_0 = v::place::<
                            8,
                        >(
                            input,
                            36 + v::pick(&[0, -17, 37, 26, 46, 35, -9, 45], entry_9),
                        );
                        let weight_9 = v::broadcast(weights, entry_9);
                        let value_50 = v::load(input_at_0, 0);
                        sum_10 = v::fma(value_50, weight_9, sum_10);
                        let value_51 = v::load(input_at_0, 4);
                        sum_11 = v::fma(value_51, weight_9, sum_11);
                        let value_52 = v::load(input_at_0, 9);
                        sum_13 = v::fma(value_52, weight_9, sum_13);
                        let value_53 = v::load(input_at_0, 13);
                        sum_14 = v::fma(value_53, weight_9, sum_14);
                    }
                    for entry_10 in v::pick(
                        &[3, 4, 8],
                        channel_2,
                    )..v::pick(&[3, 5, 8], channel_2) {
                        let input_at_0 = v::place::<
                            9,
                        >(
                            input,
                            36 + v::pick(&[0, -17, 37, 26, 46, 35, -9, 45], entry_10),
                        );
                        let weight_10 = v::broadcast(weights, entry_10);
                        let value_54 = v::load(input_at_0, 0);
                        sum_10 = v::fma(value_54, weight_10, sum_10);
                        let value_55 = v::load(input_at_0, 4);
                        sum_11 = v::fma(value_55, weight_10, sum_11);
                    }
                    v::store(output, 27 + 45 * channel_2, sum_10);
                    v::store(output, 31 + 45 * channel_2, sum_11);
                    v::store_lanes::<0, 1, 1>(output, 35 + 45 * channel_2, sum_12);
                    v::store(output, 36 + 45 * channel_2, sum_13);
                    v::store(output, 40 + 45 * channel_2, sum_14);
                    v::store_lanes::<0, 1, 1>(output, 44 + 45 * channel_2, sum_15);
                }
            }
        }
        /// `spec.toml`: conv from 2 × 5×9 to 3 × 5×9, kernel 3×3.
        /// Strategy `sparse`, ISA `avx2`: the spec asks for it.
        /// 293 multiply-adds, in 57 vector operations; 32 table bytes.
        #[cfg(target_arch = "x86_64")]
        #[target_feature(enable = "avx2,fma")]
        #[inline]
        pub(super) fn avx2(input: &[f32; 90], output: &mut [f32; 135]) {
            use ::convgen::isa::avx2::f32 as v;
            let input = input.as_ptr();
            let output = output.as_mut_ptr();
            let weights = SHARED_WEIGHTS_0.as_ptr();
            unsafe {
                for channel in 0..3 {
                    let mut sum = v::splat(0.0);
                    let mut sum_2 = v::splat(0.0);
                    let mut sum_3 = v::splat(0.0);
                    let mut sum_4 = v::splat(0.0);
                    let mut sum_5 = v::splat(0.0);
                    let mut sum_6 = v::splat(0.0);
                    for entry in v::pick(
                        &[0, 3, 5],
                        channel,
                    )..v::pick(&[0, 4, 5], channel) {
                        let input_at_0 = v::place::<
                            0,
                        >(input, 19 + v::pick(&[0, -17, 37, 26, 46, 35, -9, 45], entry));
                        let weight = v::broadcast(weights, entry);
                        let value = v::load_lanes::<1, 7, 1>(input_at_0, 0);
                        sum_3 = v::fma(value, weight, sum_3);
                        let value_2 = v::load_lanes::<0, 1, 1>(input_at_0, 7);
                        sum_4 = v::fma(value_2, weight, sum_4);
                        let value_3 = v::load_lanes::<1, 7, 1>(input_at_0, 9);
                        sum_5 = v::fma(value_3, weight, sum_5);
                        let value_4 = v::load_lanes::<0, 1, 1>(input_at_0, 16);
                        sum_6 = v::fma(value_4, weight, sum_6);
                    }
                    for entry_2 in v::pick(
                        &[0, 4, 5],
                        channel,
                    )..v::pick(&[0, 4, 6], channel) {
                        let input_at_0 = v::place::<
                            1,
                        >(
                            input,
                            10 + v::pick(&[0, -17, 37, 26, 46, 35, -9, 45], entry_2),
                        );
                        let weight_2 = v::broadcast(weights, entry_2);
                        let value_5 = v::load_lanes::<1, 7, 1>(input_at_0, 0);
                        sum = v::fma(value_5, weight_2, sum);
                        let value_6 = v::load_lanes::<0, 1, 1>(input_at_0, 7);
                        sum_2 = v::fma(value_6, weight_2, sum_2);
                        let value_7 = v::load_lanes::<1, 7, 1>(input_at_0, 9);
                        sum_3 = v::fma(value_7, weight_2, sum_3);
                        let value_8 = v::load_lanes::<0, 1, 1>(input_at_0, 16);
                        sum_4 = v::fma(value_8, weight_2, sum_4);
                        let value_9 = v::load_lanes::<1, 7, 1>(input_at_0, 18);
                        sum_5 = v::fma(value_9, weight_2, sum_5);
                        let value_10 = v::load_lanes::<0, 1, 1>(input_at_0, 25);
                        sum_6 = v::fma(value_10, weight_2, sum_6);
                    }
                    for entry_3 in v::pick(
                        &[0, 4, 6],
                        channel,
                    )..v::pick(&[1, 4, 8], channel) {
                        let input_at_0 = v::place::<
                            2,
                        >(
                            input,
                            9 + v::pick(&[0, -17, 37, 26, 46, 35, -9, 45], entry_3),
                        );
                        let weight_3 = v::broadcast(weights, entry_3);
                        let value_11 = v::load(input_at_0, 0);
                        sum = v::fma(value_11, weight_3, sum);
                        let value_12 = v::load_lanes::<0, 1, 1>(input_at_0, 8);
                        sum_2 = v::fma(value_12, weight_3, sum_2);
                        let value_13 = v::load(input_at_0, 9);
                        sum_3 = v::fma(value_13, weight_3, sum_3);
                        let value_14 = v::load_lanes::<0, 1, 1>(input_at_0, 17);
                        sum_4 = v::fma(value_14, weight_3, sum_4);
                        let value_15 = v::load(input_at_0, 18);
                        sum_5 = v::fma(value_15, weight_3, sum_5);
                        let value_16 = v::load_lanes::<0, 1, 1>(input_at_0, 26);
                        sum_6 = v::fma(value_16, weight_3, sum_6);
                    }
                    for entry_4 in v::pick(
                        &[1, 4, 8],
                        channel,
                    )..v::pick(&[2, 4, 8], channel) {
                        let input_at_0 = v::place::<
                            3,
                        >(
                            input,
                            18 + v::pick(&[0, -17, 37, 26, 46, 35, -9, 45], entry_4),
                        );
                        let weight_4 = v::broadcast(weights, entry_4);
                        let value_17 = v::load(input_at_0, 0);
                        sum_3 = v::fma(value_17, weight_4, sum_3);
                        let value_18 = v::load(input_at_0, 9);
                        sum_5 = v::fma(value_18, weight_4, sum_5);
                    }
                    for entry_5 in v::pick(
                        &[2, 4, 8],
                        channel,
                    )..v::pick(&[3, 5, 8], channel) {
                        let input_at_0 = v::place::<
                            4,
                        >(
                            input,
                            9 + v::pick(&[0, -17, 37, 26, 46, 35, -9, 45], entry_5),
                        );
                        let weight_5 = v::broadcast(weights, entry_5);
                        let value_19 = v::load(input_at_0, 0);
                        sum = v::fma(value_19, weight_5, sum);
                        let value_20 = v::load(input_at_0, 9);
                        sum_3 = v::fma(value_20, weight_5, sum_3);
                        let value_21 = v::load(input_at_0, 18);
                        sum_5 = v::fma(value_21, weight_5, sum_5);
                    }
                    v::store(output, 45 * channel, sum);
                    v::store_lanes::<0, 1, 1>(output, 8 + 45 * channel, sum_2);
                    v::store(output, 9 + 45 * channel, sum_3);
                    v::store_lanes::<0, 1, 1>(output, 17 + 45 * channel, sum_4);
                    v::store(output, 18 + 45 * channel, sum_5);
                    v::store_lanes::<0, 1, 1>(output, 26 + 45 * channel, sum_6);
                }
                for channel_2 in 0..3 {
                    let mut sum_7 = v::splat(0.0);
                    let mut sum_8 = v::splat(0.0);
                    let mut sum_9 = v::splat(0.0);
                    let mut sum_10 = v::splat(0.0);
                    for entry_6 in v::pick(
                        &[0, 3, 5],
                        channel_2,
                    )..v::pick(&[0, 4, 6], channel_2) {
                        let input_at_0 = v::place::<
                            5,
                        >(
                            input,
                            37 + v::pick(&[0, -17, 37, 26, 46, 35, -9, 45], entry_6),
                        );
                        let weight_6 = v::broadcast(weights, entry_6);
                        let value_22 = v::load_lanes::<1, 7, 1>(input_at_0, 0);
                        sum_7 = v::fma(value_22, weight_6, sum_7);
                        let value_23 = v::load_lanes::<0, 1, 1>(input_at_0, 7);
                        sum_8 = v::fma(value_23, weight_6, sum_8);
                        let value_24 = v::load_lanes::<1, 7, 1>(input_at_0, 9);
                        sum_9 = v::fma(value_24, weight_6, sum_9);
                        let value_25 = v::load_lanes::<0, 1, 1>(input_at_0, 16);
                        sum_10 = v::fma(value_25, weight_6, sum_10);
                    }
                    for entry_7 in v::pick(
                        &[0, 4, 6],
                        channel_2,
                    )..v::pick(&[0, 4, 7], channel_2) {
                        let input_at_0 = v::place::<
                            6,
                        >(
                            input,
                            36 + v::pick(&[0, -17, 37, 26, 46, 35, -9, 45], entry_7),
                        );
                        let weight_7 = v::broadcast(weights, entry_7);
                        let value_26 = v::load(input_at_0, 0);
                        sum_7 = v::fma(value_26, weight_7, sum_7);
                        let value_27 = v::load_lanes::<0, 1, 1>(input_at_0, 8);
                        sum_8 = v::fma(value_27, weight_7, sum_8);
                        let value_28 = v::load(input_at_0, 9);
                        sum_9 = v::fma(value_28, weight_7, sum_9);
                        let value_29 = v::load_lanes::<0, 1, 1>(input_at_0, 17);
                        sum_10 = v::fma(value_29, weight_7, sum_10);
                    }
                    for entry_8 in v::pick(
                        &[0, 4, 7],
                        channel_2,
                    )..v::pick(&[1, 4, 8], channel_2) {
                        let input_at_0 = v::place::<
                            7,
                        >(
                            input,
                            36 + v::pick(&[0, -17, 37, 26, 46, 35, -9, 45], entry_8),
                        );
                        let weight_8 = v::broadcast(weights, entry_8);
                        let value_30 = v::load(input_at_0, 0);
                        sum_7 = v::fma(value_30, weight_8, sum_7);
                        let value_31 = v::load_lanes::<0, 1, 1>(input_at_0, 8);
                        sum_8 = v::fma(value_31, weight_8, sum_8);
                    }
                    for entry_9 in v::pick(
                        &[1, 4, 8],
                        channel_2,
                    )..v::pick(&[3, 4, 8], channel_2) {
                        let input_at_0 = v::place::<
                            8,
                        >(
                            input,
                            36 + v::pick(&[0, -17, 37, 26, 46, 35, -9, 45], entry_9),
                        );
                        let weight_9 = v::broadcast(weights, entry_9);
                        let value_32 = v::load(input_at_0, 0);
                        sum_7 = v::fma(value_32, weight_9, sum_7);
                        let value_33 = v::load(input_at_0, 9);
                        sum_9 = v::fma(value_33, weight_9, sum_9);
                    }
                    for entry_10 in v::pick(
                        &[3, 4, 8],
                        channel_2,
                    )..v::pick(&[3, 5, 8], channel_2) {
                        let weight_10 = v::broadcast(weights, entry_10);
                        let value_34 = v::load(
                            input,
                            36 + v::pick(&[0, -17, 37, 26, 46, 35, -9, 45], entry_10),
                        );
                        sum_7 = v::fma(value_34, weight_10, sum_7);
                    }
                    v::store(output, 27 + 45 * channel_2, sum_7);
                    v::store_lanes::<0, 1, 1>(output, 35 + 45 * channel_2, sum_8);
                    v::store(output, 36 + 45 * channel_2, sum_9);
                    v::store_lanes::<0, 1, 1>(output, 44 + 45 * channel_2, sum_10);
                }
            }
        }
        /// `spec.toml`: conv from 2 × 5×9 to 3 × 5×9, kernel 3×3.
        /// Strategy `sparse`, ISA `avx512`: the spec asks for it.
        /// 293 multiply-adds, in 40 vector operations; 32 table bytes.
        #[cfg(target_arch = "x86_64")]
        #[target_feature(enable = "avx512f")]
        #[inline]
        pub(super) fn avx512(input: &[f32; 90], output: &mut [f32; 135]) {
            use ::convgen::isa::avx512::f32 as v;
            let input = input.as_ptr();
            let output = output.as_mut_ptr();
            let weights = SHARED_WEIGHTS_0.as_ptr();
            let mut rows = ::convgen::isa::Scratch::<f32, 224>::new();
            let rows = rows.as_mut_ptr();
            unsafe {
                for c in 0..2 {
                    v::store(rows, 112 * c, v::splat(0.0));
                    for row in 0..5 {
                        let copy = v::load_lanes::<1, 9, 1>(input, 45 * c + 9 * row);
                        v::store(rows, 16 + 112 * c + 16 * row, copy);
                    }
                    v::store(rows, 96 + 112 * c, v::splat(0.0));
                }
                for channel in 0..3 {
                    let mut sum = v::splat(0.0);
                    let mut sum_2 = v::splat(0.0);
                    let mut sum_3 = v::splat(0.0);
                    let mut sum_4 = v::splat(0.0);
                    let mut sum_5 = v::splat(0.0);
                    for entry in v::pick(
                        &[1, 4, 8],
                        channel,
                    )..v::pick(&[3, 5, 8], channel) {
                        let rows_at_0 = v::place::<
                            0,
                        >(
                            rows,
                            32 + v::pick(&[0, -32, 96, 80, 112, 96, -16, 112], entry),
                        );
                        let weight = v::broadcast(weights, entry);
                        let value = v::load(rows_at_0, 0);
                        sum = v::fma(value, weight, sum);
                        let value_2 = v::load(rows_at_0, 16);
                        sum_2 = v::fma(value_2, weight, sum_2);
                        let value_3 = v::load(rows_at_0, 32);
                        sum_3 = v::fma(value_3, weight, sum_3);
                        let value_4 = v::load(rows_at_0, 48);
                        sum_4 = v::fma(value_4, weight, sum_4);
                        let value_5 = v::load(rows_at_0, 64);
                        sum_5 = v::fma(value_5, weight, sum_5);
                    }
                    sum = v::pick_lanes::<1, 1, 2>([sum, v::splat(0.0)]);
                    sum_2 = v::pick_lanes::<1, 1, 2>([sum_2, v::splat(0.0)]);
                    sum_3 = v::pick_lanes::<1, 1, 2>([sum_3, v::splat(0.0)]);
                    sum_4 = v::pick_lanes::<1, 1, 2>([sum_4, v::splat(0.0)]);
                    sum_5 = v::pick_lanes::<1, 1, 2>([sum_5, v::splat(0.0)]);
                    for entry_2 in v::pick(
                        &[0, 4, 6],
                        channel,
                    )..v::pick(&[1, 4, 8], channel) {
                        let rows_at_0 = v::place::<
                            1,
                        >(
                            rows,
                            32 + v::pick(&[0, -32, 96, 80, 112, 96, -16, 112], entry_2),
                        );
                        let weight_2 = v::broadcast(weights, entry_2);
                        let value_6 = v::load(rows_at_0, 0);
                        sum = v::fma(value_6, weight_2, sum);
                        let value_7 = v::load(rows_at_0, 16);
                        sum_2 = v::fma(value_7, weight_2, sum_2);
                        let value_8 = v::load(rows_at_0, 32);
                        sum_3 = v::fma(value_8, weight_2, sum_3);
                        let value_9 = v::load(rows_at_0, 48);
                        sum_4 = v::fma(value_9, weight_2, sum_4);
                        let value_10 = v::load(rows_at_0, 64);
                        sum_5 = v::fma(value_10, weight_2, sum_5);
                    }
                    sum = v::pick_lanes::<1, 1, 2>([sum, v::splat(0.0)]);
                    sum_2 = v::pick_lanes::<1, 1, 2>([sum_2, v::splat(0.0)]);
                    sum_3 = v::pick_lanes::<1, 1, 2>([sum_3, v::splat(0.0)]);
                    sum_4 = v::pick_lanes::<1, 1, 2>([sum_4, v::splat(0.0)]);
                    sum_5 = v::pick_lanes::<1, 1, 2>([sum_5, v::splat(0.0)]);
                    for entry_3 in v::pick(
                        &[0, 3, 5],
                        channel,
                    )..v::pick(&[0, 4, 6], channel) {
                        let rows_at_0 = v::place::<
                            2,
                        >(
                            rows,
                            32 + v::pick(&[0, -32, 96, 80, 112, 96, -16, 112], entry_3),
                        );
                        let weight_3 = v::broadcast(weights, entry_3);
                        let value_11 = v::load(rows_at_0, 0);
                        sum = v::fma(value_11, weight_3, sum);
                        let value_12 = v::load(rows_at_0, 16);
                        sum_2 = v::fma(value_12, weight_3, sum_2);
                        let value_13 = v::load(rows_at_0, 32);
                        sum_3 = v::fma(value_13, weight_3, sum_3);
                        let value_14 = v::load(rows_at_0, 48);
                        sum_4 = v::fma(value_14, weight_3, sum_4);
                        let value_15 = v::load(rows_at_0, 64);
                        sum_5 = v::fma(value_15, weight_3, sum_5);
                    }
                    v::store_lanes::<0, 9, 1>(output, 45 * channel, sum);
                    v::store_lanes::<0, 9, 1>(output, 9 + 45 * channel, sum_2);
                    v::store_lanes::<0, 9, 1>(output, 18 + 45 * channel, sum_3);
                    v::store_lanes::<0, 9, 1>(output, 27 + 45 * channel, sum_4);
                    v::store_lanes::<0, 9, 1>(output, 36 + 45 * channel, sum_5);
                }
            }
        }
        /// `isa` is at most what this machine has.
        #[inline]
        pub(super) fn kernel(
            isa: ::convgen::Isa,
            input: &[f32; 90],
            output: &mut [f32; 135],
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
    kernels::kernel(::convgen::Isa::current(), input, output)
}
