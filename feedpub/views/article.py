"""The page of an article: the five answers, and its text, in which the words that prove them can be shown."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from feedpub.formats.oembed import OEMBED_TYPES
from feedpub.model.event import Event
from feedpub.model.feed import Entry
from feedpub.translation import translation_of
from feedpub.views.alternates import Alternate, of_scope
from feedpub.views.answers import answer_sections, marks
from feedpub.views.article_layout import article_view
from feedpub.views.cards import Card, card
from feedpub.views.frame import Frame
from feedpub.views.locations import located
from feedpub.views.map import map_of
from feedpub.views.passages import PassageChange, changed


@dataclass(frozen=True, slots=True)
class RelatedEntry:
    """An article that has something in common with another.

    Args:
        entry: the article.
        shared: names of the people, places and so on that both have.
    """

    entry: Entry
    shared: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ArticleSurroundings:
    """What the page of an article shows beside it.

    Args:
        passages: in which its text was changed since it was published.
        related: other articles, the nearest first.
    """

    passages: Sequence[PassageChange] = ()
    related: Sequence[RelatedEntry] = ()


@dataclass(frozen=True, slots=True)
class _Related:
    card: Card
    shared: tuple[str, ...]


def article_page(
    frame: Frame, entry: Entry, jsonld: bytes | None, beside: ArticleSurroundings = ArticleSurroundings()
) -> bytes:
    """Render the page of an article.

    Args:
        frame: of the site.
        entry: the article.
        jsonld: its JSON-LD document, in which the format has escaped all that HTML could take for its own; or None.
        beside: what else the page shows.
    """
    sections = answer_sections(entry.event, frame.site.language)
    return frame.render(
        "article.html",
        view=article_view(entry, frame.site, marks(sections), frame.look.accent),
        sections=sections,
        short=[section for section in sections if section.question != "quotes"],
        said=[section for section in sections if section.question == "quotes"],
        doubted=any(answer.doubt for section in sections for answer in section.all),
        alternates=tuple(Alternate(f"{entry.url}.{one.suffix}", one) for one in of_scope(frame.formats, "event")),
        feeds=frame.feeds(),
        oembed_links=[(form, types[1]) for form, types in OEMBED_TYPES.items()],
        jsonld=Markup(jsonld.decode()) if jsonld else None,  # noqa: S704 (escaped by the format)
        map=_map(entry.event, frame.site.language),
        changes=changed(beside.passages),
        related=list(_related(frame, beside.related)),
    )


def _related(frame: Frame, found: Iterable[RelatedEntry]) -> Iterable[_Related]:
    return (_Related(card(one.entry, frame.site), one.shared) for one in found)


def _map(event: Event, language: str) -> Markup:
    """Draw where the event happened."""
    places = located(event, language)
    names = ", ".join(dict.fromkeys(place.name for place in places))
    return map_of(places, translation_of(language).gettext("Map: %(places)s", places=names), language)
