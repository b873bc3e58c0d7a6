"""What events have in common, as directories list it: by letter, by name, with how many events have it and when last.

What was taken back makes no directory longer.
"""

from datetime import date

from sqlalchemy import bindparam, func, or_, select

from feedpub.model.portrait import DayCount
from feedpub.model.selection import Facet, FacetKind
from feedpub.store.facets import label_of
from feedpub.store.guard import shown
from feedpub.store.news_days import day_of
from feedpub.store.session import ReadSession
from feedpub.store.tables import articles, facet_totals

INITIALS = "abcdefghijklmnopqrstuvwxyz0123456789"
"""What slugs may begin with."""
_BEHIND = "~"  # follows all letters and digits
# Written once, because it is asked for each of these.
_BEGUN = (
    select(facet_totals.c.slug)
    .where(facet_totals.c.kind == bindparam("kind"), facet_totals.c.total > 0)
    .where(facet_totals.c.slug >= bindparam("first"), facet_totals.c.slug < bindparam("behind"))
    .limit(1)
)


class FacetDirectory:
    """What may be read of them.

    Args:
        session: in which it is read.
    """

    def __init__(self, session: ReadSession) -> None:
        self._session = session

    def initials(self, kind: FacetKind) -> str:
        """Tell with which letters and digits the slugs of a kind begin.

        Args:
            kind: of the facets.

        Returns:
            The letters, then the digits.
        """
        with self._session.connect() as connection:
            # A look into the index for each: to list all slugs would take as long as there are articles.
            asked = ((one, {"kind": kind, "first": one, "behind": f"{one}{_BEHIND}"}) for one in INITIALS)
            return "".join(one for one, bounds in asked if connection.execute(_BEGUN, bounds).first())

    def listed(self, kind: FacetKind, limit: int, skip: int = 0, *, initial: str = "", word: str = "") -> tuple[Facet, ...]:
        """List facets of a kind in the order of their slugs.

        Args:
            kind: of the facets.
            limit: how many at most.
            skip: how many of the first to leave out.
            initial: only slugs that begin so.
            word: only slugs in which a word begins so; it may be several joined by hyphens.

        Returns:
            The facets with how many events that stand have each.
        """
        row = facet_totals.c
        found = select(row.slug, row.total, label_of(kind, row.slug).scalar_subquery().label("label"))
        found = found.where(row.kind == kind, row.total > 0).order_by(row.slug).limit(limit).offset(skip)
        if initial:
            found = found.where(row.slug >= initial, row.slug < f"{initial}{_BEHIND}")
        if word:
            found = found.where(or_(row.slug.startswith(word), row.slug.contains(f"-{word}")))
        with self._session.connect() as connection:
            rows = connection.execute(found)
            return tuple(Facet(kind, one.slug, one.label, one.total) for one in rows if one.label is not None)

    def days(self) -> tuple[DayCount, ...]:
        """List the days (in UTC) on which anything was published that stands.

        Returns:
            The days, newest first, with how many events each has.
        """
        day = day_of(articles.c.published)
        query = select(day, func.count()).where(shown(), articles.c.status != "canceled")
        with self._session.connect() as connection:
            found = connection.execute(query.group_by(day).order_by(day.desc()))
            return tuple(DayCount(date.fromordinal(number), total) for number, total in found)
