"""Trains the emotion classifier on what prepare.ts wrote, and writes its weights. Seeded: the same data gives the same file."""

import argparse
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from calibrate import Mixed, macro_f1, mix_one_label, mix_several_labels, thresholds
from data import EKMAN, GO_EMOTIONS, KIRA, Sentences, read_numbers, read_ragged, read_sentences
from linear import Linear, train_linear
from meanings import meanings
from network import WIDTH, Network
from numpy.typing import NDArray
from objective import Objective
from rows import frequent, place, word_weights
from sets import batch, joined
from torch import Tensor
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn
from weights import save

WORD_ROWS = 17_000
PART_ROWS = 14_000
LINEAR_ROWS = 76_000
MOST_PARTS = 30


def build(folder: Path) -> tuple[Network, NDArray[np.uint32], Tensor, Tensor]:
    """The network with the rows of its features, and the meanings that the vectors of known words begin with."""
    words = read_numbers(folder / "vocabulary.words.u32")
    parts = read_ragged(folder, "vocabulary.parts")
    english, french = read_ragged(folder, "pairs-en.tokens"), read_ragged(folder, "pairs-fr.tokens")
    labelled = [read_sentences(folder, name) for name in ("go-train", "film-train", "talk-train", "own-en-train", "own-fr-train")]
    weights = word_weights(labelled, [english, french], len(words))
    of_part = np.repeat(np.minimum(weights, 30), np.diff(parts.starts.astype(np.int64)))
    keys = np.unique(np.concatenate((frequent(words, weights, WORD_ROWS), frequent(parts.numbers, of_part, PART_ROWS))))
    table = np.full((len(words), MOST_PARTS), len(keys), np.int64)
    placed = place(keys, parts.numbers)
    for token in range(len(words)):
        own = placed[parts.starts[token] : parts.starts[token + 1]]
        own = own[own < len(keys)][:MOST_PARTS]
        table[token, : len(own)] = own
    go = {"ekman": len(EKMAN), "go": GO_EMOTIONS}
    readers = {"kira": {"kira": len(KIRA), "film": len(KIRA), **go}, "ekman": go}
    network = Network(torch.from_numpy(place(keys, words)), torch.from_numpy(table), len(keys), readers)
    known = read_numbers(folder / "vectors.ids.u32")
    vectors = np.fromfile(folder / "vectors.f32", np.float32).reshape(len(known), -1)
    ids, targets = meanings(english, french, known, vectors, len(words), WIDTH)
    often = weights[ids] > 0
    return network, keys, torch.from_numpy(ids[often]), torch.from_numpy(targets[often].astype(np.float32))


def learn_meanings(network: Network, ids: Tensor, targets: Tensor, steps: int = 1500) -> None:
    """Fits the rows so that a word's vector, and as far as may be that of its parts alone, is its meaning."""
    torch.nn.init.normal_(network.rows, 0, 0.05)
    optimizer = torch.optim.Adam([network.rows], lr=0.02)
    for step in range(steps):
        optimizer.param_groups[0]["lr"] = 0.02 * (1 - step / steps)
        some = torch.randint(len(ids), (2048,))
        loss = F.mse_loss(network.vectors(ids[some], 0.4), targets[some])
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    print(f"meanings: {loss.item() * WIDTH:.3f} of {targets.pow(2).sum(1).mean():.3f} left", flush=True)


def train(network: Network, folder: Path, steps: int, rate: float, seed: int) -> None:
    """Leaves the running average of the weights in the network: it is better than the last ones."""
    objective = Objective(folder, seed)
    others = [p for name, p in network.named_parameters() if name != "rows"]
    groups = [{"params": [network.rows], "weight_decay": 0.0}, {"params": others, "weight_decay": 0.02}]
    optimizer = torch.optim.AdamW(groups, lr=rate)
    average = AveragedModel(network, multi_avg_fn=get_ema_multi_avg_fn(0.998))
    network.train()
    for step in range(steps):
        for group in optimizer.param_groups:
            group["lr"] = rate * min(1.0, (step + 1) / 200, (steps - step) / (0.7 * steps))
        loss = objective.loss(network, step / steps)
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimizer.step()
        average.update_parameters(network)
        if (step + 1) % 500 == 0:
            print(f"step {step + 1} loss {loss.item():.3f}", flush=True)
            report(average.module, folder)
    network.load_state_dict(average.module.state_dict())


@torch.no_grad()
def logits(network: Network, sentences: Sentences, head: str) -> NDArray[np.float32]:
    """Of (sentences, labels): the mean of the readers that have such a head."""
    network.eval()
    readers, found = [reader for reader in network.readers.values() if head in reader.heads], []
    for start in range(0, len(sentences), 256):
        ids, mask = batch(sentences.tokens, np.arange(start, min(start + 256, len(sentences))))
        vectors = network(ids, mask)
        found.append(torch.stack([reader.heads[head](reader(vectors, mask)) for reader in readers]).mean(0))
    return torch.cat(found).numpy()


def report(network: Network, folder: Path) -> None:
    """Macro-F1 on what is kept from the training, for whoever watches."""
    go = read_sentences(folder, "go-dev")
    scores, truth = logits(network, go, "ekman"), go.ekman > 0
    found = {"go-dev": macro_f1(truth, scores > thresholds(truth, scores))}
    for name in ("own-en-dev", "own-fr-dev"):
        sentences = read_sentences(folder, name)
        said = np.eye(len(KIRA), dtype=bool)[logits(network, sentences, "kira").argmax(1)]
        found[name] = macro_f1(sentences.kira > 0, said)
    print("  " + "  ".join(f"{name} {score:.3f}" for name, score in found.items()), flush=True)


def linear_part(folder: Path, seed: int) -> Linear:
    """Seven columns for GoEmotions' labels, eight for Kira's, whose own sentences count most."""
    mattering = {"go-train": 0.1, "film-train": 0.1, "talk-train": 0.2, "own-en-train": 1.0, "own-fr-train": 1.0}
    sets = {name: read_sentences(folder, name) for name in mattering}
    every = joined(list(sets.values()))
    labels = np.concatenate((every.ekman, every.kira), 1)
    weights = np.concatenate([np.full((len(part), len(KIRA)), mattering[name], np.float32) for name, part in sets.items()])
    of_go = np.concatenate([np.full((len(part), len(EKMAN)), name == "go-train", np.float32) for name, part in sets.items()])
    return train_linear(every.linear, labels, np.concatenate((of_go, weights), 1), LINEAR_ROWS, seed)


def calibrate(folder: Path, network: Network, linear: Linear) -> tuple[Mixed, Mixed]:
    go = read_sentences(folder, "go-dev")
    own = joined([read_sentences(folder, f"own-{language}-dev") for language in ("en", "fr")])
    ekman = mix_several_labels(logits(network, go, "ekman"), linear.logits(go.linear)[:, : len(EKMAN)], go.ekman > 0)
    return ekman, mix_one_label(logits(network, own, "kira"), linear.logits(own.linear)[:, len(EKMAN) :], own.kira)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--features", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--steps", type=int, default=3000)
    parser.add_argument("--rate", type=float, default=3e-3)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    torch.manual_seed(arguments.seed)
    torch.set_num_threads(1)
    network, keys, ids, targets = build(arguments.features)
    print(f"{len(keys)} rows, {sum(p.numel() for p in network.parameters())} parameters", flush=True)
    learn_meanings(network, ids, targets)
    train(network, arguments.features, arguments.steps, arguments.rate, arguments.seed)
    linear = linear_part(arguments.features, arguments.seed)
    save(arguments.out, network, keys, linear, *calibrate(arguments.features, network, linear))


if __name__ == "__main__":
    main()
