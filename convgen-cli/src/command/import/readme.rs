//! The table of what was taken and what was not.

use std::fmt::Write;

use convgen_onnx::model::Model;

use super::plan::{Left, Named, Plan, Taken};
use crate::report::number;

/// The text of `README.md`.
pub(super) fn text(model: &Model, plan: &Plan) -> String {
    let missing = plan.left.iter().filter(|left| left.is_convolution).count();
    let taken = plan.taken.len();
    let mut text = format!(
        "# Layers of {}\n\nWritten by `cargo convgen import`: {taken} of {} convolutions are layer \
         specs here.\n",
        code(&model.name),
        taken + missing
    );
    let opset = model.opset.map(|opset| format!(", opset {opset}")).unwrap_or_default();
    if !model.producer.trim().is_empty() {
        let _ = writeln!(text, "The model was written by {}{opset}.", code(model.producer.trim()));
    }
    for note in &plan.notes {
        let _ = writeln!(text, "\nNote: {}.", plain(note));
    }
    if !plan.taken.is_empty() {
        text += "\n## Taken\n\n| spec | nodes | reads | input | adds | gives | output | multiply-adds | note |\n\
                 |---|---|---|---|---|---|---|---|---|\n";
        plan.taken.iter().for_each(|taken| text += &row(taken));
    }
    if !plan.left.is_empty() {
        text += "\n## Not taken\n\n| node | operator | why |\n|---|---|---|\n";
        for Left { node, operator, reason, .. } in &plan.left {
            let _ = writeln!(text, "| {} | {} | {} |", code(node), plain(operator), plain(reason));
        }
    }
    text
}

fn row(taken: &Taken) -> String {
    let shown = |Named { name, operator }: &Named| format!("{} ({})", code(name), plain(operator));
    let nodes: Vec<String> = taken.nodes.iter().map(shown).collect();
    format!(
        "| [{spec}]({spec}) | {} | {} | {} | {} | {} | {} | {} | {} |\n",
        nodes.join(", "),
        code(&taken.reads),
        number::sizes(&taken.input),
        taken.adds.as_deref().map(code).unwrap_or_default(),
        code(&taken.gives),
        number::sizes(&taken.output),
        number::grouped(taken.multiply_adds),
        taken.note.as_deref().map(plain).unwrap_or_default(),
        spec = taken.spec,
    )
}

/// A name of the model, which may be any text.
fn code(name: &str) -> String {
    format!("`{}`", plain(&name.replace('`', "'")))
}

/// A text in a cell of a table.
fn plain(text: &str) -> String {
    text.escape_debug().to_string().replace('|', "\\|")
}
