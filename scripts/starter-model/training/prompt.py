"""Renders talks as token ids, exactly as node-llama-cpp's ChatML wrapper does."""

import re

from lessons import Lesson
from plans import Plans
from talks import TalkRound
from tokenizer import Tokenizer
from words import COPIED, unmark

REPLY_WEIGHT = 1.0
COPY_WEIGHT = 2.0
TAG_WEIGHT = 3.0
USER_WEIGHT = 0.1
UNPLANNED_WEIGHT = 0.2
MARKED = re.compile(f"( ?{COPIED[0]}[^{COPIED[1]}]*{COPIED[1]})")


class Row:
    """Token ids, and for each the weight of its loss: replies count in full, the user's words a little. `lessons` says after which
    token which reply begins, `choices` after which token she decides, and among what (shares of 1, by id)."""

    def __init__(self, tokenizer: Tokenizer, plans: Plans):
        self.tokenizer, self.plans = tokenizer, plans
        self.ids: list[int] = []
        self.weights: list[float] = []
        self.lessons: list[tuple[int, Lesson]] = []
        self.choices: list[tuple[int, dict[int, float]]] = []

    def add(self, ids: list[int], weight: float) -> None:
        self.ids += ids
        self.weights += [weight] * len(ids)

    def begin(self, system: str) -> None:
        """Opens a talk: `<s>` and the system prompt."""
        self.add([self.tokenizer.bos], 0)
        if system:
            self._turn("system", system, 0)

    def round(self, round_: TalkRound, planned: bool = True) -> None:
        """Adds a message, the plan of its reply, and the reply. Without a plan it is what Kira said before: no talk that she reads
        again has plans. There little is learnt, and of its beginning nothing, as that is where a plan comes."""
        self.message(round_.user, round_.lesson)
        if planned:
            self._plan(round_.lesson, round_.answered)
        start = len(self.ids)
        self._text(round_.kira, REPLY_WEIGHT)
        self._end_turn(REPLY_WEIGHT)
        if not planned:
            self.weights[start:] = [weight * UNPLANNED_WEIGHT for weight in self.weights[start:]]
            self.weights[start] = 0

    def line(self, round_: TalkRound) -> None:
        """Adds a message, and a reply that is decided already: of the message, and which reply it calls for, nothing is learnt."""
        self._turn("user", unmark(round_.user), 0)
        self._begin_turn("assistant")
        self.add([self.plans.of(round_.lesson.language, round_.answered, self.tokenizer)], 0)
        self._text(round_.kira, REPLY_WEIGHT)
        self._end_turn(REPLY_WEIGHT)

    def message(self, text: str, lesson: Lesson) -> None:
        """Adds a message up to where its reply would begin. What it calls for is asked where it ends, and again there."""
        self._begin_turn("user")
        self._text(text, USER_WEIGHT)
        self.add([self.tokenizer.im_end], USER_WEIGHT)
        self._ask(lesson)
        self.add(self.tokenizer.encode("\n"), 0)
        self._begin_turn("assistant")
        self.lessons.append((len(self.ids) - 1, lesson))

    def planned_message(self, text: str, lesson: Lesson, round_: int) -> None:
        """Adds a message and the plan for it, of which alone something is learnt."""
        start = len(self.ids)
        self.message(text, lesson)
        self.weights[start:] = [0] * (len(self.ids) - start)
        self._plan(lesson, round_)

    def understood_message(self, text: str, lesson: Lesson) -> None:
        """Adds a message, and asks where it ends what it calls for, without all that leads to a reply."""
        self._begin_turn("user")
        self.add([*self.tokenizer.encode(unmark(text)), self.tokenizer.im_end], 0)
        self._ask(lesson)

    def _ask(self, lesson: Lesson) -> None:
        """Asks after the last token for the lesson and for the plan."""
        self.lessons.append((len(self.ids) - 1, lesson))
        self.choices.append((len(self.ids) - 1, self.plans.choices(lesson, self.tokenizer)))

    def _plan(self, lesson: Lesson, round_: int) -> None:
        self.choices.append((len(self.ids) - 1, self.plans.choices(lesson, self.tokenizer)))
        self.add([self.plans.of(lesson.language, round_, self.tokenizer)], 0)

    def _begin_turn(self, role: str) -> None:
        self.add([self.tokenizer.im_start, *self.tokenizer.encode(role + "\n")], 0)

    def _end_turn(self, weight: float) -> None:
        self.add([self.tokenizer.im_end], weight)
        self.add(self.tokenizer.encode("\n"), 0)

    def _turn(self, role: str, text: str, weight: float) -> None:
        self._begin_turn(role)
        self._text(text, weight)
        self._end_turn(weight)

    def _text(self, text: str, weight: float) -> None:
        """What has to be copied counts more, where it begins and ends with a token; so does what she feels."""
        ids = self.tokenizer.encode(unmark(text))
        parts = [(self.tokenizer.encode(unmark(part)), COPIED[0] in part) for part in MARKED.split(text) if part]
        if [id_ for part, _ in parts for id_ in part] != ids:
            parts = [(ids, False)]
        for part, copied in parts:
            self.add(part, COPY_WEIGHT if copied else weight)
        if weight == REPLY_WEIGHT:
            start = len(self.ids) - len(ids)
            for at, id_ in enumerate(ids, start):
                if id_ in self.tokenizer.tags:
                    self.weights[at] = TAG_WEIGHT
