"""The pages of feeds, for people who want to follow something."""

from feedpub.model.selection import Query
from feedpub.publish.context import RenderContext
from feedpub.publish.dependence import Listed
from feedpub.publish.finding import entries, facets_of_query
from feedpub.publish.publication import Publication
from feedpub.publish.version import Version
from feedpub.views import FollowedNews, feed_page

_ENTRIES = 10  # the last ones, so that people see what will come


class FeedPages:
    """Renders pages of feeds.

    Args:
        context: of the publisher.
    """

    def __init__(self, context: RenderContext) -> None:
        self._context = context

    def page(self, query: Query, version: Version) -> Publication:
        """Render the page of a feed.

        Args:
            query: what the feed is cut to.
            version: to render.

        Raises:
            NotPublishedError: no event has one of the facets that the query names.
        """

        def render() -> Publication:
            with self._context.store.snapshot() as store:
                facets, frame = facets_of_query(store, query), self._context.frame(store)
                found = entries(store.events.newest(_ENTRIES, matching=query), self._context.site, query)
            return self._context.page(feed_page(frame, FollowedNews(query, facets, found)), version)

        what, shows = ("feed page", query), shown_on_feed_page(query)
        return self._context.cache.get(what, version, render, composed=query.composed, shows=shows)


def shown_on_feed_page(query: Query) -> Listed:
    """Tell what the page of a feed shows.

    Args:
        query: what the feed is cut to.
    """
    return Listed(query, 0, _ENTRIES, counted=False)
