"""An entry as people read it, line by line, without a character that a format forbids."""

import re
from datetime import UTC, date, datetime, time, timedelta, timezone

from feedpub.formats._uris import address
from feedpub.model.article import Article, Author, Correction, Image
from feedpub.model.characters import fit
from feedpub.model.event import Event
from feedpub.model.feed import Entry, Site

_FARTHEST, _STEP = timedelta(hours=14), timedelta(minutes=15)  # of the zones that there are
_UNSPACED = ("bo", "ja", "km", "lo", "my", "th", "zh")  # languages that do not put spaces between words
# A type and a subtype (RFC 6838, section 4.2), and perhaps parameters.
_MEDIA_TYPE = re.compile(r"[\w.+!#$&^-]+/[\w.+!#$&^-]+( *; *[^\s;=]+=[^\s;]+)*", re.ASCII)


def line(text: str) -> str:
    """Put a text on one line, for titles and names, without the characters that some format forbids."""
    return " ".join(fit(text).split())


def images(article: Article) -> tuple[Image, ...]:
    """Return the pictures that a reader anywhere can fetch, without what is said of them that cannot be so."""
    return tuple(_checked(image, url) for image in article.images if (url := address(image.url)))


def _checked(image: Image, url: str) -> Image:
    known = image.media_type if image.media_type and _MEDIA_TYPE.fullmatch(image.media_type) else None
    return image.model_copy(update={"url": url, "media_type": known, "size": image.size or None})


def authors(article: Article, site: Site) -> tuple[Author, ...]:
    """Name the authors on one line each; the publisher is the author of what names nobody."""
    named = [
        Author(
            name=(name := line(author.name) or site.publisher),
            kind=author.kind,
            url=_page(author, name, site),
            fediverse=author.fediverse,
        )
        for author in article.authors
    ]
    return tuple(named) or (Author(name=site.publisher, kind="organization", url=site.base_url),)


def _page(author: Author, name: str, site: Site) -> str | None:
    """Return the address of an author's page; that of the publisher, who may be the author, is the site."""
    ours = author.kind == "organization" and name.casefold() == site.publisher.casefold()
    return address(author.url) or (site.base_url if ours else None)


def dated(note: Correction) -> str:
    """Write a note of correction on one line behind its date, as exactly as that is known."""
    return f"{note.date.isoformat()}: {line(note.text)}"


def origin(entry: Entry) -> str | None:
    """Return the address at which an article stood before it came here, or None."""
    url = address(entry.event.article.url)
    return None if url == entry.url else url


def published(entry: Entry) -> datetime:
    """Return the instant of first publication in the zone of the copy, so that its day is the day that the copy says.

    Args:
        entry: of a feed.

    Returns:
        The same instant; in UTC where the copy tells no zone.
    """
    return _as_said(entry.published, entry.event.article.published)


def modified(entry: Entry) -> datetime:
    """Return the instant of the last significant change, in the zone of the copy where it is the copy's."""
    return _as_said(entry.modified, entry.event.article.modified)


def published_as_said(entry: Entry) -> date | datetime:
    """Return the day of first publication where the copy gives no more than the day, else the instant."""
    return _day_said(published(entry), entry.event.article.published)


def modified_as_said(entry: Entry) -> date | datetime:
    """Return the day of the last significant change where the copy gives no more than the day, else the instant."""
    if entry.modified == entry.published:
        return published_as_said(entry)
    return _day_said(modified(entry), entry.event.article.modified)


def _day_said(moment: datetime, said: date | datetime | None) -> date | datetime:
    """Take the time away that a day of the copy was stored with: that at which it begins in the zone of its source."""
    begins = moment.time() == time()
    return said if said and not isinstance(said, datetime) and begins and said == moment.date() else moment


def _as_said(moment: datetime, said: date | datetime | None) -> datetime:
    if isinstance(said, datetime):
        offset = said.utcoffset() if said == moment else None
    else:
        # A day was stored as the instant at which it begins in the zone of its source.
        offset = datetime.combine(said, time(), UTC) - moment if said else None
    if offset is None or abs(offset) > _FARTHEST or offset % _STEP:
        return moment.astimezone(UTC)
    return moment.astimezone(timezone(offset))


def title(event: Event) -> str:
    """Return the headline on one line; never nothing, which no format takes."""
    return line(event.article.headline) or summary(event) or event.id


def summary(event: Event) -> str:
    """Say in one line what an event is about, in the article's own words.

    Args:
        event: as readers may see it.

    Returns:
        The standfirst, else the main event's sentence, else the first paragraph, else the headline.
    """
    said = event.article.standfirst or (event.what.summary if event.what else None)
    return line(said or event.article.text.split("\n\n")[0]) or line(event.article.headline)


def words(article: Article) -> int | None:
    """Count the words of the text; None where a language does not put spaces between them."""
    if article.language.split("-")[0].lower() in _UNSPACED:
        return None
    return sum(any(map(str.isalnum, word)) for word in article.text.split())
