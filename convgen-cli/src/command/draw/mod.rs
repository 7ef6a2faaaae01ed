//! `draw`: a layer's arithmetic, its matrix, its cost and its code as a page to look at.

mod axis;
mod block;
mod channels;
mod page;
mod picture;
mod place;
mod window;

use std::io::{self, Write};
use std::path::PathBuf;

use convgen_compiler::driver::Compiled;
use convgen_runtime::layer::Operand;
use serde::Serialize;

use crate::command::{expand, explain};
use crate::outcome::Outcome;
use crate::problem::Problem;
use crate::report::{self, Report, number};
use crate::specs::{SpecFile, Specs};
use picture::Picture;
use place::Place;

const EXAMPLE: &str = "Examples: cargo convgen draw specs/upsample.toml -o upsample.html
          cargo convgen draw 'specs/**/*.toml' -o pictures/

A page is one file that needs no network: open it in a browser. Of large layers it shows a window, \
and says so.";

/// Draw layers: their arithmetic step by step, matrix, cost and code, as HTML pages
#[derive(clap::Args)]
#[command(after_help = EXAMPLE)]
pub(crate) struct Args {
    #[command(flatten)]
    specs: Specs,
    /// The page, or a folder for the pages of several specs: one that exists, or ends in `/`
    #[arg(short, long, value_name = "FILE")]
    output: PathBuf,
}

/// The page of one spec.
#[derive(Serialize)]
struct Drawn {
    /// The file that was written.
    file: PathBuf,
    bytes: usize,
    /// Whether the page shows all outputs and channels, or a window of them.
    whole: bool,
    /// Outputs along the axes that the layer has, and how many of them are shown.
    outputs: Vec<usize>,
    shown: Vec<usize>,
}

pub(crate) fn run(args: &Args) -> io::Result<Outcome> {
    let mut place = match Place::new(&args.output, args.specs.files().len()) {
        Ok(place) => place,
        Err(problem) => {
            problem.print();
            return Ok(Outcome::Unusable);
        }
    };
    let tally = report::each(&args.specs, |file, compiled| draw(&mut place, file, compiled))?;
    Ok(tally.outcome())
}

fn draw(place: &mut Place, file: &SpecFile, compiled: &Compiled) -> Result<Drawn, Problem> {
    for parameter in [Operand::Weights, Operand::Bias] {
        Problem::without(compiled.layer(), parameter, "a page")?;
    }
    let picture = Picture::of(compiled);
    let contents = page::Contents {
        spec: &file.shown,
        picture: &picture,
        explained: &explain::Explained::of(compiled),
        code: &expand::function(file, compiled)?,
    };
    let page = contents.page()?;
    let hidden = 3 - compiled.shape().dims();
    Ok(Drawn {
        file: place.save(file, &page)?,
        bytes: page.len(),
        whole: picture.whole(),
        outputs: compiled.shape().output_sizes()[hidden..].to_vec(),
        shown: picture.shown()[hidden..].to_vec(),
    })
}

impl Report for Drawn {
    fn text(&self, spec: &str, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "{spec}: drawn, written to {}", self.file.display())?;
        if self.shown != self.outputs {
            let (shown, all) = (number::sizes(&self.shown), number::sizes(&self.outputs));
            writeln!(out, "  the page shows the first {shown} of {all} outputs")?;
        }
        Ok(())
    }
}
