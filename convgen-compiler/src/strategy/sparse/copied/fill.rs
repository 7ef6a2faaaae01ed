//! Copies the rows of a tile's window, with zeros around the input.

use super::{Copied, Place};
use crate::kernel::{Access, Builder, Index, Lanes, Operand, Stmt, Trip, Value, Var, nest};
use crate::stencil::{Window, first};
use crate::strategy::sparse::Lowering;

impl Copied {
    /// All input channels of the window, every element of it.
    pub(super) fn fill(&self, lowering: &mut Lowering<'_>, place: &Place<'_>) -> Vec<Stmt> {
        let Window { planes, depth, height, pitch, .. } = self.window;
        let [z, y] = [(&place.z, depth), (&place.y, height)]
            .map(|(span, len)| span.axis.covered(&span.phase.taps, span.piece.first, len));
        let channels = Trip::Fixed(planes);
        let channel = lowering.builder.var("c", &channels);
        let [slices, rows] = [&z, &y].map(|range| Trip::Fixed(range.len()));
        let slice = lowering.builder.var("slice", &slices);
        let row = lowering.builder.var("row", &rows);
        let plane = Index::default().linear(channel, self.window.plane() as i64);
        let at = |row: usize| plane.clone().offset((row * pitch) as i64);
        let inner = at(z.start * height).linear(slice, (height * pitch) as i64);
        let within = |row: usize| inner.clone().offset((row * pitch) as i64);
        let from = source(lowering, place, [z.start, y.start], [channel, slice, row]);
        let to = within(y.start).linear(row, pitch as i64);
        let copy = self.copy(lowering, place, &from, &to);
        let builder = &mut lowering.builder;
        let mut each = self.zeros(builder, within(0), y.start);
        each.extend(nest(row, rows, copy));
        each.extend(self.zeros(builder, within(y.end), height - y.end));
        let mut body = self.zeros(builder, at(0), z.start * height);
        body.extend(nest(slice, slices, each));
        body.extend(self.zeros(builder, at(z.end * height), (depth - z.end) * height));
        nest(channel, channels, body)
    }

    /// One row; `from` is the input element that would be the window's first.
    fn copy(
        &self,
        lowering: &mut Lowering<'_>,
        place: &Place<'_>,
        from: &Index,
        to: &Index,
    ) -> Vec<Stmt> {
        let (pitch, lanes) = (self.window.pitch, lowering.builder.lanes());
        let x = &lowering.stencil.axes[2];
        let inside = x.covered(&x.taps(), place.x.first, pitch);
        let mut body = Vec::new();
        for start in (0..pitch).step_by(lanes) {
            let [lane, end] =
                [inside.start, inside.end].map(|at| at.clamp(start, start + lanes) - start);
            let index = from.clone().offset((start + lane) as i64);
            let part = Lanes { first: lane, count: end - lane, stride: 1 };
            let value = match part.count {
                0 => Operand::Splat(0.0),
                _ => {
                    let access = Access { buffer: lowering.input, index, lanes: part };
                    let (value, load) = lowering.builder.define("copy", Value::Load(access));
                    body.push(load);
                    Operand::Register(value)
                }
            };
            body.push(self.store(to.clone().offset(start as i64), lanes, value));
        }
        body
    }

    /// Some rows of zeros.
    fn zeros(&self, builder: &mut Builder, to: Index, rows: usize) -> Vec<Stmt> {
        let (pitch, lanes) = (self.window.pitch, builder.lanes());
        let trip = Trip::Fixed(rows);
        let row = builder.var("row", &trip);
        let to = to.linear(row, pitch as i64);
        let starts = (0..pitch).step_by(lanes);
        let zero = |start| self.store(to.clone().offset(start as i64), lanes, Operand::Splat(0.0));
        nest(row, trip, starts.map(zero).collect())
    }

    fn store(&self, index: Index, lanes: usize, value: Operand) -> Stmt {
        let lanes = Lanes::strided(lanes, 1);
        Stmt::Store(Access { buffer: self.scratch, index, lanes }, value)
    }
}

/// The input element of a window's row, when its slices and rows begin with the first that are
/// there.
fn source(
    lowering: &Lowering<'_>,
    place: &Place<'_>,
    starts: [usize; 2],
    [channel, slice, row]: [Option<Var>; 3],
) -> Index {
    let stencil = lowering.stencil;
    let x = &stencil.axes[2];
    let strides = &stencil.in_strides;
    let [slice_len, row_len, _] = strides.axes;
    let index = Index::default()
        .linear(lowering.batch, strides.batch as i64)
        .linear(channel, strides.channel as i64)
        .linear(slice, slice_len as i64)
        .linear(row, row_len as i64)
        .linear(place.x_var, place.x.size as i64)
        .offset(place.x.first as i64 + first(&x.taps()));
    let spans = [(&place.z, slice_len, starts[0]), (&place.y, row_len, starts[1])];
    spans.into_iter().fold(index, |index, (span, len, start)| {
        let begin = first(&span.phase.taps) + start as i64;
        span.input(index, len).offset(begin * len as i64)
    })
}
