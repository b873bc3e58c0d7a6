"""A line of marked-up text: its characters with single spaces, and the marks in offsets of what is left."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, get_args

from feedpub.model.structure import InlineKind, InlineMark
from feedpub.readers._characters import clean, one_line

_WORD = re.compile(r"\S+")
_KINDS: tuple[InlineKind, ...] = get_args(InlineKind)


class MarkedLine(NamedTuple):
    """A line without white space around it.

    Args:
        text: its characters.
        marks: in it, in order.
    """

    text: str
    marks: tuple[InlineMark, ...]


@dataclass
class _Opened:
    kind: InlineKind
    href: str | None
    piece: int


@dataclass
class LinePieces:
    """The pieces of a line that is being read, and the marks over them."""

    pieces: list[str] = field(default_factory=list)
    _open: list[_Opened] = field(default_factory=list)
    _closed: list[tuple[InlineKind, str | None, int, int]] = field(default_factory=list)

    def add(self, text: str) -> None:
        """Add characters."""
        self.pieces.append(text)

    def open(self, kind: InlineKind, href: str | None = None) -> bool:
        """Begin a mark; tell whether it was begun, which it is not within another one of its kind."""
        if any(each.kind == kind for each in self._open):
            return False
        self._open.append(_Opened(kind, href, len(self.pieces)))
        return True

    def close(self) -> None:
        """End the mark that was begun last."""
        mark = self._open.pop()
        self._closed.append((mark.kind, mark.href, mark.piece, len(self.pieces)))

    def raw(self) -> str:
        """Return the characters as they stand there."""
        return "".join(self.pieces)

    def take(self) -> MarkedLine:
        """Return the line, and begin another one, to which marks that are not closed go on."""
        closed = [*self._closed, *((each.kind, each.href, each.piece, len(self.pieces)) for each in self._open)]
        line = _marked(self.pieces, closed) if any(map(str.strip, self.pieces)) else MarkedLine("", ())
        self.pieces, self._closed = [], []
        for mark in self._open:
            mark.piece = 0
        return line


def parted(line: MarkedLine, parts: Sequence[str]) -> Iterator[MarkedLine]:
    """Part a line where its parts end.

    Args:
        line: with its marks.
        parts: whose words are those of the line, in order.

    Yields:
        Each part with the marks in it; without any where the words are others.
    """
    if " ".join(parts) != line.text:
        yield from (MarkedLine(part, ()) for part in parts)
        return
    at = 0
    for part in parts:
        end = at + len(part)
        yield MarkedLine(part, tuple(_within(line.marks, at, end)))
        at = end + 1


def _within(marks: Sequence[InlineMark], start: int, end: int) -> Iterator[InlineMark]:
    for mark in marks:
        first, last = max(mark.start, start), min(mark.end, end)
        if first < last:
            yield mark.model_copy(update={"start": first - start, "end": last - start})


def _marked(pieces: Sequence[str], closed: Sequence[tuple[InlineKind, str | None, int, int]]) -> MarkedLine:
    text = one_line("".join(pieces))
    if not closed:
        return MarkedLine(text, ())
    cleaned = [clean(piece) for piece in pieces]
    raw = "".join(cleaned)
    if " ".join(raw.split()) != text:  # letters that a mark parts from their accents
        return MarkedLine(text, ())
    places = _Places(raw, cleaned)
    marks = []
    for kind, href, first, last in closed:
        start, end = places.start(first), places.end(last)
        if start < end:
            marks.append(InlineMark(start=start, end=end, kind=kind, href=href))
    return MarkedLine(text, in_order(marks))


def in_order(marks: Sequence[InlineMark]) -> tuple[InlineMark, ...]:
    """Put marks into the order of the text, the longer first, each once."""
    order = {(mark.start, -mark.end, _KINDS.index(mark.kind)): mark for mark in marks}
    return tuple(order[key] for key in sorted(order))


class _Places:
    """Where the pieces of a line begin and end once its words are parted by single spaces."""

    def __init__(self, raw: str, pieces: Sequence[str]) -> None:
        words = list(_WORD.finditer(raw))
        self._starts = [word.start() for word in words]
        self._ends = [word.end() for word in words]
        self._offsets = [0]
        for word in words:
            self._offsets.append(self._offsets[-1] + len(word[0]) + 1)
        self._pieces = [0]
        for piece in pieces:
            self._pieces.append(self._pieces[-1] + len(piece))

    def start(self, piece: int) -> int:
        at = self._pieces[piece]
        word = bisect_right(self._ends, at)
        if word == len(self._starts):
            return self._offsets[-1]
        return self._offsets[word] + max(0, at - self._starts[word])

    def end(self, piece: int) -> int:
        at = self._pieces[piece]
        word = bisect_left(self._starts, at) - 1
        if word < 0:
            return 0
        return self._offsets[word] + min(at, self._ends[word]) - self._starts[word]
