"""The grammar of dates: what the rules of a language find in a sentence, and what it says."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache, lru_cache, partial
from math import prod
from typing import Any, NamedTuple

from feedpub.extraction.rule import Rule
from feedpub.extraction.times.classes import LETTERS, alike, compiled
from feedpub.extraction.times.expressions import Expression
from feedpub.extraction.times.phrase import TimePhrase, TimeSentence
from feedpub.extraction.times.words import TimeWord, full_year
from feedpub.language.language import Language

_LITERAL = ("unit", "origin")  # fields whose value stands in the rule
_UNITS = {  # the words that name the unit where the rule leaves it to them
    "unit": alike("unit units"),
    "part": alike("quarter_unit half_unit cycle"),
}
# What may stand in a rule of the word before or after: whether it must, or must not, be in a list.
_BESIDE = (("led_by", 0, True), ("not_led_by", 0, False), ("not_followed_by", 1, False))
_YEARS = alike("year")
_WIDEST_JOINT = 3
_OPENED = frozenset((LETTERS["from"] + LETTERS["to"], LETTERS["between"] + LETTERS["and"]))
_CENTURY = 100


class TimeExpression(NamedTuple):
    """An expression in a sentence.

    Args:
        phrase: its words.
        meaning: what they say.
        rule: id of the rule that found it.
        range_end: the words of a range's end, which names a date of its own: "2014" in "from 2010 to 2014".
    """

    phrase: TimePhrase
    meaning: Expression
    rule: str
    range_end: TimePhrase | None = None

    @property
    def start(self) -> int:
        """Its first code point."""
        return self.phrase.sentence.words[self.phrase.begin].start

    @property
    def end(self) -> int:
        """The code point after its last."""
        return self.phrase.sentence.words[self.phrase.end - 1].end


class Form:
    """A way in which a rule is met: a pattern, what must or must not stand around it, and what its words say.

    Args:
        table: of the pack, as the head of times/rules.toml says.
        shared: patterns that names in capitals stand for.
    """

    def __init__(self, table: Mapping[str, Any], shared: Mapping[str, str]) -> None:
        self.pattern = compiled(table["pattern"], shared)
        self._says: Mapping[str, str | int] = table.get("says", {})
        self._until: str | None = table.get("until")
        self._beside = [(at, table[name], wanted) for name, at, wanted in _BESIDE if name in table]
        self._near: str | None = table.get("near")

    def __call__(self, phrase: TimePhrase, *, day_first: bool) -> Expression | None:
        """Tell what words that the pattern matched say; None where they say nothing of a date."""
        if not self._fits(phrase):
            return None
        if not self._says:
            return _digits(phrase.sentence.words[phrase.begin], day_first=day_first)
        found: dict[str, Any] = {name: ref if name in _LITERAL else _sum(phrase, ref) for name, ref in self._says.items()}
        said = _named(phrase, Expression(**{name: value for name, value in found.items() if value is not None}))
        return _ranged(phrase, said, self._until, str(self._says[self._until])) if self._until else said

    def _fits(self, phrase: TimePhrase) -> bool:
        listed, places = phrase.sentence.listed, (phrase.begin - 1, phrase.end)
        fits = all(listed(places[at], name) == wanted for at, name, wanted in self._beside)
        return fits and (self._near is None or phrase.near(self._near))


def _sum(phrase: TimePhrase, ref: str | int) -> int | None:
    if isinstance(ref, int):
        return ref
    factors = [[word.number for word in phrase.every(alike(names))] for names in ref.split("*")]
    return prod(map(sum, factors)) if all(factors) else None


def _named(phrase: TimePhrase, said: Expression) -> Expression:
    """Fill in what is given by name rather than by number: unit, holiday, time of day and zone, year of a known day."""
    vocabulary = phrase.sentence.vocabulary
    if said.unit in _UNITS:
        word = phrase.every(_UNITS[said.unit])[0]
        twice = said.shift and "double" in vocabulary.lists_of(word.text)
        return replace(said, unit=word.name, shift=said.shift * 2 if said.shift and twice else said.shift)
    if said.unit == "holiday":
        word = phrase.every(alike("holiday feast known"))[0]
        return replace(said, holiday=vocabulary.holidays[word.name], since=vocabulary.holidays[word.name].since)
    if said.unit == "time":
        zones, word = phrase.every(LETTERS["zone"]), phrase.sentence.words[phrase.begin]
        counted = word.text.isdecimal()  # "1430 GMT", also where the digits have another name: 1700 is a century as well
        digits = word.text if counted else f"{word.number:02}00"  # "noon"
        told = f"{digits[:2]}:{digits[2:]}" if counted or not word.name else word.name
        return replace(said, clock=told, zone=vocabulary.zones[zones[0].name] if zones else None)
    if said.unit == "day" and said.day and said.year is None:
        since = vocabulary.known.get((said.number, said.day), 0)  # "the September 11 attacks"
        return replace(said, since=since) if since and phrase.near("known_by") else said
    return said


def _ranged(phrase: TimePhrase, said: Expression, field: str, slot: str) -> Expression | None:
    first, *_, last = (word.number for word in phrase.every(alike(slot)))
    if field == "year" and last < _CENTURY:  # "1998/9", "1997-98"
        digits = _CENTURY if last > 9 else 10
        last += first // digits * digits
    if first >= last:
        return None
    begin: dict[str, Any] = {field: first}
    end: dict[str, Any] = {field: last}
    return replace(said, **begin, until=replace(said, **end))


def _digits(word: TimeWord, *, day_first: bool) -> Expression | None:
    """Read "2024-04-22T15:30Z" and "22/04/2024", whose order is the publisher's."""
    if word.kind == LETTERS["iso"]:
        written, _, clock = word.text.upper().partition("T")
        year, month, day = map(int, written.split("-"))
        mark = clock[5:].lstrip(":0123456789")
        east = (int(mark[1:3]) * 60 + int(mark[-2:])) * (-1 if mark[0] == "-" else 1) if mark[1:] else 0
        return Expression("day", month, day, year, clock=clock[:5], zone=east if mark else None)
    first, second, year = map(int, word.text.replace(".", "/").split("/"))
    if min(first, second) > 12 or max(first, second) > 31:
        return None
    day, month = (first, second) if "." in word.text or first > 12 or (day_first and second <= 12) else (second, first)
    return Expression("day", month, day, full_year(year) if year < _CENTURY else year)


@cache
def rules_of(language: Language) -> tuple[Rule[Callable[[], tuple[Form, ...]]], ...]:
    """Return the rules of a language, by the table "times/rules" of its pack, in the order in which they are tried."""
    shared, rules = language.table("times/patterns", "shared"), []
    for name, table in language.table("times/rules").items():
        ways = tuple(Form(each, shared) for each in (table, *table.get("also", ())))
        shown = (tuple(table[kind]) for kind in ("examples", "counterexamples"))
        rules.append(Rule(f"when.{name}", "times", partial(tuple, ways), *shown))
    return tuple(rules)


class TimeGrammar:
    """The rules of a language as one pattern over the letters of words.

    Args:
        language: whose rules they are.
        without: ids of those that are switched off.
    """

    def __init__(self, language: Language, without: frozenset[str] = frozenset()) -> None:
        shared, other = (language.table("times/patterns", name) for name in ("shared", "other"))
        self._ways = [(rule.id, way) for rule in rules_of(language) if rule.id not in without for way in rule.find()]
        first, lonely = ("".join(LETTERS[each] for each in other.get(name, "").split()) for name in ("first", "lonely"))
        guard = f"(?=[^{first}])(?![{lonely}][{LETTERS['other']}{LETTERS['name']}])" if first else ""
        self.patterns = [compiled(other.get("discarded", "(?!)"), shared), *(way.pattern for _, way in self._ways)]
        self.pattern = re.compile(guard + "(?:" + "|".join(f"({each})" for each in self.patterns) + ")")

    def parse(self, sentence: TimeSentence, *, day_first: bool) -> Iterator[TimeExpression]:
        """Find the expressions in a sentence, in order."""
        for match in self.pattern.finditer(sentence.kinds):
            if match.lastindex == 1:
                continue  # a repeat, such as "every Monday"
            rule, way = self._ways[(match.lastindex or 0) - 2]
            phrase = TimePhrase(sentence, *match.span())
            meaning = way(phrase, day_first=day_first)
            if meaning is not None:
                last = phrase._replace(begin=phrase.end - 1) if meaning.until and meaning.unit == "year" else None
                yield TimeExpression(phrase, meaning, rule, last if last and last.every(_YEARS) else None)


@lru_cache(maxsize=64)  # all of one language, each rule switched off in turn
def grammar_of(language: Language, without: frozenset[str] = frozenset()) -> TimeGrammar:
    """Return the grammar of a language, made once."""
    return TimeGrammar(language, without)


def compose(found: Iterable[TimeExpression]) -> list[TimeExpression]:
    """Join expressions that mean one date or range: "3:30 p.m. ET on Monday", "from March 3 to April 5"."""
    joined: list[TimeExpression] = []
    for each in found:
        both = _join(joined[-1], each) if joined else None
        joined[len(joined) - (both is not None) :] = [both or each]
    return joined


def _join(left: TimeExpression, right: TimeExpression) -> TimeExpression | None:
    sentence, begin, end = left.phrase.sentence, left.phrase.begin, right.phrase.end
    between = sentence.words[left.phrase.end : right.phrase.begin]
    if len(between) > _WIDEST_JOINT:
        return None
    joins = sentence.vocabulary.lists_of(" ".join(word.text for word in between))
    clock, day = (left, right) if left.meaning.unit == "time" else (right, left)
    if clock.meaning.unit == "time" and day.meaning.is_day and "clock_joints" in joins:
        timed = replace(day.meaning, clock=clock.meaning.clock, zone=clock.meaning.zone)
        return left._replace(phrase=left.phrase._replace(end=end), meaning=timed, range_end=None)
    zoned = left.meaning.zone is None is not right.meaning.zone
    if clock.meaning.unit == day.meaning.unit == "time" and "zone_joints" in joins and zoned:
        end += sentence.at(end).kind == LETTERS["close"]
        return left._replace(phrase=left.phrase._replace(end=end))  # "2 a.m. (0100 GMT) on Wednesday" is Wednesday there
    lead = sentence.at(begin - 1).kind
    opened = lead + "".join(word.kind for word in between) in _OPENED
    ranged = _spanned(left.meaning, right.meaning) if opened or "range_joints" in joins else None
    if ranged is None:
        return None
    begin -= lead in LETTERS["from"] + LETTERS["between"]
    return left._replace(phrase=TimePhrase(sentence, begin, end), meaning=ranged, range_end=right.phrase)


def _spanned(left: Expression, right: Expression) -> Expression | None:
    if left.clock or right.clock or left.until or right.until or left.grain != right.grain:
        return None
    year = right.year if left.number and left.year is None and left.unit == right.unit else left.year
    return replace(left, year=year, until=right)  # "from March 3 to April 9, 2019"
