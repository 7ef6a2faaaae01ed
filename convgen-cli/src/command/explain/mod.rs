//! `explain`: what a spec means, what it costs and how it will be computed.

mod derived;
mod geometry;
mod kernels;
mod phases;
mod work;

use std::io::{self, Write};

use convgen_compiler::driver::Compiled;
use convgen_compiler::stencil::Weighted;
use serde::Serialize;

use crate::outcome::Outcome;
use crate::report::{self, Report, style};
use crate::specs::Specs;

const EXAMPLE: &str = "Example: cargo convgen explain specs/upsample.toml";

/// Explain what specs mean, what they cost and how they will be computed
#[derive(clap::Args)]
#[command(after_help = EXAMPLE)]
pub(crate) struct Args {
    #[command(flatten)]
    specs: Specs,
}

/// All that is known without building anything.
#[derive(Serialize)]
pub(super) struct Explained {
    geometry: geometry::Geometry,
    parameters: geometry::Parameters,
    multiply_adds: work::Work,
    phases: Vec<phases::AxisPhases>,
    kernels: Vec<kernels::Kernel>,
}

pub(crate) fn run(args: &Args) -> io::Result<Outcome> {
    let tally = report::each(&args.specs, |_, compiled| Ok(Explained::of(compiled)))?;
    Ok(tally.outcome())
}

impl Explained {
    pub(super) fn of(compiled: &Compiled) -> Self {
        let layer = compiled.layer();
        let weighted = Weighted::new(layer);
        let stencil = &weighted.stencil;
        Self {
            geometry: geometry::Geometry::of(layer),
            parameters: geometry::Parameters::of(layer),
            multiply_adds: work::Work::of(layer, stencil),
            phases: phases::of(layer.shape().dims(), stencil),
            kernels: compiled
                .programs()
                .iter()
                .map(|each| kernels::Kernel::of(layer, &weighted, each))
                .collect(),
        }
    }
}

impl Report for Explained {
    fn text(&self, spec: &str, out: &mut dyn Write) -> io::Result<()> {
        let heading = style::HEADING;
        writeln!(out, "{heading}{spec}{heading:#}: {}", self.geometry.title())?;
        writeln!(out, "\n{heading}Geometry{heading:#}")?;
        self.geometry.text(out)?;
        writeln!(out, "\n{heading}Parameters{heading:#}")?;
        self.parameters.text(out)?;
        writeln!(out, "\n{heading}Multiply-adds{heading:#}")?;
        self.multiply_adds.text(out)?;
        writeln!(out, "\n{heading}Phases and their taps{heading:#}")?;
        phases::text(&self.phases, out)?;
        writeln!(out, "\n{heading}Kernels{heading:#}")?;
        self.kernels.iter().try_for_each(|kernel| kernel.text(out))?;
        writeln!(out)
    }
}
