"""The page of an article: its text with its evidence marked, and the five answers beside it."""

from markupsafe import Markup

from feedpub.model.event import Event
from feedpub.model.feed import Entry
from feedpub.views.alternates import Alternate, of_scope
from feedpub.views.answers import answer_sections, marks
from feedpub.views.article_layout import article_view
from feedpub.views.frame import Frame
from feedpub.views.locations import located
from feedpub.views.map import map_of


def article_page(frame: Frame, entry: Entry, jsonld: bytes | None) -> bytes:
    """Render the page of an article.

    Args:
        frame: of the site.
        entry: the article.
        jsonld: its JSON-LD document, in which the format has escaped all that HTML could take for its own; or None.
    """
    sections = answer_sections(entry.event)
    return frame.render(
        "article.html",
        view=article_view(entry, frame.site, marks(sections)),
        sections=sections,
        doubted=any(answer.doubt for section in sections for answer in section.all),
        alternates=tuple(Alternate(f"{entry.url}.{one.suffix}", one) for one in of_scope(frame.formats, "event")),
        feeds=frame.feeds(),
        jsonld=Markup(jsonld.decode()) if jsonld else None,  # noqa: S704 (escaped by the format)
        map=_map(entry.event, frame.site.language),
    )


def _map(event: Event, language: str) -> Markup:
    """Draw where the event happened."""
    places = located(event, language)
    return map_of(places, f"Map: {', '.join(dict.fromkeys(place.name for place in places))}")
