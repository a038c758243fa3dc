"""What the tokenizer learns from: talks, sentences, and invented names, so that names split sensibly."""

import random

from notation import Corpus
from personas import system_prompts
from talks import TalkWriter
from words import invent, unmark

TALKS = 3000
SENTENCES = 40000
NAMES = 4000


def tokenizer_text(corpora: dict[str, Corpus], pairs: list[tuple[str, str]], seed: int) -> list[str]:
    """A few million characters of both languages."""
    rng = random.Random(seed)
    text = list(system_prompts().values())
    for corpus in corpora.values():
        for _ in range(TALKS):
            for round_ in TalkWriter(corpus, rng).write(4):
                text += [round_.user, unmark(round_.kira)]
        text += [invent(corpus, rng) for _ in range(NAMES)]
    for pair in rng.sample(pairs, min(SENTENCES, len(pairs))):
        text += pair
    return text
