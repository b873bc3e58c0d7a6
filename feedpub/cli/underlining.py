"""Evidence marked without colour: a line of letters under each line of text, which itself stays as it is."""

import re
from collections.abc import Iterable, Iterator

from rich.cells import cell_len

from feedpub.extraction.candidate import Question
from feedpub.extraction.explain import Piece

LETTERS: dict[Question, str] = {"what": "x", "who": "o", "when": "n", "where": "r", "quotes": "q"}
_WIDTH = 100  # columns of a line with its marks beneath it: what most editors and mail programs show
_WORD = re.compile(r"\S+\s*")


def underlined(pieces: Iterable[Piece]) -> Iterator[str]:
    """Lay out a field of an article in lines.

    Args:
        pieces: of the field, in order.

    Yields:
        Its lines, each followed by one with the letter of a question under each character that is evidence for it.
    """
    cut = list(pieces)
    text = "".join(piece.text for piece in cut)
    letters = "".join((LETTERS[piece.questions[0]] if piece.questions else " ") * len(piece.text) for piece in cut)
    start = 0
    for paragraph in text.splitlines(keepends=True):
        for length in _lines(paragraph):
            line, under = text[start : start + length].rstrip(), letters[start : start + length]
            start += length
            yield line
            if marks := "".join(letter * cell_len(sign) for sign, letter in zip(line, under, strict=False)).rstrip():
                yield marks


def _lines(paragraph: str) -> Iterator[int]:
    """Cut a paragraph between words, and tell how many characters each line has; a word that is too long has one alone."""
    length = width = 0
    for word in _words(paragraph):
        if length and width + cell_len(word.rstrip()) > _WIDTH:
            yield length
            length = width = 0
        length += len(word)
        width += cell_len(word)
    if length:
        yield length


def _words(paragraph: str) -> Iterator[str]:
    begin = len(paragraph) - len(paragraph.lstrip())
    if begin:
        yield paragraph[:begin]
    yield from _WORD.findall(paragraph, begin)
