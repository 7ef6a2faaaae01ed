"""Trains the x2 super-resolution network of this directory and writes everything else in it but the README.

    pip install -r requirements.txt
    python train.py

Four layers, each one convgen spec; the network's output is the large image itself, nothing is added to it:

    1_features   1 -> 16  5x5, padding 2, relu                       i x i -> i x i
    2_mapping   16 -> 16  3x3, padding 1, relu                       i x i -> i x i
    3_mapping   16 -> 16  3x3, padding 1, relu                       i x i -> i x i
    4_upscale   16 ->  1  transposed 6x6, stride 2, padding 2        i x i -> 2i x 2i

It works on luminance divided by 255. The small image is the mean of each 2x2 block of the large one,
rounded to 8 bits. It trains on seven photographs and surfaces that ship inside scikit-image, all public
domain or CC0; the astronaut is held out, and no choice was made by looking at it. Everything is seeded
and runs on one thread: two runs on one machine write the same bytes. Another CPU may round differently.
"""

from pathlib import Path

import numpy as np
import torch
from PIL import Image
from skimage import data
from torch import nn
from torch.nn import functional

HERE = Path(__file__).resolve().parent
SEED = 0
STEPS = 6000
BATCH = 16
PATCH = 40  # of the small image
LEARNING_RATE = 2e-3
TRAINING_PHOTOS = ["brick", "camera", "chelsea", "coffee", "grass", "gravel", "rocket"]
HELD_OUT = "astronaut"
CROP = (slice(0, 256), slice(96, 352))  # of the held-out photo: the face
SIZE = 128  # of its small version

# Name, layer, activation, comment: the one description of the network.
LAYERS = [
    ("1_features", nn.Conv2d(1, 16, 5, padding=2), "relu",
     "Upscale, layer 1 of 4: luminance divided by 255 -> 16 feature maps."),
    ("2_mapping", nn.Conv2d(16, 16, 3, padding=1), "relu",
     "Upscale, layer 2 of 4: feature maps -> feature maps."),
    ("3_mapping", nn.Conv2d(16, 16, 3, padding=1), "relu",
     "Upscale, layer 3 of 4: feature maps -> feature maps."),
    ("4_upscale", nn.ConvTranspose2d(16, 1, 6, stride=2, padding=2), "none",
     "Upscale, layer 4 of 4: feature maps -> luminance divided by 255, twice as wide and high."),
]


def luminance(name):
    """A photo of scikit-image in 8-bit grey, with an even number of rows and columns."""
    photo = getattr(data, name)().astype(np.float64)
    if photo.ndim == 3:
        photo = photo @ [0.2125, 0.7154, 0.0721]
    rows, columns = (n - n % 2 for n in photo.shape)
    return np.rint(photo[:rows, :columns]).astype(np.uint8)


def halved(photo):
    """The mean of each 2x2 block, rounded to 8 bits (halves up)."""
    blocks = photo.astype(np.uint16)
    total = blocks[0::2, 0::2] + blocks[0::2, 1::2] + blocks[1::2, 0::2] + blocks[1::2, 1::2]
    return ((total + 2) // 4).astype(np.uint8)


def cubic_doubled(photo):
    """Bicubic x2: Keys a = -0.5, pixel centres at half integers, edge pixels repeated; not rounded.

    An output centre lies a quarter of a pixel beside an input centre, so each axis has two sets of four
    weights, one the mirror image of the other, and they are exact in binary.
    """
    near = np.array([-9, 111, 29, -3]) / 128  # distances 1.25 0.25 0.75 1.75

    def rows(image):
        n = len(image)
        padded = np.pad(image, ((2, 2), (0, 0)), mode="edge")
        out = np.empty((2 * n, image.shape[1]))
        # Output 2q is at q - 1/4: it reads q-2 .. q+1. Output 2q+1 is at q + 1/4: it reads q-1 .. q+2.
        out[0::2] = sum(w * padded[j:j + n] for j, w in enumerate(near[::-1]))
        out[1::2] = sum(w * padded[j + 1:j + 1 + n] for j, w in enumerate(near))
        return out

    return rows(rows(photo.astype(np.float64)).T).T


def to_bytes(image):
    """Grey values 0..255, clamped and rounded, halves up."""
    return np.floor(np.clip(image, 0, 255) + 0.5).astype(np.uint8)


def psnr(image, truth):
    """Peak signal-to-noise ratio of two 8-bit images over every pixel, borders included, in dB."""
    error = np.mean((image.astype(np.float64) - truth.astype(np.float64)) ** 2)
    return 10 * np.log10(255**2 / error)


def seeded_network():
    """PyTorch's default initialisation under SEED, but channel 0 carries the image through.

    So the network starts near bilinear interpolation plus noise, not at noise: a network without a skip
    connection would spend its first minutes on learning to copy.
    """
    torch.manual_seed(SEED)
    stages = []
    for _, layer, activation, _ in LAYERS:
        layer.reset_parameters()
        stages.append(layer)
        if activation == "relu":
            stages.append(nn.ReLU())
    layers = [layer for _, layer, _, _ in LAYERS]
    with torch.no_grad():
        for layer in layers[:-1]:
            layer.weight[0] = 0
            layer.weight[0, 0, layer.kernel_size[0] // 2, layer.kernel_size[1] // 2] = 1
            layer.bias[0] = 0
        tent = torch.tensor([0.0, 0.25, 0.75, 0.75, 0.25, 0.0])
        layers[-1].weight *= 0.1
        layers[-1].weight[0, 0] = torch.outer(tent, tent)
        layers[-1].bias.zero_()
    return nn.Sequential(*stages)


def train(network, pairs):
    """Random patches, turned and mirrored, absolute error, Adam with one cosine of the learning rate."""
    random = np.random.default_rng(SEED)
    areas = np.array([small.size for small, _ in pairs], dtype=np.float64)
    optimizer = torch.optim.Adam(network.parameters(), LEARNING_RATE)
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, STEPS)
    total = 0.0
    for step in range(1, STEPS + 1):
        small_patches, large_patches = [], []
        for index in random.choice(len(pairs), BATCH, p=areas / areas.sum()):
            small, large = pairs[index]
            row, column = (random.integers(n - PATCH + 1) for n in small.shape)
            turns, mirror = random.integers(4), random.integers(2)
            for image, scale, patches in ((small, 1, small_patches), (large, 2, large_patches)):
                patch = image[scale * row:scale * (row + PATCH), scale * column:scale * (column + PATCH)]
                patch = np.rot90(patch, turns)
                patches.append((patch[:, ::-1] if mirror else patch).copy())
        x = torch.from_numpy(np.stack(small_patches)).unsqueeze(1)
        y = torch.from_numpy(np.stack(large_patches)).unsqueeze(1)
        loss = functional.l1_loss(network(x), y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        schedule.step()
        total += loss.item()
        if step % 500 == 0:
            print(f"step {step}: mean absolute error {255 * total / 500:.3f}", flush=True)
            total = 0.0


def write_layer(name, layer, activation, comment):
    """One spec with its weights and bias, in PyTorch's own layout."""
    np.save(HERE / f"{name}.weight.npy", layer.weight.detach().numpy())
    np.save(HERE / f"{name}.bias.npy", layer.bias.detach().numpy())
    kind = "conv_transpose" if isinstance(layer, nn.ConvTranspose2d) else "conv"
    (HERE / f"{name}.toml").write_text(
        f"# {comment}\n"
        f'kind = "{kind}"\n'
        f"in_channels = {layer.in_channels}\n"
        f"out_channels = {layer.out_channels}\n"
        f"i = {SIZE}\n"
        f"k = {layer.kernel_size[0]}\n"
        f"s = {layer.stride[0]}\n"
        f"p = {layer.padding[0]}\n"
        f'weights = "{name}.weight.npy"\n'
        f'bias = "{name}.bias.npy"\n'
        f'activation = "{activation}"\n'
    )


def upscaled(network, small):
    """The network's raw output: float32, 1 = white, neither clamped nor rounded."""
    with torch.no_grad():
        return network(torch.from_numpy(small).float()[None, None] / 255)[0].numpy()


def main():
    torch.set_num_threads(1)
    torch.use_deterministic_algorithms(True)

    pairs = []
    for name in TRAINING_PHOTOS:
        large = luminance(name)
        pairs.append((halved(large).astype(np.float32) / 255, large.astype(np.float32) / 255))
    network = seeded_network()
    train(network, pairs)

    truth = luminance(HELD_OUT)[CROP]
    small = halved(truth)
    output = upscaled(network, small)

    for layer in LAYERS:
        write_layer(*layer)
    Image.fromarray(small).save(HERE / "photo_lr.png", optimize=True)
    Image.fromarray(truth).save(HERE / "photo_hr.png", optimize=True)
    np.save(HERE / "torch_output.npy", output)

    print(f"output range {output.min():.4f} .. {output.max():.4f}")
    for name, (s, l) in zip(TRAINING_PHOTOS, pairs):
        s, l = to_bytes(255 * s), to_bytes(255 * l)
        net = psnr(to_bytes(255 * upscaled(network, s)[0]), l)
        print(f"{name}: bicubic {psnr(to_bytes(cubic_doubled(s)), l):.2f} dB, network {net:.2f} dB")
    for name, s, l in ((f"{HELD_OUT}, the committed crop", small, truth),
                       (f"{HELD_OUT}, whole", halved(luminance(HELD_OUT)), luminance(HELD_OUT))):
        net = psnr(to_bytes(255 * upscaled(network, s)[0].astype(np.float64)), l)
        print(f"{name}: bicubic {psnr(to_bytes(cubic_doubled(s)), l):.3f} dB, network {net:.3f} dB")


if __name__ == "__main__":
    main()
