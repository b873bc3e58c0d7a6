"""A feed, a page or a sitemap at an address: what is there decides which of them it is."""

import logging
from collections.abc import Callable, Iterator
from http import HTTPStatus
from typing import ClassVar
from urllib.parse import urldefrag, urlsplit

from feedpub.errors import GoneError, ReadError, SourceError
from feedpub.model.document import NO_TERMS, Document, Terms, most_bytes
from feedpub.model.sitemap import Sitemap, SitemapEntry
from feedpub.sources.base import FEED, FEED_DOCUMENTS
from feedpub.sources.http.cache import HttpCache
from feedpub.sources.http.fetching import FetchedResponse, Fetcher, unpacked_file
from feedpub.sources.http.network import shown
from feedpub.sources.http.robots import Robots

_MOST_PAGES = 500  # of a sitemap, the latest first: what news sites add in a week
_MOST_SITEMAPS = 20  # of an index, the latest first: large sites have one for each day or month
_PAGE_SECONDS = 3_600.0  # a page is not asked for again before, unless its sitemap says that it changed
_LOOK_SECONDS = 600.0  # for all pages of a sitemap; the rest has its turn at the next look
_HEAD = 4096
# What a feed says of itself, whatever a server that is not set up for feeds says of it.
_FEEDS_BEGIN = (b"<?xml", b"<rss", b"<feed", b"<rdf:rdf", b"<urlset", b"<sitemapindex", b"{")
_VAGUE = ("text/html", "text/plain", "application/octet-stream", "application/gzip", "application/x-gzip")
_log = logging.getLogger(__name__)


class HttpSource:
    """What an address holds, and with a sitemap what its pages hold.

    A feed shows its latest only, so that what it lists no more is not gone.

    Args:
        name: unique on the site; part of every article's identity.
        url: of a feed, a page or a sitemap.
        sitemap_of: reads a sitemap; returns None for anything else.
        may_hold_several: tells whether a document is of a format in which one may hold several articles.
        fetcher: that asks servers.
        timezone: IANA zone in which the copy's bare dates are meant.
        language: of the copy where it does not say so itself (BCP 47).
        max_document_bytes: a larger page is refused.
        terms: under which its articles are taken.
    """

    latest_only: ClassVar[bool] = True

    def __init__(  # noqa: PLR0913 - plain values, so that only wiring need know the settings
        self,
        name: str,
        url: str,
        *,
        sitemap_of: Callable[[Document], Sitemap | None],
        may_hold_several: Callable[[Document], bool],
        fetcher: Fetcher,
        timezone: str = "UTC",
        language: str = "en",
        max_document_bytes: int = 2_000_000,
        terms: Terms = NO_TERMS,
    ) -> None:
        self.name = name
        self.url = urldefrag(url).url
        self.timezone = timezone
        self.language = language
        self.max_document_bytes = max_document_bytes
        self.terms = terms
        self._sitemap_of = sitemap_of
        self._may_hold_several = may_hold_several
        self._fetcher = fetcher
        self._cache = HttpCache(fetcher)
        self._robots = Robots(self._cache)
        self._asks_robots = False
        self._moved = ""

    def stop(self) -> None:
        """Break off what is being fetched, for good."""
        self._fetcher.stop()

    def documents(self) -> Iterator[Document | SourceError]:
        """Fetch what is there now, or take it for what it was where its server says so.

        Yields:
            The document, which ingest parts where it is a feed; of a sitemap each page, or why it cannot be fetched.

        Raises:
            SourceError: the address cannot be fetched.
            StoppedError: ``stop`` was called.
        """
        try:
            whole = self._whole()
            if (sitemap := self._sitemap_of(whole)) is not None:
                yield from self._pages(sitemap)
                return
        except GoneError as error:
            # Whoever set the address may have mistaken it: nothing is deleted because of what a single server says of it.
            raise SourceError(self.name, f"{error}; what came from there stays, and the source can be removed") from None
        except (SourceError, ReadError) as error:
            raise SourceError(self.name, str(error)) from None
        yield whole

    def _whole(self) -> Document:
        # What is at an address shows in the answer; robots.txt is for readers of pages, feeds are made for programs.
        if self._asks_robots:
            self._robots.check(self.url)
        answer = self._cache.get(self.url, FEED_DOCUMENTS * self.max_document_bytes)
        self._note_move(answer)
        whole = self._document(self.url, answer)
        if self._may_hold_several(whole) and self._sitemap_of(whole) is None:
            return whole.named(FEED)
        self._asks_robots = True
        self._robots.check(self.url)
        return whole

    def _note_move(self, answer: FetchedResponse) -> None:
        lasting = (HTTPStatus.MOVED_PERMANENTLY, HTTPStatus.PERMANENT_REDIRECT)
        if answer.redirects and all(status in lasting for _, status in answer.redirects) and self._moved != answer.address:
            self._moved = answer.address
            _log.warning("%s: %s has moved for good to %s", self.name, shown(self.url), shown(answer.address))

    def _pages(self, sitemap: Sitemap) -> Iterator[Document | SourceError]:
        end = self._cache.ticks() + _LOOK_SECONDS
        pages = list(sitemap.pages)
        for listing in _latest(sitemap.sitemaps)[:_MOST_SITEMAPS]:
            found = self._listed(listing)
            if isinstance(found, SourceError):
                yield found
            else:
                pages.extend(found.pages)
        for page in _latest(dict.fromkeys(pages))[:_MOST_PAGES]:
            if self._cache.ticks() > end:
                raise SourceError(
                    shown(self.url), f"its pages took more than {_LOOK_SECONDS:g} seconds; the rest comes next time"
                )
            yield self._page(page)

    def _listed(self, listing: SitemapEntry) -> Sitemap | SourceError:
        try:
            self._check_home(listing.address)
            self._robots.check(listing.address)
            answer = self._cache.get(listing.address, FEED_DOCUMENTS * self.max_document_bytes, stamp=listing.changed)
            found = self._sitemap_of(self._document(listing.address, answer))
        except (SourceError, ReadError) as error:
            return _refused(listing.address, error)
        return found or SourceError(listing.address, "it is no sitemap")

    def _page(self, page: SitemapEntry) -> Document | SourceError:
        address = urldefrag(page.address).url
        try:
            self._check_home(address)
            self._robots.check(address)
            most = most_bytes(urlsplit(address).path, self.max_document_bytes)
            answer = self._cache.get(address, most, least=_PAGE_SECONDS, stamp=page.changed)
            return self._document(address, answer)
        except SourceError as error:
            return _refused(address, error)

    def _check_home(self, address: str) -> None:
        """Keep a sitemap from sending us elsewhere (sitemaps.org/protocol.html#location)."""
        if _home(address) != _home(self.url):
            raise SourceError(shown(address), "it is on another host than the sitemap that lists it")

    def _document(self, key: str, answer: FetchedResponse) -> Document:
        try:
            content = unpacked_file(answer.content, FEED_DOCUMENTS * self.max_document_bytes)
        except ValueError as error:
            raise SourceError(shown(key), str(error)) from None
        return Document(
            source=self.name,
            key=key,
            content=content,
            media_type=_media_type(answer.headers.get("content-type", ""), content),
            location=shown(answer.address),
            timezone=self.timezone,
            language=self.language,
            terms=self.terms,
        )


def _refused(address: str, error: SourceError | ReadError) -> SourceError:
    """Name the page by its key, whatever the message about it names."""
    reason = error.reason if error.location == shown(address) else f"{error.location}: {error.reason}"
    return type(error)(address, reason) if isinstance(error, SourceError) else SourceError(address, reason)


def _latest(listings: "dict[SitemapEntry, None] | tuple[SitemapEntry, ...]") -> list[SitemapEntry]:
    """Put what changed last first (W3C dates sort as text), and what has no date behind it in the order of the sitemap."""
    return sorted(listings, key=lambda listing: listing.changed, reverse=True)


def _home(address: str) -> str:
    return (urlsplit(address).hostname or "").removeprefix("www.")


def _media_type(declared: str, content: bytes) -> str:
    """Return what a server says a document is, unless its beginning shows that the server does not know."""
    named = declared.partition(";")[0].strip().lower()
    begun = content[:_HEAD].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    misled = named in _VAGUE and begun.startswith(_FEEDS_BEGIN) and b"<html" not in begun
    return "" if misled else declared.strip()
