"""A page of what has something in common: a section, a person, a speaker and so on, or several of them at once."""

from dataclasses import dataclass

from feedpub.model.event_types import event_types
from feedpub.model.selection import Facet, Query, Selection
from feedpub.site.addresses import EVENTS_API, numbered, page_path, query_path
from feedpub.site.slugs import facet_slug
from feedpub.site.titles import label_of, query_title, title_of
from feedpub.views.cards import cards
from feedpub.views.frame import Frame
from feedpub.views.paging import ListPage, neighbours
from feedpub.views.quotations import quotations_of


@dataclass(frozen=True, slots=True)
class SelectedNews:
    """What is shown of a selection or another query.

    Args:
        query: that the entries answer.
        facets: those that it names.
        page: of its entries.
        quoted: the facet of what the person or organization said that the query names, where they are quoted.
        indexed: search engines may list its first page.
    """

    query: Query
    facets: tuple[Facet, ...]
    page: ListPage
    quoted: Facet | None
    indexed: bool


def selection_page(frame: Frame, news: SelectedNews) -> bytes:
    """Render a page of what has something in common.

    Args:
        frame: of the site.
        news: what is shown.
    """
    path, number = query_path(news.query), news.page.number
    return frame.render(
        "selection.html",
        title=_title(news),
        path=numbered(path, number),
        pages=neighbours(frame.site.root + path, news.page),
        feeds=frame.feeds(news.query),
        api=f"{frame.site.root}{EVENTS_API}?{news.query.string}",
        indexed=number > 1 or news.indexed,
        **_content(frame, news),
        **_quoted(frame, news.quoted),
    )


def _content(frame: Frame, news: SelectedNews) -> dict[str, object]:
    """Lay out what a page lists: the words of a speaker, or articles."""
    alone = news.query.alone
    if alone and alone.kind == "speaker":
        return {"quotations": [one for entry in news.page.entries for one in quotations_of(frame.site, entry, alone)]}
    return {"cards": cards(news.page.entries, frame.site), "definition": definition(alone) if alone else ""}


def _quoted(frame: Frame, quoted: Facet | None) -> dict[str, object]:
    """Lead from a person or an organization on to what they said."""
    if quoted is None:
        return {}
    said = Query(selections=(Selection(kind=quoted.kind, slug=quoted.slug),))
    page = frame.site.root + page_path(quoted)
    return {"quoted": title_of(quoted), "quoted_page": page, "quoted_feeds": frame.feeds(said)}


def _title(news: SelectedNews) -> str:
    alone = news.query.alone
    return (
        label_of(news.facets[0])
        if alone and alone.kind == "type"
        else query_title(news.facets, least=news.query.min_confidence)
    )


def definition(selection: Selection) -> str:
    """Say what belongs to a type of event; nothing for other selections."""
    if selection.kind != "type":
        return ""
    return next((one.definition for one in event_types() if facet_slug(one.name) == selection.slug), "")
