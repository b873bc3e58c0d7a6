"""An article as plain text, for terminals, mail and tools that read nothing else (RFC 2046, section 4.1.3)."""

from collections.abc import Iterator
from datetime import date, datetime

from feedpub.formats import _content
from feedpub.formats.base import Format
from feedpub.model.article import Article
from feedpub.model.characters import fit
from feedpub.model.feed import Entry, Feed
from feedpub.translation import message


def render(feed: Feed) -> bytes:
    """Write the one event of a feed as text: what stands above the article, the article, its rights and its address.

    Args:
        feed: with exactly one entry.

    Returns:
        Paragraphs with a blank line between them.
    """
    (entry,) = feed.entries
    article = entry.event.article
    end = [line for line in (_content.line(article.rights or ""), fit(entry.url)) if line]
    parts = [*_head(entry, feed), *_notes(article), fit(article.text), "\n".join(end)]
    return ("\n\n".join(parts) + "\n").encode()


def _head(entry: Entry, feed: Feed) -> Iterator[str]:
    article = entry.event.article
    title = _content.title(entry.event)
    yield title
    standfirst = _content.line(article.standfirst or "")
    if standfirst and standfirst != title:
        yield standfirst
    names = ", ".join(author.name for author in _content.authors(article, feed.site))
    dates = [f"Published {_day(article.published or _content.published(entry))}"]
    if entry.modified != entry.published:
        dates.append(f"Updated {_day(article.modified or _content.modified(entry))}")
    yield "\n".join([f"By {names}", *dates])


def _notes(article: Article) -> Iterator[str]:
    """Yield the corrections, latest first; a retraction's text is its notice already."""
    if article.status != "canceled":
        for note in reversed(article.corrections):
            yield f"Correction ({_day(note.date)[:10]}): {_content.line(note.text)}"


def _day(moment: date) -> str:
    """Write a day as a day, and an instant to the minute with its zone."""
    return moment.isoformat(timespec="minutes") if isinstance(moment, datetime) else moment.isoformat()


FORMAT = Format(
    name="text",
    media_type="text/plain",
    suffix="txt",
    scope="event",
    title=message("Plain text"),
    spec="https://www.rfc-editor.org/rfc/rfc2046#section-4.1.3",
    render=render,
    purpose=message("For terminals and mail: the words, and nothing to interpret."),
    charset=True,
)
