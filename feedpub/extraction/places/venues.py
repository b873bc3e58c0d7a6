"""Venues that no gazetteer knows: "the Ashby Street bus depot" stands in the city that is named with it."""

from collections.abc import Iterator
from functools import cache
from itertools import compress
from math import nan
from typing import NamedTuple

from feedpub.extraction.gazetteer import PlaceRow
from feedpub.extraction.places.nearby import Nearby
from feedpub.extraction.places.words import Words, bare, listed

UNPLACED = nan
LONGEST = 6  # words in the name of a venue
REACH = 160  # code points within which the city of a venue is named
_OPEN = frozenset("the a an this that its their his her our".split())


class Venue(NamedTuple):
    """Words that name a venue.

    Args:
        first: number of its first word.
        last: number of its last word.
        start: first code point.
        end: the code point after the last.
    """

    first: int
    last: int
    start: int
    end: int


def venues(words: Words) -> Iterator[Venue]:
    """Find names that end in a word for a venue, where the text says that something is at them.

    Matches "at [Barlow Stadium]", "outside the [Mercy Hospital]"; does not match "[Barlow University] said".

    Args:
        words: of the text.

    Yields:
        Venues in order.
    """
    endings = _endings()
    for last in compress(range(1, len(words)), map(endings.__contains__, words.lower[1:])):
        named = _named_end(words, last)
        if named is None:
            continue
        first = _first(words, named)
        if (first < named or named < last) and _is_at(words, first):
            end = words.starts[last] + len(bare(words.raw[last]))
            yield Venue(first, last, words.starts[first], end)


def _named_end(words: Words, last: int) -> int | None:
    """Return the last capitalised word of a venue that ends with a word: "[Barlow] tram stop", "[Barlow Stadium]"."""
    if words.is_capital(last):
        ends = _is_venue_word(words.low(last)) and not (words.is_capital(last + 1) and words.joined(last + 1))
        return last if ends else None
    if words.raw[last] not in listed("stop"):
        return None
    before = last - 1 if words.raw[last - 1] not in listed("stop_kind") else last - 2
    named = (
        before >= 0 and words.is_capital(before) and all(words.gap(number) == " " for number in range(before + 1, last + 1))
    )
    return before if named else None


def _is_venue_word(word: str) -> bool:
    return word in listed("venue") or (word.endswith("s") and word[:-1] in listed("venue"))


@cache
def _endings() -> frozenset[str]:
    """Collect the words that the name of a venue may end in, as most words do not."""
    return listed("stop") | listed("venue") | {word + "s" for word in listed("venue")}


def _first(words: Words, last: int) -> int:
    first = last
    while last - first < LONGEST - 1 and words.is_capital(first - 1) and words.joined(first):
        if words.raw[first - 1][-2:] in ("'s", "’s") or words.raw[first - 1] in listed("false_start"):
            break
        first -= 1
    return first


def _is_at(words: Words, first: int) -> bool:
    before = first - 1
    if words.raw[before][-2:] in ("'s", "’s") and words.is_capital(before):
        return True
    if words.low(before) in _OPEN and words.gap(first) == " ":
        before -= 1
    if words.gap(before + 1) != " ":
        return False
    return words.low(before) in listed("locative") or words.low(before) in ("at", "to", "from", "on")


def as_row(name: str, city: PlaceRow | None) -> PlaceRow:
    """Make a venue a place.

    Args:
        name: of the venue.
        city: that it stands in, or None.

    Returns:
        The city's place under the venue's name; ``UNPLACED`` coordinates where no city is known.
    """
    if city is None:
        return PlaceRow(name, "venue", "", "", "", UNPLACED, UNPLACED, 0, 0, primary=True)
    return city._replace(name=name, feature="venue", geonames_id=0, population=0)


def city_of(venue: Venue, text: str, named: Nearby) -> PlaceRow | None:
    """Find the city that is named with a venue: inside its name, right after it, else before it, in its sentence and reach.

    Args:
        venue: to place.
        text: that it stands in.
        named: the places of the text.

    Returns:
        The city, or a region where only that is named; None where nothing is.
    """
    near = [
        (abs(start - venue.start), row)
        for start, end, row in named.between(venue.end - REACH + 1, venue.end + REACH - 1)
        if row.kind in ("city", "region", "area") and _same_sentence(text, venue, start, end)
    ]
    return min(near, key=lambda pair: (pair[1].kind != "city", pair[0]), default=(0, None))[1]


def _same_sentence(text: str, venue: Venue, start: int, end: int) -> bool:
    between = text[min(venue.end, end) : max(venue.start, start)]
    return ". " not in between and "\n" not in between
