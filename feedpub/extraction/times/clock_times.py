"""Times of day: "3:30 p.m. ET", "1430 GMT", "noon", "6.10am"."""

from feedpub.extraction.times.classes import Kind
from feedpub.extraction.times.expressions import Expression, TimeOfDay
from feedpub.extraction.times.phrase import TimePhrase


def _clock(phrase: TimePhrase) -> Expression | None:
    word, half = phrase.first(Kind.ZONE), phrase.number(Kind.HALF_DAY)
    zone = phrase.vocabulary.zones[word.name] if word else None
    if named := phrase.first(Kind.HOUR_WORD):
        surname = named.capital and phrase.begin
        return None if surname else TimeOfDay(named.number, 0, zone)
    hour, minute = _digits(phrase.words[phrase.begin].text)
    if hour is None or (half is None and zone is None and phrase.before.kind != Kind.AT):
        return None
    if half is not None:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + half
    return TimeOfDay(hour, minute, zone) if hour <= 23 and (minute or 0) <= 59 else None


def _digits(text: str) -> tuple[int | None, int | None]:
    hour, _, minute = text.replace(".", ":").partition(":")
    if not minute and len(hour) == 4:
        hour, minute = hour[:2], hour[2:]
    if ":" in minute or not hour.isdecimal() or len(hour) > 2 or (minute and len(minute) != 2):
        return None, None
    return int(hour), int(minute) if minute else None


READERS = {"clock": _clock}
"""What a rule may do with its words, by name."""
