"""The blocks of an article as a tree, and the marks over a part of its text, each within those that hold it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from feedpub.model.article import Article
from feedpub.model.structure import Block, InlineMark

_BREAK = "\n\n"
_PARAGRAPH = dict(Block(kind="paragraph", start=0, end=0))  # of which an article has dozens, each valid by construction


@dataclass(frozen=True, slots=True)
class BlockPart:
    """A block with those in it.

    Args:
        block: where it stands, and what it is.
        parts: in order; none where it holds characters.
    """

    block: Block
    parts: tuple["BlockPart", ...] = ()


@dataclass(frozen=True, slots=True)
class MarkedPiece:
    """Characters of a line, or a mark over pieces of it.

    Args:
        start: first code point.
        end: the code point after the last.
        mark: over all of it; None for characters.
        pieces: under the mark, in order.
    """

    start: int
    end: int
    mark: InlineMark | None = None
    pieces: tuple["MarkedPiece", ...] = ()


def tree(article: Article) -> tuple[BlockPart, ...]:
    """Arrange the blocks of an article.

    Args:
        article: as it was read.

    Returns:
        The outermost, in order; the paragraphs, where it has no blocks. An item or a quotation of one paragraph holds no
        parts, and of several these.
    """
    if not article.blocks:
        return tuple(map(BlockPart, _paragraphs(article.text, 0, len(article.text))))
    root = _OpenBlock(Block(kind="quotation", start=0, end=len(article.text) + 1))
    over = [root]
    for block in article.blocks:
        while over[-1].block.end <= block.start and len(over) > 1:
            over[-2].parts.append(over.pop().part(article.text))
        if block.kind == "figure":
            over[-1].parts.append(BlockPart(block))
        else:
            over.append(_OpenBlock(block))
    while len(over) > 1:
        over[-2].parts.append(over.pop().part(article.text))
    return tuple(root.parts)


@dataclass
class _OpenBlock:
    block: Block
    parts: list[BlockPart] = field(default_factory=list)

    def part(self, text: str) -> BlockPart:
        """Close it; where several paragraphs stand in it that no block names, these are its parts."""
        if not self.parts and self.block.kind in ("list_item", "quotation"):
            found = list(_paragraphs(text, self.block.start, self.block.end))
            self.parts = list(map(BlockPart, found)) if len(found) > 1 else []
        return BlockPart(self.block, tuple(self.parts))


def _paragraphs(text: str, start: int, end: int) -> Iterator[Block]:
    for paragraph in text[start:end].split(_BREAK):
        if paragraph:
            yield Block.of_valid({**_PARAGRAPH, "start": start, "end": start + len(paragraph)})
        start += len(paragraph) + len(_BREAK)


def lists(parts: Iterable[BlockPart]) -> Iterator[list[BlockPart]]:
    """Group the items of each list; a numbered one ends where the count begins anew.

    Args:
        parts: beside one another, in order.

    Yields:
        Lists of items, and every other part alone.
    """
    group: list[BlockPart] = []
    for part in parts:
        if group and not _goes_on(group[-1].block, part.block):
            yield group
            group = []
        group.append(part)
    if group:
        yield group


def _goes_on(before: Block, block: Block) -> bool:
    items = before.kind == block.kind == "list_item"
    return items and before.ordered == block.ordered and block.number != 1


def pieces(start: int, end: int, marks: Sequence[InlineMark]) -> tuple[MarkedPiece, ...]:
    """Cut a part of a text by the marks over it.

    Args:
        start: first code point.
        end: the code point after the last.
        marks: in order, the longer first, each within another or beside it; what lies outside of the part is ignored.

    Returns:
        The pieces, which together are the part.
    """
    over = [mark for mark in marks if mark.start < end and mark.end > start]
    return tuple(_pieces(start, end, over))


def _pieces(start: int, end: int, marks: Sequence[InlineMark]) -> Iterator[MarkedPiece]:
    at, number = start, 0
    while number < len(marks):
        mark = marks[number]
        first, last = max(mark.start, start), min(mark.end, end)
        within = number + 1
        while within < len(marks) and marks[within].start < mark.end:
            within += 1
        if at < first:
            yield MarkedPiece(at, first)
        yield MarkedPiece(first, last, mark, tuple(_pieces(first, last, marks[number + 1 : within])))
        at, number = last, within
    if at < end:
        yield MarkedPiece(at, end)
