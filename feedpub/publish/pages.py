"""The pages of the news as it comes, and of the ways to follow it."""

from datetime import UTC, date, datetime, time, timedelta

from feedpub.contract import openapi
from feedpub.model.feed import Entry
from feedpub.publish.context import RenderContext
from feedpub.publish.dependence import OfDay
from feedpub.publish.finding import entries
from feedpub.publish.home import front_page
from feedpub.publish.publication import NotPublishedError, Publication
from feedpub.publish.subscriptions import folders
from feedpub.publish.version import Version
from feedpub.store import Snapshot
from feedpub.views import ListPage, about_page, api_page, day_page, feeds_page, home_page

LISTED = 40
"""Articles on a page that lists them."""
_FOLLOWED = 12  # feeds of each kind on the page of feeds


class Pages:
    """Renders pages.

    Args:
        context: of the publisher.
    """

    def __init__(self, context: RenderContext) -> None:
        self._context = context

    def home(self, version: Version) -> Publication:
        """Render the home page."""

        def render() -> Publication:
            with self._context.store.snapshot() as store:
                frame, front = self._context.frame(store), front_page(store, self._context.site)
            return self._context.page(home_page(frame, front), version)

        return self._context.cache.get("home", version, render)

    def day(self, day: date, number: int, version: Version) -> Publication:
        """Render a page with the news of a day.

        Args:
            day: of publication, in UTC.
            number: of the page, from 1.
            version: to render.

        Raises:
            NotPublishedError: nothing, or nothing more, was published on that day.
        """

        def render() -> Publication:
            with self._context.store.snapshot() as store:
                found = self._of_day(store, day, (number - 1) * LISTED)
                frame, beside = self._context.frame(store), store.days.beside(day)
            if not found:
                raise NotPublishedError
            return self._context.page(day_page(frame, day, ListPage(found, number, LISTED), beside), version)

        return self._context.cache.get(("day", day, number), version, render, shows=OfDay(day))

    def feeds(self, version: Version) -> Publication:
        """Render the page that says how the site can be followed."""

        def render() -> Publication:
            with self._context.store.snapshot() as store:
                frame, found = self._context.frame(store), folders(store, self._context.site, _FOLLOWED)
            return self._context.page(feeds_page(frame, found), version)

        return self._context.cache.get("feeds", version, render)

    def about(self, version: Version) -> Publication:
        """Render what the publisher says of the site.

        Raises:
            NotPublishedError: nothing.
        """
        said = self._context.look.about
        if said is None:
            raise NotPublishedError
        return self._context.cache.get(
            "about", version, lambda: self._context.page(about_page(self._context.frame(), said), version)
        )

    def api(self, version: Version) -> Publication:
        """Render the page that describes the API."""

        def render() -> Publication:
            site = self._context.site
            return self._context.page(api_page(self._context.frame(), openapi(site.title, site.base_url)), version)

        return self._context.cache.get("api", version, render)

    def _of_day(self, store: Snapshot, day: date, skip: int) -> tuple[Entry, ...]:
        """Find the events of a day for a page of them, newest first, and one more where there is one."""
        start = datetime.combine(day, time(), UTC)
        end = start + timedelta(days=1)
        limit = LISTED + 1
        older = store.periods.count(start, end) - skip
        found = store.periods.events(start, end, min(limit, max(0, older)), max(0, older - limit))
        return entries(found[::-1], self._context.site)
