//! Arrays in `.npz` files: zip archives with an `.npy` file for each.

use std::borrow::Cow;

use miniz_oxide::inflate::{TINFLStatus, decompress_to_vec_with_limit};
use rawzip::{
    CompressionMethod, ZipArchive, ZipFileHeaderRecord, ZipSliceArchive, ZipVerification,
};

use super::array::Array;
use super::fault::Fault;
use super::wanted::Wanted;
use super::{names, npy};
use crate::diagnostic::Code;

const RESAVE: &str = "save the arrays again with `numpy.savez`";

type Zip<'a> = ZipSliceArchive<&'a [u8]>;

/// The numbers of the array called `name`, with or without `.npy`, which must have the wanted shape
/// and fit.
pub(super) fn read(bytes: &[u8], name: &str, wanted: &Wanted) -> Result<Vec<f64>, Fault> {
    if npy::is_npy(bytes) {
        let help = "write its path alone, as a string";
        return Err(Fault::malformed("is a `.npy` file, not a `.npz` file", help));
    }
    let archive = ZipArchive::from_slice(bytes)
        .map_err(|_| Fault::malformed("is not a `.npz` file", RESAVE))?;
    let entry = find(&archive, name)?;
    let contents = contents(&archive, &entry, wanted);
    contents
        .and_then(|contents| npy::parse(&contents)?.numbers(wanted))
        .map_err(|fault| fault.of(name))
}

/// The entry of an array. As in NumPy, an entry of exactly this name comes before one with `.npy`
/// after it.
fn find<'a>(archive: &'a Zip<'_>, name: &str) -> Result<ZipFileHeaderRecord<'a>, Fault> {
    let with_end = format!("{name}.npy");
    let mut found = [const { Vec::new() }; 2];
    let (mut count, mut there) = (0, Vec::new());
    for entry in archive.entries() {
        let entry = entry.map_err(|_| damaged("its directory cannot be read"))?;
        let path = entry.file_path();
        let place = [name, &with_end].iter().position(|name| path.as_bytes() == name.as_bytes());
        if let Some(place) = place {
            found[place].push(entry);
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

/// The `.npy` file of an entry.
fn contents<'a>(
    archive: &'a Zip<'_>,
    entry: &ZipFileHeaderRecord<'_>,
    wanted: &Wanted,
) -> Result<Cow<'a, [u8]>, Fault> {
    if entry.flags().is_encrypted() {
        let message = "is encrypted, which is not supported";
        return Err(Fault::new(Code::UnreadableFile, message, RESAVE));
    }
    let stored = archive
        .get_entry(entry.wayfinder())
        .map_err(|_| damaged("its directory names bytes that are not there"))?;
    let contents = match entry.compression_method() {
        CompressionMethod::STORE => Cow::Borrowed(stored.data()),
        CompressionMethod::DEFLATE => Cow::Owned(inflate(stored.data(), wanted)?),
        other => {
            let message =
                format!("is compressed by method {other}, but must be stored or deflated");
            let help = "save the arrays with `numpy.savez` or `numpy.savez_compressed`";
            return Err(Fault::new(Code::UnreadableFile, message, help));
        }
    };
    let found =
        ZipVerification { crc: rawzip::crc32(&contents), uncompressed_size: contents.len() as u64 };
    let valid = stored.claim_verifier().valid(found);
    valid.map_err(|_| damaged("its checksum or its size is not that of its data"))?;
    Ok(contents)
}

/// What was deflated. At first only a header, and all of it only if that is of the wanted array: so
/// much may be allocated, whatever the archive says.
fn inflate(data: &[u8], wanted: &Wanted) -> Result<Vec<u8>, Fault> {
    let beginning = inflate_part(data, npy::MAX_PREFIX)?;
    let array: Array<'_> = npy::parse(&beginning)?;
    array.check_shape(wanted)?;
    let header = beginning.len() - array.bytes.len();
    let needed = array.needed().saturating_add(header as u128);
    match usize::try_from(needed) {
        // One more, lest what is too long seem right.
        Ok(needed) if needed > beginning.len() => inflate_part(data, needed.saturating_add(1)),
        _ => Ok(beginning),
    }
}

/// At most the first `limit` bytes of what was deflated.
fn inflate_part(data: &[u8], limit: usize) -> Result<Vec<u8>, Fault> {
    match decompress_to_vec_with_limit(data, limit) {
        Ok(bytes) => Ok(bytes),
        Err(error) if error.status == TINFLStatus::HasMoreOutput => Ok(error.output),
        Err(_) => Err(damaged("its compressed data cannot be read")),
    }
}

fn damaged(reason: &str) -> Fault {
    Fault::malformed(format!("is damaged: {reason}"), RESAVE)
}
