"""Tables: which ones hold data, and their rows as paragraphs with cells."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from feedpub.model.structure import Alignment, Cell, InlineMark, MatterKind
from feedpub.readers._addresses import count
from feedpub.readers._elements import BLOCKS
from feedpub.readers._inline import MarkedLine, in_order
from feedpub.readers._paragraphs import Holder, Paragraph
from feedpub.readers._xml import Element, children, descendants, local

_ROWS = frozenset({"table", "thead", "tbody", "tfoot", "tr", "caption"})
_PLAIN = frozenset({"p", "div", "span"})
_MOST_SPANNED = 1000  # columns or rows, as the HTML Standard has it
_STYLED = re.compile(r"(?:^|;)\s*text-align\s*:\s*([a-z]+)", re.IGNORECASE)
# As the style sheets of WordPress (has-text-align-right), frameworks (text-end) and our own pages (align-right) have it.
_CLASSED = re.compile(r"(?:^|\s)(?:has-text-align-|text-|align-)(left|center|right|start|end)(?:\s|$)")
_ALIGNED: dict[str, Alignment] = {"left": "left", "center": "center", "right": "right", "start": "left", "end": "right"}


def is_table(element: Element) -> bool:
    """Tell a table of data from one that only lays a page out, whose cells hold paragraphs and whole articles.

    Args:
        element: the table.

    Returns:
        True where it has columns or names them, and no cell holds more than a line.
    """
    cells = list(descendants(element, "td", "th"))
    columns = max((sum(1 for _ in children(row, "td", "th")) for row in descendants(element, "tr")), default=0)
    named = any(local(cell) == "th" for cell in cells)
    return bool(cells) and (columns > 1 or named) and all(map(_is_line, cells))


def _is_line(cell: Element) -> bool:
    blocks = [name for each in cell.iter() if each is not cell and (name := local(each)) in BLOCKS]
    breaks = sum(1 for _ in descendants(cell, "br"))
    return len(blocks) <= 1 and _PLAIN.issuperset(blocks) and breaks <= 1


def span_of(cell: Element) -> tuple[dict[str, Any]]:
    """Return what a cell says of itself: that it names a column or row, over how many it goes, and where its words stand."""
    spans = {"columns": count(cell.get("colspan")), "rows": count(cell.get("rowspan"))}
    said: dict[str, Any] = {name: number for name, number in spans.items() if number and 1 < number <= _MOST_SPANNED}
    align = _aligned(cell)
    return (said | ({"header": True} if local(cell) == "th" else {}) | ({"align": align} if align else {}),)


def _aligned(cell: Element) -> Alignment | None:
    styled, classed = _STYLED.search(cell.get("style") or ""), _CLASSED.search(cell.get("class") or "")
    row = cell.getparent()
    said = (
        styled[1]
        if styled
        else classed[1]
        if classed
        else cell.get("align") or (row.get("align") if row is not None else "")
    )
    return _ALIGNED.get((said or "").lower())


def cells_of(
    lines: Sequence[tuple[MarkedLine, dict[str, Any]]], within: tuple[Holder, ...], matter: MatterKind | None
) -> Iterator[Paragraph]:
    """Make a paragraph of the cells of a row; none where all are empty.

    Args:
        lines: of the cells, with what each says of itself.
        within: what the row stands in, the table last.
        matter: what it is where it proves nothing.
    """
    text, marks, cells = "", list[InlineMark](), list[Cell]()
    for line, said in lines:
        start = len(text) + (1 if text and line.text else 0)
        text = " ".join(filter(None, (text, line.text)))
        cells.append(Cell(start=start, end=start + len(line.text), **said))
        shifted = (mark.model_copy(update={"start": mark.start + start, "end": mark.end + start}) for mark in line.marks)
        marks.extend(shifted)
    if text:
        yield Paragraph(text, in_order(marks), within, cells=tuple(cells), matter=matter)
