//! Weights from `.npz`, safetensors and raw files that are fine, and from damaged ones.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use super::layer_files;
use crate::archives::{Member, zip};
use crate::cases::cases;
use crate::layers::single;
use convgen_compiler::layer::{self, Checked};
use convgen_compiler::source::{Disk, Memory, Source};
use convgen_compiler::spec;
use npyz::Order;
use proptest::prelude::*;
use safetensors::Dtype;
use safetensors::tensor::TensorView;

/// A layer whose weights are any numbers, one for each output channel.
fn check(count: usize, data: &str, files: &Memory) -> Checked {
    let text = format!(
        "kind = 'conv'\ndims = 1\ni = 1\nk = 1\nout_channels = {count}\nsubnormals = 'keep'\n\
         weights = {data}\n"
    );
    let source = Source { path: "layers/a.toml".to_owned(), text };
    let spec = spec::parse(&source).unwrap_or_else(|errors| panic!("{errors:?}"));
    layer::check(&spec, &source, files)
}

fn weights(count: usize, data: &str, file: &[u8]) -> Vec<f32> {
    let files = Memory::new().with("layers/w", file);
    let checked = check(count, data, &files);
    assert_eq!(checked.files, ["layers/w"], "it is tracked");
    let layer = checked.layer.unwrap_or_else(|errors| panic!("{errors:?}"));
    single(layer.weights())
}

fn bits(numbers: &[f32]) -> Vec<u32> {
    numbers.iter().map(|number| number.to_bits()).collect()
}

/// A file with one tensor, by the crate of the format.
fn tensor(dtype: Dtype, count: usize, bytes: &[u8]) -> Vec<u8> {
    let view = TensorView::new(dtype, vec![count, 1, 1], bytes).unwrap();
    let other = TensorView::new(Dtype::U8, vec![3], &[1, 2, 3]).unwrap();
    let tensors = BTreeMap::from([("a.w", view), ("other", other)]);
    let metadata = [("format".to_owned(), "pt".to_owned())].into();
    safetensors::serialize(tensors, Some(metadata)).unwrap()
}

/// The same numbers as every file that can hold them, with the value that reads each.
fn files(name: &str, count: usize, bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let dtype = match name {
        "f16" => Dtype::F16,
        "bf16" => Dtype::BF16,
        "f32" => Dtype::F32,
        _ => Dtype::F64,
    };
    let raw = format!("{{ raw = 'w', dtype = '{name}', shape = [{count}, 1, 1] }}");
    let mut files = vec![
        (raw, bytes.to_vec()),
        ("{ safetensors = 'w', tensor = 'a.w' }".to_owned(), tensor(dtype, count, bytes)),
    ];
    if name != "bf16" {
        let header = layer_files::header(&name.replace("f16", "<f2"), "");
        let header = header.replace("f32", "<f4").replace("f64", "<f8");
        let header = header.replace("'shape': ", &format!("'shape': ({count}, 1, 1)"));
        let npy = layer_files::raw(&header, bytes);
        for member in [Member::stored("w.npy", &npy), Member::deflated("w.npy", &npy)] {
            files.push(("{ npz = 'w', member = 'w' }".to_owned(), zip(&[member])));
        }
    }
    files
}

/// Every finite number of 16 bits, by the definition of its format.
#[test]
fn halves_are_what_they_stand_for() {
    for (name, exponent_bits, fraction_bits) in [("f16", 5, 10), ("bf16", 8, 7)] {
        let bias = (1 << (exponent_bits - 1)) - 1;
        let fraction_of = |bits: u16| f64::from(bits & ((1 << fraction_bits) - 1));
        let exponent_of = |bits: u16| i32::from(bits >> fraction_bits) & ((1 << exponent_bits) - 1);
        let finite: Vec<u16> =
            (0..=u16::MAX).filter(|bits| exponent_of(*bits) < (1 << exponent_bits) - 1).collect();
        let expected = finite.iter().map(|&bits| {
            let fraction = fraction_of(bits) / f64::from(1 << fraction_bits);
            let magnitude = match exponent_of(bits) {
                0 => fraction * f64::powi(2.0, 1 - bias),
                exponent => (1.0 + fraction) * f64::powi(2.0, exponent - bias),
            };
            (if bits >> 15 == 0 { magnitude } else { -magnitude }) as f32
        });
        let expected: Vec<u32> = expected.map(f32::to_bits).collect();
        let bytes: Vec<u8> = finite.iter().flat_map(|bits| bits.to_le_bytes()).collect();
        for (data, file) in files(name, finite.len(), &bytes) {
            assert_eq!(bits(&weights(finite.len(), &data, &file)), expected, "{data}");
        }
    }
}

proptest! {
    #![proptest_config(cases(64))]

    #[test]
    fn singles_come_back_to_the_bit(numbers in prop::collection::vec(any::<u32>(), 1..40)) {
        let finite = |bits: u32| Some(f32::from_bits(bits)).filter(|number| number.is_finite());
        let numbers: Vec<f32> = numbers.into_iter().map(|bits| finite(bits).unwrap_or(0.5)).collect();
        let bytes: Vec<u8> = numbers.iter().flat_map(|number| number.to_le_bytes()).collect();
        for (data, file) in files("f32", numbers.len(), &bytes) {
            prop_assert_eq!(bits(&weights(numbers.len(), &data, &file)), bits(&numbers), "{}", data);
        }
    }

    #[test]
    fn doubles_are_rounded_once(numbers in prop::collection::vec(-3e38..3e38_f64, 1..40)) {
        let bytes: Vec<u8> = numbers.iter().flat_map(|number| number.to_le_bytes()).collect();
        let expected: Vec<f32> = numbers.iter().map(|number| *number as f32).collect();
        for (data, file) in files("f64", numbers.len(), &bytes) {
            let found = weights(numbers.len(), &data, &file);
            prop_assert_eq!(bits(&found), bits(&expected), "{}", data);
        }
    }
}

#[test]
fn big_endian_members_are_read() {
    let npy = layer_files::npy(">f4", Order::C, &[2, 1, 1], &[0.5_f32, -3.0]);
    let file = zip(&[Member::deflated("w.npy", &npy)]);
    assert_eq!(weights(2, "{ npz = 'w', member = 'w' }", &file), [0.5, -3.0]);
}

/// As in NumPy: the name itself, and only then with `.npy` after it.
#[test]
fn members_are_found_with_and_without_their_end() {
    let npy = |number: f32| layer_files::npy("<f4", Order::C, &[1, 1, 1], &[number]);
    let file = zip(&[
        Member::stored("a.npy", &npy(1.0)),
        Member::stored("b.npy", &npy(2.0)),
        Member::stored("b", &npy(3.0)),
        Member::deflated("c.npy.npy", &npy(4.0)),
    ]);
    for (member, number) in [("a", 1.0), ("a.npy", 1.0), ("b", 3.0), ("b.npy", 2.0), ("c.npy", 4.0)]
    {
        let data = format!("{{ npz = 'w', member = '{member}' }}");
        assert_eq!(weights(1, &data, &file), [number], "{member}");
    }
}

/// Many times what is inflated to know the header.
#[test]
fn long_members_are_inflated_whole() {
    let numbers: Vec<f32> = (0..20_000_u16).map(f32::from).collect();
    let npy = layer_files::npy("<f4", Order::C, &[20_000, 1, 1], &numbers);
    let file = zip(&[Member::deflated("w.npy", &npy)]);
    assert_eq!(weights(20_000, "{ npz = 'w', member = 'w' }", &file), numbers);
}

/// Every cut and many changed bytes are errors or harmless, never panics.
#[test]
fn damaged_files_are_not_panics() {
    let bytes: Vec<u8> = [0.5_f32, -3.0].iter().flat_map(|number| number.to_le_bytes()).collect();
    for (data, file) in files("f32", 2, &bytes) {
        let check = |file: &[u8]| check(2, &data, &Memory::new().with("layers/w", file)).layer;
        for length in 0..file.len() {
            assert!(check(&file[..length]).is_err(), "{data}: {length} bytes");
        }
        for position in 0..file.len() {
            for byte in [0, 1, b'"', b'9', b'[', 0x7f, 0x80, 0xff] {
                let mut file = file.clone();
                file[position] = byte;
                // A changed number of a file without a checksum is a number.
                let _ = check(&file);
            }
        }
    }
}

/// The message about a file that cannot be what the layer needs.
fn refused(data: &str, file: Vec<u8>) -> String {
    let checked = check(2, data, &Memory::new().with("layers/w", file));
    checked.layer.expect_err(data)[0].message.clone()
}

/// Places of tensors that are none: the wrong way round, past the end, beyond what 64 bits count.
#[test]
fn ranges_of_tensors_that_lie() {
    let (data, most) = ("{ safetensors = 'w', tensor = 'w' }", u64::MAX);
    let file = |[start, end]: [u64; 2], other: [u64; 2]| {
        let tensor = "\"dtype\":\"F32\",\"shape\":[2,1,1],\"data_offsets\":";
        let (own, other) = (format!("[{start},{end}]"), format!("{other:?}"));
        let header = format!("{{\"w\":{{{tensor}{own}}},\"v\":{{{tensor}{other}}}}}");
        crate::archives::safetensors(&header, &[0.5_f32, -3.0].map(f32::to_le_bytes).concat())
    };
    for range in [[8, 0], [8, 7], [most, 8], [most, 0]] {
        let text = refused(data, file(range, [0, 8]));
        assert!(text.ends_with("by its header, which is no range"), "{text}");
    }
    for range in [[0, 16], [0, most], [most - 7, most], [8, 16], [0, 9]] {
        let text = refused(data, file(range, [0, 8]));
        let expected = format!("has 8 bytes of data, but its header promises {}", range[1]);
        assert!(text.ends_with(&expected), "{text}");
    }
    for range in [[0, 4], [4, 8], [0, 0]] {
        let text = refused(data, file(range, [0, 8]));
        let found = range[1] - range[0];
        let expected = format!("has {found} bytes of data, but its header promises 8");
        assert!(text.ends_with(&expected), "{text}");
    }
    // Two names of the same bytes.
    assert_eq!(weights(2, data, &file([0, 8], [0, 8])), [0.5, -3.0]);
    assert_eq!(weights(2, data, &file([0, 8], [4, 8])), [0.5, -3.0]);
}

/// The same of arrays in an archive.
#[test]
fn ranges_of_members_that_lie() {
    let data = "{ npz = 'w', member = 'w' }";
    let npy = layer_files::npy("<f4", Order::C, &[2, 1, 1], &[0.5_f32, -3.0]);
    let absent = "is damaged: its directory names bytes that are not there";
    for size in [npy.len() as u32 + 200, u32::MAX - 1, i32::MAX as u32] {
        let mut member = Member::stored("w.npy", &npy);
        member.packed_size = size;
        let text = refused(data, zip(&[member]));
        assert!(text.ends_with(absent), "{text}");
    }
    let file = zip(&[Member::stored("w.npy", &npy)]);
    // The place of the member is the last field before its name, and that the last before the end.
    let place = file.len() - 22 - "w.npy".len() - 4;
    for offset in [file.len() as u32 - 10, file.len() as u32, u32::MAX - 1] {
        let mut file = file.clone();
        file[place..place + 4].copy_from_slice(&offset.to_le_bytes());
        let text = refused(data, file);
        assert!(text.ends_with(absent), "{text}");
    }
    // More in the archive than the array needs, and less.
    for (cut, size) in [(4, 4), (0, 12)] {
        let member =
            Member::stored("w.npy", &[&npy[..npy.len() - cut], &[0; 4][..4 - cut]].concat());
        let text = refused(data, zip(&[member]));
        let expected = format!("has {size} bytes of data, but its header promises 8");
        assert!(text.ends_with(&expected), "{text}");
    }
}

/// What a header may claim is looked at before anything is allocated for it.
#[test]
fn deep_and_long_headers_are_errors() {
    let safetensors = |header: &str| crate::archives::safetensors(header, &[0; 8]);
    let nested = format!("{{\"w\":{}", "[".repeat(100_000));
    let numbers = format!("{{\"w\":{{\"dtype\":\"F32\",\"shape\":[{}1],", "1,".repeat(100_000));
    for header in [nested.as_str(), &numbers, "", "[]", "{\"w\":null}", "{\"__metadata__\":[1}"] {
        let files = Memory::new().with("layers/w", safetensors(header));
        let checked = check(2, "{ safetensors = 'w', tensor = 'w' }", &files);
        assert!(checked.layer.is_err(), "{}", header.get(..20).unwrap_or(header));
    }
}

/// Files that NumPy, PyTorch and the safetensors library wrote: `tests/fixtures/formats.py`.
#[test]
fn files_of_other_tools_are_read() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/fixtures/formats");
    let list = fs::read_to_string(folder.join("expected.json")).unwrap();
    let expected: BTreeMap<String, Vec<f64>> = serde_json::from_str(&list).unwrap();
    let mut files = vec![("half", "'half.npy'".to_owned())];
    for name in ["half", "single", "double", "big_endian"] {
        for file in ["numpy.npz", "numpy_compressed.npz"] {
            files.push((name, format!("{{ npz = '{file}', member = '{name}' }}")));
        }
    }
    for (name, dtype) in [("half", "f16"), ("brain", "bf16"), ("single", "f32"), ("double", "f64")]
    {
        files.push((name, format!("{{ safetensors = 'torch.safetensors', tensor = '{name}' }}")));
        let shape = "[2, 3, 2, 2]";
        files.push((name, format!("{{ raw = '{name}.bin', dtype = '{dtype}', shape = {shape} }}")));
    }
    for (name, data) in files {
        let text = format!(
            "kind = 'conv'\ni = 4\nk = 2\nin_channels = 3\nout_channels = 2\nweights = {data}\n"
        );
        let source = Source { path: "a.toml".to_owned(), text };
        let spec = spec::parse(&source).unwrap_or_else(|errors| panic!("{errors:?}"));
        let layer = layer::check(&spec, &source, &Disk::new(&folder)).layer;
        let layer = layer.unwrap_or_else(|errors| panic!("{data}: {errors:?}"));
        let expected: Vec<f32> = expected[name].iter().map(|number| *number as f32).collect();
        assert_eq!(bits(&single(layer.weights())), bits(&expected), "{data}");
    }
}
