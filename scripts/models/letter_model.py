"""Makes the file of one language's letter model: how likely each letter, or the end of the word, comes after up to four others.

Runs that the shorter runs foretell nearly as well are left out, and probabilities are rounded to bytes. What that costs in perplexity (of a
letter or the end of a word, in a thousand sentences that Lingua is tested with): English 4.08 to 4.11, German 4.40 to 4.46, French 4.28
to 4.30. The format is told where it is read, in src-main/core/recognition/spelling/read-letter-model.ts.
"""
import brotli
import numpy as np
from letter_counts import BITS, ORDER, START, without_first, without_last

# A byte is so many parts of a natural logarithm; weights of shorter runs may be more than 1.
STEPS = 16
LARGEST_WEIGHT = 2
# What a run has to add to the logarithm of a letter of running text, on average, to be kept.
LEAST_GAIN = 5e-7


def letter_model(letters, runs):
    """The file of a language, out of its letters and counted runs."""
    whole = probabilities(runs)
    kept = worthy(runs, whole)
    weights = weights_of_shorter(kept)
    return brotli.compress(packed(letters, kept, weights))


def probabilities(runs):
    """Of the last sign of each run: its share among what follows the others, mixed with that of the run without its first sign.

    The mixture is Witten and Bell's: the more different signs follow, the less is known about those that were never seen.
    """
    keys, counts = runs[1]
    found = [None, (keys, (counts + 0.5) / (counts + 0.5).sum())]
    for length, (keys, counts) in enumerate(runs[2:], 2):
        shorter = looked_up(found[length - 1], without_first(keys, length))
        contexts, place = np.unique(without_last(keys), return_inverse=True)
        totals, kinds = np.bincount(place, counts), np.bincount(place)
        found.append((keys, (counts + kinds[place] * shorter) / (totals + kinds)[place]))
    return found


def worthy(runs, whole):
    """The runs that tell enough beyond the shorter ones, and those that they begin with."""
    letters = runs[1][1].sum()
    kept, contexts = [None] * (ORDER + 1), np.array([], dtype=int)
    for length in range(ORDER, 1, -1):
        keys, values = whole[length]
        counts = runs[length][1]
        _, place = np.unique(without_last(keys), return_inverse=True)
        totals, kinds = np.bincount(place, counts), np.bincount(place)
        foretold = (kinds / (totals + kinds))[place] * looked_up(whole[length - 1], without_first(keys, length))
        keep = (counts / letters * np.abs(np.log(values / foretold)) > LEAST_GAIN) | np.isin(keys, contexts)
        kept[length] = (keys[keep], values[keep])
        contexts = np.unique(without_last(keys[keep]))
    kept[1] = whole[1]
    return kept


def weights_of_shorter(kept):
    """For each run that others continue: what the probability of a sign after it, where that run is not kept, is multiplied with."""
    weights = {}
    for length in range(2, ORDER + 1):
        keys, values = kept[length]
        contexts, place = np.unique(without_last(keys), return_inverse=True)
        shorter = foretold(kept, weights, without_first(keys, length), length - 1)
        rest, shorter_rest = (np.maximum(1 - np.bincount(place, each), 1e-6) for each in (values, shorter))
        weights[length - 1] = (contexts, rest / shorter_rest)
    return weights


def foretold(kept, weights, keys, length):
    known = np.isin(keys, kept[length][0])
    values = np.empty(len(keys))
    values[known] = looked_up(kept[length], keys[known])
    if not known.all():
        rest = keys[~known]
        weight = looked_up(weights[length - 1], without_last(rest), 1)
        values[~known] = weight * foretold(kept, weights, without_first(rest, length), length - 1)
    return values


def looked_up(table, keys, default=None):
    """The values of sorted keys; all must be there unless there is a default."""
    places = np.searchsorted(table[0], keys)
    if default is None:
        return table[1][places]
    places = np.minimum(places, len(table[0]) - 1)
    return np.where(table[0][places] == keys, table[1][places], default)


def packed(letters, kept, weights):
    keys = np.concatenate([[START], *(each[0] for each in kept[1:])])
    values = np.concatenate([[1e-9], *(each[1] for each in kept[1:])])
    order = np.argsort(keys)
    keys, values = keys[order], values[order]
    contexts = keys[keys < 1 << BITS * (ORDER - 1)]
    all_weights = tuple(np.concatenate(each) for each in zip(*weights.values()))
    weight = looked_up(tuple(each[np.argsort(all_weights[0])] for each in all_weights), contexts, 1)
    heads = [len(letters), *map(ord, letters), len(keys), len(contexts)]
    steps = np.diff(keys, prepend=0).tolist()
    return numbers(heads) + numbers(steps) + bytes_of(-np.log(values)) + bytes_of(LARGEST_WEIGHT - np.log(weight))


def numbers(values):
    """Each in as few bytes as it takes, seven bits a byte, the lowest first."""
    out = bytearray()
    for value in values:
        while value > 127:
            out.append(value & 127 | 128)
            value >>= 7
        out.append(value)
    return bytes(out)


def bytes_of(logarithms):
    return np.clip(np.round(logarithms * STEPS), 0, 255).astype(np.uint8).tobytes()
