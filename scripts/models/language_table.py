"""Makes the table that tells languages apart: for short runs of letters, how much more likely their last letter is in each language than on average.

The format is told where it is read, in src-main/core/recognition/spelling/read-language-table.ts.
"""
import brotli
import numpy as np
from letter_counts import BITS, END, FIRST_LETTER, OTHER, START, without_last
from letter_model import numbers, probabilities

LONGEST = 3
# Of each language; those of all together make a table of some 9,600 runs. Twice as many tell languages apart no better.
FREQUENT_TRIPLES = 700
LEAST_SHARE = {1: 2e-5, 2: 1e-4}
UNSEEN = 1e-7
# A byte is so many parts of a natural logarithm, more or less than on average.
STEPS = 4


def language_table(languages, own):
    """The file for `languages`, each with its letters and counted runs; the first `own` of them are the ones that a page may be said to be of."""
    models = [model_of(*counted) for counted in languages.values()]
    chosen = sorted(set().union(*(model["frequent"] for model in models)))
    letters = sorted(set("".join(chosen)) - {"^", "$"})
    codes = {"^": START, "$": END, **{letter: FIRST_LETTER + place for place, letter in enumerate(letters)}}
    keyed = sorted((sum(codes[sign] << 8 * place for place, sign in enumerate(reversed(run))), run) for run in chosen)
    rows = np.array([[likelihood(model, run) for model in models] for _, run in keyed])
    ratios = np.log(rows / rows.mean(axis=1, keepdims=True))
    parts = np.clip(np.round(ratios * STEPS), -128, 127).astype(np.int8).tobytes()
    keys = [key for key, _ in keyed]
    names = [ord(letter) for language in languages for letter in language]
    heads = [own, len(languages), *names, len(letters), *map(ord, letters), len(keys)]
    return brotli.compress(numbers(heads) + numbers(np.diff(keys, prepend=0).tolist()) + parts)


def model_of(letters, runs):
    """The probabilities of a language by the text of the run, what they are multiplied with where a run is missing, and its frequent runs."""
    signs = {START: "^", END: "$", **{FIRST_LETTER + place: letter for place, letter in enumerate(letters)}}
    model = {"values": {}, "weights": {}, "frequent": set()}
    for length, (keys, values) in enumerate(probabilities(runs[: LONGEST + 1])[1:], 1):
        counts = runs[length][1]
        texts = ["".join(signs[key >> BITS * place & OTHER] for place in reversed(range(length))) for key in keys.tolist()]
        model["values"].update(zip(texts, values.tolist()))
        contexts, place = np.unique(without_last(keys), return_index=True)
        kinds, totals = np.diff([*place, len(keys)]), np.add.reduceat(counts, place)
        model["weights"].update((texts[at][:-1], kind / (total + kind)) for at, kind, total in zip(place, kinds, totals))
        share = LEAST_SHARE.get(length)
        least = share * counts.sum() if share else np.sort(counts)[-FREQUENT_TRIPLES]
        model["frequent"].update(text for text, count in zip(texts, counts) if count >= least)
    return model


def likelihood(model, run):
    weight = 1
    while run and run not in model["values"]:
        weight *= model["weights"].get(run[:-1], 1)
        run = run[1:]
    return weight * model["values"].get(run, UNSEEN)
