"""The words that are in the news and the names that somebody may look for, by which a search is corrected and narrowed.

Of articles that nobody may see nothing is told: not one of their words.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from sqlalchemy import Connection, or_, select

from feedpub.model.selection import Facet, FacetKind, Query
from feedpub.store.event_rows import grouped
from feedpub.store.facets import label_of
from feedpub.store.holders import holders, most_common
from feedpub.store.newest import newest
from feedpub.store.session import ReadSession
from feedpub.store.tables import facet_totals

_NAMES_OF: tuple[FacetKind, ...] = ("person", "organization", "place")
_NAMES = 2_000  # of each, those of most events: their names' words are known however old their articles are


class _Counted(NamedTuple):
    """A facet without its name.

    Args:
        kind: of the facet.
        slug: of the facet.
        total: how many events have it.
    """

    kind: FacetKind
    slug: str
    total: int


class Vocabulary:
    """What may be read of it.

    Args:
        session: in which it is read.
    """

    def __init__(self, session: ReadSession) -> None:
        self._session = session

    def words(self) -> Counter[str]:
        """Count the words of the newest articles and of the names most in the news.

        Returns:
            Words without accents and capitals, with how often each occurs.
        """
        row = facet_totals.c
        with self._session.connect() as connection:
            counted = self._session.said.counted(connection)
            for kind in _NAMES_OF:
                names = select(row.slug, row.total).where(row.kind == kind, row.total > 0)
                most = names.order_by(row.total.desc(), row.slug).limit(_NAMES).subquery().c
                for slugs, total in connection.execute(grouped(most.slug, most.total)):
                    for word, times in Counter(slugs.replace(",", "-").split("-")).items():
                        counted[word] += times * total
        return counted

    def has(self, query: Query) -> bool:
        """Tell whether any event answers a query."""
        with self._session.connect() as connection:
            # In their order: the newest are asked first, and where many answer one of them soon does.
            return connection.execute(newest(connection, query, None).query.limit(1)).first() is not None

    def named(self, kinds: Sequence[FacetKind], beginnings: Iterable[str], limit: int) -> tuple[Facet, ...]:
        """List facets whose names have words that begin so.

        Args:
            kinds: of the facets.
            beginnings: of words as addresses have them; a name has all of them.
            limit: how many at most.

        Returns:
            Those of most events first.
        """
        row = facet_totals.c
        found = select(row.kind, row.slug, row.total).where(row.kind.in_(kinds), row.total > 0)
        # The longest first, which the fewest have; that a name has it anywhere is asked before where, which takes longer.
        for one in sorted(beginnings, key=len, reverse=True):
            within, begins = row.slug.contains(one, autoescape=True), row.slug.startswith(one, autoescape=True)
            found = found.where(within, or_(begins, row.slug.contains(f"-{one}", autoescape=True)))
        found = found.order_by(row.total.desc(), row.slug, row.kind).limit(limit)
        with self._session.connect() as connection:
            return _labelled(connection, [_Counted(*one) for one in connection.execute(found)])

    def common(self, ids: Sequence[str], kinds: Sequence[FacetKind], limit: int) -> tuple[Facet, ...]:
        """Count what events have in common.

        Args:
            ids: of their articles, which are few.
            kinds: of the facets.
            limit: how many at most of each kind.

        Returns:
            Those of most of these events first, kind after kind.
        """
        with self._session.connect() as connection:
            held = holders(connection, ids, kinds)
            most = ((kind, most_common(held[kind], limit)) for kind in kinds)
            return _labelled(
                connection, [_Counted(kind, slug, len(names)) for kind, of in most for slug, names in of.items()]
            )


def _labelled(connection: Connection, counted: Sequence[_Counted]) -> tuple[Facet, ...]:
    """Make facets of few, in their order; what has no name that may be shown is left out."""
    row = facet_totals.c
    named = select(row.kind, row.slug, label_of(row.kind, row.slug).scalar_subquery().label("label"))
    named = named.where(row.kind.in_({one.kind for one in counted}), row.slug.in_({one.slug for one in counted}))
    labels = {(one.kind, one.slug): one.label for one in connection.execute(named) if one.label is not None}
    return tuple(Facet(*one[:2], labels[one[:2]], one.total) for one in counted if one[:2] in labels)
