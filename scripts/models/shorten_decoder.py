"""Makes the table model quicker without new weights: a step of its decoder does what the step before changes, and nothing else.

Its converter left a loop of some 180 nodes that makes the same keys in every step, writes each step into the middle of whole
results and hands all weights on. The 28 nodes here take a tenth of the time; what they give stays the same but for roundings.
"""
import numpy
from fuse_layout import keep_used, replace_nodes, take_constants
from onnx import TensorProto, helper, numpy_helper

# What the encoder sees at each place of the table, and what the model gives.
FEATURES = "transpose_0.tmp_0.0"
CORNERS, SCORES = "save_infer_model/scale_0.tmp_0", "save_infer_model/scale_1.tmp_0"
# Tokens of HTML; the last one ends a table.
TOKENS = 50
UNITS = 256
MOST_STEPS = 501


def shorten_decoder(model):
    """Puts the short decoder in the place of the model's own."""
    graph = model.graph
    take_constants(graph)
    weights = {tensor.name: numpy_helper.to_array(tensor) for tensor in graph.initializer}
    replace_nodes(graph, encoder_nodes(graph))
    keep_used(graph)
    graph.node.extend(decoder_nodes())
    graph.initializer.extend(decoder_values(weights))
    del graph.output[:]
    graph.output.extend([tensor(CORNERS, ["steps", 1, 8]), tensor(SCORES, ["steps", 1, TOKENS])])


def encoder_nodes(graph):
    """All that the features come from."""
    producer = {name: node for node in graph.node for name in node.output}
    wanted, names = set(), [FEATURES]
    while names:
        node = producer.get(names.pop())
        if node is not None and id(node) not in wanted:
            wanted.add(id(node))
            names.extend(node.input)
    return [node for node in graph.node if id(node) in wanted]


def decoder_values(weights):
    gates = weights["gru_cell_0.w_0"].T
    places = len(gates) - TOKENS
    values = {
        "key_weight": weights["linear_0.w_0"],
        "query_weight": weights["linear_1.w_0"],
        "query_bias": weights["linear_1.b_0"],
        "energy_weight": weights["linear_2.w_0"].T,
        "context_weight": gates[:places],
        "token_gates": gates[places:] + weights["gru_cell_0.b_0"],
        "hidden_weight": weights["gru_cell_0.w_1"].T,
        "hidden_bias": weights["gru_cell_0.b_1"],
        **{f"{output}_{kind}_{at}": weights[f"linear_{layer}.{key}_0"] for output, at, layer in LAYERS for kind, key in (("weight", "w"), ("bias", "b"))},
        "first_token": numpy.array([0]),
        "first_hidden": numpy.zeros((1, UNITS), numpy.float32),
        "most_steps": numpy.array(MOST_STEPS),
        "begins": numpy.array([True]),
        "end_token": numpy.array([TOKENS - 1]),
        "batch": numpy.array([0]),
        "column": numpy.array([UNITS, 1]),
        "both_and_new": numpy.array([2 * UNITS, UNITS]),
        "reset_and_update": numpy.array([UNITS, UNITS]),
    }
    return [numpy_helper.from_array(numpy.ascontiguousarray(value), name) for name, value in values.items()]


# Two layers each lead from what is hidden to the token and to the corners of its cell.
LAYERS = (("token", 1, 3), ("token", 2, 4), ("corner", 1, 5), ("corner", 2, 6))


def decoder_nodes():
    node = helper.make_node
    return [
        node("Squeeze", [FEATURES, "batch"], ["places"]),
        node("MatMul", ["places", "key_weight"], ["keys_of_places"]),
        node("Transpose", ["keys_of_places"], ["keys"], perm=[1, 0]),
        node("Loop", ["most_steps", "begins", "first_token", "first_hidden"], ["last_token", "last_hidden", "logits", "hidden_of_steps"], body=step()),
        node("Softmax", ["logits"], [SCORES], axis=2),
        node("MatMul", ["hidden_of_steps", "corner_weight_1"], ["corners_1"]),
        node("Add", ["corners_1", "corner_bias_1"], ["corners_2"]),
        node("MatMul", ["corners_2", "corner_weight_2"], ["corners_3"]),
        node("Add", ["corners_3", "corner_bias_2"], ["corners_4"]),
        node("Sigmoid", ["corners_4"], [CORNERS]),
    ]


def step():
    """From one token to the next: a look at the places that matter now, then a gated recurrent unit."""
    node = helper.make_node
    nodes = [
        node("Gemm", ["hidden", "query_weight", "query_bias"], ["query"]),
        node("Reshape", ["query", "column"], ["query_column"]),
        node("Add", ["keys", "query_column"], ["matches"]),
        node("Tanh", ["matches"], ["bent_matches"]),
        node("MatMul", ["energy_weight", "bent_matches"], ["energy"]),
        node("Softmax", ["energy"], ["attention"], axis=1),
        node("MatMul", ["attention", "places"], ["context"]),
        node("Gather", ["token_gates", "token"], ["gates_by_token"]),
        node("Gemm", ["context", "context_weight", "gates_by_token"], ["gates_by_input"]),
        node("Gemm", ["hidden", "hidden_weight", "hidden_bias"], ["gates_by_hidden"]),
        node("Split", ["gates_by_input", "both_and_new"], ["both_by_input", "new_by_input"], axis=1),
        node("Split", ["gates_by_hidden", "both_and_new"], ["both_by_hidden", "new_by_hidden"], axis=1),
        node("Add", ["both_by_input", "both_by_hidden"], ["both"]),
        node("Sigmoid", ["both"], ["both_gates"]),
        node("Split", ["both_gates", "reset_and_update"], ["reset", "update"], axis=1),
        node("Mul", ["reset", "new_by_hidden"], ["new_of_hidden"]),
        node("Add", ["new_by_input", "new_of_hidden"], ["new_sum"]),
        node("Tanh", ["new_sum"], ["new"]),
        node("Sub", ["hidden", "new"], ["change"]),
        node("Mul", ["change", "update"], ["kept"]),
        node("Add", ["kept", "new"], ["next_hidden"]),
        node("Identity", ["next_hidden"], ["hidden_of_step"]),
        node("Gemm", ["next_hidden", "token_weight_1", "token_bias_1"], ["token_layer"]),
        node("Gemm", ["token_layer", "token_weight_2", "token_bias_2"], ["step_logits"]),
        node("ArgMax", ["step_logits"], ["next_token"], axis=1, keepdims=0),
        node("Equal", ["next_token", "end_token"], ["is_end"]),
        node("Not", ["is_end"], ["goes_on"]),
    ]
    token = lambda name: helper.make_tensor_value_info(name, TensorProto.INT64, [1])
    truth = lambda name: helper.make_tensor_value_info(name, TensorProto.BOOL, [1])
    number = helper.make_tensor_value_info("step", TensorProto.INT64, [])
    before = [number, truth("went_on"), token("token"), tensor("hidden", [1, UNITS])]
    after = [truth("goes_on"), token("next_token"), tensor("next_hidden", [1, UNITS])]
    given = [tensor("step_logits", [1, TOKENS]), tensor("hidden_of_step", [1, UNITS])]
    return helper.make_graph(nodes, "step", before, [*after, *given])


def tensor(name, shape):
    return helper.make_tensor_value_info(name, TensorProto.FLOAT, shape)

