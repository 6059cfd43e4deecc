"""How often each run of letters stands in the words of a language, out of the n-grams of Lingua.

A file tells for each run of up to five letters how often its last letter follows the others, as an exact fraction. Multiplied out, that
gives back the counts; and as no run crosses the end of a word, what is missing from the sums of the longer runs begins or ends one.
"""
import json
import math
from collections import Counter

import brotli
import numpy as np

# The files of a language in Lingua, without what their names end in.
TABLES = ("unigrams", "bigrams", "trigrams", "quadrigrams", "fivegrams")
ORDER = len(TABLES)
# A run is a number, six bits a sign.
BITS = 6
START, END, FIRST_LETTER, OTHER = 1, 2, 3, 63
# What is rarer comes from names and quotations.
RAREST_LETTER = 2e-6
# Raised ones, as in "1ª".
NO_LETTERS = "ªº"


def letter_counts(files, same=None):
    """The letters of a language, frequent ones first, and for each length the runs of letters, starts and ends of words with their counts.

    `same` names signs that stand for other letters.
    """
    tables = list(read_counts(files))
    same = {**dict.fromkeys(NO_LETTERS), **(same or {})}
    letters = own_letters({letter: count for letter, count in tables[0].items() if letter not in same})
    codes = {letter: FIRST_LETTER + place for place, letter in enumerate(letters)}
    codes.update((sign, codes[letter]) for sign, letter in same.items() if letter)
    inside = [None, *(coded(table, codes) for table in tables)]
    starts = [None, *(lacking(inside[n], inside[n + 1], lambda runs, n=n: without_first(runs, n + 1)) for n in range(1, ORDER))]
    runs = [None, [inside[1], (np.array([END]), starts[1][1].sum(keepdims=True))]]
    for n in range(2, ORDER + 1):
        ends = lacking(inside[n - 1], inside[n], without_last)
        runs.append([inside[n], begun(starts[n - 1], n), ended(ends)])
        if n > 2:
            runs[n].append(begun(ended(lacking(starts[n - 2], starts[n - 1], without_last)), n))
    return letters, [None, *(joined(parts) for parts in runs[1:])]


def read_counts(files):
    """For each length of run, each run with its count."""
    shorter = None
    for file in files:
        fractions = json.loads(brotli.decompress(file))["ngrams"]
        parts = [(*map(int, fraction.split("/")), runs.split()) for fraction, runs in fractions.items()]
        shorter = shorter or {"": math.lcm(*(whole for _, whole, _ in parts))}
        shorter = {run: part * shorter[run[:-1]] // whole for part, whole, runs in parts for run in runs}
        yield shorter


def own_letters(counts):
    least = RAREST_LETTER * sum(counts.values())
    frequent = [letter for letter, count in sorted(counts.items(), key=lambda each: (-each[1], each[0])) if count >= least]
    return frequent[: OTHER - FIRST_LETTER]


def coded(table, codes):
    """A table with numbers for runs, in their order; letters of other languages share one sign."""
    counts = Counter()
    for run, count in table.items():
        key = 0
        for letter in run:
            key = key << BITS | codes.get(letter, OTHER)
        counts[key] += count
    keys = np.array(sorted(counts))
    return keys, np.array([counts[key] for key in keys.tolist()])


def lacking(runs, longer, shortened):
    """How often each run stands where none of the longer ones, shortened, does."""
    keys, counts = runs
    rest = counts.copy()
    np.subtract.at(rest, np.searchsorted(keys, shortened(longer[0])), longer[1])
    return keys, rest


def without_first(keys, length):
    return keys & (1 << BITS * (length - 1)) - 1


def without_last(keys):
    return keys >> BITS


def begun(runs, length):
    return runs[0] | START << BITS * (length - 1), runs[1]


def ended(runs):
    return runs[0] << BITS | END, runs[1]


def joined(parts):
    """All runs that occur and hold no foreign letter, in their order."""
    keys, counts = (np.concatenate(each) for each in zip(*parts))
    native = counts > 0
    for place in range(ORDER):
        native &= (keys >> BITS * place & OTHER) != OTHER
    order = np.argsort(keys[native])
    return keys[native][order], counts[native][order]
