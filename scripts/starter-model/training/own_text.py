"""How well she knows her own text: of what users may say in the corpus, on how much of it she decides as the corpus does. Where that stays low
although the training goes on, the model has too little room."""

import argparse
import random
from pathlib import Path

import torch
from checkpoint import load_averaged
from notation import Corpus, read_corpus
from personas import system_prompts
from plans import Plans
from prompt import Row
from rows import LANGUAGES
from talks import TalkWriter
from tokenizer import Tokenizer
from torch.nn.utils.rnn import pad_sequence
from train import CORPUS

ROWS = 32


def asked(corpus: Corpus, messages: int, tokenizer: Tokenizer, plans: Plans, seed: int) -> list[tuple[list[int], int]]:
    """So many first messages as token ids, up to where Kira decides; and the token of the decision that the corpus has."""
    system, found = system_prompts()[corpus.language], []
    for number in range(messages):
        round_ = TalkWriter(corpus, random.Random(f"{seed}:{number}"), reminded=0).answer()[0]
        row = Row(tokenizer, plans)
        row.begin(system)
        row.message(round_.user, round_.lesson)
        found.append((row.ids, plans.of(corpus.language, round_.answered, tokenizer)))
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.ArgumentDefaultsHelpFormatter)
    parser.add_argument("--out", type=Path, required=True, help="the folder that train.py writes to")
    parser.add_argument("--messages", type=int, default=1000, help="of each language")
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    corpora = {language: read_corpus(CORPUS, language) for language in LANGUAGES}
    plans = Plans(corpora)
    tokenizer = Tokenizer(arguments.out / "tokenizer.model", plans.tokens)
    model = load_averaged(arguments.out / "checkpoint.pt")
    for language, corpus in corpora.items():
        questions, right = asked(corpus, arguments.messages, tokenizer, plans, arguments.seed), 0
        for start in range(0, len(questions), ROWS):
            rows, wanted = zip(*questions[start : start + ROWS], strict=True)
            ids = pad_sequence([torch.tensor(row) for row in rows], batch_first=True, padding_value=tokenizer.im_end)
            with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
                states = model(ids)[0][torch.arange(len(rows)), torch.tensor([len(row) - 1 for row in rows])]
                right += (model.logits(states).argmax(1) == torch.tensor(wanted)).sum().item()
        print(f"{language}: decides on {right / len(questions):.1%} of {len(questions)} messages of the corpus as the corpus does")


if __name__ == "__main__":
    main()
