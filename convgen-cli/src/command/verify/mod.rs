//! `verify`: the compiled kernels against everything that knows better.

mod bound;
mod compare;
mod given;
mod inputs;
mod known;
mod lanes;
mod parallel;
mod references;
mod text;

use std::ffi::OsString;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use convgen_compiler::driver::Compiled;
use convgen_compiler::element::Element;
use convgen_runtime::Element as Number;
use convgen_runtime::layer::LengthError;
use convgen_runtime::reference::Definition;
use serde::Serialize;

use crate::isa;
use crate::outcome::Outcome;
use crate::problem::Problem;
use crate::report::{self, Report};
use crate::scratch::{Build, Program};
use crate::specs::{SpecFile, Specs};
use crate::watch::Watch;
use compare::Comparison;
use inputs::Input;

const EXAMPLE: &str = "Examples: cargo convgen verify specs/upsample.toml
          cargo convgen verify --input x.npy --expect y.npy specs/upsample.toml

An output is right when it lies within the rounding bound of its sum: 2·n·ε·Σ|weight·input|.";

/// Build the kernels of specs and compare them with the reference algorithms
#[derive(clap::Args)]
#[command(after_help = EXAMPLE)]
pub(crate) struct Args {
    #[command(flatten)]
    specs: Specs,
    /// Only the kernel that runs where this is the best instruction set; may be repeated
    #[arg(long, value_name = "ISA")]
    isa: Vec<isa::Choice>,
    /// An input of your own, f32 or f64 in C order
    #[arg(long, value_name = "FILE", requires = "expectation")]
    input: Option<PathBuf>,
    /// The weights that belong to it, for a layer without any
    #[arg(long, value_name = "FILE", requires = "input")]
    weights: Option<PathBuf>,
    /// The bias that belongs to it, for a layer that takes one
    #[arg(long, value_name = "FILE", requires = "input")]
    bias: Option<PathBuf>,
    /// The residual that belongs to it, for a layer that adds one
    #[arg(long, value_name = "FILE", requires = "input")]
    residual: Option<PathBuf>,
    /// What the layer must make of it
    #[arg(long = "expect", value_name = "FILE", requires = "input")]
    expectation: Option<PathBuf>,
    /// Run every reference algorithm, however long it takes
    #[arg(long)]
    all: bool,
    #[command(flatten)]
    build: Build,
}

/// How the kernels of one spec did.
#[derive(Serialize)]
struct Verified {
    #[serde(skip)]
    element: Element,
    #[serde(skip)]
    watch: Watch,
    inputs: Vec<String>,
    /// The algorithms that every input was compared with.
    references: Vec<String>,
    comparisons: Vec<Comparison>,
    /// Algorithms that would have taken too long.
    skipped: Vec<references::Skipped>,
}

pub(crate) fn run(args: &Args) -> io::Result<Outcome> {
    if let (Some(input), 2..) = (&args.input, args.specs.files().len()) {
        let input = input.display();
        Problem::new(format!("`{input}` would be the input of several specs, but must be of one"))
            .help("name one spec")
            .print();
        return Ok(Outcome::Unusable);
    }
    let tally = report::each(&args.specs, |file, compiled| args.verify(file, compiled))?;
    Ok(tally.outcome())
}

impl Args {
    fn verify(&self, file: &SpecFile, compiled: &Compiled) -> Result<Verified, Problem> {
        match compiled.layer().element() {
            Element::F32 => self.verify_as::<f32>(file, compiled),
            Element::F64 => self.verify_as::<f64>(file, compiled),
        }
    }

    /// Verifies a layer of these elements.
    fn verify_as<T: Number>(
        &self,
        file: &SpecFile,
        compiled: &Compiled,
    ) -> Result<Verified, Problem> {
        let layer = compiled.layer();
        let inconsistent = |error| Problem::new(format!("internal error: {error}"));
        let reference = layer.reference::<T>();
        let definition = reference.definition();
        let mut inputs = inputs::all(&definition, layer.operands());
        if let (Some(input), Some(expectation)) = (&self.input, &self.expectation) {
            let (weights, bias) = (self.weights.as_deref(), self.bias.as_deref());
            let residual = self.residual.as_deref();
            let files = given::Files { input, weights, bias, residual, expectation };
            inputs.push(given::read(layer, &files)?);
        }
        let isas = isa::kernels(compiled, &self.isa)?;
        let mut watch = Watch::new(self.specs.json);
        let outputs = self.outputs(file, compiled, &isas, &inputs, &mut watch)?;
        let references = references::References::of(layer.shape(), self.all);
        let names = references.names();
        let text =
            format!("computing the outputs of {} inputs with {}", inputs.len(), names.join(", "));
        let comparisons = watch.step("references", text, |_| {
            compare_all(&references, definition, &inputs, &isas, &outputs)
        });
        Ok(Verified {
            element: layer.element(),
            references: names,
            comparisons: comparisons.map_err(inconsistent)?,
            inputs: inputs.into_iter().map(|input| input.name).collect(),
            skipped: references.skipped,
            watch,
        })
    }

    /// The outputs of each instruction set for each input, by the kernels of a program that is built.
    fn outputs<T: Number>(
        &self,
        file: &SpecFile,
        compiled: &Compiled,
        isas: &[isa::Built],
        inputs: &[Input<T>],
        watch: &mut Watch,
    ) -> Result<Vec<Vec<Vec<T>>>, Problem> {
        let text = format!("building {}", file.shown);
        let program =
            watch.step("build", text, |watch| self.build.program(file, compiled, watch))?;
        let text = format!("running {} kernels on {} inputs", isas.len(), inputs.len());
        let output_len = compiled.shape().output_len();
        watch.step("kernels", text, |_| run_program(&program, isas, inputs, output_len))
    }
}

/// Each kernel against each reference, on each input.
fn compare_all<T: Number>(
    references: &references::References,
    layer: Definition<'_, T>,
    inputs: &[Input<T>],
    isas: &[isa::Built],
    outputs: &[Vec<Vec<T>>],
) -> Result<Vec<Comparison>, LengthError> {
    let mut comparisons = Vec::new();
    let mut n = 0;
    for group in lanes::groups(inputs) {
        for (input, known) in group.iter().zip(known::of(references, layer, group)?) {
            for (isa, outputs) in isas.iter().zip(outputs) {
                let bound = known.bounds.of(&isa.rounding);
                comparisons.extend(known.expected.iter().map(|(reference, expected)| {
                    let what = (isa, input.name.as_str(), reference.as_str());
                    Comparison::of(what, &outputs[n], expected, &bound)
                }));
            }
            n += 1;
        }
    }
    Ok(comparisons)
}

/// The outputs of each instruction set for each input.
fn run_program<T: Number>(
    program: &Program,
    isas: &[isa::Built],
    inputs: &[Input<T>],
    output_len: usize,
) -> Result<Vec<Vec<Vec<T>>>, Problem> {
    let failed = |path: &Path, error: io::Error| {
        Problem::new(format!("cannot use `{}`: {error}", path.display()))
    };
    let path = program.data.join("input.bin");
    let operands = inputs.iter().flat_map(|input| &input.operands);
    let numbers = operands.flat_map(|(_, numbers)| numbers);
    let bytes: Vec<u8> = numbers.flat_map(|number| number.to_f64().to_le_bytes()).collect();
    fs::write(&path, bytes).map_err(|error| failed(&path, error))?;
    let mut arguments = vec![OsString::from("run"), program.data.clone().into()];
    arguments.extend(isas.iter().map(|isa| OsString::from(isa.level.name())));
    program.run(&arguments)?;
    let read = |isa: &isa::Built| {
        let path = program.data.join(format!("{}.bin", isa.level));
        let bytes = fs::read(&path).map_err(|error| failed(&path, error))?;
        let numbers = bytes.as_chunks().0.iter().map(|eight| f64::from_le_bytes(*eight));
        let numbers: Vec<T> = numbers.map(T::from_f64).collect();
        let outputs: Vec<Vec<T>> = numbers.chunks(output_len).map(<[T]>::to_vec).collect();
        if outputs.len() == inputs.len() && numbers.len() == inputs.len() * output_len {
            return Ok(outputs);
        }
        Err(Problem::new(format!(
            "the program of the layer wrote {} numbers for {}",
            numbers.len(),
            isa.name
        )))
    };
    isas.iter().map(read).collect()
}

impl Report for Verified {
    fn text(&self, spec: &str, out: &mut dyn Write) -> io::Result<()> {
        text::write(self, spec, out)
    }

    fn outcome(&self) -> Outcome {
        let right = self.comparisons.iter().all(|comparison| comparison.right);
        if right { Outcome::Fine } else { Outcome::Wrong }
    }
}
