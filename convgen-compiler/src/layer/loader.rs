//! Weights and bias, from files or from the spec itself, as flat numbers.

use std::path::Path;

use super::inline;
use super::npy::{self, Fault};
use super::wanted::Wanted;
use crate::diagnostic::{self, Code, Diagnostic};
use crate::source::{self, Files, PathError, ReadError, Source};
use crate::spec::{Data, Given};

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
    ) -> Result<Vec<f32>, Diagnostic> {
        let key = given.key;
        match &given.value {
            Data::Inline(items) => inline::flatten(key, items, &given.span, wanted, self.source),
            Data::File(file) => {
                let path = source::resolve(&self.source.path, file, self.files.reach()).map_err(
                    |error| wrong_path(key, "weights.npy", &error).label(given.span.clone(), ""),
                )?;
                let bytes = self
                    .read(key, &path)
                    .map_err(|error| error.label(given.span.clone(), "named here"))?;
                npy::read(&bytes, wanted).map_err(|fault| {
                    in_file(key, &path, fault).label(given.span.clone(), "named here")
                })
            }
        }
    }

    fn read(&mut self, key: &str, path: &str) -> Result<Vec<u8>, Diagnostic> {
        if !path.ends_with(".npy") {
            return Err(Diagnostic::new(
                Code::InvalidPath,
                format!("the name of the file `{path}` of `{key}` does not end in `.npy`"),
            )
            .help("write the path of a file saved by `numpy.save`"));
        }
        let read = self.files.read(Path::new(path), self.files.reach(), source::DATA_LIMIT);
        let bytes = read.map_err(|reason| unreadable(key, path, &reason, &self.source.path))?;
        self.read.push(path.to_owned());
        Ok(bytes)
    }
}

/// The error for a path that a key of a spec may not have.
pub(super) fn wrong_path(key: &str, example: &str, error: &PathError) -> Diagnostic {
    let help = diagnostic::path_help(error).unwrap_or_else(|| {
        format!("write a path relative to the folder of the spec, such as `{example}`")
    });
    Diagnostic::new(Code::InvalidPath, format!("path of `{key}`: {error}")).help(help)
}

/// The error for a file that a key of the spec at `from` names.
pub(super) fn unreadable(key: &str, path: &str, reason: &ReadError, from: &str) -> Diagnostic {
    let folder = || match from.rfind('/') {
        Some(end) => format!("the folder of the spec, `{}`", &from[..end]),
        None => "the folder of the spec".to_owned(),
    };
    let help = match reason {
        ReadError::TooLarge { .. } => {
            "save float32 instead of float64, or split the layer by its output channels".to_owned()
        }
        _ => diagnostic::read_help(reason)
            .unwrap_or_else(|| format!("paths in a spec are relative to {}", folder())),
    };
    let message = format!("cannot read `{path}` of `{key}`: {reason}");
    Diagnostic::new(Code::UnreadableFile, message).help(help)
}

fn in_file(key: &str, path: &str, fault: Fault) -> Diagnostic {
    let message = format!("`{path}` of `{key}` {}", fault.message);
    Diagnostic::new(fault.code, message).help(fault.help)
}
