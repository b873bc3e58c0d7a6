"""The structure of a text, which stands off it as evidence does: blocks, marks, and matter that proves nothing.

All offsets are half-open code points into the text, which no structure changes.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import Literal, Protocol

from pydantic import Field

from feedpub.model.base import Frozen, optional

BlockKind = Literal["paragraph", "heading", "list_item", "quotation", "table", "preformatted", "figure"]
InlineKind = Literal["link", "emphasis", "strong", "code", "subscript", "superscript"]
Alignment = Literal["left", "center", "right"]
MatterKind = Literal["caption", "credit", "related", "notice"]

HOLDERS: frozenset[BlockKind] = frozenset({"list_item", "quotation"})
"""Blocks that may have others in them."""
_DEEPEST = 6  # levels of headings, as in HTML


class Cell(Frozen):
    """A cell of a table.

    Args:
        start: first code point.
        end: the code point after the last; where it is empty, the same.
        header: it names its column or row.
        columns: how many it spans, where it is more than one.
        rows: how many it spans, where it is more than one.
        align: where its characters stand, where the copy says it.
    """

    start: int = Field(ge=0)
    end: int = Field(ge=0)
    header: Literal[True] | None = optional()
    columns: int | None = optional(gt=1, le=1000)
    rows: int | None = optional(gt=1, le=1000)
    align: Alignment | None = optional()


class Block(Frozen):
    """A part of the text that stands on lines of its own.

    Args:
        kind: what it is.
        start: first code point.
        end: the code point after the last; a figure has no characters and stands before the one at which it starts.
        level: of a heading, 1 to 6; of an item, how deep its list is nested, from 1.
        ordered: of an item, whether its list is numbered.
        number: of an item of a numbered list at which the count begins anew.
        rows: of a table, the cells of each.
        image: of a figure, which of the article's images it shows, from 0.
    """

    kind: BlockKind
    start: int = Field(ge=0)
    end: int = Field(ge=0)
    level: int | None = optional(ge=1)
    ordered: bool | None = optional()
    number: int | None = optional(ge=0, lt=10**9)
    rows: tuple[tuple[Cell, ...], ...] | None = optional()
    image: int | None = optional(ge=0)


class InlineMark(Frozen):
    """A part of a line that is set off from the rest.

    Args:
        start: first code point.
        end: the code point after the last.
        kind: what it is.
        href: of a link, where it leads: an absolute address.
    """

    start: int = Field(ge=0)
    end: int = Field(gt=0)
    kind: InlineKind
    href: str | None = optional(pattern=r"^(?:https?://|mailto:)\S+$")


class Matter(Frozen):
    """Characters that are printed with the story and prove nothing.

    Args:
        start: first code point.
        end: the code point after the last.
        kind: what they are.
    """

    start: int = Field(ge=0)
    end: int = Field(gt=0)
    kind: MatterKind


class _Spanned(Protocol):
    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...


def check_structure(
    text: str, blocks: Sequence[Block], marks: Sequence[InlineMark], furniture: Sequence[Matter], images: int
) -> None:
    """Make sure that a structure fits its text.

    Args:
        text: of the article.
        blocks: in order, those that hold others first.
        marks: in order, the longer first.
        furniture: in order.
        images: how many the article has.

    Raises:
        ValueError: a span lies outside of the text, two overlap without one holding the other, their order is another, or a
            block lacks what its kind needs.
    """
    _check_spans(text, "block", blocks)
    _check_spans(text, "mark", marks)
    _check_spans(text, "furniture", furniture)
    _check_nesting(text, blocks)
    _check_overlap("mark", marks)
    for before, after in pairwise(furniture):
        if after.start < before.end:
            raise ValueError(f"the furniture at {after.start}-{after.end} overlaps what stands before it")
    for block in blocks:
        _check_block(block, images)
    for mark in marks:
        if (mark.kind == "link") != (mark.href is not None):
            raise ValueError(f"the mark at {mark.start}-{mark.end} is a link without an address, or has one and is none")


def _check_spans(text: str, name: str, spans: Sequence[_Spanned]) -> None:
    for span in spans:
        empty = isinstance(span, Block) and span.kind == "figure"
        if span.end > len(text) or span.start > span.end or (span.start == span.end) != empty:
            raise ValueError(f"the {name} at {span.start}-{span.end} does not stand in the text")
    keys = [(span.start, span.start != span.end, -span.end) for span in spans]
    if keys != sorted(keys):
        raise ValueError(f"the {name}s are not in the order of the text, those that hold others first")


def _check_overlap(name: str, spans: Sequence[_Spanned]) -> None:
    over: list[_Spanned] = []
    for span in spans:
        while over and over[-1].end <= span.start:
            over.pop()
        if over and span.end > over[-1].end:
            raise ValueError(f"the {name} at {span.start}-{span.end} overlaps the one before it and is not within it")
        over.append(span)


def _check_nesting(text: str, blocks: Sequence[Block]) -> None:
    """Make sure that blocks stand in those that may hold them, and that no character stands between them."""
    _check_overlap("block", [block for block in blocks if block.kind != "figure"])
    over: list[Block] = []
    covered = [0]
    for block in blocks:
        while over and over[-1].end <= block.start:
            _close(text, over, covered)
        if over and over[-1].kind not in HOLDERS:
            raise ValueError(f"the block at {block.start}-{block.end} stands in a {over[-1].kind}, which holds none")
        items = sum(each.kind == "list_item" for each in over)
        if block.kind == "list_item" and block.level != items + 1:
            raise ValueError(f"the item at {block.start}-{block.end} is of level {block.level} within {items} others")
        if block.start < block.end:
            _check_gap(text, covered[-1], block.start)
            covered[-1] = block.end
            over.append(block)
            covered.append(block.start)
    while over:
        _close(text, over, covered)
    if blocks:
        _check_gap(text, covered[-1], len(text))


def _close(text: str, over: list[Block], covered: list[int]) -> None:
    block, at = over.pop(), covered.pop()
    if at > block.start:
        _check_gap(text, at, block.end)


def _check_gap(text: str, start: int, end: int) -> None:
    if text[start:end].strip():
        raise ValueError(f"the characters at {start}-{end} stand between blocks, and in none")


def _check_block(block: Block, images: int) -> None:
    here = f"the {block.kind} at {block.start}-{block.end}"
    if block.kind == "heading" and not 1 <= (block.level or 0) <= _DEEPEST:
        raise ValueError(f"{here} is of no level between 1 and {_DEEPEST}")
    if (block.kind == "list_item") != (block.ordered is not None):
        raise ValueError(f"{here} does not say whether its list is numbered, or is no item")
    if block.level is not None and block.kind not in ("heading", "list_item"):
        raise ValueError(f"{here} has a level")
    if block.number is not None and not block.ordered:
        raise ValueError(f"{here} has a number, but its list has none")
    if (block.kind == "table") != (block.rows is not None):
        raise ValueError(f"{here} has no rows, or is no table")
    if (block.kind == "figure") != (block.image is not None) or (block.image or 0) >= max(images, block.kind != "figure"):
        raise ValueError(f"{here} names no image of the article")
    _check_cells(here, block)


def _check_cells(here: str, table: Block) -> None:
    at = table.start
    for cell in (cell for row in table.rows or () for cell in row):
        if not at <= cell.start <= cell.end <= table.end:
            raise ValueError(f"{here} has a cell at {cell.start}-{cell.end}, out of order or outside of it")
        at = cell.end
