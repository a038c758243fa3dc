"""The network: a vector a token, and two readers of them, one for Kira's labels and one for Ekman's."""

import torch
import torch.nn.functional as F
from torch import Tensor, nn

WIDTH = 64
HIDDEN = 96
REACH = 3


class Reader(nn.Module):
    """Two convolutions over the sentence, attention and maximum pooled, and a head for each set of labels."""

    def __init__(self, heads: dict[str, int]):
        super().__init__()
        self.near = nn.Linear(REACH * WIDTH, HIDDEN)
        self.far = nn.Linear(REACH * HIDDEN, HIDDEN)
        self.attention = nn.Linear(HIDDEN, 1)
        self.heads = nn.ModuleDict({name: nn.Linear(2 * HIDDEN, labels) for name, labels in heads.items()})

    def forward(self, vectors: Tensor, mask: Tensor, drop: float = 0.0) -> Tensor:
        """Vectors of (sentences, tokens, WIDTH), mask 1 where there is a token, to sentence vectors of (sentences, 2 · HIDDEN)."""
        x = F.dropout(vectors, drop / 2, self.training)
        x = F.relu(self.near(window(x))) * mask[..., None]
        x = x + F.relu(self.far(window(F.dropout(x, drop / 2, self.training)))) * mask[..., None]
        scores = self.attention(x)[..., 0].masked_fill(mask == 0, -1e4)
        attended = (torch.softmax(scores, 1)[..., None] * x).sum(1)
        return F.dropout(torch.cat((attended, x.amax(1)), 1), drop, self.training)


class Network(nn.Module):
    """`words` of (tokens,) rows and `parts` of (tokens, most parts) rows, for every token of the vocabulary; the last row is nothing.
    The labels compete for what a reader sees, so GoEmotions', which are many, have a reader of their own."""

    def __init__(self, words: Tensor, parts: Tensor, rows: int, readers: dict[str, dict[str, int]]):
        super().__init__()
        self.nothing = rows
        self.register_buffer("words", words, persistent=False)
        self.register_buffer("parts", parts, persistent=False)
        self.register_buffer("counts", (parts < rows).sum(1).clamp(min=1).float()[:, None], persistent=False)
        self.rows = nn.Parameter(torch.zeros(rows, WIDTH))
        self.readers = nn.ModuleDict({name: Reader(heads) for name, heads in readers.items()})

    def vectors(self, tokens: Tensor, forget: float = 0.0) -> Tensor:
        """(n,) token ids to (n, WIDTH). With `forget`, some whole words are left out, so that their parts learn too."""
        words = self.words[tokens]
        if forget:
            words = torch.where(torch.rand(len(words)) < forget, self.nothing, words)
        table = torch.cat((self.rows, self.rows.new_zeros(1, WIDTH)))
        used = self.parts[tokens]
        return F.embedding(words, table) + F.embedding(used, table).sum(1) / self.counts[tokens]

    def forward(self, ids: Tensor, mask: Tensor, forget: float = 0.0) -> Tensor:
        """Token ids and mask, each of (sentences, tokens), to vectors of (sentences, tokens, WIDTH)."""
        found, inverse = torch.unique(ids, return_inverse=True)
        return F.embedding(inverse, self.vectors(found, forget)) * mask[..., None]


def window(x: Tensor) -> Tensor:
    """Each token with its neighbours, (sentences, tokens, width) to (…, REACH · width); nothing stands outside."""
    side = REACH // 2
    padded = F.pad(x, (0, 0, side, side))
    return torch.cat([padded[:, i : i + x.shape[1]] for i in range(REACH)], -1)
