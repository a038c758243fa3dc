"""What words mean, as vectors: English ones from GloVe, French ones from those of their translations."""

import sys
from pathlib import Path

import numpy as np
from data import Ragged
from numpy.typing import NDArray

sys.path.append(str(Path(__file__).resolve().parents[2] / "lib"))
from translations import translations  # noqa: E402  (lib is shared with the starter model's training)

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
