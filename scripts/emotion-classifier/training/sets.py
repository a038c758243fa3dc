"""Batches of sentences, and sets put together."""

import numpy as np
import torch
from data import Ragged, Sentences
from numpy.typing import NDArray
from torch import Tensor

LONGEST = 96


def batch(sentences: Ragged, numbers: NDArray[np.int64]) -> tuple[Tensor, Tensor]:
    """Token ids and mask, each of (sentences, tokens)."""
    lists = [sentences[i][:LONGEST] for i in numbers]
    ids = np.zeros((len(lists), max(1, max(map(len, lists)))), np.int64)
    mask = np.zeros(ids.shape, np.float32)
    for row, tokens in enumerate(lists):
        ids[row, : len(tokens)] = tokens
        mask[row, : len(tokens)] = 1
    mask[:, 0] = 1
    return torch.from_numpy(ids), torch.from_numpy(mask)


class Draw:
    """Goes through a set's sentences again and again, shuffled anew each time."""

    def __init__(self, count: int, seed: int):
        self.count, self.random, self.left = count, np.random.default_rng(seed), np.empty(0, np.int64)

    def take(self, size: int) -> NDArray[np.int64]:
        while len(self.left) < size:
            self.left = np.concatenate((self.left, self.random.permutation(self.count)))
        taken, self.left = self.left[:size], self.left[size:]
        return taken


def joined(parts: list[Sentences]) -> Sentences:
    def ragged(lists: list[Ragged]) -> Ragged:
        lengths = np.concatenate([np.diff(part.starts.astype(np.int64)) for part in lists])
        return Ragged(np.concatenate([part.numbers for part in lists]), np.concatenate(([0], np.cumsum(lengths))).astype(np.uint32))

    return Sentences(
        ragged([p.tokens for p in parts]),
        ragged([p.linear for p in parts]),
        np.concatenate([p.kira for p in parts]),
        np.concatenate([p.ekman for p in parts]),
        np.concatenate([p.go for p in parts]),
    )
