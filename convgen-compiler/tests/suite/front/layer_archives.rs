//! `.npz`, safetensors and raw files in memory, good and bad, for the specs below `errors/`.

use std::sync::LazyLock;

use convgen_compiler::source::Memory;

use super::layer_files::{self, header, npy, raw};
use crate::archives::{Member, safetensors, zip};
use npyz::Order;

/// The shape of the weights.
const SHAPE: [u64; 4] = [2, 1, 3, 3];

/// All of them, and those of [`layer_files`].
pub(crate) static ALL: LazyLock<Memory> = LazyLock::new(|| {
    let numbers: Vec<f32> = (0..18_u8).map(f32::from).collect();
    let files = layer_files::standard();
    with_raws(with_safetensors(with_npz(files, &numbers), &numbers), &numbers)
});

fn with_npz(files: Memory, numbers: &[f32]) -> Memory {
    let good = npy("<f4", Order::C, &SHAPE, numbers);
    let stored = || Member::stored("weight.npy", &good);
    let deflated = || Member::deflated("weight.npy", &good);
    let changed = |mut member: Member, change: &dyn Fn(&mut Member)| {
        change(&mut member);
        zip(&[member])
    };
    let integers = npy("<i8", Order::C, &SHAPE, &(0..18_i64).collect::<Vec<_>>());
    // A megabyte of zeros behind the header of a good array, a kilobyte when deflated.
    let bomb = [&good[..128], &vec![0; 1 << 20]].concat();
    let many: Vec<Member> =
        (0..30).map(|n| Member::stored(&format!("layer{n}.kernel.npy"), &good)).collect();
    let with_name = |name: &[u8]| Member { name: name.to_vec(), ..stored() };
    let odd = zip(&[with_name(b"caf\xe9\n.npy"), with_name(&[b'x'; 300])]);
    let good_zip = zip(&[stored(), Member::deflated("bias.npy", &good)]);
    files
        .with("specs/bomb.npz", zip(&[Member::deflated("weight.npy", &bomb)]))
        .with("specs/cut.npz", &good_zip[..good_zip.len() - 30])
        .with("specs/damaged.npz", changed(stored(), &|member| member.packed[150] ^= 1))
        .with("specs/duplicate.npz", zip(&[stored(), deflated()]))
        .with("specs/encrypted.npz", changed(stored(), &|member| member.flags = 1))
        .with("specs/good.npz", good_zip.clone())
        .with("specs/integers.npz", zip(&[Member::stored("weight.npy", &integers)]))
        .with("specs/long.npz", changed(stored(), &|member| member.packed_size = 1 << 30))
        .with("specs/lzma.npz", changed(stored(), &|member| member.method = 14))
        .with("specs/many.npz", zip(&many))
        .with("specs/mixed.npz", changed(deflated(), &|member| member.packed[9] ^= 0xff))
        .with("specs/nothing.npz", zip(&[]))
        .with("specs/npy.npz", good.clone())
        .with("specs/odd.npz", odd)
        .with("specs/size.npz", changed(deflated(), &|member| member.size = 1 << 30))
        .with("specs/text.npz", b"0.5 0.25".as_slice())
        .with("specs/text_member.npz", zip(&[Member::stored("weight", b"0.5 0.25")]))
        .with(
            "specs/huge.npz",
            zip(&[Member::deflated(
                "weight.npy",
                &raw(&header("<f4", "(4294967296, 1, 1024, 1024)"), &[0; 64]),
            )]),
        )
}

fn with_safetensors(files: Memory, numbers: &[f32]) -> Memory {
    let data: Vec<u8> = numbers.iter().flat_map(|number| number.to_le_bytes()).collect();
    let tensor = |dtype: &str, shape: &str, start: u64, end: u64| {
        format!("{{\"dtype\":\"{dtype}\",\"shape\":{shape},\"data_offsets\":[{start},{end}]}}")
    };
    let one = |dtype: &str, shape: &str, start: u64, end: u64| {
        let tensor = tensor(dtype, shape, start, end);
        safetensors(&format!("{{\"conv.weight\":{tensor}}}"), &data)
    };
    let good = tensor("F32", "[2, 1, 3, 3]", 0, 72);
    let names = ["features.0.weight", "features.0.bias", "head.weight"];
    let entries: Vec<String> = names.iter().map(|name| format!("\"{name}\":{good}")).collect();
    let entries = format!("{{\"__metadata__\":{{\"format\":\"pt\"}},{}}}", entries.join(","));
    let twice = format!("{{\"conv.weight\":{good},\"conv.weight\":{good}}}");
    let mut with_nan = data.clone();
    with_nan[16..20].copy_from_slice(&f32::NAN.to_le_bytes());
    let backwards = tensor("F32", "[2, 1, 3, 3]", 72, 0);
    let backwards = format!("{{\"conv.weight\":{backwards},\"whole\":{good}}}");
    let backwards = safetensors(&backwards, &data);
    let short = tensor("F32", "[2, 1, 3, 3]", 0, 71);
    let short = safetensors(&format!("{{\"conv.weight\":{short},\"whole\":{good}}}"), &data);
    let halves = format!("{{\"conv.weight\":{}}}", tensor("BF16", "[2, 1, 3, 3]", 0, 36));
    files
        .with("specs/backwards.safetensors", backwards)
        .with("specs/cut.safetensors", &one("F32", "[2, 1, 3, 3]", 0, 72)[..40])
        .with("specs/duplicate.safetensors", safetensors(&twice, &data))
        .with("specs/good.safetensors", safetensors(&entries, &data))
        .with("specs/huge.safetensors", [u64::MAX.to_le_bytes(), [b'{'; 8]].concat())
        .with(
            "specs/infinite.safetensors",
            safetensors(&halves, &[0x7f80_u16.to_le_bytes(); 18].concat()),
        )
        .with("specs/integers.safetensors", one("I32", "[2, 1, 3, 3]", 0, 72))
        .with("specs/json.safetensors", safetensors("{\"conv.weight\": 5}", &data))
        .with("specs/length.safetensors", short)
        .with(
            "specs/nan.safetensors",
            safetensors(&format!("{{\"conv.weight\":{good}}}"), &with_nan),
        )
        .with(
            "specs/no_shape.safetensors",
            safetensors("{\"conv.weight\":{\"dtype\":\"F32\"}}", &data),
        )
        .with("specs/nothing.safetensors", safetensors("{}", &[]))
        .with("specs/outside.safetensors", one("F32", "[2, 1, 3, 3]", 8, 80))
        .with("specs/overflow.safetensors", one("F32", "[4294967296, 1, 4294967296, 9]", 0, 72))
        .with("specs/short.safetensors", b"0.5".as_slice())
        .with("specs/swapped.safetensors", one("F32", "[1, 2, 3, 3]", 0, 72))
}

fn with_raws(files: Memory, numbers: &[f32]) -> Memory {
    let data: Vec<u8> = numbers.iter().flat_map(|number| number.to_le_bytes()).collect();
    let mut doubles: Vec<u8> =
        numbers.iter().flat_map(|number| f64::from(*number).to_le_bytes()).collect();
    doubles[8..16].copy_from_slice(&1e39_f64.to_le_bytes());
    files
        .with("specs/good.bin", data)
        .with("specs/infinite.bin", [0x7c00_u16.to_le_bytes(); 18].concat())
        .with("specs/too_large.bin", doubles)
}
