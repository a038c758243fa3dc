"""Recombines exchanges into talks: told facts are asked back, memory blocks come and go."""

import datetime
import random
import re
from dataclasses import dataclass

from notation import Corpus, Exchange
from strangers import retype
from words import bind, draw_alternatives, fill

TAGS = re.compile(r"\[[a-z]+\] ?")


@dataclass
class TalkRound:
    """One message of the user as the model sees it, and the reply that Kira should write."""

    user: str
    kira: str


class TalkWriter:
    """Writes one talk in one language. Bound slots of told facts live as long as the talk."""

    def __init__(self, corpus: Corpus, rng: random.Random):
        self.corpus, self.rng = corpus, rng
        self.known: dict[str, dict[str, str]] = {}
        self.noted: dict[str, list[str]] = {}
        by_directive = {"tells": [], "recalls": [], "unless": [], "opens": [], "closes": [], "plain": []}
        for exchange in corpus.exchanges:
            key = next((d for d in by_directive if d in exchange.directives), "plain")
            by_directive[key].append(exchange)
        self.pool: dict[str, list[Exchange]] = by_directive

    def write(self, rounds: int) -> list[TalkRound]:
        """About `rounds` rounds; a few more where the last exchange is long."""
        rng, talk = self.rng, []
        if rng.random() < 0.3:
            self._note_earlier_fact()
        if rng.random() < 0.4:
            talk += self._play(rng.choice(self.pool["opens"]))
        while len(talk) < rounds:
            talk += self._play(self._next())
        if rng.random() < 0.3:
            talk += self._play(rng.choice(self.pool["closes"]))
        return talk

    def _next(self) -> Exchange:
        """A fact asked back, a fact nobody told, a new fact, or small talk. Where one is not to be had: small talk."""
        rng, pool = self.rng, self.pool
        dice = rng.random()
        fitting = [e for e in pool["recalls"] if e.directives["recalls"] in self.known]
        missing = [e for e in pool["unless"] if e.directives["unless"] not in self.known]
        untold = [e for e in pool["tells"] if e.directives["tells"] not in self.known]
        if dice < 0.35 and fitting:
            return rng.choice(fitting)
        if 0.35 < dice < 0.39 and missing:
            return rng.choice(missing)
        if 0.39 < dice < 0.64 and untold:
            return rng.choice(untold)
        if dice > 0.985:
            return rng.choice(pool["opens"])
        return rng.choice(pool["plain"])

    def _note_earlier_fact(self) -> None:
        """Lets a fact be known from an earlier talk: its lines come with the question, from memory."""
        exchange = self.rng.choice(self.pool["tells"])
        fact, bound = exchange.directives["tells"], {}
        lines = ["user: " + self._say(exchange.rounds[0].says, bound)]
        if self.rng.random() < 0.3:
            lines.append("Kira: " + TAGS.sub("", self._reply(exchange.rounds[0].replies, bound)))
        if self.rng.random() < 0.3:
            asking = [e for e in self.pool["recalls"] if e.directives["recalls"] == fact]
            lines.append("user: " + self._say(self.rng.choice(asking).rounds[0].says, bound))
        self._bind_all(exchange, bound)
        self.noted[fact] = lines
        self.known[fact] = bound

    def _play(self, exchange: Exchange) -> list[TalkRound]:
        """All rounds of an exchange, with its words drawn."""
        fact = exchange.directives.get("recalls")
        bound = dict(self.known[fact]) if fact else {}
        if "tells" in exchange.directives:
            self._bind_all(exchange, bound)
            self.known[exchange.directives["tells"]] = bound
        played = []
        for number, round_ in enumerate(exchange.rounds):
            said = self._say(round_.says, bound)
            memory = self._memory(fact if number == 0 else None)
            played.append(TalkRound(memory + said, self._reply(round_.replies, bound)))
        return played

    def _bind_all(self, exchange: Exchange, bound: dict[str, str]) -> None:
        """Draws all words of a fact, so that it can be asked back in any of its wordings."""
        for round_ in exchange.rounds:
            for pattern in round_.says:
                bind(pattern, self.corpus, bound, self.rng)

    def _say(self, says: list[str], bound: dict[str, str]) -> str:
        """What the user types: one of the ways, with its words filled in."""
        pattern = draw_alternatives(self.rng.choice(says), self.rng)
        bind(pattern, self.corpus, bound, self.rng)
        return retype(pattern, bound, self.rng)

    def _reply(self, replies: list[str], bound: dict[str, str]) -> str:
        """What Kira answers: one of the ways, with its words filled in."""
        reply = draw_alternatives(self.rng.choice(replies), self.rng)
        bind(reply, self.corpus, bound, self.rng)
        return fill(reply, bound)

    def _memory(self, fact: str | None) -> str:
        """A memory block or nothing. A noted fact always comes with its question."""
        lines = list(self.noted.get(fact, []))
        if lines or self.rng.random() < 0.15:
            lines += [self._stray_line() for _ in range(self.rng.choice((0, 1, 1, 2, 3)))]
        if not lines:
            return ""
        self.rng.shuffle(lines)
        return "<memory>\n" + "".join(f"{self._date()} {line}\n" for line in lines) + "</memory>\n"

    def _stray_line(self) -> str:
        """A line of an earlier talk that has nothing to do with this one."""
        exchange = self.rng.choice(self.pool["plain"])
        round_, bound = exchange.rounds[0], {}
        said = self._say(round_.says, bound)
        if self.rng.random() < 0.6:
            return "user: " + said
        return "Kira: " + TAGS.sub("", self._reply(round_.replies, bound))

    def _date(self) -> str:
        day = datetime.date(2025, 1, 1) + datetime.timedelta(days=self.rng.randrange(1400))
        return day.isoformat()
