"""Reads the corpus: exchanges in the notation that corpus/README.md describes."""

import re
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain, groupby
from pathlib import Path

SLOT = re.compile(r"\$([a-z]+)(\d*)")
LONG_WORD = re.compile(r"(?<![$\w])[^\W\d_]{6,}")
DANGER = "danger"
"""The topic, in both languages."""
KINDS = ("tells", "recalls", "unless", "opens", "closes")
DIRECTIVES = (*KINDS, "often", "puzzled")


@dataclass
class Round:
    """What the user may say, and what Kira may answer: one of each is drawn."""

    says: list[str] = field(default_factory=list)
    replies: list[str] = field(default_factory=list)
    lesson: int = -1
    """The number of this round among all rounds of its language."""


@dataclass
class Exchange:
    """Rounds that belong together, and when they may be drawn."""

    topic: str
    rounds: list[Round] = field(default_factory=list)
    directives: dict[str, str] = field(default_factory=dict)

    @property
    def said(self) -> set[str]:
        """The slots that the user may fill."""
        return slots(*(say for round_ in self.rounds for say in round_.says))


@dataclass
class WordList:
    """What a slot may stand for. `open` lists are also filled with invented words."""

    words: list[str]
    open: bool


@dataclass
class Corpus:
    """All exchanges and word lists of one language."""

    language: str
    exchanges: list[Exchange]
    lists: dict[str, WordList]

    @cached_property
    def rounds(self) -> list[Round]:
        """All rounds, by their number."""
        return [round_ for exchange in self.exchanges for round_ in exchange.rounds]

    @cached_property
    def topics(self) -> list[str]:
        """Of each round, by its number."""
        return [exchange.topic for exchange in self.exchanges for _ in exchange.rounds]

    @cached_property
    def names(self) -> list[str]:
        """Of each round, by its number: its topic and its number there, such as `weather 17`."""
        return [
            f"{topic} {number}"
            for topic, exchanges in groupby(self.exchanges, lambda exchange: exchange.topic)
            for number, _ in enumerate(chain.from_iterable(exchange.rounds for exchange in exchanges), 1)
        ]

    @cached_property
    def of_topic(self) -> dict[str, list[Exchange]]:
        """All exchanges, by their topic."""
        found: dict[str, list[Exchange]] = {}
        for exchange in self.exchanges:
            found.setdefault(exchange.topic, []).append(exchange)
        return found

    @cached_property
    def long_words(self) -> list[str]:
        """What users say of six letters and more, in small letters."""
        said = " ".join(say for round_ in self.rounds for say in round_.says)
        return sorted({word.lower() for word in LONG_WORD.findall(said)})

    @cached_property
    def answerable(self) -> list[Exchange]:
        """The exchanges that need nothing said before, each as often as it is to be drawn. Not what asks for a fact: alone, it would
        teach that nobody ever told her."""
        return [e for kind in ("plain", "opens", "closes", "tells") for e in self.pool[kind]]

    @cached_property
    def copying(self) -> list[Exchange]:
        """The answerable exchanges in which she repeats a word of the user's."""
        return [e for e in self.answerable if e.said & slots(*(reply for round_ in e.rounds for reply in round_.replies))]

    @cached_property
    def said_slots(self) -> set[str]:
        """The slots that users fill, without numbers."""
        return {name for round_ in self.rounds for say in round_.says for name, _ in SLOT.findall(say)}

    @cached_property
    def asking(self) -> list[int]:
        """The rounds that ask for a fact, by their number."""
        asking = [e for e in self.exchanges if {"recalls", "unless"} & e.directives.keys()]
        return [round_.lesson for exchange in asking for round_ in exchange.rounds]

    @cached_property
    def puzzled(self) -> dict[str, int]:
        """The rounds that answer what nothing else does, by what is felt in it; by "" where that can't be told."""
        return {e.directives["puzzled"]: e.rounds[0].lesson for e in self.exchanges if "puzzled" in e.directives}

    @cached_property
    def grave(self) -> list[int]:
        """The rounds of what must never be taken for puzzling, by their number: danger, and what she honestly can't do."""
        rounds = zip(self.rounds, self.topics, strict=True)
        return [r.lesson for r, topic in rounds if topic == DANGER or any("$honest" in reply for reply in r.replies)]

    @cached_property
    def pool(self) -> dict[str, list[Exchange]]:
        """The exchanges by the directive that says when they come, or `plain`; each as often as it is to be drawn."""
        pool: dict[str, list[Exchange]] = {kind: [] for kind in (*KINDS, "plain")}
        for exchange in self.exchanges:
            kind = next((kind for kind in KINDS if kind in exchange.directives), "plain")
            pool[kind] += [exchange] * int(exchange.directives.get("often", 1))
        return pool


class CorpusError(ValueError):
    """A line of the corpus that cannot be read: says where, and what was expected."""


def slots(*patterns: str) -> set[str]:
    """The slots that stand in patterns, numbers included."""
    return {name + digits for pattern in patterns for name, digits in SLOT.findall(pattern)}


def split_alternatives(text: str) -> list[str]:
    """Splits at the bars that stand outside braces: `a {b|c}|d` gives `a {b|c}` and `d`."""
    parts, depth, start = [], 0, 0
    for i, char in enumerate(text):
        if char == "{":
            depth += 1
        elif char == "}":
            depth -= 1
        elif char == "|" and depth == 0:
            parts.append(text[start:i])
            start = i + 1
    return [*parts, text[start:]]


def tag_of(reply: str) -> str:
    """What a reply feels first: all begin with a tag."""
    return reply[1 : reply.index("]")]


def read_file(path: Path, lists: dict[str, WordList]) -> list[Exchange]:
    """Reads one file: returns its exchanges and adds its word lists to `lists`."""
    exchanges: list[Exchange] = []
    current: Exchange | None = None
    for number, raw in enumerate(path.read_text("utf-8").splitlines(), 1):
        line = raw.strip()

        def fail(expected: str) -> CorpusError:
            return CorpusError(f"{path.name}:{number}: {expected}, not: {line}")

        if line.startswith("#"):
            continue
        if not line:
            current = None
            continue
        if line[0] == "$":
            match = re.fullmatch(r"\$([a-z]+) *(=|~) *(.+)", line)
            if not match:
                raise fail("expected `$slot = word | word` or `$slot ~ word | word`")
            if match[1] in lists:
                raise fail(f"expected a new name: there is a list ${match[1]} already")
            words = [w.strip() for w in match[3].split("|") if w.strip()]
            lists[match[1]] = WordList(words, open=match[2] == "~")
            continue
        if line[0] not in "@><":
            raise fail("expected a line that begins with @ > < $ or #")
        if line.count("{") != line.count("}"):
            raise fail("expected as many { as }")
        if current is None:
            current = Exchange(path.stem)
            exchanges.append(current)
        text = line[1:].strip()
        if line[0] == "@":
            word, _, value = text.partition(" ")
            if word not in DIRECTIVES:
                raise fail(f"expected one of {', '.join(DIRECTIVES)} after @")
            current.directives[word] = value.strip()
        elif line[0] == ">":
            if not current.rounds or current.rounds[-1].replies:
                current.rounds.append(Round())
            current.rounds[-1].says += [p.strip() for p in split_alternatives(text)]
        else:
            if not current.rounds:
                raise fail("expected a line with > before the first <")
            replies = [p.strip() for p in split_alternatives(text)]
            if any(not r.startswith("[") for r in replies):
                raise fail("expected an emotion tag at the start of each reply")
            current.rounds[-1].replies += replies
    for exchange in exchanges:
        if not exchange.rounds or not exchange.rounds[-1].replies:
            raise CorpusError(f"{path.name}: an exchange has no reply: {exchange}")
    return exchanges


def read_corpus(folder: Path, language: str) -> Corpus:
    """Reads all files of corpus/<language>, and checks that each slot has its list."""
    lists: dict[str, WordList] = {}
    exchanges: list[Exchange] = []
    for path in sorted((folder / language).glob("*.txt")):
        exchanges += read_file(path, lists)
    for exchange in exchanges:
        for round_ in exchange.rounds:
            for pattern in round_.says + round_.replies:
                for name, _ in SLOT.findall(pattern):
                    if name not in lists:
                        raise CorpusError(f"{language}/{exchange.topic}.txt: no list for ${name} in: {pattern}")
    told, recalled = ({e.directives[d] for e in exchanges if d in e.directives} for d in ("tells", "recalls"))
    if told != recalled:
        raise CorpusError(f"{language}: told but not recalled, or the other way round: {sorted(told ^ recalled)}")
    corpus = Corpus(language, exchanges, lists)
    for number, round_ in enumerate(corpus.rounds):
        round_.lesson = number
    return corpus
