"""Graphs made node by node."""

import numpy
import onnx
from onnx import TensorProto, helper, numpy_helper


class Builder:
    """A graph in the making, with numbers that are the same in every run."""

    def __init__(self, opset=22):
        self.random = numpy.random.default_rng(11)
        self.opset = opset
        self.nodes, self.inputs, self.outputs, self.initializers, self.infos = [], [], [], [], []

    def input(self, name, shape, element=TensorProto.FLOAT):
        self.inputs.append(helper.make_tensor_value_info(name, element, shape))
        return name

    def numbers(self, *shape):
        return self.random.standard_normal(shape).astype(numpy.float32)

    def constant(self, name, numbers):
        self.initializers.append(numpy_helper.from_array(numpy.asarray(numbers, numpy.float32), name))
        return name

    def node(self, operator, inputs, name, **attributes):
        output = f"{name}_out"
        self.nodes.append(helper.make_node(operator, inputs, [output], name=name, **attributes))
        return output

    def conv(self, name, value, weights, transposed=False, bias=None, **attributes):
        inputs = [value, self.constant(f"{name}_w", self.numbers(*weights))]
        if bias:
            inputs.append(self.constant(f"{name}_b", self.numbers(bias)))
        return self.node("ConvTranspose" if transposed else "Conv", inputs, name, **attributes)

    def norm(self, name, value, channels, **attributes):
        parameters = [self.numbers(channels), self.numbers(channels), self.numbers(channels),
                      abs(self.numbers(channels)) + 0.1]
        names = [self.constant(f"{name}_{n}", numbers) for n, numbers in enumerate(parameters)]
        return self.node("BatchNormalization", [value, *names], name, **attributes)

    def output(self, *values):
        self.outputs += [onnx.ValueInfoProto(name=value) for value in values]

    def model(self, more_opsets=()):
        graph = helper.make_graph(self.nodes, "handmade", self.inputs, self.outputs, self.initializers,
                                  value_info=self.infos)
        opsets = [helper.make_opsetid("", self.opset), *(helper.make_opsetid(*each) for each in more_opsets)]
        return helper.make_model(graph, opset_imports=opsets, ir_version=10)
