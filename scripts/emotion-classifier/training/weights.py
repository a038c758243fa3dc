"""Writes what electron/emotion/classifier reads: one safetensors file."""

from pathlib import Path

import numpy as np
from calibrate import Mixed
from linear import Linear
from network import Network
from numpy.typing import NDArray
from safetensors.numpy import save_file


HELPERS = ("heads.go.", "heads.film.")
"""Heads that only helped to learn."""


def companded(weights: NDArray[np.float32]) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """Signed bytes whose square is the weight, and a scale for each column: little weights keep more of their precision."""
    scales = np.maximum(np.abs(weights).max(0), 1e-9).astype(np.float32)
    steps = np.sign(weights) * np.sqrt(np.abs(weights) / scales) * 127
    return np.round(steps).astype(np.int8), scales


def save(path: Path, network: Network, keys: NDArray[np.uint32], linear: Linear, ekman: Mixed, kira: Mixed) -> None:
    state = {name: tensor.numpy().astype(np.float32) for name, tensor in network.state_dict().items()}
    rows, scales = companded(state.pop("rows"))
    tensors = {"network.keys": keys, "network.rows": rows, "network.scales": scales}
    for name, tensor in state.items():
        if any(helper in name for helper in HELPERS):
            continue
        tensors[name] = tensor * kira.scale if "heads.kira." in name else tensor
    rows, scales = companded(linear.weights.numpy())
    tensors |= {"linear.keys": linear.keys, "linear.rows": rows, "linear.scales": scales, "linear.bias": linear.bias.numpy()}
    tensors |= {"mix": np.array([ekman.mix, kira.mix * kira.scale], np.float32), "ekman.bias": ekman.bias, "kira.bias": kira.bias}
    ordered = {name: np.ascontiguousarray(tensors[name]) for name in sorted(tensors)}
    save_file(ordered, path, {"name": "Kira emotions", "license": "CC0-1.0"})
