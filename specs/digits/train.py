"""Trains the digit classifier of this directory and writes everything else in it but the README.

    pip install -r requirements.txt
    python train.py

The network is three convolutions and nothing else, so each layer is one convgen spec:

    conv1   1 -> 12  3x3, padding 1, relu             8x8 -> 8x8
    conv2  12 -> 24  3x3, stride 2, padding 1, relu   8x8 -> 4x4
    head   24 -> 10  4x4                              4x4 -> 1x1, one logit a digit

The images are scikit-learn's 8x8 digits with values 0..16, divided by 16. A quarter of them, the same
share of each digit, is held out with a fixed seed; nothing of it is looked at before the last weights
are there. Everything is seeded and runs on one thread: two runs on one machine write the same bytes.
Another CPU may round differently.
"""

from pathlib import Path

import numpy as np
import torch
from sklearn.datasets import load_digits
from sklearn.model_selection import train_test_split
from torch import nn
from torch.nn import functional

HERE = Path(__file__).resolve().parent
SEED = 0
EPOCHS = 80
BATCH = 32
LEARNING_RATE = 3e-3
WEIGHT_DECAY = 1e-3

# Name, layer, activation, input size, comment: the one description of the network.
LAYERS = [
    ("conv1", nn.Conv2d(1, 12, 3, padding=1), "relu", 8,
     "Digits, layer 1 of 3: strokes. 8x8 grey image, values 0..16 divided by 16 -> 12 maps of 8x8."),
    ("conv2", nn.Conv2d(12, 24, 3, stride=2, padding=1), "relu", 8,
     "Digits, layer 2 of 3: parts. 12 maps of 8x8 -> 24 maps of 4x4."),
    ("head", nn.Conv2d(24, 10, 4), "none", 4,
     "Digits, layer 3 of 3: a fully connected layer written as a convolution.\n"
     "# 24 maps of 4x4 -> 10 logits (1x1); the class is the index of the largest."),
]


def seeded_network():
    """The layers of LAYERS with PyTorch's default initialisation under SEED."""
    torch.manual_seed(SEED)
    stages = []
    for _, layer, activation, _, _ in LAYERS:
        layer.reset_parameters()
        stages.append(layer)
        if activation == "relu":
            stages.append(nn.ReLU())
    return nn.Sequential(*stages)


def shifted(images):
    """Each image moved by -1, 0 or 1 pixel along each axis; zeros come in at the edge."""
    padded = functional.pad(images, (1, 1, 1, 1))
    rows, columns = torch.randint(0, 3, (2, len(images)))
    return torch.stack([image[:, r:r + 8, c:c + 8] for image, r, c in zip(padded, rows, columns)])


def train(network, images, labels):
    steps = EPOCHS * -(-len(images) // BATCH)
    optimizer = torch.optim.AdamW(network.parameters(), LEARNING_RATE, weight_decay=WEIGHT_DECAY)
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, steps)
    for _ in range(EPOCHS):
        for batch in torch.randperm(len(images)).split(BATCH):
            logits = network(shifted(images[batch])).flatten(1)
            loss = functional.cross_entropy(logits, labels[batch], label_smoothing=0.05)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()


def write_layer(name, layer, activation, size, comment):
    """One spec with its weights and bias, in PyTorch's own layout."""
    np.save(HERE / f"{name}.weight.npy", layer.weight.detach().numpy())
    np.save(HERE / f"{name}.bias.npy", layer.bias.detach().numpy())
    (HERE / f"{name}.toml").write_text(
        f"# {comment}\n"
        f'kind = "conv"\n'
        f"in_channels = {layer.in_channels}\n"
        f"out_channels = {layer.out_channels}\n"
        f"i = {size}\n"
        f"k = {layer.kernel_size[0]}\n"
        f"s = {layer.stride[0]}\n"
        f"p = {layer.padding[0]}\n"
        f'weights = "{name}.weight.npy"\n'
        f'bias = "{name}.bias.npy"\n'
        f'activation = "{activation}"\n'
    )


def main():
    torch.set_num_threads(1)
    torch.use_deterministic_algorithms(True)

    digits = load_digits()
    train_images, test_images, train_labels, test_labels = train_test_split(
        digits.images.astype(np.uint8), digits.target.astype(np.uint8),
        test_size=0.25, stratify=digits.target, random_state=SEED,
    )

    def scaled(images):
        return torch.from_numpy(images).float().unsqueeze(1) / 16

    network = seeded_network()
    train(network, scaled(train_images), torch.from_numpy(train_labels).long())

    with torch.no_grad():
        seen = network(scaled(train_images)).flatten(1).numpy()
        logits = network(scaled(test_images)).flatten(1).numpy()
    classes = logits.argmax(axis=1).astype(np.uint8)

    for layer in LAYERS:
        write_layer(*layer)
    np.save(HERE / "test_images.npy", test_images)
    np.save(HERE / "test_labels.npy", test_labels)
    np.save(HERE / "torch_logits.npy", logits)
    np.save(HERE / "torch_classes.npy", classes)

    right = int((classes == test_labels).sum())
    top = np.sort(logits, axis=1)
    print(f"training images {len(train_images)}, right {(seen.argmax(axis=1) == train_labels).mean():.4%}")
    print(f"held out {len(test_images)}, right {right}: {right / len(test_images):.2%}")
    print(f"smallest gap between the two largest logits {(top[:, -1] - top[:, -2]).min():.4f}")


if __name__ == "__main__":
    main()
