//! `bench`: how long a call takes, beside the machine's peak and the reference.

use std::ffi::OsString;
use std::io::{self, Write};

use convgen_compiler::driver::Compiled;
use serde::Serialize;

use crate::isa;
use crate::outcome::Outcome;
use crate::problem::Problem;
use crate::report::number::{self, duration};
use crate::report::{self, Report, style, table};
use crate::scratch::Build;
use crate::specs::{SpecFile, Specs};
use crate::watch::Watch;

const EXAMPLE: &str = "Example: taskset -c 1 cargo convgen bench specs/upsample.toml

Times are medians of 15 runs on one thread. Pin the program to a core that nothing else uses.
Whether the results are right is what `verify` answers.";

/// Build the kernels of specs and time them, beside the peak of the machine and the reference
#[derive(clap::Args)]
#[command(after_help = EXAMPLE)]
pub(crate) struct Args {
    #[command(flatten)]
    specs: Specs,
    /// Only the kernel that runs where this is the best instruction set; may be repeated
    #[arg(long, value_name = "ISA")]
    isa: Vec<isa::Choice>,
    #[command(flatten)]
    build: Build,
}

/// The times of one spec.
#[derive(Serialize)]
struct Timed {
    /// Multiply-adds of a call that are needed: no border taps, no zero weights.
    multiply_adds: u64,
    kernels: Vec<Kernel>,
    /// The sliding window, which is written to be obviously right, not fast.
    reference_seconds: f64,
}

#[derive(Serialize)]
struct Kernel {
    isa: String,
    seconds: f64,
    gflops: f64,
    /// Multiply-adds in registers, without memory, on the same instruction set.
    peak_gflops: f64,
    percent_of_peak: f64,
    speed_up: f64,
}

pub(crate) fn run(args: &Args) -> io::Result<Outcome> {
    let tally = report::each(&args.specs, |file, compiled| args.time(file, compiled))?;
    Ok(tally.outcome())
}

impl Args {
    fn time(&self, file: &SpecFile, compiled: &Compiled) -> Result<Timed, Problem> {
        let isas = isa::kernels(compiled, &self.isa)?;
        let mut watch = Watch::new(self.specs.json);
        let text = format!("building {}", file.shown);
        let program =
            watch.step("build", text, |watch| self.build.program(file, compiled, watch))?;
        let mut arguments = vec![OsString::from("time")];
        arguments.extend(isas.iter().map(|isa| OsString::from(isa.level.name())));
        let printed = program.run(&arguments)?;
        Timed::of(compiled.layer().multiply_adds(), &isas, &printed).ok_or_else(|| {
            Problem::new(format!("the program of the layer printed no times, but `{printed}`"))
        })
    }
}

impl Timed {
    /// Reads what the program printed: a line for each instruction set, and the reference.
    fn of(multiply_adds: u64, isas: &[isa::Built], printed: &str) -> Option<Self> {
        let line = |name: &str| {
            let line =
                printed.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(' '))?;
            let (peak, seconds) = line.split_once(' ')?;
            Some((peak.parse::<f64>().ok()?, seconds.parse::<f64>().ok()?))
        };
        let (_, reference_seconds) = line("reference")?;
        let kernel = |isa: &isa::Built| {
            let (peak_gflops, seconds) = line(isa.level.name())?;
            let gflops = 2.0 * multiply_adds as f64 / seconds / 1e9;
            Some(Kernel {
                isa: isa.name.clone(),
                seconds,
                gflops,
                peak_gflops,
                percent_of_peak: 100.0 * gflops / peak_gflops,
                speed_up: reference_seconds / seconds,
            })
        };
        let kernels = isas.iter().map(kernel).collect::<Option<_>>()?;
        Some(Self { multiply_adds, kernels, reference_seconds })
    }
}

impl Report for Timed {
    fn text(&self, spec: &str, out: &mut dyn Write) -> io::Result<()> {
        let heading = style::HEADING;
        let work = number::grouped(self.multiply_adds);
        writeln!(out, "{heading}{spec}{heading:#}: {work} needed multiply-adds")?;
        let titles = ["kernel", "a call", "GFLOP/s", "peak", "of the peak", "speed-up"];
        let mut rows = vec![table::row(titles)];
        rows.extend(self.kernels.iter().map(|kernel| {
            table::row([
                &kernel.isa,
                &duration(kernel.seconds),
                &format!("{:.1}", kernel.gflops),
                &format!("{:.1}", kernel.peak_gflops),
                &format!("{:.0}%", kernel.percent_of_peak),
                &format!("{:.0} ×", kernel.speed_up),
            ])
        }));
        rows.push(table::row(["sliding window", &duration(self.reference_seconds)]));
        table::write(out, &rows, &[false, true, true, true, true, true])
    }
}
