"""How near a message comes to those of the corpus: what a teacher, which has one direction for all messages of a round, overlooks. A
rare word, or two words in a row, that stand in a message of the corpus too, say more than all that is around them; and so does one
message that means the same, where the others of its round mean something else."""

from collections.abc import Sequence

import numpy as np
import torch
from numpy.typing import NDArray
from scipy.sparse import csr_array, diags_array
from torch import Tensor
from word_meanings import without_accents, words

FREQUENT = 0.02
"""What stands in a larger part of the messages says little about any of them."""
STEM = 5
"""So many letters of a longer word are a sign of their own: most of its forms share them."""


class Nearest:
    """The messages of one language; `rounds` names the round that each calls for, of `count` in all."""

    def __init__(self, texts: Sequence[str], rounds: Sequence[int], count: int):
        order = np.argsort(rounds, kind="stable")
        self.rounds, self.count = np.asarray(rounds)[order], count
        told = [_signs(texts[number]) for number in order]
        self.numbers = {sign: number for number, sign in enumerate(sorted(set().union(*told)))}
        seen = np.bincount([self.numbers[sign] for signs in told for sign in signs], minlength=len(self.numbers))
        self.weights = np.where(seen > FREQUENT * len(texts), 0, np.log((len(texts) + 1) / seen))
        self.messages = self._vectors(told).T.tocsr()

    def __call__(self, texts: Sequence[str]) -> Tensor:
        """Of (texts, rounds): the cosine of each text and the message that is nearest to it among those of the round (tf-idf, Salton &
        Buckley 1988)."""
        alike = self._vectors([_signs(text) for text in texts]) @ self.messages
        alike.sort_indices()
        row = np.repeat(np.arange(len(texts)), np.diff(alike.indptr))
        place = row * self.count + self.rounds[alike.indices]
        begins = np.flatnonzero(np.diff(place, prepend=-1))
        nearest = np.zeros(len(texts) * self.count, np.float32)
        if len(begins):
            nearest[place[begins]] = np.maximum.reduceat(alike.data, begins)
        return torch.from_numpy(nearest.reshape(len(texts), self.count))

    def _vectors(self, told: Sequence[set[str]]) -> csr_array:
        """Of length 1, a row each; signs that no message has are left out."""
        known = [[self.numbers[sign] for sign in signs if sign in self.numbers] for signs in told]
        columns = np.array([number for row in known for number in row], np.int64)
        starts = np.cumsum([0, *map(len, known)])
        vectors = csr_array((self.weights[columns], columns, starts), (len(told), len(self.numbers)))
        vectors.eliminate_zeros()
        lengths: NDArray[np.float64] = np.sqrt((vectors * vectors).sum(1))
        return (diags_array(1 / np.maximum(lengths, 1e-6)) @ vectors).tocsr()


class NearestInMeaning:
    """The same by what sentences mean: `vectors` of (messages, 512), of length 1; `rounds` and `count` as above."""

    def __init__(self, vectors: Tensor, rounds: Sequence[int], count: int):
        self.vectors, self.rounds, self.count = vectors.bfloat16(), torch.tensor(rounds)[:, None], count

    def __call__(self, vectors: Tensor) -> Tensor:
        """Of (texts, rounds): the cosine of each of the `vectors` and the nearest one of the round, or 0 where that is less."""
        alike = self.vectors @ vectors.bfloat16().T
        nearest = alike.new_zeros(self.count, len(vectors))
        return nearest.scatter_reduce(0, self.rounds.expand_as(alike), alike, "amax").T.float()


def _signs(text: str) -> set[str]:
    """Its words, their stems, and two words in a row, accents aside."""
    typed = words(without_accents(text))
    return {*typed, *(f"{word[:STEM]}-" for word in typed if len(word) > STEM), *(f"{a} {b}" for a, b in zip(typed, typed[1:]))}
