//! The pipeline, a line a stage.

mod tracked;

use convgen_runtime::geometry::Shape;
use proc_macro2::TokenStream;

use crate::diagnostic::{Code, Diagnostic};
use crate::layer::{Interface, Layer};
use crate::program::Verified;
use crate::schedule::Schedule;
use crate::source::{Files, Source};
use crate::stencil::Weighted;
use crate::strategy::Lowered;
use crate::{bind, emit, kernel, layer, source, spec};
pub use tracked::{TRACKED_LIMIT, Tracked};

/// A layer that went through every stage.
#[derive(Debug)]
pub struct Compiled {
    source: Source,
    layer: Layer,
    programs: Vec<Scheduled>,
    files: Vec<String>,
    tracked: Tracked,
}

/// The program for one instruction set.
#[derive(Debug)]
pub struct Scheduled {
    /// How the layer is computed.
    pub schedule: Schedule,
    /// What is computed, proven.
    pub program: Verified,
}

impl Scheduled {
    /// The kernel of the layer: its program is one call.
    pub fn kernel(&self) -> &kernel::Kernel {
        self.program.program().kernels[0].kernel()
    }
}

/// What stopped a compilation, and how far it had come.
#[derive(Debug)]
pub struct Failure {
    /// The spec, if it could be read.
    pub source: Option<Source>,
    /// What is wrong, in the order of the file.
    pub diagnostics: Vec<Diagnostic>,
    /// Shape and operands, if the geometry was right.
    pub interface: Option<Interface>,
    /// The files that were read, relative to the root.
    pub files: Vec<String>,
    /// Those of them that rustc is made to depend on.
    pub tracked: Tracked,
}

/// Compiles the spec at `path`.
///
/// # Errors
/// All diagnostics of the first stage that has any.
pub fn compile(files: &dyn Files, path: &str) -> Result<Compiled, Box<Failure>> {
    let mut failure = Box::new(Failure {
        source: None,
        diagnostics: Vec::new(),
        interface: None,
        files: Vec::new(),
        tracked: Tracked::default(),
    });
    match stages(files, path, &mut failure) {
        Ok(compiled) => Ok(compiled),
        Err(diagnostics) => {
            failure.diagnostics = diagnostics;
            failure.tracked = Tracked::new(files, &failure.files);
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
    reached.interface = checked.interface;
    reached.files.extend(checked.files);
    let tracked = Tracked::new(files, &reached.files);
    let layer = checked.layer?;
    let notes = layer.notes().iter().cloned().chain(tracked.notes()).collect();
    let layer = layer.with_notes(notes);
    let weighted = Weighted::new(&layer);
    let schedules = Schedule::choose(&layer, &weighted);
    let schedules = schedules.map_err(|refusal| vec![refusal.diagnostic(&spec)])?;
    let program = |(schedule, lowered): (Schedule, Lowered)| {
        let program = bind::program(lowered);
        let program = program.map_err(|faults| internal(&layer, &schedule, &faults))?;
        Ok(Scheduled { schedule, program })
    };
    let programs = schedules.into_iter().map(program).collect::<Result<_, Vec<_>>>()?;
    let files = reached.files.clone();
    Ok(Compiled { source: source.clone(), layer, programs, files, tracked })
}

/// A kernel or a program that failed its proof: never the user's fault.
fn internal(layer: &Layer, schedule: &Schedule, faults: &[bind::Fault]) -> Vec<Diagnostic> {
    let broken = |fault: &bind::Fault| {
        let (strategy, isa, name) = (schedule.method.strategy(), schedule.isa.name, layer.name());
        let text = format!(
            "internal error: the {strategy} kernel of `{name}` for `{isa}` failed verification: {fault}"
        );
        Diagnostic::new(Code::Internal, text)
            .help("this is a bug in convgen: please report it with the spec; `schedule.strategy` may avoid it")
    };
    faults.iter().map(broken).collect()
}

impl Compiled {
    /// The spec.
    pub fn source(&self) -> &Source {
        &self.source
    }

    /// The checked layer.
    pub fn layer(&self) -> &Layer {
        &self.layer
    }

    /// Its geometry.
    pub fn shape(&self) -> &Shape {
        self.layer.shape()
    }

    /// What a function that computes it takes.
    pub fn interface(&self) -> Interface {
        Interface {
            shape: *self.layer.shape(),
            element: self.layer.element(),
            operands: self.layer.operands().to_vec(),
        }
    }

    /// A program for each instruction set that pays, from the least to the most capable; any
    /// machine can run the first.
    pub fn programs(&self) -> &[Scheduled] {
        &self.programs
    }

    /// The programs as Rust functions.
    pub fn functions(&self) -> TokenStream {
        let programs = self.programs.iter().map(|each| (&each.schedule, &each.program));
        emit::programs(&self.layer, &programs.collect::<Vec<_>>())
    }

    /// The files that were read, relative to the root: the spec first.
    pub fn files(&self) -> &[String] {
        &self.files
    }

    /// Items that make rustc depend on what was read.
    pub fn tracked(&self) -> TokenStream {
        self.tracked.items()
    }
}
