"""What stands beside an article on its page: what was changed in it, and what else is about the same people and places."""

from collections.abc import Iterator

import orjson

from feedpub.model.event import Event
from feedpub.model.feed import Site
from feedpub.model.record import StoredEvent
from feedpub.model.selection import Facet, FacetKind, Selection
from feedpub.publish.differences import differences
from feedpub.publish.entries import entry_of
from feedpub.site.facets import facets_of
from feedpub.site.titles import label_of
from feedpub.store import Snapshot
from feedpub.views import ArticleSurroundings, PassageChange, RelatedEntry

_REVISIONS = 12  # of an article that are looked through for the one before its last significant change
_COMPARED = ("article.headline", "article.standfirst")
# By what articles are near one another, and how near: a person says more than a country or a type of event.
_WEIGHTS: dict[FacetKind, float] = {"person": 3, "organization": 2.5, "tag": 2, "place": 1.5, "type": 1}
_FACETS = 12  # of an article by which others are looked for, the first of each kind
_LEAST = 2.0  # a type alone, or one place, makes no relation
_MOST = 4
_NAMED = 3  # things that both have and that are named


def surroundings_of(store: Snapshot, stored: StoredEvent, site: Site) -> ArticleSurroundings:
    """Find what the page of an article shows beside it.

    Args:
        store: an open snapshot.
        stored: the article.
        site: who publishes it.
    """
    if stored.event.status == "canceled":
        return ArticleSurroundings()
    return ArticleSurroundings(tuple(_passages(store, stored)), tuple(_related(store, stored, site)))


def _passages(store: Snapshot, stored: StoredEvent) -> Iterator[PassageChange]:
    """Compare an article with what it was before its last significant change."""
    if stored.modified <= stored.published:
        return
    told = store.revisions.told(stored.event.id, _REVISIONS)
    earlier = next((one for one in told if one.modified < stored.modified), None)
    if earlier is None:
        return
    for field in differences(orjson.loads(earlier.told), orjson.loads(told[0].told))["fields"]:
        if field["field"] in _COMPARED:
            yield PassageChange(field["before"] or "", field["after"] or "")
        for passage in field.get("passages", ()):
            yield PassageChange(passage["before"], passage["after"])


def _related(store: Snapshot, stored: StoredEvent, site: Site) -> Iterator[RelatedEntry]:
    """Find other articles, those first that have most in common, of these the newest."""
    named = _named(stored.event, site.language)
    shared = dict(store.related.sharing(tuple(named), stored.published, stored.event.id))
    nearness = {article: sum(_WEIGHTS[one.kind] for one in same) for article, same in shared.items()}
    nearest = sorted((one for one in shared if nearness[one] >= _LEAST), key=lambda one: -nearness[one])
    for article_id in nearest[:_MOST]:
        found = store.events.by_id(article_id)
        if isinstance(found, StoredEvent):
            same = (label for one, label in named.items() if one in shared[article_id])
            yield RelatedEntry(entry_of(found, site), tuple(dict.fromkeys(same))[:_NAMED])


def _named(event: Event, language: str) -> dict[Selection, str]:
    """Name the facets of an event by which others are looked for."""
    found: dict[Selection, str] = {}
    for kind in _WEIGHTS:
        of_kind = [(one, said.label) for one, said in facets_of(event).items() if one.kind == kind]
        found |= {one: label_of(Facet(kind, one.slug, label), language) for one, label in of_kind[: _FACETS // 4]}
    return found
