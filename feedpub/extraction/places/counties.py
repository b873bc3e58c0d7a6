"""Counties without the word: "Hall, Banks and Forsyth counties", and "Hall" for Hall County further on."""

from collections.abc import Sequence
from itertools import compress

from feedpub.extraction.gazetteer import PlaceRow, entry, key
from feedpub.extraction.places.candidates import Candidate
from feedpub.extraction.places.people import People
from feedpub.extraction.places.words import Words, bare

_BETWEEN = (", ", " and ", ", and ", " or ", " & ")


def with_counties(words: Words, found: Sequence[Candidate], persons: People) -> list[Candidate]:
    """Read names in lists of counties, and short forms of counties, as counties.

    Args:
        words: of the text.
        found: the candidates.
        persons: names of people.

    Returns:
        The candidates with those names among them, in order.
    """
    made = {candidate.first: candidate for candidate in _listed(words)}
    made |= {one.first: one for one in _short(words, found, persons) if one.first not in made}
    if not made:
        return list(found)
    covered = {number for one in made.values() for number in range(one.first, one.last + 1)}
    kept = [one for one in found if not covered & set(range(one.first, one.last + 1))]
    return sorted([*kept, *made.values()], key=lambda one: one.first)


def _listed(words: Words) -> list[Candidate]:
    """Read the names before "counties"."""
    out = []
    for number in compress(range(len(words)), map(("counties", "Counties").__contains__, words.raw)):
        last = number - 1
        while last >= 0 and words.raw[last][0].isupper():
            first = last - 1 if words.gap(last) == " " and words.is_capital(last - 1) else last
            one = _county(words, first, last) or _county(words, last, last)
            if one is None:
                break
            out.append(one)
            before = one.first - 1
            between = words.gap(one.first)
            if words.raw[before] in ("and", "or") and before > 0:
                before, between = before - 1, ", "
            if between not in _BETWEEN or before < 0:
                break
            last = before
    return out


def _county(words: Words, first: int, last: int, rows: tuple[PlaceRow, ...] | None = None) -> Candidate | None:
    start, end = words.starts[first], words.starts[last] + len(bare(words.raw[last]))
    wanted = key(words.text[start:end]) + " county"
    found = rows or entry(wanted).rows
    if not found:
        return None
    return Candidate(first, last, start, end, wanted, found, 0, "name", (first, last))


def _short(words: Words, found: Sequence[Candidate], persons: People) -> list[Candidate]:
    """Read "Hall" as Hall County where the article has named that, and nobody of that name."""
    whole = {one.key.removesuffix(" county"): one.rows for one in found if one.key.endswith(" county")}
    if not whole:
        return []
    taken = {number for one in found if one.last > one.first for number in range(one.first, one.last + 1)}
    known = {one.first for one in found if one.rows and one.rows[0].population > 20_000}
    out = []
    for number, word in enumerate(words.raw):
        if not word[0].isupper() or number in taken or number in persons.words or number in known:
            continue
        name = key(bare(word))
        if name in whole and name not in persons.family and not (words.is_capital(number + 1) and words.joined(number + 1)):
            one = _county(words, number, number, whole[name])
            out.extend([one] if one else [])
    return out
