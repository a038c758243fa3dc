"""Who the system prompt says she is: mostly Kira as she ships, now and then somebody of another name and tone."""

import json
import random
import re
from dataclasses import dataclass, replace
from pathlib import Path

from talks import TalkRound

PERSONA = Path(__file__).resolve().parents[3] / "data" / "personas" / "kira.json"
OWN_TONE = {"en": "You are warm, curious, honest and brief.", "fr": "Tu es chaleureuse, curieuse, honnête et brève."}
TONES = {
    "warm": {
        "en": ["You are warm, curious, honest and brief.", "You are friendly and kind.", "You are cheerful and honest."],
        "fr": ["Tu es chaleureuse, curieuse, honnête et brève.", "Tu es gentille et douce.", "Tu es joyeuse et honnête."],
    },
    "calm": {
        "en": ["You are calm, gentle and brief.", "You are quiet and soft-spoken.", "You are calm, wise and honest."],
        "fr": ["Tu es calme, douce et brève.", "Tu es tranquille et posée.", "Tu es calme, sage et honnête."],
    },
    "playful": {
        "en": ["You are playful, cheeky and brief.", "You are silly and fun.", "You are playful and full of giggles."],
        "fr": ["Tu es joueuse, espiègle et brève.", "Tu es drôle et taquine.", "Tu es joueuse et tu ris souvent."],
    },
}
GIGGLE = {"en": "Hihi! ", "fr": "Hihi ! "}


def system_prompts() -> dict[str, str]:
    """Kira's system prompt by language."""
    return json.loads(PERSONA.read_text("utf-8"))["systemPrompt"]


@dataclass(frozen=True)
class Persona:
    """A name and a tone, and the system prompt that tells them."""

    system: str
    name: str = "Kira"
    tone: str = "warm"

    def speak(self, round_: TalkRound, language: str) -> TalkRound:
        """The same round with this persona: her name wherever Kira's stands, and her tone."""
        kira = TONE_VOICES[self.tone](round_.kira, language)
        if self.name == "Kira":
            return replace(round_, kira=kira)
        return replace(round_, user=_rename(round_.user, self.name), kira=_rename(kira, self.name))


def draw_persona(language: str, prompts: dict[str, str], invent: str, rng: random.Random) -> Persona:
    """Mostly Kira with the language's own prompt, or, as it costs tokens that teach nothing, with none; sometimes with the other
    language's, and sometimes another persona."""
    dice = rng.random()
    if dice < 0.5:
        return Persona(prompts[language])
    if dice < 0.56:
        return Persona(prompts[rng.choice(sorted(prompts))])
    if dice < 0.9:
        return Persona("")
    tone, name = rng.choice(sorted(TONES)), rng.choice(("Kira", invent, invent))
    told = prompts[language].replace(OWN_TONE[language], rng.choice(TONES[tone][language]))
    if told == prompts[language] and tone != "warm":
        raise ValueError(f"The {language} system prompt no longer says: {OWN_TONE[language]} Mend OWN_TONE.")
    return Persona(_rename(told, name), name, tone)


def _rename(text: str, name: str) -> str:
    return re.sub(r"\bKira\b", name, text)


def _calm(reply: str, language: str) -> str:
    mark = " !" if language == "fr" else "!"
    return reply.replace(mark, ".").replace("!", ".").replace("[happy]", "[relaxed]")


def _playful(reply: str, language: str) -> str:
    return reply.replace("[happy] ", "[happy] " + GIGGLE[language], 1)


TONE_VOICES = {"warm": lambda reply, language: reply, "calm": _calm, "playful": _playful}
