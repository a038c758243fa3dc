"""Writes a checkpoint as JSON (shape, vocabulary, tensor table) and a file of 32-bit floats, for gguf/export.ts."""

import argparse
import json
from pathlib import Path

import torch

from tokenizer import Tokenizer


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True, help="the folder that train.py wrote to")
    parser.add_argument("--mean-with", type=Path, help="another end of the same training: the mean of both is written")
    parser.add_argument("--share", type=float, default=0.5, help="the other one's part of the mean")
    arguments = parser.parse_args()
    out = arguments.out
    saved = torch.load(out / "checkpoint.pt", weights_only=True)
    if arguments.mean_with:
        other = torch.load(arguments.mean_with / "checkpoint.pt", weights_only=True)["model"]
        saved["model"] = {
            name: arguments.share * other[name] + (1 - arguments.share) * tensor for name, tensor in saved["model"].items()
        }
    table, offset = [], 0
    with (out / "model.bin").open("wb") as file:
        for name, tensor in saved["model"].items():
            data = tensor.float().contiguous().numpy().tobytes()
            file.write(data)
            table.append({"name": name, "shape": list(tensor.shape), "offset": offset})
            offset += len(data)
    vocabulary = Tokenizer(out / "tokenizer.model").vocabulary()
    model = {"shape": saved["shape"], "vocabulary": vocabulary, "tensors": table}
    (out / "model.json").write_text(json.dumps(model, ensure_ascii=False), "utf-8")


if __name__ == "__main__":
    main()
