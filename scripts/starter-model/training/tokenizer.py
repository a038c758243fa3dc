"""The tokenizer: a SentencePiece BPE with byte fallback, of the kind that llama.cpp calls `llama`."""

import random
from pathlib import Path

import sentencepiece

EMOTIONS = ("neutral", "happy", "relaxed", "sad", "angry", "surprised", "fear", "disgust")
USER_DEFINED = [*(f"[{emotion}]" for emotion in EMOTIONS), "<memory>", "</memory>"]
CONTROL = ["<|im_start|>", "<|im_end|>", "<|pad|>"]


def train_tokenizer(sentences: list[str], size: int, path: Path) -> None:
    """Learns `size` pieces from `sentences` and writes the model file. Line feeds become the byte <0x0A>."""
    lines = [line for sentence in sentences for line in sentence.split("\n") if line]
    random.Random(0).shuffle(lines)
    with path.open("wb") as file:
        sentencepiece.SentencePieceTrainer.train(
            sentence_iterator=iter(lines),
            model_writer=file,
            model_type="bpe",
            vocab_size=size,
            byte_fallback=True,
            character_coverage=0.9999,
            normalization_rule_name="identity",
            add_dummy_prefix=False,
            remove_extra_whitespaces=False,
            split_digits=True,
            user_defined_symbols=USER_DEFINED,
            control_symbols=CONTROL,
            minloglevel=1,
            num_threads=2,
        )


class Tokenizer:
    """Encodes text as llama.cpp does without special tokens; those are given by id. `plans` are control tokens after the pieces."""

    def __init__(self, path: Path, plans: list[str]):
        self._pieces = sentencepiece.SentencePieceProcessor(model_file=str(path))
        self.bos = self._pieces.bos_id()
        self.im_start = self._pieces.piece_to_id("<|im_start|>")
        self.im_end = self._pieces.piece_to_id("<|im_end|>")
        self.pieces = self._pieces.get_piece_size()
        self.size = self.pieces + len(plans)
        self._plans = plans
        self.inner = [p for p in map(self._pieces.id_to_piece, range(self.pieces)) if len(p) > 1 and p.isalpha() and p.islower()]
        """What stands within words only, in small letters."""
        self.tags = frozenset(self._pieces.piece_to_id(f"[{emotion}]") for emotion in EMOTIONS)

    def encode(self, text: str) -> list[int]:
        return self._pieces.encode(text)

    def vocabulary(self) -> dict[str, list]:
        """Pieces, scores and types (the numbers of GGUF's `tokenizer.ggml.token_type`)."""
        p = self._pieces
        types = []
        for i in range(self.pieces):
            if p.is_unknown(i):
                types.append(2)
            elif p.is_control(i):
                types.append(3)
            elif p.id_to_piece(i) in USER_DEFINED:
                types.append(4)
            elif p.is_byte(i):
                types.append(6)
            else:
                types.append(1)
        return {
            "tokens": [*(p.id_to_piece(i) for i in range(self.pieces)), *self._plans],
            "scores": [*(p.get_score(i) for i in range(self.pieces)), *(0.0 for _ in self._plans)],
            "types": [*types, *(3 for _ in self._plans)],
        }
