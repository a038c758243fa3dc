"""Chooses, on text that the training never saw, how both parts mix and where labels begin."""

from dataclasses import dataclass

import numpy as np
import torch
import torch.nn.functional as F
from numpy.typing import NDArray

Floats = NDArray[np.float32]
MIXES = (0.0, 0.5, 1.0, 1.5, 2.0, 3.0, 4.0, 6.0)


@dataclass(frozen=True)
class Mixed:
    """scale · (network + mix · linear) + bias."""

    mix: float
    scale: float
    bias: Floats


def macro_f1(truth: NDArray[np.bool_], said: NDArray[np.bool_]) -> float:
    """Mean over labels; both of (sentences, labels)."""
    both, either = (truth & said).sum(0), truth.sum(0) + said.sum(0)
    return float(np.mean(2 * both / np.maximum(either, 1)))


def thresholds(truth: NDArray[np.bool_], logits: Floats) -> Floats:
    """For each label the logit above which saying it gives the best F1."""
    tried = np.quantile(logits, np.linspace(0.3, 0.998, 300), axis=0)
    best = [np.argmax([macro_f1(truth[:, [c]], logits[:, [c]] > t) for t in tried[:, c]]) for c in range(truth.shape[1])]
    return np.array([tried[i, c] for c, i in enumerate(best)], np.float32)


def mix_several_labels(network: Floats, linear: Floats, truth: NDArray[np.bool_]) -> Mixed:
    """For labels of which several may hold: the mix with the best macro-F1, each label's threshold at 0."""

    def score(mix: float) -> float:
        logits = network + mix * linear
        return macro_f1(truth, logits > thresholds(truth, logits))

    mix = max(MIXES, key=score)
    print(f"mix {mix}: macro-F1 {score(mix):.3f}; network alone {score(0):.3f}", flush=True)
    return Mixed(mix, 1.0, -thresholds(truth, network + mix * linear))


def mix_one_label(network: Floats, linear: Floats, truth: Floats) -> Mixed:
    """For labels of which one holds: the mix that is least surprised, as calibrated probabilities (vector scaling, Guo et al. 2017)."""
    target = torch.from_numpy(truth.argmax(1))

    def fit(mix: float) -> tuple[float, Mixed]:
        logits = torch.from_numpy(network + mix * linear)
        scale, bias = torch.ones((), requires_grad=True), torch.zeros(truth.shape[1], requires_grad=True)
        optimizer = torch.optim.LBFGS([scale, bias], max_iter=100)

        def closure() -> torch.Tensor:
            optimizer.zero_grad()
            loss = F.cross_entropy(scale * logits + bias, target) + 0.02 * bias.pow(2).sum()
            loss.backward()
            return loss

        optimizer.step(closure)
        return float(closure().detach()), Mixed(mix, float(scale.detach()), bias.detach().numpy())

    loss, best = min((fit(mix) for mix in MIXES), key=lambda found: found[0])
    said = (best.scale * (network + best.mix * linear) + best.bias).argmax(1)
    print(f"mix {best.mix} scale {best.scale:.2f}: {loss:.3f} nats, macro-F1 {macro_f1(truth > 0, np.eye(truth.shape[1], dtype=bool)[said]):.3f}", flush=True)
    return best
