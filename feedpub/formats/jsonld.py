"""A schema.org NewsArticle in JSON-LD. https://schema.org/NewsArticle, and Google's page on Article structured data.

Every value stands in the article or in the site's settings: what is not known is left out.
"""

from typing import Any

import orjson

from feedpub.formats import _content
from feedpub.formats._graph import about, created_in, dateline, mentions, places, quotations
from feedpub.formats.base import Format
from feedpub.model.article import Article, Author, Image
from feedpub.model.feed import Entry, Feed, Site
from feedpub.translation import message

# JSON allows them raw, HTML ends a script at "</script" and ancient JavaScript a line at U+2028.
_UNSAFE = {"<": rb"\u003c", ">": rb"\u003e", "&": rb"\u0026", "\u2028": rb"\u2028", "\u2029": rb"\u2029"}


def render(feed: Feed) -> bytes:
    """Write the one event of a feed as JSON-LD that may also stand inside a script element.

    Args:
        feed: with exactly one entry.

    Returns:
        The document.
    """
    (entry,) = feed.entries
    document = orjson.dumps(article(entry, feed.site))
    for character, escaped in _UNSAFE.items():
        document = document.replace(character.encode(), escaped)
    return document


def article(entry: Entry, site: Site) -> dict[str, Any]:
    """Describe an entry as a NewsArticle.

    Args:
        entry: as readers may see it.
        site: who publishes it.

    Returns:
        A JSON-LD node with its context.
    """
    event = entry.event
    node = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "@id": event.id,
        **_address(entry),
        **_words(entry),
        # A day of the copy stays a day: an hour would be an invented one.
        "datePublished": _content.published_as_said(entry).isoformat(),
        "dateModified": _content.modified_as_said(entry).isoformat(),
        "author": [_author(author) for author in _content.authors(event.article, site)],
        "publisher": _publisher(site),
        "image": [_image(image) for image in _pictures(event.article, site)],
        "copyrightNotice": event.article.rights,
        "isAccessibleForFree": True,
        "creativeWorkStatus": "Retracted" if event.status == "canceled" else None,
        "version": event.revision or None,
        "correction": [_correction(note.text, note.date.isoformat()) for note in event.article.corrections],
        "dateline": dateline(event),
        "locationCreated": created_in(event),
        "contentLocation": places(event, "event"),
        "about": about(event),
        "mentions": mentions(event),
        "hasPart": quotations(event),
    }
    return _said(node)


def _address(entry: Entry) -> dict[str, Any]:
    return {
        "identifier": entry.event.id,
        "url": entry.url,
        "mainEntityOfPage": {"@type": "WebPage", "@id": entry.url},
        "isBasedOn": _content.origin(entry),
        "sameAs": [copy.url for copy in entry.event.article.copies if copy.url],
    }


def _words(entry: Entry) -> dict[str, Any]:
    article = entry.event.article
    return {
        "headline": _content.title(entry.event),
        "description": _content.summary(entry.event),
        "articleBody": article.text,
        "wordCount": _content.words(article),
        "articleSection": article.section,
        "keywords": list(article.tags),
        "inLanguage": article.language,
    }


def _author(author: Author) -> dict[str, Any]:
    kind = "Person" if author.kind == "person" else "Organization"
    return _said({"@type": kind, "name": author.name, "url": author.url})


def _pictures(article: Article, site: Site) -> tuple[Image, ...]:
    """Return the article's pictures; without any, the one that stands for the site's articles, where there is one."""
    return _content.images(article) or ((Image(url=site.image),) if site.image else ())


def _publisher(site: Site) -> dict[str, Any]:
    logo = {"@type": "ImageObject", "url": site.logo} if site.logo else None
    return _said({"@type": "NewsMediaOrganization", "name": site.publisher, "url": site.base_url, "logo": logo})


def _image(image: Image) -> dict[str, Any]:
    node = {"@type": "ImageObject", "url": image.url, "width": image.width, "height": image.height}
    node |= {"encodingFormat": image.media_type, "caption": image.caption, "description": image.alt}
    return _said(node | {"creditText": image.credit, "copyrightNotice": image.rights})


def _correction(text: str, day: str) -> dict[str, Any]:
    return {"@type": "CorrectionComment", "text": text, "datePublished": day}


def _said(node: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in node.items() if value is not None and value != []}


FORMAT = Format(
    name="jsonld",
    media_type="application/ld+json",
    suffix="jsonld",
    scope="event",
    title="JSON-LD (schema.org NewsArticle)",
    spec="https://schema.org/NewsArticle",
    render=render,
    purpose=message("What search engines read; the same data stands in the page."),
)
