"""A page of what has something in common: a section, a person, a speaker and so on, or several of them at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from feedpub.model.event_types import event_types
from feedpub.model.feed import Entry
from feedpub.model.selection import Facet, Query, Selection
from feedpub.site.addresses import EVENTS_API, feed_page, folder_of, in_month, numbered, page_path, query_path, quotes_about
from feedpub.site.slugs import facet_slug
from feedpub.site.titles import heading_of, label_of, query_title, title_of
from feedpub.translation import translation_of
from feedpub.views import dates
from feedpub.views.cards import cards
from feedpub.views.frame import Frame
from feedpub.views.paging import ListPage, neighbours
from feedpub.views.portrait import Portrait, company_of, map_of_company, roles_of, timeline_of
from feedpub.views.quotations import about, by, quoted_articles, said

_LATELY = 3  # articles of which a portrait shows what was said


@dataclass(frozen=True, slots=True)
class SelectedNews:
    """What is shown of a selection or another query.

    Args:
        query: that the entries answer.
        facets: those that it names.
        page: of its entries.
        quoted: the facet of what the person or organization said that the query names, where they are quoted.
        indexed: search engines may list its first page.
        portrait: what else is known of a selection; None for other queries, and behind the first page.
        month: first day of the one month that the entries are of; None where they are of all times.
    """

    query: Query
    facets: tuple[Facet, ...]
    page: ListPage
    quoted: Facet | None
    indexed: bool
    portrait: Portrait | None = None
    month: date | None = None


def selection_page(frame: Frame, news: SelectedNews) -> bytes:
    """Render a page of what has something in common.

    Args:
        frame: of the site.
        news: what is shown.
    """
    path, number = in_month(query_path(news.query), news.month), news.page.number
    return frame.render(
        "selection.html",
        title=_title(news, frame.site.language),
        kind=news.query.alone.kind if news.query.alone else "",
        month=dates.month(news.month, frame.site.language) if news.month else "",
        whole=frame.site.root + query_path(news.query),
        folder=frame.site.root + folder_of(news.query.alone.kind) if news.query.alone else "",
        folder_heading=heading_of(news.query.alone.kind, frame.site.language) if news.query.alone else "",
        path=numbered(path, number),
        pages=neighbours(frame.site.root + path, news.page),
        feeds=frame.feeds(news.query),
        follow=frame.site.root + feed_page(news.query),
        api=f"{frame.site.root}{EVENTS_API}?{news.query.string}",
        indexed=(number > 1 or news.indexed) and not news.month,
        **_content(frame, news),
        **_quoted(frame, news.quoted),
        **_drawn(frame, news),
    )


def _content(frame: Frame, news: SelectedNews) -> dict[str, object]:
    """Lay out what a page lists: the words of a speaker, or articles."""
    alone = news.query.alone
    if alone and alone.kind == "speaker":
        return {"quotations": quoted_articles(frame.site, news.page.entries, by(alone))}
    return {
        "cards": cards(news.page.entries, frame.site),
        "definition": definition(alone, frame.site.language) if alone else "",
    }


def _quoted(frame: Frame, quoted: Facet | None) -> dict[str, object]:
    """Lead from a person or an organization on to what they said."""
    if quoted is None:
        return {}
    said = Query(selections=(Selection(kind=quoted.kind, slug=quoted.slug),))
    page = frame.site.root + page_path(quoted)
    return {"quoted": title_of(quoted, frame.site.language), "quoted_page": page, "quoted_feeds": frame.feeds(said)}


def _drawn(frame: Frame, news: SelectedNews) -> dict[str, object]:
    """Draw the portrait of a selection."""
    alone, portrait = news.query.alone, news.portrait
    if alone is None or portrait is None:
        return {}
    site, entries = frame.site, news.page.entries
    label = label_of(news.facets[0], site.language)
    shown: dict[str, object] = {
        "label": label,
        "total": portrait.total,
        "timeline": timeline_of(site, page_path(alone), portrait, label, news.month),
    }
    if alone.kind == "speaker" or news.month:
        return shown
    own = news.facets if alone.kind == "place" else ()
    return shown | {
        "counted": portrait.company.events,
        "company": company_of(site, portrait.company),
        "map": map_of_company(site, portrait.company, label, own),
        "roles": roles_of(entries, alone, label),
        **_said(frame, alone, news.quoted, entries),
    }


def _said(frame: Frame, alone: Selection, quoted: Facet | None, entries: Sequence[Entry]) -> dict[str, object]:
    """Show what was said lately: by whom the page is about, and about them; on other pages by anybody."""
    site = frame.site
    if alone.kind not in ("person", "organization", "place"):
        return {"said": quoted_articles(site, entries, said, 1, _LATELY)}
    speaker = Selection(kind="speaker", slug=quoted.slug) if quoted else None
    own = quoted_articles(site, entries, by(speaker), 2, _LATELY) if speaker else []
    others = quoted_articles(site, entries, about(alone), 1, _LATELY)
    page = site.root + quotes_about(alone) if others else ""
    return {"said": own, "mentioned": others, "mentioned_page": page}


def _title(news: SelectedNews, language: str) -> str:
    alone = news.query.alone
    return (
        label_of(news.facets[0], language)
        if alone and alone.kind == "type"
        else query_title(news.facets, language, least=news.query.min_confidence)
    )


def definition(selection: Selection, language: str) -> str:
    """Say what belongs to a type of event; nothing for other selections."""
    if selection.kind != "type":
        return ""
    found = next((one.definition for one in event_types() if facet_slug(one.name) == selection.slug), None)
    return translation_of(language).gettext(found) if found else ""
