"""What others show of an article, or of one quotation in it, where somebody puts its address (https://oembed.com)."""

import re
from dataclasses import dataclass
from math import ceil

from markupsafe import Markup

from feedpub.model.event import Event, Quote
from feedpub.model.feed import Entry, Site
from feedpub.views.article_body import followable
from feedpub.views.cards import card
from feedpub.views.frame import Frame
from feedpub.views.language_attributes import lang_attributes
from feedpub.views.sharing import shared_picture

_WIDTH = 600  # pixels; the measure of a text, where whoever asks names no narrower one
# Of the text in a page's own style, which nobody but that page knows: letters and lines of 18 pixels, set as browsers do.
_LETTER, _LINE, _AROUND = 9, 27, 40
_QUOTATION = re.compile(r"quotes-([1-9][0-9]{0,4})(?:-[0-9]{1,5})?")
_AGE = 86_400  # seconds for which what is embedded may be kept; edits that change it are rare


@dataclass(frozen=True, slots=True)
class EmbedSize:
    """How much room there is for what is embedded.

    Args:
        width: pixels at most, or None for any number.
        height: likewise.
    """

    width: int | None = None
    height: int | None = None

    def has_room_for(self, width: int, height: int) -> bool:
        """Tell whether something of a size fits."""
        return (self.width is None or width <= self.width) and (self.height is None or height <= self.height)


def quoted(event: Event, fragment: str) -> Quote | None:
    """Find the quotation that the fragment of an address leads to.

    Args:
        event: of the article.
        fragment: what stands behind the ``#``.

    Returns:
        The quotation; None where it leads to something else in the article.

    Raises:
        LookupError: it leads to a quotation that there is not.
    """
    found = _QUOTATION.fullmatch(fragment)
    return event.quotes[int(found[1]) - 1] if found else None


def embedded(frame: Frame, entry: Entry, quote: Quote | None, size: EmbedSize) -> dict[str, str | int]:
    """Describe an article, or a quotation of it, to those who show it on pages of theirs.

    What they show needs no script and loads nothing: a block of quotation that leads to the article. Where there is no room
    for it, a link remains.

    Args:
        frame: of the site.
        entry: the article.
        quote: of it; None for the article itself.
        size: how much room there is.

    Returns:
        The parameters of an oEmbed response (oEmbed 1.0, section 2.3.4).
    """
    site = frame.site
    by = entry.event.article.authors[0] if entry.event.article.authors else None
    said: dict[str, str | int | None] = {
        "version": "1.0",
        "type": "link",
        "title": entry.event.article.headline,
        "author_name": by.name if by else site.publisher,
        "author_url": (by.url if followable(by.url) else None) if by else site.base_url,
        "provider_name": site.title,
        "provider_url": site.base_url,
        "cache_age": _AGE,
    }
    html = _quotation(site, entry, quote) if quote else _article(site, entry)
    width = min(_WIDTH, size.width or _WIDTH)
    height = _AROUND + _LINE * sum(ceil(_LETTER * len(part) / width) for part in html.striptags().split("\n"))
    if size.has_room_for(width, height):
        said |= {"type": "rich", "html": str(html), "width": width, "height": height}
    return {name: value for name, value in (said | _thumbnail(frame, entry, size)).items() if value is not None}


def _thumbnail(frame: Frame, entry: Entry, size: EmbedSize) -> dict[str, str | int | None]:
    """Describe the picture, which like all else may not be larger than there is room for."""
    picture = shared_picture(entry, frame.site, frame.look.accent)
    if not (picture and picture.width and picture.height and size.has_room_for(picture.width, picture.height)):
        return {}
    return {
        "thumbnail_url": frame.site.absolute(picture.url),
        "thumbnail_width": picture.width,
        "thumbnail_height": picture.height,
    }


def _article(site: Site, entry: Entry) -> Markup:
    shown = card(entry, site)
    link = Markup('<p><a href="{}"><strong>{}</strong></a></p>\n').format(entry.url, shown.headline)
    summary = Markup("<p>{}</p>\n").format(shown.summary) if shown.summary else Markup("")
    facts = " · ".join(part for part in (site.title, shown.place, shown.day) if part)
    return _block(entry, link + summary, Markup("{}").format(facts))


def _quotation(site: Site, entry: Entry, quote: Quote) -> Markup:
    shown = card(entry, site)
    number = entry.event.quotes.index(quote) + 1
    paragraphs = Markup("").join(Markup("<p>{}</p>\n").format(part) for part in quote.text.split("\n\n"))
    where = Markup('<a href="{}#quotes-{}-1">{}</a> ({}, {})').format(
        entry.url, number, shown.headline, site.title, shown.day
    )
    return _block(entry, paragraphs, (Markup("{}, ").format(quote.speaker.name) if quote.speaker else Markup("")) + where)


def _block(entry: Entry, content: Markup, source: Markup) -> Markup:
    block = Markup('<blockquote cite="{}" {}>{}<footer>{}</footer></blockquote>')
    return block.format(entry.url, lang_attributes(entry.event.article.language, ""), content, source)
