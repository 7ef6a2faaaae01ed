//! The sums of a tile. Where these are few and long, each is several that are added up in the end: one
//! alone would take as many latencies of a multiply-add as it has taps.

use std::collections::BTreeMap;

use crate::kernel::{BinaryOp, Builder, Operand, Register, Stmt, Value};

/// An accumulator of the tile: channel, row, vector, phase.
pub(super) type Place = (usize, usize, usize, usize);

/// Chains of multiply-adds that hide their latency: four cycles, two of them at once.
const CHAINS: usize = 8;

/// Multiply-adds that common processors look ahead, with their loads. When a tile has fewer, the next
/// one runs beside it.
const AHEAD: usize = 128;

#[derive(Default)]
pub(super) struct Sums {
    /// The parts of each sum.
    parts: BTreeMap<Place, Vec<Register>>,
    /// How many products each has so far.
    products: BTreeMap<Place, usize>,
}

impl Sums {
    /// Defines the sums, each of about so many products in the text, that begin with a value of their
    /// own.
    pub(super) fn define(
        &mut self,
        builder: &mut Builder,
        places: &[(Place, Value)],
        taps: usize,
    ) -> Vec<Stmt> {
        let parts = match places.len() * taps {
            AHEAD.. => CHAINS.div_ceil(places.len()).min(taps),
            _ => 1,
        };
        let mut body = Vec::new();
        for (place, start) in places {
            let rest = std::iter::repeat_n(Value::Copy(Operand::Splat(0.0)), parts - 1);
            let starts = std::iter::once(start.clone()).chain(rest);
            let (registers, defines): (Vec<_>, Vec<_>) =
                starts.map(|start| builder.define("sum", start)).unzip();
            self.parts.insert(*place, registers);
            body.extend(defines);
        }
        body
    }

    /// The register that the next product of a sum is added to.
    pub(super) fn next(&mut self, place: Place) -> Register {
        let parts = &self.parts[&place];
        let count = self.products.entry(place).or_insert(0);
        *count += 1;
        parts[(*count - 1) % parts.len()]
    }

    /// Adds up the parts.
    pub(super) fn total(&self) -> Vec<Stmt> {
        let add = |parts: &Vec<Register>| {
            let sum = parts[0];
            let add = move |&part: &Register| {
                let [sum_now, part] = [sum, part].map(Operand::Register);
                Stmt::Set(sum, Value::Binary(BinaryOp::Add, sum_now, part))
            };
            parts[1..].iter().map(add).collect::<Vec<_>>()
        };
        self.parts.values().flat_map(add).collect()
    }

    /// The sum of a place, if that has an output.
    pub(super) fn get(&self, place: &Place) -> Option<Register> {
        self.parts.get(place).map(|parts| parts[0])
    }
}
