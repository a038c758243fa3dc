"""Trains the starter model. Stop it whenever you like: it goes on from its last checkpoint."""

import argparse
import time
from dataclasses import asdict
from pathlib import Path

import torch
import torch.nn.functional as F

from model import Llama, Shape
from notation import read_corpus
from rows import LANGUAGES, Rows, read_pairs
from tokenizer import Tokenizer, train_tokenizer
from tokenizer_text import tokenizer_text

CORPUS = Path(__file__).resolve().parents[1] / "corpus"


def parse_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.ArgumentDefaultsHelpFormatter)
    parser.add_argument("--out", type=Path, required=True, help="folder for tokenizer and checkpoints")
    parser.add_argument("--sentences", type=Path, help="English–French pairs, tab-separated, for fluency")
    parser.add_argument("--steps", type=int, default=3000, help="the last step")
    parser.add_argument("--decay", type=int, default=1000, help="steps at the end over which the rate falls to 0")
    parser.add_argument("--sentence-steps", type=int, default=1200, help="steps that plain sentences take part in")
    parser.add_argument("--rows", type=int, default=16, help="rows in a batch")
    parser.add_argument("--length", type=int, default=512, help="tokens in a row")
    parser.add_argument("--layers", type=int, default=Shape.layers)
    parser.add_argument("--width", type=int, default=Shape.width)
    parser.add_argument("--hidden", type=int, default=Shape.hidden)
    parser.add_argument("--vocabulary", type=int, default=4096)
    parser.add_argument("--rate", type=float, default=1.0, help="scales the learning rates")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--save-every", type=int, default=100, help="steps between checkpoints")
    parser.add_argument("--stop-at", type=int, help="stop at this step, to go on later")
    return parser.parse_args()


def optimizers(model: Llama) -> list[torch.optim.Optimizer]:
    """Muon for the blocks' matrices, AdamW for embedding and norms."""
    matrices = [p for name, p in model.named_parameters() if p.dim() == 2 and "token_embd" not in name]
    others = [p for name, p in model.named_parameters() if p.dim() < 2 or "token_embd" in name]
    muon = torch.optim.Muon(matrices, lr=0.02, momentum=0.95, weight_decay=0.01, adjust_lr_fn="original")
    adam = torch.optim.AdamW(others, lr=3e-3, betas=(0.9, 0.95), weight_decay=0.0)
    return [muon, adam]


def rate(step: int, arguments: argparse.Namespace) -> float:
    """Rises over 50 steps, stays, and falls in a line over the last `decay` steps."""
    left = (arguments.steps - step) / arguments.decay
    return arguments.rate * min(1.0, (step + 1) / 50, left)


def loss_of(model: torch.nn.Module, ids: torch.Tensor, weights: torch.Tensor) -> torch.Tensor:
    """Mean cross-entropy in nats, weighted token by token."""
    logits = model(ids[:, :-1])
    losses = F.cross_entropy(logits.flatten(0, 1).float(), ids[:, 1:].flatten(), reduction="none")
    return (losses * weights.flatten()).sum() / weights.sum()


def main() -> None:
    arguments = parse_arguments()
    arguments.out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(arguments.seed)
    torch.set_num_threads(arguments.threads)
    corpora = {language: read_corpus(CORPUS, language) for language in LANGUAGES}
    pairs = read_pairs(arguments.sentences)
    pieces = arguments.out / "tokenizer.model"
    if not pieces.exists():
        train_tokenizer(tokenizer_text(corpora, pairs, arguments.seed), arguments.vocabulary, pieces)
    tokenizer = Tokenizer(pieces)
    shape = Shape(tokenizer.size, arguments.width, arguments.layers, hidden=arguments.hidden)
    model = Llama(shape)
    optimizing = optimizers(model)
    checkpoint = arguments.out / "checkpoint.pt"
    step = 0
    if checkpoint.exists():
        saved = torch.load(checkpoint, weights_only=True)
        model.load_state_dict(saved["model"])
        for optimizer, state in zip(optimizing, saved["optimizers"], strict=True):
            optimizer.load_state_dict(state)
        step = saved["step"]
    base_rates = [3e-3 if isinstance(o, torch.optim.AdamW) else 0.02 for o in optimizing]
    rows = Rows(corpora, pairs, tokenizer, arguments.seed)
    compiled = torch.compile(model)
    print(f"{sum(p.numel() for p in model.parameters()) / 1e6:.2f}M parameters, from step {step}", flush=True)

    def save() -> None:
        state = {
            "step": step,
            "shape": asdict(shape),
            "model": model.state_dict(),
            "optimizers": [o.state_dict() for o in optimizing],
        }
        torch.save(state, checkpoint.with_suffix(".new"))
        checkpoint.with_suffix(".new").replace(checkpoint)

    began, first, end = time.monotonic(), step, min(arguments.stop_at or arguments.steps, arguments.steps)
    while step < end:
        share = 0.7 * max(0.0, 1 - step / arguments.sentence_steps)
        ids, weights = rows.batch(step, arguments.rows, arguments.length, share)
        for optimizer, base in zip(optimizing, base_rates, strict=True):
            for group in optimizer.param_groups:
                group["lr"] = base * rate(step, arguments)
        with torch.autocast("cpu", torch.bfloat16):
            loss = loss_of(compiled, ids, weights)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        for optimizer in optimizing:
            optimizer.step()
            optimizer.zero_grad(set_to_none=True)
        step += 1
        if step % 20 == 0:
            spent = time.monotonic() - began
            speed = (step - first) * arguments.rows * arguments.length / spent
            print(f"step {step} loss {loss.item():.3f} tokens/s {speed:.0f} minutes {spent / 60:.1f}", flush=True)
        if step % arguments.save_every == 0:
            save()
    save()


if __name__ == "__main__":
    main()
