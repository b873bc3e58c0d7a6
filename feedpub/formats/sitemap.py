"""Sitemaps for search engines. https://www.sitemaps.org/protocol.html, and Google's page on news sitemaps."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from html import escape

from feedpub.formats._content import clean, title
from feedpub.model.feed import Entry, Feed

MEDIA_TYPE = "application/xml; charset=utf-8"
MOST_PAGES = 50_000
MOST_NEWS = 1_000
NEWS_AGE = timedelta(days=2)  # news sitemaps hold nothing older
_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
_NEWS = "http://www.google.com/schemas/sitemap-news/0.9"


@dataclass(frozen=True, slots=True)
class Location:
    """A page, or another sitemap.

    Args:
        url: absolute.
        modified: its last significant change, None where that is not known.
    """

    url: str
    modified: datetime | None = None


def sitemap(pages: Iterable[Location]) -> bytes:
    """List pages.

    Args:
        pages: 50,000 at most.

    Returns:
        A urlset.
    """
    return _document("urlset", "", (f"<url>{_location(page)}</url>" for page in pages))


def sitemap_index(sitemaps: Iterable[Location]) -> bytes:
    """List sitemaps.

    Args:
        sitemaps: 50,000 at most.

    Returns:
        A sitemapindex.
    """
    return _document("sitemapindex", "", (f"<sitemap>{_location(one)}</sitemap>" for one in sitemaps))


def news_sitemap(feed: Feed) -> bytes:
    """List the news of the last two days for Google News.

    Args:
        feed: whose entries are of the last two days, 1,000 at most.

    Returns:
        A urlset with news elements; one without entries is allowed to be empty.
    """
    return _document("urlset", f' xmlns:news="{_NEWS}"', (_news(entry, feed.site.title) for entry in feed.entries))


def _news(entry: Entry, name: str) -> str:
    publication = f"<news:name>{_escaped(name)}</news:name><news:language>{_language(entry)}</news:language>"
    # The first publication, whatever happened since.
    date = f"<news:publication_date>{_moment(entry.published)}</news:publication_date>"
    headline = f"<news:title>{_escaped(title(entry.event))}</news:title>"
    news = f"<news:news><news:publication>{publication}</news:publication>{date}{headline}</news:news>"
    return f"<url>{_location(Location(entry.url, entry.modified))}{news}</url>"


def _language(entry: Entry) -> str:
    """Google takes ISO 639 codes, and for Chinese the country: zh-cn or zh-tw."""
    primary, *rest = entry.event.article.language.lower().split("-")
    if primary == "zh":
        return "zh-tw" if {"tw", "hk", "mo", "hant"} & set(rest) else "zh-cn"
    return primary


def _location(place: Location) -> str:
    modified = f"<lastmod>{_moment(place.modified)}</lastmod>" if place.modified else ""
    return f"<loc>{_escaped(place.url)}</loc>{modified}"


def _moment(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds")


def _escaped(text: str) -> str:
    return escape(clean(text))


def _document(root: str, namespaces: str, lines: Iterator[str]) -> bytes:
    head = f'<?xml version="1.0" encoding="UTF-8"?>\n<{root} xmlns="{_SITEMAP}"{namespaces}>'
    return "\n".join((head, *lines, f"</{root}>", "")).encode()
