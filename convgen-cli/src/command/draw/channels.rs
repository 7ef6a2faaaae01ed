//! The numbers of the channels that a page shows: weights, biases, an input and what comes out.

use convgen_compiler::element::Element;
use convgen_compiler::stencil::{Term, Weighted};
use convgen_runtime::geometry::Strides;
use serde::Serialize;

use super::axis::Axis;

/// Most channels that can be chosen.
const MOST: usize = 8;

/// Most weights in a page, about half a megabyte of text.
const MOST_WEIGHTS: usize = 50_000;

/// Channels and how many of them are shown, from the first. All numbers are flat, along z, y, x.
#[derive(Serialize)]
pub(super) struct Channels {
    batch: usize,
    groups: usize,
    /// What is added to the sums of products.
    bias: bool,
    residual: bool,
    input: usize,
    output: usize,
    /// Input channels that one output channel sees, and how many of them are shown.
    per_group: usize,
    sources: usize,
    /// The output channels that are shown.
    outputs: Vec<OutChannel>,
    /// The input channels that are shown.
    inputs: Vec<InChannel>,
}

/// An element, with as many digits as its type has.
#[derive(Serialize)]
#[serde(untagged)]
enum Number {
    Single(f32),
    Double(f64),
}

impl Number {
    fn of(layer: &Weighted, number: f64) -> Self {
        match layer.stencil.element {
            Element::F32 => Self::Single(number as f32),
            Element::F64 => Self::Double(number),
        }
    }
}

#[derive(Serialize)]
struct InChannel {
    channel: usize,
    /// An example.
    values: Vec<Number>,
}

#[derive(Serialize)]
struct OutChannel {
    bias: Number,
    /// An example of what is added, for a layer that adds a residual.
    #[serde(skip_serializing_if = "Option::is_none")]
    residual: Option<Vec<Number>>,
    /// What comes out for the example, and before the activation.
    values: Vec<Number>,
    sums: Vec<Number>,
    sources: Vec<Source>,
}

/// What an output channel takes from an input channel.
#[derive(Serialize)]
struct Source {
    channel: usize,
    weights: Vec<Number>,
    /// The sum of the products for each kernel position along z and each output.
    parts: Vec<Vec<Number>>,
}

impl Channels {
    pub(super) fn of(layer: &Weighted, axes: &[Axis; 3]) -> Self {
        let stencil = &layer.stencil;
        let kernel: usize = axes.iter().map(Axis::kernel_shown).product();
        let per_group = stencil.in_channels_per_group();
        let (mut outputs, mut sources) = (stencil.out_channels.min(MOST), per_group.min(MOST));
        while outputs * sources > 1 && outputs * sources * kernel > MOST_WEIGHTS {
            *(if outputs > sources { &mut outputs } else { &mut sources }) -= 1;
        }
        let outputs: Vec<OutChannel> =
            (0..outputs).map(|channel| OutChannel::of(layer, axes, channel, sources)).collect();
        let mut inputs: Vec<usize> =
            outputs.iter().flat_map(|of| of.sources.iter().map(|source| source.channel)).collect();
        inputs.sort_unstable();
        inputs.dedup();
        Self {
            batch: stencil.batch,
            groups: stencil.groups,
            bias: stencil.has_bias,
            residual: stencil.residual,
            input: stencil.in_channels,
            output: stencil.out_channels,
            per_group,
            sources,
            outputs,
            inputs: inputs.into_iter().map(|channel| InChannel::of(layer, axes, channel)).collect(),
        }
    }

    /// Whether all of them are shown.
    pub(super) fn whole(&self) -> bool {
        self.outputs.len() == self.output && self.sources == self.per_group && self.batch == 1
    }
}

/// The flat indices of some elements of a channel, given their positions along each axis.
fn places<'a>(
    strides: &'a Strides,
    channel: usize,
    [z, y, x]: [&'a [usize]; 3],
) -> impl Iterator<Item = usize> + 'a {
    z.iter().flat_map(move |&z| {
        y.iter().flat_map(move |&y| x.iter().map(move |&x| strides.index(0, channel, [z, y, x])))
    })
}

impl InChannel {
    fn of(layer: &Weighted, axes: &[Axis; 3], channel: usize) -> Self {
        let shown = axes.each_ref().map(Axis::elements);
        let values = places(&layer.stencil.in_strides, channel, shown);
        Self { channel, values: values.map(|at| Number::of(layer, example(at))).collect() }
    }
}

impl OutChannel {
    fn of(layer: &Weighted, axes: &[Axis; 3], channel: usize, sources: usize) -> Self {
        let stencil = &layer.stencil;
        let outputs = axes.each_ref().map(|axis| (0..axis.outputs()).collect::<Vec<_>>());
        let shown = || places(&stencil.out_strides, channel, outputs.each_ref().map(Vec::as_slice));
        let residual = |place: usize| if stencil.residual { example(place) } else { 0.0 };
        let bias = layer.bias(channel);
        let number = |number| Number::of(layer, number);
        let mut of = Self {
            bias: number(bias),
            residual: stencil.residual.then(|| shown().map(residual).map(number).collect()),
            values: Vec::new(),
            sums: Vec::new(),
            sources: (0..sources).map(|local| Source::of(layer, axes, channel, local)).collect(),
        };
        for place in shown() {
            let terms = layer.terms(place);
            let all = bias + residual(place) + sum(&terms, |_| true);
            let all = stencil.element.nearest(all);
            of.sums.push(number(all));
            of.values.push(number(layer.activate(channel, all)));
            for (local, source) in of.sources.iter_mut().enumerate() {
                for (kz, parts) in source.parts.iter_mut().enumerate() {
                    let from = |term: &Term| (term.channel, term.kernel[0]) == (local, kz);
                    parts.push(number(sum(&terms, from)));
                }
            }
        }
        of
    }
}

impl Source {
    fn of(layer: &Weighted, axes: &[Axis; 3], channel: usize, local: usize) -> Self {
        let stencil = &layer.stencil;
        let [depth, height, width] = axes.each_ref().map(Axis::kernel_shown);
        let positions = (0..depth * height * width)
            .map(|at| [at / (height * width), at / width % height, at % width]);
        Self {
            channel: stencil.group(channel) * stencil.in_channels_per_group() + local,
            weights: positions
                .map(|at| Number::of(layer, layer.weight(channel, local, at)))
                .collect(),
            parts: (0..depth).map(|_| Vec::new()).collect(),
        }
    }
}

/// The sum of some products with the example, each of them exact for an f32.
fn sum(terms: &[Term], which: impl Fn(&Term) -> bool) -> f64 {
    let terms = terms.iter().filter(|term| which(term));
    terms.map(|term| term.weight * example(term.column)).sum()
}

/// Element `at` of the example: 1 to 9, spread by the golden ratio so that neighbours differ.
fn example(at: usize) -> f64 {
    const GOLDEN: u64 = 0x9e37_79b9_7f4a_7c15;
    let part = (at as u64).wrapping_mul(GOLDEN) >> 32;
    (1 + ((9 * part) >> 32)) as f64
}
