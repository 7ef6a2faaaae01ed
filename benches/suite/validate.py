"""Checks the scheduler's model: times every legal schedule of some layers beside the chosen one.

    python3 benches/suite/validate.py [NAME…]

For each layer and each vector instruction set of the machine a table row: the time of the kernel that
the compiler chooses by itself, the fastest of all candidates, and by how much that is faster. What it
writes and builds lies in benches/suite/layers/candidates/ and is not committed.
"""

import itertools
import json
import pathlib
import shutil
import subprocess
import sys

import generate

FOLDER = generate.FOLDER / "candidates"

# Layers that differ in what decides: channels, row lengths, phases, borders, zeros.
LAYERS = [
    "lenet_c1", "lenet_c2", "tiny_c16_32", "vae_up_32_1", "filter5_512", "res_256_14", "down_64_128s2",
    "dw_64_28", "dw_128_28s2", "pw_64_128", "dil_32_28", "dcgan_128_64_16", "dcgan_64_3_32",
    "unet_128_64_28", "fcn_up_21", "up_k3s2_64_32", "pruned90_64_28", "pruned95_128_14",
]

# Name: lanes and registers.
ISAS = {"avx2": (8, 16), "avx512": (16, 32)}

MAIN = """//! Written by validate.py.

#[path = "../../../../../convgen-cli/template/time.rs"]
mod time;

use convgen::{Buffer, Isa, Layer};

fn run<L: Layer<Element = f32>>(name: &str, isa: Isa) {
    if !Isa::available().any(|available| available == isa) {
        return;
    }
    let input: Vec<f32> = (0..L::Input::LEN).map(|n| (n * n % 251) as f32 / 251.0 - 0.5).collect();
    let input = L::Input::from_slice(&input).expect("the length is the layer's");
    let mut output = vec![0.0; L::Output::LEN];
    let target = L::Output::from_mut_slice(&mut output).expect("the length is the layer's");
    let seconds = time::median(|| L::forward_on(isa, std::hint::black_box(input), target));
    println!("{name} {seconds:e}");
}

fn main() {
    // Twice, so that a slow moment of the machine does not decide.
    for _ in 0..2 {
CASES
    }
}
"""

MANIFEST = """[package]
name = "convgen-candidates"
version = "0.0.0"
edition = "2024"
publish = false

[dependencies]
convgen = { path = "../../../.." }

[workspace]
"""


def channel_tiles(layer, lanes, registers):
    """Tiles of channels with as many sums as fit, and with two thirds of that."""
    vectors = -(-layer["cout"] // layer["g"] // lanes)
    strided = layer["kind"] == "conv_transpose" and layer["s"] > 1
    for count in range(1, min(vectors, 4) + 1):
        most = (registers - count - 1) // count
        for pixels in sorted({most, max(1, most * 2 // 3)}):
            yield dict(strategy="channels", vectors=count, pixels=pixels)
            if strided and pixels >= 2 * layer["s"]:
                yield dict(strategy="channels", vectors=count, pixels=pixels, interleaved=True)


def row_tiles(layer, registers):
    """Tiles of pixels, and of rows where there are zeros."""
    phases = layer["s"] if layer["kind"] == "conv_transpose" else 1
    taps = layer["k"] ** layer["nd"]
    channels = [c for c in (1, 2, 4) if c <= layer["cout"] // layer["g"]]
    for vectors, rows, count in itertools.product((1, 2), (1, 2, 4), channels):
        sums = vectors * rows * count
        if sums * phases + 2 <= registers and sums * taps <= 256:
            yield dict(strategy="pixels", vectors=vectors, rows=rows, channels=count)
    if layer["sparsity"]:
        copied = [False, True] if layer["kind"] == "conv_transpose" or layer["s"] == 1 else [False]
        for vectors, rows, copied in itertools.product((1, 2, 4), (1, 2, 4), copied):
            if vectors * rows * phases + 2 <= registers:
                yield dict(strategy="sparse", vectors=vectors, rows=rows, copied=copied)


def candidates(name):
    """The name and the schedule of every candidate; without a schedule the compiler chooses."""
    layer = generate.LAYERS[name]
    for isa, (lanes, registers) in ISAS.items():
        yield f"{name} {isa} 0", None
        tiles = [*channel_tiles(layer, lanes, registers), *row_tiles(layer, registers)]
        for number, tile in enumerate(tiles, 1):
            yield f"{name} {isa} {number}", tile


def write_candidate(number, name, isa, tile):
    """A spec like the layer's; all but one instruction set take plain loops, which build fast."""
    spec = (generate.FOLDER / f"{name}.toml").read_text()
    if tile:
        keys = "\n".join(f"{key} = {json.dumps(value)}" for key, value in tile.items())
        spec += f'[schedule]\nstrategy = "looped"\n[schedule.{isa}]\n{keys}\n'
    (FOLDER / f"{number}.toml").write_text(spec)


def write_crate(names):
    shutil.rmtree(FOLDER / "src", ignore_errors=True)
    (FOLDER / "src").mkdir(parents=True)
    (FOLDER / "Cargo.toml").write_text(MANIFEST)
    for name in names:
        shutil.copy(generate.FOLDER / f"{name}.npy", FOLDER)
    calls, tiles = [], {}
    for number, (candidate, tile) in enumerate(itertools.chain(*map(candidates, names))):
        name, isa, _ = candidate.split()
        write_candidate(number, name, isa, tile)
        tiles[candidate] = tile
        calls.append(
            f'        {{\n            #[convgen::layer("{number}.toml")]\n            struct Case;\n'
            f'            run::<Case>("{candidate}", Isa::{isa.capitalize()});\n        }}'
        )
    (FOLDER / "src" / "main.rs").write_text(MAIN.replace("CASES", "\n".join(calls)))
    return tiles


def measure():
    """The seconds of each candidate: the better of its two medians."""
    command = ["cargo", "run", "--quiet", "--release", "--manifest-path", str(FOLDER / "Cargo.toml")]
    output = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout
    times = {}
    for line in output.splitlines():
        candidate, seconds = line.rsplit(" ", 1)
        times[candidate] = min(float(seconds), times.get(candidate, float("inf")))
    return times


def describe(tile):
    if tile is None:
        return "the chosen one"
    return " ".join(f"{value}" if key == "strategy" else f"{key} {value}" for key, value in tile.items())


def main():
    names = sys.argv[1:] or LAYERS
    if unknown := [name for name in names if name not in generate.LAYERS]:
        raise SystemExit(f"the suite has no layer {', '.join(unknown)}")
    generate.main()
    tiles = write_crate(names)
    times = measure()
    print("| layer | ISA | chosen µs | candidates | best µs | best | chosen ÷ best |")
    print("|---|---|---|---|---|---|---|")
    for name, isa in itertools.product(names, ISAS):
        mine = {key: value for key, value in times.items() if key.startswith(f"{name} {isa} ")}
        if not mine:
            continue
        best = min(mine, key=mine.get)
        chosen = mine[f"{name} {isa} 0"]
        print(
            f"| {name} | {isa} | {1e6 * chosen:.2f} | {len(mine) - 1} | {1e6 * mine[best]:.2f} "
            f"| {describe(tiles[best])} | {chosen / mine[best]:.2f} |"
        )


if __name__ == "__main__":
    main()
