"""How far the teachers are to be trusted when they say what a stranger's sentence calls for. Most sentences call for nothing that the
corpus has, and teachers can't say so: they give each the round that is least unlike it, and some rounds draw all that fits nowhere.
Of 21,200 such answers, a few of each round, it was judged by reading whether the reply fits (`judged.tsv`): three of four did not."""

import csv
from pathlib import Path

import torch
from notation import Corpus, CorpusError
from torch import Tensor

JUDGED = Path(__file__).parent / "judged.tsv"
WEIGHTS = (-5.25, 0.27, 0.62, 6.05)
"""What a logistic regression made of the answers that were judged: a constant, then the weights of the three things below."""
OF_TOPIC, OF_ALL = 2, 10
"""As many judgements as the mean of the topic stands for beside those of a round, and that of all beside those of a topic."""


class Trust:
    """What was judged of one language's answers, round by round."""

    def __init__(self, corpus: Corpus, path: Path = JUDGED):
        """Fails with CorpusError where a round that was judged is no longer there."""
        numbers = {name: number for number, name in enumerate(corpus.names)}
        judged, fitting = torch.zeros(len(corpus.rounds)), torch.zeros(len(corpus.rounds))
        with path.open(encoding="utf-8") as file:
            for row in csv.DictReader(file, delimiter="\t"):
                if row["language"] == corpus.language:
                    if row["round"] not in numbers:
                        raise CorpusError(f"{path.name}: there is no {row['round']} in {corpus.language} any more; take its line out")
                    round_ = numbers[row["round"]]
                    judged[round_], fitting[round_] = int(row["judged"]), int(row["fitting"])
        topics = sorted(set(corpus.topics))
        topic = torch.tensor([topics.index(name) for name in corpus.topics])
        of_topic = torch.zeros(2, len(topics)).index_add(1, topic, torch.stack((judged, fitting)))
        mean = (of_topic[1] + OF_ALL * fitting.sum() / judged.sum()) / (of_topic[0] + OF_ALL)
        self.fitting = (fitting + OF_TOPIC * mean[topic]) / (judged + OF_TOPIC)

    def __call__(self, rounds: Tensor, sure: Tensor, near: Tensor) -> Tensor:
        """How likely a round's reply fits, of (sentences,): by how often it did, how sure the teachers are, and how near the sentence comes
        in meaning to a message of the round (cosine)."""
        constant, by_sure, by_round, by_near = WEIGHTS
        return torch.sigmoid(constant + by_sure * sure.logit(0.01) + by_round * self.fitting[rounds].logit(0.01) + by_near * near)
