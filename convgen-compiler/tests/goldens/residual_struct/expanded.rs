/// Adds a skip connection.
pub struct Added;
const _: () = {
    const _: () = {
        let _ = ::core::include_bytes!(
            ::core::concat!(::core::env!("CARGO_MANIFEST_DIR"), "/spec.toml")
        );
    };
};
#[automatically_derived]
impl Added {
    /// `output = activation(layer(input) + bias + residual)`; every element of `output` is
    /// written.
    #[allow(dead_code, reason = "one of several ways to run the layer")]
    #[inline]
    pub fn forward(input: &[f32; 4], residual: &[f32; 3], output: &mut [f32; 3]) {
        mod kernels {
            /// `spec.toml`: conv from 1 × 1×4 to 1 × 1×3, kernel 1×2.
            /// Strategy `unrolled`, ISA `scalar`: 6 multiply-adds are within 1024.
            /// 6 multiply-adds; 0 table bytes.
            #[inline]
            pub(super) fn kernel(
                input: &[f32; 4],
                residual: &[f32; 3],
                output: &mut [f32; 3],
            ) {
                use ::convgen::isa::scalar::f32 as v;
                let input = input.as_ptr();
                let output = output.as_mut_ptr();
                let residual = residual.as_ptr();
                unsafe {
                    let x0 = v::load(input, 0);
                    let x1 = v::load(input, 1);
                    let mut y0 = v::mul(x0, v::splat(1.0));
                    y0 = v::fma(x1, v::splat(-0.5), y0);
                    let addend = v::load(residual, 0);
                    y0 = v::add(y0, addend);
                    y0 = v::max(v::splat(0.0), y0);
                    v::store(output, 0, y0);
                    let x2 = v::load(input, 2);
                    let mut y1 = v::mul(x1, v::splat(1.0));
                    y1 = v::fma(x2, v::splat(-0.5), y1);
                    let addend_2 = v::load(residual, 1);
                    y1 = v::add(y1, addend_2);
                    y1 = v::max(v::splat(0.0), y1);
                    v::store(output, 1, y1);
                    let x3 = v::load(input, 3);
                    let mut y2 = v::mul(x2, v::splat(1.0));
                    y2 = v::fma(x3, v::splat(-0.5), y2);
                    let addend_3 = v::load(residual, 2);
                    y2 = v::add(y2, addend_3);
                    y2 = v::max(v::splat(0.0), y2);
                    v::store(output, 2, y2);
                }
            }
        }
        kernels::kernel(input, residual, output)
    }
    /// `output = activation(layer(input) + bias + residual)`; every element of `output` is
    /// written.
    #[allow(dead_code, reason = "one of several ways to run the layer")]
    #[inline]
    pub fn forward_on(
        _: ::convgen::Isa,
        input: &[f32; 4],
        residual: &[f32; 3],
        output: &mut [f32; 3],
    ) {
        Self::forward(input, residual, output)
    }
}
#[automatically_derived]
impl ::convgen::AnyLayer for Added {
    type Element = f32;
    const SHAPE: ::convgen::Shape = ::convgen::Shape::checked(
        ::convgen::Kind::Conv,
        1,
        ::convgen::Channels {
            input: 1,
            output: 1,
            groups: 1,
        },
        &[::convgen::Axis::new(1, 1), ::convgen::Axis::new(4, 2)],
    );
    const ACTIVATION: ::convgen::Activation<'static, f32> = ::convgen::Activation::Relu;
    fn weights() -> &'static [f32] {
        static NUMBERS: ::convgen::isa::Table<f32, 2> = ::convgen::isa::Table::from_le_bytes(
            b"\0\0\x80?\0\0\0\xBF",
        );
        ::convgen::isa::Table::as_slice(&NUMBERS)
    }
    fn bias() -> &'static [f32] {
        &[]
    }
    const OPERANDS: &'static [::convgen::Operand] = &[
        ::convgen::Operand::Input,
        ::convgen::Operand::Residual,
    ];
    fn run(
        isa: ::convgen::Isa,
        operands: &[&[f32]],
        output: &mut [f32],
    ) -> ::core::result::Result<(), ::convgen::LengthError> {
        <Self as ::convgen::AnyLayer>::check(operands, output)?;
        if let &[input, residual] = operands {
            Self::forward_on(
                isa,
                ::convgen::Buffer::from_slice(input)?,
                ::convgen::Buffer::from_slice(residual)?,
                ::convgen::Buffer::from_mut_slice(output)?,
            );
        }
        ::core::result::Result::Ok(())
    }
}
