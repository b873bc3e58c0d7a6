"""The page of an article: its text with its evidence marked, and the five answers beside it."""

from markupsafe import Markup

from feedpub.model.event import Event
from feedpub.model.feed import Entry
from feedpub.views.alternates import Alternate, of_scope
from feedpub.views.answers import answer_sections, located, marks
from feedpub.views.article_layout import article_view
from feedpub.views.frame import Frame
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
        map=_map(entry.event),
    )


def _map(event: Event) -> Markup:
    """Draw where the event happened; the drawing escapes the names of places itself."""
    places = located(event)
    names = ", ".join(dict.fromkeys(name for name, _, _ in places))
    return Markup(map_of(places, f"Map: {names}"))  # noqa: S704 (escaped by the drawing)
