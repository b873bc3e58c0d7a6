"""The body of an article as Markdown (CommonMark 0.31 with tables), or as the HTML that it allows where it has no form.

Read again it has the same characters, blocks and marks: whatever would be read as formatting is escaped.
"""

import re
from collections.abc import Sequence
from html import escape

from feedpub.formats._content import line
from feedpub.formats._uris import absolute
from feedpub.markup import BlockPart, HtmlWriter, MarkedPiece, lists, pieces, tree
from feedpub.model.article import Article, Image
from feedpub.model.structure import Block

_INLINE = re.compile(r"([\\`*_\[\]]|~(?=~)|(?<=~)~|<(?=[A-Za-z/!?])|&(?=[#A-Za-z]))")
# At the head of a line: headings, quoted text, lists, rules and fences.
_LEADING = re.compile(r"^(?:([#>+~=-])|(\d{1,9})([.)]))")
# What may stand before and after stars, so that they set off what is between them (CommonMark, section 6.2).
_BEFORE, _AFTER = re.compile(r"[\s(“‘\"'—–]"), re.compile(r"[\s.,;:!?)”’\"'—–]")
_TAGS = {"emphasis": "em", "strong": "strong", "code": "code", "subscript": "sub", "superscript": "sup"}
_RULES = {None: "---", "left": ":---", "center": ":---:", "right": "---:"}
_STARS = {"emphasis": "*", "strong": "**"}


def escaped(text: str, *, leads: bool = True) -> str:
    r"""Escape what CommonMark would read as formatting.

    Matches: ``2. *Nobody* paid`` becomes ``2\. \*Nobody\* paid``.
    Does not match: ``He paid $2 (or 3) - at once!``

    Args:
        text: of a line, or of a part of one.
        leads: it stands at the head of the line.
    """
    inline = _INLINE.sub(r"\\\1", text)
    return _LEADING.sub(r"\2\\\1\3", inline) if leads else inline


def body(article: Article) -> str:
    """Write the body of an article.

    Args:
        article: with its structure.

    Returns:
        Markdown.
    """
    if not article.blocks and not article.marks and not article.furniture:
        return "\n\n".join(map(escaped, filter(None, map(line, article.text.split("\n\n")))))
    return _Writer(article).blocks(tree(article))


class _Writer:
    """Writes one article.

    Args:
        article: with its structure.
    """

    def __init__(self, article: Article) -> None:
        self._article = article
        self._text = article.text
        self._html = HtmlWriter(article, _img)
        self._matter = {(matter.start, matter.end) for matter in article.furniture}

    def blocks(self, parts: Sequence[BlockPart]) -> str:
        """Write blocks, one below the other."""
        written: list[str] = []
        delimiter = "."
        for group in lists(parts):
            first = group[0].block
            delimiter = ")" if first.number is not None and delimiter == "." else "."
            if any(map(self._needs_html, group)) or any(item.block.number is not None for item in group[1:]):
                # A blank line would end it, and a line end inside of typed text need not be one.
                written.append("".join(self._html.written(group)).replace("\n", "&#10;"))
            elif first.kind == "list_item":
                written.append(self._list(group, delimiter))
            else:
                written.append(self._block(group[0]))
        return "\n\n".join(filter(None, written))

    def _needs_html(self, part: BlockPart) -> bool:
        """Tell what Markdown has no form for: furniture, tables without a row of names, counts that jump."""
        block = part.block
        return (
            (block.start, block.end) in self._matter
            or (block.kind == "table" and not _is_simple(block))
            or any(map(self._needs_html, part.parts))
        )

    def _block(self, part: BlockPart) -> str:
        block = part.block
        match block.kind:
            case "heading":
                return f"{'#' * (block.level or 2)} {_without_closing(self._line(block))}"
            case "quotation":
                return _prefixed(self._held(part), "> ", "> ")
            case "table":
                return self._table(block)
            case "preformatted":
                return self._fence(self._text[block.start : block.end])
            case "figure":
                return _picture(self._article.images[block.image or 0])
            case _:
                return self._line(block)

    def _held(self, part: BlockPart) -> str:
        return self.blocks(part.parts) if part.parts else self._line(part.block)

    def _list(self, items: Sequence[BlockPart], delimiter: str) -> str:
        number, written = items[0].block.number, []
        count = 1 if number is None else number
        for item in items:
            marker = f"{count}{delimiter} " if item.block.ordered else "- "
            written.append(_prefixed(self._held(item), marker, " " * len(marker)))
            count += 1
        apart = "\n\n" if any(item.parts for item in items) else "\n"
        return apart.join(written)

    def _table(self, block: Block) -> str:
        rows = [[self._cell(cell.start, cell.end) for cell in row] for row in block.rows or ()]
        ruled = [rows[0], [_RULES[cell.align] for cell in (block.rows or ((),))[0]], *rows[1:]]
        return "\n".join(f"| {' | '.join(row)} |" for row in ruled)

    def _cell(self, start: int, end: int) -> str:
        return self._between(start, end).replace("|", "\\|")

    @staticmethod
    def _fence(text: str) -> str:
        longest = max((len(run) for run in re.findall("`+", text)), default=0)
        fence = "`" * max(3, longest + 1)
        return f"{fence}\n{text}\n{fence}"

    def _line(self, block: Block) -> str:
        return self._between(block.start, block.end)

    def _between(self, start: int, end: int) -> str:
        cut = pieces(start, end, self._article.marks)
        return "".join(self._piece(piece, start, end) for piece in cut)

    def _piece(self, piece: MarkedPiece, start: int, end: int) -> str:
        if piece.mark is None:
            return escaped(self._text[piece.start : piece.end].replace("\n", " "), leads=piece.start == start)
        mark = piece.mark
        said = self._text[piece.start : piece.end]
        if mark.kind == "code" and self._is_clear(piece, start, end) and "`" not in said and not _nests(piece):
            return f"`{said}`"
        inner = "".join(self._piece(each, piece.start, piece.end) for each in piece.pieces)
        if mark.kind == "link":
            return f"[{inner}]({_destination(mark.href or '')})"
        if mark.kind in _STARS and self._is_clear(piece, start, end) and not _touches(piece):
            return f"{_STARS[mark.kind]}{inner}{_STARS[mark.kind]}"
        return f"<{_TAGS[mark.kind]}>{inner}</{_TAGS[mark.kind]}>"

    def _is_clear(self, piece: MarkedPiece, start: int, end: int) -> bool:
        """Tell whether signs around a piece can be read in one way only."""
        first, last = self._text[piece.start], self._text[piece.end - 1]
        before, after = self._text[piece.start - 1 : piece.start], self._text[piece.end : piece.end + 1]
        return (
            first.isalnum()
            and last.isalnum()
            and (piece.start == start or bool(_BEFORE.fullmatch(before)))
            and (piece.end == end or bool(_AFTER.fullmatch(after)))
        )


def _is_simple(table: Block) -> bool:
    rows = table.rows or ((),)
    cells = [cell for row in rows for cell in row]
    return (
        all(bool(cell.header) == (number == 0) for number, row in enumerate(rows) for cell in row)
        and len({len(row) for row in rows}) == 1
        and not any(cell.columns or cell.rows for cell in cells)
        and all(len({cell.align for cell in column}) == 1 for column in zip(*rows, strict=True))
    )


def _without_closing(title: str) -> str:
    """Escape the sign at the end of a heading that would be taken for the end of the heading."""
    return f"{title[:-1]}\\#" if title.endswith("#") and not title.endswith("\\#") else title


def _nests(piece: MarkedPiece) -> bool:
    return any(each.mark for each in piece.pieces)


def _touches(piece: MarkedPiece) -> bool:
    """Tell whether a mark within begins or ends where the outer one does, so that their signs would run together."""
    return bool(piece.pieces[0].mark or piece.pieces[-1].mark)


def _prefixed(text: str, first: str, rest: str) -> str:
    lines = text.split("\n")
    return "\n".join([f"{first}{lines[0]}", *(f"{rest}{each}".rstrip() if each else rest.rstrip() for each in lines[1:])])


def _destination(address: str) -> str:
    """Write an address, in brackets where it has some of its own."""
    written = address.replace("&", "&amp;")
    return f"<{written}>" if set("() ") & set(address) else written


def _picture(image: Image) -> str:
    if not absolute(image.url):
        return ""
    title = f' "{_quoted(image.caption)}"' if image.caption else ""
    return f"![{escaped(line(image.alt or ''), leads=False)}]({_destination(image.url)}{title})"


def _img(image: Image) -> str:
    """Write a picture within HTML, as little as in Markdown: the front matter says the rest."""
    title = f' title="{escape(line(image.caption))}"' if image.caption else ""
    return f'<img src="{escape(image.url)}" alt="{escape(line(image.alt or ""))}"{title}/>' if absolute(image.url) else ""


def _quoted(caption: str) -> str:
    return re.sub(r"([\\\"])", r"\\\1", line(caption)).replace("&", "&amp;")
