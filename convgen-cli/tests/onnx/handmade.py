"""Models with what PyTorch does not export: padding that operators compute, every way to store numbers, and nodes
that cannot become specs."""

import shutil
from pathlib import Path

import numpy
import onnx
from onnx import TensorProto, helper, numpy_helper

import reported
import values
from builder import Builder

TYPES = {
    "float": TensorProto.FLOAT, "double": TensorProto.DOUBLE,
    "float16": TensorProto.FLOAT16, "bfloat16": TensorProto.BFLOAT16,
}


def padding():
    """Every kind of padding. Each layer reads an input of the model, so that none is as large as the one before."""
    b = Builder()
    x = b.input("x", [1, 2, 7, 10])
    b.output(
        b.conv("upper", x, [3, 2, 3, 4], auto_pad="SAME_UPPER", strides=[2, 3]),
        b.conv("lower", x, [3, 2, 4, 2], auto_pad="SAME_LOWER", strides=[1, 1]),
        b.conv("valid", x, [3, 2, 3, 3], auto_pad="VALID", strides=[2, 2]),
        b.conv("uneven", x, [3, 2, 3, 3], pads=[0, 2, 1, 3], dilations=[2, 1]),
        b.conv("no_attributes", x, [3, 2, 2, 3], bias=3),
        b.conv("grouped", x, [4, 1, 3, 3], bias=4, group=2, kernel_shape=[3, 3]),
        b.conv("up_upper", x, [2, 3, 4, 5], True, auto_pad="SAME_UPPER", strides=[2, 2]),
        b.conv("up_lower", x, [2, 3, 5, 3], True, auto_pad="SAME_LOWER", strides=[2, 2]),
        b.conv("up_valid", x, [2, 3, 3, 3], True, auto_pad="VALID", strides=[3, 2], output_padding=[1, 0]),
        b.conv("up_uneven", x, [2, 3, 4, 4], True, pads=[1, 0, 2, 3], strides=[2, 2], bias=3),
        b.conv("up_shape", x, [2, 3, 3, 4], True, output_shape=[14, 19], strides=[2, 2]),
        b.conv("up_shape_upper", x, [2, 3, 4, 4], True, output_shape=[15, 19], strides=[2, 2],
               auto_pad="SAME_UPPER"),
        b.conv("up_shape_longer", x, [2, 3, 2, 2], True, output_shape=[16, 21], strides=[3, 2], pads=[0, 0, 0, 0]),
        b.conv("up_dilated", x, [2, 2, 3, 2], True, group=2, dilations=[2, 3], strides=[2, 1], pads=[2, 0, 1, 1]),
        # There are fewer outputs than `auto_pad` asks for, and nothing to crop.
        b.conv("up_upper_short", x, [2, 3, 1, 2], True, auto_pad="SAME_UPPER", strides=[2, 3]),
        b.conv("up_lower_short", x, [2, 3, 2, 1], True, auto_pad="SAME_LOWER", strides=[3, 2]),
    )
    return b.model()


def folding():
    """Batch normalisation and constants of channels, where layouts are easy to mix up."""
    b = Builder()
    x = b.input("x", [2, 4, 5, 6])
    y = b.norm("grouped_norm", b.conv("grouped", x, [6, 2, 3, 3], bias=6, group=2), 6, epsilon=0.01)
    up = b.norm("up_norm", b.conv("up", x, [4, 3, 2, 3], True, group=2, strides=[2, 1], bias=6), 6)
    scaled = b.conv("scaled", x, [3, 4, 1, 1])
    scaled = b.node("Mul", [scaled, b.constant("scale", b.numbers(3, 1, 1))], "scale_each")
    scaled = b.node("Add", [b.constant("shift", b.numbers(1, 3, 1, 1)), scaled], "shift_each")
    scaled = b.node("Relu", [b.node("Identity", [scaled], "same")], "rectify")
    twice = b.norm("second", b.norm("first", b.conv("twice", x, [3, 4, 2, 2]), 3), 3)
    b.output(b.node("Relu", [y], "grouped_relu"), up, scaled, twice)
    return b.model()


def pads():
    """Nodes that pad, before convolutions that can take them over and before others."""
    b = Builder()
    x = b.input("x", [1, 2, 6, 7])
    shape = [3, 2, 3, 3]

    def pad(name, pads, value=x, axes=None, constant=None, **attributes):
        lists = {"pads": pads, "axes": axes}
        names = {}
        for key, numbers in lists.items():
            if numbers is not None:
                names[key] = f"{name}_{key}"
                b.initializers.append(numpy_helper.from_array(numpy.asarray(numbers, numpy.int64), names[key]))
        constant = "" if constant is None else b.constant(f"{name}_constant", numpy.float32(constant))
        return b.node("Pad", [value, names["pads"], constant, names.get("axes", "")], name, **attributes)

    uneven = pad("uneven_pad", [0, 0, 0, 2, 0, 0, 3, 1], constant=0)
    b.output(b.conv("uneven", uneven, shape, pads=[1, 0, 0, 2], strides=[2, 1]))
    b.output(b.conv("same", pad("same_pad", [1, 0], axes=[-1]), shape, auto_pad="SAME_UPPER", strides=[2, 2]))
    b.output(b.conv("wrap", pad("wrap_pad", [2, 1, 0, 3], axes=[2, 3], mode="wrap"), shape))
    b.output(b.conv("edge", pad("edge_pad", [0, 0, 4, 1, 0, 0, 2, 8], mode="edge"), shape, dilations=[2, 3]))
    # What stays: padding that more than a layer reads, of channels, below 0, not zero, in two modes, of an output.
    twice = pad("twice_pad", [1, 1], axes=[3])
    b.output(b.conv("twice", twice, shape), twice)
    b.output(b.conv("channels", pad("channels_pad", [1, 0], axes=[1]), [3, 3, 1, 1]))
    b.output(b.conv("crop", pad("crop_pad", [-1, 0], axes=[2]), shape))
    b.infos.append(helper.make_tensor_value_info("crop_pad_out", TensorProto.FLOAT, [1, 2, 5, 7]))
    b.output(b.conv("half", pad("half_pad", [1, 1], axes=[3], constant=0.5), shape))
    b.output(b.conv("modes", pad("modes_pad", [1, 1], axes=[3], mode="reflect"), shape, pads=[1] * 4))
    b.output(b.conv("up", pad("up_pad", [1, 1], axes=[3]), [2, 3, 3, 3], True))
    return b.model()


def sums():
    """Sums of a convolution and another value: some that a layer can add, and some that it cannot."""
    b = Builder()
    x, same, row = b.input("x", [2, 3, 5, 4]), b.input("same", [2, 3, 5, 4]), b.input("row", [1, 1, 1, 4])
    weights = [3, 3, 1, 1]
    after_input = b.node("Relu", [b.node("Add", [same, b.conv("after_input", x, weights)], "sum")], "relu")
    left, right = b.conv("left", x, weights), b.conv("right", x, weights, bias=3)
    left, right = b.norm("left_norm", left, 3), b.norm("right_norm", right, 3)
    both = b.node("Relu", [b.node("Add", [left, right], "both")], "both_relu")
    broadcast = b.node("Add", [b.conv("wide", x, weights), row], "broadcast")
    early = b.conv("early", x, weights)
    late = b.node("Add", [early, b.node("Neg", [x], "computed_later")], "late")
    double = b.conv("double", x, weights)
    double = b.node("Add", [double, double], "twice")
    once = b.node("Add", [b.conv("once", x, weights), same], "first_sum")
    once = b.node("Add", [once, b.constant("shift", b.numbers(3, 1, 1))], "shift_after_sum")
    transposed = b.node("Add", [b.conv("up", x, [3, 3, 3, 3], True, pads=[1] * 4), x], "own_input")
    grown = b.node("Add", [b.conv("grown", b.node("Neg", [row], "small"), [1, 1, 1, 1]), row], "small_sum")
    b.output(after_input, both, broadcast, late, double, once, transposed, grown)
    return b.model()


def storage():
    """Each element type in each place. The second model is the first one with all numbers as f32."""
    b, twin, files = Builder(), Builder(), {"weights.bin": b"padding"}
    for element, number in TYPES.items():
        x = b.input(f"x_{element}", [1, 2, 4], number)
        twin.input(x, [1, 2, 4])
        for place in ["raw", "typed", "external", "node"]:
            name = f"{element}_{place}"
            dtype = helper.tensor_dtype_to_np_dtype(number)
            exact = b.numbers(3, 2, 2).astype(dtype)
            tensor = numpy_helper.from_array(exact, f"{name}_w")
            if place == "typed":
                tensor = helper.make_tensor(f"{name}_w", number, [3, 2, 2], exact.flatten().tolist())
            elif place == "external":
                offset = len(files["weights.bin"])
                files["weights.bin"] += tensor.raw_data
                onnx.external_data_helper.set_external_data(tensor, "weights.bin", offset, len(tensor.raw_data))
                tensor.ClearField("raw_data")
            if place == "node":
                b.nodes.append(helper.make_node("Constant", [], ["c_" + tensor.name], value=tensor, name="c_" + name))
                b.nodes.append(helper.make_node("Identity", ["c_" + tensor.name], [tensor.name], name="i_" + name))
            else:
                b.initializers.append(tensor)
            twin.constant(tensor.name, exact)
            b.output(b.node("Conv", [x, tensor.name], name))
            twin.output(twin.node("Conv", [x, tensor.name], name))
    x = b.input("x", [1, 1, 4])
    twin.input("x", [1, 1, 4])
    b.nodes.append(helper.make_node("Constant", [], ["slopes"], value_floats=[0.5], name="c_floats"))
    twin.constant("slopes", [0.5])
    for each in b, twin:
        w = each.constant("f_w", numpy.ones((1, 1, 3)))
        each.output(each.node("Mul", [each.node("Conv", [x, w], "f"), "slopes"], "f_half"))
    return b.model(), twin.model(), files


def refused():
    """Nodes that cannot become specs, or not all of them."""
    b = Builder()
    x = b.input("x", [1, 2, 6, 6])
    open_ = b.input("open", ["batch", 2, None, 6])
    shape = [3, 2, 3, 3]
    both = b.conv("both", x, shape)
    both_relu = b.node("Relu", [both], "both_relu")
    b.nodes.append(helper.make_node("Relu", [b.conv("two_readers", x, shape)], ["two_readers_relu_out"]))
    b.output(both, both_relu, "two_readers_relu_out", b.node("Neg", ["two_readers_out"], "other_reader"))
    given = b.input("given", shape)
    b.output(b.node("Conv", [x, given], "dynamic_weights"))
    doubled = b.node("Mul", [given, given], "double")
    b.output(b.node("Conv", [x, doubled], "computed_weights"))
    b.output(b.conv("open_size", open_, shape), b.conv("after_open", "open_size_out", [3, 3, 1, 1]))
    b.output(b.node("Conv", [x, "nowhere"], "missing"))
    b.output(b.conv("too_large", x, [3, 2, 9, 9]), b.conv("channels", x, [3, 4, 3, 3]))
    b.output(b.conv("kernel_shape", x, shape, kernel_shape=[3, 2]), b.conv("negative", x, shape, pads=[-1, 0, 0, 0]))
    b.output(b.conv("short", x, shape, strides=[2]), b.conv("unknown_pad", x, shape, auto_pad="MIDDLE"))
    b.output(b.conv("output_padding", x, [2, 3, 3, 3], True, strides=[2, 2], output_padding=[2, 0]))
    b.output(b.conv("four_axes", b.input("x4", [1, 2, 3, 3, 3, 3]), [3, 2, 1, 1, 1, 1]))
    nan = b.numbers(*shape)
    nan[0, 0, 0, 0] = numpy.nan
    b.output(b.node("Conv", [x, b.constant("nan_w", nan)], "nan"))
    b.initializers.append(numpy_helper.from_array(numpy.ones(shape, numpy.int8), "int8_w"))
    b.output(b.node("Conv", [x, "int8_w"], "int8"))
    cut = numpy_helper.from_array(b.numbers(*shape), "cut_w")
    cut.raw_data = cut.raw_data[:-1]
    b.initializers.append(cut)
    b.output(b.node("Conv", [x, "cut_w"], "cut"))
    for name, location in [("climbs", "../secret.bin"), ("absent", "absent.bin"), ("absolute", "/etc/passwd")]:
        tensor = TensorProto(name=f"{name}_w", data_type=TensorProto.FLOAT, dims=shape,
                             data_location=TensorProto.EXTERNAL)
        tensor.external_data.add(key="location", value=location)
        b.initializers.append(tensor)
        b.output(b.node("Conv", [x, tensor.name], name))
    b.output(b.norm("training", b.conv("trained", x, shape), 3, training_mode=1))
    broken = b.norm("broken_norm", b.conv("broken", x, shape), 3)
    b.initializers[-1].CopyFrom(numpy_helper.from_array(numpy.float32([1, -1, 1]), b.initializers[-1].name))
    b.output(b.node("Relu", [broken], "broken_relu"))
    gated = b.node("HardSigmoid", [b.conv("hard", x, shape)], "hard_sigmoid")
    b.output(b.node("Add", [b.conv("spread", x, shape), b.constant("image", b.numbers(4, 4))], "add_image"), gated)
    b.nodes.append(helper.make_node("FusedConv", [x, "both_w"], ["fused"], domain="com.microsoft", name="a|b`c\n"))
    body = helper.make_graph([helper.make_node("Conv", [x, "both_w"], ["inner"], name="inside")], "body", [],
                             [onnx.ValueInfoProto(name="inner")])
    b.inputs.append(helper.make_tensor_value_info("condition", TensorProto.BOOL, []))
    b.nodes.append(helper.make_node("If", ["condition"], ["branch"], name="if", then_branch=body, else_branch=body))
    # Integers, and an operator that nobody knows.
    b.initializers.append(numpy_helper.from_array(numpy.uint8(0), "zero_point"))
    rounded = b.node("QuantizeLinear", [x, b.constant("step", 0.5), "zero_point"], "quantize")
    b.output(b.node("ConvInteger", [rounded, "int8_w"], "integers"))
    scales = ["step", "zero_point"]
    b.output(b.node("QLinearConv", [rounded, *scales, "int8_w", *scales, *scales], "quantized"))
    back = b.node("DequantizeLinear", [rounded, *scales], "dequantize")
    b.output(b.conv("behind_rounding", back, shape))
    b.nodes.append(helper.make_node("Mystery", [x], ["unknown"], domain="own", name="mystery"))
    seen = b.node("Relu", ["unknown"], "behind")
    b.output(b.conv("waits", seen, shape), b.conv("waits_too", seen, shape))
    repeated = helper.make_graph(
        [helper.make_node("Conv", [x, "both_w"], ["again"], name="repeated")], "body",
        [onnx.ValueInfoProto(name="iteration"), onnx.ValueInfoProto(name="go_on")],
        [onnx.ValueInfoProto(name="go_on"), onnx.ValueInfoProto(name="again")])
    b.nodes.append(helper.make_node("Loop", ["", "condition"], ["stacked"], name="loop", body=repeated))
    b.output("fused", "branch", "stacked")
    return b.model([("com.microsoft", 1), ("own", 1)])


def models():
    """Name, model, the model to run for its values (if any), and files beside it."""
    yield "padding", padding(), padding(), {}
    yield "folding", folding(), folding(), {}
    yield "pads", pads(), pads(), {}
    yield "sums", sums(), sums(), {}
    yield "storage", *storage()
    yield "refused", refused(), None, {}
    yield from reported.models()


def write():
    """Writes them to folders beside this file."""
    for name, model, twin, files in models():
        folder = Path(__file__).parent / name
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        (folder / "model.onnx").write_bytes(model.SerializeToString(deterministic=True))
        for file, content in files.items():
            (folder / file).write_bytes(content)
        if twin:
            values.save(folder, twin, {})


if __name__ == "__main__":
    write()
