"""Trains the starter model. Stop it whenever you like: it goes on from its last checkpoint."""

import argparse
import time
from pathlib import Path
from shutil import copyfile

import torch
import torch.nn.functional as F
from torch import Tensor

import checkpoint
from gguf_weights import read_weights
from model import Llama, Shape
from notation import read_corpus
from rows import LANGUAGES, Rows, Shares, read_pairs
from tokenizer import Tokenizer, train_tokenizer
from tokenizer_text import tokenizer_text

CORPUS = Path(__file__).resolve().parents[1] / "corpus"
TOKENIZER = Path(__file__).resolve().parent / "tokenizer.model"
MUON_RATE = 0.012
ADAM_RATE = 2e-3
WARM_UP_STEPS = 50


def parse_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.ArgumentDefaultsHelpFormatter)
    parser.add_argument("--out", type=Path, required=True, help="folder for tokenizer and checkpoints")
    parser.add_argument("--weights", type=Path, help="begin with those of a GGUF file, such as models/kira-starter.gguf")
    parser.add_argument("--corpus", type=Path, default=CORPUS, help="folder that holds en/ and fr/")
    parser.add_argument("--sentences", type=Path, help="English–French pairs, tab-separated, for fluency")
    parser.add_argument("--school-steps", type=int, default=1500, help="steps over which sentences and echoes fade out")
    parser.add_argument("--steps", type=int, default=1500, help="the last step")
    parser.add_argument("--decay", type=int, default=700, help="steps at the end over which the rate falls to 0")
    parser.add_argument("--minutes", type=float, help="end after so many minutes; the rate falls to 0 over the last 40 %%")
    parser.add_argument("--rows", type=int, default=10, help="rows in a batch")
    parser.add_argument("--length", type=int, default=512, help="tokens in a row")
    parser.add_argument("--new-tokenizer", action="store_true", help="learn one from the text, rather than take ours")
    parser.add_argument("--vocabulary", type=int, default=4096)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--save-every", type=int, default=25, help="steps between checkpoints")
    return parser.parse_args()


def optimizers_of(model: Llama) -> list[torch.optim.Optimizer]:
    """Muon for the blocks' matrices, AdamW for embedding and norms."""
    named = list(model.named_parameters())
    matrices = [p for name, p in named if p.dim() == 2 and "token_embd" not in name]
    others = [p for name, p in named if p.dim() < 2 or "token_embd" in name]
    return [
        torch.optim.Muon(matrices, lr=MUON_RATE, momentum=0.95, weight_decay=0.01, adjust_lr_fn="original"),
        torch.optim.AdamW(others, lr=ADAM_RATE, betas=(0.9, 0.95), weight_decay=0.0),
    ]


def shares_at(step: int, school: int) -> Shares:
    """First sentences and echoes are most of what she reads, then her own talks."""
    begun = max(0.0, 1 - step / school)
    return Shares(sentences=0.3 * begun, echoes=0.04 + 0.5 * begun)


def set_rate(optimizers: list[torch.optim.Optimizer], factor: float) -> None:
    for optimizer, base in zip(optimizers, (MUON_RATE, ADAM_RATE), strict=True):
        for group in optimizer.param_groups:
            group["lr"] = base * factor


def loss_of(states: Tensor, model: Llama, ids: Tensor, weights: Tensor) -> Tensor:
    """Mean cross-entropy in nats, weighted token by token. What weighs nothing is left out: logits are dear."""
    counted = weights > 0
    losses = F.cross_entropy(model.logits(states[counted]).float(), ids[:, 1:][counted], reduction="none")
    return (losses * weights[counted]).sum() / weights.sum()


def main() -> None:
    arguments = parse_arguments()
    arguments.out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(arguments.seed)
    torch.set_num_threads(arguments.threads)

    corpora = {language: read_corpus(arguments.corpus, language) for language in LANGUAGES}
    pairs = read_pairs(arguments.sentences)
    pieces = arguments.out / "tokenizer.model"
    if not pieces.exists() and not arguments.new_tokenizer:
        copyfile(TOKENIZER, pieces)
    elif not pieces.exists():
        train_tokenizer(tokenizer_text(corpora, pairs, arguments.seed), arguments.vocabulary, pieces)
    tokenizer = Tokenizer(pieces)
    rows = Rows(corpora, pairs, tokenizer, arguments.seed)

    model = Llama(Shape(tokenizer.size))
    optimizers = optimizers_of(model)
    kept = arguments.out / "checkpoint.pt"
    if arguments.weights:
        model.load_state_dict(read_weights(arguments.weights))
    first = checkpoint.load(kept, model, optimizers)
    compiled = torch.compile(model)
    print(f"{sum(p.numel() for p in model.parameters()) / 1e6:.2f}M parameters, from step {first}", flush=True)

    began, step = time.monotonic(), first
    while step < arguments.steps:
        minutes = (time.monotonic() - began) / 60
        time_left = 1.0 if arguments.minutes is None else (1 - minutes / arguments.minutes) / 0.4
        if time_left <= 0:
            break
        steps_left = (arguments.steps - step) / arguments.decay
        set_rate(optimizers, min(1.0, (step + 1) / WARM_UP_STEPS, steps_left, time_left))
        ids, weights = rows.batch(step, arguments.rows, arguments.length, shares_at(step, arguments.school_steps))
        with torch.autocast("cpu", torch.bfloat16):
            loss = loss_of(compiled(ids[:, :-1]), model, ids, weights)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        for optimizer in optimizers:
            optimizer.step()
            optimizer.zero_grad(set_to_none=True)
        step += 1
        if step % 20 == 0:
            speed = (step - first) * arguments.rows * arguments.length / (time.monotonic() - began)
            print(f"step {step} loss {loss.item():.3f} tokens/s {speed:.0f} minutes {minutes:.1f}", flush=True)
        if step % arguments.save_every == 0:
            checkpoint.save(kept, step, model, optimizers)
    checkpoint.save(kept, step, model, optimizers)


if __name__ == "__main__":
    main()
