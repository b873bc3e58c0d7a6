"""Marked-up text (HTML, XHTML, NITF) as paragraphs with their structure: what a reader sees one below the other.

Specifications: https://html.spec.whatwg.org/multipage/grouping-content.html, https://iptc.org/standards/nitf/.
"""

import re
from collections.abc import Iterator

import nh3
from lxml import etree

from feedpub.language.sentences import parted_lines
from feedpub.model.characters import fit
from feedpub.readers._characters import one_line
from feedpub.readers._elements import ALLOWED, ATTRIBUTES, SCHEMES, SILENT
from feedpub.readers._left_out import LeftOut
from feedpub.readers._paragraphs import Paragraph, plain, texts
from feedpub.readers._walk import Walk, text_lines
from feedpub.readers._xml import Element

_PARTED = re.compile(r"<(?:p|br|div)\b", re.IGNORECASE)
_BLANK = re.compile(r"\n[ \t\r]*\n")
_ESCAPED = re.compile(r"</(?:p|div|h[1-6]|ul|li)>|<br\s*/?>", re.IGNORECASE)
_WHOLE = re.compile("[.!?…:][\"'”’»)\\]]*$")
# Made once: to tell a cleaner what it allows takes four times as long as to clean an article.
_ALLOWING = nh3.Cleaner(
    tags=set(ALLOWED),
    clean_content_tags=set(SILENT),
    attributes={name: set(allowed) for name, allowed in ATTRIBUTES.items()},
    url_schemes=set(SCHEMES),
    link_rel=None,
)
_BY_CHANCE = 3  # lines that may all happen to end with a full stop where they were broken at a width


def element_paragraphs(element: Element, base: str | None = None, left: LeftOut | None = None) -> list[Paragraph]:
    """List the paragraphs and pictures below an element.

    Args:
        element: the body of a text, in any namespace.
        base: address against which relative ones are meant; None where none is known.
        left: is told what is left out.

    Returns:
        Each paragraph on one line, none empty, headings and items of lists among them; a row of a table is one. Where all
        is text, its own blank lines and indents part it, or the mark-up that some write into it as characters.
    """
    if not any(True for _ in element.iterchildren("*")):
        return _loose(element.text or "", base, left)
    walk = Walk(base, left if left is not None else LeftOut())
    walk.into(element)
    return walk.done()


def _loose(text: str, base: str | None, left: LeftOut | None) -> list[Paragraph]:
    return html_structure(text, base, left) if is_escaped(text) else text_structure(text)


def is_escaped(text: str) -> bool:
    """Tell text in which mark-up is written as characters."""
    return bool(_ESCAPED.search(text))


def html_structure(
    source: str, base: str | None = None, left: LeftOut | None = None, *, written: bool = False
) -> list[Paragraph]:
    """List the paragraphs and pictures of a piece of HTML; where it has no elements, those of its text.

    What is not on the allow-list is taken out before anything else is made of it.

    Args:
        source: as a feed or a JSON document carries it.
        base: address against which relative ones are meant; None where none is known.
        left: is told what is left out.
        written: a program wrote it, so that blank lines part nothing.

    Returns:
        As ``element_paragraphs``.
    """
    left = left if left is not None else LeftOut()
    source = fit(source)
    if "<" not in source and "&" not in source:
        return text_structure(source)
    if not written and not _PARTED.search(source):
        # Nothing parts it but blank lines, which those who edit it see as paragraphs.
        source = _BLANK.sub("<p>", source)
    left.scan(source)
    tree = etree.fromstring(f"<body>{_ALLOWING.clean(source)}</body>", etree.HTMLParser(huge_tree=False))
    return element_paragraphs(tree, base, left)


def html_paragraphs(source: str) -> list[str]:
    """List the paragraphs of a piece of HTML without their structure, as for a headline or a summary."""
    return texts(html_structure(source))


def text_paragraphs(text: str) -> list[str]:
    """List the paragraphs of plain text: blank lines or indents part them, else each line is one that is whole, or long."""
    lines = [line for line in text.splitlines() if line.strip()]
    whole = len(lines) > _BY_CHANCE and all(_WHOLE.search(line.rstrip()) for line in lines[:-1])
    if whole and len(lines) == len(text.strip().splitlines()):
        return [*filter(None, map(one_line, lines))]
    return list(_text_paragraphs(text))


def text_structure(text: str) -> list[Paragraph]:
    """Do as ``text_paragraphs`` for what takes paragraphs with structure."""
    return plain(text_paragraphs(text))


def _text_paragraphs(text: str) -> Iterator[str]:
    for part in re.split(r"\n[ \t]*(?:\n[ \t]*)+", text.replace("\r\n", "\n")):
        for lines in parted_lines(part.split("\n")):
            yield from text_lines("\n".join(lines))
