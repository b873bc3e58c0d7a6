"""The search for people: its form, pages of what it finds, and the description by which a browser adds it to its own.

Results come newest first as all lists do, so that pages neither repeat nor skip anything. A search that finds nothing is
corrected, and says so; what finds anything is never changed.
"""

from collections.abc import Sequence

from feedpub.formats.opensearch import MEDIA_TYPE, opensearch
from feedpub.model.record import StoredEvent
from feedpub.model.search import Search
from feedpub.model.selection import Facet, FacetKind, Query
from feedpub.publish.context import RenderContext
from feedpub.publish.cursors import Cursors
from feedpub.publish.finding import entries, facets_of_query
from feedpub.publish.forgiveness import KnownWords, meant
from feedpub.publish.publication import NotPublishedError, Publication
from feedpub.publish.version import Version
from feedpub.site.addresses import SEARCH, SEARCH_DESCRIPTION, feed_path
from feedpub.site.slugs import facet_slug
from feedpub.store import Position, Snapshot
from feedpub.views import FoundNews, refused_search_page, search_form_page, search_results_page

_RESULTS = 20
_NAMED: tuple[FacetKind, ...] = ("person", "organization", "place")
_SUGGESTED = 6  # of these
_NARROWING: tuple[FacetKind, ...] = ("section", "type", "person", "organization", "place")
_COMMON = 5  # of each kind
_COUNTED = 100  # newest events of a search that are looked at for what they have in common: some 10 ms of work
_TERMS = "{searchTerms}"  # OpenSearch 1.1, "OpenSearch URL template syntax"


class SearchPages:
    """Renders the pages of the search.

    Args:
        context: of the publisher.
        cursors: by which results go on.
    """

    def __init__(self, context: RenderContext, cursors: Cursors) -> None:
        self._context = context
        self._cursors = cursors
        self._known = KnownWords()

    def form(self, version: Version) -> Publication:
        """Render the page before anything is searched for."""

        def render() -> Publication:
            return self._context.page(search_form_page(self._context.frame()), version)

        return self._context.cache.get("search", version, render)

    def results(self, query: Query, typed: str, cursor: str | None, version: Version) -> Publication:
        """Render a page of results.

        Args:
            query: what is searched for, and within which facets.
            typed: the search as people wrote it.
            cursor: from the page before, or None for the first.
            version: to render.

        Raises:
            NotPublishedError: no event has one of the facets.
            QueryError: the cursor is none that a list gave out.
        """

        def render() -> Publication:
            return self._context.page(search_results_page(self._context.frame(), self._found(query, typed, cursor)), version)

        return self._context.cache.get(("search", query, cursor, typed), version, render, composed=True)

    def refused(self, typed: str, reason: str) -> bytes:
        """Render what people are told whose search cannot be made; kept by nobody.

        Args:
            typed: by them.
            reason: what is wrong with it.
        """
        return refused_search_page(self._context.frame(), typed, reason)

    def description(self, version: Version) -> Publication:
        """Render the OpenSearch description."""

        def render() -> Publication:
            url = self._context.site.url
            forms = [("text/html", f"{url(SEARCH)}?q={_TERMS}")]
            feeds = (one for one in self._context.formats if one.scope == "feed")
            forms += [(one.media_type, f"{url(feed_path('query'))}.{one.suffix}?q={_TERMS}") for one in feeds]
            body = opensearch(self._context.site, url(SEARCH_DESCRIPTION), forms)
            return self._context.publication(body, MEDIA_TYPE, version)

        return self._context.cache.get("search description", version, render)

    def _found(self, query: Query, typed: str, cursor: str | None) -> FoundNews:
        store, search = self._context.store, query.search
        if search is None:
            raise NotPublishedError
        before = self._cursors.read(cursor) if cursor is not None else None
        with store.snapshot() as seen:
            facets = facets_of_query(seen, query)
            ids, found = _results(seen, before, query)
            corrected = meant(seen, query, self._known) if not ids and before is None else None
            if corrected and corrected.search:
                query, search = corrected, corrected.search
                ids, found = _results(seen, None, query)
            named, common = (_named(seen, search), _common(seen, query, ids)) if before is None else ((), ())
        page = found[:_RESULTS]
        following = self._cursors.write((page[-1].published, page[-1].event.id)) if len(found) > _RESULTS else None
        shown = entries(page, self._context.site, query)
        return FoundNews(typed, query, search, facets, shown, cursor, following, corrected is not None, named, common)


def _results(store: Snapshot, before: Position | None, query: Query) -> tuple[Sequence[str], Sequence[StoredEvent]]:
    """Find what a page shows, one event more where others follow, and the ids of these and others to look at."""
    looked_at = _RESULTS + 1 if before else _COUNTED
    ids = store.events.ids(looked_at, before, query)
    found = store.events.newest_of(ids, _RESULTS + 1)
    if len(found) < min(len(ids), _RESULTS + 1):  # the next take the places of those that cannot be read
        ids, found = store.events.ids(looked_at, before, query), store.events.newest(_RESULTS + 1, before, query)
    return ids, found


def _named(store: Snapshot, search: Search) -> tuple[Facet, ...]:
    """Find people, organizations and places whose names have all words that are sought."""
    beginnings = [slug for one in search.wanted for word in one.words if (slug := facet_slug(word))]
    return store.vocabulary.named(_NAMED, beginnings, _SUGGESTED) if beginnings else ()


def _common(store: Snapshot, query: Query, ids: Sequence[str]) -> tuple[Facet, ...]:
    """Find what some of the results have in common; a single one is not to be narrowed."""
    if not ids[1:]:
        return ()
    kinds = [kind for kind in _NARROWING if kind not in {one.kind for one in query.selections}]
    return store.vocabulary.common(ids, kinds, _COMMON)
