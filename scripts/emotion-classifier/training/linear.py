"""The linear part: logistic regression over n-grams, each scaled by how much it tells (NB-SVM, Wang and Manning 2012)."""

import numpy as np
import torch
import torch.nn.functional as F
from data import Ragged
from numpy.typing import NDArray
from rows import place
from torch import Tensor

SEEN = 3
EPOCHS = 12
BATCH = 256
RATE = 0.06
DECAY = 1e-5
SMOOTHING = 0.5


class Linear:
    """Weights of (features, labels) and biases of (labels,)."""

    def __init__(self, keys: NDArray[np.uint32], weights: Tensor, bias: Tensor):
        self.keys, self.weights, self.bias = keys, weights, bias

    def logits(self, features: Ragged) -> NDArray[np.float32]:
        placed, starts = of_sentences(self.keys, features)
        return bag(self.weights, placed, starts).add(self.bias).numpy()


def of_sentences(keys: NDArray[np.uint32], features: Ragged) -> tuple[Tensor, Tensor]:
    return torch.from_numpy(place(keys, features.numbers)), torch.from_numpy(features.starts.astype(np.int64))


def bag(weights: Tensor, placed: Tensor, starts: Tensor) -> Tensor:
    """Per sentence the sum of its features' weights, over the root of their number."""
    table = torch.cat((weights, weights.new_zeros(1, weights.shape[1])))
    length = (starts[1:] - starts[:-1]).clamp(min=1).float().sqrt()[:, None]
    return F.embedding_bag(placed, table, starts[:-1], mode="sum") / length


def train_linear(features: Ragged, labels: NDArray[np.float32], mattering: NDArray[np.float32], most: int, seed: int) -> Linear:
    """`labels` of (sentences, labels), `mattering` of the same shape: the weight of each in the loss. Keeps the `most` telling features."""
    keys, counts = np.unique(features.numbers, return_counts=True)
    first = fit(keys[counts >= SEEN], features, labels, mattering, seed)
    seen = counts[counts >= SEEN]
    telling = first.weights.abs().amax(1).numpy() * np.sqrt(seen)
    kept = np.sort(np.argsort(-telling, kind="stable")[:most])
    return fit(first.keys[kept], features, labels, mattering, seed)


def fit(keys: NDArray[np.uint32], features: Ragged, labels: NDArray[np.float32], mattering: NDArray[np.float32], seed: int) -> Linear:
    torch.manual_seed(seed)
    placed, starts = of_sentences(keys, features)
    truth, matters = torch.from_numpy(labels), torch.from_numpy(mattering)
    ratios = log_ratios(len(keys), placed, starts, truth, matters)
    weights = torch.zeros(len(keys), labels.shape[1], requires_grad=True)
    bias = torch.zeros(labels.shape[1], requires_grad=True)
    optimizer = torch.optim.Adam([weights, bias], lr=RATE)
    count = len(labels)
    steps = EPOCHS * count // BATCH
    for step in range(steps):
        optimizer.param_groups[0]["lr"] = RATE * (1 - step / steps)
        if step % (count // BATCH) == 0:
            order = torch.randperm(count)
        some = order[step % (count // BATCH) * BATCH :][:BATCH]
        lengths = starts[some + 1] - starts[some]
        of_some = torch.cat((torch.zeros(1, dtype=torch.long), lengths.cumsum(0)))
        at = torch.arange(int(of_some[-1])) + (starts[some] - of_some[:-1]).repeat_interleave(lengths)
        used, inverse = torch.unique(placed[at], return_inverse=True)
        used = used[used < len(keys)]
        scaled = weights[used] * ratios[used]
        logits = bag(scaled, torch.minimum(inverse, torch.tensor(len(used))), of_some) + bias
        loss = (F.binary_cross_entropy_with_logits(logits, truth[some], reduction="none") * matters[some]).sum() / BATCH
        loss = loss + DECAY * scaled.pow(2).sum()
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return Linear(keys, (weights * ratios).detach(), bias.detach())


def log_ratios(rows: int, placed: Tensor, starts: Tensor, truth: Tensor, matters: Tensor) -> Tensor:
    """By feature and label: how much oftener the feature comes with the label than without it, as a logarithm."""
    lengths = starts[1:] - starts[:-1]
    of_feature = torch.repeat_interleave(torch.arange(len(lengths)), lengths)
    with_label = torch.full((rows + 1, truth.shape[1]), SMOOTHING)
    without = with_label.clone()
    for label in range(truth.shape[1]):
        mass = matters[:, label]
        with_label[:, label] += torch.bincount(placed, (truth[:, label] * mass)[of_feature], rows + 1)
        without[:, label] += torch.bincount(placed, ((1 - truth[:, label]) * mass)[of_feature], rows + 1)
    return ((with_label / with_label.sum(0)) / (without / without.sum(0))).log()[:rows]
