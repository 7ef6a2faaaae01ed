//! The products of a strip: for each of them a matrix of channels times one of tiles.

use super::Lowering;
use super::strip::Strips;
use crate::kernel::{Access, BufferId, Index, Lanes, Operand, Register, Stmt, Trip, Value, nest};
use crate::strategy::split::{Block, even};

/// Products that the same tiles have.
struct Class {
    /// Each of them, by axis.
    products: Vec<[usize; 3]>,
    /// The tiles, by axis.
    tiles: Vec<[usize; 3]>,
}

/// Where something is: elements from one product and from one tile to the next, by axis.
#[derive(Clone, Copy)]
pub(super) struct Steps {
    pub(super) products: [usize; 3],
    pub(super) tiles: [usize; 3],
}

/// An array that is indexed by product and tile.
#[derive(Clone, Copy)]
pub(super) struct Place {
    pub(super) buffer: BufferId,
    pub(super) steps: Steps,
}

/// The products that whole and shorter tiles have in common, those of whole ones only, and so on for each
/// axis.
fn classes(strips: &[Strips<'_>; 3]) -> Vec<Class> {
    let parts = strips.each_ref().map(|strips| {
        let kept: Vec<usize> = strips.part.map(|part| part.kept.clone()).unwrap_or_default();
        let all = 0..strips.tiling.products();
        let (both, only): (Vec<_>, Vec<_>) =
            all.partition(|product| strips.part.is_none() || kept.contains(product));
        [(both, strips.tiles), (only, strips.whole())]
    });
    let mut classes = Vec::new();
    for z in &parts[0] {
        for y in &parts[1] {
            for x in &parts[2] {
                let axes = [z, y, x];
                let products = combinations(axes.map(|(products, _)| products.clone()));
                let tiles = combinations(axes.map(|(_, tiles)| (0..*tiles).collect()));
                if !products.is_empty() && !tiles.is_empty() {
                    classes.push(Class { products, tiles });
                }
            }
        }
    }
    classes
}

fn combinations([z, y, x]: [Vec<usize>; 3]) -> Vec<[usize; 3]> {
    let mut all = Vec::with_capacity(z.len() * y.len() * x.len());
    for &z in &z {
        for &y in &y {
            all.extend(x.iter().map(|&x| [z, y, x]));
        }
    }
    all
}

fn place(steps: [usize; 3], at: [usize; 3]) -> i64 {
    steps.iter().zip(at).map(|(step, at)| (step * at) as i64).sum()
}

/// All of a block of output channels; the table's index is that of the block, in panels of some width.
pub(super) fn products(
    lowering: &mut Lowering<'_>,
    strips: &[Strips<'_>; 3],
    block: &Block,
    (table, width): (&Index, usize),
    [values, sums]: [Place; 2],
) -> Vec<Stmt> {
    let inputs = lowering.stencil.in_channels_per_group();
    let all = strips.each_ref().map(|strips| strips.tiling.products());
    let order = [all[1] * all[2], all[2], 1].map(|step| step * inputs * width);
    let mut body = Vec::new();
    for class in classes(strips) {
        let trip = Trip::Fixed(class.products.len());
        let var = lowering.builder.var("product", &trip);
        let along = |steps: [usize; 3]| -> Vec<i64> {
            class.products.iter().map(|&at| place(steps, at)).collect()
        };
        let table = table.clone().table(var, &along(order));
        let from = Index::default().table(var, &along(values.steps.products));
        let to = Index::default().table(var, &along(sums.steps.products));
        let tiles: Vec<[i64; 2]> = (class.tiles.iter())
            .map(|&at| [values, sums].map(|array| place(array.steps.tiles, at)))
            .collect();
        let most = lowering.method.most_tiles(block.vectors);
        let from = (values.buffer, &from);
        let chunk = Chunk { block, width, table: &table, from, to: (sums.buffer, &to) };
        let mut stmts = Vec::new();
        for (firsts, relative) in chunks(&tiles, most) {
            stmts.extend(chunk.lower(lowering, &firsts, &relative));
        }
        body.extend(nest(var, trip, stmts));
    }
    body
}

/// Chunks of tiles: where those of the same form begin, and their tiles from there.
type Form = (Vec<[i64; 2]>, Vec<[i64; 2]>);

fn chunks(tiles: &[[i64; 2]], most: usize) -> Vec<Form> {
    let mut forms: Vec<Form> = Vec::new();
    let mut rest = tiles;
    for size in even(tiles.len(), most).into_iter().flat_map(|(n, size)| vec![size; n]) {
        let (chunk, others) = rest.split_at(size);
        rest = others;
        let first = chunk[0];
        let relative: Vec<_> =
            chunk.iter().map(|at| [at[0] - first[0], at[1] - first[1]]).collect();
        match forms.iter_mut().find(|(_, form)| *form == relative) {
            Some((firsts, _)) => firsts.push(first),
            None => forms.push((vec![first], relative)),
        }
    }
    forms
}

struct Chunk<'a> {
    block: &'a Block,
    /// Table elements from one input channel to the next.
    width: usize,
    table: &'a Index,
    from: (BufferId, &'a Index),
    to: (BufferId, &'a Index),
}

impl Chunk<'_> {
    /// The sums of some tiles: a loop over input channels.
    fn lower(
        &self,
        lowering: &mut Lowering<'_>,
        firsts: &[[i64; 2]],
        relative: &[[i64; 2]],
    ) -> Vec<Stmt> {
        let vectors = self.block.vectors;
        let trip = Trip::Fixed(firsts.len());
        let var = lowering.builder.var("chunk", &trip);
        let at = |index: &Index, n: usize| {
            let places: Vec<i64> = firsts.iter().map(|first| first[n]).collect();
            index.clone().table(var, &places)
        };
        let (from, to) = (at(self.from.1, 0), at(self.to.1, 1));
        let mut body = Vec::new();
        let sums: Vec<Vec<Register>> = relative
            .iter()
            .map(|_| {
                let define = |_| {
                    let zero = Value::Copy(Operand::Splat(0.0));
                    let (sum, define) = lowering.builder.define("sum", zero);
                    body.push(define);
                    sum
                };
                (0..vectors).map(define).collect()
            })
            .collect();
        body.extend(self.reduction(lowering, &from, relative, &sums));
        let lanes = lowering.builder.lanes();
        for (at, sums) in relative.iter().zip(&sums) {
            for (vector, &sum) in sums.iter().enumerate() {
                let index = to.clone().offset(at[1] + (vector * lanes) as i64);
                let access = Access { buffer: self.to.0, index, lanes: Lanes::strided(lanes, 1) };
                body.push(Stmt::Store(access, Operand::Register(sum)));
            }
        }
        nest(var, trip, body)
    }

    fn reduction(
        &self,
        lowering: &mut Lowering<'_>,
        from: &Index,
        relative: &[[i64; 2]],
        sums: &[Vec<Register>],
    ) -> Vec<Stmt> {
        let lanes = lowering.builder.lanes();
        let channels = Trip::Fixed(lowering.stencil.in_channels_per_group());
        let channel = lowering.builder.var("c", &channels);
        let mut body = Vec::new();
        let weights: Vec<Operand> = (0..self.block.vectors)
            .map(|vector| {
                let index = self.table.clone().linear(channel, self.width as i64);
                let index = index.offset((vector * lanes) as i64);
                let access =
                    Access { buffer: lowering.weights, index, lanes: Lanes::strided(lanes, 1) };
                let (weight, load) = lowering.builder.define("weight", Value::Load(access));
                body.push(load);
                Operand::Register(weight)
            })
            .collect();
        for (at, sums) in relative.iter().zip(sums) {
            let index = from.clone().linear(channel, 1).offset(at[0]);
            let (value, load) =
                lowering.builder.define("value", Value::Broadcast(self.from.0, index));
            body.push(load);
            for (&sum, &weight) in sums.iter().zip(&weights) {
                let product = Value::Fma(Operand::Register(value), weight, Operand::Register(sum));
                body.push(Stmt::Set(sum, product));
            }
        }
        nest(channel, channels, body)
    }
}
