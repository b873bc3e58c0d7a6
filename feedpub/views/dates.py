"""Dates in words, as people read them, in the language of the page.

Names of days and months are those of Babel; a catalogue says in what order they stand, so that no machine's locale, and no
other release of Babel, changes a page.
"""

from datetime import date, datetime, timedelta

from feedpub.translation import translation_of

_MONDAY = date(2024, 1, 1)
_WEEK = 7


def day(moment: date, language: str) -> str:
    """Write a day: "Monday 22 April 2024"."""
    return translation_of(language).day(moment)


def month(moment: date, language: str) -> str:
    """Write a month: "April 2024"."""
    words = translation_of(language)
    return words.date(moment, words.pgettext("date", "MMMM y"))


def moment(value: date | datetime, language: str) -> str:
    """Write a day, or an instant in its own zone: "Monday 22 April 2024, 15:30 UTC"."""
    if not isinstance(value, datetime):
        return day(value, language)
    clock = f"{value:%H:%M} {_zone(value.utcoffset() or timedelta())}"
    return translation_of(language).gettext("%(day)s, %(clock)s", day=day(value, language), clock=clock)


def weekdays(language: str) -> tuple[tuple[str, str], ...]:
    """Name the days of the week from Monday on, each with its letter in a calendar."""
    words = translation_of(language)
    days = (_MONDAY + timedelta(days=number) for number in range(7))
    return tuple((words.date(one, "cccc"), words.date(one, "ccccc")) for one in days)


def beside(value: date | datetime, edition: date, language: str) -> str:
    """Write a moment for somebody who reads the news of a day: "Monday, 15:30", "Monday 22 April", "22 April 2023".

    Args:
        value: an instant in its own zone, or a day.
        edition: the day whose news is read: its week has names and hours, its year goes without saying.
        language: BCP 47, of the page.
    """
    words = translation_of(language)
    if isinstance(value, datetime) and 0 <= (edition - value.date()).days < _WEEK:
        return words.gettext("%(day)s, %(clock)s", day=words.date(value, "cccc"), clock=value.strftime("%H:%M"))
    if value.year == edition.year:
        return words.date(value, words.pgettext("date", "EEEE d MMMM"))
    return words.date(value, words.pgettext("date", "d MMMM y"))


def stamp(value: date | datetime) -> str:
    """Write a day or an instant for ``<time datetime>``, which takes no more than milliseconds (HTML, section 2.3.5.4)."""
    return (
        value.isoformat(timespec="milliseconds" if value.microsecond else "seconds")
        if isinstance(value, datetime)
        else value.isoformat()
    )


def _zone(offset: timedelta) -> str:
    minutes = int(offset.total_seconds()) // 60
    if not minutes:
        return "UTC"
    return f"UTC{'−' if minutes < 0 else '+'}{abs(minutes) // 60}{f':{abs(minutes) % 60:02}' if minutes % 60 else ''}"
