//! `import`: the convolutions of an ONNX model as specs.

mod beside;
#[cfg(test)]
mod garbage;
mod layer;
mod names;
mod plan;
mod readme;

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use convgen_compiler::source::{Disk, Files, Reach, Stranger};
use convgen_onnx::expand;
use convgen_onnx::model::Model;
use convgen_onnx::values::Fixed;
use serde::Serialize;

use crate::outcome::Outcome;
use crate::problem::Problem;
use crate::report::{self, Report, number, style, table};
use crate::save;
use beside::Folder;
use plan::{Left, Plan, Taken};

const EXAMPLE: &str = "Examples: cargo convgen import model.onnx -o specs/
          cargo convgen import model.onnx -o specs/ --input image=1x3x224x224

Padding before a Conv becomes part of its spec, as do batch normalisation, constants of each channel, a \
residual and an activation after a Conv or ConvTranspose. README.md in the folder lists every node of the model: its spec, or why it \
is in none.";

/// Write specs for the convolutions of an ONNX model, with their weights
#[derive(clap::Args)]
#[command(after_help = EXAMPLE)]
pub(crate) struct Args {
    /// The model
    model: PathBuf,
    /// The folder to write to; made if it is not there
    #[arg(short, long, value_name = "FOLDER")]
    output: PathBuf,
    /// The sizes of an input that the model leaves open, or of any other of its values; may be
    /// repeated
    #[arg(long = "input", value_name = "NAME=1x3x32x32")]
    inputs: Vec<Fixed>,
    /// Overwrite files that are there
    #[arg(long)]
    force: bool,
    /// Print what was written as a JSON array with one object
    #[arg(long)]
    json: bool,
}

/// What was written, and what was not.
#[derive(Serialize)]
struct Imported {
    files: Vec<PathBuf>,
    taken: Vec<Taken>,
    left: Vec<Left>,
    /// Where the model is not at one with itself.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    notes: Vec<String>,
}

pub(crate) fn run(args: &Args) -> io::Result<Outcome> {
    let imported = args.import().map_err(report::Trouble::from);
    report::one(args.model.display().to_string(), args.json, imported)
}

impl Args {
    fn import(&self) -> Result<Imported, Problem> {
        let beside = Folder::of(&self.model);
        let model = expand::flat(read(&self.model)?, &beside, &self.inputs)?;
        let plan = Plan::of(&model, &beside, &self.inputs)?;
        if plan.taken.is_empty() && !plan.left.iter().any(|left| left.is_convolution) {
            let shown = self.model.display();
            return Err(Problem::new(format!("`{shown}` has no Conv or ConvTranspose"))
                .help("name a model with convolutions"));
        }
        let mut files = vec![("README.md".to_owned(), readme::text(&model, &plan).into_bytes())];
        files.extend(plan.files);
        fs::create_dir_all(&self.output).map_err(|error| {
            Problem::new(format!("cannot make the folder `{}`: {error}", self.output.display()))
                .help("name a folder that can be written with `-o`")
        })?;
        let files = save::all(&files, &self.output, self.force)?;
        Ok(Imported { files, taken: plan.taken, left: plan.left, notes: plan.notes })
    }
}

/// The model at a path.
fn read(path: &Path) -> Result<Model, Problem> {
    let shown = path.display();
    let Some(name) = path.file_name() else {
        return Err(Problem::new(format!("`{shown}` does not end in the name of a file"))
            .help("name a model, such as `model.onnx`"));
    };
    let folder = path.parent().unwrap_or(Path::new(""));
    // A model may be reached by a link; its numbers may not.
    let disk = Disk::new(folder);
    let cannot = |error| {
        Problem::new(format!("cannot read the model `{shown}`: {error}"))
            .help("paths are relative to the current folder")
    };
    let file = disk.open(Path::new(name), Reach::Anywhere).map_err(cannot)?;
    if let Some(stranger) = Stranger::of(&file).map_err(cannot)? {
        return Err(Problem::new(format!("`{shown}` is {stranger}")).help(stranger.help()));
    }
    let bytes = disk.read(Path::new(name), Reach::Anywhere, Model::LIMIT).map_err(cannot)?;
    let name = name.to_string_lossy().into_owned();
    Ok(Model::decode(bytes, name, &shown.to_string())?)
}

impl From<convgen_onnx::Problem> for Problem {
    fn from(problem: convgen_onnx::Problem) -> Self {
        Self::new(problem.message).help(problem.help)
    }
}

impl Report for Imported {
    fn text(&self, _: &str, out: &mut dyn Write) -> io::Result<()> {
        let row = |taken: &Taken| {
            let operators: Vec<&str> =
                taken.nodes.iter().map(|node| node.operator.as_str()).collect();
            vec![
                taken.spec.clone(),
                format!("{} → {}", number::sizes(&taken.input), number::sizes(&taken.output)),
                operators.join(" + "),
            ]
        };
        table::write(out, &self.taken.iter().map(row).collect::<Vec<_>>(), &[])?;
        let missing: Vec<&Left> = self.left.iter().filter(|left| left.is_convolution).collect();
        let bad = style::BAD;
        for Left { node, operator, reason, .. } in &missing {
            let (node, operator) = (node.escape_debug(), operator.escape_debug());
            writeln!(out, "{bad}not taken{bad:#} `{node}` ({operator}): {reason}")?;
        }
        for note in &self.notes {
            writeln!(out, "note: {note}")?;
        }
        let (taken, total) = (self.taken.len(), self.taken.len() + missing.len());
        let style = if missing.is_empty() { style::GOOD } else { style::BAD };
        writeln!(out, "{style}{taken} of {total} convolutions became specs{style:#}")?;
        match self.files.first() {
            Some(readme) => writeln!(out, "every node is listed in {}", readme.display()),
            None => Ok(()),
        }
    }

    fn outcome(&self) -> Outcome {
        let missing = self.left.iter().any(|left| left.is_convolution);
        if missing { Outcome::Wrong } else { Outcome::Fine }
    }
}
