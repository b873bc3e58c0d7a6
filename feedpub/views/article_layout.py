"""What the templates show of an entry, computed before any HTML is written: pure functions of the entry."""

from dataclasses import dataclass
from datetime import date, datetime

from markupsafe import Markup

from feedpub.model.article import Article, ArticleCopy, Author, Image
from feedpub.model.feed import Entry, Site
from feedpub.model.selection import FacetKind
from feedpub.site.addresses import page_path
from feedpub.site.facets import selections_of
from feedpub.views import dates
from feedpub.views.article_body import ArticleBody, followable
from feedpub.views.cards import as_copy_says, repeats, summary_of
from feedpub.views.evidence import Mark, Segment, segments
from feedpub.views.sharing import shared_picture

_DESCRIPTION = 300


@dataclass(frozen=True, slots=True)
class Note:
    """A correction as the page shows it."""

    day: str
    machine: str
    text: str


@dataclass(frozen=True, slots=True)
class ArticleView:
    """One article on its page; ``modified`` is empty where nothing has changed since publication.

    ``pictures`` are those that stand above the text, ``body`` is the text with the others in their places.
    """

    id: str
    url: str
    original: str
    headline: str
    headline_generated: bool
    language: str
    summary: str
    section: str | None
    section_page: str
    tags: tuple[str, ...]
    tag_pages: tuple[tuple[str, str], ...]
    rights: str | None
    copies: tuple[ArticleCopy, ...]
    sample: bool
    authors: tuple[Author, ...]
    published: str
    published_machine: str
    modified: str
    modified_machine: str
    corrections: tuple[Note, ...]
    retracted: bool
    pictures: Markup
    body: Markup
    picture: Image | None
    locale: str | None
    headline_segments: tuple[Segment, ...]
    standfirst_segments: tuple[Segment, ...]


def article_view(entry: Entry, site: Site, marks: tuple[Mark, ...], accent: str) -> ArticleView:
    """Lay out an entry for its page.

    Args:
        entry: to show.
        site: who publishes it.
        marks: the evidence of all its answers.
        accent: the site's colour.

    Returns:
        The article, cut where evidence begins or ends.
    """
    article = entry.event.article
    published = as_copy_says(article.published, entry.published)
    modified = _modified(entry)
    headline, standfirst = _head(article, marks)
    pages = _pages(entry)
    body = ArticleBody(article, site, _in(marks, None))
    return ArticleView(
        id=entry.event.id,
        url=entry.url,
        original=article.url if article.excerpt and article.url and followable(article.url) else "",
        headline=article.headline,
        headline_generated=article.headline_generated,
        language=article.language,
        summary=_shortened(summary_of(entry) or article.headline),
        section=article.section,
        section_page=pages.get(("section", article.section or ""), ""),
        tags=article.tags,
        tag_pages=tuple((tag, pages.get(("tag", tag), "")) for tag in article.tags),
        rights=article.rights,
        copies=article.copies,
        sample=bool(article.sample),
        authors=_authors(article, site),
        published=dates.moment(published, site.language),
        published_machine=dates.stamp(published),
        modified=dates.moment(modified, site.language) if modified else "",
        modified_machine=dates.stamp(modified or published),
        corrections=_notes(article, site.language),
        retracted=entry.event.status == "canceled",
        pictures=body.pictures(),
        body=Markup("") if _is_note(article) else body.text(),
        picture=shared_picture(entry, site, accent),
        locale=locale(article.language),
        headline_segments=headline,
        standfirst_segments=standfirst,
    )


def _notes(article: Article, language: str) -> tuple[Note, ...]:
    return tuple(Note(dates.day(note.date, language), dates.stamp(note.date), note.text) for note in article.corrections)


def locale(language: str) -> str | None:
    """Write a language as Open Graph does, which asks for its country too.

    Args:
        language: BCP 47, such as en-GB or zh-Hant-TW.

    Returns:
        Such as en_GB; None where no country is named.
    """
    tongue, *rest = language.split("-")
    country = next((part.upper() for part in rest if len(part) == 2 and part.isalpha()), None)
    return f"{tongue.lower()}_{country}" if country else None


def _head(article: Article, marks: tuple[Mark, ...]) -> tuple[tuple[Segment, ...], tuple[Segment, ...]]:
    """Cut headline and standfirst; where one was made from the other, the whole sentence stands at the top, once."""
    standfirst = segments(article.standfirst or "", _in(marks, "standfirst"))
    if repeats(article.standfirst, article.headline):
        return standfirst, ()
    return segments(article.headline, _in(marks, "headline")), standfirst


def _pages(entry: Entry) -> dict[tuple[FacetKind, str], str]:
    """Find the pages of an article's section and tags; what was taken back is on none of them."""
    chosen = {} if entry.event.status == "canceled" else selections_of(entry.event.article)
    return {key: page_path(selection) for key, selection in chosen.items()}


def _is_note(article: Article) -> bool:
    """Tell whether the text is a correction note and nothing else, as it is of what was taken back."""
    return any(note.text == article.text for note in article.corrections)


def _authors(article: Article, site: Site) -> tuple[Author, ...]:
    named = article.authors or (Author(name=site.publisher, kind="organization"),)
    return tuple(one if followable(one.url) else one.model_copy(update={"url": _page_of(one, site)}) for one in named)


def _page_of(author: Author, site: Site) -> str | None:
    """Return the page of an author who gives none: that of the publisher is the site."""
    ours = author.kind == "organization" and author.name.casefold() == site.publisher.casefold()
    return site.base_url if ours else None


def _in(marks: tuple[Mark, ...], field: str | None) -> tuple[Mark, ...]:
    return tuple(mark for mark in marks if mark.field == field)


def _modified(entry: Entry) -> date | datetime | None:
    """Return the last significant change as precisely as the copy says it; None where there was none."""
    if entry.modified == entry.published:
        return None
    return as_copy_says(entry.event.article.modified, entry.modified.replace(microsecond=0))


def _shortened(text: str) -> str:
    """Cut a text for a description, never inside a word."""
    words = " ".join(text.split())
    return words if len(words) <= _DESCRIPTION else f"{words[:_DESCRIPTION].rsplit(' ', 1)[0]} …"
