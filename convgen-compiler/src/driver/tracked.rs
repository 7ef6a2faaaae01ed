//! The files whose changes rebuild a crate.

use std::path::Path;

use proc_macro2::TokenStream;
use quote::quote;

use crate::diagnostic::{Code, Diagnostic};
use crate::source::Files;

/// The most bytes of a file that rustc is made to depend on. It reads the whole of it: of 256 MiB in
/// 5 seconds and 0.8 GiB of memory, of 1 GiB in 19 seconds and 3.1 GiB.
pub const TRACKED_LIMIT: u64 = 256 << 20;

/// The files that were read, in two parts.
#[derive(Clone, Debug, Default)]
pub struct Tracked {
    files: Vec<String>,
    /// Those that are too large, with their lengths.
    large: Vec<(String, u64)>,
}

impl Tracked {
    pub(crate) fn new(files: &dyn Files, read: &[String]) -> Self {
        let mut tracked = Self::default();
        for path in read {
            // One that has gone away meanwhile is tracked: rustc says so.
            match files.open(Path::new(path), files.reach()) {
                Ok(content) if content.len() > TRACKED_LIMIT => {
                    tracked.large.push((path.clone(), content.len()));
                }
                _ => tracked.files.push(path.clone()),
            }
        }
        tracked
    }

    /// Items that make rustc depend on them. They are named relative to the manifest, so that the
    /// tokens are the same wherever the crate lies.
    ///
    /// Nothing keeps the bytes: as the value of a constant, they would be in the crate's metadata
    /// several times, and take rustc ten times as long.
    pub fn items(&self) -> TokenStream {
        let files = self.files.iter().map(|file| format!("/{file}"));
        quote! {
            #(const _: () = {
                let _ = ::core::include_bytes!(
                    ::core::concat!(::core::env!("CARGO_MANIFEST_DIR"), #files)
                );
            };)*
        }
    }

    /// What is said about those that are too large.
    pub(crate) fn notes(&self) -> impl Iterator<Item = Diagnostic> {
        self.large.iter().map(|(file, bytes)| {
            let message = format!(
                "`{file}` has {bytes} bytes, and is not tracked: more than {TRACKED_LIMIT} would have to be \
                 read by rustc"
            );
            Diagnostic::new(Code::Untracked, message).help(format!(
                "when it changes, save the spec again; or print `cargo::rerun-if-changed={file}` in a build \
                 script"
            ))
        })
    }
}
