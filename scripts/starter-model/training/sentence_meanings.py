"""What whole sentences mean, as vectors of length 1. An encoder knows it of English ones (sentence-vectors.ts). A reader of each
language learns from the pairs to put a sentence where the encoder puts the English side of it: so French needs no encoder of its
own (Reimers & Gurevych 2020), and whatever anybody says can be read."""

import random
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from features import Bag, features
from torch import Tensor, nn

DIMENSIONS = 512
"""Of the encoder's vectors."""
WIDTH = 256
EPOCHS = 5
BATCH = 256
RATE = 2e-3
FORGOTTEN = 0.15
"""How much of a sentence's features is dropped while learning."""
NEARNESS = 20.0
"""How sharply a sentence is told from the others of its batch."""


class Reader(nn.Module):
    """Bags of features to vectors of (bags, 512), of length 1."""

    def __init__(self) -> None:
        super().__init__()
        self.bag = Bag(WIDTH, 0.03)
        self.hidden = nn.Linear(WIDTH, DIMENSIONS)
        self.place = nn.Linear(DIMENSIONS, DIMENSIONS)

    def forward(self, bags: list[list[int]]) -> Tensor:
        return F.normalize(self.place(F.gelu(self.hidden(self.bag(bags)))), dim=1)


def read_vectors(file: Path, english: list[str]) -> Tensor:
    """The encoder's vectors of the pairs' English sides, in their order: 32-bit floats, 512 for each."""
    vectors = torch.from_numpy(np.fromfile(file, np.float32).reshape(-1, DIMENSIONS))
    if len(vectors) != len(english):
        raise SystemExit(f"{file} holds {len(vectors)} vectors for {len(english)} pairs. Make it anew from the same --sentences.")
    return F.normalize(vectors, dim=1)


def learn_to_read(sentences: list[str], vectors: Tensor, seed: int) -> Reader:
    """A reader that puts each sentence near its vector, and farther from those of others."""
    rng = random.Random(seed)
    torch.manual_seed(seed)
    reader, bags = Reader(), [features(sentence) for sentence in sentences]
    others = [*reader.hidden.parameters(), *reader.place.parameters()]
    optimizers = [torch.optim.SparseAdam(reader.bag.parameters(), lr=RATE), torch.optim.Adam(others, lr=RATE)]
    steps = EPOCHS * len(sentences) // BATCH
    for step in range(steps):
        for optimizer in optimizers:
            optimizer.param_groups[0]["lr"] = RATE * max(0.02, 1 - step / steps)
            optimizer.zero_grad()
        chosen = rng.sample(range(len(sentences)), BATCH)
        wanted = vectors[chosen]
        read = reader([[n for n in bags[i] if rng.random() > FORGOTTEN] or bags[i][:1] for i in chosen])
        told_apart = F.cross_entropy(read @ wanted.T * NEARNESS, torch.arange(BATCH))
        ((1 - (read * wanted).sum(1)).mean() + 0.5 * told_apart).backward()
        for optimizer in optimizers:
            optimizer.step()
    return reader.eval()


@torch.no_grad()
def read_all(reader: Reader, bags: list[list[int]]) -> Tensor:
    """What each of many sentences means: (bags, 512)."""
    return torch.cat([reader(bags[start : start + 512]) for start in range(0, len(bags), 512)])
