"""Sitemaps for search engines. https://www.sitemaps.org/protocol.html, and Google's page on news sitemaps."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from html import escape
from typing import NamedTuple

from feedpub.formats._content import line
from feedpub.formats._uris import address
from feedpub.model.characters import fit
from feedpub.model.record import Heading

MEDIA_TYPE = "application/xml; charset=utf-8"
MOST_PAGES = 50_000
MOST_NEWS = 1_000
NEWS_AGE = timedelta(days=2)  # news sitemaps hold nothing older
_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
_IMAGE = "http://www.google.com/schemas/sitemap-image/1.1"
_MOST_PICTURES = 1000  # of one page, as Google takes them
_NEWS = "http://www.google.com/schemas/sitemap-news/0.9"


class Location(NamedTuple):
    """A page, or another sitemap.

    Args:
        url: absolute.
        modified: its last significant change, None where that is not known.
        images: absolute addresses of the pictures on it.
    """

    url: str
    modified: datetime | None = None
    images: tuple[str, ...] = ()


def sitemap(pages: Iterable[Location]) -> bytes:
    """List pages.

    Args:
        pages: 50,000 at most.

    Returns:
        A urlset.
    """
    return _urlset("", [f"<url>{_location(page)}{_pictures(page.images)}</url>" for page in pages])


def sitemap_index(sitemaps: Iterable[Location]) -> bytes:
    """List sitemaps.

    Args:
        sitemaps: 50,000 at most.

    Returns:
        A sitemapindex.
    """
    return _document("sitemapindex", "", (f"<sitemap>{_location(one)}</sitemap>" for one in sitemaps))


def news_sitemap(news: Iterable[tuple[str, Heading]], name: str, otherwise: Location) -> bytes:
    """List the news of the last two days for Google News.

    Args:
        news: of the last two days, 1,000 at most, each with the address of its page.
        name: of the publication, as Google News knows it.
        otherwise: a page to list where there is no news: Search Console takes no list without one.

    Returns:
        A urlset with news elements, or with that page.
    """
    named = f"<news:name>{_escaped(name)}</news:name>"
    listed = [_news(url, heading, named) for url, heading in news] or [f"<url>{_location(otherwise)}</url>"]
    return _urlset(f' xmlns:news="{_NEWS}"', listed)


def robots(sitemaps: Iterable[str]) -> bytes:
    """Write robots.txt: everything may be read (RFC 9309), and this is where the lists are.

    Args:
        sitemaps: their addresses.

    Returns:
        The text.
    """
    return ("User-agent: *\nAllow: /\n\n" + "".join(f"Sitemap: {address}\n" for address in sitemaps)).encode()


def _news(url: str, heading: Heading, named: str) -> str:
    publication = f"{named}<news:language>{_language(heading.language)}</news:language>"
    # The first publication, whatever happened since.
    date = f"<news:publication_date>{_moment(heading.published)}</news:publication_date>"
    headline = f"<news:title>{_escaped(line(heading.headline) or heading.slug)}</news:title>"
    news = f"<news:news><news:publication>{publication}</news:publication>{date}{headline}</news:news>"
    return f"<url>{_location(Location(url, heading.modified))}{news}{_pictures(heading.images)}</url>"


def _pictures(images: tuple[str, ...]) -> str:
    if not images:
        return ""
    found = filter(None, map(address, images[:_MOST_PICTURES]))
    return "".join(f"<image:image><image:loc>{_escaped(each)}</image:loc></image:image>" for each in found)


@lru_cache(maxsize=100)  # thousands of articles are in few languages
def _language(tag: str) -> str:
    """Google takes ISO 639 codes, and for Chinese the country: zh-cn or zh-tw."""
    primary, *rest = tag.lower().split("-")
    if primary == "zh":
        return "zh-tw" if {"tw", "hk", "mo", "hant"} & set(rest) else "zh-cn"
    return primary


def _location(place: Location) -> str:
    modified = f"<lastmod>{_moment(place.modified)}</lastmod>" if place.modified else ""
    return f"<loc>{_escaped(place.url)}</loc>{modified}"


@lru_cache(maxsize=64)  # most articles were not changed since they were published
def _moment(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds")


def _escaped(text: str) -> str:
    return escape(fit(text))


def _urlset(namespaces: str, lines: list[str]) -> bytes:
    # The mark can stand in no text, which is escaped.
    pictures = f' xmlns:image="{_IMAGE}"' if any("<image:" in line for line in lines) else ""
    return _document("urlset", namespaces + pictures, iter(lines))


def _document(root: str, namespaces: str, lines: Iterator[str]) -> bytes:
    head = f'<?xml version="1.0" encoding="UTF-8"?>\n<{root} xmlns="{_SITEMAP}"{namespaces}>'
    return "\n".join((head, *lines, f"</{root}>", "")).encode()
