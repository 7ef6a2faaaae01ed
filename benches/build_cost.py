"""What a layer costs to build: rustc seconds, peak memory and bytes, for a crate that holds it.

    python3 benches/build_cost.py

Each layer becomes a crate of its own in a temporary folder. Dependencies are built first and not
counted; the median of several builds is printed. Needs cargo and Python, nothing else.
"""

import os
import pathlib
import shutil
import statistics
import struct
import subprocess
import tempfile
import time
import typing

ROOT = pathlib.Path(__file__).resolve().parent.parent
RUNS = 5


class Layer(typing.NamedTuple):
    name: str
    spec: str
    input: int
    output: int


LAYERS = [
    Layer("2x2 -> 4x4, 3x3 (36 MACs)", 'kind = "conv_transpose"\ni = 2\nk = 3\n', 4, 16),
    Layer("12x12, 3x3 (900 MACs, unrolled)", 'kind = "conv"\ni = 12\nk = 3\n', 144, 100),
    Layer(
        "16 -> 32 channels, 3x3 on 32x32",
        'kind = "conv"\nin_channels = 16\nout_channels = 32\ni = 32\nk = 3\np = 1\n',
        16 * 32 * 32,
        32 * 32 * 32,
    ),
    Layer(
        "512 -> 256, 4x4 (2 M weights)",
        'kind = "conv_transpose"\nin_channels = 512\nout_channels = 256\ni = 4\nk = 4\ns = 2\np = 1\n',
        512 * 4 * 4,
        256 * 8 * 8,
    ),
]

MANIFEST = f"""
[package]
name = "layer"
version = "0.0.0"
edition = "2024"

[dependencies]
convgen = {{ path = "{ROOT}" }}

[workspace]
"""

SOURCE = """#[convgen::layer("layer.toml")]
pub fn layer(input: &[f32; {input}], output: &mut [f32; {output}]);
"""


def number(spec, key):
    """A number of a spec written above; 1 when it is absent."""
    lines = [line for line in spec.splitlines() if line.startswith(f"{key} =")]
    return int(lines[0].split("=")[1]) if lines else 1


def write_npy(path, shape):
    """Small, distinct, non-zero f32 numbers, as numpy would write them."""
    header = f"{{'descr': '<f4', 'fortran_order': False, 'shape': {shape}, }}"
    header = header.ljust(117) + "\n"
    count = 1
    for size in shape:
        count *= size
    numbers = [((n * 7919) % 65521 + 1) / 65536 for n in range(count)]
    with open(path, "wb") as file:
        file.write(b"\x93NUMPY\x01\x00" + struct.pack("<H", len(header)) + header.encode())
        file.write(struct.pack(f"<{count}f", *numbers))


def write_crate(folder, layer):
    spec = layer.spec
    (folder / "src").mkdir()
    (folder / "Cargo.toml").write_text(MANIFEST)
    shutil.copy(ROOT / "Cargo.lock", folder)
    (folder / "src" / "lib.rs").write_text(SOURCE.format(**layer._asdict()))
    (folder / "layer.toml").write_text(spec + 'weights = "weights.npy"\n')
    channels = [number(spec, "in_channels"), number(spec, "out_channels")]
    if 'kind = "conv"' in spec:
        channels.reverse()
    write_npy(folder / "weights.npy", (*channels, number(spec, "k"), number(spec, "k")))


def build(folder):
    """Wall seconds and peak KiB of one cargo build, of the process tree's largest member."""
    os.utime(folder / "src" / "lib.rs")
    command = ["cargo", "build", "--release", "--quiet", "--manifest-path", str(folder / "Cargo.toml")]
    start = time.monotonic()
    pid = os.spawnvp(os.P_NOWAIT, command[0], command)
    _, status, usage = os.wait4(pid, 0)
    if status != 0:
        raise SystemExit(f"{folder} does not build")
    return time.monotonic() - start, usage.ru_maxrss


def sections(library):
    """Bytes of code and of constant data."""
    text = rodata = 0
    listing = subprocess.run(["size", "-A", library], capture_output=True, text=True, check=False)
    for line in listing.stdout.splitlines():
        name, *rest = line.split() or [""]
        if name.startswith(".text"):
            text += int(rest[0])
        elif name.startswith(".rodata"):
            rodata += int(rest[0])
    return text, rodata


def main():
    print(f"{'layer':<34}{'seconds':>9}{'MB':>7}{'code':>9}{'data':>11}")
    with tempfile.TemporaryDirectory() as target:
        os.environ["CARGO_TARGET_DIR"] = target
        for layer in LAYERS:
            with tempfile.TemporaryDirectory() as folder:
                folder = pathlib.Path(folder)
                write_crate(folder, layer)
                build(folder)
                runs = [build(folder) for _ in range(RUNS)]
                seconds = statistics.median(run[0] for run in runs)
                memory = max(run[1] for run in runs)
                code, data = sections(f"{target}/release/liblayer.rlib")
                print(f"{layer.name:<34}{seconds:>9.2f}{memory / 1024:>7.0f}{code:>9}{data:>11}")


if __name__ == "__main__":
    main()
