//! `.npy` files in memory, good and bad.

use convgen_compiler::source::Memory;
use npyz::{DType, Order, Serialize, WriterBuilder};

/// A file as `numpy.save` writes it.
pub(crate) fn npy<T: Serialize + Copy>(
    dtype: &str,
    order: Order,
    shape: &[u64],
    values: &[T],
) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut writer = npyz::WriteOptions::new()
        .dtype(DType::Plain(dtype.parse().unwrap()))
        .order(order)
        .shape(shape)
        .writer(&mut bytes)
        .begin_nd()
        .unwrap();
    writer.extend(values.iter().copied()).unwrap();
    writer.finish().unwrap();
    bytes
}

/// A file with a header of one's own and some bytes after it.
pub(crate) fn raw(header: &str, payload: &[u8]) -> Vec<u8> {
    let length = u16::try_from(header.len()).unwrap().to_le_bytes();
    [b"\x93NUMPY\x01\x00", &length[..], header.as_bytes(), payload].concat()
}

/// The header of a C-ordered array.
pub(crate) fn header(dtype: &str, shape: &str) -> String {
    format!("{{'descr': '{dtype}', 'fortran_order': False, 'shape': {shape}, }}\n")
}

/// What the specs below `errors/` may name: weights of shape `[2, 1, 3, 3]` and faults of them.
pub(crate) fn standard() -> Memory {
    let shape = [2, 1, 3, 3];
    let count_up: Vec<f32> = (0..18_u8).map(f32::from).collect();
    let doubles: Vec<f64> = count_up.iter().map(|value| f64::from(*value)).collect();
    let integers: Vec<i64> = (0..18).collect();
    let good = npy("<f4", Order::C, &shape, &count_up);
    let mut with_nan = count_up.clone();
    with_nan[13] = f32::NAN;
    let mut too_large = doubles.clone();
    too_large[17] = 1e300;
    Memory::new()
        .with("specs/bias.npy", npy("<f4", Order::C, &[2], &[0.5_f32, -0.5]))
        .with("specs/bool.npy", npy("|b1", Order::C, &shape, &[true; 18]))
        .with("specs/cut_data.npy", &good[..good.len() - 3])
        .with("specs/cut_header.npy", &good[..20])
        .with("specs/deep.npy", raw(&"[".repeat(5000), &[]))
        .with("specs/folder.npy/inside.npy", good.clone())
        .with("specs/future.npy", b"\x93NUMPY\x09\x01".as_slice())
        .with("specs/good.npy", good.clone())
        .with("specs/huge.npy", raw(&header("<f4", "(4294967296, 1, 1024, 1024)"), &[]))
        .with("specs/integers.npy", npy("<i8", Order::C, &shape, &integers))
        .with("specs/nan.npy", npy("<f4", Order::C, &shape, &with_nan))
        .with("specs/no_shape.npy", raw("{'descr': '<f4', 'fortran_order': False}\n", &[]))
        .with("specs/overflow.npy", raw(&header("<f4", "(4294967296, 1, 4294967296, 9)"), &[]))
        .with(
            "specs/records.npy",
            raw("{'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (2,)}\n", &[0; 8]),
        )
        .with("specs/quadruple.npy", raw(&header("<f16", "(2, 1, 3, 3)"), &[0; 288]))
        .with("specs/swapped.npy", npy("<f4", Order::C, &[1, 2, 3, 3], &count_up))
        .with("specs/text.npy", b"0.5 0.25".as_slice())
        .with("specs/too_large.npy", npy("<f8", Order::C, &shape, &too_large))
        .with("specs/trailing.npy", [good.as_slice(), &[0; 4]].concat())
        .with("specs/wrong_shape.npy", npy("<f4", Order::C, &[2, 9], &count_up))
}
