"""How good an order was, once every label is known."""

from __future__ import annotations

import math
from collections.abc import Sequence

PROMISED = 0.95


def loss(found_at: Sequence[int], records: int) -> float:
    """Return the area between the recall curve and the best possible one, from 0 to 1.

    `found_at` says after how many papers each relevant one was found, from 1; `records` is how many
    papers there were. 0 is the best order and 1 the worst (ASReview Insights' normalised loss:
    the difference of the areas under the two curves, over that of the best and the worst).
    nan where all papers were relevant, or none.
    """
    relevant = len(found_at)
    if relevant in (0, records):
        return math.nan
    best = relevant * (relevant + 1) / 2
    return (sum(found_at) - best) / (relevant * (records - relevant))


def work_saved(found_at: Sequence[int], records: int, recall: float = PROMISED) -> float:
    """Return the work saved over sampling at a recall (Cohen et al., JAMIA 2006;13:206).

    It is the share of papers that need not be read once that recall is reached, less the share that
    a random order would save as well. nan where nothing was relevant.
    """
    if not found_at:
        return math.nan
    needed = math.ceil(recall * len(found_at) - 1e-9)
    return (records - sorted(found_at)[needed - 1]) / records - (1 - recall)
