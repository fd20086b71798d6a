"""ASReview, replaying a screening in an environment of its own; asked and answering in JSON lines.

A request names the file and column of a set with the records known at the start, or holds labels in
an order of ours. The answer gives the labels in the order in which ASReview showed the records,
without those known at the start, and the loss by ASReview's own function (the one of ASReview
Insights).
"""

from __future__ import annotations

import json
import sys
import time

import asreview
import pandas as pd
from asreview.learner import ActiveLearningCycle
from asreview.metrics import loss
from asreview.models.models import get_ai_config
from asreview.simulation.simulate import Simulate


def replayed(titles: list[str], abstracts: list[str], labels: list[int], start: list[int]) -> dict:
    """Replay with the default model (ELAS u4) up to the last relevant record, as ASReview does."""
    table = pd.DataFrame({"title": titles, "abstract": abstracts})
    began = time.process_time()
    cycle = ActiveLearningCycle.from_meta(get_ai_config()["value"])
    simulation = Simulate(table, labels, [cycle], print_progress=False)
    simulation.label(start)
    simulation.review()
    seconds = time.process_time() - began
    results = simulation._results  # noqa: SLF001 - ASReview gives them out nowhere else
    shown = [int(label) for label in results.dropna(axis=0, subset="training_set")["label"]]
    return {"labels": shown + [0] * (len(labels) - len(start) - len(shown)), "seconds": seconds}


def main() -> None:
    """Answer each line of standard input."""
    print(json.dumps({"version": asreview.__version__}), flush=True)
    for line in sys.stdin:
        request = json.loads(line)
        answer = request if "order" in request else replayed(**request)
        answer["loss"] = loss(answer.get("order") or answer["labels"])
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
