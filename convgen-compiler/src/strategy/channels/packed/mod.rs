//! The caller's weights in the order in which tiles read them: copied to the stack first.

mod runs;

use std::collections::BTreeMap;

use super::pack::Packing;
use crate::kernel::{Access, BufferId, Builder, Lanes, Operand, Stmt, Value, nest};
use crate::stencil::Stencil;
use runs::{Places, runs};

/// A buffer of packed weights, and the statements that fill it.
pub(super) fn weights(
    builder: &mut Builder,
    stencil: &Stencil,
    packing: &Packing,
    given: BufferId,
) -> (BufferId, Vec<Stmt>) {
    let (lanes, stride) = (packing.lanes, packing.lane_stride(stencil.weight_strides));
    let sources = packing.pack(stencil, None, |channel| sources(stencil, channel));
    let packed = builder.scratch("packed", sources.len());
    let mut vectors: BTreeMap<usize, Vec<Places>> = BTreeMap::new();
    for (n, vector) in sources.chunks(lanes).enumerate() {
        let places = [vector[0].unwrap_or(0), n * lanes].map(|place| place as i64);
        vectors.entry(vector.iter().flatten().count()).or_default().push(places);
    }
    let mut body = Vec::new();
    for (count, places) in vectors {
        for run in runs(&places) {
            let (vars, [from, to]) = run.indices(builder);
            let value = match count {
                0 => Value::Copy(Operand::Splat(0.0)),
                _ => Value::Load(Access {
                    buffer: given,
                    index: from,
                    lanes: Lanes::strided(count, if count == 1 { 1 } else { stride }),
                }),
            };
            let (weight, load) = builder.define("weight", value);
            let all = Access { buffer: packed, index: to, lanes: Lanes::strided(lanes, 1) };
            let copy = vec![load, Stmt::Store(all, Operand::Register(weight))];
            let loops = vars.into_iter();
            body.extend(loops.fold(copy, |body, (var, trip)| nest(var, trip, body)));
        }
    }
    (packed, body)
}

/// Where the weights of an output channel are in the caller's array, `[in/groups, kz, ky, kx]`.
fn sources(stencil: &Stencil, channel: usize) -> Vec<Option<usize>> {
    let (strides, per_group) = (stencil.weight_strides, stencil.out_channels_per_group());
    let first = channel / per_group * strides.group + channel % per_group * strides.output;
    let inputs = 0..stencil.in_channels_per_group();
    inputs
        .map(|local| first + local * strides.input)
        .flat_map(|start| (start..start + stencil.taps_per_channel()).map(Some))
        .collect()
}
