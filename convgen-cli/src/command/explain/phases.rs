//! Which inputs an output is made of, phase by phase.

use std::io::{self, Write};

use convgen_compiler::stencil::{self, Stencil};
use serde::Serialize;

use crate::report::number::AXES;
use crate::report::table;

/// Most phases of an axis, and most taps of a phase, that the text shows.
const SHOWN: usize = 8;

/// The phases of one axis.
#[derive(Serialize)]
pub(super) struct AxisPhases {
    axis: &'static str,
    #[serde(flatten)]
    phases: Phases,
}

#[derive(PartialEq, Serialize)]
struct Phases {
    /// `out[out_step·q + residue]` reads `in[in_step·q + offset]`.
    in_step: usize,
    out_step: usize,
    phases: Vec<Phase>,
}

#[derive(PartialEq, Serialize)]
struct Phase {
    residue: usize,
    outputs: usize,
    taps: Vec<Tap>,
}

#[derive(PartialEq, Serialize)]
struct Tap {
    kernel: i64,
    offset: i64,
}

/// The phases of the axes that the layer has.
pub(super) fn of(dims: usize, stencil: &Stencil) -> Vec<AxisPhases> {
    let named = AXES.into_iter().zip(&stencil.axes).skip(3 - dims);
    named.map(|(axis, of)| AxisPhases { axis, phases: Phases::of(of) }).collect()
}

impl Phases {
    fn of(axis: &stencil::Axis) -> Self {
        let phase = |phase: &stencil::Phase| Phase {
            residue: phase.residue,
            outputs: phase.count,
            taps: phase
                .taps
                .iter()
                .map(|tap| Tap { kernel: tap.kernel, offset: tap.offset })
                .collect(),
        };
        Self {
            in_step: axis.in_step,
            out_step: axis.out_step,
            phases: axis.phases.iter().map(phase).collect(),
        }
    }

    fn rows(&self, axis: &str) -> Vec<Vec<String>> {
        let row = |(n, phase): (usize, &Phase)| {
            let place = place("out", self.out_step, phase.residue as i64);
            let outputs = format!("{} outputs", phase.outputs);
            table::row([if n == 0 { axis } else { "" }, &place, &outputs, &self.sum(phase)])
        };
        let mut rows: Vec<_> = self.phases.iter().take(SHOWN).enumerate().map(row).collect();
        if self.phases.len() > SHOWN {
            let more =
                format!("… {} more phases, all of them in --json", self.phases.len() - SHOWN);
            rows.push(table::row(["", &more]));
        }
        rows
    }

    /// `k0·in[q+1] + k2·in[q]`
    fn sum(&self, phase: &Phase) -> String {
        if phase.taps.is_empty() {
            return "no tap: the bias alone".to_owned();
        }
        let term = |tap: &Tap| format!("k{}·{}", tap.kernel, place("in", self.in_step, tap.offset));
        let mut terms: Vec<_> = phase.taps.iter().take(SHOWN).map(term).collect();
        if phase.taps.len() > SHOWN {
            terms.push(format!("… {} more taps", phase.taps.len() - SHOWN));
        }
        terms.join(" + ")
    }
}

/// `out[2q+1]`
fn place(name: &str, step: usize, offset: i64) -> String {
    let step = if step == 1 { String::new() } else { step.to_string() };
    let offset = if offset == 0 { String::new() } else { format!("{offset:+}") };
    format!("{name}[{step}q{offset}]")
}

/// Each axis, or that it is like the one before.
pub(super) fn text(axes: &[AxisPhases], out: &mut dyn Write) -> io::Result<()> {
    let mut rows = Vec::new();
    let mut before: Option<&AxisPhases> = None;
    for axis in axes {
        match before.filter(|before| before.phases == axis.phases) {
            Some(before) => rows.push(table::row([axis.axis, &format!("as {}", before.axis)])),
            None => rows.extend(axis.phases.rows(axis.axis)),
        }
        before = Some(axis);
    }
    table::write(out, &rows, &[])
}
