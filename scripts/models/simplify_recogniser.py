"""Writes a PP-OCR recogniser so that it does the same with less work, for pages that are grey and lines that come one by one.

1. Its three colour planes are always equal: their weights become one plane's.
2. Behind the pooling it takes the height away and puts it back around every convolution: once at the end is enough, and lets ONNX
   Runtime join each convolution with what follows it.
"""
import numpy as np
from onnx import helper, numpy_helper

SHAPERS = ("Squeeze", "Unsqueeze", "Transpose")


def simplify_recogniser(model):
    take_grey(model.graph)
    keep_height(model.graph)


def take_grey(graph):
    given = graph.input[0]
    stems = [node for node in graph.node if given.name in node.input]
    if [node.op_type for node in stems] != ["Conv"]:
        raise SystemExit("The recogniser does not begin with one convolution.")
    for tensor in graph.initializer:
        if tensor.name == stems[0].input[1]:
            weights = numpy_helper.to_array(tensor).astype(np.float64).sum(axis=1, keepdims=True)
            tensor.CopyFrom(numpy_helper.from_array(weights.astype(np.float32), tensor.name))
    given.type.tensor_type.shape.dim[1].ClearField("dim_param")
    given.type.tensor_type.shape.dim[1].dim_value = 1


def keep_height(graph):
    """Only where a batch normalisation stands behind such a step: the small model has other needs."""
    producer = {name: node for node in graph.node for name in node.output}
    flat = [node for node in graph.node if node.op_type == "BatchNormalization" and producer[node.input[0]].op_type == "Squeeze"]
    if not flat:
        return
    (pool,) = [node for node in graph.node if node.op_type == "AveragePool"]
    behind = list(graph.node)[list(graph.node).index(pool) :]
    shapers = [node for node in behind if node.op_type in SHAPERS]
    last = shapers[-1]
    if last.op_type != "Transpose":
        raise SystemExit(f"The recogniser ends with {last.op_type}, not with Transpose.")
    # Some change weights, not values: they stay.
    weights = {tensor.name for tensor in graph.initializer}
    gone = {node.output[0]: node.input[0] for node in shapers[:-1] if node.input[0] not in weights}
    for node in graph.node:
        for at, name in enumerate(node.input):
            while name in gone:
                name = gone[name]
            node.input[at] = name
    nodes = [node for node in graph.node if node.output[0] not in gone]
    height = next(node for node in shapers if node.op_type == "Squeeze")
    squeeze = helper.make_node("Squeeze", [last.input[0]], ["without-height"], name="without-height", axes=list(height.attribute[0].ints))
    last.input[0] = "without-height"
    nodes.insert(nodes.index(last), squeeze)
    del graph.node[:]
    graph.node.extend(nodes)
    del graph.value_info[:]
