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
from feedpub.model.record import Heading
from feedpub.model.selection import KINDS, FacetKind
from feedpub.publish.context import RenderContext
from feedpub.publish.dependence import OfDay, Shows
from feedpub.publish.finding import distinguishes
from feedpub.publish.publication import NotPublishedError, Publication, publication
from feedpub.publish.version import Version
from feedpub.site.addresses import (
    ABOUT,
    FEEDS,
    HOME,
    NEWS_SITEMAP,
    QUOTES,
    SITEMAP_INDEX,
    article_path,
    day_path,
    folder_of,
    selections_sitemap_path,
    sitemap_path,
)
from feedpub.site.indexing import ENOUGH
from feedpub.store import Snapshot


class Sitemaps:
    """Renders sitemaps, with 50,000 pages each at most, in an order that stays.

    Args:
        context: of the publisher.
    """

    def __init__(self, context: RenderContext) -> None:
        self._context = context
        self._url = context.site.url

    def index(self, version: Version) -> Publication:
        """Render the list of all sitemaps."""

        def render() -> Publication:
            changed = self._context.changed(version)
            with self._context.store.snapshot() as store:
                listed = tuple(self._listed(store, changed))
            return publication(sitemap_index(listed[:MOST_PAGES]), MEDIA_TYPE, changed)

        return self._context.cache.get("sitemap index", version, render)

    def pages(self, version: Version) -> Publication:
        """Render the sitemap of the pages that are always there; when the home page changes, something has.

        While it shows samples it is left out, and what they say as well.
        """
        home = Location(self._url(HOME), self._context.changed(version))
        quotes, feeds = Location(self._url(QUOTES)), Location(self._url(FEEDS))
        said = (feeds, Location(self._url(ABOUT))) if self._context.look.about else (feeds,)
        return self._pages("pages", version, lambda store: said if store.samples.are_shown() else (home, quotes, *said))

    def days(self, version: Version) -> Publication:
        """Render the sitemap of the pages of days.

        Raises:
            NotPublishedError: no day has one that search engines are told of.
        """

        def days(store: Snapshot) -> Iterator[Location]:
            for one in store.days.listed():
                if one.total >= ENOUGH:
                    yield Location(self._url(day_path(one.day)), one.modified)

        return self._pages("days", version, days)

    def selections(self, kind: FacetKind, number: int, version: Version) -> Publication:
        """Render a sitemap of the pages of selections.

        Args:
            kind: of the selections.
            number: of the sitemap among those of the kind, from 1.
            version: to render.

        Raises:
            NotPublishedError: there is no such sitemap.
        """

        def selections(store: Snapshot) -> Iterator[Location]:
            skip = (number - 1) * MOST_PAGES
            if distinguishes(store, kind):
                folder = self._url(folder_of(kind))
                for slug in store.facets.shared_slugs(kind, ENOUGH, MOST_PAGES, skip):
                    yield Location(f"{folder}/{slug}")

        return self._pages((kind, number), version, selections)

    def day(self, day: date, version: Version) -> Publication:
        """Render the sitemap of the articles of a day.

        Args:
            day: of publication, in UTC.
            version: to render.

        Raises:
            NotPublishedError: nothing was published on that day that stands.
        """

        def articles(store: Snapshot) -> Iterator[Location]:
            for page in store.days.pages(day, MOST_PAGES):
                images = tuple(map(self._context.site.absolute, page.images))
                yield Location(self._url(article_path(page.slug)), page.modified, images)

        return self._pages(day, version, articles, OfDay(day))

    def news(self, version: Version) -> Publication:
        """Render the sitemap of the last two days, for Google News."""

        def render() -> Publication:
            headings = self._context.store.days.headings(version.moment, version.moment - NEWS_AGE, MOST_NEWS)
            listed = ((self._url(article_path(heading.slug)), self._pictured(heading)) for heading in headings)
            home = Location(self._url(HOME))
            changed = max(self._context.changed(version), version.moment)
            return publication(news_sitemap(listed, self._context.site.title, home), MEDIA_TYPE, changed)

        # This and robots.txt are the only bodies that change with time alone.
        return self._context.cache.get(("news sitemap", version.as_of), version, render)

    def _pictured(self, heading: Heading) -> Heading:
        return heading._replace(images=tuple(map(self._context.site.absolute, heading.images)))

    def robots(self, version: Version) -> Publication:
        """Render robots.txt; while the news sitemap is empty, which search engines report as broken, it is not named."""

        def render() -> Publication:
            news = self._context.store.days.headings(version.moment, version.moment - NEWS_AGE, 1)
            named = (SITEMAP_INDEX, NEWS_SITEMAP) if news else (SITEMAP_INDEX,)
            body = robots(map(self._url, named))
            return publication(body, "text/plain; charset=utf-8", max(self._context.changed(version), version.moment))

        return self._context.cache.get(("robots", version.as_of), version, render)

    def _pages(
        self,
        what: object,
        version: Version,
        find: Callable[[Snapshot], Iterable[Location]],
        shows: Shows | None = None,
    ) -> Publication:
        def render() -> Publication:
            with self._context.store.snapshot() as store:
                found = tuple(find(store))[:MOST_PAGES]
            if not found:
                raise NotPublishedError
            return publication(sitemap(found), MEDIA_TYPE, self._context.changed(version))

        return self._context.cache.get(("sitemap", what), version, render, shows=shows)

    def _listed(self, store: Snapshot, changed: datetime) -> Iterator[Location]:
        yield Location(self._url(sitemap_path("pages")), changed)
        days = store.days.listed()
        gathering = [one.modified for one in days if one.total >= ENOUGH]
        if gathering:
            yield Location(self._url(sitemap_path("days")), max(gathering))
        lists = store.facets.shared_lists(ENOUGH, MOST_PAGES)
        for kind in KINDS:
            for number in range(lists.get(kind, 0) if distinguishes(store, kind) else 0):
                yield Location(self._url(selections_sitemap_path(kind, number + 1)))
        yield from (Location(self._url(sitemap_path(one.day)), one.modified) for one in days)
