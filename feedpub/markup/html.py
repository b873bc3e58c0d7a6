"""Blocks and marks as HTML that is XHTML as well: elements of an allow-list, and every character escaped."""

import re
from collections.abc import Callable, Iterator, Sequence
from html import escape

from feedpub.markup.tree import BlockPart, MarkedPiece, lists, pieces, tree
from feedpub.model.article import Article, Image
from feedpub.model.characters import fit
from feedpub.model.structure import Block, Cell, InlineKind, InlineMark

Characters = Callable[[int, int], str]
"""Writes the characters between two offsets; it is asked for them in the order of the text."""

_ELEMENTS: dict[InlineKind, str] = {
    "emphasis": "em",
    "strong": "strong",
    "code": "code",
    "subscript": "sub",
    "superscript": "sup",
}
_ENDS = re.compile(r"[\n\u2028\u2029]")


def escaped(text: str, *, typed: bool = False) -> str:
    """Write characters as HTML.

    Args:
        text: anything.
        typed: line ends stay what they are, as in preformatted text; elsewhere an element breaks the line.
    """
    if text.isprintable():  # nearly every paragraph is: it has neither line ends nor what is unfit
        return escape(text)
    return escape(fit(text)) if typed else _ENDS.sub("<br/>", escape(fit(text)))


class HtmlWriter:
    """Writes the body of an article as HTML.

    Args:
        article: with its structure.
        figure: writes a picture.
        characters: writes a part of the text; by default it is escaped.
        top: level of the highest headings: they are moved so that no level is left out, as pages want it; None to keep them.
        scrolls: tables and typed text may be wider than the page, and can be scrolled with the keyboard.
    """

    def __init__(
        self,
        article: Article,
        figure: Callable[[Image], str],
        characters: Characters | None = None,
        *,
        top: int | None = None,
        scrolls: bool = False,
    ) -> None:
        self._article = article
        self._figure = figure
        self._characters = characters
        self._levels = _levels(article.blocks, top) if top else {}
        self._scrolls = scrolls
        self._marks = _Ahead(article.marks)
        self._matter = {(matter.start, matter.end): matter.kind for matter in article.furniture}

    def blocks(self) -> Iterator[tuple[BlockPart, str]]:
        """Yield the outermost blocks, each with its HTML; a list is one, with the part that begins it."""
        for parts in lists(tree(self._article)):
            yield parts[0], self.written(parts)

    def written(self, parts: Sequence[BlockPart]) -> str:
        """Write the items of a list, or a block alone.

        Args:
            parts: as ``lists`` groups them; none stands before those that were written already.
        """
        return self._list(parts) if parts[0].block.kind == "list_item" else self._part(parts[0])

    def _part(self, part: BlockPart) -> str:
        block = part.block
        match block.kind:
            case "heading":
                level = self._levels.get(block.start, block.level or 2)
                return self._element(f"h{min(level, 6)}", block, self._line(block))
            case "quotation":
                return self._element("blockquote", block, self._held(part))
            case "table":
                return self._table(block)
            case "preformatted":
                focus = ' tabindex="0"' if self._scrolls else ""
                return self._element("pre", block, f"<code>{self._line(block, typed=True)}</code>", focus)
            case "figure":
                return self._figure(self._article.images[block.image or 0])
            case _:
                return self._element("p", block, self._line(block))

    def _element(self, name: str, block: Block, content: str, more: str = "") -> str:
        kind = self._matter.get((block.start, block.end))
        about = f' class="{kind}"' if kind else ""
        return f"<{name}{about}{more}>{content}</{name}>"

    def _held(self, part: BlockPart) -> str:
        """Write what a quotation holds."""
        if not part.parts:
            return f"<p>{self._line(part.block)}</p>"
        return "\n".join(map(self.written, lists(part.parts)))

    def _list(self, items: Sequence[BlockPart]) -> str:
        first = items[0].block
        name = "ol" if first.ordered else "ul"
        start = f' start="{first.number}"' if first.number is not None else ""
        return f"<{name}{start}>" + "".join(self._item(item, n == 0) for n, item in enumerate(items)) + f"</{name}>"

    def _item(self, item: BlockPart, first: bool) -> str:
        block = item.block
        value = f' value="{block.number}"' if block.number is not None and not first else ""
        if not item.parts:
            return self._element("li", block, self._line(block), value)
        return f"<li{value}>" + "\n".join(map(self.written, lists(item.parts))) + "</li>"

    def _table(self, block: Block) -> str:
        rows = "".join(f"<tr>{''.join(map(self._cell, row))}</tr>" for row in block.rows or ())
        table = self._element("table", block, rows)
        if not self._scrolls:
            return table
        return f'<div class="scroll" role="region" aria-label="Table" tabindex="0">{table}</div>'

    def _cell(self, cell: Cell) -> str:
        name = "th" if cell.header else "td"
        spans = "".join(f' {key}="{n}"' for key, n in (("colspan", cell.columns), ("rowspan", cell.rows)) if n)
        # Pages have a style sheet; feed readers leave styles and classes out, and know the attribute.
        aligned = (f' class="align-{cell.align}"' if self._scrolls else f' align="{cell.align}"') if cell.align else ""
        return f"<{name}{spans}{aligned}>{self._between(cell.start, cell.end)}</{name}>"

    def _line(self, block: Block, *, typed: bool = False) -> str:
        return self._between(block.start, block.end, typed=typed)

    def _between(self, start: int, end: int, *, typed: bool = False) -> str:
        marks = self._marks.over(start, end)
        if not marks:
            return self._unmarked(start, end, typed=typed) if start < end else ""
        return "".join(self._piece(piece, typed=typed) for piece in pieces(start, end, marks))

    def _unmarked(self, start: int, end: int, *, typed: bool) -> str:
        if self._characters:
            return self._characters(start, end)
        return escaped(self._article.text[start:end], typed=typed)

    def _piece(self, piece: MarkedPiece, *, typed: bool) -> str:
        if piece.mark is None:
            return self._unmarked(piece.start, piece.end, typed=typed)
        written = "".join(self._piece(each, typed=typed) for each in piece.pieces)
        if piece.mark.kind == "link":
            return f'<a href="{escape(fit(piece.mark.href or ""))}">{written}</a>'
        name = _ELEMENTS[piece.mark.kind]
        return f"<{name}>{written}</{name}>"


def _levels(blocks: Sequence[Block], top: int) -> dict[int, int]:
    """Give headings levels from the top down, by where they start; none is more than one below that before it."""
    used = sorted({block.level or 0 for block in blocks if block.kind == "heading"})
    found: dict[int, int] = {}
    last = top - 1
    for block in blocks:
        if block.kind == "heading":
            last = found[block.start] = min(top + used.index(block.level or 0), last + 1)
    return found


class _Ahead:
    """Marks in order, of which those over one part of the text after another are asked for."""

    def __init__(self, marks: Sequence[InlineMark]) -> None:
        self._marks = marks
        self._next = 0
        self._over: list[InlineMark] = []

    def over(self, start: int, end: int) -> list[InlineMark]:
        while self._next < len(self._marks) and self._marks[self._next].start < end:
            self._over.append(self._marks[self._next])
            self._next += 1
        self._over = [mark for mark in self._over if mark.end > start]
        return self._over
