//! Files of several GiB, of which a layer wants a few numbers.
//!
//! They are sparse: most of a file is a hole, which takes no room on a disk. What is read of it would be
//! memory; how much this process has ever had, Linux says.

#[path = "../../tests/support/skip.rs"]
mod skip;

use std::fs::{self, File};
use std::io::{Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use convgen_compiler::driver::{self, Compiled};
use convgen_compiler::source::{DATA_LIMIT, Disk, SPEC_LIMIT};
use skip::skip;

const HOLE: u64 = 5 << 30;
/// Far less than a hole, and more than a compilation takes.
const MEMORY_LIMIT: u64 = 256 << 20;
const NUMBERS: [f32; 2] = [0.5, -3.0];

fn folder() -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("large_files");
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("the target folder can be written");
    folder
}

/// Writes parts at their places, whatever lies between them. `None` where a file system keeps holes.
fn write(path: &Path, parts: &[(u64, Vec<u8>)], len: u64) -> Option<()> {
    let mut file = File::create(path).expect("the target folder can be written");
    file.set_len(len).ok()?;
    for (place, bytes) in parts {
        file.seek(SeekFrom::Start(*place)).ok()?;
        file.write_all(bytes).ok()?;
    }
    Some(())
}

fn numbers() -> Vec<u8> {
    NUMBERS.iter().flat_map(|number| number.to_le_bytes()).collect()
}

fn npy(shape: &str) -> Vec<u8> {
    let header = format!("{{'descr': '<f4', 'fortran_order': False, 'shape': ({shape}), }}\n");
    let length = (header.len() as u16).to_le_bytes();
    [b"\x93NUMPY\x01\x00", &length[..], header.as_bytes()].concat()
}

/// A tensor of 5 GiB, and then the one that is wanted.
fn safetensors(path: &Path) -> Option<()> {
    let (end, count) = (HOLE + 8, HOLE / 4);
    let header = format!(
        "{{\"other\":{{\"dtype\":\"F32\",\"shape\":[{count}],\"data_offsets\":[0,{HOLE}]}},\
         \"w\":{{\"dtype\":\"F32\",\"shape\":[2,1,1],\"data_offsets\":[{HOLE},{end}]}}}}"
    );
    let start = 8 + header.len() as u64;
    let first = [&(header.len() as u64).to_le_bytes(), header.as_bytes()].concat();
    write(path, &[(0, first), (start + HOLE, numbers())], start + end)
}

/// A record of an archive (PKWARE's APPNOTE.TXT, section 4.3) whose sizes and place are those of its extra
/// field, of 64 bits.
fn record(name: &str, crc: u32, len: u64, place: Option<u64>) -> Vec<u8> {
    let extra: Vec<u64> = [len, len].into_iter().chain(place).collect();
    let extra: Vec<u8> = extra.iter().flat_map(|number| number.to_le_bytes()).collect();
    let field = [&1_u16.to_le_bytes(), &(extra.len() as u16).to_le_bytes(), &extra[..]].concat();
    let lengths = [name.len() as u16, field.len() as u16].map(u16::to_le_bytes);
    let common = [&[45, 0, 0, 0, 0, 0, 0, 0, 0, 0][..], &crc.to_le_bytes(), &[0xFF; 8]].concat();
    let (start, rest): (&[u8], &[u8]) = match place {
        None => (b"PK\x03\x04", &[]),
        Some(_) => (b"PK\x01\x02\x2d\x00", &[0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0xFF]),
    };
    [start, &common, lengths.as_flattened(), rest, name.as_bytes(), &field].concat()
}

/// An array of 5 GiB, and then the one that is wanted.
fn npz(path: &Path) -> Option<()> {
    let array = [npy("2, 1, 1"), numbers()].concat();
    let (crc, len) = (rawzip::crc32(&array), array.len() as u64);
    let other = record("other.npy", 0, HOLE, None);
    let place = other.len() as u64 + HOLE;
    let wanted = [record("w.npy", crc, len, None), array].concat();
    let directory =
        [record("other.npy", 0, HOLE, Some(0)), record("w.npy", crc, len, Some(place))].concat();
    let start = place + wanted.len() as u64;
    let end = start + directory.len() as u64;
    let sizes = [2, 2, directory.len() as u64, start].map(u64::to_le_bytes);
    let last = [
        &b"PK\x06\x06"[..],
        &44_u64.to_le_bytes(),
        &[45, 0, 45, 0, 0, 0, 0, 0, 0, 0, 0, 0],
        sizes.as_flattened(),
        b"PK\x06\x07\0\0\0\0",
        &end.to_le_bytes(),
        &1_u32.to_le_bytes(),
        b"PK\x05\x06\0\0\0\0",
        &[0xFF; 12],
        &[0, 0],
    ]
    .concat();
    let len = end + last.len() as u64;
    write(path, &[(0, other), (place, wanted), (start, directory), (end, last)], len)
}

fn spec(folder: &Path, name: &str, weights: &str) -> String {
    let text = format!("kind = 'conv'\ndims = 1\ni = 1\nk = 1\nout_channels = 2\n{weights}\n");
    fs::write(folder.join(name), text).expect("the target folder can be written");
    name.to_owned()
}

fn compiled(folder: &Path, weights: &str) -> Compiled {
    let spec = spec(folder, "a.toml", &format!("weights = {weights}"));
    driver::compile(&Disk::new(folder), &spec).unwrap_or_else(|failure| {
        panic!("{weights}: {}", failure.diagnostics[0].render(failure.source.as_ref()))
    })
}

fn error(folder: &Path, weights: &str) -> String {
    let spec = spec(folder, "b.toml", &format!("weights = {weights}"));
    let failure = driver::compile(&Disk::new(folder), &spec).expect_err("it must be refused");
    assert_eq!(failure.diagnostics.len(), 1);
    failure.diagnostics[0].render(failure.source.as_ref())
}

/// The most memory that this process has had, in bytes.
fn peak() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    Some(line.trim().strip_suffix(" kB")?.parse::<u64>().ok()? << 10)
}

/// One test: what others of this process need at the same time would count.
#[test]
fn only_what_is_wanted_is_read() {
    let folder = folder();
    let file = |name: &str| folder.join(name);
    let whole = HOLE + npy("1342177280,").len() as u64;
    let made = safetensors(&file("w.safetensors"))
        .and_then(|()| npz(&file("w.npz")))
        .and_then(|()| write(&file("w.npy"), &[(0, npy("1342177280,"))], whole))
        .and_then(|()| write(&file("w.bin"), &[], HOLE));
    if made.is_none() {
        let _ = fs::remove_dir_all(&folder);
        skip("sparse", "the target folder keeps no file of 5 GiB with holes");
        return;
    }
    for weights in
        ["{ safetensors = 'w.safetensors', tensor = 'w' }", "{ npz = 'w.npz', member = 'w' }"]
    {
        let compiled = compiled(&folder, weights);
        assert_eq!(compiled.layer().weights(), NUMBERS.map(f64::from));
        // Rustc would read all of it.
        let tracked = compiled.tracked().to_string();
        assert!(tracked.contains("/a.toml") && !tracked.contains("/w."), "{tracked}");
        let [note] = compiled.layer().notes() else { panic!("{:?}", compiled.layer().notes()) };
        assert!(note.message.contains("is not tracked"), "{}", note.message);
    }
    for (weights, expected) in [
        ("'w.npy'", "`w.npy` of `weights` has shape [1342177280], but the layer needs [2, 1, 1]"),
        (
            "{ raw = 'w.bin', dtype = 'f32', shape = [2, 1, 1] }",
            "`w.bin` of `weights` has 5368709120 bytes, but shape [2, 1, 1] of `f32` takes 8",
        ),
        (
            "{ safetensors = 'w.safetensors', tensor = 'other' }",
            "`other` in `w.safetensors` of `weights` has shape [1342177280], but the layer needs",
        ),
        // Zeros are no header.
        ("{ npz = 'w.npz', member = 'other' }", "`other` in `w.npz` of `weights` is not a `.npy`"),
        ("{ npz = 'w.bin', member = 'w' }", "`w.bin` of `weights` is not a `.npz` file"),
        ("{ safetensors = 'w.bin', tensor = 'w' }", "`w.bin` of `weights` has a malformed header"),
    ] {
        let text = error(&folder, weights);
        assert!(text.contains(expected), "{text}");
    }
    limits(&folder);
    let _ = fs::remove_dir_all(&folder);
    if let Some(peak) = peak() {
        assert!(peak <= MEMORY_LIMIT, "{peak} bytes");
    }
}

/// What is wanted may be too large as well.
fn limits(folder: &Path) {
    write(
        &folder.join("a.npy"),
        &[(0, npy("8193, 8192, 1"))],
        8193 * 8192 * 4 + npy("8193, 8192, 1").len() as u64,
    );
    let text = "kind = 'conv'\ndims = 1\ni = 1\nk = 1\nin_channels = 8192\nout_channels = 8193\nweights = 'a.npy'\n";
    fs::write(folder.join("c.toml"), text).expect("the target folder can be written");
    let failure = driver::compile(&Disk::new(folder), "c.toml").expect_err("it is too large");
    let text = failure.diagnostics[0].render(failure.source.as_ref());
    let expected = format!("takes 268468224 bytes, but may take at most {DATA_LIMIT}");
    assert!(text.contains(&expected), "{text}");
    assert!(failure.tracked.items().to_string().contains("/c.toml"));
    write(&folder.join("large.toml"), &[], SPEC_LIMIT + 1);
    let failure = driver::compile(&Disk::new(folder), "large.toml").expect_err("it is too large");
    let text = failure.diagnostics[0].render(None);
    assert!(text.contains("has 4194305 bytes, but may have at most 4194304"), "{text}");
    assert!(text.contains("numpy.save"), "{text}");
}
