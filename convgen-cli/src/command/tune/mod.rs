//! `tune`: measures schedules, and writes the best into the spec.

mod candidates;
mod edit;
mod measure;
mod wish;

use std::fs;
use std::io::{self, Write};

use convgen_compiler::driver::Compiled;
use convgen_compiler::isa::Isa;
use convgen_compiler::stencil::Weighted;
use serde::{Serialize, Serializer};
use toml_edit::DocumentMut;

use self::wish::Wish;
use crate::isa;
use crate::outcome::Outcome;
use crate::problem::Problem;
use crate::report::number::duration;
use crate::report::{self, Report, style, table};
use crate::scratch::Build;
use crate::specs::{SpecFile, Specs};
use crate::watch::Watch;

const EXAMPLE: &str = "Example: taskset -c 1 cargo convgen tune specs/upsample.toml

Builds and times each legal schedule on one thread: a second or two a schedule. Where one is more
than 3% faster than the compiler's choice, it is written into the table [schedule] of the spec;
comments and formatting stay. Pin the program to a core that nothing else uses.";

/// A schedule must be faster by this part to be written: what repeated measurements differ by.
const NOISE: f64 = 0.03;

/// Measure the schedules of specs and write the best into them
#[derive(clap::Args)]
#[command(after_help = EXAMPLE)]
pub(crate) struct Args {
    #[command(flatten)]
    specs: Specs,
    /// Only this instruction set; may be repeated
    #[arg(long, value_name = "ISA")]
    isa: Vec<isa::Choice>,
    /// Only print what was measured
    #[arg(long)]
    dry_run: bool,
    #[command(flatten)]
    build: Build,
}

/// What was measured on one spec.
#[derive(Serialize)]
struct Tuned {
    contests: Vec<Contest>,
    /// Whether the spec was changed.
    written: bool,
}

/// The schedules of one instruction set.
#[derive(Serialize)]
struct Contest {
    #[serde(serialize_with = "name")]
    isa: &'static Isa,
    /// The compiler's choice first.
    entries: Vec<Entry>,
    /// The place of the fastest; the compiler's choice if none is faster by more than noise.
    best: usize,
}

#[derive(Serialize)]
struct Entry {
    /// `null` for the compiler's choice where that is a kernel of a lesser instruction set.
    #[serde(rename = "schedule")]
    wish: Option<Wish>,
    seconds: f64,
}

fn name<S: Serializer>(isa: &&'static Isa, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(isa.level.name())
}

pub(crate) fn run(args: &Args) -> io::Result<Outcome> {
    let tally = report::each(&args.specs, |file, compiled| args.tune(file, compiled))?;
    Ok(tally.outcome())
}

impl Args {
    fn tune(&self, file: &SpecFile, compiled: &Compiled) -> Result<Tuned, Problem> {
        let isas = isa::levels(&self.isa)?;
        let text = file.text().map_err(|error| unusable(file, &error.to_string()))?;
        let parse = |text: &str| {
            text.parse::<DocumentMut>().map_err(|error| unusable(file, &error.to_string()))
        };
        let plain = parse(&edit::without(parse(&text)?))?;
        let default = file.saying(plain.to_string()).compile();
        let default = default.map_err(|_| unusable(file, "it is wrong without its schedule"))?;
        const ROWS: &[Isa] = &Isa::VECTOR;
        let mut contests: Vec<Contest> = ROWS
            .iter()
            .enumerate()
            .filter(|(_, isa)| isas.contains(&isa.level))
            .map(|(row, isa)| Contest::new(isa, row, compiled, &default, file, &plain))
            .collect();
        let watch = Watch::new(self.specs.json);
        measure::all(&mut contests, file, &plain, (&self.build, &watch))?;
        contests.iter_mut().for_each(Contest::decide);
        let written = !self.dry_run && write(file, &text, parse(&text)?, &contests)?;
        Ok(Tuned { contests, written })
    }
}

fn unusable(file: &SpecFile, reason: &str) -> Problem {
    Problem::new(format!("cannot tune `{}`: {reason}", file.shown))
}

impl Contest {
    fn new(
        isa: &'static Isa,
        row: usize,
        compiled: &Compiled,
        default: &Compiled,
        file: &SpecFile,
        plain: &DocumentMut,
    ) -> Self {
        let own = default.programs().iter().find(|kernel| kernel.schedule.isa == isa);
        let chosen = own.map(|kernel| Wish::of(kernel.schedule.method));
        let layer = compiled.layer();
        let mut wishes = candidates::of(isa, layer, &Weighted::new(layer));
        let asked = layer.request().isas[row].map(Wish);
        wishes.extend(asked.filter(|asked| !wishes.contains(asked)));
        wishes.retain(|&wish| Some(wish) != chosen && legal(isa, wish, file, plain));
        let entry = |wish| Entry { wish, seconds: f64::INFINITY };
        let chosen = entry(chosen);
        let entries = std::iter::once(chosen).chain(wishes.into_iter().map(|w| entry(Some(w))));
        Self { isa, entries: entries.collect(), best: 0 }
    }

    fn decide(&mut self) {
        let chosen = self.entries[0].seconds;
        let times = self.entries.iter().map(|entry| entry.seconds).enumerate();
        let fastest = times.min_by(|a, b| a.1.total_cmp(&b.1));
        self.best = fastest.filter(|(_, time)| *time < chosen * (1.0 - NOISE)).map_or(0, |f| f.0);
    }
}

/// Whether the compiler takes a schedule.
fn legal(isa: &Isa, wish: Wish, file: &SpecFile, plain: &DocumentMut) -> bool {
    let mut document = plain.clone();
    edit::set(&mut document, isa.level.name(), Some(wish));
    file.saying(document.to_string()).compile().is_ok()
}

/// Writes the winners into the spec; the compiler's choice needs no word, unless the spec has one for all
/// instruction sets. Says whether anything changed.
fn write(
    file: &SpecFile,
    text: &str,
    mut document: DocumentMut,
    contests: &[Contest],
) -> Result<bool, Problem> {
    for contest in contests {
        let said = contest.best > 0 || edit::has_general(&document);
        let wish = contest.entries[contest.best].wish.filter(|_| said);
        edit::set(&mut document, contest.isa.level.name(), wish);
    }
    let edited = document.to_string();
    if edited == text {
        return Ok(false);
    }
    if file.saying(edited.clone()).compile().is_err() {
        return Err(unusable(
            file,
            &format!("the compiler refuses the spec that would be written:\n{edited}"),
        ));
    }
    fs::write(file.root.join(&file.path), edited).map_err(|error| {
        Problem::new(format!("cannot write `{}`: {error}", file.shown))
            .help("`--dry-run` only prints what was measured")
    })?;
    Ok(true)
}

impl Report for Tuned {
    fn text(&self, spec: &str, out: &mut dyn Write) -> io::Result<()> {
        let heading = style::HEADING;
        let what = if self.written { "written" } else { "unchanged" };
        writeln!(out, "{heading}{spec}{heading:#}: {what}")?;
        let mut rows =
            vec![table::row(["isa", "schedules", "chosen", "fastest", "gain", "schedule"])];
        rows.extend(self.contests.iter().map(Contest::row));
        table::write(out, &rows, &[false, true, true, true, true])
    }
}

impl Contest {
    fn row(&self) -> Vec<String> {
        let (chosen, best) = (&self.entries[0], &self.entries[self.best]);
        let schedule = match best.wish {
            Some(wish) => wish.text(),
            None => "the kernel of a lesser instruction set".to_owned(),
        };
        table::row([
            self.isa.level.name(),
            &self.entries.len().to_string(),
            &duration(chosen.seconds),
            &duration(best.seconds),
            &format!("{:.2} ×", chosen.seconds / best.seconds),
            &if self.best == 0 { format!("the compiler's: {schedule}") } else { schedule },
        ])
    }
}
