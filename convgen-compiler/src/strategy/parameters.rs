//! What the parameters of a kernel stand for.

use convgen_runtime::layer::Operand;

use crate::kernel::{BufferId, Builder, Kernel, View};
use crate::stencil::{Stencil, Weighted};

/// A kernel with what its parameters are bound to.
#[derive(Clone, Debug)]
pub struct Lowered {
    /// What is computed.
    pub kernel: Kernel,
    /// One for each parameter, in their order.
    pub sources: Vec<Source>,
}

/// Where the elements of a parameter come from.
#[derive(Clone, Debug, PartialEq)]
pub enum Source {
    /// The caller.
    Operand(Operand),
    /// They go to the caller.
    Output,
    /// Numbers of the layer, as the strategy lays them out.
    Table(Vec<f64>),
}

/// The same without numbers.
#[derive(Clone, Copy, Debug)]
enum Content {
    Operand(Operand),
    Output,
    Weights,
    Biases,
    Slopes,
}

/// The parameters of a kernel under construction: no strategy sees a number where it makes them.
#[derive(Default)]
pub(super) struct Parameters(Vec<Content>);

impl Parameters {
    /// A kernel with an input and an output.
    pub(super) fn begin(stencil: &Stencil, lanes: usize) -> (Self, Builder, BufferId, BufferId) {
        let mut builder = Builder::empty(stencil.element, lanes);
        let mut own = Self::default();
        let input = own.operand(&mut builder, Operand::Input, stencil.input());
        own.0.push(Content::Output);
        let output = builder.output("output", stencil.output());
        (own, builder, input, output)
    }

    /// A further operand.
    pub(super) fn operand(
        &mut self,
        builder: &mut Builder,
        operand: Operand,
        view: View,
    ) -> BufferId {
        self.0.push(Content::Operand(operand));
        builder.input(operand.name(), view)
    }

    /// The weights: the caller's array, or a table of so many.
    pub(super) fn weights(
        &mut self,
        builder: &mut Builder,
        stencil: &Stencil,
        len: usize,
    ) -> BufferId {
        if stencil.reads_weights {
            let len = stencil.groups * stencil.weight_strides.group;
            return self.operand(builder, Operand::Weights, View::whole(len));
        }
        self.0.push(Content::Weights);
        builder.input("weights", View::whole(len))
    }

    /// The bias, one number an output channel, if there is any.
    pub(super) fn bias(&mut self, builder: &mut Builder, stencil: &Stencil) -> Option<BufferId> {
        let view = View::whole(stencil.out_channels);
        if stencil.reads_bias {
            return Some(self.operand(builder, Operand::Bias, view));
        }
        stencil.has_bias.then(|| {
            self.0.push(Content::Biases);
            builder.input("bias", view)
        })
    }

    /// The slopes of a prelu, which lie as the biases do.
    pub(super) fn slopes(&mut self, builder: &mut Builder, stencil: &Stencil) -> Option<BufferId> {
        stencil.has_slopes.then(|| {
            self.0.push(Content::Slopes);
            builder.input("slopes", View::whole(stencil.out_channels))
        })
    }

    /// Binds the numbers of a layer to a finished kernel; `pack` lays out the weights.
    pub(super) fn bind(
        self,
        kernel: Kernel,
        layer: &Weighted,
        pack: impl Fn(&Weighted) -> Vec<f64>,
    ) -> Lowered {
        let sources = self.0.into_iter().map(|content| match content {
            Content::Operand(operand) => Source::Operand(operand),
            Content::Output => Source::Output,
            Content::Weights => Source::Table(pack(layer)),
            Content::Biases => Source::Table(layer.biases()),
            Content::Slopes => Source::Table(layer.slopes()),
        });
        Lowered { sources: sources.collect(), kernel }
    }
}
