"""Renders talks as token ids, exactly as node-llama-cpp's ChatML wrapper does."""

import json
import random
from pathlib import Path

from talks import TalkRound
from tokenizer import Tokenizer

PERSONA = Path(__file__).resolve().parents[3] / "data" / "personas" / "kira.json"

REPLY_WEIGHT = 1.0
USER_WEIGHT = 0.1


def system_prompts() -> dict[str, str]:
    """Kira's system prompt by language."""
    return json.loads(PERSONA.read_text("utf-8"))["systemPrompt"]


class Row:
    """Token ids, and for each the weight of its loss: replies count in full, the user's words a little."""

    def __init__(self, tokenizer: Tokenizer):
        self.tokenizer = tokenizer
        self.ids: list[int] = []
        self.weights: list[float] = []

    def add(self, ids: list[int], weight: float) -> None:
        self.ids += ids
        self.weights += [weight] * len(ids)

    def begin(self, system: str) -> None:
        """Opens a talk: `<s>` and the system prompt."""
        self.add([self.tokenizer.bos], 0)
        if system:
            self._turn("system", system, 0)

    def round(self, round_: TalkRound) -> None:
        self._turn("user", round_.user, USER_WEIGHT)
        self._turn("assistant", round_.kira, REPLY_WEIGHT)

    def _turn(self, role: str, text: str, weight: float) -> None:
        encode, token = self.tokenizer.encode, self.tokenizer
        self.add([token.im_start, *encode(role + "\n")], 0)
        self.add([*encode(text), token.im_end], weight)
        self.add(encode("\n"), 0)


def pick_system(prompts: dict[str, str], language: str, rng: random.Random) -> str:
    """Mostly the language's own prompt; sometimes the other's, or none."""
    dice = rng.random()
    if dice < 0.75:
        return prompts[language]
    return prompts[rng.choice(sorted(prompts))] if dice < 0.95 else ""
