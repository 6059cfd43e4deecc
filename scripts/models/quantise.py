"""Quantises the convolutions of a recogniser that take most time, and its head, to int8: weights for each channel, values by
percentile of calibration lines.

Squeeze-and-excitation and the stem stay as they are: they take little time and lose most. So do depthwise convolutions and the sums
of skip connections, unless the model is quantised throughout: then its values stay bytes from block to block.
"""
import os
import tempfile

import onnx
from onnx import version_converter
from onnxruntime.quantization import CalibrationDataReader, CalibrationMethod, QuantFormat, QuantType, quantize_static
from onnxruntime.quantization.shape_inference import quant_pre_process

# Per-channel DequantizeLinear needs 13; 17 is what this version of the quantiser is made for.
OPSET = 17
# Narrower convolutions gain less than the steps around them cost.
FEWEST_CHANNELS = 48
# The stem sees pixels and stays exact; what follows it before the line is shrunk takes more.
FEWEST_DENSE_CHANNELS = 24
# A pooled value reaches its convolution through one or two activations.
STEPS_FROM_POOL = 3


class Lines(CalibrationDataReader):
    def __init__(self, lines):
        self.left = iter(lines)

    def get_next(self):
        line = next(self.left, None)
        return None if line is None else {"x": line}


def quantise(model, lines, percentile, is_throughout):
    """The quantised model, how many convolutions are and how many there are. Values above `percentile` are clipped."""
    del model.graph.value_info[:]
    model = version_converter.convert_version(model, OPSET)
    for index, node in enumerate(model.graph.node):
        node.name = node.name or f"n{index}"
    with tempfile.TemporaryDirectory() as folder:
        plain, ready, done = (os.path.join(folder, name) for name in ("plain.onnx", "ready.onnx", "done.onnx"))
        onnx.save(model, plain)
        quant_pre_process(plain, ready, skip_symbolic_shape=True)
        graph = onnx.load(ready).graph
        convolutions = [node for node in graph.node if node.op_type == "Conv"]
        chosen = chosen_convolutions(graph, convolutions)
        sums = []
        if is_throughout:
            chosen += depthwise_convolutions(graph, convolutions)
            sums = skip_sums(graph, chosen)
        quantize_static(
            ready,
            done,
            Lines(lines),
            quant_format=QuantFormat.QDQ,
            op_types_to_quantize=["Conv", "Concat", "MatMul", "Add"],
            nodes_to_quantize=[*chosen, *sums, *(node.name for node in joined_channels(graph)), head(graph).name],
            per_channel=True,
            activation_type=QuantType.QUInt8,
            weight_type=QuantType.QInt8,
            calibrate_method=CalibrationMethod.Percentile,
            extra_options={"CalibPercentile": percentile},
        )
        return onnx.load(done), len(chosen), len(convolutions)


def chosen_convolutions(graph, convolutions):
    shapes = {tensor.name: list(tensor.dims) for tensor in graph.initializer}
    producer = {name: node for node in graph.node for name in node.output}
    return [
        node.name
        for node in convolutions
        if is_dense(shapes.get(node.input[1])) or is_wide_pointwise(shapes.get(node.input[1])) and not is_pooled(node, producer)
    ]


def depthwise_convolutions(graph, convolutions):
    shapes = {tensor.name: list(tensor.dims) for tensor in graph.initializer}
    return [node.name for node in convolutions if is_depthwise(shapes.get(node.input[1]))]


def skip_sums(graph, chosen):
    """Where a block's last convolution is added to what it began with."""
    producer = {name: node for node in graph.node for name in node.output}
    quantised = {output for node in graph.node if node.name in chosen for output in node.output}
    return [
        node.name
        for node in graph.node
        if node.op_type == "Add" and any(name in quantised for name in node.input) and all(name in producer for name in node.input)
    ]


def joined_channels(graph):
    """Others join sizes, not values."""
    return [node for node in graph.node if node.op_type == "Concat" and node.attribute[0].i == 1]


def head(graph):
    return [node for node in graph.node if node.op_type == "MatMul"][-1]


def is_dense(shape):
    """Looks at neighbours and many channels; a depthwise one sees one channel."""
    return shape is not None and min(shape[2:]) > 1 and shape[1] >= FEWEST_DENSE_CHANNELS


def is_depthwise(shape):
    return shape is not None and min(shape[2:]) > 1 and shape[1] == 1 and shape[0] >= FEWEST_CHANNELS


def is_wide_pointwise(shape):
    return shape is not None and shape[2:] == [1, 1] and min(shape[:2]) >= FEWEST_CHANNELS


def is_pooled(node, producer):
    for _ in range(STEPS_FROM_POOL):
        node = producer.get(node.input[0])
        if node is None:
            return False
        if node.op_type in ("GlobalAveragePool", "ReduceMean"):
            return True
    return False
