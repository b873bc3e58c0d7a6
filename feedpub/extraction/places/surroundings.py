"""How the text around a name puts a place: the preposition that governs it, what lives there, what it owns."""

from typing import NamedTuple

from feedpub.extraction.places.lists import PlaceLists
from feedpub.extraction.places.word_view import WordView

_OF_REACH = 4  # words before "of" among which the preposition stands: "in the northern city of Leeds"


class Surroundings(NamedTuple):
    """How the text puts a place.

    Args:
        preposition: that governs it, through articles and adjectives; or "".
        located: it says where something is or happens.
        residence: it says where somebody or something belongs.
        possessive: it owns what follows.
    """

    preposition: str
    located: bool
    residence: bool
    possessive: bool


def surroundings(words: WordView, lists: PlaceLists, start: int, end: int) -> Surroundings:
    """Read what stands around a name.

    Args:
        words: of the field that has it.
        lists: of the language.
        start: its first code point.
        end: the code point after its last.

    Returns:
        What they say of the place.
    """
    number = _preposition(words, lists, words.at(start))
    residence = number > 0 and words.before(number) in lists.residence
    return Surroundings(
        preposition=words.low(number),
        located=words.low(number) in lists.happening and not residence,
        residence=residence,
        possessive=words.text[end : end + 1] in ("'", "’"),
    )


def _preposition(words: WordView, lists: PlaceLists, first: int) -> int:
    """Return the number of the preposition that governs a name, -1 where none does."""
    number = first
    if words.before(number) in lists.of:
        for place in range(number - 2, number - 2 - _OF_REACH, -1):
            if words.gap(place + 1) != " ":
                break
            if words.low(place) in lists.happening:
                return place
    elif words.before(number) in lists.direction or number - 1 in words.owner:  # "northern Iraq", "Kenya's Nairobi"
        number -= 1
    elif words.before(number) and words.gap(number - 1) == "-":  # "rebel-held Aleppo"
        number -= 2
    if words.before(number) in lists.article:
        number -= 1
    return number - 1 if words.before(number) in lists.prepositions else -1
