"""Recombines exchanges into talks: told facts are asked back, memory blocks come and go."""

import datetime
import random
import re
from dataclasses import dataclass

from lessons import Lesson
from notation import SLOT, Corpus, Exchange, Round, slots
from overheard import Overheard
from strangers import retype
from words import bind, draw_alternatives, fill, unmark

FIRST_REPLY = 0.5
"""How often the first of several replies is drawn, whatever the others: what is most likely should be one whole reply."""
HEARD = 0.5
"""How much of the small talk is overheard from strangers."""
REMINDED = 0.2
"""How often what has nothing to do with a fact comes with a memory block: in a long talk, two messages of five do."""
CROWDED = 0.35
"""How many talks are full of facts: where several names were told, she has to find the one that is asked for."""
TRUSTED_ENOUGH = 0.5
"""Where the teachers are trusted less, the reply isn't learnt."""
TAGS = re.compile(r"\[[a-z]+\] ?")


@dataclass
class TalkRound:
    """One message of the user as the model sees it, and Kira's reply, in which copied words are marked; what the message calls for,
    and of which round the reply is."""

    user: str
    kira: str
    lesson: Lesson
    answered: int


class TalkWriter:
    """Writes one talk in one language. Bound slots of told facts live as long as the talk."""

    def __init__(self, corpus: Corpus, rng: random.Random, overheard: Overheard | None = None, reminded: float = REMINDED):
        self.corpus, self.rng, self.overheard, self.reminded = corpus, rng, overheard, reminded
        self.known: dict[str, dict[str, str]] = {}
        self.noted: dict[str, list[str]] = {}
        self.crowded = rng.random() < CROWDED

    def write(self, rounds: int) -> list[TalkRound]:
        """About `rounds` rounds; a few more where the last exchange is long."""
        rng, talk = self.rng, []
        if rng.random() < 0.5:
            for _ in range(rng.choice((1, 1, 2, 3))):
                self._note_earlier_fact()
        if rng.random() < 0.25:
            talk += self.play(rng.choice(self.corpus.pool["opens"]))
        while len(talk) < rounds:
            talk += self._next()
        if rng.random() < 0.3:
            talk += self.play(rng.choice(self.corpus.pool["closes"]))
        return talk

    def answer(self) -> list[TalkRound]:
        """One exchange that needs nothing said before."""
        return self.play(self.rng.choice(self.corpus.answerable))

    def reply_to(self, round_: Round) -> str | None:
        """The first reply of a round that repeats nothing that somebody would have to say first."""
        free = [reply for reply in round_.replies if not {name for name, _ in SLOT.findall(reply)} & self.corpus.said_slots]
        if not free:
            return None
        reply, bound = draw_alternatives(free[0], self.rng), {}
        bind(reply, self.corpus, bound, self.rng)
        return fill(reply, bound)

    def _next(self) -> list[TalkRound]:
        """A fact asked back, a fact nobody told, a new fact, or small talk. Where one is not to be had: small talk."""
        rng, pool = self.rng, self.corpus.pool
        dice, (asked, told) = rng.random(), (0.45, 0.75) if self.crowded else (0.33, 0.464)
        fitting = [e for e in pool["recalls"] if e.directives["recalls"] in self.known]
        missing = [e for e in pool["unless"] if e.directives["unless"] not in self.known]
        untold = [e for e in pool["tells"] if e.directives["tells"] not in self.known]
        if dice < asked and fitting:
            return self.play(rng.choice(fitting))
        if told < dice < told + 0.006 and missing:
            return self.play(rng.choice(missing))
        if asked < dice < told and untold:
            return self.play(rng.choice(untold))
        if dice > 0.985:
            return self.play(rng.choice(pool["opens"]))
        if self.overheard and rng.random() < HEARD:
            return [self._answer_stranger(self.overheard)]
        return self.play(rng.choice(pool["plain"]))

    def _answer_stranger(self, overheard: Overheard) -> TalkRound:
        """What was overheard, and the answer that the teachers think the likeliest, where they are to be trusted."""
        while True:
            sentence, lesson, trusted = overheard.draw(self.rng)
            answered = lesson.rounds[0]
            reply = self.reply_to(self.corpus.rounds[answered]) if trusted >= TRUSTED_ENOUGH else None
            if reply:
                memory = self._memory(self.corpus.topics[answered], None)
                return TalkRound(memory + retype(sentence, {}, self.rng), reply, lesson, answered)

    def _note_earlier_fact(self) -> None:
        """Lets a fact be known from an earlier talk: its lines come with the question, from memory."""
        exchange = self.rng.choice(self.corpus.pool["tells"])
        fact, bound = exchange.directives["tells"], {}
        said, told = self._say(exchange.rounds[0].says, bound)
        lines = ["user: " + said]
        if self.rng.random() < 0.3:
            lines.append("Kira: " + self._untagged(exchange, bound, told))
        if self.rng.random() < 0.3:
            asking = [e for e in self.corpus.pool["recalls"] if e.directives["recalls"] == fact]
            lines.append("user: " + self._say(self.rng.choice(asking).rounds[0].says, bound)[0])
        self._bind_all(exchange, bound)
        self.noted[fact] = lines
        self.known[fact] = bound

    def _untagged(self, exchange: Exchange, bound: dict[str, str], told: set[str]) -> str:
        """Her first reply as memory keeps it: without tags."""
        return TAGS.sub("", unmark(self._reply(exchange, exchange.rounds[0].replies, bound, told)))

    def play(self, exchange: Exchange) -> list[TalkRound]:
        """All rounds of an exchange, with its words drawn."""
        fact = exchange.directives.get("recalls")
        bound = dict(self.known[fact]) if fact else {}
        told = set(bound)
        if "tells" in exchange.directives:
            self._bind_all(exchange, bound)
            self.known[exchange.directives["tells"]] = bound
        played = []
        for number, round_ in enumerate(exchange.rounds):
            said, slots_said = self._say(round_.says, bound)
            told |= slots_said
            memory = self._memory(exchange.topic, fact if number == 0 else None)
            reply = self._reply(exchange, round_.replies, bound, told)
            lesson = Lesson(self.corpus.language, (round_.lesson,))
            played.append(TalkRound(memory + said, reply, lesson, round_.lesson))
        return played

    def _bind_all(self, exchange: Exchange, bound: dict[str, str]) -> None:
        """Draws all words of a fact, so that it can be asked back in any of its wordings."""
        for round_ in exchange.rounds:
            for pattern in round_.says:
                bind(pattern, self.corpus, bound, self.rng)

    def _say(self, says: list[str], bound: dict[str, str]) -> tuple[str, set[str]]:
        """What the user types: one of the ways, with its words filled in; and the slots that it told."""
        pattern = draw_alternatives(self.rng.choice(says), self.rng)
        bind(pattern, self.corpus, bound, self.rng)
        return retype(pattern, bound, self.rng), slots(pattern)

    def _reply(self, exchange: Exchange, replies: list[str], bound: dict[str, str], told: set[str]) -> str:
        """What Kira answers: one of the ways that speaks of what was said, and of nothing else, with its words filled in."""
        drawn = [draw_alternatives(reply, self.rng) for reply in replies]
        fitting = [reply for reply in drawn if not slots(reply) & exchange.said - told]
        repeating = [reply for reply in fitting if slots(reply) & told]
        among = repeating or fitting or drawn
        reply = among[0] if self.rng.random() < FIRST_REPLY else self.rng.choice(among)
        bind(reply, self.corpus, bound, self.rng)
        return fill(reply, bound, frozenset(told))

    def _memory(self, topic: str, fact: str | None) -> str:
        """A memory block or nothing. A noted fact always comes with its question."""
        lines = list(self.noted.get(fact, []))
        if lines or self.rng.random() < self.reminded:
            lines += [self._stray_line(topic) for _ in range(self.rng.choice((0, 1, 1, 2)))]
        if not lines:
            return ""
        self.rng.shuffle(lines)
        return "<memory>\n" + "".join(f"{self._date()} {line}\n" for line in lines) + "</memory>\n"

    def _stray_line(self, topic: str) -> str:
        """A line of an earlier talk that has nothing to do with this one, though it may speak of the same: what is recalled is what
        looks alike."""
        alike = [e for e in self.corpus.of_topic[topic] if e.directives.get("tells") not in self.known and "recalls" not in e.directives]
        exchange = self.rng.choice(alike if alike and self.rng.random() < 0.5 else self.corpus.pool["plain"])
        round_, bound = exchange.rounds[0], {}
        said, told = self._say(round_.says, bound)
        if self.rng.random() < 0.6:
            return "user: " + said
        return "Kira: " + self._untagged(exchange, bound, told)

    def _date(self) -> str:
        day = datetime.date(2025, 1, 1) + datetime.timedelta(days=self.rng.randrange(1400))
        return day.isoformat()
