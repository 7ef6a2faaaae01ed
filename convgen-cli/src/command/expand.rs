//! `expand`: the code that is generated for a spec.

use std::io::{self, Write};
use std::path::Path;

use convgen_compiler::driver::{Compiled, Scheduled};
use convgen_compiler::{emit, expand};
use convgen_runtime::layer::Operand;
use serde::Serialize;

use crate::isa;
use crate::outcome::Outcome;
use crate::problem::Problem;
use crate::report::{self, Report};
use crate::specs::{SpecFile, Specs};

const EXAMPLE: &str = "Examples: cargo convgen expand specs/upsample.toml
          cargo convgen expand --isa avx2 --ir specs/upsample.toml";

/// Print the Rust that is generated for specs, or the loop nests that it is written from
#[derive(clap::Args)]
#[command(after_help = EXAMPLE)]
pub(crate) struct Args {
    #[command(flatten)]
    specs: Specs,
    /// Only the kernel that runs where this is the best instruction set
    #[arg(long, value_name = "ISA")]
    isa: Option<isa::Choice>,
    /// The intermediate representation: loops, registers and accesses
    #[arg(long)]
    ir: bool,
}

/// The code of one spec.
#[derive(Serialize)]
#[serde(rename_all = "snake_case")]
enum Expanded {
    Rust(String),
    Ir(Vec<Ir>),
}

#[derive(Serialize)]
struct Ir {
    isa: String,
    kernel: String,
}

pub(crate) fn run(args: &Args) -> io::Result<Outcome> {
    let tally = report::each(&args.specs, |file, compiled| {
        let chosen = args.isa.and_then(|choice| isa::kernel(compiled, choice.into()));
        match (args.ir, chosen) {
            (true, Some(kernel)) => Ok(Expanded::Ir(vec![ir(kernel)])),
            (true, None) => Ok(Expanded::Ir(compiled.programs().iter().map(ir).collect())),
            (false, Some(kernel)) => single(compiled, kernel).map(Expanded::Rust),
            (false, None) => function(file, compiled).map(Expanded::Rust),
        }
    })?;
    Ok(tally.outcome())
}

fn ir(kernel: &Scheduled) -> Ir {
    Ir { isa: kernel.schedule.isa.name.to_owned(), kernel: kernel.kernel().to_string() }
}

/// One kernel alone.
fn single(compiled: &Compiled, kernel: &Scheduled) -> Result<String, Problem> {
    let tokens = emit::programs(compiled.layer(), &[(&kernel.schedule, &kernel.program)]);
    syn::parse2(tokens).map(|file| prettyplease::unparse(&file)).map_err(|error| internal(&error))
}

/// What the attribute makes of a function that is named like the spec.
pub(super) fn function(file: &SpecFile, compiled: &Compiled) -> Result<String, Problem> {
    let stem = Path::new(&file.path).file_stem().and_then(|stem| stem.to_str()).unwrap_or("layer");
    let stem = stem.replace(['-', '.', ' '], "_");
    let name = if syn::parse_str::<syn::Ident>(&stem).is_ok() { &stem } else { "layer" };
    let (shape, element) = (compiled.shape(), compiled.layer().element());
    let operand = |operand: Operand| format!("{operand}: &[{element}; {}], ", operand.len(shape));
    let operands: String = compiled.layer().operands().iter().copied().map(operand).collect();
    let output = shape.output_len();
    let item = format!("pub fn {name}({operands}output: &mut [{element}; {output}]);");
    let item = item.parse().map_err(|error| internal(&error))?;
    let attribute = format!("{:?}", file.path).parse().map_err(|error| internal(&error))?;
    let tokens = expand::expand(attribute, item, file).tokens;
    syn::parse2(tokens).map(|file| prettyplease::unparse(&file)).map_err(|error| internal(&error))
}

fn internal(error: &dyn std::fmt::Display) -> Problem {
    Problem::new(format!("internal error: the generated code is not Rust: {error}"))
        .help("this is a bug in convgen: please report it with the spec")
}

impl Report for Expanded {
    fn text(&self, spec: &str, out: &mut dyn Write) -> io::Result<()> {
        match self {
            Self::Rust(text) => write!(out, "// {spec}\n{text}"),
            Self::Ir(kernels) => kernels
                .iter()
                .try_for_each(|Ir { isa, kernel }| write!(out, "// {spec}, {isa}\n{kernel}")),
        }
    }
}
