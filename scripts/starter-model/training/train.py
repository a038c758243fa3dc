"""Trains the starter model. Stop it whenever you like: it goes on from its last checkpoint."""

import argparse
import json
import math
import random
import time
from pathlib import Path
from shutil import copyfile

import torch
import torch.nn.functional as F
from torch import Tensor
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

import checkpoint
from french_lexicon import read_lexicon
from gguf_weights import read_weights
from lessons import Lessons
from model import Llama, Shape
from notation import Corpus, read_corpus
from overheard import Overheard, imagine, listen, read_sentences
from plans import Plans
from rows import LANGUAGES, Batch, Rows, Shares, read_pairs
from sentence_meanings import learn_to_read, read_vectors
from tokenizer import Tokenizer, train_tokenizer
from tokenizer_text import tokenizer_text
from variations import english_variations, french_variations
from word_meanings import read_meanings

CORPUS = Path(__file__).resolve().parents[1] / "corpus"
TOKENIZER = Path(__file__).resolve().parent / "tokenizer.model"
MUON_RATE = 0.02
ADAM_RATE = 3e-3
LESSONS_RATE = 9e-3
PLANS_RATE = 1e-3
MESSAGE_ROWS, MESSAGE_LENGTH = 54, 96
LINE_ROWS, LINE_LENGTH = 20, 256
LONG_TALKS = 0.4
"""How many batches of talks have half as many rows, twice as long: far from where a talk began, she knows only what she was taught there."""
AVERAGED = 0.998
"""How slowly the weights that are kept follow those that learn: their mean over some hundred steps answers better than any of them."""
WARM_UP_STEPS = 50
PLANS_DRAWN = 256
PIECES_DRAWN = 6144


def parse_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.ArgumentDefaultsHelpFormatter)
    parser.add_argument("--out", type=Path, required=True, help="folder for tokenizer and checkpoints")
    parser.add_argument("--weights", type=Path, help="begin with those of a GGUF file, such as models/kira-starter.gguf")
    parser.add_argument("--corpus", type=Path, default=CORPUS, help="folder that holds en/ and fr/")
    parser.add_argument("--sentences", type=Path, help="English–French pairs, tab-separated, for fluency")
    parser.add_argument("--meanings", type=Path, help="word vectors (GloVe, JSON), with which teachers learn what strangers mean")
    parser.add_argument("--sentence-vectors", type=Path, help="what the pairs' English sides mean, of sentence-vectors.ts")
    parser.add_argument("--french-lexicon", type=Path, help="what dictionaries know of French words, of french_lexicon.py")
    parser.add_argument("--overheard", type=Path, help="folder with en.txt and fr.txt: what strangers say, a sentence a line")
    parser.add_argument("--school-steps", type=int, default=1500, help="steps over which sentences and echoes fade out")
    parser.add_argument("--messages", type=float, default=0.4, help="part of the steps that read what messages call for")
    parser.add_argument("--lines", type=float, default=0.3, help="part of the steps that read what she says once she has decided")
    parser.add_argument("--echoes", type=float, default=0.04, help="part of the rows of talks that are echoes, once school is over")
    parser.add_argument("--rate", type=float, default=1.0, help="factor of the learning rate")
    parser.add_argument("--steps", type=int, default=9000, help="the last step; talks are what is left")
    parser.add_argument("--decay", type=int, default=700, help="steps at the end over which the rate falls to 0")
    parser.add_argument("--minutes", type=float, help="end after so many minutes; the rate falls to 0 over the last 40 %%")
    parser.add_argument("--rows", type=int, default=10, help="rows in a batch of talks")
    parser.add_argument("--length", type=int, default=512, help="tokens in a row of talks")
    parser.add_argument("--new-tokenizer", action="store_true", help="learn one from the text, rather than take ours")
    parser.add_argument("--vocabulary", type=int, default=16384)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--save-every", type=int, default=25, help="steps between checkpoints")
    arguments = parser.parse_args()
    if arguments.meanings and not (arguments.sentences and arguments.sentence_vectors):
        parser.error("--meanings needs --sentences and --sentence-vectors: French gets its meanings from the pairs")
    return arguments


def optimizers_of(model: Llama, lessons: Lessons) -> list[torch.optim.Optimizer]:
    """Muon for the blocks' matrices, AdamW for embedding and norms, and for what tells rounds apart: the heads of plans and lessons.
    These have to remember for long how a round was learnt: many are rare, and a short memory takes what pushes them away for all there is."""
    blocks = list(model.blk.parameters())
    matrices = [p for p in blocks if p.dim() == 2]
    others = [model.token_embd.weight, *(p for p in blocks if p.dim() < 2), *model.output_norm.parameters()]
    return [
        torch.optim.Muon(matrices, lr=MUON_RATE, momentum=0.95, weight_decay=0.01, adjust_lr_fn="original"),
        torch.optim.AdamW(others, lr=ADAM_RATE, betas=(0.9, 0.95), weight_decay=0.0),
        torch.optim.AdamW(lessons.parameters(), lr=LESSONS_RATE, weight_decay=0.0),
        torch.optim.AdamW(model.plan_output.parameters(), lr=PLANS_RATE, weight_decay=0.0),
    ]


def draw(rows: Rows, step: int, arguments: argparse.Namespace) -> Batch:
    """At school, sentences and echoes fade into talks; then shorter rows of messages and of lines, as these need no more, take turns
    with talks."""
    left = max(0.0, 1 - step / arguments.school_steps)
    dice = random.Random(f"{arguments.seed}:{step}").random()
    talks = 1.0 if left else 1 - arguments.messages - arguments.lines
    if dice < talks:
        shares = Shares(sentences=0.3 * left, echoes=arguments.echoes + 0.5 * left)
        times = 2 if dice < talks * LONG_TALKS else 1
        return rows.batch(step, arguments.rows // times, arguments.length * times, shares)
    if dice < talks + arguments.messages:
        return rows.batch(step, MESSAGE_ROWS, MESSAGE_LENGTH, Shares(messages=1.0))
    return rows.batch(step, LINE_ROWS, LINE_LENGTH, Shares(lines=1.0))


def set_rate(optimizers: list[torch.optim.Optimizer], factor: float) -> None:
    for optimizer, base in zip(optimizers, (MUON_RATE, ADAM_RATE, LESSONS_RATE, PLANS_RATE), strict=True):
        for group in optimizer.param_groups:
            group["lr"] = base * factor


def loss_of(states: Tensor, model: Llama, batch: Batch, step: int) -> Tensor:
    """Mean cross-entropy of the text in nats, weighted token by token. What weighs nothing is left out: logits are dear. So are those
    of all pieces that the batch doesn't hold, and of all plans, which are never text: some stand for all, each for so many (sampled
    softmax, Jean et al. 2015). It is the states that learn to keep away from plans: these would learn nothing by it but noise."""
    counted = batch.weights > 0
    shape, dice = model.shape, torch.Generator().manual_seed(step)
    held, targets = torch.unique(batch.ids[:, 1:][counted], return_inverse=True)
    others = torch.randperm(shape.pieces, generator=dice)
    others = others[~torch.isin(others, held)]
    drawn = others[:PIECES_DRAWN]
    plans = torch.randint(shape.plans, (PLANS_DRAWN,), generator=dice)
    text = states[counted] @ model.token_embd.weight[torch.cat((held, drawn))].T
    never = states[counted] @ model.plan_output.weight[plans].detach().T
    logits = torch.cat((text.float(), never.float() + math.log(shape.plans / PLANS_DRAWN)), 1)
    logits[:, len(held) : len(held) + len(drawn)] += math.log(max(1, len(others)) / max(1, len(drawn)))
    weights = batch.weights[counted]
    losses = F.cross_entropy(logits, targets, reduction="none")
    return (losses * weights).sum() / weights.sum().clamp(min=1)


def begin_with(model: Llama, vocabulary: list[str], weights: dict[str, Tensor], known: list[str]) -> None:
    """Takes over what is known, tokens by their names. Of those that are new, plans begin anew, and pieces in the middle of the known
    ones that they are made of. A plan is named by its place in its file: an exchange written before others takes theirs."""
    numbers = {token: number for number, token in enumerate(known)}
    own, pieces = model.state_dict(), model.shape.pieces
    table, output = weights["token_embd.weight"], weights.pop("output.weight", weights["token_embd.weight"])
    for number, token in enumerate(vocabulary):
        if token in numbers:
            own["token_embd.weight"][number] = table[numbers[token]]
        elif number < pieces and (parts := longest_parts(token, numbers)):
            own["token_embd.weight"][number] = table[parts].mean(0)
        if number >= pieces and token in numbers:
            own["plan_output.weight"][number - pieces] = output[numbers[token]]
    own.update({name: weight for name, weight in weights.items() if name != "token_embd.weight"})
    model.load_state_dict(own)


def longest_parts(text: str, numbers: dict[str, int]) -> list[int]:
    """The numbers of the known pieces that a text begins and goes on with, the longest ones first; none where it can't be put together."""
    found: list[int] = []
    while text:
        length = next((length for length in range(len(text), 0, -1) if text[:length] in numbers), 0)
        if not length:
            return []
        found.append(numbers[text[:length]])
        text = text[length:]
    return found


def overhear(
    arguments: argparse.Namespace, corpora: dict[str, Corpus], pairs: list[tuple[str, str]]
) -> dict[str, Overheard]:
    """What strangers say, with what the teachers make of it; nothing without word vectors. Kept in `--out`."""
    if arguments.meanings is None:
        return {}
    kept = arguments.out / "overheard.pt"
    if not kept.exists():
        lexicon = list(read_lexicon(arguments.french_lexicon)) if arguments.french_lexicon else []
        meanings = read_meanings(arguments.meanings, pairs, lexicon)
        heard = read_sentences(arguments.overheard, pairs)
        variations = {"en": english_variations(meanings["en"], heard["en"]), "fr": french_variations(meanings["fr"], heard["fr"], lexicon)}
        imagined = {l: imagine(corpus, heard[l], variations[l], arguments.seed) for l, corpus in corpora.items()}
        sides = dict(zip(LANGUAGES, zip(*pairs, strict=True), strict=True))
        vectors = read_vectors(arguments.sentence_vectors, list(sides["en"]))
        readers = {language: learn_to_read(list(side), vectors, arguments.seed) for language, side in sides.items()}
        torch.save({l: listen(corpora[l], meanings[l], readers[l], heard[l], imagined[l], arguments.seed) for l in LANGUAGES}, kept)
    return torch.load(kept, weights_only=False)


def main() -> None:
    arguments = parse_arguments()
    arguments.out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(arguments.seed)
    torch.set_num_threads(arguments.threads)

    corpora = {language: read_corpus(arguments.corpus, language) for language in LANGUAGES}
    pairs = read_pairs(arguments.sentences)
    pieces = arguments.out / "tokenizer.model"
    if not pieces.exists() and not arguments.new_tokenizer:
        copyfile(TOKENIZER, pieces)
    elif not pieces.exists():
        train_tokenizer(tokenizer_text(corpora, pairs, arguments.seed), arguments.vocabulary, pieces)
    plans = Plans(corpora)
    (arguments.out / "plans.json").write_text(json.dumps(plans.tokens), "utf-8")
    tokenizer = Tokenizer(pieces, plans.tokens)
    rows = Rows(corpora, pairs, overhear(arguments, corpora, pairs), tokenizer, plans, arguments.seed)

    model = Llama(Shape(tokenizer.size, len(plans.tokens)))
    lessons = Lessons(model.shape.width, rows.rounds)
    optimizers = optimizers_of(model, lessons)
    kept = arguments.out / "checkpoint.pt"
    if arguments.weights:
        begin_with(model, tokenizer.vocabulary()["tokens"], *read_weights(arguments.weights))
    averaged = AveragedModel(model, multi_avg_fn=get_ema_multi_avg_fn(AVERAGED))
    first = checkpoint.load(kept, model, averaged, lessons, optimizers)
    compiled = torch.compile(model)
    print(f"{sum(p.numel() for p in model.parameters()) / 1e6:.2f}M parameters, from step {first}", flush=True)

    began, step, read = time.monotonic(), first, 0
    while step < arguments.steps:
        minutes = (time.monotonic() - began) / 60
        time_left = 1.0 if arguments.minutes is None else (1 - minutes / arguments.minutes) / 0.4
        if time_left <= 0:
            break
        steps_left = (arguments.steps - step) / arguments.decay
        set_rate(optimizers, arguments.rate * min(1.0, (step + 1) / WARM_UP_STEPS, steps_left, time_left))
        batch = draw(rows, step, arguments)
        with torch.autocast("cpu", torch.bfloat16):
            states, middle = compiled(batch.ids[:, :-1])
            loss = loss_of(states, model, batch, step)
            lesson = batch.lessons.loss(middle, lessons)
            plan = batch.plans.loss(states, model.logits)
        (loss + lesson + plan).backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        for optimizer in optimizers:
            optimizer.step()
            optimizer.zero_grad(set_to_none=True)
        averaged.update_parameters(model)
        step, read = step + 1, read + batch.weights.numel()
        if step % 20 == 0:
            speed = read / (time.monotonic() - began)
            losses = f"loss {loss.item():.3f} lessons {lesson.item():.3f} plans {plan.item():.3f}"
            print(f"step {step} {losses} tokens/s {speed:.0f} minutes {minutes:.1f}", flush=True)
        if step % arguments.save_every == 0:
            checkpoint.save(kept, step, model, averaged, lessons, optimizers)
    checkpoint.save(kept, step, model, averaged, lessons, optimizers)


if __name__ == "__main__":
    main()
