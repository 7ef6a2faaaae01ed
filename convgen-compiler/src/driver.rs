//! The pipeline, a line a stage.

use convgen_runtime::geometry::Shape;
use proc_macro2::TokenStream;
use quote::quote;

use crate::diagnostic::{Code, Diagnostic};
use crate::kernel::{Verified, verify};
use crate::layer::Layer;
use crate::schedule::Schedule;
use crate::source::{Files, Source};
use crate::stencil::Stencil;
use crate::{emit, layer, source, spec, strategy};

/// A layer that went through every stage.
#[derive(Debug)]
pub struct Compiled {
    layer: Layer,
    schedule: Schedule,
    kernel: Verified,
    files: Vec<String>,
}

/// What stopped a compilation, and how far it had come.
#[derive(Debug)]
pub struct Failure {
    /// The spec, if it could be read.
    pub source: Option<Source>,
    /// What is wrong, in the order of the file.
    pub diagnostics: Vec<Diagnostic>,
    /// The geometry, if that was right.
    pub shape: Option<Shape>,
    /// The files that were read, relative to the root.
    pub files: Vec<String>,
}

/// Compiles the spec at `path`.
///
/// # Errors
/// All diagnostics of the first stage that has any.
pub fn compile(files: &dyn Files, path: &str) -> Result<Compiled, Box<Failure>> {
    let mut failure =
        Box::new(Failure { source: None, diagnostics: Vec::new(), shape: None, files: Vec::new() });
    match stages(files, path, &mut failure) {
        Ok(compiled) => Ok(compiled),
        Err(diagnostics) => {
            failure.diagnostics = diagnostics;
            Err(failure)
        }
    }
}

/// The stages. What was reached is left in `reached`.
fn stages(
    files: &dyn Files,
    path: &str,
    reached: &mut Failure,
) -> Result<Compiled, Vec<Diagnostic>> {
    let source = source::load(files, path).map_err(|error| vec![error.into()])?;
    reached.files.push(source.path.clone());
    let source = reached.source.insert(source);
    let spec = spec::parse(source)?;
    let checked = layer::check(&spec, source, files);
    reached.shape = checked.shape;
    reached.files.extend(checked.files);
    let layer = checked.layer?;
    let stencil = Stencil::new(&layer);
    let schedule = Schedule::choose(&layer, &stencil);
    let kernel = strategy::lower(&stencil, &schedule);
    let kernel = verify::verify(kernel).map_err(|faults| internal(&layer, &schedule, &faults))?;
    Ok(Compiled { layer, schedule, kernel, files: reached.files.clone() })
}

/// A kernel that failed its proof: never the user's fault.
fn internal(layer: &Layer, schedule: &Schedule, faults: &[verify::Fault]) -> Vec<Diagnostic> {
    let broken = |fault: &verify::Fault| {
        let (strategy, isa, name) = (schedule.strategy, schedule.isa.name(), layer.name());
        let text = format!(
            "internal error: the {strategy} kernel of `{name}` for `{isa}` failed verification: {fault}"
        );
        Diagnostic::new(Code::Internal, text)
            .help("this is a bug in convgen: please report it with the spec; `schedule.strategy` may avoid it")
    };
    faults.iter().map(broken).collect()
}

impl Compiled {
    /// The checked layer.
    pub fn layer(&self) -> &Layer {
        &self.layer
    }

    /// Its geometry.
    pub fn shape(&self) -> &Shape {
        self.layer.shape()
    }

    /// How it is computed.
    pub fn schedule(&self) -> &Schedule {
        &self.schedule
    }

    /// The proven IR.
    pub fn verified(&self) -> &Verified {
        &self.kernel
    }

    /// The kernel as a Rust function.
    pub fn kernel(&self) -> TokenStream {
        emit::kernel(&self.layer, &self.schedule, &self.kernel)
    }

    /// Items that make rustc depend on every file that was read.
    pub fn tracked(&self) -> TokenStream {
        track(&self.files)
    }
}

/// Items that make rustc depend on files. They are named relative to the manifest, so that the
/// tokens are the same wherever the crate lies.
pub fn track(files: &[String]) -> TokenStream {
    let files = files.iter().map(|file| format!("/{file}"));
    quote! {
        #(const _: &[u8] = ::core::include_bytes!(
            ::core::concat!(::core::env!("CARGO_MANIFEST_DIR"), #files)
        );)*
    }
}
