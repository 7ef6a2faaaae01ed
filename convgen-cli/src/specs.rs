//! The specs that a command line names: patterns, files and their compilation.

use std::path::{MAIN_SEPARATOR, Path, PathBuf};
use std::sync::Arc;

use clap::Args;
use convgen_compiler::driver::{self, Compiled, Failure};
use convgen_compiler::source::{
    Anywhere, Content, Disk, Files, Reach, ReadError, SPEC_LIMIT, resolve,
};

use crate::problem::Problem;

/// The arguments of every command that reads specs.
#[derive(Args)]
pub(crate) struct Specs {
    /// Layer specs: files, or patterns such as 'specs/**/*.toml'
    #[arg(required = true, value_name = "SPEC")]
    patterns: Vec<String>,
    /// Print one JSON array with an object for each spec
    #[arg(long)]
    pub(crate) json: bool,
}

/// A file that was named, or that a pattern found.
#[derive(Clone, Debug)]
pub(crate) struct SpecFile {
    /// The path as it was given.
    pub(crate) shown: String,
    /// The folder that the compiler's paths are relative to.
    pub(crate) root: PathBuf,
    /// The path in that folder, as the compiler wants it.
    pub(crate) path: String,
    /// What it would say instead of what it says.
    instead: Option<String>,
}

impl Specs {
    /// Every file once, in the order of the command line; problems in the place of what was not
    /// found.
    pub(crate) fn files(&self) -> Vec<(String, Result<SpecFile, Problem>)> {
        let mut found: Vec<(String, Result<SpecFile, Problem>)> = Vec::new();
        for pattern in &self.patterns {
            for (shown, file) in expand(pattern) {
                if !found.iter().any(|(known, _)| *known == shown) {
                    found.push((shown, file));
                }
            }
        }
        found
    }
}

impl SpecFile {
    /// A file that is there.
    pub(crate) fn find(shown: &str) -> Result<Self, Problem> {
        let path = Path::new(shown);
        if path.is_dir() {
            return Err(Problem::new(format!("`{shown}` is a folder, but must be a spec")).help(
                format!("write '{}/*.toml' for the specs in it", shown.trim_end_matches('/')),
            ));
        }
        if !path.exists() {
            return Err(Problem::new(format!(
                "cannot read the spec `{shown}`: there is no such file"
            ))
            .help("paths are relative to the current folder"));
        }
        let portable =
            if MAIN_SEPARATOR == '\\' { shown.replace('\\', "/") } else { shown.to_owned() };
        match (path.is_absolute(), path.parent(), path.file_name().and_then(|name| name.to_str())) {
            (true, Some(folder), Some(name)) => {
                let (root, path) = (folder.to_owned(), name.to_owned());
                Ok(Self { shown: shown.to_owned(), root, path, instead: None })
            }
            _ => {
                let (root, path) = (PathBuf::new(), portable);
                Ok(Self { shown: shown.to_owned(), root, path, instead: None })
            }
        }
    }

    /// The same spec with another text, which is written nowhere.
    pub(crate) fn saying(&self, text: String) -> Self {
        Self { instead: Some(text), ..self.clone() }
    }

    /// Its text.
    pub(crate) fn text(&self) -> Result<String, ReadError> {
        let bytes = self.read(Path::new(&self.path), Reach::Anywhere, SPEC_LIMIT)?;
        Ok(String::from_utf8_lossy(&bytes).into_owned())
    }

    /// Whether a path that the compiler resolved is the spec's own.
    fn is_spec(&self, path: &Path) -> bool {
        resolve("", &self.path, Reach::Anywhere).is_ok_and(|own| path == Path::new(&own))
    }

    /// Compiles it, wherever its files lie; errors show the path as it was given.
    pub(crate) fn compile(&self) -> Result<Compiled, Box<Failure>> {
        driver::compile(&Anywhere(self), &self.path).map_err(|mut failure| {
            if let Some(source) = &mut failure.source {
                source.path.clone_from(&self.shown);
            }
            for source in failure.diagnostics.iter_mut().filter_map(|each| each.source.as_mut()) {
                let source = Arc::make_mut(source);
                source.path = self.root.join(&source.path).display().to_string();
            }
            failure
        })
    }
}

/// The spec and the files that it names.
impl Files for SpecFile {
    fn open(&self, path: &Path, reach: Reach) -> Result<Content<'_>, ReadError> {
        match &self.instead {
            Some(text) if self.is_spec(path) => Ok(Content::from(text.as_bytes())),
            _ => Disk::new(&self.root).file(path, reach),
        }
    }
}

/// The files of an argument: itself, or what it matches if it is a pattern.
fn expand(pattern: &str) -> Vec<(String, Result<SpecFile, Problem>)> {
    let single = |file| vec![(pattern.to_owned(), file)];
    if !pattern.contains(['*', '?', '[']) || Path::new(pattern).exists() {
        return single(SpecFile::find(pattern));
    }
    let matches = match glob::glob(pattern) {
        Ok(matches) => matches,
        Err(error) => {
            let problem = Problem::new(format!("`{pattern}` is not a pattern: {error}"));
            return single(Err(problem.help("write for example 'specs/**/*.toml'")));
        }
    };
    let files: Vec<_> = matches
        .map(|path| match path {
            Ok(path) => match path.to_str() {
                Some(shown) => (shown.to_owned(), SpecFile::find(shown)),
                None => {
                    let shown = path.display().to_string();
                    let problem = Problem::new(format!("the path `{shown}` is not UTF-8"));
                    (shown, Err(problem.help("rename the file")))
                }
            },
            Err(error) => {
                let problem = Problem::new(format!("cannot look for `{pattern}`: {error}"));
                (pattern.to_owned(), Err(problem))
            }
        })
        .collect();
    if files.is_empty() {
        let problem = Problem::new(format!("no file matches `{pattern}`"));
        return single(Err(problem.help("patterns are relative to the current folder")));
    }
    files
}
