"""Other words for what is said to Kira: everyday ones, and others of the same kind, so that she is not at a loss where a stranger
says *roupiller* or names a vegetable that stands in no exchange (synonym replacement, Wei & Zou 2019).

`other-words/<language>.txt`: in a line with `>`, what stands behind it can stand for what stands before; in one without, each for
each."""

import random
import re
from pathlib import Path

FOLDER = Path(__file__).resolve().parent / "other-words"
REWORDED = 0.5
"""How many messages are reworded at all."""
REPLACED = 0.5
"""How many of the words that could be others are, in these."""
VOWELS = "aàâeéèêiîoôuûyhœ"


class OtherWords:
    """Those of one language."""

    def __init__(self, language: str):
        self.others: dict[str, list[str]] = {}
        for line in (FOLDER / f"{language}.txt").read_text("utf-8").splitlines():
            if line and not line.startswith("#"):
                self._read(line)
        phrases = "|".join(re.escape(phrase) for phrase in sorted(self.others, key=len, reverse=True))
        self.phrase = re.compile(rf"(?<!\w)(?:{phrases})(?!\w)", re.IGNORECASE)

    def reword(self, text: str, rng: random.Random) -> str:
        """Some of its words replaced, or none."""
        if rng.random() >= REWORDED:
            return text
        return self.phrase.sub(lambda found: self._instead(found, rng), text)

    def _read(self, line: str) -> None:
        said, arrow, instead = line.partition(" > ")
        words = [word.strip() for word in (instead if arrow else line).split("|")]
        for word in [said] if arrow else words:
            self.others.setdefault(word.lower(), []).extend(other for other in words if other != word)

    def _instead(self, found: re.Match[str], rng: random.Random) -> str:
        """Nothing that an elision before it forbids (`l'grêle`), nothing that would need one (`le orage`)."""
        elided = found.string[: found.start()].endswith("'")
        may_be_elided = elided or elides(found[0])
        others = [w for w in self.others[found[0].lower()] if (elides(w) or not elided) and (may_be_elided or not elides(w))]
        return rng.choice(others) if others and rng.random() < REPLACED else found[0]


def elides(word: str) -> bool:
    """Whether `le` before it becomes `l'`."""
    return word[0].lower() in VOWELS
