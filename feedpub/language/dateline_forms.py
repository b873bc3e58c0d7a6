"""How datelines are written in a language: patterns made of its months, agencies and small words."""

import re
from functools import cache
from typing import NamedTuple

from feedpub.language.language import Language
from feedpub.language.patterns import any_of


class DatelineForms(NamedTuple):
    """How datelines are written in a language.

    Args:
        language: whose words they are made of.
        date: a day, with or without weekday and year.
        last_date: one at the end of a stretch.
        last_agency: an agency there, in brackets or known.
        between: what parts the places.
        small: words in small letters that stand inside the names of places.
        by: what bylines begin with.
    """

    language: Language
    date: re.Pattern[str]
    last_date: re.Pattern[str]
    last_agency: re.Pattern[str]
    between: re.Pattern[str]
    small: frozenset[str]
    by: tuple[str, ...]

    def listed(self, section: str) -> frozenset[str]:
        """Return a section of the words around an article."""
        return self.language.words("press", section)


@cache
def forms_of(language: Language) -> DatelineForms:
    """Make the patterns of a language, once."""
    month = rf"{any_of(language.months)}\b\.?"
    year = r"(?:,? \d{4}\b)?"
    day = rf"(?:{month} \d{{1,2}}\b{year}|\d{{1,2}} {month}{year}|\d{{4}}-\d\d-\d\d)"
    weekday = rf"{any_of(language.weekdays)}\b"
    date = rf"(?:{weekday},? )?{day}|{weekday}"
    agency = any_of(language.words("press", "agency"))
    joint = any_of(language.words("press", "joining_places"))
    return DatelineForms(
        language,
        re.compile(date, re.IGNORECASE),
        re.compile(rf"[,\s]+({date}),?$", re.IGNORECASE),
        re.compile(rf",?\s*(?:\(([^()]{{2,40}})\)|(?<=[\s,])({agency}))$"),
        re.compile(rf"(?P<slash>\s?/\s?)|(?P<joint>,?\s{joint}\s)|,\s?"),
        language.words("press", "beside_place"),
        tuple(f"{form} " for word in sorted(language.words("press", "by")) for form in (word.title(), word.upper())),
    )
