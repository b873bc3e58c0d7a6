"""Names that the gazetteer knows: the longest at each word, as a county, an abbreviation, a people or a place."""

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import compress, repeat
from operator import contains, or_
from typing import NamedTuple

from feedpub.extraction.gazetteer import NOTHING, GazetteerEntry, key, lookup, lookup_abbreviation, lookup_people
from feedpub.extraction.places.context import PlaceContext
from feedpub.extraction.places.toponym import Toponym, Via
from feedpub.extraction.rule import Rule
from feedpub.language.memo import Memo

_LONGEST = 6  # tokens in one name
_LONGEST_NAME = 120  # code points; no name of the gazetteer has half as many
_JOINING = ("", " ", "\n", "\u00a0", "  ", " \n")
_LONGEST_STOPPED = 2  # code points before a full stop inside a name: "ST."
_LONGEST_SHORT = 9  # code points of an abbreviation, "S. Africa"
_LONGEST_PLAIN = 5  # of one without a full stop, "FYROM", "Calif"


class LookupSpan(NamedTuple):
    """Words in which the gazetteer may know a name.

    Args:
        first: number of the first token.
        last: number of the last token.
        start: first code point.
        end: the code point after the last.
        text: the characters.
    """

    first: int
    last: int
    start: int
    end: int
    text: str


NameRule = Callable[[PlaceContext, LookupSpan], Toponym | None]


def names_of(context: PlaceContext, rules: Sequence[Rule[NameRule]]) -> Iterator[Toponym]:
    """Find the names that the gazetteer knows.

    Args:
        context: of the text.
        rules: to try at each span, in order.

    Returns:
        Names in order, none overlapping: those that begin first, of those that begin together the longest.
    """
    free, tokens = 0, context.tokens
    begins = map(or_, tokens.capital, map(contains, tokens.texts, repeat("-")))
    for first in compress(range(len(tokens)), begins):
        if tokens.ends[first] <= free:
            continue
        for spans in _spans(context, first):
            if spans and spans[0].start >= free and (found := _longest(context, spans, rules)):
                free = found.end
                yield found


def _longest(context: PlaceContext, spans: Iterable[LookupSpan], rules: Sequence[Rule[NameRule]]) -> Toponym | None:
    for span in spans:
        for rule in rules:
            if found := rule.find(context, span):
                found.rule = rule.id
                return found
    return None


def _spans(context: PlaceContext, first: int) -> Iterator[list[LookupSpan]]:
    """Walk over the places in a token where a name may begin, each with all spans from there that somebody knows.

    The longest comes first.
    """
    tokens, text = context.tokens, context.text
    begins = _CUTS[tokens.texts[first]][0]
    if not tokens.capital[first] and len(begins) == 1:  # "rebel-held"
        return
    reach = _reach(context, first)
    if reach == first and _IS_UNKNOWN[tokens.texts[first]] and first not in context.before_counties:
        return
    lasts = [last for last in range(reach, first - 1, -1) if tokens.capital[last] or last == first]
    ends = [(last, tokens.starts[last] + at) for last in lasts for at in _CUTS[tokens.texts[last]][1]]
    for at in begins:
        start = tokens.starts[first] + at
        yield [
            LookupSpan(first, last, start, end, text[start:end])
            for last, end in ends
            if start < end <= start + _LONGEST_NAME and (_known(text[start:end]) or last in context.before_counties)
        ]


def _cuts(token: str) -> tuple[list[int], list[int]]:
    """List where a name may begin and end in a token: also behind and before a hyphen, as in "D-Oakland", "Leeds-based"."""
    hyphens = [at for at, letter in enumerate(token) if letter == "-"]
    begins = [at + 1 for at in hyphens if token[at + 1 : at + 2].isupper()]
    return [0, *begins], [len(token), *(at for at in reversed(hyphens) if at)]


def _is_unknown(token: str) -> bool:
    """Tell a token no part of which names a place by itself."""
    begins, ends = _CUTS[token]
    return not any(_known(token[begin:end]) for begin in begins for end in ends if begin < end)


_CUTS, _IS_UNKNOWN = Memo(_cuts), Memo(_is_unknown)


def _reach(context: PlaceContext, first: int) -> int:
    """Return the last token to which a name may reach that begins with one: "Dar es Salaam", "ST. PARIS", "W.Va."."""
    tokens, connectors = context.tokens, context.listed["connector"]
    end = min(first + _LONGEST, len(tokens))
    for number in range(first + 1, end):
        goes_on = tokens.capital[number] or tokens.lower[number] in connectors or _stops(tokens.texts, number)
        if not goes_on or context.gaps[number] not in _JOINING:
            return number - 1
    return end - 1


def _stops(texts: Sequence[str], number: int) -> bool:
    """Tell the full stop of a short word: "ST.", "D-S.C."."""
    return texts[number] == "." and len(texts[number - 1].rpartition("-")[2]) <= _LONGEST_STOPPED


def find_county(context: PlaceContext, span: LookupSpan) -> Toponym | None:
    """Find the counties before the word: "Hall, Banks and Forsyth counties"."""
    if span.last not in context.before_counties:
        return None
    wanted = (f"{key(span.text)} {ending}" for ending in context.listed["county"])
    return next((Toponym(*span, name, found.rows) for name in wanted if (found := lookup(name)).rows), None)


def find_abbreviation(context: PlaceContext, span: LookupSpan) -> Toponym | None:
    """Find abbreviations: "U.S.", "Calif."; of two capitals only after another name, "Portland, OR"."""
    first, last, start, end, text = span
    known = _known(text)
    if known is None or not known.short or _is_price(context, first):
        return None
    qualifying, bare = _qualifies(context, first), text.removesuffix(".")
    stopped = text != bare or context.text.startswith(".", end)
    rows = lookup_abbreviation(bare + ".", qualifying=qualifying) if stopped or "." in bare else ()
    word = not qualifying and bare.lower() in context.listed["short_words"]
    if rows and not (word and not "".join(context.tokens.texts[last + 1 : last + 2]).islower()):
        end = start + len(bare) + stopped
    else:
        rows, end = lookup_abbreviation(bare, qualifying=qualifying), start + len(bare)
    text = context.text[start:end]
    return Toponym(first, last, start, end, text, f"={text}", rows, 0, "abbreviation") if rows else None


def _qualifies(context: PlaceContext, token: int) -> bool:
    """Tell whether a word stands after a name and a comma, or in brackets."""
    before = context.tokens.texts[token - 1] if token else ""
    return before == "(" or (before == "," and token > 1 and context.tokens.capital[token - 2])


def _is_price(context: PlaceContext, token: int) -> bool:
    """Tell whether a sum of money stands before a word, which says whose money it is: "$300 [US]"."""
    texts = context.tokens.texts
    return token > 1 and texts[token - 1][0].isdecimal() and unicodedata.category(texts[token - 2][-1]) == "Sc"


def find_demonym(_context: PlaceContext, span: LookupSpan) -> Toponym | None:
    """Find words for the people of a place: "Turkish", "Londoners"."""
    known = _known(span.text)
    return _toponym(span, "~" + key(span.text), known.people, "demonym") if known else None


def find_name(_context: PlaceContext, span: LookupSpan) -> Toponym | None:
    """Find names of places."""
    known = _known(span.text)
    return _toponym(span, key(span.text), known.place, "name") if known and not _is_brand(span.text, known.place) else None


def _is_brand(text: str, found: GazetteerEntry) -> bool:
    """Tell a capital within a word that the place does not have: "SoFi" for Sofia, not "McAllen"."""
    inner = text.isalpha() and not text.isupper() and not text[1:].islower()
    return inner and not any(row.primary for row in found.rows)


def _toponym(span: LookupSpan, name: str, found: GazetteerEntry, via: Via) -> Toponym | None:
    return Toponym(*span, name, found.rows, found.flags, via) if found.rows and len(span.text) > 1 else None


class _Readings(NamedTuple):
    """What the gazetteer knows of a text: whether it may be an abbreviation, and what it names as a people and a place."""

    short: bool
    people: GazetteerEntry
    place: GazetteerEntry


def _look_up(text: str) -> _Readings | None:
    people, place, short = lookup_people(text), lookup(text), _is_short(text)
    # "Baltic" may be the sea; "English" is hardly ever the town of that name.
    people = people if not place.rows or place.rows[0].geonames_id else NOTHING
    return _Readings(short, people, place) if short or people.rows or place.rows else None


def _is_short(text: str) -> bool:
    """Tell whether a word may be an abbreviation that somebody knows, alone or with a full stop."""
    bare = text.removesuffix(".")
    known = (lookup_abbreviation(form, qualifying=True) for form in (bare, bare + "."))
    short = len(bare) <= _LONGEST_PLAIN or ("." in bare and len(text) <= _LONGEST_SHORT)
    return short and text[0].isupper() and any(known)


_known = Memo(_look_up).__getitem__
