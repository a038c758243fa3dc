"""Rows that can only be read by looking back: what stands there once comes again. They teach to copy, early and fast."""

import random
from collections.abc import Callable

from prompt import COPY_WEIGHT, Row

LINKS = (": ", " = ", " → ", " - ", " is ", " est ")


def echo_row(row: Row, rng: random.Random, invent: Callable[[], str], plain: Callable[[], str], length: int) -> None:
    """Fills `row` up to `length` tokens. Only what repeats is counted: the first time nobody could know it."""
    encode = row.tokenizer.encode
    row.add([row.tokenizer.bos], 0)
    while len(row.ids) <= length:
        if rng.random() < 0.6:
            _ask_pairs(row, rng, invent)
        else:
            lines = [plain() if rng.random() < 0.5 else _phrase(rng, invent) for _ in range(rng.randint(2, 6))]
            for line in lines:
                row.add(encode(line + "\n"), 0)
            for line in rng.sample(lines, rng.randint(1, len(lines))):
                ids = encode(line + "\n")
                row.add(ids[:2], 0)  # what says which line it is
                row.add(ids[2:], COPY_WEIGHT)


def _ask_pairs(row: Row, rng: random.Random, invent: Callable[[], str]) -> None:
    """`key: value` lines, and each key again, whose value is to be found."""
    encode, link = row.tokenizer.encode, rng.choice(LINKS)
    pairs = {_phrase(rng, invent, 1): _phrase(rng, invent, rng.choice((1, 1, 2))) for _ in range(rng.randint(1, 8))}
    for key, value in pairs.items():
        row.add(encode(f"{key}{link}{value}\n"), 0)
    for key in rng.sample(sorted(pairs), len(pairs)):
        whole, asked = encode(f"{key}{link}{pairs[key]}\n"), encode(key + link.rstrip())
        known = len(asked) if whole[: len(asked)] == asked else len(whole)
        row.add(whole[:known], 0)
        row.add(whole[known:], COPY_WEIGHT)


def _phrase(rng: random.Random, invent: Callable[[], str], words: int | None = None) -> str:
    return " ".join(invent() for _ in range(words or rng.randint(1, 4)))
