"""What the words of a language say of dates: its tables times/words, times/verbs, times/holidays and times/zones, joined."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple

from feedpub.extraction.times.classes import LETTERS
from feedpub.extraction.times.periods import Holiday
from feedpub.language.language import Language

_CALENDAR = {
    "months": "month",
    "month_abbreviations": "short_month",
    "weekdays": "weekday",
    "weekday_abbreviations": "short_weekday",
}
_SHORTEST_PAST = 5  # letters of a word that its ending alone makes a past
_NOTHING: frozenset[str] = frozenset()
_DATE, NAME, OTHER = "T", "N", "x"


class Meaning(NamedTuple):
    """What a word says of dates.

    Args:
        kind: the letter of its class.
        number: that it counts: 3 for "third", -1 for "last"; 1 for words that count nothing.
        name: of its unit, time zone or holiday, the digits of its time of day.
    """

    kind: str
    number: int = 1
    name: str = ""


class TimeVocabulary:
    """The words of a language that speak of dates.

    Args:
        language: whose tables are joined.
    """

    def __init__(self, language: Language) -> None:
        words, verbs, zones = (language.table(f"times/{name}") for name in ("words", "verbs", "zones"))
        self.words = words
        """The table times/words, for what has no entry in ``meanings``, such as "p.m." for the half of the day."""
        self.lists = {**words.get("lists", {}), **verbs}
        """Words that tell something of the date beside them, such as "since" or "until", by the name of their list."""
        self.holidays = {name: Holiday(**rule) for name, rule in language.table("times/holidays", "holidays").items()}
        self.known = {(each.month, each.day): each.since for each in self.holidays.values() if each.since}
        """The year of each month and day that name an event: 2001 for September 11."""
        self.zones: Mapping[str, int | str] = {**zones.get("fixed", {}), **zones.get("by_date", {})}
        """Offset from UTC in minutes, or IANA zone, by abbreviation."""
        self.meanings = dict(_meanings(words)) | {name: Meaning(LETTERS["zone"], name=name) for name in self.zones}
        roles, tenses, self.clauses = (language.table("times/patterns", name) for name in ("roles", "tenses", "clauses"))
        """Patterns over the roles of the words before a date, by what they tell of its clause."""
        self.tenses = re.compile(
            "|".join(f"(?P<{tense}>{pattern})" for tense, pattern in tenses.items()) or "(?!)", re.VERBOSE
        )
        """Match the role of a word that shows a tense, which its group is named for."""
        self._roles = [(role, set(names.split())) for role, names in roles.items()]
        self._names = _turned(self.lists)
        self._verbs = language.verbs

    def lists_of(self, word: str) -> frozenset[str]:
        """Return the names of the lists in which a word stands."""
        return self._names.get(word, _NOTHING)

    def is_past(self, word: str) -> bool:
        """Tell whether a word, mostly a verb, tells of the past."""
        names, verb = self.lists_of(word), self._verbs.get(word)
        ends = len(word) >= _SHORTEST_PAST and word.endswith(tuple(self.lists.get("past_endings", ())))
        return "past" in names or ("not_past" not in names and ("past" in verb.kinds if verb else ends))

    def role_of(self, word: str, kind: str) -> str:
        """Return the letter for what a word of a class does beside a date, wherever it stands."""
        lists = set(self.lists_of(word)) - {"past"}
        lists |= {"past"} if self.is_past(word) else set()
        lists |= {"gerund"} if word.endswith(tuple(self.lists.get("gerund_endings", ()))) else set()
        plain = OTHER if kind == LETTERS["other"] else word if word in (",", ".") else _DATE
        return next((letter for letter, needed in self._roles if needed <= lists), plain)


@cache
def vocabulary_of(language: Language) -> TimeVocabulary:
    """Join the tables of a language, once."""
    return TimeVocabulary(language)


def _meanings(words: Mapping[str, Any]) -> Iterator[tuple[str, Meaning]]:
    counted = {kind: words.get(table, {}) for table, kind in _CALENDAR.items()} | words.get("counted", {})
    for kind, numbers in counted.items():
        yield from ((word, Meaning(LETTERS[kind], number)) for word, number in numbers.items())
    for kind, members in words.get("classes", {}).items():
        yield from ((word, Meaning(LETTERS[kind])) for word in members)
    for word, unit in words.get("units", {}).items():
        yield word, Meaning(LETTERS[f"{unit}_unit"], name=unit)
    for word, unit in words.get("plural_units", {}).items():
        yield word, Meaning(LETTERS["units"], name=unit)


def _turned(lists: Mapping[str, Iterable[str]]) -> dict[str, frozenset[str]]:
    names: dict[str, set[str]] = {}
    for name, words in lists.items():
        for word in words:
            names.setdefault(word, set()).add(name)
    return {word: frozenset(found) for word, found in names.items()}
