"""The peers that are called from Python: one class each.

A peer is made for a problem: everything that its documentation does once a layer, before the first
call. Then `call()` runs the layer, and `result(output)` reads what `call()` returned as an array. A
layer that a peer cannot express raises `Unsupported` with the reason.
"""

import pathlib
import tempfile

import numpy


class Unsupported(Exception):
    """Why a peer has no time for a layer."""


class PyTorch:
    """A module in inference mode."""

    name = "PyTorch"

    def __init__(self, problem):
        import torch

        torch.set_num_threads(1)
        layer = problem.layer
        options = dict(
            stride=layer["s"], padding=layer["p"], dilation=layer["d"], groups=layer["g"], bias=False
        )
        if problem.transposed:
            options["output_padding"] = layer["op"]
        class_name = f"Conv{'Transpose' if problem.transposed else ''}{layer['nd']}d"
        self.module = getattr(torch.nn, class_name)(layer["cin"], layer["cout"], layer["k"], **options)
        self.module.weight = torch.nn.Parameter(torch.from_numpy(problem.weights))
        self.module.eval()
        self.input = torch.from_numpy(problem.input)
        # Not a `with` around each call, which would be timed too.
        self.mode = torch.inference_mode()
        self.mode.__enter__()

    def call(self):
        return self.module(self.input)

    def result(self, output):
        return output.numpy()


def onnx_model(problem):
    """The bytes of a model of one node."""
    from onnx import TensorProto, helper, numpy_helper

    layer, axes = problem.layer, problem.layer["nd"]
    attributes = dict(
        kernel_shape=[layer["k"]] * axes, strides=[layer["s"]] * axes, pads=[layer["p"]] * 2 * axes,
        dilations=[layer["d"]] * axes, group=layer["g"],
    )
    if problem.transposed:
        attributes["output_padding"] = [layer["op"]] * axes
    operator = "ConvTranspose" if problem.transposed else "Conv"
    graph = helper.make_graph(
        [helper.make_node(operator, ["x", "w"], ["y"], **attributes)],
        "layer",
        [helper.make_tensor_value_info("x", TensorProto.FLOAT, problem.input.shape)],
        [helper.make_tensor_value_info("y", TensorProto.FLOAT, problem.output_shape)],
        [numpy_helper.from_array(problem.weights, "w")],
    )
    opset = helper.make_opsetid("", 17)
    return helper.make_model(graph, opset_imports=[opset], ir_version=8).SerializeToString()


class OnnxRuntime:
    """A session whose input and output are bound to memory."""

    name = "ONNX Runtime"

    def __init__(self, problem):
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        session = onnxruntime.InferenceSession(
            onnx_model(problem), options, providers=["CPUExecutionProvider"]
        )
        value = onnxruntime.OrtValue.ortvalue_from_numpy
        self.output = value(numpy.zeros(problem.output_shape, numpy.float32))
        self.binding = session.io_binding()
        self.binding.bind_ortvalue_input("x", value(problem.input))
        self.binding.bind_ortvalue_output("y", self.output)
        self.session = session

    def call(self):
        self.session.run_with_iobinding(self.binding)

    def result(self, _):
        return self.output.numpy()


class OpenVino:
    """A compiled model and one request, in f32."""

    name = "OpenVINO"

    def __init__(self, problem):
        import openvino

        core = openvino.Core()
        compiled = core.compile_model(core.read_model(onnx_model(problem), b""), "CPU", {
            "INFERENCE_NUM_THREADS": 1,
            "INFERENCE_PRECISION_HINT": "f32",
            "PERFORMANCE_HINT": "LATENCY",
        })
        self.input = problem.input
        self.request = compiled.create_infer_request()
        self.request.set_input_tensor(openvino.Tensor(self.input, shared_memory=True))

    def call(self):
        self.request.infer()

    def result(self, _):
        return self.request.get_output_tensor().data


class Ncnn:
    """A net of one layer, in f32."""

    name = "ncnn"

    def __init__(self, problem):
        import ncnn

        self.net = ncnn.Net()
        self.net.opt.num_threads = 1
        for kind in ("fp16_packed", "fp16_storage", "fp16_arithmetic", "bf16_storage", "bf16_packed"):
            setattr(self.net.opt, f"use_{kind}", False)
        with tempfile.TemporaryDirectory() as folder:
            self.load(problem, pathlib.Path(folder))
        self.array = problem.input[0]
        self.input = ncnn.Mat(self.array)

    def load(self, problem, folder):
        """Hands the layer over as files: the only way that keeps the weights' bytes."""
        layer, weights = problem.layer, problem.weights
        if problem.transposed:
            # From PyTorch's order to [group, out, in, …].
            grouped = weights.reshape(layer["g"], layer["cin"] // layer["g"], *weights.shape[1:])
            weights = numpy.ascontiguousarray(grouped.swapaxes(1, 2))
        kind = "Deconvolution" if problem.transposed else "Convolution"
        kind += "DepthWise" if layer["g"] > 1 else ""
        kind += "" if layer["nd"] == 2 else f"{layer['nd']}D"
        options = {
            0: layer["cout"], 1: layer["k"], 2: layer["d"], 3: layer["s"], 4: layer["p"], 5: 0,
            6: weights.size,
        }
        if layer["g"] > 1:
            options[7] = layer["g"]
        if problem.transposed:
            options[18] = layer["op"]
        text = " ".join(f"{key}={value}" for key, value in options.items())
        parameters, binary = folder / "layer.param", folder / "layer.bin"
        parameters.write_text(f"7767517\n2 2\nInput x 0 1 x\n{kind} layer 1 1 x y {text}\n")
        # Four zero bytes say that f32 follow.
        binary.write_bytes(bytes(4) + weights.tobytes())
        if self.net.load_param(str(parameters)) or self.net.load_model(str(binary)):
            raise Unsupported(f"it does not load a layer {kind}")

    def call(self):
        extractor = self.net.create_extractor()
        extractor.input("x", self.input)
        return extractor.extract("y")[1]

    def result(self, output):
        return output.numpy()


class OpenCv:
    """`filter2D`, into memory that is kept; `sepFilter2D` where the kernel is a column times a row."""

    name = "OpenCV"

    def __init__(self, problem):
        import cv2

        layer = problem.layer
        if problem.transposed or layer["nd"] != 2 or layer["cin"] * layer["cout"] != 1:
            raise Unsupported("`filter2D` is a convolution of two axes and one channel")
        if layer["s"] != 1 or layer["d"] != 1 or 2 * layer["p"] + 1 != layer["k"]:
            raise Unsupported("`filter2D` has no stride, no dilation, and an output as large as the input")
        cv2.setNumThreads(1)
        self.filter, self.border = cv2.filter2D, cv2.BORDER_CONSTANT
        self.input, kernel = problem.input[0, 0], problem.weights[0, 0]
        self.output = numpy.empty_like(self.input)
        self.kernel = [kernel]
        columns, sizes, rows = numpy.linalg.svd(kernel.astype(float))
        if layer["k"] > 1 and sizes[1] < 1e-6 * sizes[0]:
            self.filter = cv2.sepFilter2D
            scale = sizes[0] ** 0.5
            self.kernel = [factor.astype(numpy.float32) for factor in (rows[0] * scale, columns[:, 0] * scale)]

    def call(self):
        self.filter(self.input, -1, *self.kernel, self.output, borderType=self.border)

    def result(self, _):
        return self.output


ALL = [PyTorch, OnnxRuntime, OpenVino, Ncnn, OpenCv]
