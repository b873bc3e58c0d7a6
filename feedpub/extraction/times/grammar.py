"""The grammar of dates: the rules in the order in which they are tried, and what they find in a sentence."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from feedpub.extraction.times import clock_times as clocks
from feedpub.extraction.times import days, relative_days, relative_periods, year_parts, years
from feedpub.extraction.times.classes import Kind, compiled, letters
from feedpub.extraction.times.expressions import Expression
from feedpub.extraction.times.phrase import TimePhrase
from feedpub.extraction.times.rules import TimeRule
from feedpub.extraction.times.vocabulary import TimeVocabulary
from feedpub.extraction.times.words import TimeWord

RULES: tuple[TimeRule, ...] = (
    days.ISO,
    days.SLASHED,
    days.DAYS_OF_MONTH,
    days.DAYS_BEFORE_MONTH,
    days.WEEK_OF,
    days.MONTH_DAY,
    days.DAY_MONTH,
    year_parts.MONTH_YEAR,
    year_parts.MONTH_OF_YEAR,
    year_parts.QUARTER_OF_YEAR,
    year_parts.QUARTER,
    year_parts.SEASON,
    year_parts.MONTH,
    year_parts.HOLIDAY,
    years.DECADE,
    years.FISCAL_YEAR,
    years.YEARS,
    relative_days.WEEKDAY,
    relative_days.DAY_WORD,
    relative_days.OVERNIGHT,
    relative_days.PART_OF_DAY,
    relative_periods.SAME_PERIOD,
    relative_periods.TURN,
    relative_days.DAY_END,
    relative_periods.WHOLE_PERIOD,
    relative_periods.AGO,
    relative_periods.SHIFT,
    relative_periods.END_OF_PERIOD,
    days.ORDINAL_DAY,
    years.SPOKEN_YEAR,
    clocks.SPOKEN_HOUR,
    days.KNOWN_DAY,
    clocks.CLOCK,
    years.YEAR,
)
"""A rule is tried where none before it matches, so the longest stands first."""

# A repeat such as "every Monday" or "Mondays" is understood and left out: no rule sees the Monday.
REPEAT = compiled(
    "every (cardinal|ordinal|day)? (weekday|unit|month|short_month|season|day_part|day_word|hour_word) | weekdays"
)
# Spares the patterns what none of them begins with, and what ends before a word that no date has ("the" before x).
_NO_FIRST = letters("hyphen other comma dot open close stop at half_day whole to beside and in ago on of zone")
_NO_END = letters(
    "apostrophe between the every from sooner ordinal its turn same a_few one cardinal day phase fiscal edge number nth"
    " day_part shift unit"
)
GUARD = f"(?=[^{_NO_FIRST}])(?![{_NO_END}]{Kind.OTHER})"


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
        return self.phrase.words[self.phrase.begin].start

    @property
    def end(self) -> int:
        """The code point after its last."""
        return self.phrase.last.end


class _Grammar(NamedTuple):
    pattern: re.Pattern[str]
    rules: tuple[TimeRule, ...]


@lru_cache(maxsize=2 * len(RULES))
def _grammar(without: frozenset[str]) -> _Grammar:
    rules = tuple(rule for rule in RULES if rule.id not in without)
    patterns = "|".join(f"({pattern})" for pattern in (REPEAT, *(rule.find.pattern for rule in rules)))
    return _Grammar(re.compile(f"{GUARD}(?:{patterns})"), rules)


def parse(
    words: list[TimeWord], vocabulary: TimeVocabulary, without: frozenset[str] = frozenset()
) -> Iterator[TimeExpression]:
    """Find the expressions in a sentence, in order.

    Args:
        words: of the sentence.
        vocabulary: of the language.
        without: ids of the rules that are switched off.
    """
    grammar = _grammar(without)
    for match in grammar.pattern.finditer("".join([word.kind for word in words])):
        number = (match.lastindex or 1) - 2
        if number < 0:
            continue
        rule, phrase = grammar.rules[number], TimePhrase(words, match.start(), match.end(), vocabulary)
        meaning = rule.find(phrase)
        if meaning is not None:
            yield TimeExpression(phrase, meaning, rule.id, _range_end(phrase) if rule is years.YEARS else None)


def _range_end(phrase: TimePhrase) -> TimePhrase | None:
    return phrase.slice(phrase.end - 1, phrase.end) if phrase.last.kind == Kind.YEAR else None
