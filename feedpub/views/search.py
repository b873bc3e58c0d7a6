"""The pages of the search: its form, what it found and how to narrow that, and why it could not search."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from feedpub.model.feed import Entry
from feedpub.model.search import Search
from feedpub.model.selection import ALWAYS, Facet, Query, Selection
from feedpub.site.addresses import EVENTS_API, feed_page, page_path, query_path
from feedpub.site.titles import heading_of, label_of, query_title
from feedpub.views.cards import Card, card
from feedpub.views.frame import Frame
from feedpub.views.snippets import Fragment, marked, snippet


@dataclass(frozen=True, slots=True)
class FoundNews:
    """What a search found.

    Args:
        typed: the search as people wrote it.
        query: what was searched for, and within which facets.
        search: the query's.
        facets: those within which it was.
        entries: newest first.
        cursor: of this page; None for the first.
        following: cursor of the next page; None on the last.
        corrected: what was typed finds nothing, and another search was made instead.
        named: people, places and so on that are called so.
        common: what the results have in common, kind after kind.
    """

    typed: str
    query: Query
    search: Search
    facets: tuple[Facet, ...]
    entries: tuple[Entry, ...]
    cursor: str | None
    following: str | None
    corrected: bool = False
    named: tuple[Facet, ...] = ()
    common: tuple[Facet, ...] = ()


@dataclass(frozen=True, slots=True)
class Refinement:
    """Something by which a search may be narrowed, or widened again.

    Args:
        label: of the facet.
        path: of the search that it leads to.
        total: how many of the results have it.
    """

    label: str
    path: str
    total: int = 0


@dataclass(frozen=True, slots=True)
class Hit:
    """One event that was found.

    Args:
        card: as lists show it.
        headline: with the words sought.
        snippet: where the article says them.
    """

    card: Card
    headline: tuple[Fragment, ...]
    snippet: tuple[Fragment, ...]


def search_form_page(frame: Frame) -> bytes:
    """Render the page of the search before anything is searched for."""
    return frame.render("search.html", typed="")


def refused_search_page(frame: Frame, typed: str, reason: str) -> bytes:
    """Render what people are told whose search cannot be made.

    Args:
        frame: of the site.
        typed: by them.
        reason: what is wrong with it.
    """
    return frame.render("search.html", typed=typed, fault=reason)


def search_results_page(frame: Frame, news: FoundNews) -> bytes:
    """Render a page of what a search found.

    Args:
        frame: of the site.
        news: what it found.
    """
    root, query = frame.site.root, news.query
    first = root + query_path(query)
    followed = query.model_copy(update={"published": ALWAYS})
    return frame.render(
        "search.html",
        typed=news.typed,
        title=query_title(news.facets, frame.site.language, news.search, news.query.min_confidence),
        sought=str(news.search),
        corrected=news.corrected,
        within=[_without(frame, query, facet) for facet in news.facets],
        selections=query.selections,
        published=query.published,
        everywhere=root + query_path(Query(search=news.search)),
        named=[_page_of(frame, facet) for facet in news.named],
        narrower=[(heading, list(choices)) for heading, choices in _narrower(frame, news)],
        hits=[_hit(frame, entry, news.search) for entry in news.entries],
        following=f"{first}&cursor={news.following}" if news.following else "",
        first=first if news.cursor else "",
        feeds=frame.feeds(followed),
        follow=root + feed_page(followed),
        api=f"{root}{EVENTS_API}?{query.string}",
    )


def _hit(frame: Frame, entry: Entry, search: Search) -> Hit:
    article = entry.event.article
    headline = marked(article.headline, search, article.language)
    return Hit(card(entry, frame.site), headline, snippet(article, search))


def _page_of(frame: Frame, facet: Facet) -> Refinement:
    return Refinement(label_of(facet, frame.site.language), frame.site.root + page_path(facet), facet.total)


def _without(frame: Frame, query: Query, facet: Facet) -> Refinement:
    left = tuple(one for one in query.selections if one.kind != facet.kind)
    return Refinement(
        label_of(facet, frame.site.language), frame.site.root + query_path(query.model_copy(update={"selections": left}))
    )


def _narrower(frame: Frame, news: FoundNews) -> Iterator[tuple[str, Iterator[Refinement]]]:
    for kind, facets in groupby(news.common, key=lambda one: one.kind):
        yield heading_of(kind, frame.site.language), (_within(frame, news.query, one) for one in facets)


def _within(frame: Frame, query: Query, facet: Facet) -> Refinement:
    named = Selection(kind=facet.kind, slug=facet.slug)
    narrower = Query(**(dict(query) | {"selections": (*query.selections, named)}))
    return Refinement(label_of(facet, frame.site.language), frame.site.root + query_path(narrower), facet.total)
