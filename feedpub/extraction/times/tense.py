"""Whether the clause around a date speaks of the past or of what is to come."""

from collections.abc import Iterable

from feedpub.extraction.times.classes import ANY_MONTH, ANY_WEEKDAY, Kind
from feedpub.extraction.times.phrase import TimePhrase
from feedpub.extraction.times.resolution import Tense
from feedpub.extraction.times.vocabulary import TimeVocabulary
from feedpub.extraction.times.words import TimeWord

_REACH = 40  # words from a date to the verb that says its tense
_NAMES_A_DAY = ANY_WEEKDAY + ANY_MONTH + Kind.HOLIDAY + Kind.DAY_WORD + Kind.SHIFT + Kind.UNIT + Kind.NTH + Kind.ISO
_NAMES_A_DAY += Kind.SLASHED + Kind.YEAR  # a time of day has none of them

WordTenses = dict[int, Tense | None]
"""What single words of one sentence say of its tense, by their index."""


def tense(phrase: TimePhrase, read: WordTenses) -> Tense | None:
    """Read the tense off the nearest verb: before the date, else after it, within 40 words and its sentence.

    It is past for "resigned on Monday", over for "closed since Monday", future for "will vote on Monday", and None for
    "Monday's agenda".

    Args:
        phrase: the date's words.
        read: what other dates of the sentence had read of its words; what is read now is added, so that a sentence full of
            dates is read once.
    """
    words, listed = phrase.words, phrase.vocabulary.listed
    if phrase.follows("onset"):
        return "over"
    after = _first(phrase, range(phrase.end, min(phrase.end + _REACH, len(words))), read)
    if phrase.after.kind == Kind.APOSTROPHE:
        return after[1] if after and not listed(words[after[0]].text, "planned") else None
    before = _first(phrase, range(phrase.begin - 1, max(phrase.begin - _REACH, -1), -1), read)
    if before is None:
        return "future" if _is_limit(phrase) else after[1] if after else None
    verb = words[before[0]].text
    if before[1] == "past" and not _is_perfect(words, before[0], phrase.vocabulary):
        return _unless_ahead(phrase, verb)
    called_off = after is not None and after[0] == phrase.end and listed(words[after[0]].text, "auxiliary")
    return "past" if called_off and listed(verb, "planned") else before[1]


def _unless_ahead(phrase: TimePhrase, verb: str) -> Tense | None:
    # "extended to May 3", "named him as its chief from Jan. 1", but "was open until Friday".
    if _is_limit(phrase) and phrase.first(_NAMES_A_DAY):
        return None if phrase.first(ANY_WEEKDAY) and phrase.vocabulary.listed(verb, "auxiliary") else "future"
    return None if phrase.before.kind == Kind.FROM else "past"


def _is_limit(phrase: TimePhrase) -> bool:
    begin = phrase.begin - (2 if phrase.follows("limit_hedges") else 1)  # "until at least Sunday"
    return begin >= 0 and phrase.vocabulary.listed(phrase.words[begin].text, "limits")


def _first(phrase: TimePhrase, positions: Iterable[int], read: WordTenses) -> tuple[int, Tense] | None:
    for at in positions:
        if at not in read:
            read[at] = _tense_of(phrase.words, at, phrase.vocabulary)
        if found := read[at]:
            return at, found
    return None


def _tense_of(words: list[TimeWord], at: int, vocabulary: TimeVocabulary) -> Tense | None:
    """Read one word."""
    word, listed = words[at], vocabulary.listed
    if listed(word.text, "reporting") and at + 1 < len(words) and words[at + 1].kind == Kind.COMMA:
        return None  # "the crews, she said, will stay until Sunday"
    if at and word.text.endswith(vocabulary.gerund_endings) and listed(words[at - 1].text, "after"):
        return "past"  # "vowed to stay after losing on Sunday"
    if word.capital and at and words[at - 1].kind not in Kind.DOT + Kind.STOP:
        return None
    return _verb(words, at, vocabulary)


def _verb(words: list[TimeWord], at: int, vocabulary: TimeVocabulary) -> Tense | None:
    text, listed = words[at].text, vocabulary.listed
    led = [each.text for each in words[max(at - 3, 0) : at]] or [""]
    before, last = led[-2] if len(led) > 1 else "", led[-1]
    if listed(text, "modal"):
        return "future"
    if listed(text, "planned"):
        return "past" if listed(before, "perfect") and listed(last, "passive") else "future"
    if listed(text, "infinitive"):
        follows = words[at + 1].kind if at + 1 < len(words) else ""
        return "future" if listed(last, "ahead") and follows == Kind.OTHER else None
    if not vocabulary.is_past(text) or listed(last, "infinitive"):  # "is to hit the north on Friday"
        return None
    to_be = listed(before, "infinitive") and listed(last, "copula")
    return "future" if to_be or any(listed(each, "modal") for each in led) else "past"


def _is_perfect(words: list[TimeWord], at: int, vocabulary: TimeVocabulary) -> bool:
    return any(vocabulary.listed(word.text, "perfect") for word in words[max(at - 2, 0) : at])
