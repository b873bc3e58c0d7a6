"""The words that readers see in one language, and how it writes numbers and dates."""

from collections.abc import Mapping
from datetime import date, time
from functools import cache, cached_property, lru_cache
from gettext import GNUTranslations, NullTranslations
from importlib.resources import files
from importlib.resources.abc import Traversable
from io import BytesIO
from typing import Self

from babel.dates import format_date, format_time
from babel.numbers import format_decimal

ENGLISH = "en"
"""The language that templates and code have their words in."""
_REMEMBERED = 2_000  # days, and numbers, that are written for many pages


class Message(str):
    """Words in English that can be said in other languages too; everywhere else it is a string like any other.

    Args:
        text: of the message, in English.
        values: what is put into it, by name.
    """

    text: str
    values: Mapping[str, object]

    def __new__(cls, text: str, **values: object) -> Self:
        """Say it in English."""
        said = super().__new__(cls, translation_of(ENGLISH).gettext(text, **values) if values else text)
        said.text, said.values = text, values
        return said


def message(text: str, /, **values: object) -> Message:
    """Mark words for the catalogues where they stand; whoever shows them says them in the language of the page.

    Args:
        text: in English, naming what is put into it: ``News of %(label)s``; a percent sign of its own is written twice.
        values: by name; none for a message that is filled where it is said.

    Returns:
        The words in English, which remember where they come from.
    """
    return Message(text, **values)


class Translation:
    """The words that readers see in one language.

    Args:
        language: primary subtag (BCP 47) of its catalogue; en for the words as templates and code have them.
    """

    def __init__(self, language: str) -> None:
        self.language = language

    @cached_property
    def messages(self) -> NullTranslations:
        """The catalogue."""
        return NullTranslations() if self.language == ENGLISH else _read(self.language)

    def gettext(self, text: str, /, **values: object) -> str:
        """Say a message.

        Args:
            text: the message in English.
            values: what is put into it, by name; a day is put in in words.
        """
        return self.messages.gettext(text) % {name: self._said(value) for name, value in values.items()}

    def ngettext(self, one: str, several: str, count: int, /, **values: object) -> str:
        """Say a message in the form that a number of things takes.

        Args:
            one: the message in English for one thing.
            several: for any other number of them.
            count: of the things; shown where the message names ``%(count)s``.
            values: what else is put into it, by name.
        """
        return self.messages.ngettext(one, several, count) % {"count": self.number(count), **values}

    def pgettext(self, context: str, text: str, /, **values: object) -> str:
        """Say a message that means something else elsewhere.

        Args:
            context: what tells it apart.
            text: the message in English.
            values: what is put into it, by name.
        """
        return self.messages.pgettext(context, text) % values

    def say(self, text: str) -> str:
        """Say a message that was made elsewhere, with what is put into it.

        Args:
            text: the message; any other string is in no catalogue, and stays what it is.
        """
        return self.gettext(text.text, **text.values) if isinstance(text, Message) else text

    def number(self, value: int) -> str:
        """Write a whole number, its digits in groups of three: in English 12,345."""
        return _number(value, self.language)

    def _said(self, value: object) -> object:
        return self.day(value) if isinstance(value, date) else value

    def day(self, value: date) -> str:
        """Write a day with its name: in English "Monday 22 April 2024"."""
        # Translators: patterns of dates are those of Unicode (UTS 35, part 4): EEEE is the day of the week, MMMM the month.
        return self.date(value, self.pgettext("date", "EEEE d MMMM y"))

    def date(self, value: date, pattern: str) -> str:
        """Write a day, or a part of one.

        Args:
            value: the day.
            pattern: as Unicode has it (UTS 35, part 4, "Date Format Patterns"); its names of days and months are the
                language's.
        """
        return _date(value.year, value.month, value.day, pattern, self.language)

    def time(self, value: time, pattern: str) -> str:
        """Write a time of the day.

        Args:
            value: the time.
            pattern: as for days.
        """
        return format_time(value, pattern, locale=self.language)


# Lists say the same days and small numbers again and again.
@lru_cache(maxsize=_REMEMBERED)
def _number(value: int, language: str) -> str:
    return format_decimal(value, format="#,##0", locale=language)


@lru_cache(maxsize=_REMEMBERED)
def _date(year: int, month: int, day: int, pattern: str, language: str) -> str:
    return format_date(date(year, month, day), pattern, locale=language)


@cache
def translations() -> tuple[str, ...]:
    """Return the languages that there are words in, English first."""
    names = (file.name for file in _catalogs().iterdir())
    return (ENGLISH, *sorted(name.removesuffix(".po") for name in names if name.endswith(".po")))


def translation_of(language: str) -> Translation:
    """Return the words of a language.

    Args:
        language: BCP 47; its region and script are not read.

    Returns:
        The one object that stands for them; of a language without a catalogue the English ones.
    """
    primary = language.partition("-")[0].lower()
    return _translation(primary if primary in translations() else ENGLISH)


@cache
def _translation(language: str) -> Translation:
    return Translation(language)


def _read(language: str) -> GNUTranslations:
    """Read a catalogue: compiled in memory, which takes some milliseconds, so that no compiled form can be out of date."""
    from babel.messages.mofile import write_mo  # noqa: PLC0415 (a site in English needs neither)
    from babel.messages.pofile import read_po  # noqa: PLC0415

    compiled = BytesIO()
    with _catalogs().joinpath(f"{language}.po").open("rb") as file:
        write_mo(compiled, read_po(file, locale=language))
    compiled.seek(0)
    return GNUTranslations(compiled)


def _catalogs() -> Traversable:
    return files("feedpub.translation").joinpath("catalogs")
