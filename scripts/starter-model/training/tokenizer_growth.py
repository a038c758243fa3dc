"""Gives a tokenizer more pieces without changing those it has: further merges, as byte-pair encoding would go on with them (Sennrich et
al. 2016), so that most words of what people say are one piece. What one piece says, the model needn't put together."""

import argparse
import re
import struct
from collections import Counter, defaultdict
from heapq import heapify, heappop, heappush
from pathlib import Path

import sentencepiece

from notation import Corpus, read_corpus
from overheard import read_sentences
from rows import LANGUAGES, read_pairs
from tokenizer_text import tokenizer_text

CORPUS = Path(__file__).resolve().parents[1] / "corpus"
WORD = re.compile(r"▁?[^\W\d_]+")
"""What a new piece may be: a word or a part of one, with or without the space before it."""
TALKS = 5
"""How much text of talks is counted, beside strangers' sentences, compared with what a tokenizer is first learnt from."""

Pair = tuple[str, str]


def words_of(texts: list[str], pieces: sentencepiece.SentencePieceProcessor) -> Counter[tuple[str, ...]]:
    """Runs of pieces that only letters make up, each with how often it stands in the texts."""
    found: Counter[tuple[str, ...]] = Counter()
    for text in texts:
        run: list[str] = []
        for piece in [*pieces.encode(text, out_type=str), "▁"]:
            if run and (piece.startswith("▁") or not WORD.fullmatch(piece)):
                found[tuple(run)] += 1
                run = []
            if WORD.fullmatch(piece):
                run.append(piece)
    return found


def merges(words: Counter[tuple[str, ...]], count: int) -> list[str]:
    """The pieces that come of merging the most frequent pair, `count` times."""
    runs = [list(word) for word in words]
    often = list(words.values())
    pairs: Counter[Pair] = Counter()
    homes: defaultdict[Pair, set[int]] = defaultdict(set)

    def tally(number: int, sign: int) -> None:
        for pair in zip(runs[number], runs[number][1:]):
            pairs[pair] += sign * often[number]
            homes[pair].add(number)

    for number in range(len(runs)):
        tally(number, 1)
    queue = [(-times, pair) for pair, times in pairs.items()]
    heapify(queue)
    found: dict[str, None] = {}
    while len(found) < count and queue:
        times, pair = heappop(queue)
        if -times != pairs[pair]:  # it was counted before a merge took some of it
            if pairs[pair] > 0:
                heappush(queue, (-pairs[pair], pair))
            continue
        found["".join(pair)] = None
        changed = set()
        for number in homes.pop(pair):
            tally(number, -1)
            changed.update(zip(runs[number], runs[number][1:]))
            runs[number] = _merged(runs[number], pair)
            tally(number, 1)
            changed.update(zip(runs[number], runs[number][1:]))
        pairs[pair] = 0
        for other in sorted(changed - {pair}):
            if pairs[other] > 0:
                heappush(queue, (-pairs[other], other))
    return list(found)


def _merged(run: list[str], pair: Pair) -> list[str]:
    merged: list[str] = []
    for piece in run:
        if merged and (merged[-1], piece) == pair:
            merged[-1] += piece
        else:
            merged.append(piece)
    return merged


def grow(model: bytes, pieces: list[str], lowest: float) -> bytes:
    """The tokenizer's file with more pieces, each scored below `lowest` and below the one before: what was merged first still is.
    A message of protocol buffers is made longer by what is written behind it (protobuf.dev, "Last One Wins" and repeated fields)."""
    for number, piece in enumerate(pieces, 1):
        text = piece.encode("utf-8")
        entry = b"\x0a" + bytes([len(text)]) + text + b"\x15" + struct.pack("<f", lowest - number)
        model += b"\x0a" + bytes([len(entry)]) + entry
    return model


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tokenizer", type=Path, required=True)
    parser.add_argument("--to", type=Path, required=True)
    parser.add_argument("--pieces", type=int, default=16384, help="how many it shall have in all")
    parser.add_argument("--sentences", type=Path, help="English–French pairs, tab-separated")
    parser.add_argument("--overheard", type=Path, help="folder with en.txt and fr.txt: what strangers say, a sentence a line")
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    known = sentencepiece.SentencePieceProcessor(model_file=str(arguments.tokenizer))
    corpora: dict[str, Corpus] = {language: read_corpus(CORPUS, language) for language in LANGUAGES}
    pairs = read_pairs(arguments.sentences)
    texts = [text for seed in range(TALKS) for text in tokenizer_text(corpora, [], arguments.seed + seed)]
    for sentences in read_sentences(arguments.overheard, pairs).values():
        texts += sentences
    size = known.get_piece_size()
    own = {known.id_to_piece(number) for number in range(size)}
    found = merges(words_of(texts, known), arguments.pieces - size)
    lowest = min(known.get_score(number) for number in range(size))
    arguments.to.write_bytes(grow(arguments.tokenizer.read_bytes(), [piece for piece in found if piece not in own], lowest))


if __name__ == "__main__":
    main()
