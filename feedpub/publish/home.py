"""What the front page shows, found in one snapshot of the store."""

from collections.abc import Sequence

from feedpub.model.feed import Entry, Site
from feedpub.model.selection import Facet, Query, Selection
from feedpub.publish.finding import entries
from feedpub.site.facets import selections_of
from feedpub.site.prominence import prominent
from feedpub.store import Snapshot
from feedpub.views import FrontPage, SectionNews

_NEWEST = 24  # articles from which the top is chosen, and what has no section
_TOP = 5  # the one that leads, and those beside it
_SECTIONS = 6  # that have a part of their own, of those with most articles
_NAMED = 12  # sections that are named
_EACH = 4  # articles of a section
_FEWEST = 2  # that make a part of their own: one alone stands with the rest
_QUOTING = 12  # articles from which quotations are chosen


def front_page(store: Snapshot, site: Site) -> FrontPage:
    """Find the news for the front page.

    Args:
        store: an open snapshot.
        site: who publishes it.
    """
    newest = entries(store.events.newest(_NEWEST + 1), site)
    top = prominent(newest[:_NEWEST], site, _TOP)
    named = store.facets.most_common("section", _NAMED)
    found = (_news_of(store, site, section, top) for section in named[:_SECTIONS])
    return FrontPage(
        top=top,
        newest=newest[:_NEWEST],
        sections=tuple(one for one in found if len(one.entries) >= _FEWEST),
        named=named,
        quoting=entries(store.quoting.newest(_QUOTING), site),
        more=len(newest) > _NEWEST,
    )


def _news_of(store: Snapshot, site: Site, section: Facet, above: Sequence[Entry]) -> SectionNews:
    """Find the newest of a section that does not stand at the top."""
    selection = Selection(kind="section", slug=section.slug)
    shown = {entry.event.id for entry in above if selection in selections_of(entry.event.article).values()}
    found = entries(store.events.newest(_EACH + len(shown), matching=Query(selections=(selection,))), site)
    return SectionNews(section, tuple(entry for entry in found if entry.event.id not in shown)[:_EACH])
