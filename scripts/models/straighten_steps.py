"""Takes out of a quantised recogniser the steps that only turn values to and fro.

1. A ReLU between two quantised convolutions is no node: steps of values that are never negative clip by themselves.
2. What a Concat joins has the steps of the whole, and what is pooled before it is pooled in floats, which is quicker than in bytes.
3. The head gives floats, with its bias, instead of steps of its own.
"""
import numpy as np
from onnx import helper, numpy_helper

MOST = 255


class Links:
    def __init__(self, graph):
        self.producer = {name: node for node in graph.node for name in node.output}
        self.users = {}
        for node in graph.node:
            for name in node.input:
                self.users.setdefault(name, []).append(node)
        self.tensors = {tensor.name: tensor for tensor in graph.initializer}

    def value(self, name):
        return numpy_helper.to_array(self.tensors[name])

    def quantiser(self, name):
        """The node that gave the steps of a value that is dequantised; None for other values."""
        dequantise = self.producer.get(name)
        if dequantise is None or dequantise.op_type != "DequantizeLinear":
            return None
        return self.producer.get(dequantise.input[0])


def straighten_steps(graph):
    join_steps(graph)
    clip_in_steps(graph)
    give_floats(graph)


def join_steps(graph):
    links = Links(graph)
    for pool in [node for node in graph.node if node.op_type == "MaxPool"]:
        quantiser = links.quantiser(pool.input[0])
        if quantiser is not None:
            pool.input[0] = quantiser.input[0]
    for concat in [node for node in graph.node if node.op_type == "Concat"]:
        parts = [links.quantiser(name) for name in concat.input]
        if None in parts:
            continue
        whole = next(node for node in links.users[concat.output[0]] if node.op_type == "QuantizeLinear")
        for part, name in zip(parts, concat.input):
            for node in (part, links.producer[name]):
                node.input[1], node.input[2] = whole.input[1], whole.input[2]


def clip_in_steps(graph):
    links, gone = Links(graph), []
    for relu in [node for node in graph.node if node.op_type == "Relu"]:
        quantiser = links.quantiser(relu.input[0])
        if quantiser is None or len(links.users[relu.input[0]]) > 1:
            continue
        dequantiser, behind = links.producer[relu.input[0]], links.users[relu.output[0]]
        gone.append(relu)
        if all(node.op_type == "QuantizeLinear" and links.value(node.input[2]) == 0 for node in behind):
            gone += [quantiser, dequantiser]
            replace_input(behind, relu.output[0], quantiser.input[0])
        else:
            use_positive_steps(graph, links, (quantiser, dequantiser))
            replace_input(behind, relu.output[0], dequantiser.output[0])
    remove(graph, gone)


def use_positive_steps(graph, links, nodes):
    scale, zero = nodes[0].input[1:]
    step = links.value(scale) * (MOST - int(links.value(zero))) / MOST
    names = [f"{scale}/positive", f"{zero}/positive"]
    for name, value in zip(names, (np.array(step, np.float32), np.array(0, np.uint8))):
        graph.initializer.append(numpy_helper.from_array(value, name))
    for node in nodes:
        node.input[1], node.input[2] = names


def give_floats(graph):
    links = Links(graph)
    product = [node for node in graph.node if node.op_type == "MatMul"][-1]
    values, weights = (links.producer[name] for name in product.input)
    add = next(node for node in links.users[product.output[0]] if node.op_type == "Add")
    bias = next(name for name in add.input if name in links.tensors)
    if links.value(weights.input[2]).any():
        raise SystemExit("The head's weights are not symmetric.")
    graph.initializer.append(numpy_helper.from_array(np.array(0, np.int8), "head/zero"))
    inputs = [values.input[0], weights.input[0], values.input[1], weights.input[1], values.input[2], "head/zero", bias]
    head = helper.make_node("MatMulIntegerToFloat", inputs, [add.output[0]], name="head", domain="com.microsoft")
    gone = [product, values, weights]
    for name in (product.output[0], add.output[0]):
        for quantiser in [node for node in links.users[name] if node.op_type == "QuantizeLinear"]:
            dequantisers = links.users.get(quantiser.output[0], [])
            gone += [quantiser, *dequantisers]
            for dequantiser in dequantisers:
                replace_input(links.users.get(dequantiser.output[0], []), dequantiser.output[0], name)
    at = list(graph.node).index(add)
    graph.node.insert(at, head)
    remove(graph, [*gone, add])


def replace_input(nodes, old, new):
    for node in nodes:
        for at, name in enumerate(node.input):
            if name == old:
                node.input[at] = new


def remove(graph, nodes):
    gone = {id(node) for node in nodes}
    kept = [node for node in graph.node if id(node) not in gone]
    del graph.node[:]
    graph.node.extend(kept)
    used = {name for node in kept for name in node.input}
    tensors = [tensor for tensor in graph.initializer if tensor.name in used]
    del graph.initializer[:]
    graph.initializer.extend(tensors)
