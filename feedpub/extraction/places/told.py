"""Places that only the text knows, and calls places: "the village of Kotwe", "Hollin district", "Ashby Mill, Okla."."""

import re
from collections.abc import Iterator, Sequence

from feedpub.extraction.places.nearby import Named, Nearby
from feedpub.extraction.places.words import listed
from feedpub.language.lexicon import Is, lexicon
from feedpub.language.words import words

_NAME = r"[A-ZÀ-Þ]\w+(?:['’][A-ZÀ-Þ]\w+)?(?:[ -][A-ZÀ-Þ]\w+){0,2}"
_SORT = r"village|town|hamlet|suburb|district|neighbou?rhood|province|island|municipality|settlement|township|governorate"
_SORTS = tuple(_SORT.replace("neighbou?", "").split("|"))  # one of them is in every match
_OF = re.compile(rf"\b(?:{_SORT})s? of ({_NAME})")
_BEFORE = re.compile(rf"(?<![.!?] )\b({_NAME}) (?:{_SORT})\b")
_WITHIN = re.compile(rf"\b(?:in|at|near|of|from|to|outside) ({_NAME}),? ?\(?$")
_COMMON = int(Is.COMMON)
_REACH = 60  # code points before a region's name in which the place in it stands
Span = tuple[int, int]


def told(text: str, named: Sequence[Named]) -> Iterator[Span]:
    """Find names that the text calls places.

    Matches "the village of [Kotwe]", "in [Hollin] district", "of [Ashby Mill], Okla."; does not match "Muslim village".

    Args:
        text: an article's.
        named: places found already.

    Yields:
        First and last code points of further names, none overlapping a place found already.
    """
    taken, after = Nearby(named), 0
    for start, end in sorted({*_called(text), *_within(text, named)}):
        if start >= after and not taken.overlapping(start, end) and _is_name(text[start:end]):
            after = end
            yield start, end


def _called(text: str) -> Iterator[Span]:
    if not any(sort in text for sort in _SORTS):
        return
    for pattern in (_OF, _BEFORE):
        for match in pattern.finditer(text):
            yield match.span(1)


def _within(text: str, named: Sequence[Named]) -> Iterator[Span]:
    for start, _, row in named:
        if row.feature in ("state", "country") and text[max(0, start - 2) : start] in (", ", " ("):
            offset = max(0, start - _REACH)
            if match := _WITHIN.search(text[offset:start]):
                yield match.start(1) + offset, match.end(1) + offset


def _is_name(name: str) -> bool:
    parts = re.split(r"[ -]", name)
    known = lexicon()
    if parts[0] in listed("false_start") or parts[-1].lower() in listed("venue"):
        return False
    return not all(known.get(part.lower(), 0) & _COMMON or part in words("peoples") for part in parts)
