"""Makes a quantised PP-OCRv6 recogniser quicker without new weights.

1. x * 0.5 * (1 + erf(x / sqrt 2)) is five nodes, which ONNX Runtime cannot join by itself once each has its own DequantizeLinear:
   it becomes one FastGelu (tanh form, off by less than 0.001, far below the step of the quantised values around it).
2. A skip connection whose sum is not quantised takes the values from before they were, not the quantised ones: nothing to convert,
   and nearer to the model.
3. Steps that only turn values to and fro go (`straighten_steps.py`).
"""
from onnx import helper
from straighten_steps import straighten_steps


def users_of(graph):
    users = {}
    for node in graph.node:
        for name in node.input:
            users.setdefault(name, []).append(node)
    return users


def fuse_gelu(graph):
    producer = {name: node for node in graph.node for name in node.output}
    users = users_of(graph)
    gone, fused = set(), {}
    for erf in [node for node in graph.node if node.op_type == "Erf"]:
        scaled = producer[erf.input[0]]
        plus_one = users[erf.output[0]][0]
        product = users[plus_one.output[0]][0]
        half = users[product.output[0]][0]
        kinds = [scaled.op_type, plus_one.op_type, product.op_type, half.op_type]
        if kinds != ["Div", "Add", "Mul", "Mul"] or scaled.input[0] not in product.input:
            raise SystemExit(f"{erf.name}: not the GELU that was expected: {kinds}")
        gone.update(id(node) for node in (scaled, erf, plus_one, product))
        fused[id(half)] = helper.make_node(
            "FastGelu", [scaled.input[0]], [half.output[0]], name=f"{half.output[0]}/gelu", domain="com.microsoft"
        )
    nodes = [fused.get(id(node), node) for node in graph.node if id(node) not in gone]
    del graph.node[:]
    graph.node.extend(nodes)
    return len(fused)


def straighten_skips(graph):
    producer = {name: node for node in graph.node for name in node.output}
    users = users_of(graph)
    count = 0
    for add in [node for node in graph.node if node.op_type == "Add" and not is_sum_of_bytes(node, producer, users)]:
        for at, name in enumerate(add.input):
            dequantize = producer.get(name)
            if dequantize is None or dequantize.op_type != "DequantizeLinear":
                continue
            quantize = producer.get(dequantize.input[0])
            if quantize is None or quantize.op_type != "QuantizeLinear":
                continue
            if producer[quantize.input[0]].op_type == "Conv" and is_quantised(producer[quantize.input[0]], producer):
                continue
            add.input[at] = quantize.input[0]
            count += 1
    return count


def is_sum_of_bytes(add, producer, users):
    given = [producer.get(name) for name in add.input]
    return all(node is not None and node.op_type == "DequantizeLinear" for node in given) and all(
        node.op_type == "QuantizeLinear" for node in users.get(add.output[0], [])
    )


def is_quantised(conv, producer):
    weights = producer.get(conv.input[1])
    return weights is not None and weights.op_type == "DequantizeLinear"


def fuse(model):
    """How many GELUs became one node, and how many skip connections were straightened."""
    gelus = fuse_gelu(model.graph)
    skips = straighten_skips(model.graph)
    straighten_steps(model.graph)
    del model.graph.value_info[:]
    if not any(each.domain == "com.microsoft" for each in model.opset_import):
        model.opset_import.append(helper.make_opsetid("com.microsoft", 1))
    return gelus, skips
