"""What a layer costs to build: rustc seconds, peak memory and bytes, for a crate that holds it.

    python3 benches/suite/build_cost.py            # four layers, from the smallest to the largest
    python3 benches/suite/build_cost.py all        # and the whole suite
    python3 benches/suite/build_cost.py NAME…      # some layers of the suite
    python3 benches/suite/build_cost.py sweep      # layers of few channels; fails over LIMIT

Each layer becomes a crate of its own in a temporary folder, with its kernels for all instruction
sets. Dependencies are built first and not counted; the median of several builds is printed. Needs
cargo and Python, and `size` for the bytes.

The sweep is a sample of kernels of 1 to 15 × channels × axes × paddings × strategies × sizes, the same each time,
each built once. It counts seconds of the processor, not of the clock, so that other programs disturb it little,
and ends with exit code 1 and the names of the layers that cost more than LIMIT. A strategy that convgen
refuses, because its code would be too long, costs nothing.
"""

import itertools
import os
import pathlib
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

from generate import LAYERS, conv, output_size, transposed, write_layer

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
RUNS = 3

# Seconds of the processor that a layer may cost in the sweep, and how many layers that tries.
LIMIT = 2.0
SAMPLE = 240
PADDINGS = ["zeros", "reflect", "replicate", "circular", "transposed", "transposed by 2"]
STRATEGIES = ["", "looped", "channels", "pixels", "sparse", "unrolled"]

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


def sweep_layers():
    """Names and layers: half of them as the compiler chooses, the others with a strategy that is named."""
    axes = [range(1, 16), (1, 2, 3), (1, 2, 3), PADDINGS, (16, 32, 128)]
    product = list(itertools.product(*axes))
    generator = random.Random(0)
    for number, (k, channels, nd, padding, i) in enumerate(generator.sample(product, SAMPLE)):
        strategy = STRATEGIES[number // 2 % 5 + 1] if number % 2 else ""
        if nd == 3:
            i = min(i, 32)
        kind, s = "conv", 1
        if padding.startswith("transposed"):
            kind, s = "conv_transpose", 2 if padding.endswith("2") else 1
        layer = conv(channels, channels, i, k, s, k // 2, nd=nd, kind=kind)
        layer["mode"] = padding if kind == "conv" else "zeros"
        layer["strategy"] = strategy
        yield f"k{k} c{channels} {nd}d i{i} {padding} {strategy or 'own choice'}", layer


def sweep_one(layer):
    """Seconds of the processor for one build; none where convgen refuses the strategy."""
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        write_crate(folder, "layer", layer)
        with open(folder / "layer.toml", "a") as file:
            file.write(f'padding_mode = "{layer["mode"]}"\n')
            if layer["strategy"]:
                file.write(f'[schedule]\nstrategy = "{layer["strategy"]}"\n')
        command = ["cargo", "build", "--release", "--quiet", "--manifest-path", str(folder / "Cargo.toml")]
        with open(folder / "errors", "w") as errors:
            process = subprocess.Popen(command, stderr=errors)
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode == 0:
            return usage.ru_utime
        message = (folder / "errors").read_text()
        if "too much code" in message:
            return None
        raise SystemExit(message)


def sweep():
    # The first build has the dependencies in it.
    sweep_one(conv(1, 1, 4, 3) | {"mode": "zeros", "strategy": ""})
    costly = []
    for name, layer in sweep_layers():
        seconds = sweep_one(layer)
        print(f"{name:<48}" + ("  refused" if seconds is None else f"{seconds:>9.2f}"), flush=True)
        if seconds is not None and seconds > LIMIT:
            costly.append(f"{name}: {seconds:.2f}")
    if costly:
        raise SystemExit(f"over {LIMIT} s:\n" + "\n".join(costly))


def main():
    wanted = sys.argv[1:]
    if wanted == ["sweep"]:
        with tempfile.TemporaryDirectory() as target:
            os.environ["CARGO_TARGET_DIR"] = target
            return sweep()
    layers = FOUR | LAYERS if wanted == ["all"] else {name: LAYERS[name] for name in wanted} or FOUR
    print(f"{'layer':<24}{'seconds':>9}{'MB':>7}{'code':>9}{'data':>11}")
    with tempfile.TemporaryDirectory() as target:
        os.environ["CARGO_TARGET_DIR"] = target
        for name, layer in layers.items():
            measure(name, layer, target)


if __name__ == "__main__":
    main()
