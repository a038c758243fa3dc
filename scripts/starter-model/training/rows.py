"""Training rows: a pure function of seed and step, so that a resumed training goes on as if never stopped."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor

from echoes import echo_row
from notation import Corpus
from personas import draw_persona, system_prompts
from prompt import Row
from talks import TalkRound, TalkWriter
from tokenizer import Tokenizer
from words import invent

LANGUAGES = ("en", "fr")


def read_pairs(path: Path | None) -> list[tuple[str, str]]:
    """English and French sentences of a tab-separated file; none where there is no file."""
    if path is None:
        return []
    lines = path.read_text("utf-8").splitlines()
    return [(parts[0], parts[1]) for parts in (line.split("\t") for line in lines) if len(parts) >= 2]


OPENING = 7
"""In tokens. Of most answers only so much is read: how a reply begins is what the message decides, the rest follows from it."""


@dataclass(frozen=True)
class Shares:
    """What part of the rows is no talk: plain sentences for fluency, echoes to learn copying, and answers to single messages."""

    sentences: float = 0.0
    echoes: float = 0.0
    answers: float = 0.0


@dataclass(frozen=True)
class Batch:
    """Ids of (rows, length + 1), loss weights of (rows, length), and lessons of (lessons, 3): row, position, number."""

    ids: Tensor
    weights: Tensor
    lessons: Tensor


class Rows:
    """Draws batches of talks, and of plain sentences for fluency."""

    def __init__(self, corpora: dict[str, Corpus], pairs: list[tuple[str, str]], tokenizer: Tokenizer, seed: int):
        self.corpora, self.pairs, self.tokenizer, self.seed = corpora, pairs, tokenizer, seed
        self.prompts = system_prompts()
        self.lists = {language: list(corpus.lists.values()) for language, corpus in corpora.items()}

    @property
    def lessons(self) -> int:
        """How many different rounds both languages have."""
        return sum(corpus.lessons for corpus in self.corpora.values())

    def batch(self, step: int, rows: int, length: int, shares: Shares) -> Batch:
        ids, weights, lessons = [], [], []
        for number in range(rows):
            rng = random.Random(f"{self.seed}:{step}:{number}")
            row, dice = Row(self.tokenizer), rng.random()
            if dice < shares.echoes:
                echo_row(row, rng, lambda rng=rng: self._word(rng), lambda rng=rng: self._sentence(rng), length)
            elif self.pairs and dice < shares.echoes + shares.sentences:
                self._sentences(row, rng, length)
            elif dice < shares.echoes + shares.sentences + shares.answers:
                self._answers(row, rng, length)
            else:
                self._talks(row, rng, length)
            ids.append(row.ids[: length + 1])
            weights.append(row.weights[1 : length + 1])
            lessons += [(number, at, self._number(lesson)) for at, lesson in row.lessons if at < length]
        return Batch(torch.tensor(ids), torch.tensor(weights), torch.tensor(lessons).view(-1, 3))

    def _number(self, lesson: tuple[str, int]) -> int:
        language, number = lesson
        return number + (0 if language == LANGUAGES[0] else self.corpora[LANGUAGES[0]].lessons)

    def _answers(self, row: Row, rng: random.Random, length: int) -> None:
        """Exchange after exchange, without a system prompt, and the same reply each time: nothing but what answers what."""
        while len(row.ids) <= length:
            corpus = self.corpora[rng.choice(LANGUAGES)]
            row.begin("")
            rounds = TalkWriter(corpus, rng, first_reply=1.0).answer()
            if rng.random() < 0.7:
                row.round(rounds[0], opening=OPENING)
            else:
                for round_ in rounds:
                    row.round(round_)

    def _talks(self, row: Row, rng: random.Random, length: int) -> None:
        while len(row.ids) <= length:
            language = rng.choice(LANGUAGES)
            persona = draw_persona(language, self.prompts, invent(language, rng), rng)
            row.begin(persona.system)
            rounds = rng.choice((2, 6, 16, 24, 24))
            for round_ in self._rounds(language, rng, rounds):
                row.round(persona.speak(round_, language))
                if len(row.ids) > length:
                    break

    def _rounds(self, language: str, rng: random.Random, rounds: int) -> Iterator[TalkRound]:
        """One language mostly; now and then the user goes over to the other one."""
        if rng.random() < 0.12:
            for part in rng.sample(LANGUAGES, 2):
                yield from TalkWriter(self.corpora[part], rng).write(max(1, rounds // 2))
        else:
            yield from TalkWriter(self.corpora[language], rng).write(rounds)

    def _sentences(self, row: Row, rng: random.Random, length: int) -> None:
        row.add([self.tokenizer.bos], 0)
        while len(row.ids) <= length:
            pair = rng.choice(self.pairs)
            for sentence in pair if rng.random() < 0.3 else (rng.choice(pair),):
                row.add(self.tokenizer.encode(sentence + "\n"), 1)

    def _sentence(self, rng: random.Random) -> str:
        return rng.choice(rng.choice(self.pairs)) if self.pairs else self._word(rng)

    def _word(self, rng: random.Random) -> str:
        """Invented, or a word of a list."""
        language = rng.choice(LANGUAGES)
        if rng.random() < 0.6:
            return invent(language, rng)
        return rng.choice(rng.choice(self.lists[language]).words)
