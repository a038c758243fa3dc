"""Teaches her when to say that she can't follow. Trained with everything else, she never does: where she understands nothing, some
decision is always the likeliest. So at the end one row of the output is learnt alone, for each language: that of the decision for what is
puzzling (`@puzzled`), so that it outdoes all others where the likeliest of them would be wrong. And one row of the embedding: what follows
that decision (as prompts are tuned, Lester et al. 2021). Nothing else changes."""

import argparse
import random
from dataclasses import replace
from pathlib import Path

import torch
import torch.nn.functional as F
from lessons import Lesson
from model import Llama, Shape
from notation import read_corpus
from personas import draw_persona
from plans import Plans
from prompt import Row
from rows import LANGUAGES, Rows, Shares
from talks import TalkRound, TalkWriter
from tokenizer import Tokenizer
from torch import Tensor
from train import CORPUS
from words import draw_alternatives, invent

PUZZLES = 0.4
"""How much of what is overheard is puzzling here: more than in training, as nothing else is learnt."""
SAME = 0.05
"""A decision that is wanted less is wrong."""
DECAY = 1e-3
"""How small the row of the output is kept."""
SAYING_STEPS, SAYING_TALKS, SAYING_RATE = 250, 10, 0.02


def decisions(model: Llama, rows: Rows, batches: int, seed: int, im_end: int) -> tuple[Tensor, Tensor]:
    """Of so many batches of talks: the state at each decision (decisions, width), and what is wanted (decisions, vocabulary), shares."""
    states, wanted = [], []
    with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
        for number in range(batches):
            batch = rows.batch(seed + number, 10, 512, Shares())
            row, at = batch.plans.places.T
            # What a message calls for is asked where it ends, too; it is decided where the reply begins.
            begins = batch.ids[row, at] != im_end
            states.append(model(batch.ids[:, :-1])[0][row[begins], at[begins]].float())
            wanted.append(batch.plans.wanted[begins].to_sparse())
    return torch.cat(states), torch.cat(wanted).to_dense()


def learn(states: Tensor, likeliest: Tensor, wrong: Tensor, weight: float) -> Tensor:
    """The row (width,) whose logit outdoes the likeliest of the others (decisions,) where that is wrong; `weight` is what a wrong decision
    counts, compared with a right one that would be lost."""
    row = torch.zeros(states.shape[1], requires_grad=True)
    optimizer = torch.optim.LBFGS([row], max_iter=400, line_search_fn="strong_wolfe")

    def loss() -> Tensor:
        optimizer.zero_grad()
        lost = F.binary_cross_entropy_with_logits(states @ row - likeliest, wrong, torch.where(wrong > 0, weight, 1.0))
        lost = lost + DECAY * row.square().sum()
        lost.backward()
        return lost

    optimizer.step(loss)
    return row.detach()


def learn_to_say(model: Llama, rows: Rows, language: str, token: int, seed: int) -> Tensor:
    """The embedding (width,) of a decision after which she says what the corpus has for it, wherever in a talk she is."""
    model.requires_grad_(False)
    table = model.token_embd.weight.requires_grad_()
    optimizer = torch.optim.Adam([table], lr=SAYING_RATE)
    for step in range(SAYING_STEPS):
        optimizer.param_groups[0]["lr"] = SAYING_RATE * (1 - step / SAYING_STEPS)
        talks = [_puzzled_talk(rows, language, random.Random(f"{seed}:{step}:{number}")) for number in range(SAYING_TALKS)]
        length = max(len(talk.ids) for talk in talks)
        ids = torch.tensor([talk.ids + [rows.tokenizer.im_end] * (length - len(talk.ids)) for talk in talks])
        said = torch.zeros(ids.shape, dtype=torch.bool)
        for number, talk in enumerate(talks):
            said[number, talk.ids.index(token) + 1 : len(talk.ids)] = True
        with torch.autocast("cpu", torch.bfloat16):
            states = model(ids[:, :-1])[0][said[:, 1:]]
            lost = F.cross_entropy(model.logits(states).float(), ids[:, 1:][said[:, 1:]])
        lost.backward()
        keep = table.grad[token].clone()
        table.grad.zero_()[token] = keep
        optimizer.step()
        optimizer.zero_grad()
    print(f"{language}: what she says then, {lost.item():.2f} nats a token")
    return table.detach()[token].clone()


def _puzzled_talk(rows: Rows, language: str, rng: random.Random) -> Row:
    """A talk of none to three rounds, and then a message that is puzzling, the decision for it, and the reply."""
    corpus, heard = rows.corpora[language], rows.overheard[language]
    persona = draw_persona(language, rows.prompts, invent(corpus, rng), rng)
    writer = TalkWriter(corpus, rng, heard)
    talk = Row(rows.tokenizer, rows.plans)
    talk.begin(persona.system)
    for round_ in writer.write(1)[: rng.randrange(4)]:
        talk.round(persona.speak(round_, language), planned=False)
    puzzling = corpus.rounds[corpus.puzzled]
    round_ = TalkRound(
        heard.sentences[rng.choice(heard.puzzling)],
        draw_alternatives(puzzling.replies[0], rng),
        Lesson(language, (corpus.puzzled,)),
        corpus.puzzled,
    )
    talk.round(persona.speak(round_, language))
    return talk


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.ArgumentDefaultsHelpFormatter)
    parser.add_argument("--out", type=Path, required=True, help="the folder that train.py wrote to; its checkpoint is changed")
    parser.add_argument("--corpus", type=Path, default=CORPUS, help="folder that holds en/ and fr/")
    parser.add_argument("--batches", type=int, default=150, help="batches of talks to look at")
    parser.add_argument("--weight", type=float, default=0.05, help="what a wrong decision counts, compared with a right one that is lost")
    parser.add_argument("--seed", type=int, default=1_000_000, help="the first batch: others than the training's")
    arguments = parser.parse_args()
    kept = arguments.out / "checkpoint.pt"
    saved = torch.load(kept, weights_only=True)
    corpora = {language: read_corpus(arguments.corpus, language) for language in LANGUAGES}
    plans = Plans(corpora)
    tokenizer = Tokenizer(arguments.out / "tokenizer.model", plans.tokens)
    heard = torch.load(arguments.out / "overheard.pt", weights_only=False)
    heard = {language: replace(overheard, puzzles=PUZZLES) for language, overheard in heard.items()}
    model = Llama(Shape(tokenizer.size, len(plans.tokens)))
    model.load_state_dict({name.removeprefix("module."): tensor for name, tensor in saved["averaged"].items() if name != "n_averaged"})

    rows = Rows(corpora, [], heard, tokenizer, plans, arguments.seed)
    states, wanted = decisions(model, rows, arguments.batches, arguments.seed, tokenizer.im_end)
    puzzled = {language: plans.of(language, corpus.puzzled, tokenizer) for language, corpus in corpora.items()}
    logits = model.logits(states).detach()
    logits[:, list(puzzled.values())] = -torch.inf
    likeliest, decided = logits.max(1)
    wrong = (wanted.gather(1, decided[:, None])[:, 0] < SAME).float()
    french = wanted[:, plans.of("fr", 0, tokenizer) :].sum(1) > 0.5
    for language, spoken in (("en", ~french), ("fr", french)):
        row = learn(states[spoken], likeliest[spoken], wrong[spoken], arguments.weight)
        says = states[spoken] @ row > likeliest[spoken]
        caught, lost = says[wrong[spoken] > 0].float().mean(), says[wrong[spoken] == 0].float().mean()
        print(f"{language}: of {len(says)} decisions, {caught:.0%} of the wrong ones and {lost:.1%} of the right ones become puzzled")
        said = learn_to_say(model, rows, language, puzzled[language], arguments.seed)
        for weights, prefix in ((saved["averaged"], "module."), (saved["model"], "")):
            weights[f"{prefix}plan_output.weight"][puzzled[language] - tokenizer.pieces] = row
            weights[f"{prefix}token_embd.weight"][puzzled[language]] = said
    torch.save(saved, kept)


if __name__ == "__main__":
    main()
