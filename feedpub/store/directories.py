"""What events have in common, as directories list it: by letter, by name, with how many events have it and when last.

What was taken back makes no directory longer.
"""

from datetime import date

from sqlalchemy import ColumnElement, Connection, Select, bindparam, func, or_, select

from feedpub.model.portrait import DayCount
from feedpub.model.selection import Facet, FacetKind
from feedpub.store.facets import label_of
from feedpub.store.guard import shown, uncounted
from feedpub.store.portraits import day_of
from feedpub.store.session import ReadSession
from feedpub.store.tables import articles, facets

INITIALS = "abcdefghijklmnopqrstuvwxyz0123456789"
"""What slugs may begin with."""
# Written once, because it is asked for each of these; articles are looked up until one stands.
_BEGUN = (
    select(facets.c.slug)
    .join(articles, articles.c.id == facets.c.article_id)
    .where(facets.c.kind == bindparam("kind"), shown(), articles.c.status != "canceled")
    .where(facets.c.slug >= bindparam("first"), facets.c.slug < bindparam("behind"))
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
            asked = ((one, {"kind": kind, "first": one, "behind": f"{one}~"}) for one in INITIALS)
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
        found = _beginning(kind, initial) if initial else _of_kind(kind)
        if word:
            found = found.where(or_(facets.c.slug.startswith(word), facets.c.slug.contains(f"-{word}")))
        total = func.count().label("total")
        page = found.with_only_columns(facets.c.slug, total).group_by(facets.c.slug).order_by(facets.c.slug)
        with self._session.connect() as connection:
            return _labelled(connection, kind, page.limit(limit).offset(skip))

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


def _of_kind(kind: FacetKind, *conditions: ColumnElement[bool]) -> Select[tuple[str]]:
    return select(facets.c.slug).where(facets.c.kind == kind, facets.c.article_id.not_in(uncounted()), *conditions)


def _beginning(kind: FacetKind, initial: str) -> Select[tuple[str]]:
    # "~" follows all letters and digits.
    return _of_kind(kind, facets.c.slug >= initial, facets.c.slug < f"{initial}~")


def _labelled(connection: Connection, kind: FacetKind, page: Select[tuple[str, int]]) -> tuple[Facet, ...]:
    counted = page.subquery()
    label = label_of(kind, counted.c.slug).scalar_subquery().label("label")
    rows = connection.execute(select(counted.c.slug, counted.c.total, label).order_by(counted.c.slug))
    return tuple(Facet(kind, row.slug, row.label, row.total) for row in rows if row.label is not None)
