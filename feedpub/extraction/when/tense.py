"""Whether the clause around a date speaks of the past or of what is to come."""

from functools import cache

from feedpub.extraction.when.phrase import Phrase
from feedpub.extraction.when.resolve import Tense
from feedpub.extraction.when.tables import load
from feedpub.extraction.when.words import Word

_REACH = 40
_SHORTEST_PAST = 5


def tense(phrase: Phrase) -> Tense | None:
    """Read the tense off the nearest verb: before the date, else after it, within its sentence.

    Args:
        phrase: the date's words.

    Returns:
        past for "resigned on Monday", future for "will vote on Monday", None for "Monday's agenda".
    """
    words = phrase.words
    for at in range(phrase.begin - 1, max(phrase.begin - _REACH, -1), -1):
        if _ends_sentence(words, at):
            break
        if found := _verb(words, at):
            return found
    for at in range(phrase.end, min(phrase.end + _REACH, len(words))):
        if _ends_sentence(words, at):
            break
        if found := _verb(words, at):
            return found
    return None


def _ends_sentence(words: list[Word], at: int) -> bool:
    word = words[at]
    if word.kind != ".":
        return word.kind == "|"
    follows = words[at + 1] if at + 1 < len(words) else None
    return (follows is None or follows.start > word.end) and not (at and words[at - 1].kind in "MXA")


def _verb(words: list[Word], at: int) -> Tense | None:
    word = words[at]
    if word.capital and at and words[at - 1].kind not in ".|":
        return None
    future, past, not_past = _cues()
    if word.text in future:
        return "future"
    if word.text in past or (word.text.endswith("ed") and len(word.text) >= _SHORTEST_PAST and word.text not in not_past):
        return "future" if any(each.text in future or each.text == "to" for each in words[max(at - 3, 0) : at]) else "past"
    return None


@cache
def _cues() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    tables = load("verbs.en.toml")
    return frozenset(tables["future"]), frozenset(tables["past"]), frozenset(tables["not_past"])
