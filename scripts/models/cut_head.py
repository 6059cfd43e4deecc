"""Changes of a PP-OCR recogniser's output: only the classes that are wanted, and the best of each time step instead of all."""
import unicodedata

import numpy as np
from onnx import TensorProto, helper, numpy_helper

# What the names of characters hold that the Latin heads leave out.
CJK = ("CJK", "HIRAGANA", "KATAKANA", "HANGUL", "BOPOMOFO", "IDEOGRAPH", "KANGXI")


def is_cjk(character):
    name = unicodedata.name(character[0], None)
    return name is None or any(script in name for script in CJK)


def without_cjk(characters):
    """The characters left, and their classes: blank, characters, space."""
    kept = [(index, each) for index, each in enumerate(characters, 1) if not is_cjk(each)]
    return [each for _, each in kept], [0, *(index for index, _ in kept), len(characters) + 1]


def keep_classes(model, classes):
    graph = model.graph
    weights = [node for node in graph.node if node.op_type == "MatMul"][-1].input[1]
    bias = [node for node in graph.node if node.op_type == "Add"][-1].input[1]
    for tensor in graph.initializer:
        if tensor.name in (weights, bias):
            kept = np.ascontiguousarray(numpy_helper.to_array(tensor)[..., classes])
            tensor.CopyFrom(numpy_helper.from_array(kept, tensor.name))


def give_best_classes(model, count):
    """Outputs `idx` and `prob` of the `count` likeliest classes of each time step instead of thousands of probabilities."""
    graph = model.graph
    softmax = graph.node[-1]
    if softmax.op_type != "Softmax":
        raise SystemExit(f"The model ends with {softmax.op_type}, not with Softmax.")
    graph.initializer.append(numpy_helper.from_array(np.array([count], np.int64), "class-count"))
    graph.node.append(helper.make_node("TopK", [softmax.output[0], "class-count"], ["prob", "idx"], axis=2))
    del graph.output[:]
    graph.output.append(helper.make_tensor_value_info("idx", TensorProto.INT64, None))
    graph.output.append(helper.make_tensor_value_info("prob", TensorProto.FLOAT, None))
    del graph.value_info[:]
