"""Odd sizes beside their round neighbours: the part of the peak that each reaches.

    python3 benches/suite/odd.py [NAME…]

Prints a row for each layer with an odd size, and how its part of the peak compares with that of a
layer which is round there. What it writes and builds lies in benches/suite/layers/odd/ and is not
committed.
"""

import shutil
import subprocess
import sys

import generate
from generate import conv, transposed

FOLDER = generate.FOLDER / "odd"
SOURCES = generate.HERE / "src"

MANIFEST = """[package]
name = "convgen-odd"
version = "0.0.0"
edition = "2024"
publish = false

[dependencies]
convgen = { path = "../../../.." }

[workspace]
"""

# Each odd layer with its neighbour.
PAIRS = {
    "channels_60": (conv(60, 60, 28, 3, 1, 1), conv(64, 64, 28, 3, 1, 1)),
    "channels_33_to_17": (conv(33, 17, 28, 3, 1, 1), conv(32, 16, 28, 3, 1, 1)),
    "channels_3_to_5": (conv(3, 5, 64, 3, 1, 1), conv(4, 4, 64, 3, 1, 1)),
    "image_7": (conv(64, 64, 7, 3, 1, 1), conv(64, 64, 8, 3, 1, 1)),
    "image_13": (conv(64, 64, 13, 3, 1, 1), conv(64, 64, 14, 3, 1, 1)),
    "image_27": (conv(64, 64, 27, 3, 1, 1), conv(64, 64, 28, 3, 1, 1)),
    "image_27_depthwise": (conv(64, 64, 27, 3, 1, 1, g=64), conv(64, 64, 28, 3, 1, 1, g=64)),
    "filter_509": (conv(1, 1, 509, 3, 1, 1), conv(1, 1, 512, 3, 1, 1)),
    "stride_3": (conv(64, 64, 57, 3, 3, 1), conv(64, 64, 56, 3, 2, 1)),
    "stride_3_depthwise": (conv(64, 64, 57, 3, 3, 1, g=64), conv(64, 64, 56, 3, 2, 1, g=64)),
    "kernel_5": (conv(32, 32, 28, 5, 1, 2), conv(32, 32, 28, 3, 1, 1)),
    "kernel_7": (conv(32, 32, 28, 7, 1, 3), conv(32, 32, 28, 3, 1, 1)),
    "kernel_9": (conv(32, 32, 28, 9, 1, 4), conv(32, 32, 28, 3, 1, 1)),
    "kernel_9_depthwise": (conv(32, 32, 28, 9, 1, 4, g=32), conv(32, 32, 28, 3, 1, 1, g=32)),
    "groups_2": (conv(64, 64, 28, 3, 1, 1, g=2), conv(64, 64, 28, 3, 1, 1)),
    "groups_8": (conv(64, 64, 28, 3, 1, 1, g=8), conv(64, 64, 28, 3, 1, 1)),
    "one_axis": (conv(64, 64, 784, 3, 1, 1, nd=1), conv(64, 64, 28, 3, 1, 1)),
    "three_axes": (conv(32, 32, 10, 3, 1, 1, nd=3), conv(32, 32, 28, 3, 1, 1)),
    "transposed_channels_60": (transposed(60, 60, 14, 4, 2, 1), transposed(64, 64, 14, 4, 2, 1)),
    "transposed_image_13": (transposed(64, 64, 13, 4, 2, 1), transposed(64, 64, 14, 4, 2, 1)),
    "transposed_stride_3": (transposed(64, 64, 14, 6, 3, 1), transposed(64, 64, 14, 4, 2, 1)),
    "transposed_kernel_5": (transposed(64, 64, 14, 5, 2, 2, 1), transposed(64, 64, 14, 4, 2, 1)),
    "transposed_groups_4": (transposed(64, 64, 14, 4, 2, 1, g=4), transposed(64, 64, 14, 4, 2, 1)),
    "transposed_one_axis": (transposed(64, 64, 196, 4, 2, 1, nd=1), transposed(64, 64, 14, 4, 2, 1)),
    "transposed_three_axes": (transposed(32, 32, 6, 4, 2, 1, nd=3), transposed(64, 64, 14, 4, 2, 1)),
}


def write_crate(layers):
    """A crate like the suite's own, with other layers."""
    (FOLDER / "layers").mkdir(parents=True, exist_ok=True)
    shutil.copytree(SOURCES, FOLDER / "src", dirs_exist_ok=True)
    main = FOLDER / "src" / "main.rs"
    # Two folders deeper than the suite itself.
    main.write_text(main.read_text().replace('"../../../', '"../../../../../'))
    (FOLDER / "Cargo.toml").write_text(MANIFEST)
    for name, layer in layers.items():
        generate.write_layer(name, layer, FOLDER / "layers")
    rows = "\n".join(f'    {name} = "layers/{name}.toml",' for name in layers)
    (FOLDER / "layers" / "list.rs").write_text(f"layers! {{\n{rows}\n}}\n")


def percents():
    """By layer, the part of the peak on each instruction set; and the instruction sets."""
    command = ["cargo", "run", "--quiet", "--release", "--manifest-path", str(FOLDER / "Cargo.toml")]
    output = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout
    rows = [line.strip("| ").split(" | ") for line in output.splitlines() if line.startswith("| ")]
    head, *rows = ([cell.strip() for cell in row] for row in rows)
    isas = [cell.removesuffix(" µs") for cell in head if cell.endswith(" µs")]
    return {row[0]: [int(cell) for cell in row[3::2]] for row in rows}, isas


def main():
    names = sys.argv[1:] or list(PAIRS)
    if unknown := [name for name in names if name not in PAIRS]:
        raise SystemExit(f"there is no odd layer {', '.join(unknown)}")
    layers = {}
    for name in names:
        layers[name], layers[f"{name}_round"] = PAIRS[name]
    write_crate(layers)
    found, isas = percents()
    print("| layer |" + "".join(f" {isa} % of peak | round | ratio |" for isa in isas))
    print("|---|" + "---|---|---|" * len(isas))
    for name in names:
        pairs = zip(found[name], found[f"{name}_round"])
        print(f"| {name} |" + "".join(f" {odd} | {round} | {odd / max(round, 1):.2f} |" for odd, round in pairs))


if __name__ == "__main__":
    main()
