"""What a text looks like, as numbers: the bags that teachers and readers are made of."""

import zlib
from collections.abc import Sequence

import numpy as np
import torch
from torch import Tensor, nn
from word_meanings import without_accents, words

BUCKETS = 1 << 17


def features(text: str) -> list[int]:
    """Numbers of its words, of two words in a row, and of three to five letters in a row, accents aside."""
    typed = words(without_accents(text))
    found = ["w" + word for word in typed] + [f"b{a} {b}" for a, b in zip(typed, typed[1:])]
    for word in (f"<{word}>" for word in typed):
        found += [word[i : i + n] for n in (3, 4, 5) for i in range(len(word) - n + 1)]
    return [zlib.crc32(name.encode()) % BUCKETS for name in found] or [0]


class Bag(nn.Module):
    """Bags of features to (bags, width): their sum, by the root of their number."""

    def __init__(self, width: int, deviation: float):
        super().__init__()
        self.table = nn.EmbeddingBag(BUCKETS, width, mode="sum", sparse=True)
        nn.init.normal_(self.table.weight, 0, deviation)

    def forward(self, bags: Sequence[Sequence[int]]) -> Tensor:
        starts = np.cumsum([0, *(len(bag) for bag in bags)])[:-1]
        summed = self.table(torch.tensor([n for bag in bags for n in bag]), torch.tensor(starts))
        return summed / torch.tensor([len(bag) ** 0.5 for bag in bags])[:, None]
