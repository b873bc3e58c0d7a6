"""What a web page holds: the paragraphs of its article, and what it says of itself (schema.org, Open Graph)."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml import html

from feedpub.model.characters import fit
from feedpub.readers._addresses import is_web_address
from feedpub.readers._characters import one_line
from feedpub.readers._json import objects, text
from feedpub.readers._left_out import LeftOut
from feedpub.readers._page_text import Guess, found_in
from feedpub.readers._paragraphs import Paragraph
from feedpub.readers._xml import Element, descendants, local, words

_ARTICLES = frozenset(
    "Article NewsArticle ReportageNewsArticle AnalysisNewsArticle OpinionNewsArticle BackgroundNewsArticle BlogPosting "
    "LiveBlogPosting Report TechArticle ReviewNewsArticle Review WebPage".split()
)
# Under what names pages say when they were published, when changed, and who wrote them, the most exact first: Open Graph and
# microdata of schema.org, then Parse.ly, Sailthru, Chartbeat and Cxense, Dublin Core, and plain ones.
_PUBLISHED = (
    "article:published_time", "og:article:published_time", "datepublished", "parsely-pub-date", "sailthru.date",
    "cxenseparse:recs:publishtime", "article.published", "dcterms.created", "dcterms.date", "dcterms.issued",
    "dc.date.issued", "dc.date", "date", "pubdate", "publishdate", "publish-date", "publish_date", "publication_date",
    "publicationdate",
)  # fmt: skip
_MODIFIED = (
    "article:modified_time", "datemodified", "og:updated_time", "dcterms.modified", "article.updated", "last-modified",
)  # fmt: skip
_AUTHOR = ("author", "parsely-author", "sailthru.author", "dc.creator", "dcterms.creator", "byl", "article:author")
_DEEPEST = 4  # references behind one another
_SITE = (" | ", " - ", " – ", " — ", " :: ", " · ")
_MOST_CHARACTERS = 2_000_000
# trafilatura takes time that grows with the square of the elements beside one another (0.8 s for 4,000 links in a paragraph,
# seven for twice as many) and of what a script says. News pages have a few thousand elements, and scripts of a few kB.
_MOST_ELEMENTS, _MOST_BESIDE = 15_000, 4_000
_LONGEST_SCRIPT = 100_000  # characters


_BODY = re.compile(r"\b(?:article|story|entry|post)[-_]{1,2}(?:body|content|text)\b", re.IGNORECASE)
_HEADINGS = frozenset({"h1", "article"})
_CARD = 3  # links: of fewer a sentence may consist as well; on 102 pages that people marked, so many are a card's
_NEAR = 2  # levels up within which the pieces of one body have a common container


class FloodError(ValueError):
    """A page has more elements than any that people read."""


@dataclass(frozen=True, slots=True)
class Page:
    """What was found in a page; empty where it says nothing.

    Args:
        paragraphs: of the article, and pictures.
        headline: one line.
        standfirst: the description.
        authors: bylines.
        published: time stamps, the best first.
        modified: time stamps, the best first.
        language: a code, of the article.
        surroundings: the code of the page, whose frame may be in another language.
        section: rubric.
        tags: keywords.
        images: addresses.
        caption: of the first image.
        address: canonical.
        guess: tells what the page does not say of itself.
    """

    paragraphs: tuple[Paragraph, ...]
    headline: str
    standfirst: str
    authors: tuple[str, ...]
    published: tuple[str, ...]
    modified: tuple[str, ...]
    language: str
    surroundings: str
    section: str
    tags: tuple[str, ...]
    images: tuple[str, ...]
    caption: str
    address: str
    guess: Guess


def _refuse_flood(tree: html.HtmlElement) -> None:
    """Refuse a page of too many elements, and take out scripts that say too much."""
    count = int(tree.xpath("count(//*) + count(//comment()) + count(//processing-instruction())"))
    if count > _MOST_ELEMENTS:
        raise FloodError(f"it has {count:,} elements, more than the {_MOST_ELEMENTS:,} allowed")
    crowded = tree.xpath(f"//*[count(*) + count(comment()) > {_MOST_BESIDE}]")
    if crowded:
        beside = max(map(len, crowded))
        raise FloodError(f"one of its elements has {beside:,} others in it, more than the {_MOST_BESIDE:,} allowed")
    for script in tree.iter("script"):
        if len(script.text or "") > _LONGEST_SCRIPT:
            script.text = None


def page_of(source: str, location: str, left: LeftOut) -> Page:
    """Read a page.

    Args:
        source: its HTML.
        location: where it was found, against which its addresses are meant unless it has one of its own.
        left: is told what is left out of its text.

    Returns:
        What it holds.

    Raises:
        etree.LxmlError: there are no elements in it.
        FloodError: there are too many.
    """
    tree = html.document_fromstring(source.encode("utf-8", "replace"), parser=html.HTMLParser(encoding="utf-8"))
    _refuse_flood(tree)
    _join_bodies(tree)
    _drop_cards(tree)
    meta, said = _Meta(tree), next(_schema_org(tree), {})
    named = [name for name in _names(said.get("author")) if name] or list(_credited(tree, meta))
    address = _canonical(tree) or meta("og:url")
    guess = Guess(tree)
    return Page(
        paragraphs=found_in(tree, address if is_web_address(address) else location, left),
        headline=text(said.get("headline")) or _title(tree, meta, guess),
        standfirst=text(said.get("description")) or meta("og:description") or meta("description"),
        authors=tuple(named) or tuple(filter(None, [guess("author")])),
        published=(text(said.get("datePublished")), *map(meta, _PUBLISHED)),
        modified=(text(said.get("dateModified")), *map(meta, _MODIFIED)),
        language=text(said.get("inLanguage")),
        surroundings=one_line(tree.get("lang") or "") or meta("og:locale"),
        section=next(iter(_words(said.get("articleSection"))), "") or meta("article:section"),
        tags=tuple(_words(said.get("keywords"))) or meta.every("article:tag"),
        images=tuple(filter(None, [meta("og:image"), *_addresses(said.get("image"))])),
        caption=meta("og:image:alt"),
        address=address,
        guess=guess,
    )


def _join_bodies(tree: Element) -> None:
    """Put the pieces of a body that advertisements part into one container, since only one would be taken for the text.

    Pieces have the same class, which names the body of an article, lie near each other, and hold no headline of their own.
    """
    alike: dict[tuple[str, str, Element], list[Element]] = {}
    for each in tree.iter("div", "section"):
        called = each.get("class") or ""
        if _BODY.search(called) and not any(local(below) in _HEADINGS for below in each.iter()):
            alike.setdefault((local(each), called, _above(each)), []).append(each)
    for first, *others in alike.values():
        for other in others:
            if first not in other.iterancestors():
                first.extend(list(other))


def _drop_cards(tree: Element) -> None:
    """Take out cards that open over a linked name within a sentence: links to other stories alone, right behind its link.

    One is in ``<a>Ada Osei</a><span><a>Port reopens</a> <a>Boats are late</a> <a>More</a></span>``; there is none in
    ``<a>Osei</a><span>, <a>Lind</a>, <a>Adu</a> and <a>Mensah</a></span>``, which says something beside its links.
    """
    for link in list(tree.iter("a")):
        card = link.getnext()
        if card is not None and local(card) == "span" and not (link.tail or "").strip() and _is_card(card):
            link.tail = card.tail
            card.tail = None
            card.clear()


def _is_card(element: Element) -> bool:
    links = [words(each) for each in descendants(element, "a")]
    return len(links) >= _CARD and "".join("".join(links).split()) == "".join(words(element).split())


def _above(element: Element) -> Element:
    for _ in range(_NEAR):
        parent = element.getparent()
        element = parent if parent is not None else element
    return element


class _Meta:
    """The meta elements of a page, by name or property, and times that are marked up as those of its article."""

    def __init__(self, tree: Element) -> None:
        self._found: dict[str, list[str]] = {}
        for each in tree.iter("meta"):
            name = (each.get("property") or each.get("name") or each.get("itemprop") or "").strip().lower()
            value = one_line(fit(each.get("content") or ""))
            if name and value:
                self._found.setdefault(name, []).append(value)
        for each in tree.iter("time", "span", "abbr", "div", "p"):
            name, value = (each.get("itemprop") or "").lower(), one_line(each.get("datetime") or each.get("content") or "")
            if name in ("datepublished", "datemodified") and value:
                self._found.setdefault(name, []).append(value)

    def __call__(self, name: str) -> str:
        return self._found.get(name, [""])[0]

    def every(self, name: str) -> tuple[str, ...]:
        return tuple(self._found.get(name, ()))


def _credited(tree: Element, meta: _Meta) -> Iterator[str]:
    """Name whom a page credits: in the first of its fields that is no address, else by links to its authors."""
    fields = ([name for name in meta.every(field) if not is_web_address(name)] for field in _AUTHOR)
    if found := next(filter(None, fields), None):
        yield from found
        return
    links = (each for each in tree.iter("a") if "author" in (each.get("rel") or "").lower().split())
    yield from dict.fromkeys(filter(None, map(words, links)))


def _title(tree: Element, meta: _Meta, guess: Guess) -> str:
    shared = meta("og:title") or meta("twitter:title")
    heads = [words(each) for each in tree.iter("h1")]
    if len(heads) == 1 and heads[0]:
        return heads[0]
    title = shared or guess("title") or words(next(tree.iter("title"), None))
    site = meta("og:site_name")
    for mark in _SITE:
        head, found, tail = title.rpartition(mark)
        if found and site and tail.strip().lower() == site.lower():
            return head
    return title


def _schema_org(tree: Element) -> Iterator[dict[str, Any]]:
    """Find the objects that describe the article (https://schema.org/Article), the most special first."""
    found: list[dict[str, Any]] = []
    for script in tree.iter("script"):
        if (script.get("type") or "").lower().startswith("application/ld+json"):
            found.extend(_described(_loaded(script.text or "")))
    by_id = {each["@id"]: each for each in found if isinstance(each.get("@id"), str) and len(each) > 1}
    found = [_resolved(each, by_id) for each in found]
    named = [each for each in found if set(_words(each.get("@type"))) & _ARTICLES]
    yield from sorted(named, key=lambda each: (not text(each.get("headline")), "WebPage" in _words(each.get("@type"))))


def _resolved(each: dict[str, Any], by_id: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """Put authors and pictures in their places that stand elsewhere in the graph, as plug-ins of WordPress write them."""
    referred = {key: _referred(each[key], by_id) for key in ("author", "image") if key in each}
    return each | referred


def _referred(value: Any, by_id: dict[str, dict[str, Any]]) -> Any:
    if isinstance(value, list):
        return [_referred(one, by_id) for one in value]
    for _ in range(_DEEPEST):
        if not isinstance(value, dict) or set(value) != {"@id"} or not isinstance(value["@id"], str):
            break
        value = by_id.get(value["@id"])
    return value


def _loaded(source: str) -> Any:
    try:
        return json.loads(source.strip().removeprefix("<!--").removesuffix("-->").rstrip("; \n"), strict=False)
    except (ValueError, RecursionError):
        return None


def _described(loaded: Any) -> Iterator[dict[str, Any]]:
    for each in [loaded] if isinstance(loaded, dict) else objects(loaded):
        yield each
        yield from objects(each.get("@graph"))
        if isinstance(each.get("mainEntity"), dict):
            yield each["mainEntity"]


def _words(value: Any) -> list[str]:
    """List the words of a value that may be one, several, or several between commas."""
    if isinstance(value, list):
        return [one_line(each) for each in value if isinstance(each, str)]
    return [part.strip() for part in one_line(value).split(",") if part.strip()] if isinstance(value, str) else []


def _names(value: Any) -> Iterator[str]:
    for each in value if isinstance(value, list) else [value]:
        if isinstance(each, str):
            yield one_line(each)
        elif isinstance(each, dict):
            for name in each["name"] if isinstance(each.get("name"), list) else [each.get("name")]:
                yield text(name)


def _addresses(value: Any) -> Iterator[str]:
    for each in value if isinstance(value, list) else [value]:
        yield text(each) if isinstance(each, str) else text(each.get("url")) if isinstance(each, dict) else ""


def _canonical(tree: Element) -> str:
    return next(
        (one_line(link.get("href") or "") for link in tree.iter("link") if (link.get("rel") or "").lower() == "canonical"),
        "",
    )
