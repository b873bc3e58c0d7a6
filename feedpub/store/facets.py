"""The facets that events have, those of most events first, each by its name.

Every read goes through the guard. What was taken back keeps its facets (finding.py), but makes no list of facets longer.
"""

from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, bindparam, func, select, true

from feedpub.model.selection import KINDS, Facet, FacetKind, Selection
from feedpub.site.slugs import facet_slug, is_extended
from feedpub.store.guard import shown, uncounted
from feedpub.store.session import ReadSession
from feedpub.store.tables import articles, facet_totals, facets


class Facets:
    """What may be read of facets.

    Args:
        session: in which it is read.
    """

    def __init__(self, session: ReadSession) -> None:
        self._session = session

    def most_common(self, kind: FacetKind, limit: int) -> tuple[Facet, ...]:
        """List the facets of a kind that events which stand have, those of most events first, then by slug.

        Args:
            kind: section, tag, and so on.
            limit: how many at most.

        Returns:
            The facets.
        """
        row = facet_totals.c
        label = label_of(kind, row.slug).scalar_subquery().label("label")
        query = select(row.slug, row.total, label).where(row.kind == kind, row.total > 0)
        query = query.order_by(row.total.desc(), row.slug).limit(limit)
        with self._session.connect() as connection:
            return tuple(Facet(kind, row.slug, row.label, row.total) for row in connection.execute(query))

    def find(self, selection: Selection) -> Facet | None:
        """Look a facet up, without counting its events.

        Args:
            selection: that names it.

        Returns:
            The facet, or None where no event that may be shown has it.
        """
        with self._session.connect() as connection:
            label = connection.execute(_LABEL, {"kind": selection.kind, "slug": selection.slug}).scalar()
        return Facet(selection.kind, selection.slug, label) if label is not None else None

    def successor(self, selection: Selection) -> Selection | None:
        """Find the facet that a slug meant before slugs told labels of the same letters apart, such as C++ and C#.

        Args:
            selection: that no event has.

        Returns:
            The selection; None where there is none, or where it might be one of several.
        """
        query = select(facets.c.slug).join(articles, articles.c.id == facets.c.article_id).distinct()
        query = query.where(facets.c.kind == selection.kind, facets.c.slug.startswith(f"{selection.slug}-"), shown())
        query = query.where(func.length(facets.c.slug) == len(facet_slug("c++")) - 1 + len(selection.slug))
        with self._session.connect() as connection:
            slugs = connection.execute(query).scalars()
            found = [slug for slug in slugs if is_extended(slug, selection.slug)]
        return Selection(kind=selection.kind, slug=found[0]) if len(found) == 1 else None

    def shared_lists(self, least: int, most: int) -> dict[FacetKind, int]:
        """Count the lists that the facets of each kind fill.

        Args:
            least: events that each facet has.
            most: facets in a list.

        Returns:
            How many lists, by kind; kinds without any are left out.
        """
        with self._session.connect() as connection:
            found = {kind: _filled(connection, kind, least, most) for kind in KINDS}
        return {kind: lists for kind, lists in found.items() if lists}

    def shared_slugs(self, kind: FacetKind, least: int, limit: int, skip: int) -> tuple[str, ...]:
        """List the names of facets of a kind, in alphabetical order.

        Args:
            kind: section, tag, and so on.
            least: events that each has.
            limit: how many at most.
            skip: how many of the first to leave out.

        Returns:
            The names in addresses.
        """
        with self._session.connect() as connection:
            query = _shared(connection, kind, least).order_by(facet_totals.c.slug).limit(limit).offset(skip)
            return tuple(map(str, connection.execute(query).scalars()))


def label_of(kind: ColumnElement[str] | FacetKind, slug: ColumnElement[str] | str) -> Select[Any]:
    """Select a facet's name for people: of several spellings that of the earliest article."""
    named = facets.alias()
    query = select(named.c.label).join(articles, articles.c.id == named.c.article_id)
    query = query.where(named.c.kind == kind, named.c.slug == slug, shown())
    return query.order_by(named.c.published, named.c.article_id).limit(1)


# Written once: each page and feed of a facet asks it.
_LABEL = label_of(bindparam("kind", type_=facets.c.kind.type), bindparam("slug", type_=facets.c.slug.type))


def _filled(connection: Connection, kind: FacetKind, least: int, most: int) -> int:
    """Count the lists that the facets of a kind fill."""
    shared = _shared(connection, kind, least)
    if connection.execute(shared.limit(1)).first() is None:
        return 0
    lists = 1
    # Looked up where the next list would begin: few kinds fill as much as one.
    while connection.execute(shared.limit(1).offset(lists * most)).first() is not None:
        lists += 1
    return lists


def _shared(connection: Connection, kind: FacetKind, least: int) -> Select[tuple[str]]:
    """Select the slugs of a kind that at least so many events have which are no samples."""
    row = facet_totals.c
    query = select(row.slug).where(row.kind == kind, row.total >= least)
    spared = _of_samples(connection, kind, least)
    return query.where(row.slug.not_in(spared)) if spared else query


def _of_samples(connection: Connection, kind: FacetKind, least: int) -> list[str]:
    """List the slugs of a kind that fewer events have once the samples, which are few, are taken off."""
    of_sample = select(articles.c.id).where(articles.c.sample == true(), articles.c.id.not_in(uncounted()))
    counted = select(facets.c.slug, func.count().label("total")).where(facets.c.article_id.in_(of_sample))
    # Spelled so that the few are looked up by their ids.
    of_kind = counted.where(func.coalesce(facets.c.kind, "") == kind).group_by(facets.c.slug).subquery()
    row = facet_totals.c
    joined = select(row.slug).join(of_kind, of_kind.c.slug == row.slug).where(row.kind == kind)
    return list(connection.execute(joined.where(row.total - of_kind.c.total < least)).scalars())
