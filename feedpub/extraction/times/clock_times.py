"""Times of day: "3:30 p.m. ET", "1430 GMT", "noon", "6.10am"."""

from feedpub.extraction.times.expressions import Clock, Expression
from feedpub.extraction.times.phrase import Phrase
from feedpub.extraction.times.words import lexicon


def clock(phrase: Phrase) -> Expression | None:
    """Read "3:30 p.m. ET", "11am", "1430 GMT", "at 06:00", "noon"; not "won 3:30" or "2:14:05"."""
    zone = phrase.first("z")
    named = zone.text if zone else None
    if word := phrase.first("h"):
        if word.capital and phrase.begin:
            return None  # a surname
        return Clock(lexicon().numbers[word.text], 0, named)
    hour, minute = _digits(phrase.words[phrase.begin].text)
    half = phrase.first("A")
    if hour is None or (half is None and zone is None and phrase.before.kind not in "@"):
        return None
    if half is not None:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half.text.startswith("p") else 0)
    return Clock(hour, minute, named) if hour <= 23 and (minute or 0) <= 59 else None


def spoken_hour(phrase: Phrase) -> Expression | None:
    """Read "4 in the morning"; not "20 in the morning"."""
    hour, part = phrase.number("dc") or 0, phrase.first("p")
    if part is None or not 1 <= hour <= 12:
        return None
    late = lexicon().parts[part.text] in ("afternoon", "evening") or (lexicon().parts[part.text] == "night" and hour > 5)
    return Clock(hour % 12 + (12 if late else 0))


def _digits(text: str) -> tuple[int | None, int | None]:
    hour, _, minute = text.replace(".", ":").partition(":")
    if not minute and len(hour) == 4:
        hour, minute = hour[:2], hour[2:]
    if ":" in minute or not hour.isdecimal() or len(hour) > 2 or (minute and len(minute) != 2):
        return None, None
    return int(hour), int(minute) if minute else None
