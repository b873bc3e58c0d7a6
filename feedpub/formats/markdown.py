"""An article as Markdown with YAML front matter, which our own reader reads back (RFC 7763; CommonMark 0.31).

The body has the same characters as the article's text once a reader has taken the formatting away.
"""

import json
import re
from collections.abc import Iterator
from typing import Any

from feedpub.formats import _content
from feedpub.formats._markdown_body import body
from feedpub.formats._uris import absolute
from feedpub.formats.base import Format
from feedpub.model.article import Article, Author, Image
from feedpub.model.feed import Entry, Feed
from feedpub.translation import message

_UNPRINTABLE = re.compile("[\x7f-\x9f\ufeff]")  # which YAML takes escaped only


def render(feed: Feed) -> bytes:
    """Write the one event of a feed as Markdown.

    Args:
        feed: with exactly one entry.

    Returns:
        The document.
    """
    (entry,) = feed.entries
    header = "".join(f"{name}: {_yaml(value)}\n" for name, value in _fields(entry) if value)
    return f"---\n{header}---\n\n{body(entry.event.article)}\n".encode()


def _fields(entry: Entry) -> Iterator[tuple[str, Any]]:
    article = entry.event.article
    yield "id", article.id
    yield "url", article.url if absolute(article.url) else entry.url
    # A headline that was made is made again, unless a heading would be taken for it; the one of a retraction says so.
    titled = any(block.kind == "heading" and block.level == 1 for block in article.blocks)
    made_again = article.headline_generated and article.status == "usable" and not titled
    yield "headline", None if made_again else _content.line(article.headline)
    yield "headline_generated", article.headline_generated and not made_again
    yield "standfirst", _content.line(article.standfirst or "")
    yield "date", (article.published or _content.published(entry)).isoformat()
    yield "modified", article.modified and article.modified.isoformat()
    yield "authors", [_author(author) for author in article.authors]
    yield "section", _content.line(article.section or "")
    yield "tags", [tag for tag in map(_content.line, article.tags) if tag]
    yield "language", article.language
    yield "rights", _content.line(article.rights or "")
    yield "images", [_image(image) for image in article.images if absolute(image.url)]
    yield from _life(article)


def _life(article: Article) -> Iterator[tuple[str, Any]]:
    yield from article.edits.said().items() if article.edits else ()
    yield "status", None if article.status == "usable" else article.status
    yield "embargo", article.embargo and article.embargo.isoformat()
    yield "corrections", [{"date": note.date.isoformat(), "text": _content.line(note.text)} for note in article.corrections]


def _author(author: Author) -> dict[str, Any]:
    url = author.url if absolute(author.url) else None
    return _said({"name": _content.line(author.name), "kind": author.kind, "url": url, "fediverse": author.fediverse})


def _image(image: Image) -> dict[str, Any]:
    return _said(image.model_dump())


def _said(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value is not None}


def _yaml(value: object) -> str:
    """Write a value on one line: in YAML, JSON is a value too, and quoted text means itself."""
    written = json.dumps(value, ensure_ascii=False)
    return _UNPRINTABLE.sub(lambda found: f"\\u{ord(found[0]):04x}", written)


FORMAT = Format(
    name="markdown",
    media_type="text/markdown",
    suffix="md",
    scope="event",
    title="Markdown",
    spec="https://www.rfc-editor.org/rfc/rfc7763",
    render=render,
    purpose=message("To edit and to publish again: every field in the front matter, the text below it."),
    charset=True,
)
