"""Fills in patterns: draws alternatives and words, and invents names that nobody has."""

import random
import re
from dataclasses import replace

from notation import SLOT, Corpus, WordList, split_alternatives

INNERMOST = re.compile(r"\{([^{}]*)\}")
ONSETS = {
    "en": "b c d f g h j k l m n p r s t v w z br ch cl dr fl gr kr ph pl sh sk sl st th tr v y zh".split(),
    "fr": "b c d f g j l m n p r s t v z br ch cl cr dr fl gr pl pr tr gu qu vr".split(),
}
VOWELS = {
    "en": "a e i o u a e i o ai ee oo ou ea y".split(),
    "fr": "a e i o u é a é i o ou ai oi au eu an on in è".split(),
}
CODAS = {
    "en": " n r l s m x th k ck nd sh t p ".split(" "),
    "fr": " n r l s c t que lle tte ne x ".split(" "),
}


BLENDED = 0.5
"""How many invented names are made of two words: they have pieces of the tokenizer that those made of single sounds never have, and
what was never copied isn't copied well."""
LETTERS = "aaabcdeeefghiiijklmnooopqrrssttuuvwxyz"
ANY_WORDS = 400
"""How many words that have nothing to do with a slot may fill it."""
COPIED = ("\ue000", "\ue001")
"""Stand around a word in a reply that must be copied: it counts more in the loss. Never seen by the tokenizer."""


def invent(corpus: Corpus, rng: random.Random) -> str:
    """A name nobody has: mostly it sounds like the language, sometimes like the other one, or like nothing."""
    if rng.random() < 0.12:
        return "".join(rng.choices(LETTERS, k=rng.randint(3, 9))).capitalize()
    if rng.random() < BLENDED:
        return _blended(corpus.long_words, rng)
    return _sounding(rng.choice(sorted(ONSETS)) if rng.random() < 0.25 else corpus.language, rng)


def _blended(words: list[str], rng: random.Random) -> str:
    """The beginning of one word and the end of another one, capitalised."""
    first, second = rng.sample(words, 2)
    return (first[: rng.randint(2, 5)] + second[-rng.randint(3, 6) :]).capitalize()


def _sounding(language: str, rng: random.Random) -> str:
    """A word of two to four syllables that sounds like the language, capitalised."""
    syllables = rng.choice((1, 2, 2, 2, 3, 3))
    word = "".join(rng.choice(ONSETS[language]) + rng.choice(VOWELS[language]) for _ in range(syllables))
    if syllables == 1 or rng.random() < 0.6:
        word += rng.choice(CODAS[language]) or rng.choice("aeio")
    if rng.random() < 0.15:
        word = rng.choice("aeiou") + word
    return word.capitalize()


def with_any_words(corpus: Corpus, rng: random.Random) -> Corpus:
    """The same, but what users fill slots with is every other time a word that has nothing to do with them: a reply that repeats it can't
    know it by heart, as it won't know most of what users say."""
    lists = dict(corpus.lists)
    for name in sorted(corpus.said_slots):
        words = lists[name].words
        others = rng.sample(corpus.long_words, ANY_WORDS)
        lists[name] = WordList(words * (ANY_WORDS // len(words) + 1) + others, lists[name].open)
    return replace(corpus, lists=lists)


def draw_alternatives(pattern: str, rng: random.Random) -> str:
    """Replaces each `{a|b}` by one of its alternatives, from the inside out."""
    while match := INNERMOST.search(pattern):
        choice = rng.choice(split_alternatives(match[1]))
        pattern = pattern[: match.start()] + choice + pattern[match.end() :]
    return re.sub(r"\s+", " ", pattern).strip()


def bind(text: str, corpus: Corpus, bound: dict[str, str], rng: random.Random) -> None:
    """Draws a word for each slot of `text` that is not bound yet: `$name2` differs from `$name`."""
    for name, digits in SLOT.findall(text):
        if name + digits in bound:
            continue
        words = corpus.lists[name]
        taken = {word for slot, word in bound.items() if slot.rstrip("0123456789") == name}
        for _ in range(20):
            invented = words.open and rng.random() < 0.6
            word = invent(corpus, rng) if invented else rng.choice(words.words)
            if word not in taken:
                break
        if words.open and rng.random() < 0.1:
            word = word.lower()
        bound[name + digits] = word


def fill(text: str, bound: dict[str, str], told: frozenset[str] = frozenset()) -> str:
    """Replaces the slots of `text` by their words, marks those that were `told`, and begins each sentence with a capital."""

    def word(match: re.Match[str]) -> str:
        slot = match[1] + match[2]
        return bound[slot].join(COPIED) if slot in told else bound[slot]

    filled = SLOT.sub(word, text)
    return re.sub(rf"(^|[.!?] |\] )({COPIED[0]}?)([a-zà-ÿ])", lambda m: m[1] + m[2] + m[3].upper(), filled)


def unmark(text: str) -> str:
    """The text as everybody sees it."""
    return text.replace(COPIED[0], "").replace(COPIED[1], "")
