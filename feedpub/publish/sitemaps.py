"""Which pages search engines are told of: those of each day, those that are always there, and the news of two days."""

from datetime import date, datetime
from functools import partial

from feedpub.formats.sitemap import (
    MEDIA_TYPE,
    MOST_NEWS,
    MOST_PAGES,
    NEWS_AGE,
    Location,
    news_sitemap,
    sitemap,
    sitemap_index,
)
from feedpub.model.feed import Site
from feedpub.publish.publication import Publication, publication
from feedpub.publish.rendering import GoneError, Rendering
from feedpub.publish.selection import address
from feedpub.publish.version import Version
from feedpub.store import Store

ENOUGH = 2
"""Articles that a page must list for search engines to be told of it: one alone has a better page of its own."""


class Sitemaps(Rendering):
    """Renders sitemaps."""

    def sitemap_index(self, version: Version) -> Publication:
        """Render the list of all sitemaps: one for each day, and one for the pages that are always there."""
        make = partial(index, self._store, self._site, version.moment)
        return self._made("sitemap index", version, lambda: make(self._changed(version)))

    def sitemap(self, day: date | None, version: Version) -> Publication | None:
        """Render one sitemap.

        Args:
            day: of publication, in UTC; None for the pages that are always there.
            version: to render.

        Returns:
            The document; None for a day on which nothing was published.
        """

        def make() -> Publication:
            changed = self._changed(version)
            if day is None:
                return lasting(self._site, changed)
            made = of_day(self._store, self._site, day, version.moment, changed)
            if made is None:
                raise GoneError
            return made

        return self._found(("sitemap", day), version, make)

    def news_sitemap(self, version: Version) -> Publication:
        """Render the sitemap of the last two days, for Google News."""
        make = partial(news, self._store, self._site, version.moment)
        return self._made("news sitemap", version, lambda: make(self._changed(version)))


def index(store: Store, site: Site, moment: datetime, changed: datetime) -> Publication:
    """Render the list of all sitemaps.

    Args:
        store: open.
        site: who publishes.
        moment: by which the store judges what may be shown.
        changed: when anything on the site last changed.

    Returns:
        The document.
    """
    base = f"{site.base_url}/sitemaps"
    days = store.days(moment)[: MOST_PAGES - 1]
    listed = [Location(f"{base}/{day.isoformat()}.xml", modified) for day, modified in days]
    return publication(sitemap_index([Location(f"{base}/pages.xml", changed), *listed]), MEDIA_TYPE, changed)


def lasting(site: Site, changed: datetime) -> Publication:
    """Render the sitemap of the pages that are always there."""
    return publication(sitemap([Location(f"{site.base_url}/", changed)]), MEDIA_TYPE, changed)


def of_day(store: Store, site: Site, day: date, moment: datetime, changed: datetime) -> Publication | None:
    """Render the sitemap of a day.

    Args:
        store: open.
        site: who publishes.
        day: of publication, in UTC.
        moment: by which the store judges what may be shown.
        changed: when anything on the site last changed.

    Returns:
        The document; None for a day on which nothing was published that stands.
    """
    found = store.pages(moment, day, MOST_PAGES)
    pages = [Location(address(site, slug), modified) for slug, modified in found]
    return publication(sitemap(pages), MEDIA_TYPE, changed) if pages else None


def news(store: Store, site: Site, moment: datetime, changed: datetime) -> Publication:
    """Render the sitemap for Google News.

    Args:
        store: open.
        site: who publishes.
        moment: by which the store judges what may be shown, and news its age.
        changed: when anything on the site last changed.

    Returns:
        The document.
    """
    headings = store.headings(moment, moment - NEWS_AGE, MOST_NEWS)
    listed = ((address(site, heading.slug), heading) for heading in headings)
    return publication(news_sitemap(listed, site.title), MEDIA_TYPE, changed)
