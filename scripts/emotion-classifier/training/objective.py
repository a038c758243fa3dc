"""What the network learns from: batches of every data set, and how much each counts."""

from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from data import Ragged, read_ragged, read_sentences
from network import Network
from numpy.typing import NDArray
from sets import Draw, batch, joined
from torch import Tensor

FORGET = 0.1
DROP = 0.4
LIGHT_DROP = 0.1
"""Where sentences are only compared with their translations."""
TEMPERATURE = 0.1


class Objective:
    """Draws sentences of every set and sums up their losses."""

    def __init__(self, folder: Path, seed: int):
        self.go, self.film, self.talk = (read_sentences(folder, f"{name}-train") for name in ("go", "film", "talk"))
        self.own = joined([read_sentences(folder, f"own-{language}-train") for language in ("en", "fr")])
        self.english, self.french = read_ragged(folder, "pairs-en.tokens"), read_ragged(folder, "pairs-fr.tokens")
        sets = {"go": self.go, "film": self.film, "own": self.own, "pairs": self.english, "talk": self.talk}
        self.draws = {name: Draw(len(part), seed + i) for i, (name, part) in enumerate(sets.items())}
        often = self.go.ekman.mean(0)
        self.rare = torch.from_numpy(np.sqrt((1 - often) / often).clip(1, 4).astype(np.float32))

    def loss(self, network: Network, progress: float) -> Tensor:
        """`progress` from 0 to 1: pairs of translations, which make both languages one, count less and less."""
        kira = network.readers["kira"].heads["kira"]
        film = network.readers["kira"].heads["film"]
        loss = self._go_emotions(network)
        some = self.draws["film"].take(16)
        loss = loss + 0.3 * cross_entropy(film(self._read(network, self.film.tokens, some)), self.film.kira[some])
        some = self.draws["talk"].take(32)
        loss = loss + 0.2 * cross_entropy(kira(self._read(network, self.talk.tokens, some)), self.talk.kira[some])
        some = self.draws["own"].take(48)
        loss = loss + cross_entropy(kira(self._read(network, self.own.tokens, some)), self.own.kira[some])
        return loss + self._translations(network, 0.3 * (1 - 0.9 * progress))

    def _read(self, network: Network, tokens: Ragged, some: NDArray[np.int64], drop: float = DROP) -> Tensor:
        ids, mask = batch(tokens, some)
        return network.readers["kira"](network(ids, mask, FORGET), mask, drop)

    def _go_emotions(self, network: Network) -> Tensor:
        """Both readers learn it: one for its own labels, Kira's for what is felt at all."""
        some = self.draws["go"].take(64)
        ids, mask = batch(self.go.tokens, some)
        vectors = network(ids, mask, FORGET)
        loss = torch.zeros(())
        for reader in network.readers.values():
            read = reader(vectors, mask, DROP)
            ekman = F.binary_cross_entropy_with_logits(reader.heads["ekman"](read), torch.from_numpy(self.go.ekman[some]), pos_weight=self.rare)
            all_labels = F.binary_cross_entropy_with_logits(reader.heads["go"](read), torch.from_numpy(self.go.go[some]))
            loss = loss + ekman + 2 * all_labels
            if "kira" in reader.heads:
                loss = loss + 0.1 * cross_entropy(reader.heads["kira"](read), self.go.kira[some])
        return loss

    def _translations(self, network: Network, share: float) -> Tensor:
        """A sentence is nearer to its translation than to others (InfoNCE, van den Oord et al. 2018), and feels the same."""
        some = self.draws["pairs"].take(48)
        here = self._read(network, self.english, some, LIGHT_DROP)
        there = self._read(network, self.french, some, LIGHT_DROP)
        near = F.normalize(here, dim=1) @ F.normalize(there, dim=1).T / TEMPERATURE
        same = torch.arange(len(some))
        heads = network.readers["kira"].heads
        alike = -(torch.softmax(heads["kira"](here).detach(), 1) * F.log_softmax(heads["kira"](there), 1)).sum(1).mean()
        go = F.binary_cross_entropy_with_logits(heads["go"](there), torch.sigmoid(heads["go"](here).detach()))
        return share * (F.cross_entropy(near, same) + F.cross_entropy(near.T, same)) + 0.5 * alike + go


def cross_entropy(logits: Tensor, labels: NDArray[np.float32]) -> Tensor:
    """Mean over sentences, in nats; where several labels hold, each as much."""
    truth = torch.from_numpy(labels)
    return -(truth / truth.sum(1, keepdim=True).clamp(min=1) * F.log_softmax(logits, 1)).sum(1).mean()
