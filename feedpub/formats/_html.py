"""An entry's content in HTML, well-formed also as XHTML, every address in it absolute."""

import re
from collections.abc import Iterator
from html import escape
from itertools import groupby
from urllib.parse import urlsplit

from feedpub.bcp47 import direction
from feedpub.formats._content import images, line, origin, summary
from feedpub.formats._uris import address
from feedpub.markup import BlockPart, HtmlWriter
from feedpub.markup.html import escaped
from feedpub.model.article import SAMPLE_NOTICE, Article, Correction, Image
from feedpub.model.characters import fit
from feedpub.model.event import Event
from feedpub.model.feed import Entry
from feedpub.translation import translation_of

_BETWEEN = re.compile(r"[\s`\"'“”„‟‘’‚‛«»‹›「」『』]*")  # marks, and the gaps between them


def html(entry: Entry, *, full: bool = True) -> str:
    """Write an entry's content as HTML.

    Args:
        entry: of a feed.
        full: all of it; otherwise its summary and its first picture.

    Returns:
        Well-formed HTML (also as XHTML) with the notes on top (of corrections, of a sample), every address in it absolute.
    """
    article = entry.event.article
    notes = _notes(article)
    figures = [figure(image) for image in images(article)]
    if full:
        placed = {image.url for image in _placed(article)}
        above = [figure(image) for image in images(article) if image.url not in placed]
        return _directed([*notes, *_standfirst(article), *above, *_body(entry), *_whole(entry)], article.language)
    said = [*notes, *figures[:1], f"<p>{escaped(summary(entry.event))}</p>", *_whole(entry)]
    return _directed(said, article.language)


def marked_up(entry: Entry) -> str:
    """Write the body of an article alone, as what reads it again wants it: its notes in a header, no standfirst.

    Args:
        entry: of a feed.

    Returns:
        HTML; the pictures that have a place in the text stand there, the others are none of it.
    """
    article = entry.event.article
    notes = _notes(article)
    header = [f"<header>{''.join(notes)}</header>"] if notes else []
    return _directed([*header, *(html for _, html in body(article))], article.language)


def _notes(article: Article) -> list[str]:
    # A retraction's text is its notice already.
    notes = [] if article.status == "canceled" else [_note(note, article.language) for note in reversed(article.corrections)]
    return [f"<p><strong>{SAMPLE_NOTICE}</strong></p>", *notes] if article.sample else notes


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
        yield paragraph, _only_quotation(event, paragraph, start, over) if over else None
        start = end + 2


def _only_quotation(event: Event, paragraph: str, start: int, over: list[tuple[int, int, int]]) -> str | None:
    """Find the direct quotation that a paragraph consists of, of those over it."""
    spans: dict[int, list[tuple[int, int]]] = {}
    for first, last, number in over:
        spans.setdefault(number, []).append((first - start, last - start))
    whole = (number for number in sorted(spans) if _is_all(paragraph, spans[number]))
    return next((event.quotes[number].id for number in whole), None)


def _standfirst(article: Article) -> Iterator[str]:
    said = article.standfirst
    # Where the headline was made from it, readers have just read it.
    if said and not (article.headline_generated and line(said).rstrip(".") == line(article.headline).rstrip(".")):
        yield f"<p><em>{escaped(said)}</em></p>"


def _whole(entry: Entry) -> Iterator[str]:
    """Lead on from an excerpt to the whole article, which is somebody else's."""
    url = origin(entry)
    if entry.event.article.excerpt and url:
        words = translation_of(entry.event.article.language)
        said = words.gettext("Read it all at %(site)s", site=urlsplit(url).hostname or url)
        yield f'<p><a href="{escape(url)}">{escape(said)}</a></p>'


def _note(note: Correction, language: str) -> str:
    day = note.date.isoformat()[:10]
    said = escape(translation_of(language).gettext("Correction"))
    return f'<p><strong>{said} (<time datetime="{day}">{day}</time>):</strong> {escaped(note.text)}</p>'


def figure(image: Image) -> str:
    """Write a picture with what stands below it."""
    size = "".join(f' {name}="{value}"' for name, value in (("width", image.width), ("height", image.height)) if value)
    words = " ".join(part for part in (image.caption, image.credit and f"({image.credit})") if part)
    caption = f"<figcaption>{escaped(words)}</figcaption>" if words else ""
    return f'<figure><img src="{escape(image.url)}" alt="{escape(line(image.description))}"{size}/>{caption}</figure>'


def _placed(article: Article) -> Iterator[Image]:
    """List the pictures that have a place in the text, as readers anywhere can fetch them."""
    shown = {image.url: image for image in images(article)}
    for block in article.blocks:
        if block.image is not None and (found := shown.get(address(article.images[block.image].url) or "")):
            yield found


def body(article: Article) -> Iterator[tuple[BlockPart, str]]:
    """Write the blocks of an article's text with the pictures between them.

    Args:
        article: as readers may see it.

    Yields:
        Each of the outermost with its HTML, lists whole.
    """
    shown = {image.url: image for image in images(article)}

    def written(image: Image) -> str:
        found = shown.get(address(image.url) or "")
        return figure(found) if found else ""

    for part, html in HtmlWriter(article, written).blocks():
        if html:
            yield part, html


def _body(entry: Entry) -> Iterator[str]:
    """Write the text; a paragraph that is nothing but a direct quotation is set off as one."""
    quoted = _quoted(entry.event)

    def quote_of(written: tuple[BlockPart, str]) -> str | None:
        block = written[0].block
        return quoted.get(block.start) if block.kind == "paragraph" else None

    for quote, group in groupby(body(entry.event.article), key=quote_of):
        written = "\n".join(html for _, html in group)
        if quote is None:
            yield written
        else:
            yield f'<blockquote cite="{escape(fit(entry.url))}">{written}</blockquote>'


def _quoted(event: Event) -> dict[int, str]:
    """Find the paragraphs that are quotations, by where they start."""
    found, start = {}, 0
    for paragraph, quote in paragraphs(event):
        if quote:
            found[start] = quote
        start += len(paragraph) + 2
    return found


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
