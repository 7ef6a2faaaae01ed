//! `.npz` and safetensors files that lie.
//!
//! The first byte of the input says what the rest is: `N` for an `.npz` file itself, `S` for a
//! safetensors file, anything else for parts, see [`Archive`].

#![no_main]

#[path = "../../tests/support/archives.rs"]
mod archives;

use arbitrary::{Arbitrary, Unstructured};
use archives::{Member, safetensors, zip};
use convgen_compiler::diagnostic::Code;
use convgen_compiler::driver;
use convgen_compiler::source::Memory;
use libfuzzer_sys::fuzz_target;

const SPEC: &str = "kind = \"conv\"\nout_channels = 2\ni = 4\nk = 3\n";
const NPZ: &str = "weights = { npz = \"file\", member = \"w\" }\n";
const SAFETENSORS: &str = "weights = { safetensors = \"file\", tensor = \"w\" }\n";

/// What the layer needs, and what is near it.
const NAMES: [&str; 6] = ["w.npy", "w", "w.npy.npy", "W.npy", "model.w", "\u{fffd}\n"];
const DTYPES: [&str; 8] = ["F32", "F64", "F16", "BF16", "I32", "F8_E4M3", "f32", ""];

#[derive(Arbitrary, Debug)]
enum Archive<'a> {
    Npz { files: Vec<File<'a>>, cut: u8 },
    Safetensors { tensors: Vec<Tensor>, more: &'a str, lie: i8, data: u8 },
}

/// A file in an `.npz` file: the array that the layer needs, with lies.
#[derive(Arbitrary, Debug)]
struct File<'a> {
    name: u8,
    other_name: Option<&'a [u8]>,
    deflated: bool,
    /// Bytes of the array that are others.
    array: Vec<(u8, u8)>,
    /// Zeros after it, 256 each.
    zeros: u8,
    /// Bytes of what is in the archive that are others.
    packed: Vec<(u8, u8)>,
    flags: Option<u16>,
    method: Option<u16>,
    crc: Option<u32>,
    packed_size: Option<u32>,
    size: Option<u32>,
}

#[derive(Arbitrary, Debug)]
struct Tensor {
    name: u8,
    dtype: u8,
    /// Starts from the layer's shape, with these sizes at these places.
    shape: Vec<(u8, u64)>,
    dims: u8,
    offsets: Option<(u64, u64)>,
}

fn change(bytes: &mut [u8], changes: &[(u8, u8)]) {
    for &(place, byte) in changes {
        if let Some(found) = bytes.get_mut(usize::from(place)) {
            *found = byte;
        }
    }
}

impl File<'_> {
    fn member(&self) -> Member {
        let header = "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 1, 3, 3), }\n";
        let length = (header.len() as u16).to_le_bytes();
        let mut array = [b"\x93NUMPY\x01\0", &length[..], header.as_bytes(), &[0x3f; 72]].concat();
        change(&mut array, &self.array);
        array.resize(array.len() + 256 * usize::from(self.zeros), 0);
        let name = NAMES[usize::from(self.name) % NAMES.len()];
        let make = if self.deflated { Member::deflated } else { Member::stored };
        let mut member = make(name, &array);
        change(&mut member.packed, &self.packed);
        if let Some(name) = self.other_name {
            member.name = name.to_vec();
        }
        member.flags = self.flags.unwrap_or(member.flags);
        member.method = self.method.unwrap_or(member.method);
        member.crc = self.crc.unwrap_or(member.crc);
        member.packed_size = self.packed_size.unwrap_or(member.packed_size);
        member.size = self.size.unwrap_or(member.size);
        member
    }
}

impl Tensor {
    fn text(&self) -> String {
        let mut shape = vec![2, 1, 3, 3];
        for &(place, size) in &self.shape {
            let place = usize::from(place) % shape.len();
            shape[place] = size;
        }
        shape.truncate(usize::from(self.dims).max(1));
        let name = NAMES[usize::from(self.name) % NAMES.len()].replace('\n', "\\n");
        let dtype = DTYPES[usize::from(self.dtype) % DTYPES.len()];
        let (start, end) = self.offsets.unwrap_or((0, 72));
        format!(
            "\"{name}\":{{\"dtype\":\"{dtype}\",\"shape\":{shape:?},\"data_offsets\":[{start},{end}]}}"
        )
    }
}

impl Archive<'_> {
    /// The spec's line and the file.
    fn file(&self) -> (&'static str, Vec<u8>) {
        match self {
            Self::Npz { files, cut } => {
                let members: Vec<Member> = files.iter().take(8).map(File::member).collect();
                let mut file = zip(&members);
                file.truncate(file.len().saturating_sub(usize::from(*cut)));
                (NPZ, file)
            }
            Self::Safetensors { tensors, more, lie, data } => {
                let tensors: Vec<String> = tensors.iter().map(Tensor::text).collect();
                let header = format!("{{{}{more}}}", tensors.join(","));
                let mut file = safetensors(&header, &vec![0x3f; usize::from(*data)]);
                file[0] = file[0].wrapping_add_signed(*lie);
                (SAFETENSORS, file)
            }
        }
    }
}

fuzz_target!(|input: &[u8]| {
    let (line, file) = match input {
        [b'N', file @ ..] => (NPZ, file.to_vec()),
        [b'S', file @ ..] => (SAFETENSORS, file.to_vec()),
        [_, parts @ ..] => match Archive::arbitrary_take_rest(Unstructured::new(parts)) {
            Ok(archive) => archive.file(),
            Err(_) => return,
        },
        [] => return,
    };
    let files = Memory::new().with("layer.toml", format!("{SPEC}{line}")).with("file", file);
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
