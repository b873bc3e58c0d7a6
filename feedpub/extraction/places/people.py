"""Which words name people, so that "Paris Hilton" and "Mr. Lincoln" are no places, nor is "Lincoln" after them."""

from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from feedpub.extraction.gazetteer import GIVEN, SURNAME, entry, key
from feedpub.extraction.places.candidates import Candidate
from feedpub.extraction.places.words import Words, listed
from feedpub.language.lexicon import genders, lexicon
from feedpub.language.memo import Memo

LARGE = 1_500_000  # inhabitants of a region that anybody has heard of
HOMES = ("US", "CA", "GB", "AU")  # whose regions English copy names without saying more
WELL_KNOWN = 300_000  # inhabitants of a city that a given name does not outweigh by itself


_NO_INITIALS = ("A", "I", "N", "S", "E", "W", "U.S", "U.K")  # words, directions and countries


class People(NamedTuple):
    """Where a text names people.

    Args:
        words: numbers of the words of full names and of names behind titles.
        family: keys of the family names among them.
    """

    words: frozenset[int]
    family: frozenset[str]


def people(words: Words, found: Iterable[Candidate]) -> People:
    """Find the names of people among the capitalised words around candidates.

    Args:
        words: of the text.
        found: the candidates.

    Returns:
        The names found.
    """
    places = {number: candidate for candidate in found for number in range(candidate.first, candidate.last + 1)}
    taken: set[int] = set()
    family: set[str] = set()
    after = 0
    for number in words.capitals():
        if number < after or (number in places and places[number].first < number):
            continue
        last = _name_from(words, number, places)
        if last >= number:
            taken.update(range(number, last + 1))
            family.add(key(words.low(last)))
            after = last + 1
    return People(frozenset(taken), frozenset(family))


def _name_from(words: Words, number: int, places: dict[int, Candidate]) -> int:
    """Return the last word of a person's name that begins here; the word before where none does."""
    titled = _is_titled(words, number)
    place = places.get(number)
    if place and place.text_length > 1 and not titled:
        return number - 1
    if not titled and not _may_be_given(words, number, place):
        return number - 1
    last = number
    while last - number < 3 and words.joined(last + 1) and words.is_capital(last + 1):
        following = places.get(last + 1)
        if _is_common(words.low(last + 1)) or (
            following and following.text_length > 1 and following.last > last + 1 and not titled
        ):
            break
        last += 1
        if words.raw[last][-2:] in ("'s", "’s"):
            break
    if titled:
        return last
    return last if last > number and _fits(words, number, place) else number - 1


def _is_titled(words: Words, number: int) -> bool:
    before = words.low(number - 1)
    if before not in listed("title") or not words.is_capital(number - 1):
        return False
    return words.gap(number) in (" ", ". ") and not _is_common(words.low(number))


def _may_be_given(words: Words, number: int, place: Candidate | None) -> bool:
    word = words.raw[number]
    if len(word) == 1 or (len(word) < 6 and word.endswith(".") and word.isupper()):
        return place is None and word.strip(".") not in _NO_INITIALS and words.gap(number + 1) != "-"
    return words.low(number) not in listed("never") and _is_given(word)


def _given(word: str) -> bool:
    return word not in listed("false_start") and (word in genders() or bool(entry(key(word)).flags & GIVEN))


_is_given = Memo(_given).__getitem__


def _fits(words: Words, number: int, place: Candidate | None) -> bool:
    """Tell whether what follows a word that is also a place may be a family name."""
    if place is None:
        return not (words.begins(number) and words.raw[number] in listed("false_start"))
    if len(words.raw[number + 1]) == 1 or words.raw[number + 1].endswith("."):
        return True
    following = entry(key(words.low(number + 1)))
    if following.flags & SURNAME:
        return not following.rows or following.rows[0].kind == "city" or not following.rows[0].primary or not is_great(place)
    if following.rows:
        return False
    # "Vladimir Okafor", but not "Houston Rockets".
    unheard = words.low(number + 1) not in lexicon() and words.low(number + 1).removesuffix("s") not in lexicon()
    return not is_great(place) or (place.rows[0].kind == "city" and unheard)


def is_great(place: Candidate) -> bool:
    """Tell whether a name's first thought is a country, a large region or a great city."""
    row = place.rows[0]
    if not row.primary:
        return False
    if row.feature == "state":
        return row.population >= LARGE or row.country_code in HOMES
    return row.feature in ("country", "continent", "capital", "union") or row.population >= WELL_KNOWN


def _is_common(word: str) -> bool:
    return word in _common()


@cache
def _common() -> frozenset[str]:
    return listed("organization").union(
        *(listed(section) for section in ("venue", "physical", "administrative", "direction_full"))
    )
