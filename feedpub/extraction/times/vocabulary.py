"""What the words of a language say of dates: its tables, joined into one lookup."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

from feedpub.extraction.times.classes import KINDS, Kind
from feedpub.extraction.times.holidays import Holiday
from feedpub.language.language import Language, VerbForm

_COUNTED = {  # tables of words that count or name something, with the class of each
    "months": Kind.MONTH,
    "month_abbreviations": Kind.SHORT_MONTH,
    "weekdays": Kind.WEEKDAY,
    "weekday_abbreviations": Kind.SHORT_WEEKDAY,
    "weekday_plurals": Kind.WEEKDAYS,
    "seasons": Kind.SEASON,
    "shifts": Kind.SHIFT,
    "turns": Kind.TURN,
    "returns": Kind.SAME,
    "days": Kind.DAY_WORD,
    "hours": Kind.HOUR_WORD,
    "half_days": Kind.HALF_DAY,
    "cardinals": Kind.CARDINAL,
    "ordinals": Kind.ORDINAL,
    "decades": Kind.DECADE,
    "sooner": Kind.SOONER,
    "directions": Kind.DIRECTION,
    "ago": Kind.AGO,
}
_UNITS = {"units": 1, "plural_units": 2}
_SHORTEST_PAST = 5  # letters of a word that its ending alone makes a past
_NAME_WORD = re.compile(r"'s\b|[^\W\d_]+|\S")
_NOTHING: frozenset[str] = frozenset()


class Meaning(NamedTuple):
    """What a word says of dates.

    Args:
        kind: the letter of its class.
        number: that it counts: 3 for "third", -1 for "last"; of a unit 2 for the plural; 1 for words that count nothing.
        name: of the unit, part of the year or time zone that it stands for.
    """

    kind: str
    number: int = 1
    name: str = ""


class KnownDay(NamedTuple):
    """A day that stands for what happened on it in a year that everybody knows, where one of some words is near."""

    year: int
    month: int
    day: int
    words: frozenset[str]


@dataclass(frozen=True, eq=False)
class TimeVocabulary:
    """The words of a language that speak of dates.

    Args:
        meanings: by word in small letters.
        lists: for each word that decides something by standing beside a date, the names of what it decides.
        holidays: by name in small letters.
        holiday_names: by their first words, the words of each name with the name, the longest first.
        zones: offset from UTC in minutes, or IANA zone, by abbreviation in small letters.
        cycles: part of the year by the letter that stands for it: "q" in "Q1".
        known_days: such as that of the September 11 attacks.
        past_endings: of the past of verbs that the language does not list.
        gerund_endings: "ing".
        verbs: the language's.
    """

    meanings: Mapping[str, Meaning]
    lists: Mapping[str, frozenset[str]]
    holidays: Mapping[str, Holiday]
    holiday_names: Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]
    zones: Mapping[str, int | str]
    cycles: Mapping[str, str]
    known_days: tuple[KnownDay, ...]
    past_endings: tuple[str, ...]
    gerund_endings: tuple[str, ...]
    verbs: Mapping[str, VerbForm]

    def listed(self, word: str, *names: str) -> bool:
        """Tell whether a word stands in one of the lists."""
        return not self.lists.get(word, _NOTHING).isdisjoint(names)

    def is_past(self, word: str) -> bool:
        """Tell whether a word, mostly a verb, tells of the past."""
        if self.listed(word, "past"):
            return True
        verb = self.verbs.get(word)
        past = "past" in verb.kinds if verb else len(word) >= _SHORTEST_PAST and word.endswith(self.past_endings)
        return past and not self.listed(word, "not_past")


@cache
def vocabulary_of(language: Language) -> TimeVocabulary:
    """Join the tables of a language, once."""
    verbs = language.table("times/verbs")
    words, holidays, zones = (language.table(f"times/{name}") for name in ("words", "holidays", "zones"))
    zoned = {**zones.get("fixed", {}), **zones.get("by_date", {})}
    return TimeVocabulary(
        meanings=_meanings(words) | {name: Meaning(Kind.ZONE, name=name) for name in zoned},
        lists=_lists({**words.get("lists", {}), **verbs}),
        holidays={name: Holiday(**rule) for name, rule in holidays.get("holidays", {}).items()},
        holiday_names=_by_first_word(holidays.get("holidays", ())),
        zones=zoned,
        cycles=words.get("cycles", {}),
        known_days=tuple(KnownDay(**known | {"words": frozenset(known["words"])}) for known in holidays.get("known", ())),
        past_endings=tuple(verbs.get("past_endings", ())),
        gerund_endings=tuple(verbs.get("gerund_endings", ())),
        verbs=language.verbs,
    )


def _meanings(words: Mapping[str, Any]) -> dict[str, Meaning]:
    found: dict[str, Meaning] = {}
    for table, kind in _COUNTED.items():
        for word, number in words.get(table, {}).items():
            found.setdefault(word, Meaning(kind, number))
    for table, number in _UNITS.items():
        for word, name in words.get(table, {}).items():
            found.setdefault(word, Meaning(Kind.UNIT, number, name))
    return found | {word: Meaning(KINDS[name]) for word, name in words.get("classes", {}).items()}


def _lists(tables: Mapping[str, list[str]]) -> dict[str, frozenset[str]]:
    names: dict[str, set[str]] = {}
    for name, words in tables.items():
        for word in words:
            names.setdefault(word, set()).add(name)
    return {word: frozenset(found) for word, found in names.items()}


def _by_first_word(names: Iterable[str]) -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for words, name in ((tuple(_NAME_WORD.findall(name)), name) for name in names):
        found.setdefault(words[0], []).append((words, name))
    return {first: tuple(sorted(each, key=lambda pair: -len(pair[0]))) for first, each in found.items()}
