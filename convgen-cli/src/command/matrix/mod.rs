//! `matrix`: the sparse matrix that a layer is.

mod build;
mod colour;
mod csv;
mod png;
mod svg;
mod terminal;

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use convgen_compiler::driver::Compiled;
use convgen_runtime::layer::Operand;
use serde::Serialize;

use crate::outcome::Outcome;
use crate::problem::Problem;
use crate::report::{self, Report, number};
use crate::specs::Specs;
use build::Matrix;

const EXAMPLE: &str = "Examples: cargo convgen matrix specs/upsample.toml
          cargo convgen matrix --transpose --png matrix.png specs/upsample.toml";

/// Show the sparse matrix C of a layer, `output = activation(C · input + bias + residual)`
#[derive(clap::Args)]
#[command(after_help = EXAMPLE)]
pub(crate) struct Args {
    #[command(flatten)]
    specs: Specs,
    /// The transpose: the matrix of the adjoint layer
    #[arg(long)]
    transpose: bool,
    #[command(flatten)]
    file: Target,
}

/// Where the matrix goes instead of the terminal.
#[derive(clap::Args)]
#[group(multiple = false)]
struct Target {
    /// Write `row,column,value` lines, counted from 0
    #[arg(long, value_name = "FILE")]
    csv: Option<PathBuf>,
    /// Write a drawing with a square for each entry
    #[arg(long, value_name = "FILE")]
    svg: Option<PathBuf>,
    /// Write an image: red is positive, blue is negative
    #[arg(long, value_name = "FILE")]
    png: Option<PathBuf>,
}

/// What there is to say of one matrix.
#[derive(Serialize)]
struct Shown {
    rows: usize,
    columns: usize,
    nonzeros: u64,
    transposed: bool,
    /// What C leaves out.
    bias: bool,
    residual: bool,
    activation: String,
    /// The file that was written.
    #[serde(skip_serializing_if = "Option::is_none")]
    file: Option<PathBuf>,
    /// `[row, column, value]`, where there are few enough.
    #[serde(skip_serializing_if = "Option::is_none")]
    entries: Option<Vec<build::Entry>>,
    #[serde(skip)]
    text: String,
}

pub(crate) fn run(args: &Args) -> io::Result<Outcome> {
    let target = args.file.path();
    if let (Some(path), 2..) = (target, args.specs.files().len()) {
        let path = path.display();
        Problem::new(format!("`{path}` would be the file of several specs, but must be of one"))
            .help("name one spec, or leave the file out")
            .print();
        return Ok(Outcome::Unusable);
    }
    let tally = report::each(&args.specs, |_, compiled| args.show(compiled))?;
    Ok(tally.outcome())
}

impl Target {
    fn path(&self) -> Option<&Path> {
        [&self.csv, &self.svg, &self.png].into_iter().flatten().next().map(PathBuf::as_path)
    }

    fn write(&self, matrix: &Matrix, out: &mut dyn Write) -> io::Result<()> {
        match self {
            Self { csv: Some(_), .. } => csv::write(matrix, out),
            Self { svg: Some(_), .. } => svg::write(matrix, out),
            _ => png::write(matrix, out),
        }
    }
}

impl Args {
    fn show(&self, compiled: &Compiled) -> Result<Shown, Problem> {
        Problem::without(compiled.layer(), Operand::Weights, "a matrix")?;
        let size = build::Size::of(compiled, self.transpose);
        let layer = compiled.layer();
        let mut shown = Shown {
            rows: size.rows,
            columns: size.columns,
            nonzeros: size.nonzeros,
            transposed: self.transpose,
            bias: layer.bias().iter().any(|&bias| bias != 0.0) || layer.reads(Operand::Bias),
            residual: layer.has_residual(),
            activation: layer.activation_text(),
            file: None,
            entries: None,
            text: String::new(),
        };
        if let Some(path) = self.file.path() {
            let most = if self.file.svg.is_some() { svg::MOST } else { build::MOST };
            size.at_most(most, "such a file")?;
            let matrix = Matrix::of(compiled, self.transpose);
            save(path, |out| self.file.write(&matrix, out))?;
            shown.file = Some(path.to_owned());
        } else if self.specs.json {
            let few = size.nonzeros <= terminal::MOST_ENTRIES;
            shown.entries = few.then(|| Matrix::of(compiled, self.transpose).entries);
        } else {
            terminal::check(&size)?;
            shown.text = terminal::text(&Matrix::of(compiled, self.transpose));
        }
        Ok(shown)
    }
}

fn save(path: &Path, write: impl Fn(&mut dyn Write) -> io::Result<()>) -> Result<(), Problem> {
    let result = File::create(path).and_then(|file| {
        let mut out = BufWriter::new(file);
        write(&mut out)?;
        out.flush()
    });
    result.map_err(|error| {
        Problem::new(format!("cannot write `{}`: {error}", path.display()))
            .help("name a file in a folder that exists and can be written")
    })
}

impl Report for Shown {
    fn text(&self, spec: &str, out: &mut dyn Write) -> io::Result<()> {
        let name = if self.transposed { "Cᵀ" } else { "C" };
        let (rows, columns) =
            (number::grouped(self.rows as u64), number::grouped(self.columns as u64));
        let nonzeros = number::grouped(self.nonzeros);
        write!(out, "{spec}: {name} has {rows} rows × {columns} columns, {nonzeros} entries")?;
        let named = self.activation != "none";
        let after = [(self.bias, "bias"), (self.residual, "residual"), (named, &self.activation)];
        let after = after.into_iter().filter(|(there, _)| *there);
        let after: Vec<_> = after.map(|(_, name)| format!("the {name}")).collect();
        match after.split_last() {
            None => writeln!(out)?,
            Some((only, [])) => writeln!(out, "; {only} comes after it")?,
            Some((last, others)) => {
                writeln!(out, "; {} and {last} come after it", others.join(", "))?;
            }
        }
        match &self.file {
            Some(file) => writeln!(out, "written to {}", file.display()),
            None => write!(out, "{}", self.text),
        }
    }
}
