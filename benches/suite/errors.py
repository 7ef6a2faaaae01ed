"""Rounding errors of the suite's layers beside those of direct sums.

    python3 benches/suite/errors.py [--strategy STRATEGY] [NAME…]

For each layer and each instruction set of the machine a table row: the largest error as a part of the
largest value, against sums in f64; the same of the strategy `channels`, which multiplies and adds as the
definition does; and how many times as large it is. The kernels are those that the compiler chooses, or
those of a strategy. Weights and inputs are of a normal distribution; the errors are the largest of ten inputs.
What it writes and builds lies in benches/suite/layers/errors/ and is not committed.
"""

import argparse
import shutil
import subprocess

import generate

FOLDER = generate.FOLDER / "errors"
TEMPLATE = generate.HERE / "template" / "errors.rs"
DIRECT = "channels"

# Layers with more than one tap an axis and many channels, where a strategy may multiply less than the
# definition does and round more.
LAYERS = [
    "tiny_c16_32", "res_64_56", "res_256_14", "res_512_7", "down_64_128s2", "dcgan_128_64_16",
    "up_k3s2_64_32", "dense_64_8", "dense_256_8", "dense_128_13", "dense_64_14", "dense_128_256_14",
    "dense_24_40_28", "dense_128_28", "dense_16_56", "k5_64_28", "k7_64_4096_1d", "k3_32_16_3d",
    "down_128_256s2", "dcgan_256_128_8",
]

MANIFEST = """[package]
name = "convgen-errors"
version = "0.0.0"
edition = "2024"
publish = false

[dependencies]
convgen = { path = "../../../.." }

[workspace]
"""


def write_specs(name, strategy):
    """The layer's own spec, and one for its direct sums; a row of the list of layers."""
    generate.write_layer(name, generate.LAYERS[name], FOLDER, lambda generator: generator.gauss(0, 1))
    own, direct = FOLDER / f"{name}.toml", FOLDER / f"{name}_{DIRECT}.toml"
    spec = own.read_text()
    direct.write_text(f'{spec}[schedule]\nstrategy = "{DIRECT}"\n')
    if strategy:
        own.write_text(f'{spec}[schedule]\nstrategy = "{strategy}"\n')
    return f'    {name} = "{own.name}", "{direct.name}";'


def write_crate(names, strategy):
    (FOLDER / "src").mkdir(parents=True, exist_ok=True)
    (FOLDER / "Cargo.toml").write_text(MANIFEST)
    shutil.copy(TEMPLATE, FOLDER / "src" / "main.rs")
    rows = "\n".join(write_specs(name, strategy) for name in names)
    (FOLDER / "src" / "list.rs").write_text(f"layers! {{\n{rows}\n}}\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("names", nargs="*", metavar="NAME", help="layers of the suite; without any, a list of them")
    parser.add_argument("--strategy", help="of the kernels, instead of the compiler's choice")
    arguments = parser.parse_args()
    names = arguments.names or LAYERS
    if unknown := [name for name in names if name not in generate.LAYERS]:
        parser.error(f"the suite has no layer {', '.join(unknown)}")
    write_crate(names, arguments.strategy)
    print(f"| layer | ISA | {arguments.strategy or 'chosen'} | {DIRECT} | ratio |")
    print("|---|---|---|---|---|", flush=True)
    manifest = str(FOLDER / "Cargo.toml")
    subprocess.run(["cargo", "run", "--quiet", "--release", "--manifest-path", manifest], check=True)


if __name__ == "__main__":
    main()
