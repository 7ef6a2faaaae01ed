//! `schema`: the keys of specs, for editors and for people.

mod json;
mod markdown;

use std::io::{self, Write};

use crate::outcome::Outcome;

const EXAMPLE: &str = "Example: cargo convgen schema > specs/convgen.schema.json\n\
                       The first line of a spec, `#:schema convgen.schema.json`, then makes Taplo and editors with \
                       it check and complete that spec.";

/// Print the JSON Schema of specs, by which editors check and complete them
#[derive(clap::Args)]
#[command(after_help = EXAMPLE)]
pub(crate) struct Args {
    /// Print the keys as tables of Markdown instead
    #[arg(long)]
    markdown: bool,
}

pub(crate) fn run(args: &Args) -> io::Result<Outcome> {
    let text = match args.markdown {
        true => markdown::tables(),
        false => format!("{:#}\n", json::schema()),
    };
    io::stdout().write_all(text.as_bytes())?;
    Ok(Outcome::Fine)
}
