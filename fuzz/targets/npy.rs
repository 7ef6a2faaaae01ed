//! Weight files whose headers lie.
//!
//! The first byte of the input says what the rest is: `R` for the file itself, anything else for a
//! header in parts, see [`Header`].

#![no_main]

use arbitrary::{Arbitrary, Unstructured};
use convgen_compiler::diagnostic::Code;
use convgen_compiler::driver;
use convgen_compiler::source::Memory;
use libfuzzer_sys::fuzz_target;

const SPEC: &str = "kind = \"conv\"\nout_channels = 2\ni = 4\nk = 3\nweights = \"weights.npy\"\n";

/// What the layer needs, and what is near it.
const DTYPES: [&str; 12] = [
    "'<f4'",
    "'>f4'",
    "'<f8'",
    "'>f8'",
    "'|f4'",
    "'=f4'",
    "'<f2'",
    "'<f16'",
    "'<i4'",
    "'<c8'",
    "[('a', '<f4')]",
    "[('a', '<f4', (18446744073709551615, 2))]",
];

#[derive(Arbitrary, Debug)]
struct Header<'a> {
    version: (u8, u8),
    dtype: u8,
    /// Replaces the element type.
    other_dtype: Option<&'a str>,
    order: bool,
    /// Starts from the layer's shape, with these sizes at these places.
    shape: Vec<(u8, u64)>,
    dims: u8,
    /// Text before the closing brace.
    more: &'a str,
    /// What the length of the header is wrong by.
    lie: i8,
    payload: &'a [u8],
    /// Repeats the payload to about what the shape needs.
    fill: bool,
}

impl Header<'_> {
    fn file(&self) -> Vec<u8> {
        let mut shape = vec![2, 1, 3, 3];
        for &(place, size) in &self.shape {
            let place = usize::from(place) % shape.len();
            shape[place] = size;
        }
        shape.truncate(usize::from(self.dims).max(1));
        let dtype = DTYPES[usize::from(self.dtype) % DTYPES.len()];
        let dtype = self.other_dtype.unwrap_or(dtype);
        let order = if self.order { "True" } else { "False" };
        let sizes: Vec<String> = shape.iter().map(|size| format!("{size},")).collect();
        let (sizes, more) = (sizes.join(" "), self.more);
        let text =
            format!("{{'descr': {dtype}, 'fortran_order': {order}, 'shape': ({sizes}), {more}}}\n");
        let length = (text.len() as u32).wrapping_add_signed(self.lie.into()).to_le_bytes();
        let length = if self.version.0 == 1 { &length[..2] } else { &length[..] };
        let mut payload = self.payload.to_vec();
        if self.fill && !payload.is_empty() {
            payload = payload.iter().copied().cycle().take(72).collect();
        }
        let version = [self.version.0, self.version.1];
        [b"\x93NUMPY", &version[..], length, text.as_bytes(), &payload].concat()
    }
}

fuzz_target!(|input: &[u8]| {
    let file = match input {
        [b'R', file @ ..] => file.to_vec(),
        [_, parts @ ..] => match Header::arbitrary_take_rest(Unstructured::new(parts)) {
            Ok(header) => header.file(),
            Err(_) => return,
        },
        [] => return,
    };
    let files = Memory::new().with("layer.toml", SPEC).with("weights.npy", file);
    match driver::compile(&files, "layer.toml") {
        Ok(compiled) => assert!(compiled.layer().weights().iter().all(|w| w.is_finite())),
        Err(failure) => {
            assert!(!failure.diagnostics.is_empty(), "an error without a word");
            for diagnostic in &failure.diagnostics {
                let text = diagnostic.render(failure.source.as_ref());
                assert_ne!(diagnostic.code, Code::Internal, "{text}");
            }
        }
    }
});
