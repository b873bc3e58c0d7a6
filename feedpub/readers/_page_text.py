"""The text of the article in a page, which trafilatura finds, with what is left of its structure."""

import logging
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

from lxml import html

from feedpub.readers._left_out import LeftOut
from feedpub.readers._markup import element_paragraphs
from feedpub.readers._paragraphs import Paragraph, aligned, texts
from feedpub.readers._walk import Walk
from feedpub.readers._xml import local

# trafilatura's names for the parts of a text (TEI), as the elements that they were.
_PARTS = {
    "head": "h2",
    "list": "ul",
    "item": "li",
    "quote": "blockquote",
    "row": "tr",
    "cell": "td",
    "lb": "br",
    "graphic": "img",
}
_DATES = {"original_date": True, "extensive_search": True, "max_date": "2999-12-31"}  # no clock: a bound that never moves


def found_in(tree: html.HtmlElement, base: str | None) -> tuple[tuple[Paragraph, ...], dict[str, Any]]:
    """Have trafilatura find the text of the article, and guess what the page does not say.

    Args:
        tree: the page.
        base: address against which relative ones are meant.

    Returns:
        Its paragraphs, and what was guessed.
    """
    import trafilatura  # noqa: PLC0415 - half a second of loading, for those alone who read pages

    for chatty in ("trafilatura", "htmldate"):
        # What they warn of is what our own errors say, with the document's name.
        logging.getLogger(chatty).setLevel(logging.CRITICAL)
    # Its slow way asks two other extractors when in doubt; measured on 102 pages that people marked, the fast one is better
    # (F1 .960 against .954), and with the furniture below taken off .974. Asked for links, formatting and pictures, it finds
    # another text and a worse one (F1 .95): they are looked up in the page, where the paragraphs that it finds stand.
    page = Walk(base, LeftOut(), of_page=True)
    page.into(tree)
    found = trafilatura.bare_extraction(
        tree, fast=True, favor_recall=True, include_comments=False, with_metadata=True, date_extraction_params=dict(_DATES)
    )
    if found is None or isinstance(found, dict):
        return (), {}
    for each in found.body.iter(*_PARTS):
        each.tag = _PARTS.get(local(each), each.tag)
    return tuple(_between(aligned(texts(element_paragraphs(found.body)), page.done()))), found.as_dict()


def _between(paragraphs: Sequence[Paragraph]) -> Iterator[Paragraph]:
    """Leave out the pictures above and below the text, which are those of the page."""
    said = [number for number, paragraph in enumerate(paragraphs) if paragraph.text]
    return islice(paragraphs, said[0], said[-1] + 1) if said else iter(())
