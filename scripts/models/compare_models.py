"""Tells how a model that was made anew differs from the shipped one."""
import hashlib
import os

import numpy as np
import onnxruntime


def is_same_file(one, other):
    return os.path.exists(other) and sha256(one) == sha256(other)


def sha256(path):
    with open(path, "rb") as file:
        return hashlib.sha256(file.read()).hexdigest()


def compare_recognisers(paths, characters, lines):
    """How well the new, the shipped and any further recogniser read `lines`, and how often each sees the same as the last."""
    read = [Recogniser(path, characters) for path in paths.values()]
    classes = [[each.classes(values) for _, values in lines] for each in read]
    letters = sum(len(truth) for truth, _ in lines)
    words = []
    for name, each, of in zip(paths, read, classes):
        errors = sum(distance(truth, each.text(line)) for (truth, _), line in zip(lines, of))
        same = np.mean([np.mean(one == other) for one, other in zip(of, classes[-1])])
        words.append(f"{name} CER {errors / letters:.2%}, same classes as {list(paths)[-1]} in {same:.2%} of time steps")
    return "differs; drawn lines: " + "; ".join(words)


class Recogniser:
    def __init__(self, path, characters):
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.log_severity_level = 3
        self.session = onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])
        self.planes = self.session.get_inputs()[0].shape[1]
        self.characters = ["", *characters, " "]

    def classes(self, values):
        return self.session.run(["idx"], {"x": np.repeat(values, self.planes, axis=1)})[0][0, :, 0]

    def text(self, classes):
        firsts = np.flatnonzero(np.diff(classes, prepend=0))
        return "".join(self.characters[classes[at]] for at in firsts).strip()


def distance(one, other):
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        diagonal, row[0] = row[0], i
        for j, b in enumerate(other, 1):
            diagonal, row[j] = row[j], min(diagonal + (a != b), row[j] + 1, row[j - 1] + 1)
    return row[-1]
