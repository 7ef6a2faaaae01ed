//! What often lies in the place of a large file.

use std::fmt;

use super::content::Content;
use super::error::ReadError;

/// How every pointer of Git LFS begins (<https://github.com/git-lfs/git-lfs/blob/main/docs/spec.md>).
const POINTER: &[u8] = b"version https://git-lfs.github.com/spec/";

/// How pages begin, in lower case.
const PAGES: [&[u8]; 2] = [b"<!doctype html", b"<html"];

/// How much of a file is looked at: pages may begin with empty lines.
const BEGINNING: u64 = 4096;

/// Something that was put in a file's place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stranger {
    /// A pointer of Git LFS.
    Pointer,
    /// A web page.
    Page,
}

impl Stranger {
    /// What a file is, if it is one of these.
    ///
    /// # Errors
    /// If it cannot be read.
    pub fn of(file: &Content<'_>) -> Result<Option<Self>, ReadError> {
        let bytes = &*file.part(0, BEGINNING)?;
        if bytes.starts_with(POINTER) {
            return Ok(Some(Self::Pointer));
        }
        let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
        let is_page = |page: &[u8]| {
            text.get(..page.len()).is_some_and(|beginning| beginning.eq_ignore_ascii_case(page))
        };
        Ok(PAGES.into_iter().any(is_page).then_some(Self::Page))
    }

    /// The way to the file itself.
    #[must_use]
    pub fn help(self) -> &'static str {
        match self {
            Self::Pointer => {
                "fetch the file with `git lfs pull` in its repository; Git LFS must be installed"
            }
            Self::Page => {
                "download the file itself: on Hugging Face its address has `/resolve/` in place of \
                 `/blob/`, on GitHub `/raw/`"
            }
        }
    }
}

/// What it is, to follow `is`.
impl fmt::Display for Stranger {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Pointer => "a Git LFS pointer, not the file that it stands for",
            Self::Page => "a web page, not the file itself",
        })
    }
}
