"""How sure answers are: the share right of those found by the same rule under like conditions, as annotated news counts it.

``python -m benchmarks.confidence --write`` counts; data/confidence.toml holds what it found and says how it is read.
"""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from math import exp, log
from typing import Literal

from feedpub.model.base import Frozen

Judged = Literal["quote", "speaker", "type", "event", "date", "place"]
"""What is right or wrong: that somebody is quoted, by whom; a participant's type; the main event; a date's value; which
place a name means."""
Conditions = tuple[str, ...]
"""Under which an answer was found, the most telling first: its rule, the kind of mention …"""
PRIOR = 8  # answers that the share of the wider conditions counts for; 4 and 16 are as good, 2 and 40 worse


class Counted(Frozen):
    """What annotated news says of one thing.

    Args:
        shift: of the log-odds, by which news of other publishers differs from the corpora that were counted.
        counts: by conditions, the first of them alone, then more: how many answers were right, and how many there were.
    """

    shift: float = 0.0
    counts: Mapping[str, tuple[float, float]] = {}

    def share(self, conditions: Conditions) -> float:
        """Estimate the share right: that of the wider conditions, moved by what is counted under narrower ones."""
        share = 0.5
        for width in range(len(conditions) + 1):
            right, counted = self.counts.get(" ".join(conditions[:width]), (0, 0))
            share = (right + PRIOR * share) / (counted + PRIOR)
        return 1 / (1 + exp(-log(share / (1 - share)) - self.shift))


@cache
def counted() -> Mapping[str, Counted]:
    """Read what was counted, once."""
    read = tomllib.loads(files("feedpub.extraction").joinpath("data/confidence.toml").read_text("utf-8"))
    return {judged: Counted.model_validate(table) for judged, table in read.items()}


def confidence(judged: Judged, conditions: Conditions) -> float:
    """Tell how sure it is that something is right, to a thousandth."""
    return round(counted()[judged].share(conditions), 3)
