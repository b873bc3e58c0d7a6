"""The index of facets: by what each event may be found, kept in step with its latest revision.

It holds rows of articles that nobody may see as well; every read goes through the guard. What was public and is taken back
keeps its facets: its notice has to reach whoever follows them, but it makes no list of facets longer.
"""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, func, insert, select
from sqlalchemy import delete as remove

from feedpub.model.article import Article
from feedpub.model.event import Event, Quote, What, Where, Who
from feedpub.model.event_types import OTHER
from feedpub.model.selection import Facet, FacetKind, Selection
from feedpub.store.facet_slugs import facet_slug, succeeds
from feedpub.store.guard import shown, uncounted
from feedpub.store.reading import Reading
from feedpub.store.sources import storable
from feedpub.store.tables import articles, facets

_Found = tuple[FacetKind, str, str]  # kind, the words that make its slug, label


class Facets(Reading):
    """What may be read of facets."""

    def facets(self, kind: FacetKind, limit: int) -> tuple[Facet, ...]:
        """List the facets of a kind that events which stand have, those of most events first, then by slug.

        Args:
            kind: section, tag, and so on.
            limit: how many at most.

        Returns:
            The facets.
        """
        total = func.count().label("total")
        # Counted in the index of the primary key alone: to look each article up takes ten times as long.
        counted = select(facets.c.slug, total).where(facets.c.kind == kind, facets.c.article_id.not_in(uncounted()))
        most = counted.group_by(facets.c.slug).order_by(total.desc(), facets.c.slug).limit(limit).subquery()
        label = _label(kind, most.c.slug).scalar_subquery().label("label")
        query = select(most.c.slug, most.c.total, label).order_by(most.c.total.desc(), most.c.slug)
        with self._reading() as connection:
            return tuple(Facet(kind, row.slug, row.label, row.total) for row in connection.execute(query))

    def facet(self, selection: Selection) -> Facet | None:
        """Look a facet up, without counting its events.

        Args:
            selection: that names it.

        Returns:
            The facet, or None where no event that may be shown has it.
        """
        with self._reading() as connection:
            label = connection.execute(_label(selection.kind, selection.slug)).scalar()
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
        with self._reading() as connection:
            slugs = connection.execute(query).scalars()
            found = [slug for slug in slugs if succeeds(slug, selection.slug)]
        return Selection(kind=selection.kind, slug=found[0]) if len(found) == 1 else None


def _label(kind: FacetKind, slug: ColumnElement[str] | str) -> Select[Any]:
    """Select a facet's name for people: of several spellings that of the article with the least id."""
    named = facets.alias()
    query = select(named.c.label).join(articles, articles.c.id == named.c.article_id)
    query = query.where(named.c.kind == kind, named.c.slug == slug, shown())
    return query.order_by(named.c.article_id).limit(1)


def has(selection: Selection) -> ColumnElement[bool]:
    """Hold for articles that have a facet.

    Args:
        selection: that names it.

    Returns:
        A condition on ``articles``.
    """
    named = (facets.c.kind == selection.kind, facets.c.slug == selection.slug)
    return select(facets.c.slug).where(facets.c.article_id == articles.c.id, *named).correlate(articles).exists()


def index(connection: Connection, event: Event) -> None:
    """Replace what the index holds of an event.

    Args:
        connection: of a writer.
        event: its latest revision.
    """
    forget(connection, event.id)
    rows = [{"article_id": event.id, "kind": one.kind, "slug": one.slug, "label": label} for one, label in facets_of(event)]
    if rows:
        connection.execute(insert(facets), rows)


def forget(connection: Connection, article_id: str) -> None:
    """Take an article out of the index.

    Args:
        connection: of a writer.
        article_id: the article's id.
    """
    connection.execute(remove(facets).where(facets.c.article_id == article_id))


def facets_of(event: Event) -> tuple[tuple[Selection, str], ...]:
    """List the facets of an event.

    Args:
        event: any.

    Returns:
        Each facet once with its label; none for what was taken back, because only its notice is left to be read.
    """
    found: dict[Selection, str] = {}
    for kind, words, label in () if event.status == "canceled" else _all(event):
        selection = _named(kind, words)
        if selection:
            found.setdefault(selection, storable(" ".join(label.split())))
    return tuple(found.items())


def selection_of(answer: Who | What | Where) -> Selection | None:
    """Name the events that share an answer.

    Args:
        answer: of an event that may be shown.

    Returns:
        The selection; None for answers by which nothing is found, such as groups of people.
    """
    found = next(_facet(answer), None)
    return _named(found[0], found[1]) if found else None


def speakers_of(event: Event) -> dict[str, Selection]:
    """Name for each quotation the events in which its speaker is quoted.

    Args:
        event: that may be shown.

    Returns:
        The selections by the quotations' ids; none for speakers who are not named.
    """
    named = [(quote.id, name) for quote, name in _named_speakers(event)]
    selections = {name: _named("speaker", name) for name in dict.fromkeys(name for _, name in named)}
    return {quote: selection for quote, name in named if (selection := selections[name])}


def selections_of(article: Article) -> dict[tuple[FacetKind, str], Selection]:
    """Name the events that share an article's section or one of its tags.

    Args:
        article: that may be shown, and was not taken back.

    Returns:
        The selections by kind and by what the article says.
    """
    pairs: list[tuple[FacetKind, str]] = [("section", article.section or "")]
    pairs += [("tag", tag) for tag in article.tags]
    named = {(kind, words): _named(kind, words) for kind, words in pairs}
    return {key: selection for key, selection in named.items() if selection}


def _named(kind: FacetKind, words: str) -> Selection | None:
    slug = facet_slug(words)
    return Selection(kind=kind, slug=slug) if slug else None


def _all(event: Event) -> Iterator[_Found]:
    article = event.article
    if article.section:
        yield "section", article.section, article.section
    yield from (("tag", tag, tag) for tag in article.tags)
    answers: list[Who | What | Where] = [*event.who, *event.where]
    for answer in answers + ([event.what] if event.what else []):
        yield from _facet(answer)
    yield from (("speaker", name, name) for _, name in _named_speakers(event))
    yield "language", article.language, article.language


def _facet(answer: Who | What | Where) -> Iterator[_Found]:
    """Tell places of one name apart by their country; words that only name a team or a people are no places."""
    match answer:
        case Who(kind="person" | "organization" as kind, name=name) if _proper(name):
            yield kind, name, name
        case What(type=type) if type != OTHER:
            yield "type", type, type
        case Where(use="literal", name=name):
            country = answer.country_code if answer.kind != "country" else None
            yield "place", f"{name} {country or ''}", name


def _proper(name: str) -> bool:
    """Tell "Ada Osei" from "beekeeper" and "Its author", whom another article means somebody else by."""
    return not name.rpartition(" ")[2].islower()  # scripts without capitals have no small letters either


def _named_speakers(event: Event) -> Iterator[tuple[Quote, str]]:
    """Name those who speak under a name: "a neighbour" of one article is not that of another."""
    named = {who.id: who.name for who in event.who if who.kind != "group" and _proper(who.name)}
    for quote in event.quotes:
        if quote.speaker and quote.speaker.who in named:
            yield quote, named[quote.speaker.who]
