"""What a layer costs to build: rustc seconds, peak memory and bytes, for a crate that holds it.

    python3 benches/suite/build_cost.py            # four layers, from the smallest to the largest
    python3 benches/suite/build_cost.py all        # and the whole suite
    python3 benches/suite/build_cost.py NAME…      # some layers of the suite

Each layer becomes a crate of its own in a temporary folder, with its kernels for all instruction
sets. Dependencies are built first and not counted; the median of several builds is printed. Needs
cargo and Python, and `size` for the bytes.
"""

import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

from generate import LAYERS, conv, output_size, transposed, write_layer

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
RUNS = 3

FOUR = {
    "macs_36": transposed(1, 1, 2, 3),
    "macs_900_unrolled": conv(1, 1, 12, 3),
    "c16_32_k3_i32": conv(16, 32, 32, 3, 1, 1),
    "weights_2m": transposed(512, 256, 4, 4, 2, 1),
}

MANIFEST = f"""
[package]
name = "layer"
version = "0.0.0"
edition = "2024"

[dependencies]
convgen = {{ path = "{ROOT}" }}

[workspace]
"""

SOURCE = """#[convgen::layer("{name}.toml")]
pub fn layer(input: &[f32; {input}], output: &mut [f32; {output}]);
"""


def write_crate(folder, name, layer):
    (folder / "src").mkdir()
    (folder / "Cargo.toml").write_text(MANIFEST)
    shutil.copy(ROOT / "Cargo.lock", folder)
    lengths = dict(
        input=layer["cin"] * layer["i"] ** layer["nd"],
        output=layer["cout"] * output_size(layer) ** layer["nd"],
    )
    (folder / "src" / "lib.rs").write_text(SOURCE.format(name=name, **lengths))
    write_layer(name, layer, folder)


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


def measure(name, layer, target):
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        write_crate(folder, name, layer)
        build(folder)
        runs = [build(folder) for _ in range(RUNS)]
    seconds = statistics.median(run[0] for run in runs)
    memory = max(run[1] for run in runs)
    code, data = sections(f"{target}/release/liblayer.rlib")
    print(f"{name:<24}{seconds:>9.2f}{memory / 1024:>7.0f}{code:>9}{data:>11}", flush=True)


def main():
    wanted = sys.argv[1:]
    layers = FOUR | LAYERS if wanted == ["all"] else {name: LAYERS[name] for name in wanted} or FOUR
    print(f"{'layer':<24}{'seconds':>9}{'MB':>7}{'code':>9}{'data':>11}")
    with tempfile.TemporaryDirectory() as target:
        os.environ["CARGO_TARGET_DIR"] = target
        for name, layer in layers.items():
            measure(name, layer, target)


if __name__ == "__main__":
    main()
