//! What stopped a command that is no fault of a spec.

use anstream::eprintln;
use convgen_compiler::layer::Layer;
use convgen_runtime::layer::Operand;
use serde::Serialize;

use crate::report::style;

/// An error of the command line or the environment.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Problem {
    /// The thing, its value and the rule.
    message: String,
    /// The way out.
    #[serde(skip_serializing_if = "Option::is_none")]
    help: Option<String>,
}

impl Problem {
    pub(crate) fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), help: None }
    }

    /// Says what to do instead.
    pub(crate) fn help(self, help: impl Into<String>) -> Self {
        Self { help: Some(help.into()), ..self }
    }

    /// That something cannot be shown of a layer without numbers of its own, if it has none.
    pub(crate) fn without(layer: &Layer, parameter: Operand, what: &str) -> Result<(), Self> {
        if !layer.reads(parameter) {
            return Ok(());
        }
        let message =
            format!("the layer takes its {parameter} from the caller, and {what} shows them");
        Err(Self::new(message).help(format!("write `{parameter} = …` in the spec")))
    }

    /// Writes it to the standard error, in the style of rustc.
    pub(crate) fn print(&self) {
        let (bad, bold) = (style::BAD, style::HEADING);
        eprintln!("{bad}error{bad:#}{bold}: {}{bold:#}", self.message);
        if let Some(help) = &self.help {
            eprintln!("  = {bold}help{bold:#}: {help}");
        }
    }
}
