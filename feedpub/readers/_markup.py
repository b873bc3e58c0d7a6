"""The paragraphs of a text that is marked up in XHTML, NITF or the like: what a reader sees one below the other.

Specifications: https://html.spec.whatwg.org/multipage/grouping-content.html, https://iptc.org/standards/nitf/.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree, html

from feedpub.model.characters import fit
from feedpub.readers._characters import one_line
from feedpub.readers._xml import Element, local

# Elements that begin and end a paragraph; every other one is part of the line that it stands in.
_BLOCKS = frozenset(
    "address article aside blockquote block body bq caption center dd details div dl dt fieldset footer form h1 h2 h3 h4 h5 "
    "h6 header hl1 hl2 hr html legend li main nav ol p pre section summary table tbody td tfoot th thead tr ul fn "
    "body.content body.head body.end".split()
)
# Elements that hold no words of the story: programs, pictures with their captions, matter for editors.
_SILENT = frozenset(
    "script style head title template noscript iframe object embed svg math button input select textarea "
    "figure picture img video audio media media-caption media-producer note ed-msg".split()
)
_CELLS = frozenset({"td", "th"})
_INDENT = re.compile(r"[ \t\u3000]{2,}")
_ENDED = re.compile("[.!?:…][\"'”’»)\\]]*$")
_PARTED = re.compile(r"<(?:p|br|div)\b", re.IGNORECASE)
_BLANK = re.compile(r"\n[ \t\r]*\n")
_LONG_LINE = 200  # characters; a line that was broken to fit a screen or a printed page is shorter


@dataclass
class _Lines:
    """The paragraphs found so far, and the pieces of the one that is being read."""

    done: list[str] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    breaks: int = 0

    def add(self, text: str | None) -> None:
        if text:
            self.pieces.append(text)
            if not text.isspace():
                self.breaks = 0

    def line_break(self) -> None:
        """One ends a line; two, with nothing between them, end the paragraph."""
        self.breaks += 1
        if self.breaks > 1:
            self.end()
        else:
            self.pieces.append(" ")

    def end(self) -> None:
        self.done.extend(_paragraphs("".join(self.pieces)))
        self.pieces.clear()
        self.breaks = 0


def paragraphs(element: Element) -> list[str]:
    """List the paragraphs below an element, headings and items of lists among them.

    Args:
        element: the body of a text, in any namespace.

    Returns:
        Each on one line, none empty. The cells of a row of a table are one paragraph.
    """
    lines = _Lines(pieces=[])
    _walk(element, lines)
    lines.end()
    return lines.done


def html_paragraphs(source: str) -> list[str]:
    """List the paragraphs of a piece of HTML; where it has no elements, those of its text.

    Args:
        source: as a feed or a JSON document carries it.

    Returns:
        Each on one line, none empty.
    """
    source = fit(source)
    if "<" not in source and "&" not in source:
        return text_paragraphs(source)
    if not _PARTED.search(source):
        # Nothing parts it but blank lines, which those who edit it see as paragraphs.
        source = _BLANK.sub("<p>", source)
    try:
        parser = html.HTMLParser(huge_tree=False, remove_comments=True, remove_pis=True)
        tree = html.document_fromstring(f"<body>{source}</body>", parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):  # nothing but comments
        return []
    return paragraphs(tree)


def text_paragraphs(text: str) -> list[str]:
    """List the paragraphs of plain text, which blank lines or indents part."""
    return [line for part in re.split(r"\n[ \t]*(?:\n[ \t]*)+", text.replace("\r\n", "\n")) for line in _paragraphs(part)]


def _walk(element: Element, lines: _Lines) -> None:
    name = local(element)
    if name in _SILENT:
        return
    if name == "br":
        lines.line_break()
        return
    block = name in _BLOCKS and name not in _CELLS
    if block:
        lines.end()
    lines.add(element.text)
    for child in element:
        _walk(child, lines)
        lines.add(child.tail)
    if name in _CELLS:
        lines.add(" ")
    if block:
        lines.end()


def _paragraphs(raw: str) -> Iterator[str]:
    """Part what stands in one element where its lines are indented as wire copy indents paragraphs.

    Parts three lines of which the second is indented and the first ends a sentence; does not part a paragraph whose every
    line was indented to look well in the file, unless each line is whole.
    """
    lines = [line for line in raw.split("\n") if not line.isspace()]
    indented = [bool(_INDENT.match(line)) for line in lines]
    ended = [bool(_ENDED.search(line.rstrip())) for line in lines]
    whole = all(end or len(line) > _LONG_LINE for line, end in zip(lines, ended, strict=True))
    parted = not all(indented[1:]) or whole
    current: list[str] = []
    for number, line in enumerate(lines):
        if current and parted and indented[number] and ended[number - 1]:
            yield from filter(None, [one_line(" ".join(current))])
            current = []
        current.append(line)
    yield from filter(None, [one_line(" ".join(current))])
