"""Whether the clause around a date speaks of the past or of what is to come."""

from collections.abc import Iterable

from feedpub.extraction.times.phrase import Phrase
from feedpub.extraction.times.resolve import Tense
from feedpub.extraction.times.verbs import reporting, verbs
from feedpub.extraction.times.words import Word

_REACH = 40
_SHORTEST_PAST = 5
_NAMES_A_DAY = "wXmMHyjruoib"  # classes of words; a time of day has none of them
_AFTER = frozenset(["after", "since", "following"])
_LIMITS = frozenset(["until", "till", "through", "by"])
Read = dict[int, Tense | None]
"""What single words of one sentence say of its tense, by their index."""


def tense(phrase: Phrase, read: Read) -> Tense | None:
    """Read the tense off the nearest verb: before the date, else after it, within 40 words and its sentence.

    Args:
        phrase: the date's words.
        read: what other dates of the sentence had read of its words; what is read now is added, so that a sentence full of
            dates is read once.

    Returns:
        past for "resigned on Monday", over for "closed since Monday", future for "will vote on Monday", None for "Monday's
        agenda".
    """
    words = phrase.words
    if phrase.before.text == "since":
        return "over"
    after = _first(words, range(phrase.end, min(phrase.end + _REACH, len(words))), read)
    if phrase.after.kind == "'":
        return after[1] if after and words[after[0]].text not in verbs("planned") else None
    before = _first(words, range(phrase.begin - 1, max(phrase.begin - _REACH, -1), -1), read)
    if before is None:
        return "future" if _limit(phrase) else after[1] if after else None
    if before[1] == "past" and not _had(words, before[0]):
        return _unless_ahead(phrase, words[before[0]].text)
    called_off = after is not None and after[0] == phrase.end and words[after[0]].text in verbs("auxiliary")
    return "past" if words[before[0]].text in verbs("planned") and called_off else before[1]


def _unless_ahead(phrase: Phrase, verb: str) -> Tense | None:
    # "extended to May 3", "named him as its chief from Jan. 1", but "was open until Friday".
    if _limit(phrase) and phrase.first(_NAMES_A_DAY):
        return None if phrase.first("wX") and verb in verbs("auxiliary") else "future"
    return None if phrase.before.text == "from" else "past"


def _limit(phrase: Phrase) -> bool:
    begin = phrase.begin - (2 if phrase.before.text == "least" else 0)  # "until at least Sunday"
    return begin > 0 and phrase.words[begin - 1].text in _LIMITS


def _first(words: list[Word], positions: Iterable[int], read: Read) -> tuple[int, Tense] | None:
    for at in positions:
        if at not in read:
            read[at] = _told(words, at)
        if found := read[at]:
            return at, found
    return None


def _told(words: list[Word], at: int) -> Tense | None:
    aside = words[at].text in reporting() and words[at + 1 : at + 2] and words[at + 1].kind == ","
    return None if aside else _gerund(words, at) or _verb(words, at)  # "the crews, she said, will stay until Sunday"


def _gerund(words: list[Word], at: int) -> Tense | None:
    """Read "vowed to stay after losing on Sunday": what comes after is over."""
    return "past" if at and words[at].text.endswith("ing") and words[at - 1].text in _AFTER else None


def _verb(words: list[Word], at: int) -> Tense | None:
    word = words[at]
    if word.capital and at and words[at - 1].kind not in ".|":
        return None
    led = [each.text for each in words[max(at - 3, 0) : at]]
    if word.text in verbs("modal"):
        return "future"
    if word.text in verbs("planned"):
        return "past" if led[-2:] == ["had", "been"] else "future"
    if word.text == "to":
        follows = words[at + 1].kind if at + 1 < len(words) else ""
        return "future" if led[-1:] and led[-1] in verbs("ahead") and follows == "x" else None
    if not _past(word.text) or led[-1:] == ["to"]:  # "is to hit the north on Friday"
        return None
    return "future" if led[-2:] == ["to", "be"] or not verbs("modal").isdisjoint(led) else "past"


def _past(text: str) -> bool:
    regular = text.endswith("ed") and len(text) >= _SHORTEST_PAST and text not in verbs("not_past")
    return regular or text in verbs("past")


def _had(words: list[Word], at: int) -> bool:
    return "had" in [word.text for word in words[max(at - 2, 0) : at]]
