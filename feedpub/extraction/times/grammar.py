"""The grammar of dates: patterns over the classes of words, and what each says.

The letters are those of words.py: m month, M abbreviated month, w weekday, X abbreviated weekday, d number up to 31, y
number of four digits, o "22nd", O "second", c "two", r "last", R "previous", u "year", p "morning", e "early", l "end",
v "of", Y "in", D "the". A pattern is tried where an earlier one does not match, so the longest stands first.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from feedpub.extraction.times import calendar_dates as dates
from feedpub.extraction.times import clock_times as clocks
from feedpub.extraction.times import relative_dates as relative
from feedpub.extraction.times import years
from feedpub.extraction.times.expressions import Expression
from feedpub.extraction.times.phrase import Phrase
from feedpub.extraction.times.words import Word, shape

_PART = r"(?:[DP]?[eG]-?(?:lv|Y)?D?|[DP]?lvD?|D?p[vY]D?)?"  # "early", "the end of", "later", "the morning of"
_MONTH = r"(?:m|M\.?)"
_WEEKDAY = r"(?:w|X\.?)"
_DAY = r"[do]"
_YEAR = r"(?:,?y)"

FAMILIES = (
    ("iso", r"i", dates.iso),
    ("slashed", r"b", dates.slashed),
    ("repeat", r"E(?:c|O|d)?[wumMspjh]|W", dates.nothing),
    (
        "days_of_month",
        rf"{_MONTH}{_DAY}-{_DAY}{_YEAR}?|F{_MONTH}{_DAY}K{_DAY}{_YEAR}?|B{_MONTH}{_DAY}N{_DAY}{_YEAR}?",
        dates.days_of_month,
    ),
    (
        "days_before_month",
        rf"{_DAY}-{_DAY}{_MONTH}{_YEAR}?|F{_DAY}K{_DAY}{_MONTH}{_YEAR}?|B{_DAY}N{_DAY}{_MONTH}{_YEAR}?",
        dates.days_of_month,
    ),
    ("week_of", rf"D?uv(?:{_MONTH}{_DAY}{_YEAR}?|D?{_DAY}v?{_MONTH}{_YEAR}?)", dates.week_of),
    ("month_day", rf"{_PART}(?:r{{0,2}}{_WEEKDAY}p?,?)?r?{_MONTH}(?:{_DAY}(?![-.]?n)|O(?!-?u)){_YEAR}?", dates.month_day),
    ("day_month", rf"{_PART}(?:{_WEEKDAY}p?,?)?(?:D?{_DAY}v?|DOv){_MONTH}{_YEAR}?", dates.month_day),
    ("month_year", rf"{_PART}{_MONTH},?v?y|{_MONTH}cc-?c?", dates.month_year),
    ("month_of_year", rf"{_PART}{_MONTH}v?rf?u", dates.part_of_relative_year),
    ("quarter_of_year", rf"{_PART}D?Of?uvD?r+f?u|r+u'Of?u|D?QvD?r+u", dates.part_of_relative_year),
    ("quarter", rf"{_PART}D?(?:f-?)?O-?f?u(?:v?D?f?y)?|D?f?y'?Of?u|Q(?:v?y)?", dates.quarter),
    ("season", rf"{_PART}r{{0,2}}[DP]?s(?:v?y|v?r+u)?", dates.season),
    ("month", rf"{_PART}r?{_MONTH}", dates.month),
    ("holiday", r"r?H(?:,?v?y|vr+u)?", dates.holiday),
    ("decade", rf"{_PART}D?'?S", years.decade),
    ("fiscal_year", rf"{_PART}D?f-?u?y|{_PART}Duy|Ducc", years.year),
    ("years", r"F?y-[ydn]|FyKy|ByNy", years.years),
    ("weekday", rf"{_PART}(?:r{{1,2}}|DR)?{_WEEKDAY}(?:'?p)?", relative.weekday),
    ("day_word", r"(?:[eG]|p)?j(?:'?p)?|DuLj", relative.day_word),
    ("overnight", r"J", relative.overnight),
    ("part_of_day", r"[DG]?[rRT]p", relative.part_of_day),
    ("same_period", r"D?[TR]u[vY]?D?ru", relative.same_period),
    ("turn", rf"{_PART}D?(?:R|T{{1,2}})f?u|DuR|DuL(?=[.,|)]|$)", relative.turn),
    ("day_end", r"[eG]YDu", relative.the_day),
    ("whole_period", r"D[fI]?u(?!c)", relative.the_period),
    ("ago", r"(?:V|a)?(?:c-?c|c|d|n|a)?-?u-?[gGL]", relative.ago),
    ("shift", rf"{_PART}D?r{{1,2}}f?u", relative.shift),
    ("end_of_period", r"[DP]?lvD?f?u|u'?-?l", relative.end_of_period),
    ("ordinal_day", r"(?<=[tFK@])Do(?=[.,|)vYNKt@]|$)", dates.ordinal_day),
    ("spoken_year", r"cc-?c?", years.spoken_year),
    ("spoken_hour", r"[dc]YDp", clocks.spoken_hour),
    ("known_day", r"d-d", dates.nine_eleven),
    ("clock", r"kA?\(?z?|[dn]A\(?z?|hz?|[yn]z", clocks.clock),
    ("year", rf"{_PART}y|(?<=[vY@tsm])'[dn]", years.year),
)
"""The name of each pattern, the pattern, and what reads it; the first that matches wins."""
# Spares the patterns what none of them begins with, and what ends before a word that no date has ("the" before x).
GUARD = r"(?=[^-x,.()|@AIKLNYgtvz])(?!['BDEFGOPRTVacdeflnopru]x)"
_GRAMMAR = re.compile(GUARD + "(?:" + "|".join(f"(?P<{name}>{pattern})" for name, pattern, _ in FAMILIES) + ")")
_BUILDERS = {name: build for name, _, build in FAMILIES}


class Found(NamedTuple):
    """An expression in a text.

    Args:
        phrase: its words.
        expression: what they say.
        family: the name of the pattern that matched.
        end: the words of a range's end, which names a date of its own: "2014" in "from 2010 to 2014".
    """

    phrase: Phrase
    expression: Expression
    family: str
    end: Phrase | None = None


def _end(phrase: Phrase) -> Phrase | None:
    last = Phrase(phrase.words, phrase.end - 1, phrase.end)
    return last if last.first("y") else None


def parse(words: list[Word]) -> Iterator[Found]:
    """Find the expressions in a text.

    Args:
        words: of the text.

    Yields:
        What was understood, in order; "every Monday" and other repeats are understood and left out.
    """
    for match in _GRAMMAR.finditer(shape(words)):
        family = match.lastgroup or ""
        phrase = Phrase(words, match.start(), match.end())
        expression = _BUILDERS[family](phrase)
        if expression is not None:
            yield Found(phrase, expression, family, _end(phrase) if family == "years" else None)
