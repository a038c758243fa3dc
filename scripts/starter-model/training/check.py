"""Reads the corpus as the training does, and says what a newcomer to it would want to know: sizes, and what to mend."""

import argparse
from collections import defaultdict
from pathlib import Path

from notation import Corpus, read_corpus
from rows import LANGUAGES

CORPUS = Path(__file__).resolve().parents[1] / "corpus"
LONGEST_REPLY = 34  # words


def complaints(corpus: Corpus) -> list[str]:
    """Replies too long for a small model, and things to say that stand in two exchanges."""
    found, homes = [], defaultdict(set)
    for number, exchange in enumerate(corpus.exchanges):
        first = exchange.rounds[0].says
        for say in first if not exchange.directives else []:
            homes[say.lower().rstrip(" .!?")].add((exchange.topic, number))
        for round_ in exchange.rounds:
            for reply in round_.replies:
                if len(reply.split()) > LONGEST_REPLY and "$honest" not in reply:
                    found.append(f"{corpus.language}/{exchange.topic}: a long reply: {reply}")
    for say, places in homes.items():
        if len(places) > 1:
            topics = ", ".join(sorted(topic for topic, _ in places))
            found.append(f"{corpus.language}: said in several exchanges ({topics}): {say}")
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--topic", help="complain about one file only, such as en/joy or fr/joie")
    wanted = parser.parse_args().topic
    for language in LANGUAGES:
        corpus = read_corpus(CORPUS, language)
        rounds = [round_ for exchange in corpus.exchanges for round_ in exchange.rounds]
        topics = {exchange.topic for exchange in corpus.exchanges}
        says, replies = sum(len(r.says) for r in rounds), sum(len(r.replies) for r in rounds)
        longer = sum(len(exchange.rounds) > 1 for exchange in corpus.exchanges)
        print(
            f"{language}: {len(topics)} topics, {len(corpus.exchanges)} exchanges ({longer} of several rounds), "
            f"{says} things to say, {replies} replies"
        )
        for complaint in complaints(corpus):
            name = (wanted or "").partition("/")
            if not wanted or (language == name[0] and name[2] in complaint):
                print("  " + complaint)


if __name__ == "__main__":
    main()
