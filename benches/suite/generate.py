"""Writes the layers of the suite, specs with random weights, and the Rust list of them.

    python3 benches/suite/generate.py
    taskset -c 1 cargo run --release --manifest-path benches/suite/Cargo.toml [NAME…]

Needs Python only. What it writes lies in benches/suite/layers/ and is not committed.
"""

import math
import pathlib
import random
import struct

HERE = pathlib.Path(__file__).resolve().parent
FOLDER = HERE / "layers"


def conv(cin, cout, i, k, s=1, p=0, op=0, d=1, g=1, nd=2, sparsity=0.0, gauss=False, kind="conv"):
    """A layer: channels, then sizes that are the same on all axes."""
    return dict(kind=kind, cin=cin, cout=cout, i=i, k=k, s=s, p=p, op=op, d=d, g=g, nd=nd, sparsity=sparsity, gauss=gauss)


def transposed(*sizes, **more):
    return conv(*sizes, kind="conv_transpose", **more)


LAYERS = {
    "seed_conv_i4k3": conv(1, 1, 4, 3),
    "seed_convt_i2k3": transposed(1, 1, 2, 3),
    "seed_convt_i3k3s2p1op1": transposed(1, 1, 3, 3, 2, 1, 1),
    "seed_convt_i5k4s2p1": transposed(1, 1, 5, 4, 2, 1),
    "lenet_c1": conv(1, 6, 28, 5, 1, 2),
    "lenet_c2": conv(6, 16, 14, 5),
    "tiny_c16_32": conv(16, 32, 32, 3, 1, 1),
    "vae_up_32_1": transposed(32, 1, 14, 3, 2, 1, 1),
    "filter3_512": conv(1, 1, 512, 3, 1, 1),
    "filter5_512": conv(1, 1, 512, 5, 1, 2),
    "sep5_512": conv(1, 1, 512, 5, 1, 2, gauss=True),
    "sep7_512": conv(1, 1, 512, 7, 1, 3, gauss=True),
    "res_64_56": conv(64, 64, 56, 3, 1, 1),
    "res_256_14": conv(256, 256, 14, 3, 1, 1),
    "res_512_7": conv(512, 512, 7, 3, 1, 1),
    "stem_7x7s2": conv(3, 64, 224, 7, 2, 3),
    "down_64_128s2": conv(64, 128, 56, 3, 2, 1),
    "dw_64_28": conv(64, 64, 28, 3, 1, 1, g=64),
    "dw_128_28s2": conv(128, 128, 28, 3, 2, 1, g=128),
    "pw_64_128": conv(64, 128, 28, 1),
    "dil_32_28": conv(32, 32, 28, 3, 1, 2, d=2),
    "dcgan_512_256_4": transposed(512, 256, 4, 4, 2, 1),
    "dcgan_128_64_16": transposed(128, 64, 16, 4, 2, 1),
    "dcgan_64_3_32": transposed(64, 3, 32, 4, 2, 1),
    "unet_128_64_28": transposed(128, 64, 28, 2, 2),
    "fsrcnn_56_1_32": transposed(56, 1, 32, 9, 3, 4, 2),
    "fcn_up_21": transposed(21, 21, 32, 4, 2, 1, g=21),
    "hifigan_256_128": transposed(256, 128, 32, 16, 8, 4, nd=1),
    "up_k3s2_64_32": transposed(64, 32, 28, 3, 2, 1, 1),
    "pruned90_64_28": conv(64, 64, 28, 3, 1, 1, sparsity=0.9),
    "pruned95_128_14": conv(128, 128, 14, 3, 1, 1, sparsity=0.95),
    # Dense layers of more than one tap an axis: small and large planes, round and odd ones, few and many channels.
    "dense_64_8": conv(64, 64, 8, 3, 1, 1),
    "dense_256_8": conv(256, 256, 8, 3, 1, 1),
    "dense_128_13": conv(128, 128, 13, 3, 1, 1),
    "dense_64_14": conv(64, 64, 14, 3, 1, 1),
    "dense_128_256_14": conv(128, 256, 14, 3, 1, 1),
    "dense_24_40_28": conv(24, 40, 28, 3, 1, 1),
    "dense_128_28": conv(128, 128, 28, 3, 1, 1),
    "dense_16_56": conv(16, 16, 56, 3, 1, 1),
    "k5_64_28": conv(64, 64, 28, 5, 1, 2),
    "k7_64_4096_1d": conv(64, 64, 4096, 7, 1, 3, nd=1),
    "k3_32_16_3d": conv(32, 32, 16, 3, 1, 1, nd=3),
    "down_128_256s2": conv(128, 256, 28, 3, 2, 1),
    "dcgan_256_128_8": transposed(256, 128, 8, 4, 2, 1),
}


def write_npy(path, shape, numbers):
    header = f"{{'descr': '<f4', 'fortran_order': False, 'shape': {shape}, }}".ljust(117) + "\n"
    with open(path, "wb") as file:
        file.write(b"\x93NUMPY\x01\x00" + struct.pack("<H", len(header)) + header.encode())
        file.write(struct.pack(f"<{len(numbers)}f", *numbers))


def bell(size):
    """A Gaussian kernel of two axes, as wide as OpenCV makes one of that size: a column times a row."""
    sigma = 0.3 * ((size - 1) / 2 - 1) + 0.8
    row = [math.exp(-((n - (size - 1) / 2) ** 2) / (2 * sigma**2)) for n in range(size)]
    return [a * b / sum(row) ** 2 for a in row for b in row]


def output_size(layer):
    """Outputs on each axis."""
    effective = layer["d"] * (layer["k"] - 1) + 1
    if layer["kind"] == "conv":
        return (layer["i"] + 2 * layer["p"] - effective) // layer["s"] + 1
    return (layer["i"] - 1) * layer["s"] - 2 * layer["p"] + effective + layer["op"]


def uniform(generator):
    return generator.uniform(-1, 1)


def write_layer(name, layer, folder=FOLDER, draw=uniform):
    """The spec and the weights; those are a function of the name, drawn from a generator by `draw`."""
    generator = random.Random(name)
    first, second = layer["cout"], layer["cin"]
    if layer["kind"] == "conv_transpose":
        first, second = second, first
    shape = (first, second // layer["g"], *[layer["k"]] * layer["nd"])
    numbers = [draw(generator) for _ in range(math.prod(shape))]
    if layer["gauss"]:
        numbers = bell(layer["k"]) * (first * shape[1])
    if layer["sparsity"]:
        numbers = [n if generator.random() >= layer["sparsity"] else 0.0 for n in numbers]
    write_npy(folder / f"{name}.npy", shape, numbers)
    lines = [
        f'kind = "{layer["kind"]}"', f'dims = {layer["nd"]}', f'in_channels = {layer["cin"]}',
        f'out_channels = {layer["cout"]}', f'groups = {layer["g"]}', f'i = {layer["i"]}',
        f'k = {layer["k"]}', f's = {layer["s"]}', f'p = {layer["p"]}', f'd = {layer["d"]}',
        f'weights = "{name}.npy"',
    ]
    if layer["op"]:
        lines.append(f'output_padding = {layer["op"]}')
    (folder / f"{name}.toml").write_text("\n".join(lines) + "\n")


def main():
    FOLDER.mkdir(exist_ok=True)
    for name, layer in LAYERS.items():
        if not (FOLDER / f"{name}.npy").exists():
            write_layer(name, layer)
    rows = "\n".join(f'    {name} = "layers/{name}.toml",' for name in LAYERS)
    path, text = FOLDER / "list.rs", f"layers! {{\n{rows}\n}}\n"
    # A new file, even with the same text, would build all layers again.
    if not path.exists() or path.read_text() != text:
        path.write_text(text)


if __name__ == "__main__":
    main()
