"""What ONNX Runtime computes for a model: every value of the graph that depends on its input, by name.

For each BatchNormalization node, also what the test's bound needs: by how much it multiplies a channel,
`scale:NODE` = |gamma/√(var + eps)|, and the size of what it adds, `shift:NODE` = |beta| + |scale·mean|.
"""

import numpy
import onnx
import onnxruntime
from onnx import helper, numpy_helper
from onnx.reference import ReferenceEvaluator
from safetensors.numpy import save_file

REALS = (numpy.float32, numpy.float64)


def run(model, names, feeds):
    """The values with these names."""
    if any(value.dtype == numpy.float64 for value in feeds.values()):
        # ONNX Runtime has no convolution of doubles.
        return ReferenceEvaluator(model).run(names, feeds)
    options = onnxruntime.SessionOptions()
    # The nodes as they are, one after the other.
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_DISABLE_ALL
    options.intra_op_num_threads = 1
    session = onnxruntime.InferenceSession(model.SerializeToString(), options, ["CPUExecutionProvider"])
    return session.run(names, feeds)


def save(folder, model, shapes):
    """Runs a model whose inputs are all f32 or f64, and saves what it computes."""
    random = numpy.random.default_rng(7)
    names = [node_output for node in model.graph.node for node_output in node.output if node_output]
    inputs = [value for value in model.graph.input if value.name not in {i.name for i in model.graph.initializer}]
    feeds = {}
    for index, value in enumerate(inputs):
        shape = shapes.get(index) or [dim.dim_value for dim in value.type.tensor_type.shape.dim]
        element = helper.tensor_dtype_to_np_dtype(value.type.tensor_type.elem_type)
        feeds[value.name] = random.standard_normal(shape).astype(element)
    known = {value.name for value in model.graph.output}
    model.graph.output.extend(onnx.ValueInfoProto(name=name) for name in names if name not in known)
    results = dict(zip(names, run(model, names, feeds), strict=True))
    constants = {output for node in model.graph.node if not any(node.input) for output in node.output}
    values = {
        name: numpy.ascontiguousarray(value)
        for name, value in {**feeds, **results}.items()
        if value.dtype in REALS and name not in constants
    }
    arrays = {tensor.name: numpy_helper.to_array(tensor) for tensor in model.graph.initializer}
    arrays |= results
    for node in model.graph.node:
        if node.op_type == "BatchNormalization":
            gamma, beta, mean, variance = (arrays[name].astype(float) for name in node.input[1:5])
            epsilon = next((a.f for a in node.attribute if a.name == "epsilon"), 1e-5)
            scale = abs(gamma / numpy.sqrt(variance + epsilon))
            values[f"scale:{node.name}"] = scale.astype(numpy.float32)
            values[f"shift:{node.name}"] = (abs(beta) + abs(scale * mean)).astype(numpy.float32)
    save_file(values, folder / "values.safetensors")
