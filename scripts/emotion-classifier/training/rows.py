"""Which features get a row of weights: those that are seen often enough to learn something."""

import numpy as np
from data import Ragged, Sentences
from numpy.typing import NDArray


def frequent(hashes: NDArray[np.uint32], weights: NDArray[np.float64], most: int) -> NDArray[np.uint32]:
    """The `most` heaviest of the hashes, ascending."""
    keys, inverse = np.unique(hashes, return_inverse=True)
    mass = np.bincount(inverse, weights)
    return np.sort(keys[np.argsort(-mass, kind="stable")[:most]])


def place(keys: NDArray[np.uint32], hashes: NDArray[np.uint32]) -> NDArray[np.int64]:
    """Where each hash stands among `keys`; len(keys) where it doesn't."""
    at = np.minimum(np.searchsorted(keys, hashes), len(keys) - 1)
    return np.where(keys[at] == hashes, at, len(keys))


def word_weights(labelled: list[Sentences], pairs: list[Ragged], vocabulary: int) -> NDArray[np.float64]:
    """How much each word matters: a word of labelled text counts ten times one of unlabelled text."""
    weights = np.zeros(vocabulary)
    for sentences in labelled:
        weights += 10 * np.bincount(sentences.tokens.numbers, minlength=vocabulary)
    for side in pairs:
        weights += np.bincount(side.numbers, minlength=vocabulary)
    return weights
