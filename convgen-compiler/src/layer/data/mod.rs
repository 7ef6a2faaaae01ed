//! Weights, bias and their like, from files or from the spec itself, as flat numbers.
//!
//! Whatever the file stores, the numbers come as f64, which holds them all exactly.

mod array;
mod fault;
mod inline;
mod names;
mod npy;
mod npz;
mod raw;
mod safetensors;
mod wanted;

use std::ops::Range;
use std::path::Path;

use crate::diagnostic::{self, Code, Diagnostic};
use crate::source::{self, Content, Files, PathError, ReadError, Source, Stranger};
use crate::spec::{Data, Float, Given, Spanned};
use fault::Fault;
pub use npy::read_npy;
pub(super) use wanted::{Wanted, list};

/// Loads data and remembers which files it came from.
pub(super) struct Loader<'a> {
    source: &'a Source,
    files: &'a dyn Files,
    /// The files read so far, relative to the root.
    pub(super) read: Vec<String>,
}

impl<'a> Loader<'a> {
    pub(super) fn new(source: &'a Source, files: &'a dyn Files) -> Self {
        let read = Vec::new();
        Self { source, files, read }
    }

    /// The numbers of `given`, which must have the wanted shape and be finite.
    pub(super) fn load(
        &mut self,
        given: &Given<Data>,
        wanted: &Wanted,
    ) -> Result<Vec<f64>, Diagnostic> {
        let key = given.key;
        match &given.value {
            Data::Inline(items) => inline::flatten(key, items, &given.span, wanted, self.source),
            Data::Npy(path) => {
                let path = given.clone().map(|_| path.clone());
                self.resolve(key, &path)?;
                check_end(key, &path.value).map_err(|error| named(error, &path))?;
                self.file(key, &path, &path.span, |file| npy::read(file, wanted))
            }
            Data::Npz { path, member } => {
                self.file(key, path, &member.span, |file| npz::read(file, &member.value, wanted))
            }
            Data::Safetensors { path, tensor } => self.file(key, path, &tensor.span, |file| {
                safetensors::read(file, &tensor.value, wanted)
            }),
            Data::Raw { path, dtype, shape } => {
                check_shape(key, path, shape, wanted)?;
                let float: Float = dtype.value;
                self.file(key, path, &path.span, |file| raw::read(file, float, wanted))
            }
        }
    }

    /// What `read` finds in a file; `name` is where the spec names an array in it.
    fn file(
        &mut self,
        key: &str,
        path: &Given<String>,
        name: &Range<usize>,
        read: impl FnOnce(&Content<'_>) -> Result<Vec<f64>, Fault>,
    ) -> Result<Vec<f64>, Diagnostic> {
        let file = self.resolve(key, path)?;
        let content = self.open(key, &file).map_err(|error| named(error, path))?;
        known(&content).and_then(|()| read(&content)).map_err(|fault| {
            let is_name = fault.code == Code::UnknownArray;
            let error = fault.diagnostic(&format!("`{file}` of `{key}`"));
            if is_name { error.label(name.clone(), "not there") } else { named(error, path) }
        })
    }

    /// The path of a file, relative to the root.
    fn resolve(&self, key: &str, path: &Given<String>) -> Result<String, Diagnostic> {
        source::resolve(&self.source.path, &path.value, self.files.reach())
            .map_err(|error| wrong_path(key, "weights.npy", &error).label(path.span.clone(), ""))
    }

    fn open(&mut self, key: &str, path: &str) -> Result<Content<'a>, Diagnostic> {
        let opened = self.files.open(Path::new(path), self.files.reach());
        let content = opened.map_err(|reason| unreadable(key, path, &reason, &self.source.path))?;
        self.read.push(path.to_owned());
        Ok(content)
    }
}

/// The fault of a file that is no file of numbers, but something that was put in its place.
fn known(file: &Content<'_>) -> Result<(), Fault> {
    match Stranger::of(file)? {
        Some(stranger) => Err(Fault::malformed(format!("is {stranger}"), stranger.help())),
        None => Ok(()),
    }
}

/// The error for a file that a key of the spec at `from` names.
pub(super) fn unreadable(key: &str, path: &str, reason: &ReadError, from: &str) -> Diagnostic {
    let folder = || match from.rfind('/') {
        Some(end) => format!("the folder of the spec, `{}`", &from[..end]),
        None => "the folder of the spec".to_owned(),
    };
    let help = diagnostic::read_help(reason)
        .unwrap_or_else(|| format!("paths in a spec are relative to {}", folder()));
    let message = format!("cannot read `{path}` of `{key}`: {reason}");
    Diagnostic::new(Code::UnreadableFile, message).help(help)
}

fn named(error: Diagnostic, path: &Given<String>) -> Diagnostic {
    error.label(path.span.clone(), "named here")
}

/// Whether a path alone, without a table, is that of a file that it can name.
fn check_end(key: &str, path: &str) -> Result<(), Diagnostic> {
    if path.ends_with(".npy") {
        return Ok(());
    }
    let shown = path.escape_debug();
    let help = match path.rsplit_once('.') {
        Some((_, "npz")) => format!("write `{key} = {{ npz = \"{shown}\", member = \"…\" }}`"),
        Some((_, "safetensors")) => {
            format!("write `{key} = {{ safetensors = \"{shown}\", tensor = \"…\" }}`")
        }
        _ => format!(
            "write the path of a file saved by `numpy.save`, or, for nothing but numbers, \
             `{key} = {{ raw = \"{shown}\", dtype = \"f32\", shape = […] }}`"
        ),
    };
    let message = format!("the name of the file `{shown}` of `{key}` does not end in `.npy`");
    Err(Diagnostic::new(Code::InvalidPath, message).help(help))
}

/// Whether the shape that the spec gives a raw file is the wanted one.
fn check_shape(
    key: &str,
    path: &Given<String>,
    shape: &Given<Vec<Spanned<i64>>>,
    wanted: &Wanted,
) -> Result<(), Diagnostic> {
    let found: Vec<i64> = shape.value.iter().map(|size| size.value).collect();
    if wanted.dims.iter().map(|dim| *dim as i128).eq(found.iter().map(|size| i128::from(*size))) {
        return Ok(());
    }
    let sizes: Option<Vec<u64>> = found.iter().map(|size| u64::try_from(*size).ok()).collect();
    let message = format!(
        "`{}` of `{key}` has {}",
        path.value.escape_debug(),
        wanted.mismatch(&list(&found))
    );
    Err(Diagnostic::new(Code::WrongWeightShape, message)
        .label(shape.span.clone(), "not the layer's")
        .help(wanted.advice(sizes.as_deref())))
}

/// The error for a path that a key of a spec may not have.
pub(super) fn wrong_path(key: &str, example: &str, error: &PathError) -> Diagnostic {
    let help = diagnostic::path_help(error).unwrap_or_else(|| {
        format!("write a path relative to the folder of the spec, such as `{example}`")
    });
    Diagnostic::new(Code::InvalidPath, format!("path of `{key}`: {error}")).help(help)
}
