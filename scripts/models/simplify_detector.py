"""Writes the PP-OCR detector so that it gives the same map with less work. No weights are new: they are only arranged anew.

1. Its stem joins two sets of channels, only to convolve them: each is convolved by itself, and the sums are added.
2. x + x * s, with one s for each channel, becomes x * (1 + s).
3. Its end enlarges four maps of different sizes to a quarter of the image, joins and convolves them, and enlarges what comes of it twice.
   All of this is done at an eighth, each of the 2 x 2 places of a cell being channels of its own: the three smaller maps are enlarged less,
   and where places see the same pixel of a smaller map its weights are added up. The last step puts all places where they belong.
"""
import numpy as np
from fuse_layout import keep_used, replace_nodes
from onnx import helper, numpy_helper
from straighten_steps import Links

# Channels of each map that is joined, and of all that follow.
CHANNELS = 16
# What is left to enlarge: an eighth of the image.
CELL = 8
END = ("Conv", "Relu", "ConvTranspose", "Add", "Relu", "ConvTranspose", "Add", "Sigmoid")
PLACES = [(row, column) for row in range(2) for column in range(2)]


def simplify_detector(model):
    part_stem(model.graph)
    scale_once(model.graph)
    shrink_end(model.graph)
    keep_used(model.graph)


def taker(links, node, kind):
    """The only node behind this one."""
    (found,) = links.users[node.output[0]]
    if found.op_type != kind:
        raise SystemExit(f"{found.op_type} where {kind} was expected behind {node.name}.")
    return found


def bias_of(links, add):
    return links.value(next(name for name in add.input if name in links.tensors)).reshape(-1)


def add_weights(graph, name, values):
    graph.initializer.append(numpy_helper.from_array(np.ascontiguousarray(values, np.float32), name))
    return name


def put(graph, old, new):
    """Puts nodes in the place of others, where the last of these was."""
    gone = {id(node) for node in old}
    nodes = []
    for node in graph.node:
        if id(node) not in gone:
            nodes.append(node)
        elif node is old[-1]:
            nodes.extend(new)
    replace_nodes(graph, nodes)


def make(kind, inputs, output, **settings):
    return helper.make_node(kind, inputs, [output], name=output, **settings)


def part_stem(graph):
    links = Links(graph)
    concat = next(node for node in graph.node if node.op_type == "Concat")
    conv = taker(links, concat, "Conv")
    settings = {each.name: helper.get_attribute_value(each) for each in conv.attribute}
    weights, bias = conv.input[1:]
    parts = np.split(links.value(weights), 2, axis=1)
    first, second = (add_weights(graph, f"stem/weights-{at}", part) for at, part in enumerate(parts))
    pooled = make("Conv", [concat.input[0], first, bias], "stem/pooled", **settings)
    seen = make("Conv", [concat.input[1], second], "stem/seen", **settings)
    put(graph, [concat, conv], [pooled, seen, make("Add", ["stem/pooled", "stem/seen"], conv.output[0])])


def scale_once(graph):
    links = Links(graph)
    one = add_weights(graph, "one", np.ones(1))
    nodes = []
    for node in graph.node:
        scaled = links.producer.get(node.input[1]) if node.op_type == "Add" else None
        if scaled is None or scaled.op_type != "Mul" or scaled.input[0] != node.input[0]:
            nodes.append(node)
            continue
        nodes.remove(scaled)
        more = f"{scaled.input[1]}/more"
        nodes += [make("Add", [scaled.input[1], one], more), make("Mul", [node.input[0], more], node.output[0])]
    replace_nodes(graph, nodes)


def shrink_end(graph):
    links = Links(graph)
    concat = next(node for node in graph.node if node.op_type == "Concat")
    chain = [concat]
    for kind in END:
        chain.append(taker(links, chain[-1], kind))
    conv, _, first, first_bias, _, second, second_bias, sigmoid = chain[1:]
    resizes = [links.producer[name] for name in concat.input[:3]]
    larger = (links.value(first.input[1]), bias_of(links, first_bias))
    largest = (links.value(second.input[1]), bias_of(links, second_bias))
    new = [*joined_maps(graph, resizes), *convolved_places(graph, conv, concat.input[3]), *enlarged_places(graph, larger, largest)]
    new[-1].output[0] = sigmoid.output[0]
    put(graph, [*resizes, *chain], new)


def joined_maps(graph, resizes):
    """The three smaller maps at an eighth: half as large as they were joined."""
    links, nodes = Links(graph), []
    for at, resize in enumerate(resizes[:2]):
        halved = links.value(resize.input[2]) * [1, 1, 0.5, 0.5]
        settings = {each.name: helper.get_attribute_value(each) for each in resize.attribute}
        scale = add_weights(graph, f"end/scale-{at}", halved)
        nodes.append(make("Resize", [resize.input[0], "", scale], f"end/map-{at}", **settings))
    names = [node.output[0] for node in nodes]
    return [*nodes, make("Concat", [*names, resizes[2].input[0]], "end/maps", axis=1)]


def convolved_places(graph, conv, fine):
    """What the convolution gives at each place of a cell. A place sees 2 x 2 cells of the smaller maps, and 3 x 3 places of the fine one."""
    weights = Links(graph).value(conv.input[1])
    coarse_weights, fine_weights = np.split(weights, [3 * CHANNELS], axis=1)
    nodes, names = [], []
    for row, column in PLACES:
        name = f"end/place-{row}{column}"
        pads = [1 - row, 1 - column, row, column]
        coarse = np.zeros((*coarse_weights.shape[:2], 2, 2))
        for down in range(3):
            for across in range(3):
                coarse[:, :, (row + down + 1) // 2 - row, (column + across + 1) // 2 - column] += coarse_weights[:, :, down, across]
        coarse_name = add_weights(graph, f"{name}/coarse-weights", coarse)
        fine_name = add_weights(graph, f"{name}/fine-weights", fine_weights)
        nodes += [
            make("Conv", ["end/maps", coarse_name, conv.input[2]], f"{name}/coarse", kernel_shape=[2, 2], pads=pads),
            make("Conv", [fine, fine_name], f"{name}/fine", kernel_shape=[3, 3], pads=pads, strides=[2, 2]),
            make("Add", [f"{name}/coarse", f"{name}/fine"], f"{name}/sum"),
            make("Relu", [f"{name}/sum"], name),
        ]
        names.append(name)
    return [*nodes, make("Concat", names, "end/places", axis=1)]


def enlarged_places(graph, larger, largest):
    """Two enlargements, each by two: pixels become channels, four times as many, each place having its own."""
    (first, first_bias), (second, second_bias) = larger, largest
    pixels = np.tile(first.transpose(2, 3, 1, 0).reshape(-1, CHANNELS, 1, 1), (4, 1, 1, 1))
    first_names = [add_weights(graph, "end/larger-weights", pixels), add_weights(graph, "end/larger-bias", np.tile(first_bias, 16))]
    pixels = np.tile(within_place(second), (4, 1, 1, 1))
    second_names = [add_weights(graph, "end/largest-weights", pixels), add_weights(graph, "end/largest-bias", np.tile(second_bias, CELL * CELL))]
    return [
        make("Conv", ["end/places", *first_names], "end/larger", kernel_shape=[1, 1], group=4),
        make("Relu", ["end/larger"], "end/bent"),
        make("Conv", ["end/bent", *second_names], "end/largest", kernel_shape=[1, 1], group=4),
        make("Sigmoid", ["end/largest"], "end/likely"),
        make("ConvTranspose", ["end/likely", add_weights(graph, "end/own", own_pixels())], "end/map", kernel_shape=[CELL] * 2, strides=[CELL] * 2),
    ]


def within_place(weights):
    """From 2 x 2 pixels, each with its channels, to 4 x 4: what was apart stays apart."""
    found = np.zeros((2, 2, 2, 2, 2, 2, CHANNELS))
    for row, column in PLACES:
        found[row, :, column, :, row, column] = weights[:, 0].transpose(1, 2, 0)
    return found.reshape(16, 4 * CHANNELS, 1, 1)


def own_pixels():
    """Each channel's own pixel of a cell: four by four of each place."""
    found = np.zeros((2, 2, 4, 4, 1, CELL, CELL))
    for row, column in PLACES:
        for y in range(4):
            for x in range(4):
                found[row, column, y, x, 0, 4 * row + y, 4 * column + x] = 1
    return found.reshape(CELL * CELL, 1, CELL, CELL)
