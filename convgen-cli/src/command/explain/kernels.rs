//! How the layer is computed on each instruction set.

use std::io::{self, Write};

use convgen_compiler::driver::Scheduled;
use convgen_compiler::kernel::cost;
use convgen_compiler::layer::Layer;
use convgen_compiler::schedule;
use convgen_compiler::stencil::Weighted;
use serde::Serialize;

use crate::report::number::grouped;
use crate::report::style;

/// One kernel, its reason and what it costs.
#[derive(Serialize)]
pub(super) struct Kernel {
    isa: String,
    lanes: usize,
    strategy: String,
    /// The strategy's parameters.
    method: String,
    /// What the strategy makes of the layer, where there is something to say.
    #[serde(skip_serializing_if = "Option::is_none")]
    about: Option<String>,
    /// Why the compiler chose it.
    reason: String,
    /// What the model predicts, in needed multiply-adds, where it has a prediction.
    #[serde(skip_serializing_if = "Option::is_none")]
    predicted_percent_of_peak: Option<f64>,
    /// The same in multiply-adds that the kernel does, where these are others than the layer's.
    #[serde(skip_serializing_if = "Option::is_none")]
    predicted_percent_of_peak_in_its_own: Option<f64>,
    a_call: Call,
    /// Statements of the code.
    statements: u64,
    /// Most registers in scope at one place.
    registers: usize,
    table_bytes: usize,
    /// Bytes of stack beside registers.
    scratch_bytes: usize,
}

/// Vector operations of one call.
#[derive(Serialize)]
struct Call {
    multiply_adds: u64,
    other_operations: u64,
    loads: u64,
    stores: u64,
    /// The part of the lanes of multiply-adds that do one that is needed.
    lanes_used_percent: f64,
}

impl Kernel {
    pub(super) fn of(layer: &Layer, weighted: &Weighted, scheduled: &Scheduled) -> Self {
        let (chosen, kernel) = (&scheduled.schedule, scheduled.kernel());
        let program = scheduled.program.program();
        let cost = cost::cost(kernel);
        let needed = layer.multiply_adds() as f64;
        let percent = |of: f64, all: f64| if all > 0.0 { 100.0 * of / all } else { 100.0 };
        let part = schedule::candidates(chosen.isa, weighted, layer.request().scratch)
            .into_iter()
            .find(|(_, method)| kernel.lanes > 1 && *method == chosen.method)
            .map(|(part, _)| part * percent(needed, layer.shape().multiply_adds() as f64));
        let done = (cost.multiply_adds * kernel.lanes as u64) as f64;
        let own = part.filter(|_| needed > 0.0 && !chosen.method.strategy().is_direct());
        Self {
            isa: chosen.isa.name.to_owned(),
            lanes: kernel.lanes,
            strategy: chosen.method.strategy().to_string(),
            method: format!("{:?}", chosen.method),
            about: chosen.method.about(weighted),
            reason: chosen.reason.clone(),
            predicted_percent_of_peak: part,
            predicted_percent_of_peak_in_its_own: own.map(|part| part * done / needed),
            a_call: Call {
                multiply_adds: cost.multiply_adds,
                other_operations: cost.other_ops,
                loads: cost.loads,
                stores: cost.stores,
                lanes_used_percent: percent(needed, done),
            },
            statements: cost.statements,
            registers: cost.registers,
            table_bytes: program.table_bytes(),
            scratch_bytes: program.scratch_bytes(),
        }
    }

    pub(super) fn text(&self, out: &mut dyn Write) -> io::Result<()> {
        let heading = style::HEADING;
        let Self { isa, lanes, strategy, method, reason, a_call, .. } = self;
        let call = |number| grouped(number);
        let plural = if *lanes == 1 { "" } else { "s" };
        writeln!(out, "  {heading}{isa}{heading:#}, {lanes} lane{plural}: {strategy}")?;
        writeln!(out, "    reason: {reason}")?;
        writeln!(out, "    parameters: {method}")?;
        if let Some(about) = &self.about {
            writeln!(out, "    {about}")?;
        }
        if let Some(percent) = self.predicted_percent_of_peak {
            let own = self
                .predicted_percent_of_peak_in_its_own
                .map(|own| format!(" counted on the layer's multiply-adds, {own:.0}% on its own"));
            let own = own.unwrap_or_default();
            writeln!(out, "    predicted: {percent:.0}% of the multiply-add peak{own}")?;
        }
        writeln!(
            out,
            "    a call: {} multiply-adds ({:.0}% of their lanes needed), {} other operations, {} loads, {} stores",
            call(a_call.multiply_adds),
            a_call.lanes_used_percent,
            call(a_call.other_operations),
            call(a_call.loads),
            call(a_call.stores)
        )?;
        let scratch = match self.scratch_bytes {
            0 => "no scratch memory".to_owned(),
            bytes => format!("{} bytes of scratch memory", call(bytes as u64)),
        };
        writeln!(
            out,
            "    code: {} statements, at most {} values in scope at once; {} table bytes, {scratch}",
            call(self.statements),
            self.registers,
            call(self.table_bytes as u64)
        )
    }
}
