"""Places that no gazetteer need know, and that lie where the place beside them does: venues, and what is called a place."""

from collections.abc import Iterator
from itertools import compress

from feedpub.extraction.places.names import LONGEST, PlaceContext, PlaceName, Via, without_overlap
from feedpub.extraction.places.word_view import WordView
from feedpub.language.lexicon import FUNCTION, Is

_NO_NAME = FUNCTION | Is.OPENER | Is.DAY
_WIDE = ("state", "country")
_LONGEST_DESCRIBED = 3  # words


def find_venues(context: PlaceContext) -> Iterator[PlaceName]:
    """Find names that end in a word for a venue, where the text says that something is at them."""
    words, lists = context.words, context.lists
    for last in compress(range(1, len(words)), map(lists.venue_ending.__contains__, words.lower[1:])):
        named = _named_end(context, last)
        if named is None:
            continue
        first = _first(words, named)
        if first < last and _is_at(context, first):
            yield _unlisted(words, first, last, "venue")


def _unlisted(words: WordView, first: int, last: int, via: Via) -> PlaceName:
    start, end = words.starts[first], words.ends[last]
    return PlaceName(first, last, start, end, words.text[start:end], (), via=via)


def _named_end(context: PlaceContext, last: int) -> int | None:
    """Return the last capitalised word of a venue that ends with a word: "[Barlow] tram stop", "[Barlow Stadium]"."""
    words, lists = context.words, context.lists
    if words.is_capital(last):
        further = words.is_capital(last + 1) and words.joined(last + 1)
        return last if words.lower[last] in lists.venues and not further else None
    if words.lower[last] not in lists.stop:
        return None
    named = last - 2 if words.before(last) in lists.stop_kind else last - 1
    return named if words.is_capital(named) and all(words.before(number) for number in range(named + 1, last + 1)) else None


def _first(words: WordView, last: int) -> int:
    first = last
    while last - first < LONGEST - 1 and words.is_capital(first - 1) and words.joined(first):
        if first - 1 in words.owner or (words.opens(first - 1) and words.flags(first - 1) & _NO_NAME):
            break
        first -= 1
    return first


def _is_at(context: PlaceContext, first: int) -> bool:
    words, before = context.words, first - 1
    if before in words.owner and words.is_capital(before):
        return True
    if words.flags(before) & (Is.DETERMINER | Is.POSSESSIVE) and words.gap(first) == " ":
        before -= 1
    return words.before(before + 1) in context.lists.presence


def find_described(context: PlaceContext) -> list[PlaceName]:
    """Find names that the text calls places: "the village of Kotwe", "Hollin district", "Ashby Mill, Okla."."""
    found = sorted({*_called(context), *_within(context)})
    names = [_unlisted(context.words, *one, "described") for one in found if _is_name(context, *one)]
    return without_overlap(names)


def _called(context: PlaceContext) -> Iterator[tuple[int, int]]:
    words, lists = context.words, context.lists
    for number in compress(range(len(words)), map(lists.settlements.__contains__, words.lower)):
        first = number + 2
        if words.after(number) in lists.of and words.is_capital(first) and words.before(first):
            yield first, min(words.runs[first][1], first + _LONGEST_DESCRIBED - 1)
        if words.before(number) and words.is_capital(number - 1) and words.lower[number] in lists.settlement:
            first = max(words.runs[number - 1][0], number - _LONGEST_DESCRIBED)
            first += words.opens(first)
            if first < number:
                yield first, number - 1


def _within(context: PlaceContext) -> Iterator[tuple[int, int]]:
    """Read the name before a region: "in Ashby Mill, Okla."."""
    words = context.words
    for start, row in context.places:
        number = words.at(start)
        if row.feature in _WIDE and words.gap(number) in (", ", " (") and words.is_capital(number - 1):
            first = max(words.runs[number - 1][0], number - _LONGEST_DESCRIBED)
            if words.before(first) in context.lists.presence | context.lists.of:
                yield first, number - 1


def _is_name(context: PlaceContext, first: int, last: int) -> bool:
    words, lists = context.words, context.lists
    if words.flags(first) & _NO_NAME or words.lower[last] in lists.venue:
        return False
    peoples = words.language.words("peoples")
    return not all(words.flags(number) & Is.COMMON or words.raw(number) in peoples for number in range(first, last + 1))
