"""A teacher for the starter model: reads a message as a bag of words, and tells which round of the corpus it calls for.

It knows from elsewhere what words and sentences mean (word_meanings.py, sentence_meanings.py), learns one language in two minutes, and is right about strangers' wordings
far more often than a language model that is trained on the corpus alone. What it says of many thousand sentences that nobody
answered is what the starter model learns from (Hinton et al. 2015)."""

import random
from collections import Counter

import numpy as np
import torch
import torch.nn.functional as F
from features import Bag, features
from notation import Corpus
from sentence_meanings import DIMENSIONS as OF_SENTENCES
from sentence_meanings import Reader, read_all
from torch import Tensor, nn
from word_meanings import DIMENSIONS as OF_WORDS
from word_meanings import Vector, words
from words import bind, draw_alternatives, fill

WIDTH = 160
EPOCHS = 3
BATCH = 128
RATE = 3e-3
FORGOTTEN = 0.3
"""How much of a message's features is dropped while learning, so that each counts for itself."""


class Teacher(nn.Module):
    """Messages to logits of (messages, rounds of the corpus)."""

    def __init__(self, corpus: Corpus, meanings: dict[str, Vector], reader: Reader, texts: list[str]):
        super().__init__()
        self.meanings, self.texts = meanings, len(texts)
        self.seen = Counter(word for text in texts for word in set(words(text)))
        self.bag = Bag(WIDTH, 0.05)
        self.sense = nn.Linear(OF_WORDS + OF_SENTENCES, WIDTH)
        self.head = nn.Linear(2 * WIDTH, len(corpus.rounds))
        self.reader = [reader]  # in a list, it is no part of what learns

    def read(self, texts: list[str]) -> tuple[list[list[int]], Tensor]:
        """What each text looks like, and what it means: its words together, and as a whole."""
        bags = [features(text) for text in texts]
        wholes = read_all(self.reader[0], bags)
        return bags, 3 * torch.cat((torch.tensor(np.stack([self._words_of(text) for text in texts])), wholes), 1)

    def _words_of(self, text: str) -> Vector:
        """The direction that its words point to together; rare ones count more."""
        known = [word for word in words(text) if word in self.meanings]
        parts = [np.log(self.texts / (1 + self.seen[word])) * self.meanings[word] for word in known]
        sense = np.sum(parts, 0) if parts else np.zeros(OF_WORDS)
        return (sense / (np.linalg.norm(sense) + 1e-6)).astype(np.float32)

    def forward(self, bags: list[list[int]], senses: Tensor) -> Tensor:
        return self.head(F.dropout(torch.cat([self.bag(bags), self.sense(senses)], 1), 0.2, self.training))


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


def teach(corpus: Corpus, meanings: dict[str, Vector], reader: Reader, seed: int) -> Teacher:
    """Learns all ways of the corpus by heart, and what they have in common."""
    rng = random.Random(seed)
    torch.manual_seed(seed)
    texts, rounds = ways(corpus, rng)
    teacher = Teacher(corpus, meanings, reader, texts)
    bags, senses = teacher.read(texts)
    wanted = torch.tensor(rounds)
    others = [*teacher.sense.parameters(), *teacher.head.parameters()]
    optimizers = [torch.optim.SparseAdam(teacher.bag.parameters(), lr=RATE), torch.optim.Adam(others, lr=RATE)]
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
