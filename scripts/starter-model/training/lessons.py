"""Teaches which message calls for which reply, more directly than the reply's words do: before a reply begins, the states in the
middle of the model have to tell which round of the corpus this is. The head that reads it is thrown away afterwards."""

from dataclasses import dataclass

import torch.nn.functional as F
from torch import Tensor, nn


@dataclass(frozen=True)
class Lesson:
    """Which rounds of a language's corpus a message calls for, and how much so; the shares sum to 1."""

    language: str
    rounds: tuple[int, ...]
    shares: tuple[float, ...] = (1.0,)


@dataclass(frozen=True)
class Asked:
    """The lessons of a batch: `places` of (lessons, 2), row and position; `wanted` of (lessons, rounds of both languages), shares."""

    places: Tensor
    wanted: Tensor


class Lessons(nn.Module):
    """States of (…, width) to logits of (…, rounds)."""

    def __init__(self, width: int, rounds: int):
        super().__init__()
        self.norm = nn.RMSNorm(width)
        self.head = nn.Linear(width, rounds)

    def loss(self, middle: Tensor, asked: Asked) -> Tensor:
        """Mean cross-entropy in nats."""
        if len(asked.places) == 0:
            return middle.new_zeros(())
        logits = self.head(self.norm(middle[asked.places[:, 0], asked.places[:, 1]]))
        return F.cross_entropy(logits.float(), asked.wanted)
