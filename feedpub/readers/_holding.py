"""Lines of copy that hold it back, in formats that have no field for that: never published before their moment."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from feedpub.language.embargo import find_hold, is_free
from feedpub.model.document import Document

_HEAD = 8  # lines or paragraphs among which such a line stands above the story
_END = 2  # or below it
_NO_MOMENT = "held back by {line!r}, which tells no moment: give `embargo` or `status: usable` when it may be published"


class Parted(NamedTuple):
    """Copy without the lines that say when it may be published.

    Args:
        lines: the rest.
        held: those that hold it back.
    """

    lines: list[str]
    held: list[str]


def parted(lines: Sequence[str]) -> Parted:
    """Take off lines above and below a story that say when it may be published, at once included.

    Args:
        lines: or paragraphs, empty ones among them.
    """
    filled = [number for number, line in enumerate(lines) if line.strip()]
    near = {*filled[:_HEAD], *filled[-_END:]}
    held = [number for number in sorted(near) if find_hold(lines[number])]
    off = {*held, *(number for number in near if is_free(lines[number]))}
    rest = [line for number, line in enumerate(lines) if number not in off]
    return Parted(rest, [lines[number] for number in held])


def holding(lines: Iterable[str], published: date | datetime, document: Document) -> dict[str, Any]:
    """Return the fields of Article that such lines ask for.

    Args:
        lines: of which any may say something else.
        published: from which a weekday, and a day without a year, is counted.
        document: whose source's zone is meant where a time has none.

    Returns:
        ``embargo``, the latest moment told, or, where one tells none, ``status`` and a note; nothing of lines that
        hold nothing.
    """
    day = published.date() if isinstance(published, datetime) else published
    found = [(line, hold) for line in lines if (hold := find_hold(line))]
    moments = [(line, hold.moment(day, document.timezone)) for line, hold in found]
    if unclear := [line.strip() for line, moment in moments if moment is None]:
        return {"status": "withheld", "notes": (_NO_MOMENT.format(line=unclear[0][:80]),)}
    return {"embargo": max(moment for _, moment in moments if moment)} if moments else {}


def near(text: str) -> list[str]:
    """Return the paragraphs of a text among which such lines stand."""
    head, *rest = [text.split("\n\n", _HEAD), text.rsplit("\n\n", _END)]
    return [*head[:_HEAD], *rest[0][-_END:]]


def day_of_hold(lines: Iterable[str], document: Document) -> datetime | None:
    """Return the moment that such lines give in full, for copy that has no other date."""
    moments = [hold.moment(date.min, document.timezone) for line in lines if (hold := find_hold(line))]
    return max((moment for moment in moments if moment and moment.year > 1), default=None)
