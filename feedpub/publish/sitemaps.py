"""Which pages search engines are told of: articles day by day, those that gather articles, and the news of two days.

A page that gathers articles is listed once it gathers ENOUGH of them. The last change is told of articles, of days and of
the home page; a page of a selection changes with events that leave it too, so nothing is said of it, rather than something
that is not true.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime

from feedpub.formats.sitemap import (
    MEDIA_TYPE,
    MOST_NEWS,
    MOST_PAGES,
    NEWS_AGE,
    Location,
    news_sitemap,
    robots,
    sitemap,
    sitemap_index,
)
from feedpub.model.feed import Entry
from feedpub.model.selection import KINDS, FacetKind
from feedpub.publish.publication import Publication, publication
from feedpub.publish.rendering import GoneError, Rendering
from feedpub.publish.version import Version
from feedpub.site.addresses import article_path, folder_of
from feedpub.store import Snapshot

ENOUGH = 2
"""Articles that a page must gather for search engines to be told of it: one alone has a better page of its own."""


def gathers(entries: Iterable[Entry]) -> bool:
    """Tell whether a page with these entries gathers enough that stands for search engines to be told of it.

    Args:
        entries: of the page; a notice of what was taken back counts for nothing, and a sample neither.

    Returns:
        True where a sitemap lists such a page.
    """
    return sum(entry.event.status != "canceled" and not entry.event.article.sample for entry in entries) >= ENOUGH


class Sitemaps(Rendering):
    """Renders sitemaps, with 50,000 pages each at most, in an order that stays."""

    def sitemap_index(self, version: Version) -> Publication:
        """Render the list of all sitemaps."""

        def make() -> Publication:
            changed = self._changed(version)
            with self._store.snapshot() as store:
                listed = tuple(self._listed(store, changed))
            return publication(sitemap_index(listed[:MOST_PAGES]), MEDIA_TYPE, changed)

        return self._made("sitemap index", version, make)

    def sitemap_of_pages(self, version: Version) -> Publication | None:
        """Render the sitemap of the pages that are always there; when the home page changes, something has.

        While it shows samples it is left out, and what they say as well.
        """
        home = Location(f"{self._site.base_url}/", self._changed(version))
        quotes, feeds = (Location(f"{self._site.base_url}/{name}") for name in ("quotes", "feeds"))
        return self._pages("pages", version, lambda store: (feeds,) if store.shows_samples() else (home, quotes, feeds))

    def sitemap_of_days(self, version: Version) -> Publication | None:
        """Render the sitemap of the pages of days; None where no day has one that search engines are told of."""
        base = f"{self._site.base_url}/days"

        def days(store: Snapshot) -> Iterator[Location]:
            for one in store.days():
                if one.total >= ENOUGH:
                    yield Location(f"{base}/{one.day}", one.modified)

        return self._pages("days", version, days)

    def sitemap_of_selections(self, kind: FacetKind, number: int, version: Version) -> Publication | None:
        """Render a sitemap of the pages of selections.

        Args:
            kind: of the selections.
            number: of the sitemap among those of the kind, from 1.
            version: to render.

        Returns:
            The document; None where there is no such sitemap.
        """

        def selections(store: Snapshot) -> Iterator[Location]:
            skip = (number - 1) * MOST_PAGES
            if _many(store, kind):
                for slug in store.shared_slugs(kind, ENOUGH, MOST_PAGES, skip):
                    yield Location(f"{self._site.base_url}{folder_of(kind)}/{slug}")

        return self._pages((kind, number), version, selections)

    def sitemap_of_day(self, day: date, version: Version) -> Publication | None:
        """Render the sitemap of the articles of a day.

        Args:
            day: of publication, in UTC.
            version: to render.

        Returns:
            The document; None for a day on which nothing was published that stands.
        """

        def articles(store: Snapshot) -> Iterator[Location]:
            for slug, modified in store.pages(day, MOST_PAGES):
                yield Location(self._site.url(article_path(slug)), modified)

        return self._pages(day, version, articles)

    def news_sitemap(self, version: Version) -> Publication:
        """Render the sitemap of the last two days, for Google News."""

        def make() -> Publication:
            headings = self._store.headings(version.moment, version.moment - NEWS_AGE, MOST_NEWS)
            listed = ((self._site.url(article_path(heading.slug)), heading) for heading in headings)
            home = Location(f"{self._site.base_url}/")
            changed = max(self._changed(version), version.moment)
            return publication(news_sitemap(listed, self._site.title, home), MEDIA_TYPE, changed)

        # This and robots.txt are the only bodies that change with time alone.
        return self._made(("news sitemap", version.as_of), version, make)

    def robots(self, version: Version) -> Publication:
        """Render robots.txt; while the news sitemap is empty, which search engines report as broken, it is not named."""

        def make() -> Publication:
            news = self._store.headings(version.moment, version.moment - NEWS_AGE, 1)
            named = ("sitemap.xml", "sitemap-news.xml") if news else ("sitemap.xml",)
            body = robots(f"{self._site.base_url}/{name}" for name in named)
            return publication(body, "text/plain; charset=utf-8", max(self._changed(version), version.moment))

        return self._made(("robots", version.as_of), version, make)

    def _pages(self, what: object, version: Version, find: Callable[[Snapshot], Iterable[Location]]) -> Publication | None:
        def make() -> Publication:
            with self._store.snapshot() as store:
                found = tuple(find(store))[:MOST_PAGES]
            if not found:
                raise GoneError
            return publication(sitemap(found), MEDIA_TYPE, self._changed(version))

        return self._found(("sitemap", what), version, make)

    def _listed(self, store: Snapshot, changed: datetime) -> Iterator[Location]:
        base = f"{self._site.base_url}/sitemaps"
        yield Location(f"{base}/pages.xml", changed)
        days = store.days()
        gathering = [one.modified for one in days if one.total >= ENOUGH]
        if gathering:
            yield Location(f"{base}/days.xml", max(gathering))
        lists = store.shared_lists(ENOUGH, MOST_PAGES)
        for kind in KINDS:
            for number in range(lists.get(kind, 0) if _many(store, kind) else 0):
                yield Location(f"{base}{folder_of(kind)}-{number + 1}.xml")
        yield from (Location(f"{base}/{one.day}.xml", one.modified) for one in days)


def _many(store: Snapshot, kind: FacetKind) -> bool:
    """Tell whether pages of a kind say anything that the home page does not: that of the only language is the site again."""
    return kind != "language" or len(store.facets("language", 2)) > 1
