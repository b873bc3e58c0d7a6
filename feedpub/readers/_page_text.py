"""The text of the article in a page, which trafilatura finds, with what is left of its structure."""

import logging
from collections.abc import Iterator, Sequence
from configparser import ConfigParser
from copy import deepcopy
from functools import cache, cached_property, partial
from itertools import islice
from typing import Any

from lxml import etree, html

from feedpub.readers._characters import one_line
from feedpub.readers._elements import SILENT
from feedpub.readers._left_out import LeftOut
from feedpub.readers._markup import element_paragraphs
from feedpub.readers._page_walk import PageWalk
from feedpub.readers._paragraphs import Paragraph, aligned, texts
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
_CONTAINERS = frozenset("article body center div form main section td".split())
_HOLDING = etree.XPath("//text()[contains(., $head)]/parent::*", smart_strings=False)
_HEAD, _LONGEST = 20, 3  # characters of one of so many lines: what holds them is the text, and hardly ever anything else
_HIGHER = 3  # containers around one that hold no more of the text than that: what trafilatura changed is nowhere
_SHORTEST = 25  # characters of a text: fewer are a caption or a button
_DATES = {"original_date": True, "extensive_search": True, "max_date": "2999-12-31"}  # no clock: a bound that never moves


def found_in(tree: html.HtmlElement, base: str | None, left: LeftOut) -> tuple[Paragraph, ...]:
    """Have trafilatura find the text of the article.

    Args:
        tree: the page.
        base: address against which relative ones are meant.
        left: is told what is left out of it.

    Returns:
        Its paragraphs; none where it finds none.
    """
    # Its slow way asks two other extractors when in doubt; measured on 102 pages that people marked, the fast one is better
    # (F1 .960 against .954), with the furniture below taken off .974, and without cards (_page.py) .976. Asked for links,
    # formatting and pictures, it finds another text and a worse one (F1 .95): they are looked up in the page, where the
    # paragraphs that it finds stand.
    found = _extracted(tree)
    if found is None:
        return ()
    for each in found.body.iter(*_PARTS):
        each.tag = _PARTS.get(local(each), each.tag)
    lines = texts(element_paragraphs(found.body))
    page = PageWalk(base)
    page.below(_around(tree, lines))
    walked = page.done()
    for each in _left_out(walked, frozenset(lines)):
        left.also(each)
    return tuple(_between(aligned(lines, walked)))


def _left_out(walked: Sequence[Paragraph], lines: frozenset[str]) -> Iterator[LeftOut]:
    """Yield what was left out in the text, between its paragraphs, and with no other words right above and below them."""
    said = [number for number, each in enumerate(walked) if each.text in lines]
    if not said:
        return
    first, last = said[0], said[-1]
    while first and not walked[first - 1].text:
        first -= 1
    while last + 1 < len(walked) and not walked[last + 1].text:
        last += 1
    yield from (each.left for each in walked[first : last + 1] if each.left and (not each.text or each.text in lines))


class Guess:
    """What trafilatura guesses of a page that does not say it; that takes a quarter of all the time, so it is asked late.

    Args:
        tree: the page.
    """

    def __init__(self, tree: html.HtmlElement) -> None:
        self._tree = tree

    def __call__(self, name: str) -> str:
        """Return its title, author or date; or nothing."""
        return one_line(self._all.get(name) or "")

    @cached_property
    def _all(self) -> dict[str, Any]:
        found: dict[str, Any] = _trafilatura().extract_metadata(self._tree, date_config=dict(_DATES)).as_dict()
        return found


def _extracted(tree: html.HtmlElement) -> Any | None:
    """Extract the text; where it is one paragraph, which may be all that the page says, once more as a brief."""
    extract = partial(_trafilatura().bare_extraction, tree, fast=True, favor_recall=True, include_comments=False)
    found = extract()
    brief = extract(config=_brief()) if found is not None and len(found.body) == 1 else None
    return found if brief is None or not len(brief.body) else brief


@cache
def _brief() -> ConfigParser:
    """Make texts of less than 250 characters count: by default they are given up for all that their page says.

    For all pages this costs (F1 .969 instead of .974): what is short beside more is no article.
    """
    found: ConfigParser = deepcopy(_trafilatura().settings.DEFAULT_CONFIG)
    found["DEFAULT"]["MIN_EXTRACTED_SIZE"] = str(_SHORTEST)
    return found


def _trafilatura() -> Any:
    import trafilatura  # noqa: PLC0415 - half a second of loading, for those alone who read pages

    for chatty in ("trafilatura", "htmldate"):
        # What they warn of is what our own errors say, with the document's name.
        logging.getLogger(chatty).setLevel(logging.CRITICAL)
    return trafilatura


def _around(tree: html.HtmlElement, lines: Sequence[str]) -> html.HtmlElement:
    """Find the smallest part of a page that holds the text: most of a page lies outside, and need not be walked through."""
    solid = [_solid(line) for line in lines]
    found, most, vain = tree, 0, 0
    for each in _containers(tree, lines):
        said = _said(each)
        held = sum(line in said for line in solid)
        if held > most:
            found, most, vain = each, held, 0
        vain += 1
        if held == len(solid) or vain > _HIGHER:
            break
    return found


def _containers(tree: html.HtmlElement, lines: Sequence[str]) -> Iterator[html.HtmlElement]:
    """Yield what holds one of the longest lines, the innermost container first."""
    for line in sorted(lines, key=len, reverse=True)[:_LONGEST]:
        for held in _HOLDING(tree, head=line[:_HEAD]):
            if local(held) not in SILENT:
                yield from (each for each in (held, *held.iterancestors()) if local(each) in _CONTAINERS)
                return


def _said(element: html.HtmlElement) -> str:
    """Return all that an element says; comments say nothing."""
    is_element = isinstance(element.tag, str)
    return _solid(etree.tostring(element, method="text", encoding="unicode", with_tail=False)) if is_element else ""


def _solid(text: str | None) -> str:
    """Take out what differs between a page and the text that was found in it."""
    return "".join(text.split()) if text else ""


def _between(paragraphs: Sequence[Paragraph]) -> Iterator[Paragraph]:
    """Leave out the pictures above and below the text, which are those of the page."""
    said = [number for number, paragraph in enumerate(paragraphs) if paragraph.text]
    return islice(paragraphs, said[0], said[-1] + 1) if said else iter(())
