"""How strangers type in a chat: small letters, no full stop, missing accents, the odd slip."""

import random
import re
import unicodedata

SLOT_PARTS = re.compile(r"(\$[a-z]+\d*)")


def drop_accents(text: str) -> str:
    """`été` becomes `ete`."""
    decomposed = unicodedata.normalize("NFD", text)
    return unicodedata.normalize("NFC", "".join(c for c in decomposed if not unicodedata.combining(c)))


def slip(text: str, rng: random.Random) -> str:
    """Swaps, drops or doubles one letter."""
    if len(text) < 6:
        return text
    at = rng.randrange(1, len(text) - 2)
    if not text[at : at + 2].isalpha():
        return text
    kind = rng.randrange(3)
    if kind == 0:
        return text[:at] + text[at + 1] + text[at] + text[at + 2 :]
    if kind == 1:
        return text[:at] + text[at + 1 :]
    return text[:at] + text[at] + text[at:]


def retype(pattern: str, bound: dict[str, str], rng: random.Random) -> str:
    """Types a pattern as a stranger might, and fills its slots, whose words stay as they are."""
    pattern = pattern[:1].upper() + pattern[1:] if rng.random() < 0.5 else pattern
    parts = SLOT_PARTS.split(pattern)  # text, slot, text, slot, …, text
    texts = parts[::2]
    if rng.random() < 0.35:
        texts = [text.lower() for text in texts]
    if rng.random() < 0.06:
        texts = [drop_accents(text) for text in texts]
    if rng.random() < 0.06:
        texts = [text.replace("'", "") for text in texts]
    if rng.random() < 0.08:
        at = rng.randrange(len(texts))
        texts[at] = slip(texts[at], rng)
    parts[::2] = texts
    parts[1::2] = [bound[slot[1:]] for slot in parts[1::2]]
    return end_carelessly("".join(parts), rng)


def end_carelessly(text: str, rng: random.Random) -> str:
    """Drops the full stop, or adds something."""
    ending = rng.random()
    if ending < 0.3:
        return text.rstrip(" .!?") or text
    if ending < 0.36:
        return text.rstrip(" .") + "!"
    if ending < 0.40:
        return text + rng.choice((" :)", "...", "!!", " 😊", " ^^", " lol", " <3", "  "))
    return text
