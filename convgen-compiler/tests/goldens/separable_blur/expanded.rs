fn layer(input: &[f32; 1400], output: &mut [f32; 1400]) {
    const _: () = {
        let _ = ::core::include_bytes!(
            ::core::concat!(::core::env!("CARGO_MANIFEST_DIR"), "/spec.toml")
        );
    };
    mod kernels {
        /// `spec.toml`: conv from 1 × 40×35 to 1 × 40×35, kernel 3×3.
        /// Strategy `separable`, ISA `portable`: the spec asks for it.
        /// 12154 multiply-adds, in 2160 vector operations; 0 table bytes.
        #[inline]
        pub(super) fn portable(input: &[f32; 1400], output: &mut [f32; 1400]) {
            use ::convgen::isa::portable::f32 as v;
            let input = input.as_ptr();
            let output = output.as_mut_ptr();
            let mut rows = ::convgen::isa::Scratch::<f32, 288>::new();
            let rows = rows.as_mut_ptr();
            unsafe {
                let value = v::load_lanes::<1, 3, 1>(input, 0);
                let mut sum = v::mul(value, v::splat(0.25));
                let value_2 = v::load(input, 0);
                sum = v::fma(value_2, v::splat(0.5), sum);
                let value_3 = v::load(input, 1);
                sum = v::fma(value_3, v::splat(0.25), sum);
                v::store(rows, 252, sum);
                for x in 0..7 {
                    let input_at_0 = v::place::<0>(input, 3 + 4 * x);
                    let value_4 = v::load(input_at_0, 0);
                    let mut sum_2 = v::mul(value_4, v::splat(0.25));
                    let value_5 = v::load(input_at_0, 1);
                    sum_2 = v::fma(value_5, v::splat(0.5), sum_2);
                    let value_6 = v::load(input_at_0, 2);
                    sum_2 = v::fma(value_6, v::splat(0.25), sum_2);
                    v::store(rows, 256 + 4 * x, sum_2);
                }
                let value_7 = v::load_lanes::<0, 3, 1>(input, 31);
                let mut sum_3 = v::mul(value_7, v::splat(0.25));
                let value_8 = v::load_lanes::<0, 3, 1>(input, 32);
                sum_3 = v::fma(value_8, v::splat(0.5), sum_3);
                let value_9 = v::load_lanes::<0, 2, 1>(input, 33);
                sum_3 = v::fma(value_9, v::splat(0.25), sum_3);
                v::store(rows, 284, sum_3);
                for vector in 0..9 {
                    v::store(rows, 216 + 4 * vector, v::splat(0.0));
                }
                for turn in 0..4 {
                    for step in 0..2 {
                        let rows_at_0 = v::place::<1>(rows, 248 - 144 * step);
                        let rows_at_1 = v::place::<2>(rows, 32 + 144 * step);
                        for row in 0..4 {
                            let input_at_0 = v::place::<
                                3,
                            >(input, 35 + 280 * turn + 140 * step + 35 * row);
                            let value_10 = v::load_lanes::<1, 3, 1>(input_at_0, 0);
                            let mut sum_4 = v::mul(value_10, v::splat(0.25));
                            let value_11 = v::load(input_at_0, 0);
                            sum_4 = v::fma(value_11, v::splat(0.5), sum_4);
                            let value_12 = v::load(input_at_0, 1);
                            sum_4 = v::fma(value_12, v::splat(0.25), sum_4);
                            v::store(rows, 144 * step + 36 * row, sum_4);
                            for x_2 in 0..7 {
                                let input_at_0 = v::place::<
                                    4,
                                >(input, 38 + 280 * turn + 140 * step + 35 * row + 4 * x_2);
                                let value_13 = v::load(input_at_0, 0);
                                let mut sum_5 = v::mul(value_13, v::splat(0.25));
                                let value_14 = v::load(input_at_0, 1);
                                sum_5 = v::fma(value_14, v::splat(0.5), sum_5);
                                let value_15 = v::load(input_at_0, 2);
                                sum_5 = v::fma(value_15, v::splat(0.25), sum_5);
                                v::store(rows, 4 + 144 * step + 36 * row + 4 * x_2, sum_5);
                            }
                            let value_16 = v::load_lanes::<0, 3, 1>(input_at_0, 31);
                            let mut sum_6 = v::mul(value_16, v::splat(0.25));
                            let value_17 = v::load_lanes::<0, 3, 1>(input_at_0, 32);
                            sum_6 = v::fma(value_17, v::splat(0.5), sum_6);
                            let value_18 = v::load_lanes::<0, 2, 1>(input_at_0, 33);
                            sum_6 = v::fma(value_18, v::splat(0.25), sum_6);
                            v::store(rows, 32 + 144 * step + 36 * row, sum_6);
                        }
                        for x_3 in 0..v::count(8) {
                            let rows_at_0 = v::place::<
                                5,
                            >(rows, 216 - 144 * step + 4 * x_3);
                            let rows_at_1 = v::place::<6>(rows, 144 * step + 4 * x_3);
                            let value_19 = v::load(rows_at_0, 0);
                            let mut sum_7 = v::mul(value_19, v::splat(4.0));
                            let value_20 = v::load(rows_at_0, 36);
                            let mut sum_8 = v::mul(value_20, v::splat(4.0));
                            let value_21 = v::load(rows_at_1, 0);
                            let mut sum_9 = v::mul(value_21, v::splat(4.0));
                            let value_22 = v::load(rows_at_1, 36);
                            let mut sum_10 = v::mul(value_22, v::splat(4.0));
                            sum_7 = v::fma(value_20, v::splat(8.0), sum_7);
                            sum_8 = v::fma(value_21, v::splat(8.0), sum_8);
                            sum_9 = v::fma(value_22, v::splat(8.0), sum_9);
                            let value_23 = v::load(rows_at_1, 72);
                            sum_10 = v::fma(value_23, v::splat(8.0), sum_10);
                            sum_7 = v::fma(value_21, v::splat(4.0), sum_7);
                            sum_8 = v::fma(value_22, v::splat(4.0), sum_8);
                            sum_9 = v::fma(value_23, v::splat(4.0), sum_9);
                            let value_24 = v::load(rows_at_1, 108);
                            sum_10 = v::fma(value_24, v::splat(4.0), sum_10);
                            v::store(output, 280 * turn + 140 * step + 4 * x_3, sum_7);
                            v::store(
                                output,
                                35 + 280 * turn + 140 * step + 4 * x_3,
                                sum_8,
                            );
                            v::store(
                                output,
                                70 + 280 * turn + 140 * step + 4 * x_3,
                                sum_9,
                            );
                            v::store(
                                output,
                                105 + 280 * turn + 140 * step + 4 * x_3,
                                sum_10,
                            );
                        }
                        let value_25 = v::load(rows_at_0, 0);
                        let mut sum_11 = v::mul(value_25, v::splat(4.0));
                        let value_26 = v::load(rows_at_0, 36);
                        let mut sum_12 = v::mul(value_26, v::splat(4.0));
                        let value_27 = v::load(rows_at_1, 0);
                        let mut sum_13 = v::mul(value_27, v::splat(4.0));
                        let value_28 = v::load(rows_at_1, 36);
                        let mut sum_14 = v::mul(value_28, v::splat(4.0));
                        sum_11 = v::fma(value_26, v::splat(8.0), sum_11);
                        sum_12 = v::fma(value_27, v::splat(8.0), sum_12);
                        sum_13 = v::fma(value_28, v::splat(8.0), sum_13);
                        let value_29 = v::load(rows_at_1, 72);
                        sum_14 = v::fma(value_29, v::splat(8.0), sum_14);
                        sum_11 = v::fma(value_27, v::splat(4.0), sum_11);
                        sum_12 = v::fma(value_28, v::splat(4.0), sum_12);
                        sum_13 = v::fma(value_29, v::splat(4.0), sum_13);
                        let value_30 = v::load(rows_at_1, 108);
                        sum_14 = v::fma(value_30, v::splat(4.0), sum_14);
                        v::store_lanes::<
                            0,
                            3,
                            1,
                        >(output, 32 + 280 * turn + 140 * step, sum_11);
                        v::store_lanes::<
                            0,
                            3,
                            1,
                        >(output, 67 + 280 * turn + 140 * step, sum_12);
                        v::store_lanes::<
                            0,
                            3,
                            1,
                        >(output, 102 + 280 * turn + 140 * step, sum_13);
                        v::store_lanes::<
                            0,
                            3,
                            1,
                        >(output, 137 + 280 * turn + 140 * step, sum_14);
                    }
                }
                for step_2 in 0..2 {
                    let rows_at_0 = v::place::<7>(rows, 248 - 144 * step_2);
                    let rows_at_1 = v::place::<8>(rows, 32 + 144 * step_2);
                    for row_2 in v::pick(&[0, 4], step_2)..v::pick(&[4, 7], step_2) {
                        let input_at_0 = v::place::<9>(input, 1155 + 35 * row_2);
                        let value_31 = v::load_lanes::<1, 3, 1>(input_at_0, 0);
                        let mut sum_15 = v::mul(value_31, v::splat(0.25));
                        let value_32 = v::load(input_at_0, 0);
                        sum_15 = v::fma(value_32, v::splat(0.5), sum_15);
                        let value_33 = v::load(input_at_0, 1);
                        sum_15 = v::fma(value_33, v::splat(0.25), sum_15);
                        v::store(rows, 36 * row_2, sum_15);
                        for x_4 in 0..7 {
                            let input_at_0 = v::place::<
                                10,
                            >(input, 1158 + 35 * row_2 + 4 * x_4);
                            let value_34 = v::load(input_at_0, 0);
                            let mut sum_16 = v::mul(value_34, v::splat(0.25));
                            let value_35 = v::load(input_at_0, 1);
                            sum_16 = v::fma(value_35, v::splat(0.5), sum_16);
                            let value_36 = v::load(input_at_0, 2);
                            sum_16 = v::fma(value_36, v::splat(0.25), sum_16);
                            v::store(rows, 4 + 36 * row_2 + 4 * x_4, sum_16);
                        }
                        let value_37 = v::load_lanes::<0, 3, 1>(input_at_0, 31);
                        let mut sum_17 = v::mul(value_37, v::splat(0.25));
                        let value_38 = v::load_lanes::<0, 3, 1>(input_at_0, 32);
                        sum_17 = v::fma(value_38, v::splat(0.5), sum_17);
                        let value_39 = v::load_lanes::<0, 2, 1>(input_at_0, 33);
                        sum_17 = v::fma(value_39, v::splat(0.25), sum_17);
                        v::store(rows, 32 + 36 * row_2, sum_17);
                    }
                    for outside in 0..v::pick(&[0, 1], step_2) {
                        for vector_2 in 0..9 {
                            v::store(rows, 252 + 4 * vector_2, v::splat(0.0));
                        }
                    }
                    for x_5 in 0..v::count(8) {
                        let rows_at_0 = v::place::<
                            11,
                        >(rows, 216 - 144 * step_2 + 4 * x_5);
                        let rows_at_1 = v::place::<12>(rows, 144 * step_2 + 4 * x_5);
                        let value_40 = v::load(rows_at_0, 0);
                        let mut sum_18 = v::mul(value_40, v::splat(4.0));
                        let value_41 = v::load(rows_at_0, 36);
                        let mut sum_19 = v::mul(value_41, v::splat(4.0));
                        let value_42 = v::load(rows_at_1, 0);
                        let mut sum_20 = v::mul(value_42, v::splat(4.0));
                        let value_43 = v::load(rows_at_1, 36);
                        let mut sum_21 = v::mul(value_43, v::splat(4.0));
                        sum_18 = v::fma(value_41, v::splat(8.0), sum_18);
                        sum_19 = v::fma(value_42, v::splat(8.0), sum_19);
                        sum_20 = v::fma(value_43, v::splat(8.0), sum_20);
                        let value_44 = v::load(rows_at_1, 72);
                        sum_21 = v::fma(value_44, v::splat(8.0), sum_21);
                        sum_18 = v::fma(value_42, v::splat(4.0), sum_18);
                        sum_19 = v::fma(value_43, v::splat(4.0), sum_19);
                        sum_20 = v::fma(value_44, v::splat(4.0), sum_20);
                        let value_45 = v::load(rows_at_1, 108);
                        sum_21 = v::fma(value_45, v::splat(4.0), sum_21);
                        v::store(output, 1120 + 140 * step_2 + 4 * x_5, sum_18);
                        v::store(output, 1155 + 140 * step_2 + 4 * x_5, sum_19);
                        v::store(output, 1190 + 140 * step_2 + 4 * x_5, sum_20);
                        v::store(output, 1225 + 140 * step_2 + 4 * x_5, sum_21);
                    }
                    let value_46 = v::load(rows_at_0, 0);
                    let mut sum_22 = v::mul(value_46, v::splat(4.0));
                    let value_47 = v::load(rows_at_0, 36);
                    let mut sum_23 = v::mul(value_47, v::splat(4.0));
                    let value_48 = v::load(rows_at_1, 0);
                    let mut sum_24 = v::mul(value_48, v::splat(4.0));
                    let value_49 = v::load(rows_at_1, 36);
                    let mut sum_25 = v::mul(value_49, v::splat(4.0));
                    sum_22 = v::fma(value_47, v::splat(8.0), sum_22);
                    sum_23 = v::fma(value_48, v::splat(8.0), sum_23);
                    sum_24 = v::fma(value_49, v::splat(8.0), sum_24);
                    let value_50 = v::load(rows_at_1, 72);
                    sum_25 = v::fma(value_50, v::splat(8.0), sum_25);
                    sum_22 = v::fma(value_48, v::splat(4.0), sum_22);
                    sum_23 = v::fma(value_49, v::splat(4.0), sum_23);
                    sum_24 = v::fma(value_50, v::splat(4.0), sum_24);
                    let value_51 = v::load(rows_at_1, 108);
                    sum_25 = v::fma(value_51, v::splat(4.0), sum_25);
                    v::store_lanes::<0, 3, 1>(output, 1152 + 140 * step_2, sum_22);
                    v::store_lanes::<0, 3, 1>(output, 1187 + 140 * step_2, sum_23);
                    v::store_lanes::<0, 3, 1>(output, 1222 + 140 * step_2, sum_24);
                    v::store_lanes::<0, 3, 1>(output, 1257 + 140 * step_2, sum_25);
                }
            }
        }
        /// `spec.toml`: conv from 1 × 40×35 to 1 × 40×35, kernel 3×3.
        /// Strategy `separable`, ISA `avx2`: the spec asks for it.
        /// 12154 multiply-adds, in 1200 vector operations; 0 table bytes.
        #[cfg(target_arch = "x86_64")]
        #[target_feature(enable = "avx2,fma")]
        #[inline]
        pub(super) fn avx2(input: &[f32; 1400], output: &mut [f32; 1400]) {
            use ::convgen::isa::avx2::f32 as v;
            let input = input.as_ptr();
            let output = output.as_mut_ptr();
            let mut rows = ::convgen::isa::Scratch::<f32, 320>::new();
            let rows = rows.as_mut_ptr();
            unsafe {
                let value = v::load_lanes::<1, 7, 1>(input, 0);
                let mut sum = v::mul(value, v::splat(0.25));
                let value_2 = v::load(input, 0);
                sum = v::fma(value_2, v::splat(0.5), sum);
                let value_3 = v::load(input, 1);
                sum = v::fma(value_3, v::splat(0.25), sum);
                v::store(rows, 280, sum);
                for x in 0..3 {
                    let input_at_0 = v::place::<0>(input, 7 + 8 * x);
                    let value_4 = v::load(input_at_0, 0);
                    let mut sum_2 = v::mul(value_4, v::splat(0.25));
                    let value_5 = v::load(input_at_0, 1);
                    sum_2 = v::fma(value_5, v::splat(0.5), sum_2);
                    let value_6 = v::load(input_at_0, 2);
                    sum_2 = v::fma(value_6, v::splat(0.25), sum_2);
                    v::store(rows, 288 + 8 * x, sum_2);
                }
                let value_7 = v::load_lanes::<0, 3, 1>(input, 31);
                let mut sum_3 = v::mul(value_7, v::splat(0.25));
                let value_8 = v::load_lanes::<0, 3, 1>(input, 32);
                sum_3 = v::fma(value_8, v::splat(0.5), sum_3);
                let value_9 = v::load_lanes::<0, 2, 1>(input, 33);
                sum_3 = v::fma(value_9, v::splat(0.25), sum_3);
                v::store(rows, 312, sum_3);
                for vector in 0..5 {
                    v::store(rows, 240 + 8 * vector, v::splat(0.0));
                }
                for turn in 0..4 {
                    for step in 0..2 {
                        let rows_at_0 = v::place::<1>(rows, 272 - 160 * step);
                        let rows_at_1 = v::place::<2>(rows, 32 + 160 * step);
                        for row in 0..4 {
                            let input_at_0 = v::place::<
                                3,
                            >(input, 35 + 280 * turn + 140 * step + 35 * row);
                            let value_10 = v::load_lanes::<1, 7, 1>(input_at_0, 0);
                            let mut sum_4 = v::mul(value_10, v::splat(0.25));
                            let value_11 = v::load(input_at_0, 0);
                            sum_4 = v::fma(value_11, v::splat(0.5), sum_4);
                            let value_12 = v::load(input_at_0, 1);
                            sum_4 = v::fma(value_12, v::splat(0.25), sum_4);
                            v::store(rows, 160 * step + 40 * row, sum_4);
                            for x_2 in 0..3 {
                                let input_at_0 = v::place::<
                                    4,
                                >(input, 42 + 280 * turn + 140 * step + 35 * row + 8 * x_2);
                                let value_13 = v::load(input_at_0, 0);
                                let mut sum_5 = v::mul(value_13, v::splat(0.25));
                                let value_14 = v::load(input_at_0, 1);
                                sum_5 = v::fma(value_14, v::splat(0.5), sum_5);
                                let value_15 = v::load(input_at_0, 2);
                                sum_5 = v::fma(value_15, v::splat(0.25), sum_5);
                                v::store(rows, 8 + 160 * step + 40 * row + 8 * x_2, sum_5);
                            }
                            let value_16 = v::load_lanes::<0, 3, 1>(input_at_0, 31);
                            let mut sum_6 = v::mul(value_16, v::splat(0.25));
                            let value_17 = v::load_lanes::<0, 3, 1>(input_at_0, 32);
                            sum_6 = v::fma(value_17, v::splat(0.5), sum_6);
                            let value_18 = v::load_lanes::<0, 2, 1>(input_at_0, 33);
                            sum_6 = v::fma(value_18, v::splat(0.25), sum_6);
                            v::store(rows, 32 + 160 * step + 40 * row, sum_6);
                        }
                        for x_3 in 0..v::count(4) {
                            let rows_at_0 = v::place::<
                                5,
                            >(rows, 240 - 160 * step + 8 * x_3);
                            let rows_at_1 = v::place::<6>(rows, 160 * step + 8 * x_3);
                            let value_19 = v::load(rows_at_0, 0);
                            let mut sum_7 = v::mul(value_19, v::splat(4.0));
                            let value_20 = v::load(rows_at_0, 40);
                            let mut sum_8 = v::mul(value_20, v::splat(4.0));
                            let value_21 = v::load(rows_at_1, 0);
                            let mut sum_9 = v::mul(value_21, v::splat(4.0));
                            let value_22 = v::load(rows_at_1, 40);
                            let mut sum_10 = v::mul(value_22, v::splat(4.0));
                            sum_7 = v::fma(value_20, v::splat(8.0), sum_7);
                            sum_8 = v::fma(value_21, v::splat(8.0), sum_8);
                            sum_9 = v::fma(value_22, v::splat(8.0), sum_9);
                            let value_23 = v::load(rows_at_1, 80);
                            sum_10 = v::fma(value_23, v::splat(8.0), sum_10);
                            sum_7 = v::fma(value_21, v::splat(4.0), sum_7);
                            sum_8 = v::fma(value_22, v::splat(4.0), sum_8);
                            sum_9 = v::fma(value_23, v::splat(4.0), sum_9);
                            let value_24 = v::load(rows_at_1, 120);
                            sum_10 = v::fma(value_24, v::splat(4.0), sum_10);
                            v::store(output, 280 * turn + 140 * step + 8 * x_3, sum_7);
                            v::store(
                                output,
                                35 + 280 * turn + 140 * step + 8 * x_3,
                                sum_8,
                            );
                            v::store(
                                output,
                                70 + 280 * turn + 140 * step + 8 * x_3,
                                sum_9,
                            );
                            v::store(
                                output,
                                105 + 280 * turn + 140 * step + 8 * x_3,
                                sum_10,
                            );
                        }
                        let value_25 = v::load(rows_at_0, 0);
                        let mut sum_11 = v::mul(value_25, v::splat(4.0));
                        let value_26 = v::load(rows_at_0, 40);
                        let mut sum_12 = v::mul(value_26, v::splat(4.0));
                        let value_27 = v::load(rows_at_1, 0);
                        let mut sum_13 = v::mul(value_27, v::splat(4.0));
                        let value_28 = v::load(rows_at_1, 40);
                        let mut sum_14 = v::mul(value_28, v::splat(4.0));
                        sum_11 = v::fma(value_26, v::splat(8.0), sum_11);
                        sum_12 = v::fma(value_27, v::splat(8.0), sum_12);
                        sum_13 = v::fma(value_28, v::splat(8.0), sum_13);
                        let value_29 = v::load(rows_at_1, 80);
                        sum_14 = v::fma(value_29, v::splat(8.0), sum_14);
                        sum_11 = v::fma(value_27, v::splat(4.0), sum_11);
                        sum_12 = v::fma(value_28, v::splat(4.0), sum_12);
                        sum_13 = v::fma(value_29, v::splat(4.0), sum_13);
                        let value_30 = v::load(rows_at_1, 120);
                        sum_14 = v::fma(value_30, v::splat(4.0), sum_14);
                        v::store_lanes::<
                            0,
                            3,
                            1,
                        >(output, 32 + 280 * turn + 140 * step, sum_11);
                        v::store_lanes::<
                            0,
                            3,
                            1,
                        >(output, 67 + 280 * turn + 140 * step, sum_12);
                        v::store_lanes::<
                            0,
                            3,
                            1,
                        >(output, 102 + 280 * turn + 140 * step, sum_13);
                        v::store_lanes::<
                            0,
                            3,
                            1,
                        >(output, 137 + 280 * turn + 140 * step, sum_14);
                    }
                }
                for step_2 in 0..2 {
                    let rows_at_0 = v::place::<7>(rows, 272 - 160 * step_2);
                    let rows_at_1 = v::place::<8>(rows, 32 + 160 * step_2);
                    for row_2 in v::pick(&[0, 4], step_2)..v::pick(&[4, 7], step_2) {
                        let input_at_0 = v::place::<9>(input, 1155 + 35 * row_2);
                        let value_31 = v::load_lanes::<1, 7, 1>(input_at_0, 0);
                        let mut sum_15 = v::mul(value_31, v::splat(0.25));
                        let value_32 = v::load(input_at_0, 0);
                        sum_15 = v::fma(value_32, v::splat(0.5), sum_15);
                        let value_33 = v::load(input_at_0, 1);
                        sum_15 = v::fma(value_33, v::splat(0.25), sum_15);
                        v::store(rows, 40 * row_2, sum_15);
                        for x_4 in 0..3 {
                            let input_at_0 = v::place::<
                                10,
                            >(input, 1162 + 35 * row_2 + 8 * x_4);
                            let value_34 = v::load(input_at_0, 0);
                            let mut sum_16 = v::mul(value_34, v::splat(0.25));
                            let value_35 = v::load(input_at_0, 1);
                            sum_16 = v::fma(value_35, v::splat(0.5), sum_16);
                            let value_36 = v::load(input_at_0, 2);
                            sum_16 = v::fma(value_36, v::splat(0.25), sum_16);
                            v::store(rows, 8 + 40 * row_2 + 8 * x_4, sum_16);
                        }
                        let value_37 = v::load_lanes::<0, 3, 1>(input_at_0, 31);
                        let mut sum_17 = v::mul(value_37, v::splat(0.25));
                        let value_38 = v::load_lanes::<0, 3, 1>(input_at_0, 32);
                        sum_17 = v::fma(value_38, v::splat(0.5), sum_17);
                        let value_39 = v::load_lanes::<0, 2, 1>(input_at_0, 33);
                        sum_17 = v::fma(value_39, v::splat(0.25), sum_17);
                        v::store(rows, 32 + 40 * row_2, sum_17);
                    }
                    for outside in 0..v::pick(&[0, 1], step_2) {
                        for vector_2 in 0..5 {
                            v::store(rows, 280 + 8 * vector_2, v::splat(0.0));
                        }
                    }
                    for x_5 in 0..v::count(4) {
                        let rows_at_0 = v::place::<
                            11,
                        >(rows, 240 - 160 * step_2 + 8 * x_5);
                        let rows_at_1 = v::place::<12>(rows, 160 * step_2 + 8 * x_5);
                        let value_40 = v::load(rows_at_0, 0);
                        let mut sum_18 = v::mul(value_40, v::splat(4.0));
                        let value_41 = v::load(rows_at_0, 40);
                        let mut sum_19 = v::mul(value_41, v::splat(4.0));
                        let value_42 = v::load(rows_at_1, 0);
                        let mut sum_20 = v::mul(value_42, v::splat(4.0));
                        let value_43 = v::load(rows_at_1, 40);
                        let mut sum_21 = v::mul(value_43, v::splat(4.0));
                        sum_18 = v::fma(value_41, v::splat(8.0), sum_18);
                        sum_19 = v::fma(value_42, v::splat(8.0), sum_19);
                        sum_20 = v::fma(value_43, v::splat(8.0), sum_20);
                        let value_44 = v::load(rows_at_1, 80);
                        sum_21 = v::fma(value_44, v::splat(8.0), sum_21);
                        sum_18 = v::fma(value_42, v::splat(4.0), sum_18);
                        sum_19 = v::fma(value_43, v::splat(4.0), sum_19);
                        sum_20 = v::fma(value_44, v::splat(4.0), sum_20);
                        let value_45 = v::load(rows_at_1, 120);
                        sum_21 = v::fma(value_45, v::splat(4.0), sum_21);
                        v::store(output, 1120 + 140 * step_2 + 8 * x_5, sum_18);
                        v::store(output, 1155 + 140 * step_2 + 8 * x_5, sum_19);
                        v::store(output, 1190 + 140 * step_2 + 8 * x_5, sum_20);
                        v::store(output, 1225 + 140 * step_2 + 8 * x_5, sum_21);
                    }
                    let value_46 = v::load(rows_at_0, 0);
                    let mut sum_22 = v::mul(value_46, v::splat(4.0));
                    let value_47 = v::load(rows_at_0, 40);
                    let mut sum_23 = v::mul(value_47, v::splat(4.0));
                    let value_48 = v::load(rows_at_1, 0);
                    let mut sum_24 = v::mul(value_48, v::splat(4.0));
                    let value_49 = v::load(rows_at_1, 40);
                    let mut sum_25 = v::mul(value_49, v::splat(4.0));
                    sum_22 = v::fma(value_47, v::splat(8.0), sum_22);
                    sum_23 = v::fma(value_48, v::splat(8.0), sum_23);
                    sum_24 = v::fma(value_49, v::splat(8.0), sum_24);
                    let value_50 = v::load(rows_at_1, 80);
                    sum_25 = v::fma(value_50, v::splat(8.0), sum_25);
                    sum_22 = v::fma(value_48, v::splat(4.0), sum_22);
                    sum_23 = v::fma(value_49, v::splat(4.0), sum_23);
                    sum_24 = v::fma(value_50, v::splat(4.0), sum_24);
                    let value_51 = v::load(rows_at_1, 120);
                    sum_25 = v::fma(value_51, v::splat(4.0), sum_25);
                    v::store_lanes::<0, 3, 1>(output, 1152 + 140 * step_2, sum_22);
                    v::store_lanes::<0, 3, 1>(output, 1187 + 140 * step_2, sum_23);
                    v::store_lanes::<0, 3, 1>(output, 1222 + 140 * step_2, sum_24);
                    v::store_lanes::<0, 3, 1>(output, 1257 + 140 * step_2, sum_25);
                }
            }
        }
        /// `spec.toml`: conv from 1 × 40×35 to 1 × 40×35, kernel 3×3.
        /// Strategy `separable`, ISA `avx512`: the spec asks for it.
        /// 12154 multiply-adds, in 720 vector operations; 0 table bytes.
        #[cfg(target_arch = "x86_64")]
        #[target_feature(enable = "avx512f")]
        #[inline]
        pub(super) fn avx512(input: &[f32; 1400], output: &mut [f32; 1400]) {
            use ::convgen::isa::avx512::f32 as v;
            let input = input.as_ptr();
            let output = output.as_mut_ptr();
            let mut rows = ::convgen::isa::Scratch::<f32, 384>::new();
            let rows = rows.as_mut_ptr();
            unsafe {
                let value = v::load_lanes::<1, 15, 1>(input, 0);
                let mut sum = v::mul(value, v::splat(0.25));
                let value_2 = v::load(input, 0);
                sum = v::fma(value_2, v::splat(0.5), sum);
                let value_3 = v::load(input, 1);
                sum = v::fma(value_3, v::splat(0.25), sum);
                v::store(rows, 336, sum);
                let value_4 = v::load(input, 15);
                let mut sum_2 = v::mul(value_4, v::splat(0.25));
                let value_5 = v::load(input, 16);
                sum_2 = v::fma(value_5, v::splat(0.5), sum_2);
                let value_6 = v::load(input, 17);
                sum_2 = v::fma(value_6, v::splat(0.25), sum_2);
                v::store(rows, 352, sum_2);
                let value_7 = v::load_lanes::<0, 3, 1>(input, 31);
                let mut sum_3 = v::mul(value_7, v::splat(0.25));
                let value_8 = v::load_lanes::<0, 3, 1>(input, 32);
                sum_3 = v::fma(value_8, v::splat(0.5), sum_3);
                let value_9 = v::load_lanes::<0, 2, 1>(input, 33);
                sum_3 = v::fma(value_9, v::splat(0.25), sum_3);
                v::store(rows, 368, sum_3);
                for vector in 0..3 {
                    v::store(rows, 288 + 16 * vector, v::splat(0.0));
                }
                for turn in 0..4 {
                    for step in 0..2 {
                        let rows_at_0 = v::place::<0>(rows, 320 - 192 * step);
                        let rows_at_1 = v::place::<1>(rows, 32 + 192 * step);
                        for row in 0..4 {
                            let input_at_0 = v::place::<
                                2,
                            >(input, 35 + 280 * turn + 140 * step + 35 * row);
                            let value_10 = v::load_lanes::<1, 15, 1>(input_at_0, 0);
                            let mut sum_4 = v::mul(value_10, v::splat(0.25));
                            let value_11 = v::load(input_at_0, 0);
                            sum_4 = v::fma(value_11, v::splat(0.5), sum_4);
                            let value_12 = v::load(input_at_0, 1);
                            sum_4 = v::fma(value_12, v::splat(0.25), sum_4);
                            v::store(rows, 192 * step + 48 * row, sum_4);
                            let value_13 = v::load(input_at_0, 15);
                            let mut sum_5 = v::mul(value_13, v::splat(0.25));
                            let value_14 = v::load(input_at_0, 16);
                            sum_5 = v::fma(value_14, v::splat(0.5), sum_5);
                            let value_15 = v::load(input_at_0, 17);
                            sum_5 = v::fma(value_15, v::splat(0.25), sum_5);
                            v::store(rows, 16 + 192 * step + 48 * row, sum_5);
                            let value_16 = v::load_lanes::<0, 3, 1>(input_at_0, 31);
                            let mut sum_6 = v::mul(value_16, v::splat(0.25));
                            let value_17 = v::load_lanes::<0, 3, 1>(input_at_0, 32);
                            sum_6 = v::fma(value_17, v::splat(0.5), sum_6);
                            let value_18 = v::load_lanes::<0, 2, 1>(input_at_0, 33);
                            sum_6 = v::fma(value_18, v::splat(0.25), sum_6);
                            v::store(rows, 32 + 192 * step + 48 * row, sum_6);
                        }
                        for x in 0..v::count(2) {
                            let rows_at_0 = v::place::<
                                3,
                            >(rows, 288 - 192 * step + 16 * x);
                            let rows_at_1 = v::place::<4>(rows, 192 * step + 16 * x);
                            let value_19 = v::load(rows_at_0, 0);
                            let mut sum_7 = v::mul(value_19, v::splat(4.0));
                            let value_20 = v::load(rows_at_0, 48);
                            let mut sum_8 = v::mul(value_20, v::splat(4.0));
                            let value_21 = v::load(rows_at_1, 0);
                            let mut sum_9 = v::mul(value_21, v::splat(4.0));
                            let value_22 = v::load(rows_at_1, 48);
                            let mut sum_10 = v::mul(value_22, v::splat(4.0));
                            sum_7 = v::fma(value_20, v::splat(8.0), sum_7);
                            sum_8 = v::fma(value_21, v::splat(8.0), sum_8);
                            sum_9 = v::fma(value_22, v::splat(8.0), sum_9);
                            let value_23 = v::load(rows_at_1, 96);
                            sum_10 = v::fma(value_23, v::splat(8.0), sum_10);
                            sum_7 = v::fma(value_21, v::splat(4.0), sum_7);
                            sum_8 = v::fma(value_22, v::splat(4.0), sum_8);
                            sum_9 = v::fma(value_23, v::splat(4.0), sum_9);
                            let value_24 = v::load(rows_at_1, 144);
                            sum_10 = v::fma(value_24, v::splat(4.0), sum_10);
                            v::store(output, 280 * turn + 140 * step + 16 * x, sum_7);
                            v::store(
                                output,
                                35 + 280 * turn + 140 * step + 16 * x,
                                sum_8,
                            );
                            v::store(
                                output,
                                70 + 280 * turn + 140 * step + 16 * x,
                                sum_9,
                            );
                            v::store(
                                output,
                                105 + 280 * turn + 140 * step + 16 * x,
                                sum_10,
                            );
                        }
                        let value_25 = v::load(rows_at_0, 0);
                        let mut sum_11 = v::mul(value_25, v::splat(4.0));
                        let value_26 = v::load(rows_at_0, 48);
                        let mut sum_12 = v::mul(value_26, v::splat(4.0));
                        let value_27 = v::load(rows_at_1, 0);
                        let mut sum_13 = v::mul(value_27, v::splat(4.0));
                        let value_28 = v::load(rows_at_1, 48);
                        let mut sum_14 = v::mul(value_28, v::splat(4.0));
                        sum_11 = v::fma(value_26, v::splat(8.0), sum_11);
                        sum_12 = v::fma(value_27, v::splat(8.0), sum_12);
                        sum_13 = v::fma(value_28, v::splat(8.0), sum_13);
                        let value_29 = v::load(rows_at_1, 96);
                        sum_14 = v::fma(value_29, v::splat(8.0), sum_14);
                        sum_11 = v::fma(value_27, v::splat(4.0), sum_11);
                        sum_12 = v::fma(value_28, v::splat(4.0), sum_12);
                        sum_13 = v::fma(value_29, v::splat(4.0), sum_13);
                        let value_30 = v::load(rows_at_1, 144);
                        sum_14 = v::fma(value_30, v::splat(4.0), sum_14);
                        v::store_lanes::<
                            0,
                            3,
                            1,
                        >(output, 32 + 280 * turn + 140 * step, sum_11);
                        v::store_lanes::<
                            0,
                            3,
                            1,
                        >(output, 67 + 280 * turn + 140 * step, sum_12);
                        v::store_lanes::<
                            0,
                            3,
                            1,
                        >(output, 102 + 280 * turn + 140 * step, sum_13);
                        v::store_lanes::<
                            0,
                            3,
                            1,
                        >(output, 137 + 280 * turn + 140 * step, sum_14);
                    }
                }
                for step_2 in 0..2 {
                    let rows_at_0 = v::place::<5>(rows, 320 - 192 * step_2);
                    let rows_at_1 = v::place::<6>(rows, 32 + 192 * step_2);
                    for row_2 in v::pick(&[0, 4], step_2)..v::pick(&[4, 7], step_2) {
                        let input_at_0 = v::place::<7>(input, 1155 + 35 * row_2);
                        let value_31 = v::load_lanes::<1, 15, 1>(input_at_0, 0);
                        let mut sum_15 = v::mul(value_31, v::splat(0.25));
                        let value_32 = v::load(input_at_0, 0);
                        sum_15 = v::fma(value_32, v::splat(0.5), sum_15);
                        let value_33 = v::load(input_at_0, 1);
                        sum_15 = v::fma(value_33, v::splat(0.25), sum_15);
                        v::store(rows, 48 * row_2, sum_15);
                        let value_34 = v::load(input_at_0, 15);
                        let mut sum_16 = v::mul(value_34, v::splat(0.25));
                        let value_35 = v::load(input_at_0, 16);
                        sum_16 = v::fma(value_35, v::splat(0.5), sum_16);
                        let value_36 = v::load(input_at_0, 17);
                        sum_16 = v::fma(value_36, v::splat(0.25), sum_16);
                        v::store(rows, 16 + 48 * row_2, sum_16);
                        let value_37 = v::load_lanes::<0, 3, 1>(input_at_0, 31);
                        let mut sum_17 = v::mul(value_37, v::splat(0.25));
                        let value_38 = v::load_lanes::<0, 3, 1>(input_at_0, 32);
                        sum_17 = v::fma(value_38, v::splat(0.5), sum_17);
                        let value_39 = v::load_lanes::<0, 2, 1>(input_at_0, 33);
                        sum_17 = v::fma(value_39, v::splat(0.25), sum_17);
                        v::store(rows, 32 + 48 * row_2, sum_17);
                    }
                    for outside in 0..v::pick(&[0, 1], step_2) {
                        for vector_2 in 0..3 {
                            v::store(rows, 336 + 16 * vector_2, v::splat(0.0));
                        }
                    }
                    for x_2 in 0..v::count(2) {
                        let rows_at_0 = v::place::<
                            8,
                        >(rows, 288 - 192 * step_2 + 16 * x_2);
                        let rows_at_1 = v::place::<9>(rows, 192 * step_2 + 16 * x_2);
                        let value_40 = v::load(rows_at_0, 0);
                        let mut sum_18 = v::mul(value_40, v::splat(4.0));
                        let value_41 = v::load(rows_at_0, 48);
                        let mut sum_19 = v::mul(value_41, v::splat(4.0));
                        let value_42 = v::load(rows_at_1, 0);
                        let mut sum_20 = v::mul(value_42, v::splat(4.0));
                        let value_43 = v::load(rows_at_1, 48);
                        let mut sum_21 = v::mul(value_43, v::splat(4.0));
                        sum_18 = v::fma(value_41, v::splat(8.0), sum_18);
                        sum_19 = v::fma(value_42, v::splat(8.0), sum_19);
                        sum_20 = v::fma(value_43, v::splat(8.0), sum_20);
                        let value_44 = v::load(rows_at_1, 96);
                        sum_21 = v::fma(value_44, v::splat(8.0), sum_21);
                        sum_18 = v::fma(value_42, v::splat(4.0), sum_18);
                        sum_19 = v::fma(value_43, v::splat(4.0), sum_19);
                        sum_20 = v::fma(value_44, v::splat(4.0), sum_20);
                        let value_45 = v::load(rows_at_1, 144);
                        sum_21 = v::fma(value_45, v::splat(4.0), sum_21);
                        v::store(output, 1120 + 140 * step_2 + 16 * x_2, sum_18);
                        v::store(output, 1155 + 140 * step_2 + 16 * x_2, sum_19);
                        v::store(output, 1190 + 140 * step_2 + 16 * x_2, sum_20);
                        v::store(output, 1225 + 140 * step_2 + 16 * x_2, sum_21);
                    }
                    let value_46 = v::load(rows_at_0, 0);
                    let mut sum_22 = v::mul(value_46, v::splat(4.0));
                    let value_47 = v::load(rows_at_0, 48);
                    let mut sum_23 = v::mul(value_47, v::splat(4.0));
                    let value_48 = v::load(rows_at_1, 0);
                    let mut sum_24 = v::mul(value_48, v::splat(4.0));
                    let value_49 = v::load(rows_at_1, 48);
                    let mut sum_25 = v::mul(value_49, v::splat(4.0));
                    sum_22 = v::fma(value_47, v::splat(8.0), sum_22);
                    sum_23 = v::fma(value_48, v::splat(8.0), sum_23);
                    sum_24 = v::fma(value_49, v::splat(8.0), sum_24);
                    let value_50 = v::load(rows_at_1, 96);
                    sum_25 = v::fma(value_50, v::splat(8.0), sum_25);
                    sum_22 = v::fma(value_48, v::splat(4.0), sum_22);
                    sum_23 = v::fma(value_49, v::splat(4.0), sum_23);
                    sum_24 = v::fma(value_50, v::splat(4.0), sum_24);
                    let value_51 = v::load(rows_at_1, 144);
                    sum_25 = v::fma(value_51, v::splat(4.0), sum_25);
                    v::store_lanes::<0, 3, 1>(output, 1152 + 140 * step_2, sum_22);
                    v::store_lanes::<0, 3, 1>(output, 1187 + 140 * step_2, sum_23);
                    v::store_lanes::<0, 3, 1>(output, 1222 + 140 * step_2, sum_24);
                    v::store_lanes::<0, 3, 1>(output, 1257 + 140 * step_2, sum_25);
                }
            }
        }
        /// `isa` is at most what this machine has.
        #[inline]
        pub(super) fn kernel(
            isa: ::convgen::Isa,
            input: &[f32; 1400],
            output: &mut [f32; 1400],
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
