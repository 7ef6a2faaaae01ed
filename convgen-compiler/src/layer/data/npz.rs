//! Arrays in `.npz` files: zip archives with an `.npy` file for each.

use std::borrow::Cow;
use std::io;

use miniz_oxide::inflate::{TINFLStatus, decompress_to_vec_with_limit};
use rawzip::{
    CompressionMethod, ErrorKind, MAX_CENTRAL_DIRECTORY_RECORD_SIZE, ReaderAt, ZipArchive,
    ZipArchiveEntryWayfinder, ZipFileHeaderRecord, ZipLocator, ZipVerification,
};

use super::fault::Fault;
use super::wanted::Wanted;
use super::{names, npy};
use crate::diagnostic::Code;
use crate::source::{Content, DATA_LIMIT, ReadError};

const RESAVE: &str = "save the arrays again with `numpy.savez`";

/// As much of an array as surely has its header in it: [`npy::MAX_PREFIX`] bytes, deflated or not.
const BEGINNING: u64 = 64 << 10;

/// The most bytes that the largest array and its header take in an archive. Deflate makes what it
/// cannot make smaller longer by five bytes in 16 KiB.
const PACKED_LIMIT: u64 = DATA_LIMIT + DATA_LIMIT / 2048 + BEGINNING;

type Zip<'a> = ZipArchive<Bytes<'a>>;

/// A file as an archive is read from it.
struct Bytes<'a>(&'a Content<'a>);

impl ReaderAt for Bytes<'_> {
    fn read_at(&self, buffer: &mut [u8], offset: u64) -> io::Result<usize> {
        let bytes = self.0.part(offset, buffer.len() as u64).map_err(io::Error::other)?;
        buffer[..bytes.len()].copy_from_slice(&bytes);
        Ok(bytes.len())
    }
}

/// What the directory says of an array.
struct Entry {
    place: ZipArchiveEntryWayfinder,
    method: CompressionMethod,
    is_encrypted: bool,
}

impl From<ZipFileHeaderRecord<'_>> for Entry {
    fn from(record: ZipFileHeaderRecord<'_>) -> Self {
        Self {
            place: record.wayfinder(),
            method: record.compression_method(),
            is_encrypted: record.flags().is_encrypted(),
        }
    }
}

/// The numbers of the array called `name`, with or without `.npy`, which must have the wanted shape
/// and fit. Nothing but the directory and this array is read.
pub(super) fn read(file: &Content<'_>, name: &str, wanted: &Wanted) -> Result<Vec<f64>, Fault> {
    if npy::is_npy(file)? {
        let help = "write its path alone, as a string";
        return Err(Fault::malformed("is a `.npy` file, not a `.npz` file", help));
    }
    let mut buffer = vec![0; MAX_CENTRAL_DIRECTORY_RECORD_SIZE];
    let archive = ZipLocator::new()
        .locate_in_reader(Bytes(file), &mut buffer, file.len())
        .map_err(|(_, error)| fault(&error, Fault::malformed("is not a `.npz` file", RESAVE)))?;
    let entry = find(&archive, &mut buffer, name)?;
    contents(&archive, &entry, wanted)
        .and_then(|contents| npy::parse(&Content::from(contents))?.numbers(wanted))
        .map_err(|fault| fault.of(name))
}

/// The entry of an array. As in NumPy, an entry of exactly this name comes before one with `.npy`
/// after it.
fn find(archive: &Zip<'_>, buffer: &mut [u8], name: &str) -> Result<Entry, Fault> {
    let with_end = format!("{name}.npy");
    let mut found = [const { Vec::new() }; 2];
    let (mut count, mut there) = (0, Vec::new());
    let mut entries = archive.entries(buffer);
    let unreadable = |error| fault(&error, damaged("its directory cannot be read"));
    while let Some(entry) = entries.next_entry().map_err(unreadable)? {
        let path = entry.file_path();
        let place = [name, &with_end].iter().position(|name| path.as_bytes() == name.as_bytes());
        if let Some(place) = place {
            found[place].push(Entry::from(entry));
        } else if there.len() < names::MOST {
            there.push(shown(path.as_bytes()));
        }
        count += 1;
    }
    match found {
        [exact, with_end] if exact.is_empty() && with_end.is_empty() => {
            Err(names::unknown("member", name, &there, count))
        }
        [exact, with_end] => {
            let mut entries = if exact.is_empty() { with_end } else { exact };
            match (entries.pop(), entries.pop()) {
                (Some(entry), None) => Ok(entry),
                _ => {
                    let message = format!("has several arrays called `{}`", name.escape_debug());
                    Err(Fault::malformed(message, RESAVE))
                }
            }
        }
    }
}

/// A name as NumPy shows it.
fn shown(path: &[u8]) -> String {
    String::from_utf8_lossy(path.strip_suffix(b".npy").unwrap_or(path)).into_owned()
}

/// The `.npy` file of an entry. At first only its header, and all of it only if that is of the wanted
/// array: so much may be read and allocated, whatever the archive says.
fn contents<'a>(
    archive: &'a Zip<'_>,
    entry: &Entry,
    wanted: &Wanted,
) -> Result<Cow<'a, [u8]>, Fault> {
    if entry.is_encrypted {
        let message = "is encrypted, which is not supported";
        return Err(Fault::new(Code::UnreadableFile, message, RESAVE));
    }
    let file = archive.get_ref().0;
    let absent = || damaged("its directory names bytes that are not there");
    let member = archive.get_entry(entry.place).map_err(|error| fault(&error, absent()))?;
    let (start, end) = member.compressed_data_range();
    if end > file.len() {
        return Err(absent());
    }
    let packed = |limit: u64| file.part(start, (end - start).min(limit));
    let size = size(&unpack(entry.method, packed(BEGINNING)?, npy::MAX_PREFIX)?, wanted)?;
    if end - start > PACKED_LIMIT {
        return Err(damaged("it is longer than its array"));
    }
    // One more, lest what is too long seem right.
    let contents = unpack(entry.method, packed(PACKED_LIMIT)?, size.saturating_add(1))?;
    let found =
        ZipVerification { crc: rawzip::crc32(&contents), uncompressed_size: contents.len() as u64 };
    let valid = member.reader().claim_verifier().valid(found);
    valid.map_err(|_| damaged("its checksum or its size is not that of its data"))?;
    Ok(contents)
}

/// How long the `.npy` file is whose beginning this is, if it has the wanted array.
fn size(beginning: &[u8], wanted: &Wanted) -> Result<usize, Fault> {
    let beginning = Content::from(beginning);
    let array = npy::parse(&beginning)?;
    array.check_shape(wanted)?;
    let needed = u64::try_from(array.needed()).unwrap_or(u64::MAX);
    match usize::try_from(needed) {
        Ok(size) if needed <= DATA_LIMIT => Ok(size + array.start as usize),
        _ => Err(Fault::too_large(needed)),
    }
}

/// What was stored, or at most the first `limit` bytes of what was deflated.
fn unpack(
    method: CompressionMethod,
    packed: Cow<'_, [u8]>,
    limit: usize,
) -> Result<Cow<'_, [u8]>, Fault> {
    match method {
        CompressionMethod::STORE => Ok(packed),
        CompressionMethod::DEFLATE => match decompress_to_vec_with_limit(&packed, limit) {
            Ok(bytes) => Ok(Cow::Owned(bytes)),
            Err(error) if error.status == TINFLStatus::HasMoreOutput => {
                Ok(Cow::Owned(error.output))
            }
            Err(_) => Err(damaged("its compressed data cannot be read")),
        },
        other => {
            let message =
                format!("is compressed by method {other}, but must be stored or deflated");
            let help = "save the arrays with `numpy.savez` or `numpy.savez_compressed`";
            Err(Fault::new(Code::UnreadableFile, message, help))
        }
    }
}

/// What an archive cannot be read for: the disk, or else its own fault.
fn fault(error: &rawzip::Error, otherwise: Fault) -> Fault {
    match error.kind() {
        ErrorKind::IO(error) if error.kind() == io::ErrorKind::Other => {
            ReadError::Other(error.to_string()).into()
        }
        _ => otherwise,
    }
}

fn damaged(reason: &str) -> Fault {
    Fault::malformed(format!("is damaged: {reason}"), RESAVE)
}
