"""Teaches which message calls for which reply, more directly than the reply's words do: before a reply begins, the states in the
middle of the model have to tell which round of the corpus this is. The head that reads it is thrown away afterwards."""

from collections.abc import Callable
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
    """What is asked at some places of a batch: `places` of (questions, 2), row and position; `wanted` of (questions, answers), shares."""

    places: Tensor
    wanted: Tensor

    def loss(self, states: Tensor, head: Callable[[Tensor], Tensor]) -> Tensor:
        """Mean cross-entropy in nats of what the head reads from the states, (batch, tokens, width)."""
        if len(self.places) == 0:
            return states.new_zeros(())
        return F.cross_entropy(head(states[self.places[:, 0], self.places[:, 1]]).float(), self.wanted)


class Lessons(nn.Module):
    """States of (…, width) to logits of (…, rounds)."""

    def __init__(self, width: int, rounds: int):
        super().__init__()
        self.norm = nn.RMSNorm(width)
        self.head = nn.Linear(width, rounds)

    def forward(self, states: Tensor) -> Tensor:
        return self.head(self.norm(states))
