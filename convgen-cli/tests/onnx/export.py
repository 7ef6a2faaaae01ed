"""Writes the models that `cargo convgen import` is tested on, and what ONNX Runtime computes for them.

For each model a folder with `model.onnx` (and perhaps a file of weights beside it) and `values.safetensors`:
see `values.py`.
"""

import shutil
import sys
from pathlib import Path

import onnx
import torch
from torch import nn

import handmade
import values

HERE = Path(__file__).parent


def sequence(*layers):
    return nn.Sequential(*layers)


class Residual(nn.Module):
    """Two blocks as in ResNet: the second one halves the image and widens it, with a projection."""

    def __init__(self):
        super().__init__()
        self.stem = nn.Conv2d(3, 8, 3, padding=1, bias=False)
        self.stem_norm = nn.BatchNorm2d(8)
        self.conv1 = nn.Conv2d(8, 8, 3, padding=1, bias=False)
        self.norm1 = nn.BatchNorm2d(8)
        self.conv2 = nn.Conv2d(8, 8, 3, padding=1, bias=False)
        self.norm2 = nn.BatchNorm2d(8)
        self.conv3 = nn.Conv2d(8, 12, 3, stride=2, padding=1, bias=False)
        self.norm3 = nn.BatchNorm2d(12)
        self.conv4 = nn.Conv2d(12, 12, 3, padding=1, bias=True)
        self.norm4 = nn.BatchNorm2d(12)
        self.project = sequence(nn.Conv2d(8, 12, 1, stride=2, bias=False), nn.BatchNorm2d(12))

    def forward(self, x):
        x = torch.relu(self.stem_norm(self.stem(x)))
        y = torch.relu(self.norm1(self.conv1(x)))
        x = torch.relu(self.norm2(self.conv2(y)) + x)
        y = torch.relu(self.norm3(self.conv3(x)))
        return torch.relu(self.norm4(self.conv4(y)) + self.project(x))


class Mobile(nn.Module):
    """Depthwise separable blocks as in MobileNet, with a squeeze-and-excitation gate."""

    def __init__(self):
        super().__init__()
        self.depthwise = nn.Conv2d(6, 6, 3, stride=2, padding=1, groups=6, bias=False)
        self.norm = nn.BatchNorm2d(6)
        self.pointwise = nn.Conv2d(6, 16, 1)
        self.squeeze = nn.Conv2d(16, 4, 1)
        self.excite = nn.Conv2d(4, 16, 1)
        self.wide = nn.Conv2d(16, 16, 5, padding=2, groups=16)
        self.last = nn.Conv2d(16, 8, 1)

    def forward(self, x):
        x = nn.functional.relu6(self.norm(self.depthwise(x)))
        x = nn.functional.hardswish(self.pointwise(x))
        gate = torch.relu(self.squeeze(nn.functional.adaptive_avg_pool2d(x, 1)))
        x = x * nn.functional.hardsigmoid(self.excite(gate))
        x = nn.functional.hardtanh(self.wide(x), -0.5, 2.0)
        return torch.sigmoid(self.last(x))


class Skip(nn.Module):
    """A small U-Net, of any size."""

    def __init__(self):
        super().__init__()
        self.down = nn.Conv2d(1, 4, 3, stride=2, padding=1)
        self.middle = nn.Conv2d(4, 4, 3, padding=2, dilation=2)
        self.up = nn.ConvTranspose2d(4, 4, 2, stride=2)
        self.merge = nn.Conv2d(5, 2, 3, padding=1)

    def forward(self, x):
        y = torch.relu(self.down(x))
        y = nn.functional.max_pool2d(torch.relu(self.middle(y)), 3, 1, 1)
        y = torch.relu(self.up(y))
        return self.merge(torch.cat([y, x], 1))


def lenet():
    return sequence(
        nn.Conv2d(1, 6, 5, padding=2), nn.ReLU(), nn.MaxPool2d(2),
        nn.Conv2d(6, 16, 5), nn.ReLU(), nn.AvgPool2d(2), nn.Flatten(), nn.Linear(64, 10),
    )


def decoder():
    return sequence(
        nn.ConvTranspose2d(8, 12, 4, stride=2, padding=1), nn.BatchNorm2d(12), nn.ReLU(),
        nn.ConvTranspose2d(12, 6, 3, stride=2, padding=1, output_padding=1), nn.LeakyReLU(0.2),
        nn.ConvTranspose2d(6, 6, 3, stride=1, padding=0, groups=3), nn.ReLU(),
        nn.ConvTranspose2d(6, 3, (3, 5), stride=(3, 2), padding=(0, 1), output_padding=(2, 1), dilation=(1, 2)),
        nn.Tanh(),
    )


def audio():
    return sequence(
        nn.Conv1d(1, 8, 7, stride=2, padding=3), nn.LeakyReLU(0.1),
        nn.Conv1d(8, 8, 3, padding=4, dilation=4, groups=4), nn.PReLU(8),
        nn.Conv1d(8, 8, 3, padding=1), nn.PReLU(), nn.Conv1d(8, 8, 1), nn.GELU(),
        nn.Conv1d(8, 8, 1), nn.GELU(approximate="tanh"), nn.Conv1d(8, 8, 1), nn.Hardswish(),
        nn.ConvTranspose1d(8, 4, 8, stride=4, padding=2), nn.SiLU(), nn.Conv1d(4, 1, 3),
    )


def volume():
    return sequence(
        nn.Conv3d(2, 4, 3, stride=(1, 2, 2), padding=1), nn.SiLU(),
        nn.Conv3d(4, 4, (1, 3, 2), dilation=(1, 1, 2)), nn.GELU(), nn.Conv3d(4, 4, 1), nn.GELU(approximate="tanh"),
        nn.ConvTranspose3d(4, 2, 2, stride=2), nn.ReLU6(),
    )


def padded():
    return sequence(
        nn.Conv2d(2, 4, 3, padding=2, padding_mode="reflect"), nn.ReLU(),
        nn.Conv2d(4, 4, (3, 1), padding=(1, 0), padding_mode="replicate", groups=2),
        nn.Conv2d(4, 4, 3, stride=2, padding=1, padding_mode="circular"), nn.ReLU(),
        nn.ZeroPad2d((0, 1, 2, 3)), nn.Conv2d(4, 3, 3, padding=1, dilation=2), nn.ConstantPad2d(1, 0.5),
        nn.Conv2d(3, 2, 3),
    )


def randomise(model):
    """Statistics that batch normalisation has after training, instead of 0 and 1."""
    for module in model.modules():
        if isinstance(module, nn.modules.batchnorm._BatchNorm):
            nn.init.uniform_(module.weight, 0.5, 1.5)
            nn.init.normal_(module.bias)
            nn.init.normal_(module.running_mean)
            nn.init.uniform_(module.running_var, 0.2, 2.0)
        if isinstance(module, nn.PReLU):
            nn.init.uniform_(module.weight, -0.5, 0.5)
    return model.eval()


def strip(path):
    """Removes what names files of the machine: stack traces and other metadata."""
    model = onnx.load(path, load_external_data=False)
    graph = model.graph
    for message in [model, graph, *graph.node, *graph.input, *graph.output, *graph.value_info, *graph.initializer]:
        message.ClearField("doc_string")
        if hasattr(message, "metadata_props"):
            del message.metadata_props[:]
    # The wheel's variant, which is not the model's.
    model.producer_version = model.producer_version.split("+")[0]
    path.write_bytes(model.SerializeToString(deterministic=True))


def export(name, model, shape, **options):
    folder = HERE / name
    folder.mkdir()
    path = folder / "model.onnx"
    torch.onnx.export(randomise(model), (torch.randn(shape),), path, **options)
    strip(path)
    values.save(folder, onnx.load(path), {0: shape})


def main():
    for folder in HERE.iterdir():
        if (folder / "model.onnx").exists():
            shutil.rmtree(folder)
    torch.manual_seed(5)
    keep = {"dynamo": False, "training": torch.onnx.TrainingMode.PRESERVE, "do_constant_folding": False}
    new = {"dynamo": True, "external_data": False}
    export("lenet", lenet(), [1, 1, 16, 16], **new)
    export("residual", Residual(), [1, 3, 8, 8], **keep)
    export("mobile", Mobile(), [2, 6, 9, 9], **new)
    export("decoder", decoder(), [1, 8, 3, 3], dynamo=True, external_data=True)
    export("audio", audio(), [1, 1, 40], **new, opset_version=18)
    export("audio_old", audio(), [1, 1, 24], dynamo=False, opset_version=13)
    export("volume", volume(), [1, 2, 4, 6, 7], **new)
    export("padded", padded(), [1, 2, 6, 7], **new)
    size = {0: "batch", 2: "height", 3: "width"}
    export("any_size", Skip(), [1, 1, 8, 12], dynamo=False, opset_version=17,
           input_names=["image"], output_names=["mask"], dynamic_axes={"image": size, "mask": size})
    handmade.write()


if __name__ == "__main__":
    sys.exit(main())
