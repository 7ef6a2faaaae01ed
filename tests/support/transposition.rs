//! A program made by hand whose kernel reads tiles: planes to channels last.

use convgen_compiler::element::Element;
use convgen_compiler::isa::Isa;
use convgen_compiler::kernel::verify::verify;
use convgen_compiler::kernel::{
    self, Access, BinaryOp, BufferId, Index, Lanes, Loop, Operand, Stmt, Trip, Value, Var,
};
use convgen_compiler::program::{self, Argument, Verified};

/// Neither is a multiple of any register's lanes.
pub(crate) const PLANES: usize = 19;
pub(crate) const PIXELS: usize = 21;
pub(crate) const LEN: usize = PLANES * PIXELS;

/// The program for an instruction set: a register's lanes are planes, a tile's columns pixels.
pub(crate) fn program(isa: &Isa) -> Result<Verified, String> {
    let lanes = isa.lanes(Element::F32);
    let (mut kernel, input, output) = kernel::Builder::new(Element::F32, lanes, LEN, LEN);
    let trip = Trip::Fixed(PIXELS / lanes);
    let tile = kernel.var("tile", &trip);
    let mut body = block(&mut kernel, [input, output], (tile, 0), lanes);
    if let Some(var) = tile {
        body = vec![Stmt::Loop(Loop { var, trip, body })];
    }
    let rest = PIXELS % lanes;
    if rest > 0 {
        body.extend(block(&mut kernel, [input, output], (None, PIXELS - rest), rest));
    }
    let kernel = verify(kernel.finish(body)).map_err(|faults| format!("{faults:?}"))?;

    let mut builder = program::Builder::default();
    let input = builder.input("input", Element::F32, LEN);
    let output = builder.output("output", Element::F32, LEN);
    let kernel = builder.kernel(kernel);
    builder.call(kernel, [input, output].map(|buffer| Argument { buffer, base: 0 }).to_vec());
    program::verify::verify(builder.finish()).map_err(|faults| format!("{faults:?}"))
}

/// All planes of `pixels` neighbours: of those from `first` on, or of a loop's tiles of as many. The first
/// pixel of each register's planes is doubled, so that a register of a tile is updated.
fn block(
    builder: &mut kernel::Builder,
    [input, output]: [BufferId; 2],
    (tile, first): (Option<Var>, usize),
    pixels: usize,
) -> Vec<Stmt> {
    let lanes = builder.lanes();
    let (mut loads, mut stores) = (Vec::new(), Vec::new());
    for plane in (0..PLANES).step_by(lanes) {
        let count = lanes.min(PLANES - plane);
        let at = |plane_step: usize, pixel_step: usize, pixel: usize| {
            let constant = plane * plane_step + (first + pixel) * pixel_step;
            Index::constant(constant as i64).linear(tile, (pixels * pixel_step) as i64)
        };
        let lanes = Lanes::strided(count, PIXELS);
        let from = Access { buffer: input, index: at(PIXELS, 1, 0), lanes };
        let (registers, load) = builder.define_tile("pixel", from, 1, pixels);
        loads.push(load);
        let doubled = Operand::Register(registers[0]);
        stores.push(Stmt::Set(registers[0], Value::Binary(BinaryOp::Add, doubled, doubled)));
        for (pixel, register) in registers.into_iter().enumerate() {
            let (index, lanes) = (at(1, PLANES, pixel), Lanes::strided(count, 1));
            let to = Access { buffer: output, index, lanes };
            stores.push(Stmt::Store(to, Operand::Register(register)));
        }
    }
    loads.append(&mut stores);
    loads
}

/// The same in plain loops, for registers of so many lanes.
pub(crate) fn expected(input: &[f32], lanes: usize) -> Vec<f32> {
    let of = |pixel: usize, plane: usize| {
        let factor = if pixel.is_multiple_of(lanes) { 2.0 } else { 1.0 };
        factor * input[plane * PIXELS + pixel]
    };
    (0..PIXELS).flat_map(|pixel| (0..PLANES).map(move |plane| of(pixel, plane))).collect()
}
