"""Teaches which message calls for which reply, more directly than the reply's words do: before a reply begins, the states in the
middle of the model have to tell which round of the corpus this is. The head that reads it is thrown away afterwards."""

import torch.nn.functional as F
from torch import Tensor, nn


class Lessons(nn.Module):
    """States of (…, width) to logits of (…, lessons)."""

    def __init__(self, width: int, lessons: int):
        super().__init__()
        self.norm = nn.RMSNorm(width)
        self.head = nn.Linear(width, lessons)

    def loss(self, middle: Tensor, lessons: Tensor) -> Tensor:
        """Mean cross-entropy in nats; `lessons` of (lessons, 3): row, position, number."""
        if len(lessons) == 0:
            return middle.new_zeros(())
        logits = self.head(self.norm(middle[lessons[:, 0], lessons[:, 1]]))
        return F.cross_entropy(logits.float(), lessons[:, 2])
