//! Files that are nothing but numbers.

use super::array::Array;
use super::fault::Fault;
use super::wanted::{Wanted, list};
use crate::source::Content;
use crate::spec::Float;

/// The numbers of a file that holds an array of the wanted shape.
pub(super) fn read(file: &Content<'_>, float: Float, wanted: &Wanted) -> Result<Vec<f64>, Fault> {
    let array = Array {
        shape: wanted.dims.iter().map(|dim| *dim as u64).collect(),
        float,
        is_big_endian: false,
        is_fortran: false,
        file,
        start: 0,
        len: file.len(),
        resave: "",
    };
    let (found, needed) = (file.len(), array.needed());
    if u128::from(found) != needed {
        let (shape, name) = (list(&wanted.dims), float.name());
        return Err(Fault::malformed(
            format!("has {found} bytes, but shape {shape} of `{name}` takes {needed}"),
            "write the `dtype` that the numbers have, and nothing but numbers into the file",
        ));
    }
    array.numbers(wanted)
}
