"""A teacher for the starter model: reads a message as a bag of words, and tells which round of the corpus it calls for.

It knows what words mean from elsewhere (word_meanings.py), learns one language in two minutes, and is right about strangers' wordings
far more often than a language model that is trained on the corpus alone. What it says of many thousand sentences that nobody
answered is what the starter model learns from (Hinton et al. 2015)."""

import random
import zlib
from collections import Counter

import numpy as np
import torch
import torch.nn.functional as F
from notation import Corpus
from torch import Tensor, nn
from word_meanings import DIMENSIONS, Vector, without_accents, words
from words import bind, draw_alternatives, fill

BUCKETS = 1 << 17
WIDTH = 160
EPOCHS = 4
BATCH = 128
RATE = 3e-3
FORGOTTEN = 0.3
"""How much of a message's features is dropped while learning, so that each counts for itself."""


def features(text: str) -> list[int]:
    """Numbers of its words, of two words in a row, and of three to five letters in a row, accents aside."""
    typed = words(without_accents(text))
    found = ["w" + word for word in typed] + [f"b{a} {b}" for a, b in zip(typed, typed[1:])]
    for word in (f"<{word}>" for word in typed):
        found += [word[i : i + n] for n in (3, 4, 5) for i in range(len(word) - n + 1)]
    return [zlib.crc32(name.encode()) % BUCKETS for name in found] or [0]


class Teacher(nn.Module):
    """Messages to logits of (messages, rounds of the corpus)."""

    def __init__(self, corpus: Corpus, meanings: dict[str, Vector], texts: list[str]):
        super().__init__()
        self.meanings, self.texts = meanings, len(texts)
        self.seen = Counter(word for text in texts for word in set(words(text)))
        self.bag = nn.EmbeddingBag(BUCKETS, WIDTH, mode="sum", sparse=True)
        self.sense = nn.Linear(DIMENSIONS, WIDTH)
        self.head = nn.Linear(2 * WIDTH, len(corpus.rounds))
        nn.init.normal_(self.bag.weight, 0, 0.05)

    def sense_of(self, text: str) -> Vector:
        """The direction that its words point to together; rare ones count more."""
        known = [word for word in words(text) if word in self.meanings]
        parts = [np.log(self.texts / (1 + self.seen[word])) * self.meanings[word] for word in known]
        sense = np.sum(parts, 0) if parts else np.zeros(DIMENSIONS)
        return (3 * sense / (np.linalg.norm(sense) + 1e-6)).astype(np.float32)

    def read(self, texts: list[str]) -> tuple[list[list[int]], Tensor]:
        return [features(text) for text in texts], torch.tensor(np.stack([self.sense_of(text) for text in texts]))

    def forward(self, bags: list[list[int]], senses: Tensor) -> Tensor:
        starts = np.cumsum([0, *(len(bag) for bag in bags)])[:-1]
        summed = self.bag(torch.tensor([n for bag in bags for n in bag]), torch.tensor(starts))
        form = summed / torch.tensor([len(bag) ** 0.5 for bag in bags])[:, None]
        return self.head(F.dropout(torch.cat([form, self.sense(senses)], 1), 0.2, self.training))


def ways(corpus: Corpus, rng: random.Random) -> tuple[list[str], list[int]]:
    """What may be said first in each exchange that needs nothing said before, with its words drawn; and which round that is."""
    texts, rounds = [], []
    for exchange in (e for e in corpus.exchanges if "recalls" not in e.directives):
        first = exchange.rounds[0]
        for say in first.says:
            drawn = set()
            for _ in range(1 + min(6, 2 * say.count("{") + 2 * say.count("$"))):
                pattern, bound = draw_alternatives(say, rng), {}
                bind(pattern, corpus, bound, rng)
                drawn.add(fill(pattern, bound))
            texts += sorted(drawn)
            rounds += [first.lesson] * len(drawn)
    return texts, rounds


def teach(corpus: Corpus, meanings: dict[str, Vector], seed: int) -> Teacher:
    """Learns all ways of the corpus by heart, and what they have in common."""
    rng = random.Random(seed)
    torch.manual_seed(seed)
    texts, rounds = ways(corpus, rng)
    teacher = Teacher(corpus, meanings, texts)
    bags, senses = teacher.read(texts)
    wanted = torch.tensor(rounds)
    others = [*teacher.sense.parameters(), *teacher.head.parameters()]
    optimizers = [torch.optim.SparseAdam([teacher.bag.weight], lr=RATE), torch.optim.Adam(others, lr=RATE)]
    steps = EPOCHS * (len(texts) // BATCH + 1)
    for step in range(steps):
        for optimizer in optimizers:
            optimizer.param_groups[0]["lr"] = RATE * max(0.02, 1 - step / steps)
        chosen = torch.tensor(rng.sample(range(len(texts)), BATCH))
        kept = [[n for n in bags[i] if rng.random() > FORGOTTEN] or bags[i][:1] for i in chosen.tolist()]
        loss = F.cross_entropy(teacher(kept, senses[chosen]), wanted[chosen], label_smoothing=0.1)
        for optimizer in optimizers:
            optimizer.zero_grad()
        loss.backward()
        for optimizer in optimizers:
            optimizer.step()
    return teacher.eval()
