"""What strangers say to each other or might say, and what Kira would have been asked with it, as far as the teachers can tell."""

import random
from dataclasses import dataclass
from pathlib import Path

import torch
from features import features
from feelings import FELT_ALIKE, read_feelings
from lessons import Lesson
from nearest import Nearest, NearestInMeaning
from notation import DANGER, Corpus
from sentence_meanings import Reader, read_all
from teacher import Teacher, teach, ways
from torch import Tensor
from trust import Trust
from variations import Variations
from word_meanings import Vector

TEACHERS = 2
NEARNESS = 8.0
"""How much it counts that a sentence has the words of a message of the corpus, compared with the logarithm of what the teachers make of it."""
NEARNESS_IN_MEANING = 12.0
"""How much it counts that it means the same as one."""
UNLIKELY = 1e-4
"""How likely a round is at least, as long as only teachers were asked."""
PUZZLING = 0.15
"""Where the teachers are trusted less, a sentence calls for nothing that the corpus has: she feels with what is felt in it, and asks for more."""
FELT = 0.7
"""How surely something has to be felt in such a sentence, to be taken for that."""
POSSIBLE = 0.1
"""What is at least as likely might be meant."""
PUZZLED = 0.3
"""How many of the sentences that are heard are of that kind; each feeling comes as often as any other."""
GUESSES = 8
"""How many rounds are kept for a sentence."""
TRUSTED = 0.3
"""Where the teachers are trusted less, a sentence isn't heard at all; where they are more, the more often the more."""
LONGEST = 20  # words
IMAGINED = 0.5
"""How often what nobody said is heard, compared with what was."""
VARIED_WAYS = 4
"""How often each way of the corpus is said with other words."""


@dataclass(frozen=True)
class Overheard:
    """Sentences of one language; `rounds` and `shares` of (sentences, guesses): which rounds each calls for, surest first."""

    language: str
    sentences: list[str]
    rounds: Tensor
    shares: Tensor
    trusted: list[float]
    """How likely the reply of the first round of each fits."""
    often: list[float]
    """How often each sentence is drawn, summed up to it."""
    puzzling: dict[int, list[int]]
    """The sentences that call for nothing the corpus has, by the round that answers them."""
    puzzles: float = PUZZLED
    """How often one of them is drawn."""

    def draw(self, rng: random.Random) -> tuple[str, Lesson, float]:
        """A sentence, what it calls for, and how far the teachers are trusted with the first round."""
        if self.puzzling and rng.random() < self.puzzles:
            round_ = rng.choice(list(self.puzzling))
            return self.sentences[rng.choice(self.puzzling[round_])], Lesson(self.language, (round_,)), 1.0
        number = rng.choices(range(len(self.sentences)), cum_weights=self.often)[0]
        rounds, shares = self.rounds[number].tolist(), self.shares[number].tolist()
        return self.sentences[number], Lesson(self.language, tuple(rounds), tuple(shares)), self.trusted[number]


def read_sentences(folder: Path | None, pairs: list[tuple[str, str]]) -> dict[str, list[str]]:
    """By language: both sides of the pairs, and the lines of `en.txt` and `fr.txt` in the folder, where they are short."""
    found = {"en": {english for english, _ in pairs}, "fr": {french for _, french in pairs}}
    for language, sentences in found.items():
        file = folder / f"{language}.txt" if folder else None
        if file and file.exists():
            sentences.update(file.read_text("utf-8").splitlines())
    return {language: sorted(s for s in sentences if 2 <= len(s.split()) <= LONGEST) for language, sentences in found.items()}


def imagine(corpus: Corpus, sentences: list[str], variations: Variations, seed: int) -> list[str]:
    """What else might be said: the sentences, and the corpus' own messages, with other words in them."""
    rng = random.Random(seed)
    own = [way for _ in range(VARIED_WAYS) for way in ways(corpus, rng)[0]]
    varied = {variations.vary(text, rng) for text in sentences + own}
    return sorted(text for text in varied if text)


def listen(corpus: Corpus, meanings: dict[str, Vector], reader: Reader, heard: list[str], imagined: list[str], seed: int) -> Overheard:
    """Teaches teachers, and asks them what each sentence calls for."""
    teachers = [teach(corpus, meanings, reader, seed + number) for number in range(TEACHERS)]
    said, answered = ways(corpus, random.Random(seed))
    nearest = Nearest(said, answered, len(corpus.rounds))
    meant = NearestInMeaning(read_all(reader, [features(way) for way in said]), answered, len(corpus.rounds))
    sentences = heard + imagined
    # Made beforehand: kept batch by batch, they would hold the memory of all that was worked out beside them.
    rounds, shares = torch.empty(len(sentences), GUESSES, dtype=torch.long), torch.empty(len(sentences), GUESSES)
    trust, trusted = Trust(corpus), torch.empty(len(sentences))
    with torch.no_grad():
        for start in range(0, len(sentences), 512):
            batch = sentences[start : start + 512]
            meaning = meant(read_all(reader, [features(text) for text in batch]))
            guessed = _guess(teachers, batch, NEARNESS * nearest(batch) + NEARNESS_IN_MEANING * meaning, corpus.asking)
            rounds[start : start + 512], shares[start : start + 512] = guessed.indices, guessed.values
            first = guessed.indices[:, 0]
            trusted[start : start + 512] = trust(first, guessed.values[:, 0], meaning[torch.arange(len(batch)), first])
    often = torch.where(trusted < TRUSTED, 0, trusted).double()
    often[len(heard) :] *= IMAGINED
    # Where it is about life and death, another word changes everything: nothing of that is imagined.
    dangerous = torch.tensor([topic == DANGER for topic in corpus.topics])
    often[len(heard) :][dangerous[rounds[len(heard) :, 0]]] = 0
    shares /= shares.sum(1, keepdim=True)
    nothing = _calls_for_nothing(corpus, rounds[: len(heard)], shares[: len(heard)], trusted[: len(heard)])
    puzzling = by_feeling(corpus, heard, nothing)
    return Overheard(corpus.language, sentences, rounds, shares, trusted.tolist(), often.cumsum(0).tolist(), puzzling)


def _calls_for_nothing(corpus: Corpus, rounds: Tensor, shares: Tensor, trusted: Tensor) -> list[int]:
    """Which sentences do. Never those that might be about danger, or about what is beyond her: for these she has words."""
    grave = torch.zeros(len(corpus.rounds), dtype=torch.bool)
    grave[corpus.grave] = True
    return ((trusted < PUZZLING) & ~(grave[rounds] & (shares > POSSIBLE)).any(1)).nonzero().flatten().tolist()


def by_feeling(corpus: Corpus, sentences: list[str], numbers: list[int]) -> dict[int, list[int]]:
    """The sentences of these numbers, by the round that answers what is felt in them. Of a question in which nothing is, it can't be told."""
    found: dict[int, list[int]] = {}
    for number, (feeling, sure) in zip(numbers, read_feelings([sentences[number] for number in numbers]), strict=True):
        answered = "" if feeling == "neutral" and sentences[number].endswith("?") else FELT_ALIKE.get(feeling, feeling)
        if sure >= FELT and answered in corpus.puzzled:
            found.setdefault(corpus.puzzled[answered], []).append(number)
    return found


def _guess(teachers: list[Teacher], sentences: list[str], near: Tensor, asking: list[int]) -> torch.return_types.topk:
    """The likeliest rounds, and how likely they are: by what the teachers say on average, and by how near the sentences come to messages
    of the corpus (a product of experts, Hinton 2002). What asks for a fact depends on what was said before, of which neither knows."""
    taught = torch.stack([torch.softmax(teacher(*teacher.read(sentences)), 1) for teacher in teachers]).mean(0)
    logits = (taught + UNLIKELY).log() + near
    logits[:, asking] = -torch.inf
    return torch.softmax(logits, 1).topk(GUESSES, 1)
