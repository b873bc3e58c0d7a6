"""The published list of news event types, and which of them an event is."""

import re
import tomllib
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from feedpub.language.grammar.words import Word

OTHER = "other"
LEAST = 2.4  # points below which no type is claimed
_STRONG, _WEAK = 1.0, 0.4
_LONGEST = 4  # words in a trigger
_SCORE = re.compile(r"\d{1,3}$")


class EventType(NamedTuple):
    """One type of news event.

    Args:
        name: public; it stays.
        definition: what belongs to it.
        topic: code of the closest IPTC Media Topic.
        topic_name: its English name.
        strong: words that say it, in their base forms, parted by commas.
        weak: words that go with it.
    """

    name: str
    definition: str
    topic: str
    topic_name: str
    strong: str
    weak: str


@cache
def event_types() -> tuple[EventType, ...]:
    """Read the list, once.

    Returns:
        The types in the order in which they are published.
    """
    text = files("feedpub.extraction").joinpath("data/event_types.toml").read_text("utf-8")
    return tuple(EventType(**entry) for entry in tomllib.loads(text)["type"])


@cache
def _triggers() -> dict[str, tuple[tuple[str, float], ...]]:
    """Turn the list round: for each trigger the types that it points to, and how strongly."""
    found: dict[str, list[tuple[str, float]]] = {}
    for entry in event_types():
        for triggers, points in ((entry.strong, _STRONG), (entry.weak, _WEAK)):
            for trigger in triggers.split(","):
                found.setdefault(trigger.strip(), []).append((entry.name, points))
    return {trigger: tuple(types) for trigger, types in found.items()}


def points(parts: Iterable[tuple[Sequence[Word], float]]) -> dict[str, float]:
    """Add up what the words of an article's head say about its type.

    Args:
        parts: stretches of words, each with how much it counts.

    Returns:
        Points for each type that any word points to.
    """
    found: dict[str, float] = {}
    for part, weight in parts:
        for trigger, length in sorted(_found(part)):
            for name, value in _triggers()[trigger]:
                found[name] = found.get(name, 0.0) + value * weight * (1 + 0.5 * (length - 1))
    return found


def type_of(parts: Iterable[tuple[Sequence[Word], float]]) -> str:
    """Choose the type.

    Args:
        parts: stretches of words, each with how much it counts.

    Returns:
        The name of the type with the most points, or ``other`` when none has enough.
    """
    found = points(parts)
    best = max(sorted(found), key=lambda name: found[name], default=OTHER)
    return best if best != OTHER and found[best] >= LEAST else OTHER


def _found(words: Sequence[Word]) -> set[tuple[str, int]]:
    """Find the triggers in a stretch; a longer one takes its words away from the shorter ones."""
    bases, known, found = _bases(words), _triggers(), set[tuple[str, int]]()
    at = 0
    while at < len(bases):
        length = next((n for n in range(_LONGEST, 0, -1) if " ".join(bases[at : at + n]) in known), 0)
        if length:
            found.add((" ".join(bases[at : at + length]), min(length, len(bases) - at)))
        at += length or 1
    return found


def _bases(words: Sequence[Word]) -> list[str]:
    """Write words in their base forms, without articles and auxiliaries' endings."""
    bases: list[str] = []
    for at, word in enumerate(words):
        if (
            word.low in ("-", "–")
            and at
            and _SCORE.match(words[at - 1].low)
            and at + 1 < len(words)
            and _SCORE.match(words[at + 1].low)
        ):
            bases.append("#score")
        elif word.low not in ("a", "an") and not word.mark:
            bases.append(base(word))
    return bases


def base(word: Word) -> str:
    """Take a word's ending off: "jobs" is "job", "fell" is "fall", "Haliva's" is "haliva".

    Args:
        word: any word.

    Returns:
        Its base form in lower case.
    """
    low = word.low.removesuffix("'s")
    if word.form and low == word.low:
        return word.form.lemma
    if low.endswith("s") and len(low) > 3 and not low.endswith(("ss", "us", "is")):
        return low[:-3] + "y" if low.endswith("ies") else low[:-1]
    return low
