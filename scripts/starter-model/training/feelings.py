"""What is felt in strangers' sentences, as Kira's own classifier reads it (`models/kira-emotions.md`)."""

import json
import subprocess
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[3]
FELT_ALIKE = {"relaxed": "happy", "disgust": "angry"}
"""What is answered alike, where nothing else answers."""


def read_feelings(sentences: list[str]) -> list[tuple[str, float]]:
    """What is felt above all in each, named as the tags of replies are, and how surely (0 to 1); a millisecond a sentence. Fails with
    RuntimeError where `npm run emotions` does: it needs the project's packages, of `npm ci`."""
    lines = "".join(" ".join(sentence.split()) + "\n" for sentence in sentences)
    run = subprocess.run(["npm", "run", "--silent", "emotions"], cwd=PROJECT, input=lines, capture_output=True, encoding="utf-8")
    if run.returncode:
        raise RuntimeError(f"npm run emotions, which reads what is felt, failed; does npm ci help? It said: {run.stderr.strip()}")
    read = [json.loads(line) for line in run.stdout.splitlines()]
    return [(each["label"], each["scores"][each["label"]]) for each in read]
