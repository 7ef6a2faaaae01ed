#[inline]
pub(super) fn portable(input: &[f32; 98], output: &mut [f32; 98]) {
    #[inline(never)]
    unsafe fn kernel_0(
        input: *const f32,
        output: *mut f32,
        weights: *const f32,
        bias: *const f32,
    ) {
        use ::convgen::isa::portable::f32 as v;
        unsafe {
            for y_segment in 0..2 {
                for x_segment in 0..2 {
                    for block in 0..2 {
                        let mut sum = v::load(bias, 4 * block);
                        for c in 0..2 {
                            for ky in 0..2 {
                                for kx in 0..2 {
                                    let weight = v::load(
                                        weights,
                                        16 + 72 * block - 4 * x_segment + 4 * kx - 12 * y_segment
                                            + 12 * ky + 36 * c,
                                    );
                                    let value = v::broadcast(
                                        input,
                                        35 * y_segment + 7 * ky + 5 * x_segment + kx + 49 * c,
                                    );
                                    sum = v::fma(value, weight, sum);
                                }
                            }
                        }
                        sum = v::max(v::splat(0.0), sum);
                        v::store_lanes::<
                            0,
                            4,
                            49,
                        >(output, 42 * y_segment + 6 * x_segment + 196 * block, sum);
                    }
                }
            }
            for y_segment_2 in 0..2 {
                for block_2 in 0..2 {
                    for tile in 0..5 {
                        let mut sum_2 = v::load(bias, 4 * block_2);
                        for c_2 in 0..2 {
                            for ky_2 in 0..2 {
                                for kx_2 in 0..3 {
                                    let weight_2 = v::load(
                                        weights,
                                        12 + 72 * block_2 + 4 * kx_2 - 12 * y_segment_2 + 12 * ky_2
                                            + 36 * c_2,
                                    );
                                    let value_2 = v::broadcast(
                                        input,
                                        35 * y_segment_2 + 7 * ky_2 + kx_2 + tile + 49 * c_2,
                                    );
                                    sum_2 = v::fma(value_2, weight_2, sum_2);
                                }
                            }
                        }
                        sum_2 = v::max(v::splat(0.0), sum_2);
                        v::store_lanes::<
                            0,
                            4,
                            49,
                        >(output, 1 + 42 * y_segment_2 + 196 * block_2 + tile, sum_2);
                    }
                }
            }
            for x_segment_2 in 0..2 {
                for block_3 in 0..2 {
                    for row in 0..5 {
                        let mut sum_3 = v::load(bias, 4 * block_3);
                        for c_3 in 0..2 {
                            for ky_3 in 0..3 {
                                for kx_3 in 0..2 {
                                    let weight_3 = v::load(
                                        weights,
                                        4 + 72 * block_3 - 4 * x_segment_2 + 4 * kx_3 + 12 * ky_3
                                            + 36 * c_3,
                                    );
                                    let value_3 = v::broadcast(
                                        input,
                                        7 * ky_3 + 5 * x_segment_2 + kx_3 + 7 * row + 49 * c_3,
                                    );
                                    sum_3 = v::fma(value_3, weight_3, sum_3);
                                }
                            }
                        }
                        sum_3 = v::max(v::splat(0.0), sum_3);
                        v::store_lanes::<
                            0,
                            4,
                            49,
                        >(output, 7 + 6 * x_segment_2 + 196 * block_3 + 7 * row, sum_3);
                    }
                }
            }
            for block_4 in 0..2 {
                for row_2 in 0..5 {
                    for tile_2 in 0..5 {
                        let mut sum_4 = v::load(bias, 4 * block_4);
                        for c_4 in 0..2 {
                            for ky_4 in 0..3 {
                                for kx_4 in 0..3 {
                                    let weight_4 = v::load(
                                        weights,
                                        72 * block_4 + 4 * kx_4 + 12 * ky_4 + 36 * c_4,
                                    );
                                    let value_4 = v::broadcast(
                                        input,
                                        7 * ky_4 + kx_4 + 7 * row_2 + tile_2 + 49 * c_4,
                                    );
                                    sum_4 = v::fma(value_4, weight_4, sum_4);
                                }
                            }
                        }
                        sum_4 = v::max(v::splat(0.0), sum_4);
                        v::store_lanes::<
                            0,
                            4,
                            49,
                        >(output, 8 + 196 * block_4 + 7 * row_2 + tile_2, sum_4);
                    }
                }
            }
        }
    }
    #[inline(never)]
    unsafe fn kernel_1(
        input: *const f32,
        output: *mut f32,
        residual: *const f32,
        weights: *const f32,
        bias: *const f32,
    ) {
        use ::convgen::isa::portable::f32 as v;
        unsafe {
            for block in 0..2 {
                for row in 0..7 {
                    for tile in 0..7 {
                        let mut sum = v::load(bias, 4 * block);
                        for c in 0..8 {
                            let weight = v::load(weights, 32 * block + 4 * c);
                            let value = v::broadcast(input, 7 * row + tile + 49 * c);
                            sum = v::fma(value, weight, sum);
                        }
                        let addend = v::load_lanes::<
                            0,
                            4,
                            49,
                        >(residual, 196 * block + 7 * row + tile);
                        sum = v::add(sum, addend);
                        sum = v::max(v::splat(0.0), sum);
                        v::store_lanes::<
                            0,
                            4,
                            49,
                        >(output, 196 * block + 7 * row + tile, sum);
                    }
                }
            }
        }
    }
    #[inline(never)]
    unsafe fn kernel_2(
        input: *const f32,
        output: *mut f32,
        weights: *const f32,
        bias: *const f32,
    ) {
        use ::convgen::isa::portable::f32 as v;
        unsafe {
            for y_segment in 0..2 {
                for x_segment in 0..2 {
                    let mut sum = v::load_lanes::<0, 2, 1>(bias, 0);
                    for c in 0..8 {
                        for ky in 0..2 {
                            for kx in 0..2 {
                                let weight = v::load(
                                    weights,
                                    16 - 4 * x_segment + 4 * kx - 12 * y_segment + 12 * ky
                                        + 36 * c,
                                );
                                let value = v::broadcast(
                                    input,
                                    35 * y_segment + 7 * ky + 5 * x_segment + kx + 49 * c,
                                );
                                sum = v::fma(value, weight, sum);
                            }
                        }
                    }
                    sum = v::max(v::splat(0.0), sum);
                    v::store_lanes::<
                        0,
                        2,
                        49,
                    >(output, 42 * y_segment + 6 * x_segment, sum);
                }
            }
            for y_segment_2 in 0..2 {
                for tile in 0..5 {
                    let mut sum_2 = v::load_lanes::<0, 2, 1>(bias, 0);
                    for c_2 in 0..8 {
                        for ky_2 in 0..2 {
                            for kx_2 in 0..3 {
                                let weight_2 = v::load(
                                    weights,
                                    12 + 4 * kx_2 - 12 * y_segment_2 + 12 * ky_2 + 36 * c_2,
                                );
                                let value_2 = v::broadcast(
                                    input,
                                    35 * y_segment_2 + 7 * ky_2 + kx_2 + tile + 49 * c_2,
                                );
                                sum_2 = v::fma(value_2, weight_2, sum_2);
                            }
                        }
                    }
                    sum_2 = v::max(v::splat(0.0), sum_2);
                    v::store_lanes::<
                        0,
                        2,
                        49,
                    >(output, 1 + 42 * y_segment_2 + tile, sum_2);
                }
            }
            for x_segment_2 in 0..2 {
                for row in 0..5 {
                    let mut sum_3 = v::load_lanes::<0, 2, 1>(bias, 0);
                    for c_3 in 0..8 {
                        for ky_3 in 0..3 {
                            for kx_3 in 0..2 {
                                let weight_3 = v::load(
                                    weights,
                                    4 - 4 * x_segment_2 + 4 * kx_3 + 12 * ky_3 + 36 * c_3,
                                );
                                let value_3 = v::broadcast(
                                    input,
                                    7 * ky_3 + 5 * x_segment_2 + kx_3 + 7 * row + 49 * c_3,
                                );
                                sum_3 = v::fma(value_3, weight_3, sum_3);
                            }
                        }
                    }
                    sum_3 = v::max(v::splat(0.0), sum_3);
                    v::store_lanes::<
                        0,
                        2,
                        49,
                    >(output, 7 + 6 * x_segment_2 + 7 * row, sum_3);
                }
            }
            for row_2 in 0..5 {
                for tile_2 in 0..5 {
                    let mut sum_4 = v::load_lanes::<0, 2, 1>(bias, 0);
                    for c_4 in 0..8 {
                        for ky_4 in 0..3 {
                            for kx_4 in 0..3 {
                                let weight_4 = v::load(
                                    weights,
                                    4 * kx_4 + 12 * ky_4 + 36 * c_4,
                                );
                                let value_4 = v::broadcast(
                                    input,
                                    7 * ky_4 + kx_4 + 7 * row_2 + tile_2 + 49 * c_4,
                                );
                                sum_4 = v::fma(value_4, weight_4, sum_4);
                            }
                        }
                    }
                    sum_4 = v::max(v::splat(0.0), sum_4);
                    v::store_lanes::<0, 2, 49>(output, 8 + 7 * row_2 + tile_2, sum_4);
                }
            }
        }
    }
    static WEIGHTS: ::convgen::isa::Table<f32, 144> = ::convgen::isa::Table::from_le_bytes(
        b"\0\0\0\xC0\0\0\0\0\0\0\x80\xBF\0\0\0@\0\0\x80\xBF\0\0\0@\0\0\0@\0\0\x80\xBF\0\0\0@\0\0\x80\xBF\0\0\0\0\0\0\0\xC0\0\0\0\0\0\0\0\xC0\0\0\0\0\0\0\x80\xBF\0\0\0\0\0\0\x80\xBF\0\0\0@\0\0\0@\0\0\0@\0\0\0@\0\0\x80\xBF\0\0\0\0\0\0\x80\xBF\0\0\0\0\0\0\0\xC0\0\0\0\0\0\0\0\xC0\0\0\0\0\0\0\x80\xBF\0\0\0@\0\0\x80\xBF\0\0\0@\0\0\0@\0\0\x80\xBF\0\0\0@\0\0\x80\xBF\0\0\0\0\0\0\0\xC0\0\0\0\0\0\0\0\xC0\0\0\0\0\0\0\x80\xBF\0\0\0\0\0\0\x80\xBF\0\0\0@\0\0\0@\0\0\0@\0\0\0@\0\0\x80\xBF\0\0\0\0\0\0\x80\xBF\0\0\0\0\0\0\0\xC0\0\0\0\0\0\0\0\xC0\0\0\0\0\0\0\x80\xBF\0\0\0@\0\0\x80\xBF\0\0\0@\0\0\0@\0\0\x80\xBF\0\0\0@\0\0\x80\xBF\0\0\0\0\0\0\0\xC0\0\0\0\0\0\0\0\xC0\0\0\0\0\0\0\x80\xBF\0\0\0@\0\0\x80\xBF\0\0\0\0\0\0\0\xC0\0\0\0\0\0\0\0\xC0\0\0\0\0\0\0\x80\xBF\0\0\0\0\0\0\x80\xBF\0\0\0@\0\0\0@\0\0\0@\0\0\0@\0\0\x80\xBF\0\0\0\0\0\0\x80\xBF\0\0\0\0\0\0\0\xC0\0\0\0\0\0\0\0\xC0\0\0\0\0\0\0\x80\xBF\0\0\0@\0\0\x80\xBF\0\0\0@\0\0\0@\0\0\x80\xBF\0\0\0@\0\0\x80\xBF\0\0\0\0\0\0\0\xC0\0\0\0\0\0\0\0\xC0\0\0\0\0\0\0\x80\xBF\0\0\0\0\0\0\x80\xBF\0\0\0@\0\0\0@\0\0\0@\0\0\0@\0\0\x80\xBF\0\0\0\0\0\0\x80\xBF\0\0\0\0\0\0\0\xC0\0\0\0\0\0\0\0\xC0\0\0\0\0\0\0\x80\xBF\0\0\0@\0\0\x80\xBF\0\0\0@\0\0\0@\0\0\x80\xBF\0\0\0@\0\0\x80\xBF\0\0\0\0\0\0\0\xC0\0\0\0\0\0\0\0\xC0\0\0\0\0\0\0\x80\xBF\0\0\0\0\0\0\x80\xBF\0\0\0@\0\0\0@\0\0\0@\0\0\0@\0\0\x80\xBF\0\0\0\0",
    );
    static BIAS: ::convgen::isa::Table<f32, 8> = ::convgen::isa::Table::from_le_bytes(
        b"\0\0\0\xC0\0\0\x80\xBF\0\0\0@\0\0\0\0\0\0\0\0\0\0\0@\0\0\x80\xBF\0\0\0\xC0",
    );
    static WEIGHTS_2: ::convgen::isa::Table<f32, 64> = ::convgen::isa::Table::from_le_bytes(
        b"\0\0\x80\xBF\0\0\0\0\0\0@@\0\0\x80?\0\0\0\0\0\0@@\0\0\x80?\0\0\x80?\0\0@@\0\0\x80?\0\0\x80?\0\0@@\0\0\x80?\0\0\x80?\0\0@@\0\0\0\0\0\0\x80?\0\0@@\0\0\0\0\0\0\x80\xBF\0\0@@\0\0\0\0\0\0\x80\xBF\0\0\0\0\0\0\0\0\0\0\x80\xBF\0\0\0\0\0\0@@\0\0\x80\xBF\0\0\0\0\0\0@@\0\0\x80?\0\0\x80?\0\0@@\0\0\0\0\0\0\x80\xBF\0\0@@\0\0\0\0\0\0\x80\xBF\0\0\0\0\0\0\0\0\0\0\x80\xBF\0\0\0\0\0\0@@\0\0\x80\xBF\0\0\0\0\0\0@@\0\0\x80?\0\0\0\0\0\0@@\0\0\x80?\0\0\x80?\0\0@@\0\0\x80?\0\0\x80?\0\0@@\0\0\x80?\0\0\x80?\0\0@@\0\0\0\0\0\0\x80?\0\0@@\0\0\0\0\0\0\x80\xBF",
    );
    static BIAS_2: ::convgen::isa::Table<f32, 8> = ::convgen::isa::Table::from_le_bytes(
        b"\0\0\x80\xBF\0\0\0\0\0\0@@\0\0\x80?\0\0\x80?\0\0@@\0\0\0\0\0\0\x80\xBF",
    );
    static WEIGHTS_3: ::convgen::isa::Table<f32, 64> = ::convgen::isa::Table::from_le_bytes(
        b"\0\0\0\0\0\0\x80?\0\0@\xC0\0\0\0@\0\0\x80?\0\0@\xC0\0\0\0@\0\0\0@\0\0@\xC0\0\0\0@\0\0\0@\0\0@\xC0\0\0\0@\0\0\0@\0\0@\xC0\0\0\x80?\0\0\0@\0\0@\xC0\0\0\x80?\0\0\0\0\0\0@\xC0\0\0\x80?\0\0\0\0\0\0\x80?\0\0\x80?\0\0\0\0\0\0\x80?\0\0@\xC0\0\0\0\0\0\0\x80?\0\0@\xC0\0\0\0@\0\0\0@\0\0@\xC0\0\0\x80?\0\0\0\0\0\0@\xC0\0\0\x80?\0\0\0\0\0\0\x80?\0\0\x80?\0\0\0\0\0\0\x80?\0\0@\xC0\0\0\0\0\0\0\x80?\0\0@\xC0\0\0\0@\0\0\x80?\0\0@\xC0\0\0\0@\0\0\0@\0\0@\xC0\0\0\0@\0\0\0@\0\0@\xC0\0\0\0@\0\0\0@\0\0@\xC0\0\0\x80?\0\0\0@\0\0@\xC0\0\0\x80?\0\0\0\0",
    );
    static BIAS_3: ::convgen::isa::Table<f32, 8> = ::convgen::isa::Table::from_le_bytes(
        b"\0\0\0\0\0\0\x80?\0\0@\xC0\0\0\0@\0\0\0@\0\0@\xC0\0\0\x80?\0\0\0\0",
    );
    static WEIGHTS_4: ::convgen::isa::Table<f32, 288> = ::convgen::isa::Table::from_le_bytes(
        b"\0\0\x80?\0\0\0\xC0\0\0\0\0\0\0\0\0\0\0\0@\0\0@@\0\0\0\0\0\0\0\0\0\0\0\xC0\0\0@@\0\0\0\0\0\0\0\0\0\0@@\0\0\0\xC0\0\0\0\0\0\0\0\0\0\0@@\0\0\0@\0\0\0\0\0\0\0\0\0\0\0\xC0\0\0\x80?\0\0\0\0\0\0\0\0\0\0\0@\0\0\0@\0\0\0\0\0\0\0\0\0\0\x80?\0\0\0\xC0\0\0\0\0\0\0\0\0\0\0\0@\0\0@@\0\0\0\0\0\0\0\0\0\0\0\xC0\0\0@@\0\0\0\0\0\0\0\0\0\0@@\0\0\0\xC0\0\0\0\0\0\0\0\0\0\0@@\0\0\0@\0\0\0\0\0\0\0\0\0\0\0\xC0\0\0\x80?\0\0\0\0\0\0\0\0\0\0\0@\0\0\0@\0\0\0\0\0\0\0\0\0\0\x80?\0\0\0\xC0\0\0\0\0\0\0\0\0\0\0\0@\0\0@@\0\0\0\0\0\0\0\0\0\0\0\xC0\0\0@@\0\0\0\0\0\0\0\0\0\0@@\0\0\0\xC0\0\0\0\0\0\0\0\0\0\0@@\0\0\0@\0\0\0\0\0\0\0\0\0\0\0\xC0\0\0\x80?\0\0\0\0\0\0\0\0\0\0\0@\0\0\0@\0\0\0\0\0\0\0\0\0\0\x80?\0\0\0\xC0\0\0\0\0\0\0\0\0\0\0\0@\0\0@@\0\0\0\0\0\0\0\0\0\0\0\xC0\0\0@@\0\0\0\0\0\0\0\0\0\0@@\0\0\0\xC0\0\0\0\0\0\0\0\0\0\0@@\0\0\0@\0\0\0\0\0\0\0\0\0\0\0\xC0\0\0\x80?\0\0\0\0\0\0\0\0\0\0\0@\0\0\0@\0\0\0\0\0\0\0\0\0\0\x80?\0\0\0\xC0\0\0\0\0\0\0\0\0\0\0\0@\0\0@@\0\0\0\0\0\0\0\0\0\0\0\xC0\0\0@@\0\0\0\0\0\0\0\0\0\0@@\0\0\0\xC0\0\0\0\0\0\0\0\0\0\0@@\0\0\0@\0\0\0\0\0\0\0\0\0\0\0\xC0\0\0\x80?\0\0\0\0\0\0\0\0\0\0\0@\0\0\0@\0\0\0\0\0\0\0\0\0\0\x80?\0\0\0\xC0\0\0\0\0\0\0\0\0\0\0\0@\0\0@@\0\0\0\0\0\0\0\0\0\0\0\xC0\0\0@@\0\0\0\0\0\0\0\0\0\0@@\0\0\0\xC0\0\0\0\0\0\0\0\0\0\0@@\0\0\0@\0\0\0\0\0\0\0\0\0\0\0\xC0\0\0\x80?\0\0\0\0\0\0\0\0\0\0\0@\0\0\0@\0\0\0\0\0\0\0\0\0\0\x80?\0\0\0\xC0\0\0\0\0\0\0\0\0\0\0\0@\0\0@@\0\0\0\0\0\0\0\0\0\0\0\xC0\0\0@@\0\0\0\0\0\0\0\0\0\0@@\0\0\0\xC0\0\0\0\0\0\0\0\0\0\0@@\0\0\0@\0\0\0\0\0\0\0\0\0\0\0\xC0\0\0\x80?\0\0\0\0\0\0\0\0\0\0\0@\0\0\0@\0\0\0\0\0\0\0\0\0\0\x80?\0\0\0\xC0\0\0\0\0\0\0\0\0\0\0\0@\0\0@@\0\0\0\0\0\0\0\0\0\0\0\xC0\0\0@@\0\0\0\0\0\0\0\0\0\0@@\0\0\0\xC0\0\0\0\0\0\0\0\0\0\0@@\0\0\0@\0\0\0\0\0\0\0\0\0\0\0\xC0\0\0\x80?\0\0\0\0\0\0\0\0\0\0\0@\0\0\0@\0\0\0\0\0\0\0\0\0\0\x80?\0\0\0\xC0\0\0\0\0\0\0\0\0\0\0\0@\0\0@@\0\0\0\0\0\0\0\0\0\0\0\xC0\0\0@@\0\0\0\0\0\0\0\0\0\0@@\0\0\0\xC0\0\0\0\0\0\0\0\0\0\0@@\0\0\0@\0\0\0\0\0\0\0\0\0\0\0\xC0\0\0\x80?\0\0\0\0\0\0\0\0\0\0\0@\0\0\0@\0\0\0\0\0\0\0\0\0\0\x80?\0\0\0\xC0\0\0\0\0\0\0\0\0\0\0\0@\0\0@@\0\0\0\0\0\0\0\0\0\0\0\xC0\0\0@@\0\0\0\0\0\0\0\0\0\0@@\0\0\0\xC0\0\0\0\0\0\0\0\0\0\0@@\0\0\0@\0\0\0\0\0\0\0\0\0\0\0\xC0\0\0\x80?\0\0\0\0\0\0\0\0\0\0\0@\0\0\0@\0\0\0\0\0\0\0\0\0\0\x80?\0\0\0\xC0\0\0\0\0\0\0\0\0\0\0\0@\0\0@@\0\0\0\0\0\0\0\0",
    );
    static BIAS_4: ::convgen::isa::Table<f32, 2> = ::convgen::isa::Table::from_le_bytes(
        b"\0\0\x80?\0\0\0@",
    );
    let mut arena = ::convgen::isa::Scratch::<u8, 3168>::new();
    let arena = arena.as_mut_ptr();
    unsafe {
        kernel_0(
            input.as_ptr(),
            arena.add(0).cast::<f32>(),
            WEIGHTS.as_ptr(),
            BIAS.as_ptr(),
        );
        kernel_1(
            arena.add(0).cast::<f32>(),
            arena.add(1600).cast::<f32>(),
            arena.add(0).cast::<f32>(),
            WEIGHTS_2.as_ptr(),
            BIAS_2.as_ptr(),
        );
        kernel_1(
            arena.add(1600).cast::<f32>(),
            arena.add(0).cast::<f32>(),
            arena.add(1600).cast::<f32>(),
            WEIGHTS_3.as_ptr(),
            BIAS_3.as_ptr(),
        );
        kernel_2(
            arena.add(0).cast::<f32>(),
            output.as_mut_ptr(),
            WEIGHTS_4.as_ptr(),
            BIAS_4.as_ptr(),
        );
    }
}
#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx2,fma")]
#[inline]
pub(super) fn avx2(input: &[f32; 98], output: &mut [f32; 98]) {
    #[cfg(target_arch = "x86_64")]
    #[target_feature(enable = "avx2,fma")]
    #[inline(never)]
    unsafe fn kernel_0(
        input: *const f32,
        output: *mut f32,
        weights: *const f32,
        bias: *const f32,
    ) {
        use ::convgen::isa::avx2::f32 as v;
        unsafe {
            for y_segment in 0..2 {
                for x_segment in 0..2 {
                    let mut sum = v::load(bias, 0);
                    for c in 0..2 {
                        for ky in 0..2 {
                            for kx in 0..2 {
                                let weight = v::load(
                                    weights,
                                    32 - 8 * x_segment + 8 * kx - 24 * y_segment + 24 * ky
                                        + 72 * c,
                                );
                                let value = v::broadcast(
                                    input,
                                    35 * y_segment + 7 * ky + 5 * x_segment + kx + 49 * c,
                                );
                                sum = v::fma(value, weight, sum);
                            }
                        }
                    }
                    sum = v::max(v::splat(0.0), sum);
                    v::store_lanes::<
                        0,
                        8,
                        49,
                    >(output, 42 * y_segment + 6 * x_segment, sum);
                }
            }
            for y_segment_2 in 0..2 {
                for tile in 0..5 {
                    let mut sum_2 = v::load(bias, 0);
                    for c_2 in 0..2 {
                        for ky_2 in 0..2 {
                            for kx_2 in 0..3 {
                                let weight_2 = v::load(
                                    weights,
                                    24 + 8 * kx_2 - 24 * y_segment_2 + 24 * ky_2 + 72 * c_2,
                                );
                                let value_2 = v::broadcast(
                                    input,
                                    35 * y_segment_2 + 7 * ky_2 + kx_2 + tile + 49 * c_2,
                                );
                                sum_2 = v::fma(value_2, weight_2, sum_2);
                            }
                        }
                    }
                    sum_2 = v::max(v::splat(0.0), sum_2);
                    v::store_lanes::<
                        0,
                        8,
                        49,
                    >(output, 1 + 42 * y_segment_2 + tile, sum_2);
                }
            }
            for x_segment_2 in 0..2 {
                for row in 0..5 {
                    let mut sum_3 = v::load(bias, 0);
                    for c_3 in 0..2 {
                        for ky_3 in 0..3 {
                            for kx_3 in 0..2 {
                                let weight_3 = v::load(
                                    weights,
                                    8 - 8 * x_segment_2 + 8 * kx_3 + 24 * ky_3 + 72 * c_3,
                                );
                                let value_3 = v::broadcast(
                                    input,
                                    7 * ky_3 + 5 * x_segment_2 + kx_3 + 7 * row + 49 * c_3,
                                );
                                sum_3 = v::fma(value_3, weight_3, sum_3);
                            }
                        }
                    }
                    sum_3 = v::max(v::splat(0.0), sum_3);
                    v::store_lanes::<
                        0,
                        8,
                        49,
                    >(output, 7 + 6 * x_segment_2 + 7 * row, sum_3);
                }
            }
            for row_2 in 0..5 {
                for tile_2 in 0..5 {
                    let mut sum_4 = v::load(bias, 0);
                    for c_4 in 0..2 {
                        for ky_4 in 0..3 {
                            for kx_4 in 0..3 {
                                let weight_4 = v::load(
                                    weights,
                                    8 * kx_4 + 24 * ky_4 + 72 * c_4,
                                );
                                let value_4 = v::broadcast(
                                    input,
                                    7 * ky_4 + kx_4 + 7 * row_2 + tile_2 + 49 * c_4,
                                );
                                sum_4 = v::fma(value_4, weight_4, sum_4);
                            }
                        }
                    }
                    sum_4 = v::max(v::splat(0.0), sum_4);
                    v::store_lanes::<0, 8, 49>(output, 8 + 7 * row_2 + tile_2, sum_4);
                }
            }
        }
    }
    #[cfg(target_arch = "x86_64")]
    #[target_feature(enable = "avx2,fma")]
    #[inline(never)]
    unsafe fn kernel_1(
        input: *const f32,
        output: *mut f32,
        residual: *const f32,
        weights: *const f32,
        bias: *const f32,
    ) {
        use ::convgen::isa::avx2::f32 as v;
        unsafe {
            for row in 0..7 {
                for tile in 0..7 {
                    let mut sum = v::load(bias, 0);
                    for c in 0..8 {
                        let weight = v::load(weights, 8 * c);
                        let value = v::broadcast(input, 7 * row + tile + 49 * c);
                        sum = v::fma(value, weight, sum);
                    }
                    let addend = v::load_lanes::<0, 8, 49>(residual, 7 * row + tile);
                    sum = v::add(sum, addend);
                    sum = v::max(v::splat(0.0), sum);
                    v::store_lanes::<0, 8, 49>(output, 7 * row + tile, sum);
                }
            }
        }
    }
    #[cfg(target_arch = "x86_64")]
    #[target_feature(enable = "avx2,fma")]
    #[inline(never)]
    unsafe fn kernel_2(
        input: *const f32,
        output: *mut f32,
        weights: *const f32,
        bias: *const f32,
    ) {
        use ::convgen::isa::avx2::f32 as v;
        unsafe {
            for y_segment in 0..2 {
                for x_segment in 0..2 {
                    let mut sum = v::load_lanes::<0, 2, 1>(bias, 0);
                    for c in 0..8 {
                        for ky in 0..2 {
                            for kx in 0..2 {
                                let weight = v::load(
                                    weights,
                                    32 - 8 * x_segment + 8 * kx - 24 * y_segment + 24 * ky
                                        + 72 * c,
                                );
                                let value = v::broadcast(
                                    input,
                                    35 * y_segment + 7 * ky + 5 * x_segment + kx + 49 * c,
                                );
                                sum = v::fma(value, weight, sum);
                            }
                        }
                    }
                    sum = v::max(v::splat(0.0), sum);
                    v::store_lanes::<
                        0,
                        2,
                        49,
                    >(output, 42 * y_segment + 6 * x_segment, sum);
                }
            }
            for y_segment_2 in 0..2 {
                for tile in 0..5 {
                    let mut sum_2 = v::load_lanes::<0, 2, 1>(bias, 0);
                    for c_2 in 0..8 {
                        for ky_2 in 0..2 {
                            for kx_2 in 0..3 {
                                let weight_2 = v::load(
                                    weights,
                                    24 + 8 * kx_2 - 24 * y_segment_2 + 24 * ky_2 + 72 * c_2,
                                );
                                let value_2 = v::broadcast(
                                    input,
                                    35 * y_segment_2 + 7 * ky_2 + kx_2 + tile + 49 * c_2,
                                );
                                sum_2 = v::fma(value_2, weight_2, sum_2);
                            }
                        }
                    }
                    sum_2 = v::max(v::splat(0.0), sum_2);
                    v::store_lanes::<
                        0,
                        2,
                        49,
                    >(output, 1 + 42 * y_segment_2 + tile, sum_2);
                }
            }
            for x_segment_2 in 0..2 {
                for row in 0..5 {
                    let mut sum_3 = v::load_lanes::<0, 2, 1>(bias, 0);
                    for c_3 in 0..8 {
                        for ky_3 in 0..3 {
                            for kx_3 in 0..2 {
                                let weight_3 = v::load(
                                    weights,
                                    8 - 8 * x_segment_2 + 8 * kx_3 + 24 * ky_3 + 72 * c_3,
                                );
                                let value_3 = v::broadcast(
                                    input,
                                    7 * ky_3 + 5 * x_segment_2 + kx_3 + 7 * row + 49 * c_3,
                                );
                                sum_3 = v::fma(value_3, weight_3, sum_3);
                            }
                        }
                    }
                    sum_3 = v::max(v::splat(0.0), sum_3);
                    v::store_lanes::<
                        0,
                        2,
                        49,
                    >(output, 7 + 6 * x_segment_2 + 7 * row, sum_3);
                }
            }
            for row_2 in 0..5 {
                for tile_2 in 0..5 {
                    let mut sum_4 = v::load_lanes::<0, 2, 1>(bias, 0);
                    for c_4 in 0..8 {
                        for ky_4 in 0..3 {
                            for kx_4 in 0..3 {
                                let weight_4 = v::load(
                                    weights,
                                    8 * kx_4 + 24 * ky_4 + 72 * c_4,
                                );
                                let value_4 = v::broadcast(
                                    input,
                                    7 * ky_4 + kx_4 + 7 * row_2 + tile_2 + 49 * c_4,
                                );
                                sum_4 = v::fma(value_4, weight_4, sum_4);
                            }
                        }
                    }
                    sum_4 = v::max(v::splat(0.0), sum_4);
                    v::store_lanes::<0, 2, 49>(output, 8 + 7 * row_2 + tile_2, sum_4);
                }
            }
        }
    }
    static WEIGHTS: ::convgen::isa::Table<f32, 144> = ::convgen::isa::Table::from_le_bytes(
        b"\0\0\0\xC0\0\0\0\0\0\0\x80\xBF\0\0\0@\0\0\0@\0\0\x80\xBF\0\0\0\0\0\0\0\xC0\0\0\x80\xBF\0\0\0@\0\0\0@\0\0\x80\xBF\0\0\0\0\0\0\0\xC0\0\0\0\0\0\0\x80\xBF\0\0\0@\0\0\x80\xBF\0\0\0\0\0\0\0\xC0\0\0\0\0\0\0\x80\xBF\0\0\0@\0\0\0@\0\0\0\0\0\0\0\xC0\0\0\0\0\0\0\x80\xBF\0\0\0@\0\0\0@\0\0\x80\xBF\0\0\0\0\0\0\0\0\0\0\x80\xBF\0\0\0@\0\0\0@\0\0\x80\xBF\0\0\0\0\0\0\0\xC0\0\0\0\0\0\0\0@\0\0\0@\0\0\x80\xBF\0\0\0\0\0\0\0\xC0\0\0\0\0\0\0\x80\xBF\0\0\0@\0\0\x80\xBF\0\0\0\0\0\0\0\xC0\0\0\0\0\0\0\x80\xBF\0\0\0@\0\0\0@\0\0\x80\xBF\0\0\0\xC0\0\0\0\0\0\0\x80\xBF\0\0\0@\0\0\0@\0\0\x80\xBF\0\0\0\0\0\0\0\xC0\0\0\x80\xBF\0\0\0@\0\0\0@\0\0\x80\xBF\0\0\0\0\0\0\0\xC0\0\0\0\0\0\0\x80\xBF\0\0\0@\0\0\x80\xBF\0\0\0\0\0\0\0\xC0\0\0\0\0\0\0\x80\xBF\0\0\0@\0\0\0@\0\0\0\0\0\0\0\xC0\0\0\0\0\0\0\x80\xBF\0\0\0@\0\0\0@\0\0\x80\xBF\0\0\0\0\0\0\0\0\0\0\x80\xBF\0\0\0@\0\0\0@\0\0\x80\xBF\0\0\0\0\0\0\0\xC0\0\0\0\0\0\0\0@\0\0\0@\0\0\x80\xBF\0\0\0\0\0\0\0\xC0\0\0\0\0\0\0\x80\xBF\0\0\0@\0\0\x80\xBF\0\0\0\0\0\0\0\xC0\0\0\0\0\0\0\x80\xBF\0\0\0@\0\0\0@\0\0\x80\xBF\0\0\0\xC0\0\0\0\0\0\0\x80\xBF\0\0\0@\0\0\0@\0\0\x80\xBF\0\0\0\0\0\0\0\xC0\0\0\x80\xBF\0\0\0@\0\0\0@\0\0\x80\xBF\0\0\0\0\0\0\0\xC0\0\0\0\0\0\0\x80\xBF\0\0\0@\0\0\x80\xBF\0\0\0\0\0\0\0\xC0\0\0\0\0\0\0\x80\xBF\0\0\0@\0\0\0@\0\0\0\0\0\0\0\xC0\0\0\0\0\0\0\x80\xBF\0\0\0@\0\0\0@\0\0\x80\xBF\0\0\0\0",
    );
    static BIAS: ::convgen::isa::Table<f32, 8> = ::convgen::isa::Table::from_le_bytes(
        b"\0\0\0\xC0\0\0\x80\xBF\0\0\0@\0\0\0\0\0\0\0\0\0\0\0@\0\0\x80\xBF\0\0\0\xC0",
    );
    static WEIGHTS_2: ::convgen::isa::Table<f32, 64> = ::convgen::isa::Table::from_le_bytes(
        b"\0\0\x80\xBF\0\0\0\0\0\0@@\0\0\x80?\0\0\x80?\0\0@@\0\0\0\0\0\0\x80\xBF\0\0\0\0\0\0@@\0\0\x80?\0\0\x80?\0\0@@\0\0\0\0\0\0\x80\xBF\0\0\0\0\0\0@@\0\0\x80?\0\0\x80?\0\0@@\0\0\0\0\0\0\x80\xBF\0\0\0\0\0\0@@\0\0\x80?\0\0\x80?\0\0@@\0\0\0\0\0\0\x80\xBF\0\0\0\0\0\0@@\0\0\x80?\0\0\x80?\0\0@@\0\0\0\0\0\0\x80\xBF\0\0\0\0\0\0@@\0\0\x80?\0\0\x80?\0\0@@\0\0\0\0\0\0\x80\xBF\0\0\0\0\0\0@@\0\0\x80?\0\0\x80?\0\0@@\0\0\0\0\0\0\x80\xBF\0\0\0\0\0\0@@\0\0\x80?\0\0\x80?\0\0@@\0\0\0\0\0\0\x80\xBF\0\0\0\0\0\0@@\0\0\x80?\0\0\x80?\0\0@@\0\0\0\0\0\0\x80\xBF",
    );
    static BIAS_2: ::convgen::isa::Table<f32, 8> = ::convgen::isa::Table::from_le_bytes(
        b"\0\0\x80\xBF\0\0\0\0\0\0@@\0\0\x80?\0\0\x80?\0\0@@\0\0\0\0\0\0\x80\xBF",
    );
    static WEIGHTS_3: ::convgen::isa::Table<f32, 64> = ::convgen::isa::Table::from_le_bytes(
        b"\0\0\0\0\0\0\x80?\0\0@\xC0\0\0\0@\0\0\0@\0\0@\xC0\0\0\x80?\0\0\0\0\0\0\x80?\0\0@\xC0\0\0\0@\0\0\0@\0\0@\xC0\0\0\x80?\0\0\0\0\0\0\x80?\0\0@\xC0\0\0\0@\0\0\0@\0\0@\xC0\0\0\x80?\0\0\0\0\0\0\x80?\0\0@\xC0\0\0\0@\0\0\0@\0\0@\xC0\0\0\x80?\0\0\0\0\0\0\x80?\0\0@\xC0\0\0\0@\0\0\0@\0\0@\xC0\0\0\x80?\0\0\0\0\0\0\x80?\0\0@\xC0\0\0\0@\0\0\0@\0\0@\xC0\0\0\x80?\0\0\0\0\0\0\x80?\0\0@\xC0\0\0\0@\0\0\0@\0\0@\xC0\0\0\x80?\0\0\0\0\0\0\x80?\0\0@\xC0\0\0\0@\0\0\0@\0\0@\xC0\0\0\x80?\0\0\0\0\0\0\x80?\0\0@\xC0\0\0\0@\0\0\0@\0\0@\xC0\0\0\x80?\0\0\0\0",
    );
    static BIAS_3: ::convgen::isa::Table<f32, 8> = ::convgen::isa::Table::from_le_bytes(
        b"\0\0\0\0\0\0\x80?\0\0@\xC0\0\0\0@\0\0\0@\0\0@\xC0\0\0\x80?\0\0\0\0",
    );
    static WEIGHTS_4: ::convgen::isa::Table<f32, 576> = ::convgen::isa::Table::from_le_bytes(
        b"\0\0\x80?\0\0\0\xC0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0@\0\0@@\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\xC0\0\0@@\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0@@\0\0\0\xC0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0@@\0\0\0@\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\xC0\0\0\x80?\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0@\0\0\0@\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x80?\0\0\0\xC0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0@\0\0@@\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\xC0\0\0@@\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0@@\0\0\0\xC0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0@@\0\0\0@\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\xC0\0\0\x80?\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0@\0\0\0@\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x80?\0\0\0\xC0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0@\0\0@@\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\xC0\0\0@@\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0@@\0\0\0\xC0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0@@\0\0\0@\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\xC0\0\0\x80?\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0@\0\0\0@\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x80?\0\0\0\xC0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0@\0\0@@\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\xC0\0\0@@\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0@@\0\0\0\xC0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0@@\0\0\0@\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\xC0\0\0\x80?\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0@\0\0\0@\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x80?\0\0\0\xC0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0@\0\0@@\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\xC0\0\0@@\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0@@\0\0\0\xC0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0@@\0\0\0@\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\xC0\0\0\x80?\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0@\0\0\0@\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x80?\0\0\0\xC0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0@\0\0@@\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\xC0\0\0@@\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0@@\0\0\0\xC0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0@@\0\0\0@\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\xC0\0\0\x80?\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0@\0\0\0@\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x80?\0\0\0\xC0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0@\0\0@@\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\xC0\0\0@@\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0@@\0\0\0\xC0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0@@\0\0\0@\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\xC0\0\0\x80?\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0@\0\0\0@\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x80?\0\0\0\xC0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0@\0\0@@\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\xC0\0\0@@\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0@@\0\0\0\xC0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0@@\0\0\0@\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\xC0\0\0\x80?\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0@\0\0\0@\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x80?\0\0\0\xC0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0@\0\0@@\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\xC0\0\0@@\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0@@\0\0\0\xC0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0@@\0\0\0@\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\xC0\0\0\x80?\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0@\0\0\0@\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x80?\0\0\0\xC0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0@\0\0@@\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\xC0\0\0@@\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0@@\0\0\0\xC0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0@@\0\0\0@\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\xC0\0\0\x80?\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0@\0\0\0@\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x80?\0\0\0\xC0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0@\0\0@@\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0",
    );
    static BIAS_4: ::convgen::isa::Table<f32, 2> = ::convgen::isa::Table::from_le_bytes(
        b"\0\0\x80?\0\0\0@",
    );
    let mut arena = ::convgen::isa::Scratch::<u8, 3168>::new();
    let arena = arena.as_mut_ptr();
    unsafe {
        kernel_0(
            input.as_ptr(),
            arena.add(0).cast::<f32>(),
            WEIGHTS.as_ptr(),
            BIAS.as_ptr(),
        );
        kernel_1(
            arena.add(0).cast::<f32>(),
            arena.add(1600).cast::<f32>(),
            arena.add(0).cast::<f32>(),
            WEIGHTS_2.as_ptr(),
            BIAS_2.as_ptr(),
        );
        kernel_1(
            arena.add(1600).cast::<f32>(),
            arena.add(0).cast::<f32>(),
            arena.add(1600).cast::<f32>(),
            WEIGHTS_3.as_ptr(),
            BIAS_3.as_ptr(),
        );
        kernel_2(
            arena.add(0).cast::<f32>(),
            output.as_mut_ptr(),
            WEIGHTS_4.as_ptr(),
            BIAS_4.as_ptr(),
        );
    }
}
#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx512f")]
#[inline]
pub(super) fn avx512(input: &[f32; 98], output: &mut [f32; 98]) {
    #[cfg(target_arch = "x86_64")]
    #[target_feature(enable = "avx512f")]
    #[inline(never)]
    unsafe fn kernel_0(
        input: *const f32,
        output: *mut f32,
        weights: *const f32,
        bias: *const f32,
    ) {
        use ::convgen::isa::avx512::f32 as v;
        unsafe {
            for y_segment in 0..2 {
                for x_segment in 0..2 {
                    let mut sum = v::load_lanes::<0, 8, 1>(bias, 0);
                    for c in 0..2 {
                        for ky in 0..2 {
                            for kx in 0..2 {
                                let weight = v::load(
                                    weights,
                                    64 - 16 * x_segment + 16 * kx - 48 * y_segment + 48 * ky
                                        + 144 * c,
                                );
                                let value = v::broadcast(
                                    input,
                                    35 * y_segment + 7 * ky + 5 * x_segment + kx + 49 * c,
                                );
                                sum = v::fma(value, weight, sum);
                            }
                        }
                    }
                    sum = v::max(v::splat(0.0), sum);
                    v::store_lanes::<
                        0,
                        8,
                        49,
                    >(output, 42 * y_segment + 6 * x_segment, sum);
                }
            }
            for y_segment_2 in 0..2 {
                for tile in 0..5 {
                    let mut sum_2 = v::load_lanes::<0, 8, 1>(bias, 0);
                    for c_2 in 0..2 {
                        for ky_2 in 0..2 {
                            for kx_2 in 0..3 {
                                let weight_2 = v::load(
                                    weights,
                                    48 + 16 * kx_2 - 48 * y_segment_2 + 48 * ky_2 + 144 * c_2,
                                );
                                let value_2 = v::broadcast(
                                    input,
                                    35 * y_segment_2 + 7 * ky_2 + kx_2 + tile + 49 * c_2,
                                );
                                sum_2 = v::fma(value_2, weight_2, sum_2);
                            }
                        }
                    }
                    sum_2 = v::max(v::splat(0.0), sum_2);
                    v::store_lanes::<
                        0,
                        8,
                        49,
                    >(output, 1 + 42 * y_segment_2 + tile, sum_2);
                }
            }
            for x_segment_2 in 0..2 {
                for row in 0..5 {
                    let mut sum_3 = v::load_lanes::<0, 8, 1>(bias, 0);
                    for c_3 in 0..2 {
                        for ky_3 in 0..3 {
                            for kx_3 in 0..2 {
                                let weight_3 = v::load(
                                    weights,
                                    16 - 16 * x_segment_2 + 16 * kx_3 + 48 * ky_3 + 144 * c_3,
                                );
                                let value_3 = v::broadcast(
                                    input,
                                    7 * ky_3 + 5 * x_segment_2 + kx_3 + 7 * row + 49 * c_3,
                                );
                                sum_3 = v::fma(value_3, weight_3, sum_3);
                            }
                        }
                    }
                    sum_3 = v::max(v::splat(0.0), sum_3);
                    v::store_lanes::<
                        0,
                        8,
                        49,
                    >(output, 7 + 6 * x_segment_2 + 7 * row, sum_3);
                }
            }
            for row_2 in 0..5 {
                for tile_2 in 0..5 {
                    let mut sum_4 = v::load_lanes::<0, 8, 1>(bias, 0);
                    for c_4 in 0..2 {
                        for ky_4 in 0..3 {
                            for kx_4 in 0..3 {
                                let weight_4 = v::load(
                                    weights,
                                    16 * kx_4 + 48 * ky_4 + 144 * c_4,
                                );
                                let value_4 = v::broadcast(
                                    input,
                                    7 * ky_4 + kx_4 + 7 * row_2 + tile_2 + 49 * c_4,
                                );
                                sum_4 = v::fma(value_4, weight_4, sum_4);
                            }
                        }
                    }
                    sum_4 = v::max(v::splat(0.0), sum_4);
                    v::store_lanes::<0, 8, 49>(output, 8 + 7 * row_2 + tile_2, sum_4);
                }
            }
        }
    }
    #[cfg(target_arch = "x86_64")]
    #[target_feature(enable = "avx512f")]
    #[inline(never)]
    unsafe fn kernel_1(
        input: *const f32,
        output: *mut f32,
        residual: *const f32,
        weights: *const f32,
        bias: *const f32,
    ) {
        use ::convgen::isa::avx512::f32 as v;
        unsafe {
            for row in 0..7 {
                for tile in 0..7 {
                    let mut sum = v::load_lanes::<0, 8, 1>(bias, 0);
                    for c in 0..8 {
                        let weight = v::load(weights, 16 * c);
                        let value = v::broadcast(input, 7 * row + tile + 49 * c);
                        sum = v::fma(value, weight, sum);
                    }
                    let addend = v::load_lanes::<0, 8, 49>(residual, 7 * row + tile);
                    sum = v::add(sum, addend);
                    sum = v::max(v::splat(0.0), sum);
                    v::store_lanes::<0, 8, 49>(output, 7 * row + tile, sum);
                }
            }
        }
    }
    #[cfg(target_arch = "x86_64")]
    #[target_feature(enable = "avx512f")]
    #[inline(never)]
    unsafe fn kernel_2(
        input: *const f32,
        output: *mut f32,
        weights: *const f32,
        bias: *const f32,
    ) {
        use ::convgen::isa::avx512::f32 as v;
        unsafe {
            for y_segment in 0..2 {
                for x_segment in 0..2 {
                    let mut sum = v::load_lanes::<0, 2, 1>(bias, 0);
                    for c in 0..8 {
                        for ky in 0..2 {
                            for kx in 0..2 {
                                let weight = v::load(
                                    weights,
                                    64 - 16 * x_segment + 16 * kx - 48 * y_segment + 48 * ky
                                        + 144 * c,
                                );
                                let value = v::broadcast(
                                    input,
                                    35 * y_segment + 7 * ky + 5 * x_segment + kx + 49 * c,
                                );
                                sum = v::fma(value, weight, sum);
                            }
                        }
                    }
                    sum = v::max(v::splat(0.0), sum);
                    v::store_lanes::<
                        0,
                        2,
                        49,
                    >(output, 42 * y_segment + 6 * x_segment, sum);
                }
            }
            for y_segment_2 in 0..2 {
                for tile in 0..5 {
                    let mut sum_2 = v::load_lanes::<0, 2, 1>(bias, 0);
                    for c_2 in 0..8 {
                        for ky_2 in 0..2 {
                            for kx_2 in 0..3 {
                                let weight_2 = v::load(
                                    weights,
                                    48 + 16 * kx_2 - 48 * y_segment_2 + 48 * ky_2 + 144 * c_2,
                                );
                                let value_2 = v::broadcast(
                                    input,
                                    35 * y_segment_2 + 7 * ky_2 + kx_2 + tile + 49 * c_2,
                                );
                                sum_2 = v::fma(value_2, weight_2, sum_2);
                            }
                        }
                    }
                    sum_2 = v::max(v::splat(0.0), sum_2);
                    v::store_lanes::<
                        0,
                        2,
                        49,
                    >(output, 1 + 42 * y_segment_2 + tile, sum_2);
                }
            }
            for x_segment_2 in 0..2 {
                for row in 0..5 {
                    let mut sum_3 = v::load_lanes::<0, 2, 1>(bias, 0);
                    for c_3 in 0..8 {
                        for ky_3 in 0..3 {
                            for kx_3 in 0..2 {
                                let weight_3 = v::load(
                                    weights,
                                    16 - 16 * x_segment_2 + 16 * kx_3 + 48 * ky_3 + 144 * c_3,
                                );
                                let value_3 = v::broadcast(
                                    input,
                                    7 * ky_3 + 5 * x_segment_2 + kx_3 + 7 * row + 49 * c_3,
                                );
                                sum_3 = v::fma(value_3, weight_3, sum_3);
                            }
                        }
                    }
                    sum_3 = v::max(v::splat(0.0), sum_3);
                    v::store_lanes::<
                        0,
                        2,
                        49,
                    >(output, 7 + 6 * x_segment_2 + 7 * row, sum_3);
                }
            }
            for row_2 in 0..5 {
                for tile_2 in 0..5 {
                    let mut sum_4 = v::load_lanes::<0, 2, 1>(bias, 0);
                    for c_4 in 0..8 {
                        for ky_4 in 0..3 {
                            for kx_4 in 0..3 {
                                let weight_4 = v::load(
                                    weights,
                                    16 * kx_4 + 48 * ky_4 + 144 * c_4,
                                );
                                let value_4 = v::broadcast(
                                    input,
                                    7 * ky_4 + kx_4 + 7 * row_2 + tile_2 + 49 * c_4,
                                );
                                sum_4 = v::fma(value_4, weight_4, sum_4);
                            }
                        }
                    }
                    sum_4 = v::max(v::splat(0.0), sum_4);
                    v::store_lanes::<0, 2, 49>(output, 8 + 7 * row_2 + tile_2, sum_4);
                }
            }
        }
    }
    static WEIGHTS: ::convgen::isa::Table<f32, 288> = ::convgen::isa::Table::from_le_bytes(
        b"\0\0\0\xC0\0\0\0\0\0\0\x80\xBF\0\0\0@\0\0\0@\0\0\x80\xBF\0\0\0\0\0\0\0\xC0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x80\xBF\0\0\0@\0\0\0@\0\0\x80\xBF\0\0\0\0\0\0\0\xC0\0\0\0\0\0\0\x80\xBF\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0@\0\0\x80\xBF\0\0\0\0\0\0\0\xC0\0\0\0\0\0\0\x80\xBF\0\0\0@\0\0\0@\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\xC0\0\0\0\0\0\0\x80\xBF\0\0\0@\0\0\0@\0\0\x80\xBF\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x80\xBF\0\0\0@\0\0\0@\0\0\x80\xBF\0\0\0\0\0\0\0\xC0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0@\0\0\0@\0\0\x80\xBF\0\0\0\0\0\0\0\xC0\0\0\0\0\0\0\x80\xBF\0\0\0@\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x80\xBF\0\0\0\0\0\0\0\xC0\0\0\0\0\0\0\x80\xBF\0\0\0@\0\0\0@\0\0\x80\xBF\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\xC0\0\0\0\0\0\0\x80\xBF\0\0\0@\0\0\0@\0\0\x80\xBF\0\0\0\0\0\0\0\xC0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x80\xBF\0\0\0@\0\0\0@\0\0\x80\xBF\0\0\0\0\0\0\0\xC0\0\0\0\0\0\0\x80\xBF\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0@\0\0\x80\xBF\0\0\0\0\0\0\0\xC0\0\0\0\0\0\0\x80\xBF\0\0\0@\0\0\0@\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\xC0\0\0\0\0\0\0\x80\xBF\0\0\0@\0\0\0@\0\0\x80\xBF\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x80\xBF\0\0\0@\0\0\0@\0\0\x80\xBF\0\0\0\0\0\0\0\xC0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0@\0\0\0@\0\0\x80\xBF\0\0\0\0\0\0\0\xC0\0\0\0\0\0\0\x80\xBF\0\0\0@\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x80\xBF\0\0\0\0\0\0\0\xC0\0\0\0\0\0\0\x80\xBF\0\0\0@\0\0\0@\0\0\x80\xBF\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\xC0\0\0\0\0\0\0\x80\xBF\0\0\0@\0\0\0@\0\0\x80\xBF\0\0\0\0\0\0\0\xC0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x80\xBF\0\0\0@\0\0\0@\0\0\x80\xBF\0\0\0\0\0\0\0\xC0\0\0\0\0\0\0\x80\xBF\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0@\0\0\x80\xBF\0\0\0\0\0\0\0\xC0\0\0\0\0\0\0\x80\xBF\0\0\0@\0\0\0@\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\xC0\0\0\0\0\0\0\x80\xBF\0\0\0@\0\0\0@\0\0\x80\xBF\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0",
    );
    static BIAS: ::convgen::isa::Table<f32, 8> = ::convgen::isa::Table::from_le_bytes(
        b"\0\0\0\xC0\0\0\x80\xBF\0\0\0@\0\0\0\0\0\0\0\0\0\0\0@\0\0\x80\xBF\0\0\0\xC0",
    );
    static WEIGHTS_2: ::convgen::isa::Table<f32, 128> = ::convgen::isa::Table::from_le_bytes(
        b"\0\0\x80\xBF\0\0\0\0\0\0@@\0\0\x80?\0\0\x80?\0\0@@\0\0\0\0\0\0\x80\xBF\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0@@\0\0\x80?\0\0\x80?\0\0@@\0\0\0\0\0\0\x80\xBF\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0@@\0\0\x80?\0\0\x80?\0\0@@\0\0\0\0\0\0\x80\xBF\0\0\0\0\0\0@@\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x80?\0\0\x80?\0\0@@\0\0\0\0\0\0\x80\xBF\0\0\0\0\0\0@@\0\0\x80?\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x80?\0\0@@\0\0\0\0\0\0\x80\xBF\0\0\0\0\0\0@@\0\0\x80?\0\0\x80?\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0@@\0\0\0\0\0\0\x80\xBF\0\0\0\0\0\0@@\0\0\x80?\0\0\x80?\0\0@@\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x80\xBF\0\0\0\0\0\0@@\0\0\x80?\0\0\x80?\0\0@@\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x80\xBF\0\0\0\0\0\0@@\0\0\x80?\0\0\x80?\0\0@@\0\0\0\0\0\0\x80\xBF\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0",
    );
    static BIAS_2: ::convgen::isa::Table<f32, 8> = ::convgen::isa::Table::from_le_bytes(
        b"\0\0\x80\xBF\0\0\0\0\0\0@@\0\0\x80?\0\0\x80?\0\0@@\0\0\0\0\0\0\x80\xBF",
    );
    static WEIGHTS_3: ::convgen::isa::Table<f32, 128> = ::convgen::isa::Table::from_le_bytes(
        b"\0\0\0\0\0\0\x80?\0\0@\xC0\0\0\0@\0\0\0@\0\0@\xC0\0\0\x80?\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x80?\0\0@\xC0\0\0\0@\0\0\0@\0\0@\xC0\0\0\x80?\0\0\0\0\0\0\x80?\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0@\xC0\0\0\0@\0\0\0@\0\0@\xC0\0\0\x80?\0\0\0\0\0\0\x80?\0\0@\xC0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0@\0\0\0@\0\0@\xC0\0\0\x80?\0\0\0\0\0\0\x80?\0\0@\xC0\0\0\0@\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0@\0\0@\xC0\0\0\x80?\0\0\0\0\0\0\x80?\0\0@\xC0\0\0\0@\0\0\0@\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0@\xC0\0\0\x80?\0\0\0\0\0\0\x80?\0\0@\xC0\0\0\0@\0\0\0@\0\0@\xC0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x80?\0\0\0\0\0\0\x80?\0\0@\xC0\0\0\0@\0\0\0@\0\0@\xC0\0\0\x80?\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x80?\0\0@\xC0\0\0\0@\0\0\0@\0\0@\xC0\0\0\x80?\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0",
    );
    static BIAS_3: ::convgen::isa::Table<f32, 8> = ::convgen::isa::Table::from_le_bytes(
        b"\0\0\0\0\0\0\x80?\0\0@\xC0\0\0\0@\0\0\0@\0\0@\xC0\0\0\x80?\0\0\0\0",
    );
    static WEIGHTS_4: ::convgen::isa::Table<f32, 1152> = ::convgen::isa::Table::from_le_bytes(
        b"\0\0\x80?\0\0\0\xC0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0@\0\0@@\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\xC0\0\0@@\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0@@\0\0\0\xC0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0@@\0\0\0@\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\xC0\0\0\x80?\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0@\0\0\0@\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x80?\0\0\0\xC0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0@\0\0@@\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\xC0\0\0@@\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0@@\0\0\0\xC0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0@@\0\0\0@\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\xC0\0\0\x80?\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0@\0\0\0@\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x80?\0\0\0\xC0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0@\0\0@@\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\xC0\0\0@@\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0@@\0\0\0\xC0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0@@\0\0\0@\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\xC0\0\0\x80?\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0@\0\0\0@\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x80?\0\0\0\xC0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0@\0\0@@\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\xC0\0\0@@\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0@@\0\0\0\xC0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0@@\0\0\0@\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\xC0\0\0\x80?\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0@\0\0\0@\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x80?\0\0\0\xC0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0@\0\0@@\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\xC0\0\0@@\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0@@\0\0\0\xC0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0@@\0\0\0@\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\xC0\0\0\x80?\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0@\0\0\0@\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x80?\0\0\0\xC0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0@\0\0@@\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\xC0\0\0@@\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0@@\0\0\0\xC0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0@@\0\0\0@\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\xC0\0\0\x80?\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0@\0\0\0@\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x80?\0\0\0\xC0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0@\0\0@@\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\xC0\0\0@@\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0@@\0\0\0\xC0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0@@\0\0\0@\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\xC0\0\0\x80?\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0@\0\0\0@\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x80?\0\0\0\xC0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0@\0\0@@\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\xC0\0\0@@\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0@@\0\0\0\xC0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0@@\0\0\0@\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\xC0\0\0\x80?\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0@\0\0\0@\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x80?\0\0\0\xC0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0@\0\0@@\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\xC0\0\0@@\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0@@\0\0\0\xC0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0@@\0\0\0@\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\xC0\0\0\x80?\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0@\0\0\0@\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x80?\0\0\0\xC0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0@\0\0@@\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\xC0\0\0@@\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0@@\0\0\0\xC0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0@@\0\0\0@\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\xC0\0\0\x80?\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0@\0\0\0@\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x80?\0\0\0\xC0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0@\0\0@@\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0",
    );
    static BIAS_4: ::convgen::isa::Table<f32, 2> = ::convgen::isa::Table::from_le_bytes(
        b"\0\0\x80?\0\0\0@",
    );
    let mut arena = ::convgen::isa::Scratch::<u8, 3168>::new();
    let arena = arena.as_mut_ptr();
    unsafe {
        kernel_0(
            input.as_ptr(),
            arena.add(0).cast::<f32>(),
            WEIGHTS.as_ptr(),
            BIAS.as_ptr(),
        );
        kernel_1(
            arena.add(0).cast::<f32>(),
            arena.add(1600).cast::<f32>(),
            arena.add(0).cast::<f32>(),
            WEIGHTS_2.as_ptr(),
            BIAS_2.as_ptr(),
        );
        kernel_1(
            arena.add(1600).cast::<f32>(),
            arena.add(0).cast::<f32>(),
            arena.add(1600).cast::<f32>(),
            WEIGHTS_3.as_ptr(),
            BIAS_3.as_ptr(),
        );
        kernel_2(
            arena.add(0).cast::<f32>(),
            output.as_mut_ptr(),
            WEIGHTS_4.as_ptr(),
            BIAS_4.as_ptr(),
        );
    }
}
