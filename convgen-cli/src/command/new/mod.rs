//! `new`: a spec to begin with.

mod numbers;
mod text;

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use convgen_compiler::driver;
use convgen_compiler::source::Memory;
use serde::Serialize;

use crate::outcome::Outcome;
use crate::problem::Problem;
use crate::report::{self, Report, Trouble, number};
use crate::save;

const EXAMPLE: &str =
    "Examples: cargo convgen new upsample --transposed --stride 2 --padding 1 --output-padding 1
          cargo convgen new specs/features --in-channels 3 --out-channels 16 --input 32,64";

/// Write a commented spec that is right as it is
#[derive(clap::Args)]
#[command(after_help = EXAMPLE)]
pub(crate) struct Args {
    /// The file to write, with or without `.toml`
    name: PathBuf,
    /// A transposed convolution
    #[arg(long)]
    transposed: bool,
    /// Input size: one number for all axes, or one an axis, such as 32,64
    #[arg(long, value_name = "SIZES", value_delimiter = ',', default_value = "8")]
    input: Vec<usize>,
    /// Kernel size
    #[arg(long, value_name = "SIZES", value_delimiter = ',', default_value = "3")]
    kernel: Vec<usize>,
    /// Stride
    #[arg(long, value_name = "SIZES", value_delimiter = ',')]
    stride: Vec<usize>,
    /// Padding
    #[arg(long, value_name = "SIZES", value_delimiter = ',')]
    padding: Vec<usize>,
    /// Dilation
    #[arg(long, value_name = "SIZES", value_delimiter = ',')]
    dilation: Vec<usize>,
    /// Output padding of a transposed convolution
    #[arg(long, value_name = "SIZES", value_delimiter = ',', requires = "transposed")]
    output_padding: Vec<usize>,
    /// Axes, where no list says how many: 1, 2 or 3
    #[arg(long, value_name = "AXES", value_parser = clap::value_parser!(u8).range(1..=3))]
    dims: Option<u8>,
    /// Input channels
    #[arg(long, value_name = "CHANNELS", default_value_t = 1)]
    in_channels: usize,
    /// Output channels
    #[arg(long, value_name = "CHANNELS", default_value_t = 1)]
    out_channels: usize,
    /// Groups of channels
    #[arg(long, default_value_t = 1)]
    groups: usize,
    /// Inputs computed in one call
    #[arg(long, value_name = "INPUTS", default_value_t = 1)]
    batch: usize,
    /// A bias, of zeros to begin with
    #[arg(long)]
    bias: bool,
    /// A residual, which the caller gives and which is added to the output
    #[arg(long)]
    add: bool,
    /// Relu after the bias
    #[arg(long)]
    relu: bool,
    /// Another activation, by its name
    #[arg(long, value_name = "NAME", conflicts_with = "relu")]
    activation: Option<String>,
    /// Overwrite files that are there
    #[arg(long)]
    force: bool,
    /// Print what was written as a JSON array with one object
    #[arg(long)]
    json: bool,
}

/// What was written.
#[derive(Serialize)]
struct Written {
    /// The spec first.
    files: Vec<PathBuf>,
    kind: String,
    input: Vec<usize>,
    output: Vec<usize>,
    multiply_adds: u64,
}

pub(crate) fn run(args: &Args) -> io::Result<Outcome> {
    let mut spec = args.name.clone();
    if spec.extension().is_none_or(|extension| extension != "toml") {
        spec.as_mut_os_string().push(".toml");
    }
    report::one(spec.display().to_string(), args.json, args.write(&spec))
}

impl Args {
    /// The number of axes, as the compiler will count them.
    fn axes(&self) -> usize {
        let lists = [
            &self.input,
            &self.kernel,
            &self.stride,
            &self.padding,
            &self.dilation,
            &self.output_padding,
        ];
        let listed = lists.into_iter().map(Vec::len).find(|&length| length > 1);
        listed.unwrap_or_else(|| self.dims.map_or(2, usize::from))
    }

    /// Checks the spec in memory, then writes it.
    fn write(&self, spec: &Path) -> Result<Written, Trouble> {
        let Some(name) = spec.file_name().and_then(|name| name.to_str()) else {
            let message = format!("`{}` does not end in the name of a file", spec.display());
            return Err(Problem::new(message).help("write for example `specs/upsample`").into());
        };
        let stem = name.trim_end_matches(".toml");
        let numbers = numbers::Numbers::of(self, stem)?;
        let mut files = vec![(name.to_owned(), text::spec(self, &numbers).into_bytes())];
        files.extend(numbers.files);
        let add = |memory: Memory, (name, content): &(String, Vec<u8>)| {
            memory.with(name, content.clone())
        };
        let memory = files.iter().fold(Memory::new(), add);
        let compiled = driver::compile(&memory, name)?;
        let shape = compiled.shape();
        Ok(Written {
            files: save::all(&files, spec.parent().unwrap_or(Path::new("")), self.force)?,
            kind: shape.kind().to_string(),
            input: number::input(shape),
            output: number::output(shape),
            multiply_adds: compiled.layer().multiply_adds(),
        })
    }
}

impl Report for Written {
    fn text(&self, _: &str, out: &mut dyn Write) -> io::Result<()> {
        for file in &self.files {
            writeln!(out, "written to {}", file.display())?;
        }
        let (input, output) = (number::sizes(&self.input), number::sizes(&self.output));
        let work = number::grouped(self.multiply_adds);
        writeln!(out, "{} {input} → {output}, {work} multiply-adds", self.kind)
    }
}
