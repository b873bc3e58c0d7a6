"""Counties without the word: "Hall, Banks and Forsyth counties", and "Hall" for Hall County further on."""

from collections.abc import Iterator
from itertools import compress

from feedpub.extraction.gazetteer import PlaceRow, entry, key
from feedpub.extraction.places.names import PlaceContext, PlaceName

_BETWEEN = (", ", " & ")
_KNOWN = 20_000  # inhabitants of a place that a name means rather than the county of that name


def find_counties(context: PlaceContext) -> Iterator[PlaceName]:
    """Find names in lists of counties, and short forms of counties that the article has named in full."""
    listed = {name.first: name for name in _listed(context)}
    yield from listed.values()
    yield from (name for name in _short(context) if name.first not in listed)


def _listed(context: PlaceContext) -> Iterator[PlaceName]:
    """Read the names before "counties" from the last to the first."""
    words, lists = context.words, context.lists
    for number in compress(range(len(words)), map(lists.counties.__contains__, words.lower)):
        last = number - 1
        while words.is_capital(last):
            name = (words.gap(last) == " " and _county(context, last - 1, last)) or _county(context, last, last)
            if name is None:
                break
            yield name
            last = name.first - 1
            if words.gap(name.first) == " " and words.low(last) in lists.joins:
                last -= 1
            elif words.gap(name.first) not in _BETWEEN:
                break


def _county(context: PlaceContext, first: int, last: int, rows: tuple[PlaceRow, ...] = ()) -> PlaceName | None:
    words = context.words
    if not words.is_capital(first):
        return None
    start, end = words.starts[first], words.ends[last]
    for ending in context.lists.county:
        wanted = f"{key(words.text[start:end])} {ending}"
        if found := rows or entry(wanted).rows:
            return PlaceName(first, last, start, end, wanted, found)
    return None


def _short(context: PlaceContext) -> Iterator[PlaceName]:
    """Read "Hall" as Hall County where the article has named that, and nobody of that name."""
    words = context.words
    split = ((name, *name.key.rpartition(" ")) for name in context.names if name.rows[0].feature == "county")
    whole = {before: name.rows for name, before, _, ending in split if ending in context.lists.county}
    if not whole:
        return
    taken = {number for name in context.names if name.length > 1 for number in range(name.first, name.last + 1)}
    taken |= {name.first for name in context.names if name.rows[0].population > _KNOWN}
    for number in words.capitals():
        name = key(words.lower[number])
        if name not in whole or number in taken or number in context.persons or name in context.family_names:
            continue
        if not (words.is_capital(number + 1) and words.joined(number + 1)):
            found = _county(context, number, number, whole[name])
            yield from (found,) if found else ()
