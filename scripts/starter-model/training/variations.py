"""Strangers' sentences with other words in them, of the same kind and of like meaning: what nobody happened to say, but might. So
the teachers can hand on what they know of rare words, too."""

import random
import re
from collections import Counter, defaultdict
from collections.abc import Sequence

import numpy as np
from french_lexicon import Form
from other_words import elides
from word_meanings import DIMENSIONS, Vector, words

WORD = re.compile(r"[^\W\d_]{4,}")
ENDINGS = re.compile(r"(ing|ed|ly|est|er|s)$")
FREQUENT = 30_000
KEPT = 250
"""So many of the most frequent words say how a sentence is built, and stay."""
NEAREST = 12
NEAR = 0.5
"""What is less like a word doesn't stand in for it."""
AFTER = {
    "nom": set("le la l les un une des du mon ma mes ton ta tes son sa ses ce cet cette ces notre nos votre vos leur leurs de d".split()),
    "v": set("je j tu il elle on ils elles nous vous me m te t se s ne n y en qui".split()),
}
"""What a form is after these words, where it can be several things; after others it stays."""

Forms = dict[str, list[tuple[str, str]]]
"""Of each form, the kinds it may be, with its lemma."""


def english_variations(meanings: dict[str, Vector], texts: Sequence[str]) -> "Variations":
    """Among frequent words, told apart by their endings. `meanings` are in the order of how frequent words are; `texts` tell words from
    names."""
    seen = {word for text in texts for word in WORD.findall(text) if word.islower()}
    forms: Forms = {}
    for word in list(meanings)[:FREQUENT]:
        if word in seen:
            ending = ENDINGS.search(word)
            forms[word] = [(ending[1] if ending else "", word)]
    return Variations(meanings, forms, set(forms), set(list(meanings)[:KEPT]))


def french_variations(meanings: dict[str, Vector], texts: Sequence[str], lexicon: Sequence[Form]) -> "Variations":
    """Among all forms of words that are glossed or seen in `texts`."""
    seen = Counter(word for text in texts for word in words(text))
    forms: Forms = defaultdict(list)
    for entry in lexicon:
        forms[entry.form].append((entry.tag, entry.lemma))
    common = {entry.form for entry in lexicon if entry.glosses or seen[entry.form] or seen[entry.lemma]}
    frequent = {word for word, _ in seen.most_common(KEPT)}
    return Variations(meanings, forms, common, frequent | {lemma for word in frequent for _, lemma in forms.get(word, [])})


class Variations:
    """Other words of one language."""

    def __init__(self, meanings: dict[str, Vector], forms: Forms, common: set[str], kept: set[str]):
        """`common` are the forms that may stand in, and `kept` those that are never replaced."""
        self.meanings, self.forms, self.kept = meanings, forms, kept
        kinds: dict[tuple[str, bool], list[tuple[str, str]]] = defaultdict(list)
        for form, readings in forms.items():
            if form in meanings and form in common:
                for tag, lemma in readings:
                    kinds[tag, elides(form)].append((form, lemma))
        self.kinds = {kind: (members, np.stack([meanings[form] for form, _ in members])) for kind, members in kinds.items()}
        self.known: dict[tuple[str, str], list[str]] = {}

    def vary(self, sentence: str, rng: random.Random) -> str | None:
        """One or two of its words replaced; nothing where it has none that could be."""
        places = [found for found in WORD.finditer(sentence) if found[0].islower() and self.others(found, sentence)]
        if not places:
            return None
        chosen = sorted(rng.sample(places, min(len(places), rng.choice((1, 1, 2)))), key=lambda found: -found.start())
        for found in chosen:
            sentence = sentence[: found.start()] + rng.choice(self.others(found, sentence)) + sentence[found.end() :]
        return sentence

    def others(self, found: re.Match[str], sentence: str) -> list[str]:
        """What may stand in the place of a word."""
        readings = self.forms.get(found[0])
        if not readings or found[0] in self.kept:
            return []
        before = re.findall(r"[^\W\d_]+", sentence[: found.start()].lower())[-1:] or [""]
        likely = [reading for reading in readings if before[0] in AFTER.get(reading[0].split(" ")[0], ())]
        if not likely and len({tag.split(" ")[0] for tag, _ in readings}) > 1:
            return []
        tag, lemma = (likely or readings)[0]
        if lemma in self.kept:
            return []
        key = (found[0], tag)
        if key not in self.known:
            self.known[key] = self._nearest(found[0], tag, lemma)
        return self.known[key]

    def _nearest(self, word: str, tag: str, lemma: str) -> list[str]:
        members, table = self.kinds.get((tag, elides(word)), ([], np.zeros((0, DIMENSIONS), np.float32)))
        if word not in self.meanings or not members:
            return []
        vector = self.meanings[word]
        near = table @ (vector / (np.linalg.norm(vector) + 1e-6)) / (np.linalg.norm(table, axis=1) + 1e-6)
        order = np.argsort(-near)[: 4 * NEAREST]
        found = [members[at][0] for at in order if near[at] >= NEAR and members[at][1] != lemma]
        return list(dict.fromkeys(found))[:NEAREST]
