"""Keeps a training on disk, so that it can go on."""

from dataclasses import asdict
from pathlib import Path
from typing import Any

import torch
from torch import Tensor
from torch.optim.swa_utils import AveragedModel

from lessons import Lessons
from model import Llama, Shape

Optimizers = list[torch.optim.Optimizer]


def save(
    path: Path, step: int, model: Llama, averaged: AveragedModel, lessons: Lessons, optimizers: Optimizers
) -> None:
    """Writes a new file, then puts it in the old one's place: a killed training leaves a whole checkpoint."""
    state = {
        "step": step,
        "shape": asdict(model.shape),
        "model": model.state_dict(),
        "averaged": averaged.state_dict(),
        "lessons": lessons.state_dict(),
        "optimizers": [optimizer.state_dict() for optimizer in optimizers],
    }
    new = path.with_suffix(".new")
    torch.save(state, new)
    new.replace(path)


def load(path: Path, model: Llama, averaged: AveragedModel, lessons: Lessons, optimizers: Optimizers) -> int:
    """Fills all of them, and returns the step to go on from: 0 where there is no checkpoint."""
    if not path.exists():
        return 0
    saved = torch.load(path, weights_only=True)
    if saved["lessons"]["head.bias"].shape != lessons.head.bias.shape:
        raise SystemExit(f"The corpus has changed since {path} was written. Begin a new --out, with --weights of the last export.")
    model.load_state_dict(saved["model"])
    averaged.load_state_dict(saved["averaged"])
    lessons.load_state_dict(saved["lessons"])
    for optimizer, state in zip(optimizers, saved["optimizers"], strict=True):
        optimizer.load_state_dict(state)
    return saved["step"]


def averaged_of(saved: dict[str, Any]) -> dict[str, Tensor]:
    """The mean of the weights in a checkpoint, which is what ships, by their names in the model."""
    return {name.removeprefix("module."): tensor for name, tensor in saved["averaged"].items() if name != "n_averaged"}


def load_averaged(path: Path) -> Llama:
    """The model with the mean of its weights."""
    saved = torch.load(path, weights_only=True)
    model = Llama(Shape(**saved["shape"]))
    model.load_state_dict(averaged_of(saved))
    return model
