"""Takes a training over to a corpus that has grown: what belongs to an exchange goes on as it was, what belongs to a new one begins
anew. New exchanges stand at the end of their files: an exchange is known by its place there."""

import argparse
import json
from pathlib import Path
from shutil import copyfile
from typing import Any

import torch
from notation import read_corpus
from plans import Plans
from rows import LANGUAGES
from torch import Tensor
from train import CORPUS


class Growth:
    """Where the rows of tables go that have one for each plan, or one for each token, plans last."""

    def __init__(self, known: list[str], plans: list[str], pieces: int):
        numbers = {plan: number for number, plan in enumerate(plans)}
        if missing := [plan for plan in known if plan not in numbers]:
            raise SystemExit(f"The corpus has fewer exchanges than the training knows: there is none for {missing[0]}.")
        moved = torch.tensor([numbers[plan] for plan in known])
        self.tables = {
            len(known): (len(plans), moved),
            pieces + len(known): (pieces + len(plans), torch.cat((torch.arange(pieces), pieces + moved))),
        }

    def __call__(self, value: Any, name: str = "") -> Any:
        """The same checkpoint, or part of it, with tables that have grown. New rows of weights are small and drawn by their name's end,
        so that the mean of the weights gets the same; those of what an optimizer remembers are 0."""
        if isinstance(value, dict):
            return {key: self(part, str(key)) for key, part in value.items()}
        if isinstance(value, list):
            return [self(part, name) for part in value]
        if not isinstance(value, Tensor) or value.dim() == 0 or value.shape[0] not in self.tables:
            return value
        rows, moved = self.tables[value.shape[0]]
        grown = torch.zeros(rows, *value.shape[1:], dtype=value.dtype)
        if value.dim() > 1 and not name.startswith("exp_avg"):
            grown.normal_(0, 0.02, generator=torch.Generator().manual_seed(sum(name.split(".")[-2].encode())))
        grown[moved] = value
        return grown


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--known", type=Path, required=True, help="the training's --out, as it was")
    parser.add_argument("--out", type=Path, required=True, help="a new folder, for train.py to go on with")
    arguments = parser.parse_args()
    known = json.loads((arguments.known / "plans.json").read_text("utf-8"))
    plans = Plans({language: read_corpus(CORPUS, language) for language in LANGUAGES}).tokens
    saved = torch.load(arguments.known / "checkpoint.pt", weights_only=True)
    pieces = saved["shape"]["vocabulary"] - len(known)
    saved["shape"] |= {"vocabulary": pieces + len(plans), "plans": len(plans)}
    arguments.out.mkdir(parents=True)
    torch.save(Growth(known, plans, pieces)(saved), arguments.out / "checkpoint.pt")
    copyfile(arguments.known / "tokenizer.model", arguments.out / "tokenizer.model")
    print(f"{len(plans) - len(known)} rounds of exchanges are new")


if __name__ == "__main__":
    main()
