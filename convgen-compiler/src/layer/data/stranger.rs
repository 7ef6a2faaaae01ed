//! What often lies in the place of a file of weights.

use super::fault::Fault;
use crate::source::Content;

/// How every pointer of Git LFS begins (<https://github.com/git-lfs/git-lfs/blob/main/docs/spec.md>).
const POINTER: &[u8] = b"version https://git-lfs.github.com/spec/";

/// How pages begin, in lower case.
const PAGES: [&[u8]; 2] = [b"<!doctype html", b"<html"];

/// How much of a file is looked at: pages may begin with empty lines.
const BEGINNING: u64 = 4096;

/// The fault of a file that is no file of numbers, but something that was put in its place.
pub(super) fn check(file: &Content<'_>) -> Result<(), Fault> {
    let bytes = &*file.part(0, BEGINNING)?;
    if bytes.starts_with(POINTER) {
        return Err(Fault::malformed(
            "is a Git LFS pointer, not the file that it stands for",
            "fetch the file with `git lfs pull` in its repository; Git LFS must be installed",
        ));
    }
    let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
    let is_page = |page: &[u8]| {
        text.get(..page.len()).is_some_and(|beginning| beginning.eq_ignore_ascii_case(page))
    };
    if PAGES.into_iter().any(is_page) {
        return Err(Fault::malformed(
            "is a web page, not a file of numbers",
            "download the file itself: on Hugging Face its address has `/resolve/` in place of \
             `/blob/`, on GitHub `/raw/`",
        ));
    }
    Ok(())
}
