"""Which words are said for which in another language: IBM model 1 (Brown et al. 1993) over pairs of sentences."""

from typing import Protocol

import numpy as np
from numpy.typing import NDArray

ROUNDS = 5


class Lists(Protocol):
    """Lists of word numbers, one after the other; list i is numbers[starts[i] : starts[i + 1]]."""

    numbers: NDArray[np.uint32]
    starts: NDArray[np.uint32]


def translations(
    source: Lists, target: Lists, vocabulary: int
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]:
    """Source word, target word and the probability that the one is said as the other."""
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
