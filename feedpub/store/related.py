"""Which events have facets in common with another and are near it in time: before it, and after it.

So what appears concerns only a few others that are there already, however many there are.
"""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import CompoundSelect, Connection, Select, bindparam, select, tuple_, union_all

from feedpub.model.selection import FacetKind, Selection
from feedpub.store.guard import shown
from feedpub.store.holders import OF_THESE
from feedpub.store.session import ReadSession
from feedpub.store.tables import articles, facets

FINDING: tuple[FacetKind, ...] = ("person", "organization", "tag", "place")
"""Kinds of the facets by which related events are found; a type of event is too wide to find any by itself."""
EACH = 4
"""Events of each facet that are looked at on either side."""


class ListPosition(NamedTuple):
    """Where an article stands, or stood, in the list of a facet's events.

    Args:
        kind: of the facet.
        slug: of the facet.
        published: by which the list is ordered.
        article_id: by which it is ordered next.
    """

    kind: str
    slug: str
    published: datetime
    article_id: str


# Written once: to put them together anew for dozens of facets would take longer than to answer them.
_STANDS = select(articles.c.id).where(articles.c.id == facets.c.article_id, shown(), articles.c.status != "canceled")
_LISTED = select(facets.c.article_id).where(
    facets.c.kind == bindparam("kind"), facets.c.slug == bindparam("slug"), _STANDS.correlate(facets).exists()
)
_ORDER = (facets.c.published, facets.c.article_id)
_HERE = tuple_(bindparam("published", type_=facets.c.published.type), bindparam("article_id"))


def _beside(listed: Select[tuple[str]]) -> CompoundSelect[Any]:
    """Select those that are nearest in a list to a position, on either side."""
    before = listed.where(tuple_(*_ORDER) < _HERE).order_by(*(column.desc() for column in _ORDER)).limit(EACH).subquery()
    after = listed.where(tuple_(*_ORDER) > _HERE).order_by(*_ORDER).limit(EACH).subquery()
    return union_all(*(select(side.c.article_id) for side in (before, after)))


_BESIDE = _beside(_LISTED)
_BESIDE_OTHERS = _beside(_LISTED.where(facets.c.article_id.not_in(bindparam("without", expanding=True))))
_SHARED = select(facets.c.article_id, facets.c.kind, facets.c.slug).where(*OF_THESE)
_SHARED = _SHARED.order_by(*(column.desc() for column in _ORDER))


class Related:
    """What may be read of events by what they share.

    Args:
        session: in which it is read.
    """

    def __init__(self, session: ReadSession) -> None:
        self._session = session

    def sharing(
        self, selections: Sequence[Selection], published: datetime, article_id: str
    ) -> tuple[tuple[str, frozenset[Selection]], ...]:
        """List the events nearest in time to another that have facets in common with it.

        Args:
            selections: that name the facets.
            published: when the other one was published.
            article_id: its article.

        Returns:
            The articles' ids, the newest first, each with what both have of these facets.
        """
        wanted = {(one.kind, one.slug): one for one in selections}
        positions = (ListPosition(one.kind, one.slug, published, article_id) for one in selections if one.kind in FINDING)
        shared: dict[str, set[Selection]] = {}
        with self._session.connect() as connection:
            found = nearest(connection, positions)
            of_these = {"ids": sorted(found), "slugs": sorted({one.slug for one in selections})}
            for name, kind, slug in connection.execute(_SHARED, of_these).all():
                if one := wanted.get((kind, slug)):
                    shared.setdefault(name, set()).add(one)
        return tuple((name, frozenset(same)) for name, same in shared.items())


def nearest(connection: Connection, positions: Iterable[ListPosition], without: Collection[str] = ()) -> set[str]:
    """Find the events that stand and are nearest in time to positions in the lists of facets.

    Args:
        connection: of a reader.
        positions: in these lists; what stands there itself is not counted.
        without: ids of articles that are passed over.

    Returns:
        The ids of their articles.
    """
    beside, passed = (_BESIDE_OTHERS, {"without": list(without)}) if without else (_BESIDE, {})
    found: set[str] = set()
    for position in positions:
        found.update(connection.execute(beside, position._asdict() | passed).scalars())
    return found
