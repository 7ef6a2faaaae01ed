#[inline]
pub(super) fn portable(input: &[f32; 399], output: &mut [f32; 399]) {
    use ::convgen::isa::portable::f32 as v;
    let input = input.as_ptr();
    let output = output.as_mut_ptr();
    unsafe {
        for tile in 0..5 {
            let input_at_0 = v::place::<0>(input, 4 * tile);
            let [mut pixel, pixel_2, pixel_3, pixel_4] = v::load_tile::<
                4,
                21,
                1,
                4,
            >(input_at_0, 0);
            let [mut pixel_5, pixel_6, pixel_7, pixel_8] = v::load_tile::<
                4,
                21,
                1,
                4,
            >(input_at_0, 84);
            let [mut pixel_9, pixel_10, pixel_11, pixel_12] = v::load_tile::<
                4,
                21,
                1,
                4,
            >(input_at_0, 168);
            let [mut pixel_13, pixel_14, pixel_15, pixel_16] = v::load_tile::<
                4,
                21,
                1,
                4,
            >(input_at_0, 252);
            let [mut pixel_17, pixel_18, pixel_19, pixel_20] = v::load_tile::<
                3,
                21,
                1,
                4,
            >(input_at_0, 336);
            pixel = v::add(pixel, pixel);
            v::store(output, 76 * tile, pixel);
            v::store(output, 19 + 76 * tile, pixel_2);
            v::store(output, 38 + 76 * tile, pixel_3);
            v::store(output, 57 + 76 * tile, pixel_4);
            pixel_5 = v::add(pixel_5, pixel_5);
            v::store(output, 4 + 76 * tile, pixel_5);
            v::store(output, 23 + 76 * tile, pixel_6);
            v::store(output, 42 + 76 * tile, pixel_7);
            v::store(output, 61 + 76 * tile, pixel_8);
            pixel_9 = v::add(pixel_9, pixel_9);
            v::store(output, 8 + 76 * tile, pixel_9);
            v::store(output, 27 + 76 * tile, pixel_10);
            v::store(output, 46 + 76 * tile, pixel_11);
            v::store(output, 65 + 76 * tile, pixel_12);
            pixel_13 = v::add(pixel_13, pixel_13);
            v::store(output, 12 + 76 * tile, pixel_13);
            v::store(output, 31 + 76 * tile, pixel_14);
            v::store(output, 50 + 76 * tile, pixel_15);
            v::store(output, 69 + 76 * tile, pixel_16);
            pixel_17 = v::add(pixel_17, pixel_17);
            v::store_lanes::<0, 3, 1>(output, 16 + 76 * tile, pixel_17);
            v::store_lanes::<0, 3, 1>(output, 35 + 76 * tile, pixel_18);
            v::store_lanes::<0, 3, 1>(output, 54 + 76 * tile, pixel_19);
            v::store_lanes::<0, 3, 1>(output, 73 + 76 * tile, pixel_20);
        }
        let [mut pixel_21] = v::load_tile::<4, 21, 1, 1>(input, 20);
        let [mut pixel_22] = v::load_tile::<4, 21, 1, 1>(input, 104);
        let [mut pixel_23] = v::load_tile::<4, 21, 1, 1>(input, 188);
        let [mut pixel_24] = v::load_tile::<4, 21, 1, 1>(input, 272);
        let [mut pixel_25] = v::load_tile::<3, 21, 1, 1>(input, 356);
        pixel_21 = v::add(pixel_21, pixel_21);
        v::store(output, 380, pixel_21);
        pixel_22 = v::add(pixel_22, pixel_22);
        v::store(output, 384, pixel_22);
        pixel_23 = v::add(pixel_23, pixel_23);
        v::store(output, 388, pixel_23);
        pixel_24 = v::add(pixel_24, pixel_24);
        v::store(output, 392, pixel_24);
        pixel_25 = v::add(pixel_25, pixel_25);
        v::store_lanes::<0, 3, 1>(output, 396, pixel_25);
    }
}
#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx2,fma")]
#[inline]
pub(super) fn avx2(input: &[f32; 399], output: &mut [f32; 399]) {
    use ::convgen::isa::avx2::f32 as v;
    let input = input.as_ptr();
    let output = output.as_mut_ptr();
    unsafe {
        for tile in 0..2 {
            let input_at_0 = v::place::<0>(input, 8 * tile);
            let [mut pixel, pixel_2, pixel_3, pixel_4, pixel_5, pixel_6, pixel_7, pixel_8,
            ] = v::load_tile::<8, 21, 1, 8>(input_at_0, 0);
            let [mut pixel_9, pixel_10, pixel_11, pixel_12, pixel_13, pixel_14, pixel_15,
            pixel_16] = v::load_tile::<8, 21, 1, 8>(input_at_0, 168);
            let [mut pixel_17, pixel_18, pixel_19, pixel_20, pixel_21, pixel_22,
            pixel_23, pixel_24] = v::load_tile::<3, 21, 1, 8>(input_at_0, 336);
            pixel = v::add(pixel, pixel);
            v::store(output, 152 * tile, pixel);
            v::store(output, 19 + 152 * tile, pixel_2);
            v::store(output, 38 + 152 * tile, pixel_3);
            v::store(output, 57 + 152 * tile, pixel_4);
            v::store(output, 76 + 152 * tile, pixel_5);
            v::store(output, 95 + 152 * tile, pixel_6);
            v::store(output, 114 + 152 * tile, pixel_7);
            v::store(output, 133 + 152 * tile, pixel_8);
            pixel_9 = v::add(pixel_9, pixel_9);
            v::store(output, 8 + 152 * tile, pixel_9);
            v::store(output, 27 + 152 * tile, pixel_10);
            v::store(output, 46 + 152 * tile, pixel_11);
            v::store(output, 65 + 152 * tile, pixel_12);
            v::store(output, 84 + 152 * tile, pixel_13);
            v::store(output, 103 + 152 * tile, pixel_14);
            v::store(output, 122 + 152 * tile, pixel_15);
            v::store(output, 141 + 152 * tile, pixel_16);
            pixel_17 = v::add(pixel_17, pixel_17);
            v::store_lanes::<0, 3, 1>(output, 16 + 152 * tile, pixel_17);
            v::store_lanes::<0, 3, 1>(output, 35 + 152 * tile, pixel_18);
            v::store_lanes::<0, 3, 1>(output, 54 + 152 * tile, pixel_19);
            v::store_lanes::<0, 3, 1>(output, 73 + 152 * tile, pixel_20);
            v::store_lanes::<0, 3, 1>(output, 92 + 152 * tile, pixel_21);
            v::store_lanes::<0, 3, 1>(output, 111 + 152 * tile, pixel_22);
            v::store_lanes::<0, 3, 1>(output, 130 + 152 * tile, pixel_23);
            v::store_lanes::<0, 3, 1>(output, 149 + 152 * tile, pixel_24);
        }
        let [mut pixel_25, pixel_26, pixel_27, pixel_28, pixel_29] = v::load_tile::<
            8,
            21,
            1,
            5,
        >(input, 16);
        let [mut pixel_30, pixel_31, pixel_32, pixel_33, pixel_34] = v::load_tile::<
            8,
            21,
            1,
            5,
        >(input, 184);
        let [mut pixel_35, pixel_36, pixel_37, pixel_38, pixel_39] = v::load_tile::<
            3,
            21,
            1,
            5,
        >(input, 352);
        pixel_25 = v::add(pixel_25, pixel_25);
        v::store(output, 304, pixel_25);
        v::store(output, 323, pixel_26);
        v::store(output, 342, pixel_27);
        v::store(output, 361, pixel_28);
        v::store(output, 380, pixel_29);
        pixel_30 = v::add(pixel_30, pixel_30);
        v::store(output, 312, pixel_30);
        v::store(output, 331, pixel_31);
        v::store(output, 350, pixel_32);
        v::store(output, 369, pixel_33);
        v::store(output, 388, pixel_34);
        pixel_35 = v::add(pixel_35, pixel_35);
        v::store_lanes::<0, 3, 1>(output, 320, pixel_35);
        v::store_lanes::<0, 3, 1>(output, 339, pixel_36);
        v::store_lanes::<0, 3, 1>(output, 358, pixel_37);
        v::store_lanes::<0, 3, 1>(output, 377, pixel_38);
        v::store_lanes::<0, 3, 1>(output, 396, pixel_39);
    }
}
#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx512f")]
#[inline]
pub(super) fn avx512(input: &[f32; 399], output: &mut [f32; 399]) {
    use ::convgen::isa::avx512::f32 as v;
    let input = input.as_ptr();
    let output = output.as_mut_ptr();
    unsafe {
        let [mut pixel, pixel_2, pixel_3, pixel_4, pixel_5, pixel_6, pixel_7, pixel_8,
        pixel_9, pixel_10, pixel_11, pixel_12, pixel_13, pixel_14, pixel_15, pixel_16] = v::load_tile::<
            16,
            21,
            1,
            16,
        >(input, 0);
        let [mut pixel_17, pixel_18, pixel_19, pixel_20, pixel_21, pixel_22, pixel_23,
        pixel_24, pixel_25, pixel_26, pixel_27, pixel_28, pixel_29, pixel_30, pixel_31,
        pixel_32] = v::load_tile::<3, 21, 1, 16>(input, 336);
        pixel = v::add(pixel, pixel);
        v::store(output, 0, pixel);
        v::store(output, 19, pixel_2);
        v::store(output, 38, pixel_3);
        v::store(output, 57, pixel_4);
        v::store(output, 76, pixel_5);
        v::store(output, 95, pixel_6);
        v::store(output, 114, pixel_7);
        v::store(output, 133, pixel_8);
        v::store(output, 152, pixel_9);
        v::store(output, 171, pixel_10);
        v::store(output, 190, pixel_11);
        v::store(output, 209, pixel_12);
        v::store(output, 228, pixel_13);
        v::store(output, 247, pixel_14);
        v::store(output, 266, pixel_15);
        v::store(output, 285, pixel_16);
        pixel_17 = v::add(pixel_17, pixel_17);
        v::store_lanes::<0, 3, 1>(output, 16, pixel_17);
        v::store_lanes::<0, 3, 1>(output, 35, pixel_18);
        v::store_lanes::<0, 3, 1>(output, 54, pixel_19);
        v::store_lanes::<0, 3, 1>(output, 73, pixel_20);
        v::store_lanes::<0, 3, 1>(output, 92, pixel_21);
        v::store_lanes::<0, 3, 1>(output, 111, pixel_22);
        v::store_lanes::<0, 3, 1>(output, 130, pixel_23);
        v::store_lanes::<0, 3, 1>(output, 149, pixel_24);
        v::store_lanes::<0, 3, 1>(output, 168, pixel_25);
        v::store_lanes::<0, 3, 1>(output, 187, pixel_26);
        v::store_lanes::<0, 3, 1>(output, 206, pixel_27);
        v::store_lanes::<0, 3, 1>(output, 225, pixel_28);
        v::store_lanes::<0, 3, 1>(output, 244, pixel_29);
        v::store_lanes::<0, 3, 1>(output, 263, pixel_30);
        v::store_lanes::<0, 3, 1>(output, 282, pixel_31);
        v::store_lanes::<0, 3, 1>(output, 301, pixel_32);
        let [mut pixel_33, pixel_34, pixel_35, pixel_36, pixel_37] = v::load_tile::<
            16,
            21,
            1,
            5,
        >(input, 16);
        let [mut pixel_38, pixel_39, pixel_40, pixel_41, pixel_42] = v::load_tile::<
            3,
            21,
            1,
            5,
        >(input, 352);
        pixel_33 = v::add(pixel_33, pixel_33);
        v::store(output, 304, pixel_33);
        v::store(output, 323, pixel_34);
        v::store(output, 342, pixel_35);
        v::store(output, 361, pixel_36);
        v::store(output, 380, pixel_37);
        pixel_38 = v::add(pixel_38, pixel_38);
        v::store_lanes::<0, 3, 1>(output, 320, pixel_38);
        v::store_lanes::<0, 3, 1>(output, 339, pixel_39);
        v::store_lanes::<0, 3, 1>(output, 358, pixel_40);
        v::store_lanes::<0, 3, 1>(output, 377, pixel_41);
        v::store_lanes::<0, 3, 1>(output, 396, pixel_42);
    }
}
