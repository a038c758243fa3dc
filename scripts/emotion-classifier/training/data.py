"""What prepare.ts wrote: sentences as token ids and as feature hashes, and their labels as bits."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

KIRA = ("neutral", "happy", "relaxed", "sad", "angry", "surprised", "fear", "disgust")
EKMAN = ("anger", "disgust", "fear", "joy", "neutral", "sadness", "surprise")
GO_EMOTIONS = 28


@dataclass(frozen=True)
class Ragged:
    """Lists of numbers of different lengths, one after the other; list i is numbers[starts[i] : starts[i + 1]]."""

    numbers: NDArray[np.uint32]
    starts: NDArray[np.uint32]

    def __len__(self) -> int:
        return len(self.starts) - 1

    def __getitem__(self, i: int) -> NDArray[np.uint32]:
        return self.numbers[self.starts[i] : self.starts[i + 1]]


@dataclass(frozen=True)
class Sentences:
    """One data set. Labels are (sentences, labels) of 0 and 1."""

    tokens: Ragged
    linear: Ragged
    kira: NDArray[np.float32]
    ekman: NDArray[np.float32]
    go: NDArray[np.float32]

    def __len__(self) -> int:
        return len(self.tokens)


def read_numbers(path: Path) -> NDArray[np.uint32]:
    return np.fromfile(path, np.uint32)


def read_ragged(folder: Path, name: str) -> Ragged:
    return Ragged(read_numbers(folder / f"{name}.u32"), read_numbers(folder / f"{name}.starts.u32"))


def read_sentences(folder: Path, name: str) -> Sentences:
    labels = read_numbers(folder / f"{name}.labels.u32").reshape(-1, 3)

    def bits(column: int, count: int) -> NDArray[np.float32]:
        return (labels[:, column : column + 1] >> np.arange(count, dtype=np.uint32) & 1).astype(np.float32)

    tokens, linear = read_ragged(folder, f"{name}.tokens"), read_ragged(folder, f"{name}.linear")
    return Sentences(tokens, linear, bits(0, len(KIRA)), bits(1, len(EKMAN)), bits(2, GO_EMOTIONS))
