"""What words mean, as vectors: English ones from GloVe, French ones from those of their translations."""

import numpy as np
from data import Ragged
from numpy.typing import NDArray

ROUNDS = 5
SEEN = 2
"""How often a word must be seen on its side to be taken for one of the language."""


def meanings(
    english: Ragged, french: Ragged, known: NDArray[np.uint32], vectors: NDArray[np.float32], vocabulary: int, width: int
) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
    """Token ids, and their vectors of (ids, width): centred, the main directions, of length 1 on average."""
    table = np.zeros((vocabulary, vectors.shape[1]), np.float32)
    table[known] = vectors - vectors.mean(0)
    has = np.zeros(vocabulary, bool)
    has[known] = True
    often_english = np.bincount(english.numbers, minlength=vocabulary)
    often_french = np.bincount(french.numbers, minlength=vocabulary)

    source, target, probability = translations(french, english, vocabulary)
    useful = has[target] & (often_english[target] >= SEEN)
    source, target, probability = source[useful], target[useful], probability[useful]
    mass = np.bincount(source, probability, minlength=vocabulary)
    translated = np.zeros_like(table)
    for column in range(table.shape[1]):
        translated[:, column] = np.bincount(source, probability * table[target, column], minlength=vocabulary)
    is_french = (often_french >= SEEN) & (often_french > 3 * often_english) & (mass > 0.1)
    table[is_french] = translated[is_french] / mass[is_french, None]
    ids = np.flatnonzero(has | is_french)
    _, _, directions = np.linalg.svd(table[ids], full_matrices=False)
    found = table[ids] @ directions[:width].T
    return ids, found / np.linalg.norm(found, axis=1).mean()


def translations(
    source: Ragged, target: Ragged, vocabulary: int
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]:
    """Source word, target word and the probability that the one is said as the other: IBM model 1 (Brown et al. 1993)."""
    of_source = np.diff(source.starts.astype(np.int64))
    of_target = np.diff(target.starts.astype(np.int64))
    # Each target word of each pair, beside each source word of that pair.
    repeats = np.repeat(of_source, of_target)
    place = np.repeat(np.arange(len(target.numbers)), repeats)
    first = np.repeat(np.repeat(source.starts[:-1].astype(np.int64), of_target), repeats)
    within = np.arange(len(place)) - np.repeat(np.cumsum(repeats) - repeats, repeats)
    links = source.numbers[first + within].astype(np.int64) * vocabulary + target.numbers[place]
    pairs, link = np.unique(links, return_inverse=True)
    said, meant = pairs // vocabulary, pairs % vocabulary
    probability = np.ones(len(pairs))
    for _ in range(ROUNDS):
        share = probability[link]
        share /= np.bincount(place, share, minlength=len(target.numbers))[place]
        count = np.bincount(link, share, minlength=len(pairs))
        probability = count / np.bincount(said, count, minlength=vocabulary)[said]
    return said, meant, probability
