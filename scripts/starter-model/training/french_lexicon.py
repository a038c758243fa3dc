"""Writes what Debian's dictionaries know of French words, a form a line: the form, what kind it is (`nom fem pl`, `v ipre 1sg`), its
lemma, what that is in English, and what else it is called. Teachers get the meanings of rare words from it, and strangers' sentences
other words of the same kind.

Needs the packages that PACKAGES names."""

import argparse
import gzip
import re
import subprocess
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from shutil import which

PACKAGES = "hunspell hunspell-fr wfrench mythes-fr dict-freedict-fra-eng"
FORMS = Path("/usr/share/dict/french")
THESAURUS = Path("/usr/share/mythes/th_fr_FR_v2.dat")
DICTIONARY = Path("/usr/share/dictd/freedict-fra-eng.dict.dz")
HEADWORD = re.compile(r"(.+?) /.*/")
CLASSES = ("nom", "adj", "v")
PERSONS = re.compile(r"[123](sg|pl)")
SYNONYMS = 12


@dataclass(frozen=True)
class Form:
    """One way to read a form; `tag` names its kind, and is the same for all that may stand in its place."""

    form: str
    tag: str
    lemma: str
    glosses: tuple[str, ...]
    synonyms: tuple[str, ...]


def read_lexicon(file: Path) -> Iterator[Form]:
    """The forms of a file that this script wrote."""
    for line in file.read_text("utf-8").splitlines():
        form, tag, lemma, glosses, synonyms = line.split("\t")
        yield Form(form, tag, lemma, tuple(filter(None, glosses.split("|"))), tuple(filter(None, synonyms.split("|"))))


def analyses() -> Iterator[tuple[str, str, str]]:
    """Form, tag and lemma of every form that hunspell knows. A verb's form has a tag for each person that it may stand for."""
    command = ["hunspell", "-d", "fr", "-m", "-i", "utf-8"]
    read = subprocess.run(command, input=FORMS.read_text("utf-8"), text=True, capture_output=True, check=True).stdout
    for line in read.splitlines():
        form, *fields = line.split() or [""]
        named = [field.partition(":") for field in fields]
        lemma = next((value for name, _, value in named if name == "st"), "")
        kinds = [value.rstrip("!") for name, _, value in named if name == "po"]
        inflected = [value for name, _, value in named if name == "is"]
        if not (lemma and form.islower() and kinds):
            continue
        if kinds[0][:1] == "v" and kinds[0][1:2].isdigit():
            moods = [kind for kind in kinds[1:] if not PERSONS.fullmatch(kind) and kind not in ("adj", "1jsg")]
            persons = [kind for kind in kinds if PERSONS.fullmatch(kind)] or [" ".join(inflected)]
            for mood in moods:
                for person in persons:
                    yield form, f"v {mood} {person}".strip(), lemma
        else:
            for kind in set(kinds) & set(CLASSES):
                yield form, " ".join([kind, *inflected]), lemma


def glosses() -> dict[str, list[str]]:
    """What French words are in English."""
    found: dict[str, list[str]] = defaultdict(list)
    word = None
    for line in gzip.decompress(DICTIONARY.read_bytes()).decode("utf-8").splitlines():
        if head := HEADWORD.match(line):
            word = head[1].lower()
        elif word:
            found[word] += [gloss.strip() for gloss in line.split(",") if gloss.strip()]
    return found


def synonyms() -> dict[str, list[str]]:
    """What else French words are called."""
    found: dict[str, list[str]] = defaultdict(list)
    word = ""
    for line in THESAURUS.read_text("utf-8").splitlines()[1:]:
        head, *others = line.split("|")
        if head.startswith("("):
            found[word] += others
        else:
            word = head.lower()
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--to", type=Path, required=True, help="the file to write")
    arguments = parser.parse_args()
    missing = [str(file) for file in (FORMS, THESAURUS, DICTIONARY) if not file.exists()] + ["hunspell"] * (which("hunspell") is None)
    if missing:
        raise SystemExit(f"Not found: {', '.join(missing)}. Install {PACKAGES}.")
    english, others = glosses(), synonyms()
    lines = []
    for form, tag, lemma in sorted(set(analyses())):
        if english.get(lemma) or others.get(lemma):
            lines.append("\t".join((form, tag, lemma, "|".join(english.get(lemma, [])), "|".join(others.get(lemma, [])[:SYNONYMS]))))
    arguments.to.write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main()
