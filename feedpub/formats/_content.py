"""An entry as people read it: its content in HTML, its summary in one line, without a character that a format forbids."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta, timezone
from html import escape
from itertools import groupby
from urllib.parse import urlsplit

from feedpub.bcp47 import direction
from feedpub.formats._uris import address
from feedpub.model.article import SAMPLE_NOTICE, Article, Author, Correction, Image
from feedpub.model.characters import fit
from feedpub.model.event import Event
from feedpub.model.feed import Entry, Site

_FARTHEST, _STEP = timedelta(hours=14), timedelta(minutes=15)  # of the zones that there are
_UNSPACED = ("bo", "ja", "km", "lo", "my", "th", "zh")  # languages that do not put spaces between words
# A type and a subtype (RFC 6838, section 4.2), and perhaps parameters.
_MEDIA_TYPE = re.compile(r"[\w.+!#$&^-]+/[\w.+!#$&^-]+( *; *[^\s;=]+=[^\s;]+)*", re.ASCII)
_BETWEEN = re.compile(r"[\s`\"'“”„‟‘’‚‛«»‹›「」『』]*")  # marks, and the gaps between them


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
        Author(name=(name := line(author.name) or site.publisher), kind=author.kind, url=_page(author, name, site))
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


def html(entry: Entry, *, full: bool = True) -> str:
    """Write an entry's content as HTML.

    Args:
        entry: of a feed.
        full: all of it; otherwise its summary and its first picture.

    Returns:
        Well-formed HTML (also as XHTML) with the notes on top (of corrections, of a sample), every address in it absolute.
    """
    article = entry.event.article
    # A retraction's text is its notice already.
    notes = [] if article.status == "canceled" else [_note(note) for note in reversed(article.corrections)]
    if article.sample:
        notes.insert(0, f"<p><strong>{SAMPLE_NOTICE}</strong></p>")
    figures = [_figure(image) for image in images(article)]
    if full:
        return _directed([*notes, *_standfirst(article), *figures, *_body(entry), *_whole(entry)], article.language)
    said = [*notes, *figures[:1], f"<p>{_escaped(summary(entry.event))}</p>", *_whole(entry)]
    return _directed(said, article.language)


def _directed(blocks: list[str], language: str) -> str:
    """Join blocks; where a language is written from right to left, say so: feed readers go by their own otherwise."""
    written = "\n".join(blocks)
    return f'<div dir="rtl" lang="{language}">\n{written}\n</div>' if direction(language) == "rtl" else written


def paragraphs(event: Event) -> Iterator[tuple[str, str | None]]:
    """Yield each paragraph with the id of the direct quotation that it consists of, or None."""
    direct = [
        (span.start, span.end, number)
        for number, quote in enumerate(event.quotes)
        for span in quote.evidence
        if quote.kind == "direct" and span.field is None
    ]
    direct.sort(reverse=True)
    start, over = 0, list[tuple[int, int, int]]()
    for paragraph in event.article.text.split("\n\n"):
        end = start + len(paragraph)
        while direct and direct[-1][0] < end:
            over.append(direct.pop())
        over = [span for span in over if span[1] > start]
        spans: dict[int, list[tuple[int, int]]] = {}
        for first, last, number in over:
            spans.setdefault(number, []).append((first - start, last - start))
        whole = (number for number in sorted(spans) if _is_all(paragraph, spans[number]))
        yield paragraph, next((event.quotes[number].id for number in whole), None)
        start = end + 2


def _escaped(text: str) -> str:
    # In HTML the separators of Unicode (U+2028, U+2029) break no line.
    return re.sub(r"[\n\u2028\u2029]", "<br/>", escape(fit(text)))


def _standfirst(article: Article) -> Iterator[str]:
    said = article.standfirst
    # Where the headline was made from it, readers have just read it.
    if said and not (article.headline_generated and line(said).rstrip(".") == line(article.headline).rstrip(".")):
        yield f"<p><em>{_escaped(said)}</em></p>"


def _whole(entry: Entry) -> Iterator[str]:
    """Lead on from an excerpt to the whole article, which is somebody else's."""
    url = origin(entry)
    if entry.event.article.excerpt and url:
        yield f'<p><a href="{escape(url)}">Read it all at {escape(urlsplit(url).hostname or url)}</a></p>'


def _note(note: Correction) -> str:
    day = note.date.isoformat()[:10]
    return f'<p><strong>Correction (<time datetime="{day}">{day}</time>):</strong> {_escaped(note.text)}</p>'


def _figure(image: Image) -> str:
    size = "".join(f' {name}="{value}"' for name, value in (("width", image.width), ("height", image.height)) if value)
    words = " ".join(part for part in (image.caption, image.credit and f"({image.credit})") if part)
    caption = f"<figcaption>{_escaped(words)}</figcaption>" if words else ""
    return f'<figure><img src="{escape(image.url)}" alt="{escape(line(image.caption or ""))}"{size}/>{caption}</figure>'


def _body(entry: Entry) -> Iterator[str]:
    for quote, group in groupby(paragraphs(entry.event), key=lambda paragraph: paragraph[1]):
        written = "\n".join(f"<p>{_escaped(text)}</p>" for text, _ in group)
        if quote is None:
            yield written
        else:
            yield f'<blockquote cite="{escape(fit(entry.url))}">{written}</blockquote>'


def _is_all(paragraph: str, spans: list[tuple[int, int]]) -> bool:
    """Tell whether a paragraph is nothing but the parts of a direct quotation and its marks.

    Matches: “We will rebuild.”
    Does not match: “We will rebuild,” the mayor said.
    """
    at = 0
    for start, end in spans:
        if start > at and not _BETWEEN.fullmatch(paragraph, at, start):
            return False
        at = max(at, end)
    return at >= len(paragraph) or _BETWEEN.fullmatch(paragraph, at) is not None
