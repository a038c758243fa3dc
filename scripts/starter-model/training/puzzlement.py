"""Teaches her when to fall back on a general answer, one that only feels with what was said ("Oh. That sounds hard. Do you want to tell me
more?"). Trained with everything else, she seldom does: where she understands nothing, some decision is always the likeliest. So at the end
the rows of the output that stand for these answers (`@puzzled`) are learnt alone, so that one of them outdoes all others where the
likeliest of them would be wrong. And the rows of the embedding: what follows these decisions (as prompts are tuned, Lester et al. 2021).
Nothing else changes."""

import argparse
import random
from dataclasses import replace
from pathlib import Path

import torch
import torch.nn.functional as F
from checkpoint import load_averaged
from feelings import FELT_ALIKE
from lessons import Lesson
from model import Llama
from notation import Corpus, read_corpus, tag_of
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
"""How small the rows of the output are kept."""
SAYING_STEPS, SAYING_TALKS, SAYING_RATE = 300, 20, 0.02


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


def general(corpus: Corpus) -> Tensor:
    """(rounds,): the general answer that feels as each round's reply does, by its place in `corpus.puzzled`."""
    feelings = list(corpus.puzzled)
    own = {round_: feeling for feeling, round_ in corpus.puzzled.items()}
    tags = (tag_of(round_.replies[0]) for round_ in corpus.rounds)
    felt = (own.get(number, FELT_ALIKE.get(tag, tag)) for number, tag in enumerate(tags))
    return torch.tensor([feelings.index(feeling if feeling in feelings else "") for feeling in felt])


def learn(states: Tensor, likeliest: Tensor, right: Tensor, answers: Tensor, rows: int, weight: float) -> Tensor:
    """The rows of the general answers (rows, width). Of each decision, one of `answers` is to outdo the likeliest of all others, unless that
    is `right`; `weight` is what a wrong decision counts, compared with a right one that would be lost."""
    learnt = torch.zeros(rows, states.shape[1], requires_grad=True)
    optimizer = torch.optim.LBFGS([learnt], max_iter=400, line_search_fn="strong_wolfe")
    target = torch.where(right, 0, answers + 1)
    weights = torch.where(right, 1.0, weight)

    def loss() -> Tensor:
        optimizer.zero_grad()
        logits = torch.cat((likeliest[:, None], states @ learnt.T), 1)
        lost = (F.cross_entropy(logits, target, reduction="none") * weights).mean() + DECAY * learnt.square().sum()
        lost.backward()
        return lost

    optimizer.step(loss)
    return learnt.detach()


def learn_to_say(model: Llama, rows: Rows, tokens: list[int], seed: int) -> Tensor:
    """The embeddings (tokens, width) of the decisions for general answers, after which she says what the corpus has for them, wherever in a
    talk she is."""
    model.requires_grad_(False)
    table = model.token_embd.weight.requires_grad_()
    optimizer = torch.optim.Adam([table], lr=SAYING_RATE)
    for step in range(SAYING_STEPS):
        optimizer.param_groups[0]["lr"] = SAYING_RATE * (1 - step / SAYING_STEPS)
        talks = [_general_talk(rows, random.Random(f"{seed}:{step}:{number}")) for number in range(SAYING_TALKS)]
        length = max(len(talk.ids) for talk, _ in talks)
        ids = torch.tensor([talk.ids + [rows.tokenizer.im_end] * (length - len(talk.ids)) for talk, _ in talks])
        said = torch.zeros(ids.shape, dtype=torch.bool)
        for number, (talk, decided) in enumerate(talks):
            # The last one: an earlier reply of the talk may have been general, too.
            said[number, len(talk.ids) - talk.ids[::-1].index(decided) : len(talk.ids)] = True
        with torch.autocast("cpu", torch.bfloat16):
            states = model(ids[:, :-1])[0][said[:, 1:]]
            lost = F.cross_entropy(model.logits(states).float(), ids[:, 1:][said[:, 1:]])
        lost.backward()
        learnt = table.grad[tokens].clone()
        table.grad.zero_()[tokens] = learnt
        optimizer.step()
        optimizer.zero_grad()
        if step % 50 == 49:
            print(f"what she says then, {lost.item():.2f} nats a token", flush=True)
    return table.detach()[tokens].clone()


def _general_talk(rows: Rows, rng: random.Random) -> tuple[Row, int]:
    """A talk of none to three rounds, then a message that calls for nothing, the decision for a general answer, and the answer. Returns the
    decision's token, too."""
    language = rng.choice(LANGUAGES)
    corpus, heard = rows.corpora[language], rows.overheard[language]
    persona = draw_persona(language, rows.prompts, invent(corpus, rng), rng)
    talk = Row(rows.tokenizer, rows.plans)
    talk.begin(persona.system)
    for round_ in TalkWriter(corpus, rng, heard).write(1)[: rng.randrange(4)]:
        talk.round(persona.speak(round_, language), planned=False)
    answer, sentences = rng.choice(list(heard.puzzling.items()))
    reply = draw_alternatives(rng.choice(corpus.rounds[answer].replies), rng)
    round_ = TalkRound(heard.sentences[rng.choice(sentences)], reply, Lesson(language, (answer,)), answer)
    talk.round(persona.speak(round_, language))
    return talk, rows.plans.of(language, answer, rows.tokenizer)


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
    model = load_averaged(kept)

    rows = Rows(corpora, [], heard, tokenizer, plans, arguments.seed)
    states, wanted = decisions(model, rows, arguments.batches, arguments.seed, tokenizer.im_end)
    general_ids = {l: [plans.of(l, round_, tokenizer) for round_ in corpus.puzzled.values()] for l, corpus in corpora.items()}
    logits = model.logits(states).detach()
    logits[:, sum(general_ids.values(), [])] = -torch.inf
    likeliest, decided = logits.max(1)
    right = wanted.gather(1, decided[:, None])[:, 0] >= SAME
    first = {language: plans.of(language, 0, tokenizer) for language in LANGUAGES}
    best = wanted.argmax(1)
    french = best >= first["fr"]
    for language, spoken in (("en", ~french), ("fr", french)):
        answers = general(corpora[language])[best[spoken] - first[language]]
        learnt = learn(states[spoken], likeliest[spoken], right[spoken], answers, len(general_ids[language]), arguments.weight)
        said, says = (states[spoken] @ learnt.T).max(1)
        puzzled = said > likeliest[spoken]
        caught, lost = puzzled[~right[spoken]].float().mean(), puzzled[right[spoken]].float().mean()
        felt = (says == answers)[puzzled].float().mean()
        print(f"{language}: of {len(says)} decisions, {caught:.0%} of the wrong ones and {lost:.1%} of the right ones become general;")
        print(f"    {felt:.0%} of these feel as they should")
        for weights, prefix in ((saved["averaged"], "module."), (saved["model"], "")):
            weights[f"{prefix}plan_output.weight"][torch.tensor(general_ids[language]) - tokenizer.pieces] = learnt
    tokens = sum(general_ids.values(), [])
    said = learn_to_say(model, rows, tokens, arguments.seed)
    for weights, prefix in ((saved["averaged"], "module."), (saved["model"], "")):
        weights[f"{prefix}token_embd.weight"][tokens] = said
    torch.save(saved, kept)


if __name__ == "__main__":
    main()
