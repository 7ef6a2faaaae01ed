"""Models after what people reported of this and other tools: weights and sizes that nodes compute, nodes around a
convolution that a layer can have, functions and branches, numbers that need double precision."""

import numpy
import onnx
from onnx import TensorProto, helper, numpy_helper

from builder import Builder


class Chains(Builder):
    """A graph with constants of every kind."""

    def array(self, name, numbers):
        self.initializers.append(numpy_helper.from_array(numpy.asarray(numbers), name))
        return name

    def integers(self, name, numbers):
        return self.array(name, numpy.asarray(numbers, numpy.int64))

    def held(self, name, **attributes):
        """What a `Constant` node holds."""
        self.nodes.append(helper.make_node("Constant", [], [name], name=f"{name}_node", **attributes))
        return name

    def layer(self, name, value, weights, *bias, **attributes):
        self.output(self.node("Conv", [value, weights, *bias], name, **attributes))


def chains():
    """Weights and biases that chains of nodes compute from constants, each in a layer of its own."""
    b = Chains()
    x = b.input("x", [1, 2, 6, 6])
    shape = [3, 2, 3, 3]
    weights = b.array("weights", b.numbers(*shape))
    turned = b.array("turned_w", b.numbers(3, 3, 2, 3))
    b.layer("turned", x, b.node("Transpose", [turned], "turn", perm=[3, 2, 0, 1]))
    flat = b.array("flat_w", b.numbers(54))
    b.layer("reshaped", x, b.node("Reshape", [flat, b.integers("shape", [3, 2, 3, -1])], "reshape"))
    scale = b.array("scale", abs(b.numbers(3)) + numpy.float32(0.01))
    small = b.array("small_w", numpy.asarray(b.random.integers(-128, 128, shape), numpy.int8))
    zero = b.array("zero", numpy.asarray([3, -5, 0], numpy.int8))
    b.layer("dequantized", x, b.node("DequantizeLinear", [small, scale, zero], "dequantize", axis=0))
    grain = b.array("grain", numpy.float32(0.02))
    b.layer("rounded", x, b.node("DequantizeLinear", [b.node("QuantizeLinear", [weights, grain], "quantize"), grain],
                                 "back"))
    gain = b.array("gain", b.numbers(3, 1, 1, 1))
    b.layer("scaled", x, b.node("Mul", [weights, gain], "scale_each"))
    length = b.node("ReduceL2", [weights, b.integers("all_but_first", [1, 2, 3])], "length", keepdims=1)
    b.layer("normed", x, b.node("Mul", [b.node("Div", [weights, length], "direction"), gain], "weight_norm"))
    half = b.array("half_w", b.numbers(*shape).astype(numpy.float16))
    b.layer("cast", x, b.node("Cast", [half], "widen", to=TensorProto.FLOAT))
    parts = [b.array(f"part_{n}", b.numbers(1, 2, 3, 3)) for n in range(3)]
    b.layer("joined", x, b.node("Concat", parts, "join", axis=0))
    wide = b.array("wide_w", b.numbers(5, 2, 3, 3))
    ends = [b.integers("from", [4]), b.integers("to", [-(1 << 62)]), b.integers("axis", [0]), b.integers("step", [-2])]
    b.layer("sliced", x, b.node("Slice", [wide, *ends], "slice"))
    b.layer("gathered", x, b.node("Gather", [wide, b.integers("rows", [-1, 0, 2])], "gather"))
    chosen = b.node("Where", [b.node("Less", [weights, grain], "is_less"), gain, weights], "choose")
    b.layer("chosen", x, chosen)
    one = b.held("one", value=numpy_helper.from_array(numpy.float32([0.5]), "one"))
    filled = b.node("ConstantOfShape", [b.integers("full", shape)], "fill", value=numpy_helper.from_array(
        numpy.float32([0.25]), "quarter"))
    b.layer("filled", x, b.node("Add", [b.node("Expand", [one, "full"], "expand"), filled], "fill_more"))
    # Biases: of each kind of constant, and computed.
    bias = b.held("floats", value_floats=[0.5, -1.0, 2.0])
    b.layer("held", x, weights, b.node("Neg", [bias], "negate"))
    b.layer("squared", x, weights, b.node("Mul", [bias, bias], "square"))
    row = b.array("row", b.numbers(1, 3, 1, 1))
    b.layer("flattened", x, weights, b.node("Squeeze", [row, b.integers("ones", [0, 2, 3])], "squeeze"))
    tiled = b.node("Tile", [b.node("Unsqueeze", [b.held("single", value_float=1.5), b.integers("first", [0])], "wrap"),
                            b.held("three", value_ints=[3])], "tile")
    b.layer("tiled", x, weights, b.node("Identity", [tiled], "alias"))
    count = b.node("Range", [b.held("start", value_int=0), b.held("end", value_int=3), b.held("by", value_int=1)],
                   "count")
    b.layer("counted", x, weights, b.node("Cast", [count], "as_floats", to=TensorProto.FLOAT))
    return b.model()


def shapes():
    """Sizes that follow from operators between a convolution and the input."""
    b = Chains()
    x, row, flat = b.input("x", [1, 4, 6, 8]), b.input("row", [1, 4, 20]), b.input("flat", [2, 48])

    def behind(name, value, channels, axes=2):
        b.layer(name, value, b.array(f"{name}_w", b.numbers(3, channels, *([2] * axes))))

    axis = b.integers("axis", [2])
    b.layer("unsqueezed", b.node("Unsqueeze", [row, axis], "unsqueeze"), b.array("wide", b.numbers(3, 4, 1, 3)),
            pads=[0, 1, 0, 1])
    behind("squeezed", b.node("Squeeze", ["unsqueezed_out", axis], "squeeze"), 3, 1)
    behind("reshaped", b.node("Reshape", [flat, b.integers("square", [0, 3, -1, 4])], "reshape"), 3)
    behind("turned", b.node("Transpose", [x], "turn", perm=[0, 2, 1, 3]), 6)
    ends = [b.integers("starts", [1, -7]), b.integers("ends", [1 << 62, -1]), b.integers("axes", [1, 3])]
    behind("sliced", b.node("Slice", [x, *ends], "slice"), 3)
    b.nodes.append(helper.make_node("Split", [x, b.integers("parts", [1, 3])], ["one", "three"], name="split", axis=1))
    behind("split_off", "three", 3)
    behind("resized", b.node("Resize", [x, "", b.constant("factors", [1, 1, 2, 1.5])], "resize", mode="nearest"), 4)
    behind("upscaled", b.node("Resize", [x, "", "", b.integers("wanted", [1, 4, 5, 9])], "to_size", mode="nearest"), 4)
    behind("spread", b.node("DepthToSpace", [x], "spread_out", blocksize=2), 1)
    behind("gathered_up", b.node("SpaceToDepth", [x], "gather_up", blocksize=2), 16)
    behind("pooled", b.node("MaxPool", [x], "pool", kernel_shape=[4, 3], strides=[3, 3], ceil_mode=1), 4)
    behind("cropped", b.node("Pad", [x, b.integers("crop", [0, 0, -1, 2, 0, -1, 0, -3])], "crop_some"), 3)
    mean = b.node("ReduceMean", [x, b.integers("last", [3])], "mean", keepdims=0)
    behind("reduced", mean, 4, 1)
    behind("multiplied", b.node("MatMul", [x, b.constant("matrix", b.numbers(8, 5))], "multiply"), 4)
    # The old exporter's way to view a value as another shape, and to pad it.
    size = b.node("Gather", [b.node("Shape", [x], "shape"), b.integers("third", 2)], "height")
    size = b.node("Unsqueeze", [b.node("Div", [size, b.integers("two", 2)], "halve"), b.integers("zero", [0])], "as_list")
    view = b.node("Concat", [b.integers("outer", [1, 8]), size, b.integers("rest", [-1])], "view", axis=0)
    behind("viewed", b.node("Reshape", [x, view], "as_view"), 8)
    ends = b.node("ConstantOfShape", [b.integers("four", [4])], "no_padding", value=numpy_helper.from_array(
        numpy.int64([0]), "nothing"))
    ends = b.node("Concat", [b.integers("both", [1, 2, 3, 0]), ends], "all_ends", axis=0)
    ends = b.node("Reshape", [ends, b.integers("pairs", [-1, 2])], "as_pairs")
    back = [b.integers("last_one", [-1]), b.integers("before_all", [-(1 << 62)]), "zero", b.integers("minus", [-1])]
    ends = b.node("Transpose", [b.node("Slice", [ends, *back], "backwards")], "by_end", perm=[1, 0])
    ends = b.node("Cast", [b.node("Reshape", [ends, b.integers("one_list", [-1])], "as_ends")], "as_integers",
                  to=TensorProto.INT64)
    behind("padded", b.node("Pad", [x, ends], "pad"), 4)
    return b.model()


def tails():
    """What a layer can have around a convolution, beside what `folding` has."""
    b = Chains()
    x, other = b.input("x", [1, 2, 6, 6]), b.input("other", [1, 3, 4, 4])
    shape = [3, 2, 3, 3]

    def conv(name):
        return b.conv(name, x, shape, bias=3)

    each, one, zero = b.constant("each", b.numbers(3, 1, 1)), b.constant("one", 1.0), b.constant("zero", 0.0)
    six = b.constant("six", 6.0)
    b.output(
        b.node("Sub", [conv("less"), each], "subtract"),
        b.node("Sub", [each, conv("from")], "subtract_from"),
        b.node("Sub", [other, conv("residual")], "subtract_from_value"),
        b.node("Div", [conv("part"), each], "divide"),
        b.node("Neg", [conv("minus")], "negate"),
        b.node("Relu", [b.node("Sum", [conv("sum"), other], "sum_of_two")], "sum_relu"),
        b.node("Max", [conv("not_less"), one], "at_least"),
        b.node("Min", [b.node("Max", [zero, conv("between")], "not_below"), six], "not_above"),
        b.node("Clip", [b.node("Relu", [conv("twice_bound")], "bound"), "", one], "bound_again"),
        b.node("Clip", [conv("swapped"), six, one], "wrong_way_round"),
        b.node("Elu", [conv("elu")], "elu_one"),
        b.node("Elu", [conv("elu_half")], "elu_other", alpha=0.5),
        b.node("Mish", [conv("mish")], "mish_whole"),
        b.node("Softplus", [conv("softplus")], "softplus_whole"),
        b.node("Dropout", [b.node("Relu", [b.node("Dropout", [conv("dropped")], "drop")], "dropped_relu")], "drop_more"),
    )
    written = conv("written")
    written = b.node("Mul", [written, b.node("Tanh", [b.node("Softplus", [written], "soft")], "soft_tanh")], "mish_parts")
    nothing = b.integers("nothing", [0] * 8)
    kept = b.node("Pad", [conv("kept"), nothing], "pad_nothing")
    b.output(written, b.node("Relu", [kept], "kept_relu"))
    inner = b.node("Pad", [x, b.integers("rows", [0, 0, 1, 0, 0, 0, 2, 0])], "pad_rows")
    inner = b.node("Pad", [b.node("Identity", [inner], "same"), b.integers("columns", [0, 0, 0, 2, 0, 0, 0, 1])],
                   "pad_columns")
    b.output(b.conv("padded_twice", b.node("Dropout", [inner], "drop_padded"), shape, pads=[0, 1, 0, 0]))
    mirrored = b.node("Pad", [x, b.integers("mirror", [0, 0, 1, 2, 0, 0, 2, 1])], "pad_mirror", mode="reflect")
    mirrored = b.node("Pad", [mirrored, nothing], "pad_no_more")
    b.output(b.conv("mirrored", mirrored, shape))
    # Zeros after a mirror are no padding of a layer, and nor is a third of the convolution itself.
    both = b.node("Pad", [x, "mirror"], "pad_inner", mode="reflect")
    b.output(b.conv("half_padded", b.node("Pad", [both, "columns"], "pad_outer"), shape))
    return b.model()


def written_out():
    """Functions, one within another, and branches that are always taken."""
    b = Chains(opset=18)
    x = b.input("x", [1, 2, 6, 6])
    weights, more = b.constant("weights", b.numbers(3, 2, 3, 3)), b.constant("more", b.numbers(2, 3, 1, 1))
    opsets = [helper.make_opsetid("", 18), helper.make_opsetid("local", 1)]
    slope = helper.make_node("LeakyRelu", ["c"], ["out"], name="slope")
    slope.attribute.append(onnx.AttributeProto(name="alpha", ref_attr_name="slope", type=onnx.AttributeProto.FLOAT))
    block = helper.make_function("local", "Block", ["in", "w"], ["out"], [
        helper.make_node("Conv", ["in", "w"], ["c"], name="conv"), slope], opsets, ["slope"])
    outer = helper.make_function("local", "Two", ["in", "first", "second"], ["middle", "out"], [
        helper.make_node("Block", ["in", "first"], ["middle"], name="inner", domain="local", slope=0.25),
        helper.make_node("Block", ["middle", "second"], ["out"], name="next", domain="local", slope=0.5)], opsets)
    b.nodes.append(helper.make_node("Two", [x, weights, more], ["m", "y"], name="call", domain="local"))
    b.nodes.append(helper.make_node("Block", [x, weights], ["z"], name="again", domain="local", slope=0.125))
    b.output("m", "y", "z")

    def branch(name, operator):
        nodes = [helper.make_node("Conv", [x, "weights"], ["t"], name=f"{name}_conv"),
                 helper.make_node(operator, ["t"], [name], name=f"{name}_end")]
        return helper.make_graph(nodes, name, [], [onnx.ValueInfoProto(name=name)])

    channels = b.node("Gather", [b.node("Shape", [x], "shape"), b.integers("one", 1)], "channels")
    two = b.node("Equal", [channels, b.integers("two", 2)], "are_two")
    b.output(b.node("If", [two], "if_two", then_branch=branch("yes", "Relu"), else_branch=branch("no", "Sigmoid")))
    three = b.node("Not", [two], "are_not_two")
    b.output(b.node("If", [three], "if_three", then_branch=branch("odd", "Relu"), else_branch=branch("even", "Sigmoid")))
    fused = {"domain": "com.microsoft", "name": "fused", "activation": "LeakyRelu", "activation_params": [0.25]}
    b.nodes.append(helper.make_node("FusedConv", [x, "weights", "", "m"], ["f"], pads=[0] * 4, **fused))
    b.output("f")
    model = b.model([("local", 1), ("com.microsoft", 1)])
    model.functions.extend([block, outer])
    return model


def doubles():
    """Numbers that single precision does not have."""
    b = Chains()
    x = b.input("x", [1, 2, 6], TensorProto.DOUBLE)
    for name, factor in [("plain", 1), ("tiny", 1e-60), ("huge", 1e60)]:
        weights = b.random.standard_normal([3, 2, 3]) * factor
        bias = b.random.standard_normal(3) * factor
        value = b.node("Conv", [x, b.array(f"{name}_w", weights), b.array(f"{name}_b", bias)], name)
        least = b.array(f"{name}_least", numpy.float64(-factor / 3))
        b.output(b.node("Max", [value, least], f"{name}_bound"))
    return b.model()


def stale():
    """A model that states the sizes of before it was cut, with a batch of its own; names that name nothing."""
    b = Chains()
    x = b.input("x", [4, 2, 9, 8])
    b.layer("first", x, b.array("first_w", b.numbers(3, 2, 3, 3)))
    b.layer("second", "first_out", b.array("second_w", b.numbers(2, 3, 3, 3)))
    model = b.model()
    del model.graph.output[:]
    model.graph.output.append(helper.make_tensor_value_info("second_out", TensorProto.FLOAT, ["N", 2, "?", "?"]))
    right = onnx.ModelProto()
    right.CopyFrom(model)
    model.graph.value_info.append(helper.make_tensor_value_info("first_out", TensorProto.FLOAT, [1, 3, 3, 3]))
    dims = model.graph.input[0].type.tensor_type.shape.dim
    for dim, name in zip(dims, ["None", None, "None", "?"], strict=True):
        if name:
            dim.dim_param = name
    return model, right


def models():
    """As in `handmade`."""
    for make in chains, shapes, tails, written_out, doubles:
        yield make.__name__, make(), make(), {}
    yield "stale", *stale(), {}
