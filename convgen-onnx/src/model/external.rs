//! Numbers in files beside the model.

use super::proto::Entry;

/// The files that a model may read. It may come from anywhere, and must not choose which files of the machine
/// end up in specs: whoever implements this decides.
pub trait Beside {
    /// So many bytes of a file from one on; its location is relative to the model.
    ///
    /// # Errors
    /// Why they cannot be had, to follow the tensor's name.
    fn part(&self, location: &str, offset: u64, bytes: u64) -> Result<Vec<u8>, String>;
}

/// Reads as many bytes as a tensor needs, where it says that they are.
///
/// # Errors
/// To follow the tensor's name.
pub(super) fn read(entries: &[Entry], beside: &dyn Beside, bytes: u64) -> Result<Vec<u8>, String> {
    let entry =
        |key: &str| entries.iter().find(|entry| entry.key == key).map(|entry| entry.value.as_str());
    let number = |key: &str, default: u64| match entry(key) {
        None => Ok(default),
        Some(text) => text.parse().map_err(|_| format!("has the {key} `{}`", text.escape_debug())),
    };
    let Some(location) = entry("location") else {
        return Err("is in another file, but does not say in which".to_owned());
    };
    let (offset, length) = (number("offset", 0)?, number("length", bytes)?);
    if length != bytes {
        return Err(format!("has {length} bytes, but its dimensions promise {bytes}"));
    }
    beside.part(location, offset, bytes)
}
