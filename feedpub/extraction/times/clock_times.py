"""Times of day: "3:30 p.m. ET", "1430 GMT", "noon", "6.10am"."""

from feedpub.extraction.times.classes import Kind
from feedpub.extraction.times.expressions import Expression, TimeOfDay
from feedpub.extraction.times.phrase import TimePhrase
from feedpub.extraction.times.rules import time_rule


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


def _spoken_hour(phrase: TimePhrase) -> Expression | None:
    hour, begin = phrase.number(Kind.DAY + Kind.CARDINAL) or 0, phrase.number(Kind.DAY_PART) or 0
    if not 1 <= hour <= 12:
        return None
    late = begin and hour % 12 + 12 >= begin  # "2 in the night" is not
    return TimeOfDay(hour % 12 + (12 if late else 0))


def _digits(text: str) -> tuple[int | None, int | None]:
    hour, _, minute = text.replace(".", ":").partition(":")
    if not minute and len(hour) == 4:
        hour, minute = hour[:2], hour[2:]
    if ":" in minute or not hour.isdecimal() or len(hour) > 2 or (minute and len(minute) != 2):
        return None, None
    return int(hour), int(minute) if minute else None


SPOKEN_HOUR = time_rule(
    "spoken_hour",
    "(day|cardinal) in the day_part",
    _spoken_hour,
    examples=("The siren sounded at [4 in the morning=2024-04-24T04].", "The siren sounded at [seven in the evening=2024-04-24T19]."),
    counterexamples=("They were [20 in the morning] and ten at night.",),
)
CLOCK = time_rule(
    "clock",
    "clock half_day? open? zone? | (day|number) half_day open? zone? | hour_word zone? | (year|number) zone",
    _clock,
    examples=(
        "The siren sounded at [3:30 p.m. ET=2024-04-24T15:30-04:00].",
        "The quake struck at [1430 GMT=2024-04-24T14:30Z].",
        "The siren sounded at [noon=2024-04-24T12:00].",
        "The tram derailed at [6.10am=2024-04-24T06:10].",
    ),
    counterexamples=("The home side won [3:30].", "The runner needed [2:14:05] for the race.", "Marlow [Noon] ran past him."),
)
