"""Sentences of a text, with exact offsets."""

import re
from collections.abc import Iterator
from typing import NamedTuple

_END = re.compile(r"[.!?…]+[\"”’')\]]*(?=\s|$)|\n\s*\n")
_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|Gen|Maj|Col|Lt|Sgt|Capt|Sen|Rep|Gov|Rev|Hon|St|Jr|Sr|No|vs|Inc|Corp|Co|Ltd|Jan|Feb|Mar|"
    r"Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|a\.m|p\.m)|(?:\b[A-Z]\.)*\b[A-Z])\.$"
)


class Sentence(NamedTuple):
    """One sentence.

    Args:
        start: first code point, never white space.
        end: the code point after the last.
        text: the characters.
        paragraph: the number of its paragraph, from 0.
    """

    start: int
    end: int
    text: str
    paragraph: int


def sentences(text: str) -> Iterator[Sentence]:
    """Cut a text into sentences; a blank line always ends one.

    Args:
        text: paragraphs joined by blank lines.

    Yields:
        Sentences in order, without the white space around them.
    """
    offset = 0
    for number, paragraph in enumerate(text.split("\n\n")):
        begin = 0
        for match in _END.finditer(paragraph):
            if _ends(paragraph, begin, match.end()):
                yield from _sentence(text, offset + begin, offset + match.end(), number)
                begin = match.end()
        yield from _sentence(text, offset + begin, offset + len(paragraph), number)
        offset += len(paragraph) + 2


def _ends(paragraph: str, begin: int, end: int) -> bool:
    after = paragraph[end:].lstrip()[:1]
    return not _ABBREVIATION.search(paragraph, begin, end) and not after.islower()


def _sentence(text: str, start: int, end: int, paragraph: int) -> Iterator[Sentence]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield Sentence(start, end, text[start:end], paragraph)
