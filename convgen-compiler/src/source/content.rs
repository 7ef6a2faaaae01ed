//! A file that is read in parts.

use std::borrow::Cow;
use std::fs::File;
use std::io::{Read, Seek, SeekFrom};

use super::error::ReadError;

/// An open file, of which only what is asked for is read.
#[derive(Debug)]
pub struct Content<'a> {
    bytes: Bytes<'a>,
    len: u64,
}

#[derive(Debug)]
enum Bytes<'a> {
    Disk(File),
    Memory(Cow<'a, [u8]>),
}

impl Content<'_> {
    /// How long it is.
    #[must_use]
    pub fn len(&self) -> u64 {
        self.len
    }

    /// Whether there is nothing in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// At most `count` bytes from `start` on: fewer where the file ends before, and none past its end.
    ///
    /// Nothing is allocated for what is not there.
    ///
    /// # Errors
    /// If a file on disk cannot be read.
    pub fn part(&self, start: u64, count: u64) -> Result<Cow<'_, [u8]>, ReadError> {
        match &self.bytes {
            Bytes::Memory(bytes) => {
                let place = |at: u64| usize::try_from(at).unwrap_or(usize::MAX).min(bytes.len());
                let (start, end) = (place(start), place(start.saturating_add(count)));
                Ok(Cow::Borrowed(&bytes[start..end]))
            }
            Bytes::Disk(file) => {
                let count = count.min(self.len.saturating_sub(start));
                let (mut file, mut bytes) = (file, Vec::new());
                if count > 0 {
                    file.seek(SeekFrom::Start(start))?;
                    file.take(count).read_to_end(&mut bytes)?;
                }
                Ok(Cow::Owned(bytes))
            }
        }
    }
}

impl<'a> From<Cow<'a, [u8]>> for Content<'a> {
    fn from(bytes: Cow<'a, [u8]>) -> Self {
        Self { len: bytes.len() as u64, bytes: Bytes::Memory(bytes) }
    }
}

impl<'a> From<&'a [u8]> for Content<'a> {
    fn from(bytes: &'a [u8]) -> Self {
        Self::from(Cow::Borrowed(bytes))
    }
}

impl TryFrom<File> for Content<'_> {
    type Error = ReadError;

    fn try_from(file: File) -> Result<Self, ReadError> {
        let len = file.metadata()?.len();
        Ok(Self { bytes: Bytes::Disk(file), len })
    }
}
