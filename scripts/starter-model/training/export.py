"""Writes a checkpoint as JSON (shape, vocabulary, tensor table) and a file of 32-bit floats, for gguf/export.ts."""

import argparse
import json
from pathlib import Path

import torch

from checkpoint import averaged_of
from tokenizer import Tokenizer


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True, help="the folder that train.py wrote to")
    arguments = parser.parse_args()
    out = arguments.out
    saved = torch.load(out / "checkpoint.pt", weights_only=True)
    averaged = averaged_of(saved)
    pieces = saved["shape"]["vocabulary"] - saved["shape"]["plans"]
    averaged["output.weight"] = torch.cat((averaged["token_embd.weight"][:pieces], averaged.pop("plan_output.weight")))
    table, offset = [], 0
    with (out / "model.bin").open("wb") as file:
        for name, tensor in averaged.items():
            data = tensor.float().contiguous().numpy().tobytes()
            file.write(data)
            table.append({"name": name, "shape": list(tensor.shape), "offset": offset})
            offset += len(data)
    vocabulary = Tokenizer(out / "tokenizer.model", json.loads((out / "plans.json").read_text("utf-8"))).vocabulary()
    model = {"shape": saved["shape"], "vocabulary": vocabulary, "tensors": table}
    (out / "model.json").write_text(json.dumps(model, ensure_ascii=False), "utf-8")


if __name__ == "__main__":
    main()
