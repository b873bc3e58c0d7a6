"""Which words may name a place: the longest names that the gazetteer knows, with the capitalised words around them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from feedpub.extraction.gazetteer import Entry, PlaceRow, abbreviation, entry, key, people_of
from feedpub.extraction.places.words import CONNECTORS, Words, bare, listed
from feedpub.language.memo import Memo

_OPEN = re.compile(r"[A-Z]\.[A-Z]")  # "U.S" as some write it
LONGEST = 6  # words in one name
_LONGEST_NAME = 120  # code points; no name of the gazetteer has half as many
Via = Literal["name", "demonym", "abbreviation"]


@dataclass(frozen=True, slots=True)
class Candidate:
    """Words that may name a place.

    Args:
        first: number of its first word.
        last: number of its last word.
        start: first code point.
        end: the code point after the last, without a possessive ending.
        key: under which the gazetteer has it.
        rows: the places that it may mean.
        flags: what else the name is.
        via: by what kind of name.
        run: numbers of the first and the last word of the capitalised words that it stands in.
    """

    first: int
    last: int
    start: int
    end: int
    key: str
    rows: tuple[PlaceRow, ...]
    flags: int
    via: Via
    run: tuple[int, int]

    @property
    def text_length(self) -> int:
        """Words in it."""
        return self.last - self.first + 1


def candidates(words: Words) -> Iterator[Candidate]:
    """Find every name of a place, the longest at each word.

    Args:
        words: of a text.

    Yields:
        Candidates in order, none overlapping another.
    """
    after, run = 0, (-1, -1)
    for number in words.capitals():
        if number < after:
            continue
        if number > run[1]:
            run = (number, _run_end(words, number))
        if found := _at(words, number, run):
            yield found
            after = found.last + 1


def _run_end(words: Words, number: int) -> int:
    last = number
    while last + 1 < len(words) and words.joined(last + 1) and words.is_capital(last + 1):
        if words.raw[last][-2:] in ("'s", "’s"):
            break
        last += 1
    return last


def _at(words: Words, number: int, run: tuple[int, int]) -> Candidate | None:
    for last in range(_reach(words, number), number - 1, -1):
        if last == number and (short := _abbreviation(words, number, run)):
            return short
        if not words.capital[last]:
            continue
        end = words.starts[last] + len(bare(words.raw[last]))
        name = words.text[words.starts[number] : end]
        if 1 < len(name) <= _LONGEST_NAME and (found := _known(name)):
            wanted, via, known = found
            return Candidate(number, last, words.starts[number], end, wanted, known.rows, known.flags, via, run)
    return None


def _named(name: str) -> tuple[str, Via, Entry] | None:
    plain = key(name)
    known, people = entry(plain), people_of(plain)
    # "English" is hardly ever the town of that name; "Baltic" may be the sea.
    if people.rows and (not known.rows or known.rows[0].geonames_id):
        return "~" + plain, "demonym", people
    return (plain, "name", known) if known.rows else None


_known = Memo(_named).__getitem__


def _reach(words: Words, number: int) -> int:
    last = number
    while last - number < LONGEST - 1 and last + 1 < len(words) and words.joined(last + 1):
        if not (words.capital[last + 1] or words.raw[last + 1] in CONNECTORS):
            break
        last += 1
    return last


def _abbreviation(words: Words, number: int, run: tuple[int, int]) -> Candidate | None:
    raw, start = bare(words.raw[number]), words.starts[number]
    if len(raw) > 6 or (len(raw) > 5 and "." not in raw):
        return None
    end = start + len(raw)
    # After another name and a comma, or in brackets, two capitals are a region: "Portland, OR".
    gap = words.gap(number)
    qualifying = gap in (", ", " (", ",") and (words.is_capital(number - 1) or gap == " (")
    if words.text[end : end + 1] == "." and (rows := abbreviation(raw + ".", qualifying=qualifying)):
        following = words.raw[number + 1 : number + 2]
        if raw.lower() not in listed("short_words") or qualifying or (following and following[0].islower()):
            return Candidate(number, number, start, end + 1, "=" + raw + ".", rows, 0, "abbreviation", run)
    if rows := abbreviation(raw + "." if _OPEN.fullmatch(raw) else raw, qualifying=qualifying):
        return Candidate(number, number, start, end, "=" + raw, rows, 0, "abbreviation", run)
    return None
