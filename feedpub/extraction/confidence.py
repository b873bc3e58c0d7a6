"""How sure answers are: the share right of those found by the same rule under like conditions, as annotated news counts it.

``python -m benchmarks.confidence --write`` counts; data/confidence.toml holds what it found and says how it is read.
"""

from collections.abc import Mapping
from functools import cache, lru_cache
from math import exp
from typing import Literal, NamedTuple

from feedpub.extraction.candidate import Question
from feedpub.extraction.weights import numbers

Judged = Literal["quote", "speaker", "type", "event", "date", "place"]
"""What is right or wrong: that somebody is quoted, by whom; a participant's type; the main event; a date's value; which
place a name means."""
JUDGED: Mapping[Question, Judged] = {"quotes": "quote", "who": "type", "what": "event", "when": "date", "where": "place"}
"""What of an answer to each question."""
Conditions = tuple[str, ...]
"""Under which an answer was found: its rule, the kind of mention …"""
ALWAYS, NEWS = "constant", "news"
"""Conditions that every answer meets: to be one, and to be to news as it comes rather than to a corpus. This differs by the
first of the others: a corpus may mark "the coach" where news is to say who that is."""


class Counted(NamedTuple):
    """What annotated news says of a condition.

    Args:
        odds: by how much it moves the log-odds of being right, beside all others.
        right: how many answers were right under it.
        counted: how many there were.
    """

    odds: float
    right: int
    counted: int


Table = Mapping[str, Counted]


def share(table: Table, conditions: Conditions) -> float:
    """Estimate the share right under conditions; one that was hardly ever met says nothing."""
    return 1 / (1 + exp(-sum(table[each].odds for each in (ALWAYS, *news(conditions), *conditions) if each in table)))


def news(conditions: Conditions) -> Conditions:
    """Say what an answer meets by being one to news as it comes."""
    return NEWS, *(f"{NEWS} {first}" for first in conditions[:1])


@cache
def tables() -> Mapping[str, Table]:
    """Read what was counted, once."""
    return {
        judged: {name: Counted(*said) for name, said in table.items()} for judged, table in numbers("confidence").items()
    }


@lru_cache(maxsize=16_384)  # a thousand articles have some 8,000 different ones
def confidence(judged: Judged, conditions: Conditions) -> float:
    """Tell how sure it is that something is right, to a thousandth."""
    return round(share(tables()[judged], conditions), 3)
