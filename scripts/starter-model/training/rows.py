"""Training rows: a pure function of seed and step, so that a resumed training goes on as if never stopped."""

import random
from collections.abc import Iterator
from pathlib import Path

import torch
from torch import Tensor

from notation import Corpus
from prompt import Row, pick_system, system_prompts
from talks import TalkRound, TalkWriter
from tokenizer import Tokenizer

LANGUAGES = ("en", "fr")


def read_pairs(path: Path | None) -> list[tuple[str, str]]:
    """English and French sentences of a tab-separated file; none where there is no file."""
    if path is None:
        return []
    lines = path.read_text("utf-8").splitlines()
    return [(parts[0], parts[1]) for parts in (line.split("\t") for line in lines) if len(parts) >= 2]


class Rows:
    """Draws batches of talks, and of plain sentences for fluency."""

    def __init__(self, corpora: dict[str, Corpus], pairs: list[tuple[str, str]], tokenizer: Tokenizer, seed: int):
        self.corpora, self.pairs, self.tokenizer, self.seed = corpora, pairs, tokenizer, seed
        self.prompts = system_prompts()

    def batch(self, step: int, rows: int, length: int, sentences: float) -> tuple[Tensor, Tensor]:
        """Ids of (rows, length + 1) and loss weights of (rows, length); `sentences` is the share of plain rows."""
        ids, weights = [], []
        for number in range(rows):
            rng = random.Random(f"{self.seed}:{step}:{number}")
            plain = self.pairs and rng.random() < sentences
            row = self._sentences(rng, length) if plain else self._talks(rng, length)
            ids.append(row.ids[: length + 1])
            weights.append(row.weights[1 : length + 1])
        return torch.tensor(ids), torch.tensor(weights)

    def _talks(self, rng: random.Random, length: int) -> Row:
        row = Row(self.tokenizer)
        while len(row.ids) <= length:
            language = rng.choice(LANGUAGES)
            row.begin(pick_system(self.prompts, language, rng))
            rounds = rng.choice((2, 6, 16, 24, 24))
            for round_ in self._rounds(language, rng, rounds):
                row.round(round_)
                if len(row.ids) > length:
                    break
        return row

    def _rounds(self, language: str, rng: random.Random, rounds: int) -> Iterator[TalkRound]:
        """One language mostly; now and then the user goes over to the other one."""
        if rng.random() < 0.12:
            for part in rng.sample(LANGUAGES, 2):
                yield from TalkWriter(self.corpora[part], rng).write(max(1, rounds // 2))
        else:
            yield from TalkWriter(self.corpora[language], rng).write(rounds)

    def _sentences(self, rng: random.Random, length: int) -> Row:
        """Sentences of both languages; a few come twice, which teaches to look back."""
        row = Row(self.tokenizer)
        row.add([self.tokenizer.bos], 0)
        seen: list[str] = []
        while len(row.ids) <= length:
            if seen and rng.random() < 0.15:
                lines = [rng.choice(seen)]
            else:
                pair = rng.choice(self.pairs)
                lines = list(pair) if rng.random() < 0.3 else [rng.choice(pair)]
            seen += lines
            for line in lines:
                row.add(self.tokenizer.encode(line + "\n"), 1)
        return row
