"""Which of the published event types an event is."""

import re
from collections.abc import Iterable, Sequence, Set
from functools import cache

from feedpub.extraction.document.grammar.words import Word
from feedpub.language.lexicon import english, genders
from feedpub.model.event_types import OTHER

SPEAKING = "#speaking"  # told where the clause of the event is about words
NOTHING = "nothing"  # what figures of speech point to
LEAST = 2.4  # points below which no type is claimed
_STRONG, _WEAK = 1.0, 0.4
_SCORE = re.compile(r"\d{1,3}$")


@cache
def _lists() -> dict[str, dict[str, str]]:
    return dict(english().table("event_triggers"))


@cache
def _needs() -> dict[str, list[frozenset[str]]]:
    """Tell for each type the sets of words of each of which its news has one: a sport result needs a win, and a match."""
    lists = _lists().items()
    return {name: [frozenset(words[key].split()) for key in ("needs", "also") if key in words] for name, words in lists}


@cache
def _triggers() -> dict[str, tuple[tuple[str, float], ...]]:
    """Turn the list round: for each trigger the types that it points to, and how strongly."""
    found: dict[str, list[tuple[str, float]]] = {}
    for name, words in _lists().items():
        for strength, points in (("strong", _STRONG), ("weak", _WEAK)):
            for trigger in words[strength].split(",") if strength in words else ():
                found.setdefault(trigger.strip(), []).append((name, points))
    return {trigger: tuple(types) for trigger, types in found.items()}


def points(plain: Sequence[str], weight: float) -> dict[str, float]:
    """Add up what a stretch of words says about the type of an event.

    Args:
        plain: the words in their base forms, as ``bases`` writes them.
        weight: how much it counts.

    Returns:
        Points for each type that any word points to.
    """
    found: dict[str, float] = {}
    triggers = _triggers()
    for trigger, length in sorted(_found(plain)):
        for name, value in triggers[trigger]:
            found[name] = found.get(name, 0.0) + value * weight * (1 + 0.5 * (length - 1))
    return found


def type_of(parts: Iterable[dict[str, float]], told: Set[str]) -> str:
    """Choose the type.

    Args:
        parts: the points of several stretches.
        told: the base forms of all their words.

    Returns:
        The name of the type with the most points, or ``other`` when none has enough.
    """
    found: dict[str, float] = {}
    for part in parts:
        for name, value in part.items():
            found[name] = found.get(name, 0.0) + value
    able = [name for name in sorted(found) if name != NOTHING and not any(need.isdisjoint(told) for need in _needs()[name])]
    best = max(able, key=lambda name: found[name], default=OTHER)
    return best if best != OTHER and found[best] >= LEAST else OTHER


def points_to(word: Word, name: str) -> bool:
    """Tell whether one word alone says that something is of a type: "resignation" and "resigned" do.

    Args:
        word: any word.
        name: of the type.

    Returns:
        Whether it is among the type's strong triggers.
    """
    return any(entry == name and value == _STRONG for entry, value in _triggers().get(base(word), ()))


@cache
def _reach() -> dict[str, int]:
    """Tell for each word how long the longest trigger is that begins with it."""
    found: dict[str, int] = {}
    for trigger in _triggers():
        first, *rest = trigger.split()
        found[first] = max(found.get(first, 0), 1 + len(rest))
    return found


def _found(plain: Sequence[str]) -> set[tuple[str, int]]:
    """Find the triggers in a stretch; a longer one takes its words away from the shorter ones."""
    known, reach, found = _triggers(), _reach(), set[tuple[str, int]]()
    at = 0
    while at < len(plain):
        if plain[at] not in reach:
            at += 1
            continue
        longest = min(reach[plain[at]], len(plain) - at)
        length = next((n for n in range(longest, 0, -1) if " ".join(plain[at : at + n]) in known), 0)
        if length:
            found.add((" ".join(plain[at : at + length]), length))
        at += length or 1
    return found


def bases(words: Sequence[Word]) -> list[str]:
    """Write words in their base forms, without articles and auxiliaries' endings.

    Args:
        words: of a stretch.

    Returns:
        The base forms, "#score" for the likes of 3-1, nothing for words that are only names: "Bill McCollum", "16 March".
    """
    plain: list[str] = []
    for at, word in enumerate(words):
        if (
            word.low in ("-", "–")
            and at
            and _SCORE.match(words[at - 1].low)
            and at + 1 < len(words)
            and _SCORE.match(words[at + 1].low)
        ):
            plain.append("#score")
        elif word.low not in ("a", "an") and not word.mark:
            plain.append("" if word.capital and _only_name(words, at) else base(word))
    return plain


def _only_name(words: Sequence[Word], at: int) -> bool:
    """Tell "Sue Barker" and "16 March" from "Sue" and "March" where they may be verbs."""
    word = words[at]
    if word.text not in genders() and word.text != "March":
        return False
    following = words[at + 1] if at + 1 < len(words) else None
    return (word.text == "March" and at > 0) or (following is not None and (following.capital or following.number))


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
