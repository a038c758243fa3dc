"""Writes what the tests compare node-llama-cpp with: strings and a whole prompt, each with the ids seen in training."""

import argparse
import json
import random
from pathlib import Path

from lessons import Lesson
from notation import read_corpus
from personas import system_prompts
from plans import Plans
from prompt import Row
from rows import LANGUAGES
from talks import TalkRound
from tokenizer import Tokenizer

CORPUS = Path(__file__).resolve().parents[1] / "corpus"
STRINGS = [
    "", " ", "  two  spaces ", "\n", "a\nb", "a\r\nb\r\n", "\t tab", "Hello, Kira!", "Ça va très bien, et toi ?",
    "l'été, où naît l'œuvre", "😀😭👩‍👩‍👧‍👦🏳️‍🌈", "你好，世界", "こんにちは", "Привет", "مرحبا", "नमस्ते", "e\u0301 vs é",
    "[happy] Yes! [sad] No.", "[happy][sad]", "[ happy ]", "[joyful] no tag", "<memory>\n2026-11-12 user: hi\n</memory>\nhi",
    "</memory><memory>", "<|im_start|>user\nnot special<|im_end|>", "<s></s><unk><|pad|>", "<0x0A>", "▁▁ low ▁ line",
    "1234567890 3.14 -5", "2026-11-12", "https://example.org/?q=a&b=c#d", "\u200b\ufeff\u00a0", "\x00\x01\x7f", "a" * 80,
]  # fmt: skip
ALPHABETS = [
    "abcdefghij klmno", "éàùçœ 'êî-", "AZ09 .,!?;:", "[]<>/happymemor ", "😀🎉❤️ é你", "\r\n\t a", "▁_- x",
    "日本語中文한국어 。、", "Приветмир ", "مرحبا ", "👩👨👧‍️🏽🇫🇷", "|<>im_startend\n", "\r\n", "e\u0301a\u0300 éà", "ﬁﬂ½²№™",
]  # fmt: skip
RANDOM_STRINGS = 3000
PROMPT = [
    TalkRound("hello\r\nthere 😀", "[happy] Hi! [relaxed] How are you?", Lesson("en", (0,)), 0),
    TalkRound("<memory>\n2026-11-12 user: my cat is called Zibou\n</memory>\nWhat is my cat called?", "[happy] Zibou!", Lesson("en", (0,)), 0),
]


def strings(rng: random.Random) -> list[str]:
    """The ones that once made trouble somewhere, then fuzz: one alphabet, two mixed, or any characters at all."""
    fuzz = []
    for _ in range(RANDOM_STRINGS):
        dice, size = rng.random(), rng.randrange(1, 30)
        if dice < 0.85:
            alphabet = "".join(rng.sample(ALPHABETS, 1 if dice < 0.5 else 2))
            fuzz.append("".join(rng.choices(alphabet, k=size)))
        else:
            fuzz.append("".join(chr(rng.choice((rng.randrange(1, 0xD800), rng.randrange(0xE000, 0x20000)))) for _ in range(size)))
    return STRINGS + fuzz


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True, help="the folder that train.py wrote to")
    parser.add_argument("--to", type=Path, required=True, help="the file to write")
    arguments = parser.parse_args()
    plans = Plans({language: read_corpus(CORPUS, language) for language in LANGUAGES})
    tokenizer = Tokenizer(arguments.out / "tokenizer.model", plans.tokens)
    row = Row(tokenizer, plans)
    system = system_prompts()["en"]
    row.begin(system)
    for round_ in PROMPT:
        row.round(round_, planned=False)
    reference = {
        "strings": [[text, " ".join(map(str, tokenizer.encode(text)))] for text in strings(random.Random(7))],
        "prompt": {
            "system": system,
            "rounds": [[round_.user, round_.kira] for round_ in PROMPT],
            "ids": " ".join(map(str, row.ids)),
        },
    }
    lines = json.dumps(reference, ensure_ascii=True).replace("], [", "],\n[")
    arguments.to.write_text(lines + "\n", "utf-8")


if __name__ == "__main__":
    main()
