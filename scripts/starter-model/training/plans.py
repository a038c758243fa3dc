"""What she decides before she speaks: one token that llama.cpp never shows, as it shows no control token. It names the round of the
corpus that she answers with. To say in one step which reply it is to be is far easier to learn than to find it word by word (as in
generative retrieval, Tay et al. 2022), and the words then follow."""

from lessons import Lesson
from notation import Corpus
from tokenizer import Tokenizer


class Plans:
    """The token of each round. A file's rounds have nothing in common that a state of the model shows as one direction: a token for
    the file and one for the number in it were tried, and told a third less often what the model knew."""

    def __init__(self, corpora: dict[str, Corpus]):
        self.tokens: list[str] = []
        """All of them, as the vocabulary names them."""
        self._first: dict[str, int] = {}
        for language, corpus in corpora.items():
            self._first[language] = len(self.tokens)
            self.tokens += [f"<|{language}/{name}|>" for name in corpus.names]

    def of(self, language: str, round_: int, tokenizer: Tokenizer) -> int:
        """The id of a round's token; the tokenizer was made with `tokens`."""
        return tokenizer.pieces + self._first[language] + round_

    def choices(self, lesson: Lesson, tokenizer: Tokenizer) -> dict[int, float]:
        """What she may decide on a message, by id, and how much so; the shares sum to 1."""
        rounds = zip(lesson.rounds, lesson.shares, strict=True)
        return {self.of(lesson.language, round_, tokenizer): share for round_, share in rounds}
