"""Whether the clause around a date speaks of the past or of what is to come."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from feedpub.extraction.when.phrase import Phrase
from feedpub.extraction.when.resolve import Tense
from feedpub.extraction.when.tables import load
from feedpub.extraction.when.words import Word

_REACH = 40
_SHORTEST_PAST = 5
_LIMITS = frozenset(["until", "till", "through", "by"])


@dataclass(frozen=True, slots=True)
class _Cues:
    modal: frozenset[str]
    planned: frozenset[str]
    ahead: frozenset[str]
    past: frozenset[str]
    not_past: frozenset[str]
    auxiliary: frozenset[str]


@cache
def _cues() -> _Cues:
    tables = load("verbs.en.toml")
    return _Cues(*(frozenset(tables[name]) for name in _Cues.__dataclass_fields__))


@cache
def reporting() -> frozenset[str]:
    """Return the verbs of saying: a date beside one is when somebody spoke."""
    return frozenset(load("verbs.en.toml")["reporting"])


def tense(phrase: Phrase) -> Tense | None:
    """Read the tense off the nearest verb: before the date, else after it, within its sentence.

    Args:
        phrase: the date's words.

    Returns:
        past for "resigned on Monday", over for "closed since Monday", future for "will vote on Monday", None for "Monday's
        agenda".
    """
    words = phrase.words
    if phrase.before.text == "since":
        return "over"
    after = _first(words, range(phrase.end, min(phrase.end + _REACH, len(words))))
    if phrase.after.kind == "'":
        return after[1] if after and words[after[0]].text not in _cues().planned else None
    before = _first(words, range(phrase.begin - 1, max(phrase.begin - _REACH, -1), -1))
    if before is None:
        return "future" if phrase.before.text in _LIMITS else after[1] if after else None
    verb, found = words[before[0]].text, before[1]
    if phrase.before.text in _LIMITS and found == "past" and not _had(words, before[0]):
        return None if phrase.first("wX") and verb in _cues().auxiliary else "future"
    if phrase.before.text == "from" and found == "past":
        return None  # "named him as its chief from Jan. 1"
    called_off = after is not None and after[0] == phrase.end and words[after[0]].text in _cues().auxiliary
    return "past" if verb in _cues().planned and called_off else found


def _first(words: list[Word], positions: Iterable[int]) -> tuple[int, Tense] | None:
    for at in positions:
        if found := _verb(words, at):
            return at, found
    return None


def _verb(words: list[Word], at: int) -> Tense | None:
    word = words[at]
    if word.capital and at and words[at - 1].kind not in ".|":
        return None
    cues = _cues()
    if word.text in cues.modal or word.text in cues.planned:
        return "past" if word.text in cues.planned and _had_been(words, at) else "future"
    if word.text == "to" and at:
        return (
            "future" if words[at - 1].text in cues.ahead and words[at + 1 : at + 2] and words[at + 1].kind == "x" else None
        )
    if word.text in cues.past or (
        word.text.endswith("ed") and len(word.text) >= _SHORTEST_PAST and word.text not in cues.not_past
    ):
        led = [each.text for each in words[max(at - 3, 0) : at]]
        return "future" if any(each in cues.modal for each in led) or led[-2:] == ["to", "be"] else "past"
    return None


def _had(words: list[Word], at: int) -> bool:
    return "had" in [word.text for word in words[max(at - 2, 0) : at]]


def _had_been(words: list[Word], at: int) -> bool:
    return [word.text for word in words[max(at - 2, 0) : at]] == ["had", "been"]
