"""Training rows: a pure function of seed and step, so that a resumed training goes on as if never stopped."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor

from echoes import echo_row
from lessons import Asked, Lesson
from notation import Corpus
from other_words import OtherWords
from overheard import Overheard
from personas import draw_persona, system_prompts
from plans import Plans
from prompt import Row
from strangers import retype
from talks import REMINDED, TalkRound, TalkWriter
from tokenizer import Tokenizer
from words import invent, with_any_words

LANGUAGES = ("en", "fr")


def read_pairs(path: Path | None) -> list[tuple[str, str]]:
    """English and French sentences of a tab-separated file; none where there is no file."""
    if path is None:
        return []
    lines = path.read_text("utf-8").splitlines()
    return [(parts[0], parts[1]) for parts in (line.split("\t") for line in lines) if len(parts) >= 2]


FRENCH = 0.7
"""How many of the single messages, of the talks, and of her lines, are French: with its many forms, it takes longer to learn."""
OVERHEARD = 0.55
"""How many of the single messages are overheard: there are far more of them than the corpus has."""
UNDERSTOOD = 0.75
"""How many rows of single messages leave out all that leads to a reply: so a third more messages are read in the same time."""
REPEATING = 0.35
"""How many of her lines repeat a word of the message before. The others come after a message that calls for something else: messages
will that are like none she has learnt, and they shouldn't get into her words."""
OTHER_LANGUAGE = 0.1
"""How many of these messages may be of either language."""
PLANNED = 0.7
"""How many replies of a talk begin with their plan."""
PIECED = 0.4
"""How many words of echoes are put together from arbitrary pieces of the tokenizer: most of them are in no invented name, and what was
never copied isn't copied well."""


@dataclass(frozen=True)
class Shares:
    """What part of the rows is no talk: plain sentences for fluency, echoes to learn copying, messages to learn what they call
    for, and her lines alone."""

    sentences: float = 0.0
    echoes: float = 0.0
    messages: float = 0.0
    lines: float = 0.0


@dataclass(frozen=True)
class Batch:
    """Ids of (rows, length + 1), loss weights of (rows, length), the lessons in them (rounds of both languages), and the plans
    (ids)."""

    ids: Tensor
    weights: Tensor
    lessons: Asked
    plans: Asked


class Rows:
    """Draws batches: of talks as she is used, and of what the mixture says beside them."""

    def __init__(
        self,
        corpora: dict[str, Corpus],
        pairs: list[tuple[str, str]],
        overheard: dict[str, Overheard],
        tokenizer: Tokenizer,
        plans: Plans,
        seed: int,
    ):
        self.corpora, self.pairs, self.overheard, self.seed = corpora, pairs, overheard, seed
        self.tokenizer, self.plans = tokenizer, plans
        self.prompts = system_prompts()
        self.with_any_words = {language: with_any_words(corpus, random.Random(seed)) for language, corpus in corpora.items()}
        self.other_words = {language: OtherWords(language) for language in corpora}
        self.lists = {language: list(corpus.lists.values()) for language, corpus in corpora.items()}

    @property
    def rounds(self) -> int:
        """How many different rounds both languages have."""
        return sum(len(corpus.rounds) for corpus in self.corpora.values())

    def batch(self, step: int, rows: int, length: int, shares: Shares) -> Batch:
        drawn = []
        for number in range(rows):
            rng = random.Random(f"{self.seed}:{step}:{number}")
            row, dice = Row(self.tokenizer, self.plans), rng.random()
            if dice < shares.echoes:
                echo_row(row, rng, lambda rng=rng: self._word(rng), lambda rng=rng: self._sentence(rng), length)
            elif self.pairs and dice < shares.echoes + shares.sentences:
                self._sentences(row, rng, length)
            elif dice < shares.echoes + shares.sentences + shares.messages:
                self._messages(row, rng, length)
            elif dice < shares.echoes + shares.sentences + shares.messages + shares.lines:
                self._lines(row, rng, length)
            else:
                self._talks(row, rng, length)
            drawn.append(row)
        ids = torch.tensor([row.ids[: length + 1] for row in drawn])
        weights = torch.tensor([row.weights[1 : length + 1] for row in drawn])
        lessons = [[(at, self._shares(lesson)) for at, lesson in row.lessons if at < length] for row in drawn]
        choices = [[(at, shares) for at, shares in row.choices if at < length] for row in drawn]
        return Batch(ids, weights, _asked(lessons, self.rounds), _asked(choices, self.tokenizer.size))

    def _shares(self, lesson: Lesson) -> dict[int, float]:
        """By number among the rounds of both languages."""
        first = 0 if lesson.language == LANGUAGES[0] else len(self.corpora[LANGUAGES[0]].rounds)
        return {first + round_: share for round_, share in zip(lesson.rounds, lesson.shares, strict=True)}

    def _messages(self, row: Row, rng: random.Random, length: int) -> None:
        """Message after message without any reply: nothing but what each calls for, and the plan for that."""
        understood = rng.random() < UNDERSTOOD
        while len(row.ids) <= length:
            corpus = self.corpora["fr" if rng.random() < FRENCH else "en"]
            if self.overheard and rng.random() < OVERHEARD:
                sentence, lesson, _ = self.overheard[corpus.language].draw(rng)
                message, answered = retype(sentence, {}, rng), rng.choices(lesson.rounds, lesson.shares)[0]
            else:
                asked = TalkWriter(corpus, rng, reminded=0 if understood else REMINDED).answer()[0]
                message, lesson, answered = asked.user, asked.lesson, asked.answered
            message = self.other_words[corpus.language].reword(message, rng)
            row.begin("")
            if understood:
                row.understood_message(message, lesson)
            else:
                row.planned_message(message, lesson, answered)

    def _lines(self, row: Row, rng: random.Random, length: int) -> None:
        """What she says once she has decided, reply after reply: her decision alone tells which."""
        language = "fr" if rng.random() < FRENCH else "en"
        persona = draw_persona(language, self.prompts, invent(self.corpora[language], rng), rng)
        row.begin(persona.system)
        while len(row.ids) <= length:
            if rng.random() < REPEATING:
                corpus = self.with_any_words[language]
                said = TalkWriter(corpus, rng).play(rng.choice(corpus.copying))
            else:
                said = self._after_stray(rng, language)
            for round_ in said:
                row.line(persona.speak(round_, language))

    def _after_stray(self, rng: random.Random, language: str) -> list[TalkRound]:
        """Any reply that repeats nothing, after any message; none where all replies repeat something."""
        corpus = self.corpora[language]
        round_ = rng.choice(corpus.rounds)
        reply = TalkWriter(corpus, rng).reply_to(round_)
        lesson = Lesson(language, (round_.lesson,))
        return [TalkRound(self._stray(rng, language), reply, lesson, round_.lesson)] if reply else []

    def _stray(self, rng: random.Random, language: str) -> str:
        """A message, whatever it calls for."""
        if rng.random() < OTHER_LANGUAGE:
            language = rng.choice(LANGUAGES)
        if self.overheard and rng.random() < OVERHEARD:
            return retype(self.overheard[language].draw(rng)[0], {}, rng)
        return TalkWriter(self.corpora[language], rng).answer()[0].user

    def _talks(self, row: Row, rng: random.Random, length: int) -> None:
        while len(row.ids) <= length:
            language = "fr" if rng.random() < FRENCH else "en"
            persona = draw_persona(language, self.prompts, invent(self.corpora[language], rng), rng)
            row.begin(persona.system)
            rounds = rng.choice((2, 6, 16, 24, 24))
            for round_ in self._rounds(language, rng, rounds):
                row.round(persona.speak(round_, language), planned=rng.random() < PLANNED)
                if len(row.ids) > length:
                    break

    def _rounds(self, language: str, rng: random.Random, rounds: int) -> Iterator[TalkRound]:
        """One language mostly; now and then the user goes over to the other one."""
        if rng.random() < 0.12:
            for part in rng.sample(LANGUAGES, 2):
                yield from self._writer(part, rng).write(max(1, rounds // 2))
        else:
            yield from self._writer(language, rng).write(rounds)

    def _writer(self, language: str, rng: random.Random) -> TalkWriter:
        return TalkWriter(self.corpora[language], rng, self.overheard.get(language))

    def _sentences(self, row: Row, rng: random.Random, length: int) -> None:
        row.add([self.tokenizer.bos], 0)
        while len(row.ids) <= length:
            pair = rng.choice(self.pairs)
            for sentence in pair if rng.random() < 0.3 else (rng.choice(pair),):
                row.add(self.tokenizer.encode(sentence + "\n"), 1)

    def _sentence(self, rng: random.Random) -> str:
        return rng.choice(rng.choice(self.pairs)) if self.pairs else self._word(rng)

    def _word(self, rng: random.Random) -> str:
        """Put together, invented, or a word of a list."""
        if rng.random() < PIECED:
            return "".join(rng.choices(self.tokenizer.inner, k=rng.choice((2, 2, 3)))).capitalize()
        language = rng.choice(LANGUAGES)
        if rng.random() < 0.6:
            return invent(self.corpora[language], rng)
        return rng.choice(rng.choice(self.lists[language]).words)


def _asked(rows: list[list[tuple[int, dict[int, float]]]], answers: int) -> Asked:
    """Of each row's positions and the shares that are wanted there."""
    asked = [(number, at, shares) for number, row in enumerate(rows) for at, shares in row]
    wanted = torch.zeros(len(asked), answers)
    for target, (_, _, shares) in zip(wanted, asked, strict=True):
        target[list(shares)] = torch.tensor(list(shares.values()))
    return Asked(torch.tensor([(number, at) for number, at, _ in asked]).view(-1, 2), wanted)
