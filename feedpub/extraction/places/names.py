"""Names that the gazetteer knows: the longest at each word, as abbreviations, as names of peoples, as names of places."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, NamedTuple

from feedpub.extraction.gazetteer import GazetteerEntry, PlaceRow, key, lookup, lookup_abbreviation, lookup_people
from feedpub.extraction.places.lists import PlaceLists
from feedpub.extraction.places.word_view import WordView
from feedpub.language.memo import Memo

LONGEST = 6  # words in one name
_LONGEST_NAME = 120  # code points; no name of the gazetteer has half as many
_LONGEST_SHORT = 6  # code points of an abbreviation, of which the longest without full stops have five
Via = Literal["name", "demonym", "abbreviation", "venue", "described"]


class PlaceName(NamedTuple):
    """Words that may name a place.

    Args:
        first: number of its first word.
        last: number of its last word.
        start: first code point.
        end: the code point after the last.
        key: under which the gazetteer has it.
        rows: the places that it may mean; none where the gazetteer has none of that name.
        flags: what else the name is (feedpub.extraction.gazetteer).
        via: by what kind of name; a venue, or what the text describes as a place, need not be in the gazetteer.
        rule: id of the rule that found it; its rule's loop enters it.
    """

    first: int
    last: int
    start: int
    end: int
    key: str
    rows: tuple[PlaceRow, ...]
    flags: int = 0
    via: Via = "name"
    rule: str = ""

    @property
    def length(self) -> int:
        """Words in it."""
        return self.last - self.first + 1


@dataclass
class PlaceContext:
    """What a rule for places is given.

    Args:
        words: of the text.
        lists: of its language.
        persons: numbers of the words of full names of people.
        family_names: keys of the family names among them.
        names: found by the rules before, in order.
        places: that they mean, for the rules that come after disambiguation: first code point, place.
    """

    words: WordView
    lists: PlaceLists
    persons: frozenset[int] = frozenset()
    family_names: frozenset[str] = frozenset()
    names: Sequence[PlaceName] = ()
    places: Sequence[tuple[int, PlaceRow]] = ()

    @cached_property
    def spans(self) -> list[tuple[int, list[int]]]:
        """Where names may stand: each first word with all last words that it may have, the furthest first."""
        capital = self.words.capital
        return [
            (first, [last for last in range(self._reach(first), first - 1, -1) if capital[last]])
            for first in self.words.capitals()
        ]

    def _reach(self, first: int) -> int:
        """Return the last word to which a name may reach that begins with a word: "Dar es Salaam"."""
        words, last = self.words, first
        while last - first < LONGEST - 1 and last + 1 < len(words) and words.joined(last + 1):
            if not words.capital[last + 1] and words.lower[last + 1] not in self.lists.connector:
                break
            last += 1
        return last


Find = Callable[[PlaceContext], Iterable[PlaceName]]


def find_abbreviations(context: PlaceContext) -> Iterator[PlaceName]:
    """Find abbreviations: "U.S.", "Calif."; of two capitals only after another name, "Portland, OR"."""
    words = context.words
    for number in words.capitals():
        short = words.ends[number] - words.starts[number] == 1 and words.gap(number + 1) in (".", ". ")
        for last in (number + 1, number) if short else (number,):
            if found := _abbreviation(context, number, last):
                yield found
                break


def _abbreviation(context: PlaceContext, first: int, last: int) -> PlaceName | None:
    words, start = context.words, context.words.starts[first]
    if last >= len(words) or words.ends[last] - start > _LONGEST_SHORT + 2 * (last - first):
        return None
    end = words.ends[last]
    text = words.text[start:end]
    qualifying = _qualifies(words, first)
    rows: tuple[PlaceRow, ...] = ()
    if words.text[end : end + 1] == ".":
        rows = lookup_abbreviation(text + ".", qualifying=qualifying)
        word = text.lower() in context.lists.short_words and not qualifying
        if rows and (not word or words.raw(last + 1)[:1].islower()):
            return PlaceName(first, last, start, end + 1, f"={text}.", rows, via="abbreviation")
    if rows := lookup_abbreviation(text, qualifying=qualifying) or (lookup_abbreviation(text + ".") if "." in text else ()):
        return PlaceName(first, last, start, end, f"={text}", rows, via="abbreviation")
    return None


def _qualifies(words: WordView, number: int) -> bool:
    """Tell whether a word stands after a name and a comma, or in brackets."""
    gap = words.gap(number)
    return gap == " (" or (gap in (", ", ",") and words.is_capital(number - 1))


def find_demonyms(context: PlaceContext) -> Iterator[PlaceName]:
    """Find words for the people of a place: "Turkish", "Londoners"."""
    return _longest(context, _demonym, "demonym")


def find_names(context: PlaceContext) -> Iterator[PlaceName]:
    """Find names of places."""
    return _longest(context, _named, "name")


def _longest(
    context: PlaceContext, known: Callable[[str], tuple[str, GazetteerEntry] | None], via: Via
) -> Iterator[PlaceName]:
    words = context.words
    for first, lasts in context.spans:
        start = words.starts[first]
        for last in lasts:
            end = words.ends[last]
            if 1 < end - start <= _LONGEST_NAME and (found := known(words.text[start:end])):
                yield PlaceName(first, last, start, end, found[0], found[1].rows, found[1].flags, via)
                break


def _by_name(name: str) -> tuple[str, GazetteerEntry] | None:
    found = lookup(name)
    return (key(name), found) if found.rows else None


def _by_people(name: str) -> tuple[str, GazetteerEntry] | None:
    people, known = lookup_people(name), lookup(name)
    # "Baltic" may be the sea; "English" is hardly ever the town of that name.
    return ("~" + key(name), people) if people.rows and (not known.rows or known.rows[0].geonames_id) else None


_named = Memo(_by_name).__getitem__
_demonym = Memo(_by_people).__getitem__


def without_overlap(names: Iterable[PlaceName]) -> list[PlaceName]:
    """Keep the names that begin first, of those that begin together the longest, of equal ones the first given.

    Args:
        names: in any order.

    Returns:
        Names in order, none overlapping another.
    """
    found: list[PlaceName] = []
    for name in sorted(names, key=_place):
        if not found or name.first > found[-1].last:
            found.append(name)
    return found


def _place(name: PlaceName) -> tuple[int, int]:
    return name.first, -name.last
