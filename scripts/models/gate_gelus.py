"""Makes the GELUs of a quantised recogniser from bytes to bytes: x * sigmoid(1.702 x), a table and a product.

A GELU between two quantised convolutions turns bytes to floats and back, which takes longer than itself. The sigmoid of bytes is a table
of 256; it takes 1.702 x when told that its input has steps 1.702 times as large. The form is off by up to 0.02: what that makes on
average of each channel of the calibration lines goes into the bias of the convolution behind.
"""
from math import erf, sqrt

import numpy as np
import onnx
import onnxruntime
from onnx import TensorProto, helper, numpy_helper
from straighten_steps import Links, remove

SLOPE = 1.702
# A table gives probabilities as bytes.
GATE_STEP = 1 / 255
BYTES = np.arange(256)
DOMAIN = "com.microsoft"


def gate_gelus(model, lines):
    """How many GELUs go from bytes to bytes now."""
    graph = model.graph
    links = Links(graph)
    gelus = [node for node in graph.node if node.op_type == "FastGelu" and is_between_bytes(node, links)]
    graph.initializer.append(numpy_helper.from_array(np.array(GATE_STEP, np.float32), "gate/step"))
    graph.initializer.append(numpy_helper.from_array(np.array(0, np.uint8), "gate/zero"))
    counts = count_bytes(model, [links.producer[gelu.input[0]].input[0] for gelu in gelus], lines)
    gone = []
    for gelu, count in zip(gelus, counts):
        dequantiser, (quantiser,) = links.producer[gelu.input[0]], links.users[gelu.output[0]]
        mend_bias(links, quantiser, mean_error(links, (dequantiser, quantiser), count))
        replace_gelu(graph, links, (dequantiser, gelu, quantiser))
        gone += [dequantiser, gelu, quantiser]
    remove(graph, gone)
    return len(gelus)


def is_between_bytes(gelu, links):
    users = links.users[gelu.output[0]]
    return links.producer[gelu.input[0]].op_type == "DequantizeLinear" and [node.op_type for node in users] == ["QuantizeLinear"]


def count_bytes(model, names, lines):
    """How often each channel of each of these values was each byte."""
    seen = onnx.ModelProto()
    seen.CopyFrom(model)
    seen.graph.output.extend(helper.make_tensor_value_info(name, TensorProto.UINT8, None) for name in names)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.log_severity_level = 3
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_DISABLE_ALL
    session = onnxruntime.InferenceSession(seen.SerializeToString(), options, providers=["CPUExecutionProvider"])
    counts = [0] * len(names)
    for line in lines:
        for at, values in enumerate(session.run(names, {"x": line})):
            channels = values[0].reshape(values.shape[1], -1)
            counts[at] = counts[at] + np.stack([np.bincount(channel, minlength=len(BYTES)) for channel in channels])
    return counts


def mean_error(links, steps, count):
    """What the form leaves out of each channel on average."""
    (step, zero), (out_step, out_zero) = ([float(links.value(name)) for name in node.input[1:]] for node in steps)
    x = (BYTES - zero) * step
    exact = np.array([0.5 * each * (1 + erf(each / sqrt(2))) for each in x])
    gate = np.rint(1 / (1 + np.exp(-SLOPE * x)) / GATE_STEP) * GATE_STEP
    given = (np.clip(np.rint(x * gate / out_step) + out_zero, 0, BYTES[-1]) - out_zero) * out_step
    return (count * (exact - given)).sum(axis=1) / count.sum(axis=1)


def mend_bias(links, quantiser, error):
    (dequantiser,) = links.users[quantiser.output[0]]
    (conv,) = links.users[dequantiser.output[0]]
    weights, bias = (links.producer[name] for name in conv.input[1:])
    rows = links.value(weights.input[0]).astype(np.float64).sum(axis=(2, 3)) * links.value(weights.input[1])[:, None]
    mended = links.value(bias.input[0]) + np.rint(rows @ error / links.value(bias.input[1]))
    links.tensors[bias.input[0]].CopyFrom(numpy_helper.from_array(mended.astype(np.int32), bias.input[0]))


def replace_gelu(graph, links, nodes):
    dequantiser, gelu, quantiser = nodes
    given, step, zero = dequantiser.input
    name = gelu.output[0]
    gate, gate_step = f"{name}/gate", f"{name}/gate-step"
    graph.initializer.append(numpy_helper.from_array(np.array(links.value(step) * SLOPE, np.float32), gate_step))
    table = helper.make_node("QLinearSigmoid", [given, gate_step, zero, "gate/step", "gate/zero"], [gate], name=gate, domain=DOMAIN)
    inputs = [given, step, zero, gate, "gate/step", "gate/zero", *quantiser.input[1:]]
    product = helper.make_node("QLinearMul", inputs, [quantiser.output[0]], name=f"{name}/product", domain=DOMAIN)
    at = list(graph.node).index(gelu)
    graph.node.insert(at, product)
    graph.node.insert(at, table)
