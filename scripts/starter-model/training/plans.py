"""What she decides before she speaks: two tokens that llama.cpp never shows, as it shows no control token. The first says what a
message is about, the second which of the replies to that. To say in one step which reply it is to be is far easier to learn than to
find it word by word (as in generative retrieval, Tay et al. 2022), and the words then follow."""

from notation import Corpus
from tokenizer import Tokenizer


class Plans:
    """The two tokens of each round: its topic, one of its language's files, and its number in there."""

    def __init__(self, corpora: dict[str, Corpus]):
        topics: dict[str, int] = {}
        self._places: dict[str, list[tuple[int, int]]] = {}
        for language, corpus in corpora.items():
            counts: dict[int, int] = {}
            self._places[language] = places = []
            for exchange in corpus.exchanges:
                topic = topics.setdefault(f"{language}/{exchange.topic}", len(topics))
                for _ in exchange.rounds:
                    counts[topic] = counts.get(topic, -1) + 1
                    places.append((topic, counts[topic]))
        self._topics = list(topics)
        self._most = 1 + max(number for places in self._places.values() for _, number in places)

    @property
    def tokens(self) -> list[str]:
        """All of them, topics first, as the vocabulary names them."""
        return [*(f"<|topic {name}|>" for name in self._topics), *(f"<|reply {number}|>" for number in range(self._most))]

    def of(self, language: str, round_: int, tokenizer: Tokenizer) -> list[int]:
        """The ids of both tokens; the tokenizer was made with `tokens`."""
        topic, number = self._places[language][round_]
        return [tokenizer.pieces + topic, tokenizer.pieces + len(self._topics) + number]
