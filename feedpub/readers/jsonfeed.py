"""JSON Feed 1.0 and 1.1: each item is an article. https://www.jsonfeed.org/version/1.1/."""

from collections.abc import Iterator
from typing import Any

import orjson

from feedpub.errors import ReadError
from feedpub.language.byline import credited
from feedpub.model.article import Article, Author, Image
from feedpub.model.document import Document
from feedpub.readers._addresses import is_web_address
from feedpub.readers._assembling import place
from feedpub.readers._json import load_json, objects, text
from feedpub.readers._left_out import LeftOut
from feedpub.readers._markup import html_structure, text_structure
from feedpub.readers._paragraphs import Paragraph
from feedpub.readers._parts import part
from feedpub.readers._stamps import stamp
from feedpub.readers._story import Story, article_of
from feedpub.readers.base import Reader

_VERSION = "https://jsonfeed.org/version/"
_SHARED = ("version", "language", "authors", "author")  # what an item takes from its feed


def split(document: Document) -> tuple[Document, ...]:
    """Part a feed into feeds of one item each.

    Args:
        document: a feed.

    Returns:
        The documents; the document itself where it has one item.

    Raises:
        ReadError: it is no JSON Feed, or has no item.
    """
    feed, items = _feed(document)
    told = objects(items)
    if len(told) <= 1:
        return (document,)
    shared = {name: feed[name] for name in _SHARED if name in feed}
    named = [(text(item.get("id")) or str(number), item) for number, item in enumerate(told, 1)]
    # They have numbers of their own, lest they shift those of items without an id.
    others = [item for item in items if not isinstance(item, dict)]
    named += [(f"no object {number}", item) for number, item in enumerate(others, 1)]
    return tuple(part(document, name, orjson.dumps({**shared, "items": [item]})) for name, item in named)


def read(document: Document) -> Article:
    """Read a feed of one item.

    Args:
        document: the bytes.

    Returns:
        The article, under the item's id.

    Raises:
        ReadError: it is no JSON Feed, or its item has no text or no date.
    """
    feed, items = _feed(document)
    told = objects(items)
    if not told:
        raise ReadError(place(document), "the item is no object", "items")
    if len(told) > 1:
        raise ReadError(place(document), f"the feed has {len(told)} items, not one", "items")
    return article_of(document, _story(told[0], feed, document))


def _feed(document: Document) -> tuple[dict[str, Any], list[Any]]:
    feed = load_json(document)
    if not isinstance(feed, dict) or not text(feed.get("version")).startswith(_VERSION):
        raise ReadError(place(document), "it is JSON, but no JSON Feed", "version")
    items = feed.get("items")
    if not isinstance(items, list) or not items:
        raise ReadError(place(document), "the feed has no item", "items")
    return feed, items


def _story(item: dict[str, Any], feed: dict[str, Any], document: Document) -> Story:
    summary, left = text(item.get("summary")), LeftOut()
    address = text(item.get("url"))
    body = _body(item, address if is_web_address(address) else None, left)
    changed = text(item.get("date_modified"))
    return Story(
        guid=text(item.get("id")) or address,
        headline=text(item.get("title")),
        standfirst=summary if body else "",
        paragraphs=body or text_structure(summary),
        language=text(item.get("language")) or text(feed.get("language")),
        authors=_authors(item) or _authors(feed),
        dates=(text(item.get("date_published")), changed),
        modified=stamp(changed, document),
        tags=map(text, item["tags"]) if isinstance(item.get("tags"), list) else (),
        images=tuple(_images(item)),
        url=address if is_web_address(address) else "",
        notes=left.notes(),
    )


def _body(item: dict[str, Any], base: str | None, left: LeftOut) -> list[Paragraph]:
    html, plain = item.get("content_html"), item.get("content_text")
    if isinstance(html, str):
        return html_structure(html, base, left)
    return text_structure(plain) if isinstance(plain, str) else []


def _authors(holder: dict[str, Any]) -> list[Author]:
    named = [*objects(holder.get("authors")), *objects([holder.get("author")])]
    return [author for each in named for author in credited(text(each.get("name")))]


def _images(item: dict[str, Any]) -> Iterator[Image]:
    for address in (text(item.get("image")), text(item.get("banner_image"))):
        if is_web_address(address):
            yield Image(url=address)
    for attached in objects(item.get("attachments")):
        address, kind = text(attached.get("url")), text(attached.get("mime_type"))
        if kind.startswith("image/") and is_web_address(address):
            yield Image(url=address, media_type=kind, caption=text(attached.get("title")) or None)


def recognises(content: bytes) -> bool:
    """Tell whether a document is a JSON object that names the version of JSON Feed near its beginning."""
    return content.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"{" and _VERSION.encode() in content[:4096].replace(b"\\/", b"/")


READER = Reader(
    name="jsonfeed",
    media_types=("application/feed+json", "application/json"),
    suffixes=("jsonfeed", "json"),
    spec="https://www.jsonfeed.org/version/1.1/",
    recognises=recognises,
    read=read,
    split=split,
)
