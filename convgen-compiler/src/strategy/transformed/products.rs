//! The products of a strip: for each of them a matrix of channels times one of tiles.

use super::Lowering;
use super::strip::Strips;
use super::table::Table;
use crate::kernel::{
    Access, BufferId, Index, Lanes, Operand, Register, Stmt, Trip, Value, Var, nest,
};
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

/// The part of the table that a block of output channels reads.
pub(super) struct Weights<'a> {
    table: &'a Table,
    /// Where each of its vectors begins.
    vectors: Vec<Index>,
    /// Vectors that share a line.
    together: usize,
}

impl<'a> Weights<'a> {
    /// Of a block, of a group and one of its form.
    pub(super) fn new(
        table: &'a Table,
        block: &Block,
        lanes: usize,
        [group, var]: [Option<Var>; 2],
    ) -> Self {
        let vector = |vector: usize| {
            let blocks = (0..block.count).map(|n| block.first + n * block.vectors);
            let places: Vec<i64> =
                blocks.map(|first| table.place((first + vector) * lanes)).collect();
            Index::default().linear(group, table.group() as i64).table(var, &places)
        };
        let vectors = (0..block.vectors).map(vector).collect();
        Self { table, vectors, together: (table.width / lanes).max(1) }
    }

    /// Where each vector of some products begins; and the lines of the product after each, if they are asked for ahead.
    fn of(&self, product: Option<Var>, places: &[i64]) -> [Vec<Index>; 2] {
        let end = places.last().map(|at| at + self.table.steps()[2] as i64);
        let after: Vec<i64> = places.iter().skip(1).copied().chain(end).collect();
        let vectors = self.vectors.iter();
        let lines = vectors.clone().step_by(self.together).filter(|_| self.table.is_far());
        [
            vectors.map(|index| index.clone().table(product, places)).collect(),
            lines.map(|index| index.clone().table(product, &after)).collect(),
        ]
    }
}

/// All of a block of output channels.
pub(super) fn products(
    lowering: &mut Lowering<'_>,
    strips: &[Strips<'_>; 3],
    block: &Block,
    weights: &Weights<'_>,
    [values, sums]: [Place; 2],
) -> Vec<Stmt> {
    let mut body = Vec::new();
    for class in classes(strips) {
        let trip = Trip::Fixed(class.products.len());
        let var = lowering.builder.var("product", &trip);
        let along = |steps: [usize; 3]| -> Vec<i64> {
            class.products.iter().map(|&at| place(steps, at)).collect()
        };
        let [vectors, lines] = weights.of(var, &along(weights.table.steps()));
        let from = Index::default().table(var, &along(values.steps.products));
        let to = Index::default().table(var, &along(sums.steps.products));
        let tiles: Vec<[i64; 2]> = (class.tiles.iter())
            .map(|&at| [values, sums].map(|array| place(array.steps.tiles, at)))
            .collect();
        let most = lowering.method.most_tiles(block.vectors);
        let from = (values.buffer, &from);
        let table = [&vectors[..], &lines[..]];
        let width = weights.table.width;
        let chunk = Chunk { width, table, from, to: (sums.buffer, &to) };
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
    /// Table elements from one input channel to the next.
    width: usize,
    /// Where each vector of weights of the product begins; and lines of those of the next product, if they are asked
    /// for ahead.
    table: [&'a [Index]; 2],
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
        let vectors = self.table[0].len();
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
        let [vectors, lines] = self.table;
        let along = |index: &Index| index.clone().linear(channel, self.width as i64);
        body.extend(lines.iter().map(|line| Stmt::Prefetch(lowering.weights, along(line))));
        let weights: Vec<Operand> = (vectors.iter())
            .map(|vector| {
                let index = along(vector);
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
