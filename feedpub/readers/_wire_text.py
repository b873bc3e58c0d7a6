"""What IPTC 7901 and ANPA 1312 have in common: control characters around a text, and the typewriter's signs in it."""

import re
from datetime import date, datetime
from typing import NamedTuple

from feedpub.errors import ReadError
from feedpub.language.dates import month_number
from feedpub.model.document import Document
from feedpub.readers._assembling import place
from feedpub.readers._characters import UndecodableError, clean, decoded
from feedpub.readers._stamps import stamp

START_OF_HEADER, START_OF_TEXT, END_OF_TEXT, END_OF_TRANSMISSION = "\x01", "\x02", "\x03", "\x04"
SYNCHRONOUS_IDLE = "\x16"
MARKED_LINE = re.compile(rb"\x02[\r\n ]*\^")
"""The first line of a text in ANPA 1312, marked as those above the body are."""
_CENTURY_TURN = 70  # two digits from here on are of the last century; the formats are no older
# Months by their first letters in the languages that agencies date in, where English abbreviations are not the same.
_MONTHS = {
    "mrz": 3, "mär": 3, "mag": 5, "mai": 5, "maj": 5, "mei": 5, "giu": 6, "lug": 7, "ago": 8, "aoû": 8, "set": 9, "okt": 10,
    "ott": 10, "out": 10, "dez": 12, "dic": 12, "déc": 12, "des": 12, "gen": 1, "ene": 1, "abr": 4, "avr": 4, "fév": 2,
    "fev": 2,
}  # fmt: skip


class Transmission(NamedTuple):
    """The three parts of a transmission.

    Args:
        header: before the text.
        text: between start and end of text.
        trailer: after the text.
    """

    header: str
    text: str
    trailer: str


def transmission(document: Document) -> Transmission:
    """Part a transmission at its control characters.

    Args:
        document: the bytes, in an encoding that no field declares.

    Returns:
        The parts; what is missing is empty.

    Raises:
        ReadError: it is binary, or no text begins in it.
    """
    try:
        whole = decoded(document.content, "utf-8").replace("\r\n", "\n").replace("\r", "\n")
    except UndecodableError as error:
        raise ReadError(place(document), str(error)) from None
    header, began, rest = whole.partition(START_OF_TEXT)
    if not began:
        raise ReadError(place(document), "no text begins in it (STX)", "text")
    text, _, trailer = rest.partition(END_OF_TEXT)
    return Transmission(header, typewritten(text.replace(START_OF_TEXT, "")), trailer.partition(END_OF_TRANSMISSION)[0])


def typewritten(text: str) -> str:
    """Write what a teleprinter has in place of other signs as it is meant: ``so'' as quotation marks, _ as a dash."""
    text = re.sub(r"``([^`]*?)''", "“\\1”", text)
    return clean(re.sub(r"(?<=[ \w)])\s_\s", " — ", text))


def dated(document: Document, *parts: str | int) -> date | datetime | None:
    """Make an instant of the pieces of a date: year in two digits or four, month as number or word, day, time, zone."""
    year, month, day, time, zone = map(str, parts)
    number = int(month) if month.isdigit() else month_number(month) or _MONTHS.get(month[:3].lower(), 0)
    full = int(year) if len(year) > 2 else int(year) + (1900 if int(year) >= _CENTURY_TURN else 2000)
    return stamp(f"{full:04}-{number:02}-{int(day):02}T{time[:2]}:{time[2:4]}{zone}", document)
