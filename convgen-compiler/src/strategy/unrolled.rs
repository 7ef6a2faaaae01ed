//! The sparse matrix itself as straight-line code.
//!
//! For tiny layers. A vector is up to `lanes` neighbouring outputs of one phase of a row; each tap
//! that reaches any of them is one multiply-add with the weight as a literal. Zero weights and taps
//! outside the input are not there at all. With one lane this is the matrix, row by row.

use std::collections::BTreeMap;
use std::ops::Range;

use super::contract::Strategy;
use super::epilogue::Epilogue;
use super::parameters::{Lowered, Parameters};
use super::{phases, pieces, reach::reach};
use crate::isa::{AnyTile, Isa};
use crate::kernel::{
    Access, BinaryOp, BufferId, Builder, Index, Lanes, Operand, Register, Stmt, Value,
};
use crate::spec;
use crate::stencil::{Phase, Weighted};

/// Straight-line code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unrolled;

impl Strategy for Unrolled {
    const NAME: spec::Strategy = spec::Strategy::Unrolled;

    fn forms(_: &Isa, _: &Weighted, _scratch: usize, _: Option<AnyTile>) -> Vec<Self> {
        vec![Self]
    }

    fn bakes(&self) -> bool {
        true
    }

    fn lower(&self, layer: &Weighted, lanes: usize) -> Lowered {
        lower(layer, lanes)
    }
}

fn lower(layer: &Weighted, lanes: usize) -> Lowered {
    let stencil = &layer.stencil;
    let [z, y, _] = stencil.axes.each_ref();
    let (mut parameters, mut builder, input, output) = Parameters::begin(stencil, lanes);
    let epilogue = Epilogue::with_known_slopes(&mut builder, &mut parameters, stencil);
    let weights = stencil.reads_weights.then(|| parameters.weights(&mut builder, stencil, 0));
    let bias = if stencil.reads_bias { parameters.bias(&mut builder, stencil) } else { None };
    let given = Given { weights, bias, loaded: BTreeMap::new() };
    let (loaded, body) = (BTreeMap::new(), Vec::new());
    let mut lowering = Lowering { layer, builder, input, output, epilogue, given, loaded, body };
    for batch in 0..stencil.batch {
        for channel in 0..stencil.out_channels {
            for oz in 0..z.output {
                for oy in 0..y.output {
                    lowering.row(&Row { batch, channel, oz, oy });
                }
            }
        }
    }
    parameters.bind(lowering.builder.finish(lowering.body), layer, |_| Vec::new())
}

/// One row of outputs.
struct Row {
    batch: usize,
    channel: usize,
    oz: usize,
    oy: usize,
}

/// Parameters that are the caller's.
struct Given {
    weights: Option<BufferId>,
    bias: Option<BufferId>,
    /// Each is loaded once.
    loaded: BTreeMap<(BufferId, usize), Register>,
}

struct Lowering<'a> {
    layer: &'a Weighted,
    builder: Builder,
    input: BufferId,
    output: BufferId,
    epilogue: Epilogue,
    given: Given,
    /// Every vector is loaded once: the input does not change.
    loaded: BTreeMap<(usize, Lanes), Register>,
    body: Vec<Stmt>,
}

impl Lowering<'_> {
    fn row(&mut self, row: &Row) {
        let stencil = &self.layer.stencil;
        let x = &stencil.axes[2];
        let strides = stencil.out_strides;
        let start = strides.index(row.batch, row.channel, [row.oz, row.oy, 0]);
        let element = strides.axes[2];
        let lanes = self.builder.lanes();
        for block in 0..x.phases.iter().map(|phase| phase.count.div_ceil(lanes)).max().unwrap_or(0)
        {
            let target = start + x.out_step * lanes * block * element;
            let mut sums = Vec::new();
            for phase in &x.phases {
                let count = pieces::active(phase, lanes, block);
                if count > 0 {
                    let first = lanes * block;
                    let place = target + phase.residue * element;
                    let sum = self.vector(row, phase, first..first + count, place);
                    sums.push((phase.residue, count, sum));
                }
            }
            let index = Index::constant(target as i64);
            let slope = Some(Operand::Splat(self.layer.slope(row.channel)));
            let stores = phases::finish(
                &mut self.builder,
                self.epilogue,
                slope,
                self.output,
                &index,
                [x.out_step, element],
                &sums,
            );
            self.body.extend(stores);
        }
    }

    /// The sums of the outputs `qs` of a phase, which begin at output element `target`.
    fn vector(&mut self, row: &Row, phase: &Phase, qs: Range<usize>, target: usize) -> Register {
        let terms = self.terms(row, phase, &qs);
        let bias = match self.given.bias {
            Some(buffer) => self.parameter(buffer, row.channel),
            None => Operand::Splat(self.layer.bias(row.channel)),
        };
        let name = format!("y{target}");
        let mut terms = terms.into_iter();
        let first = match terms.next() {
            Some((loaded, weight)) if bias == Operand::Splat(0.0) => {
                Value::Binary(BinaryOp::Mul, loaded, weight)
            }
            Some((loaded, weight)) => Value::Fma(loaded, weight, bias),
            None => Value::Copy(bias),
        };
        let (sum, define) = self.builder.define(&name, first);
        self.body.push(define);
        for (loaded, weight) in terms {
            let value = Value::Fma(loaded, weight, Operand::Register(sum));
            self.body.push(Stmt::Set(sum, value));
        }
        sum
    }

    /// What is summed: loaded inputs with their weights.
    fn terms(&mut self, row: &Row, phase: &Phase, qs: &Range<usize>) -> Vec<(Operand, Operand)> {
        let stencil = &self.layer.stencil;
        let [z, y, x] = stencil.axes.each_ref();
        let per_group = stencil.in_channels_per_group();
        let element = stencil.in_strides.axes[2];
        let mut terms = Vec::new();
        for local in 0..per_group {
            let channel = stencil.group(row.channel) * per_group + local;
            for (kz, iz) in z.reads(row.oz) {
                for (ky, iy) in y.reads(row.oy) {
                    let start = stencil.in_strides.index(row.batch, channel, [iz, iy, 0]);
                    for tap in &phase.taps {
                        let taps = [kz, ky, tap.kernel as usize];
                        let mut reads = reach(x, phase, tap, qs).into_iter().peekable();
                        if reads.peek().is_none() {
                            continue;
                        }
                        let weight = self.weight(row.channel, local, taps);
                        if weight == Operand::Splat(0.0) {
                            continue;
                        }
                        for reads in reads {
                            let at = start + reads.at * element;
                            let loaded = self.load(at, reads.lanes(x, element));
                            terms.push((Operand::Register(loaded), weight));
                        }
                    }
                }
            }
        }
        terms
    }

    fn weight(&mut self, out_channel: usize, local: usize, tap: [usize; 3]) -> Operand {
        let stencil = &self.layer.stencil;
        let Some(buffer) = self.given.weights else {
            return Operand::Splat(self.layer.weight(out_channel, local, tap));
        };
        let ([_, y, x], [kz, ky, kx]) = (stencil.axes.each_ref(), tap);
        let (strides, per_group) = (stencil.weight_strides, stencil.out_channels_per_group());
        let channels = out_channel / per_group * strides.group
            + out_channel % per_group * strides.output
            + local * strides.input;
        self.parameter(buffer, channels + (kz * y.kernel + ky) * x.kernel + kx)
    }

    /// A number of the caller's in every lane.
    fn parameter(&mut self, buffer: BufferId, at: usize) -> Operand {
        if let Some(&register) = self.given.loaded.get(&(buffer, at)) {
            return Operand::Register(register);
        }
        let value = Value::Broadcast(buffer, Index::constant(at as i64));
        let (register, define) = self.builder.define("parameter", value);
        self.body.push(define);
        self.given.loaded.insert((buffer, at), register);
        Operand::Register(register)
    }

    fn load(&mut self, at: usize, lanes: Lanes) -> Register {
        if let Some(&register) = self.loaded.get(&(at, lanes)) {
            return register;
        }
        let access = Access { buffer: self.input, index: Index::constant(at as i64), lanes };
        let (register, define) = self.builder.define(&format!("x{at}"), Value::Load(access));
        self.body.push(define);
        self.loaded.insert((at, lanes), register);
        register
    }
}
