"""Counties before the word: "Hall, Banks and Forsyth counties"."""

from collections.abc import Iterator
from itertools import compress

from feedpub.extraction.gazetteer import key, lookup
from feedpub.extraction.places.names import PlaceContext, PlaceName

_BETWEEN = (", ", " & ")


def find_counties(context: PlaceContext) -> Iterator[PlaceName]:
    """Find the names before "counties", from the last to the first."""
    words, lists = context.words, context.lists
    for number in compress(range(len(words)), map(lists.counties.__contains__, words.lower)):
        last = number - 1
        while words.is_capital(last):
            name = (words.gap(last) == " " and _county(context, last - 1, last)) or _county(context, last, last)
            if name is None:
                break
            yield name
            last = name.first - 1
            if words.before(name.first) in lists.joins:
                last -= 1
            elif words.gap(name.first) not in _BETWEEN:
                break


def _county(context: PlaceContext, first: int, last: int) -> PlaceName | None:
    words = context.words
    if not words.is_capital(first):
        return None
    start, end = words.starts[first], words.ends[last]
    for ending in context.lists.county:
        wanted = f"{key(words.text[start:end])} {ending}"
        if rows := lookup(wanted).rows:
            return PlaceName(first, last, start, end, wanted, rows)
    return None
