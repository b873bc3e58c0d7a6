"""From what a wire format says of a story to the parts of an Article: what all of those formats have in common."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from feedpub.bcp47 import standard
from feedpub.errors import ReadError
from feedpub.language.byline import credited_line
from feedpub.language.closing import story
from feedpub.model.article import Article, Author, Image, instant
from feedpub.model.document import Document
from feedpub.readers._assembling import assemble, place
from feedpub.readers._byline import split_byline
from feedpub.readers._characters import one_line
from feedpub.readers._dates import moment
from feedpub.readers._holding import parted
from feedpub.readers._markup import html_paragraphs
from feedpub.readers._paragraphs import Paragraph, aligned, structured, texts
from feedpub.readers._stamps import first_said, first_stamp

_STATUSES = {
    "usable": "usable",
    "withheld": "withheld",
    "embargoed": "withheld",
    "canceled": "canceled",
    "cancelled": "canceled",
    "killed": "canceled",
    "kill": "canceled",
    "deleted": "canceled",
}
_HEAD = 3  # paragraphs among which a byline is looked for
_SHORT = 2  # letters of "de" and "of"
_HEAD_CHARACTERS = 40  # in which a body that prints its dateline names the place
_NUMBER = re.compile(r"[0-9]{1,18}")  # counted, or made of a time
_CLOCK = re.compile(r"\d{2}:\d{2}|\d{8}T")
_MARKED = re.compile(
    r"</?(?:p|b|i|em|strong|span|br|a|u|sup|sub|q)(?:\s[^<>]*)?/?>|&(?:#\d{1,6}|#x[\da-f]{1,6}|[a-z]{2,8}\d?);",
    re.IGNORECASE,
)
_MARKS = re.compile(r"[\W_]+")


@dataclass
class Story:
    """What a format says, each part as it stands there.

    Args:
        guid: what identifies the story for its provider, through all versions.
        headline: one line.
        standfirst: summary, abstract or description.
        paragraphs: of the body, and the pictures between them.
        language: a code, or what stands in place of one.
        surroundings: the language of what the story stands in, which is its own unless its words clearly are of another.
        authors: of the fields that credit them.
        dateline: printed before the body where the format keeps it apart.
        published: when the first version came to be, where that is known.
        dates: what stands where the copy says that, the best first; the first that can be read counts.
        modified: when this version did.
        embargo: not to be published before.
        status: a word of the format.
        notice: why the story was taken back, for a kill without a body.
        section: desk or service.
        tags: keywords and subjects.
        images: that belong to it.
        rights: who holds them.
        url: public address.
        version: number of the version, as it stands there.
        notes: what of it was left out.
        held: lines apart from the body that say when it may be published.
    """

    guid: str = ""
    headline: str = ""
    standfirst: str = ""
    paragraphs: Sequence[Paragraph] = ()
    language: str = ""
    surroundings: str = ""
    authors: Sequence[Author] = ()
    dateline: str = ""
    published: date | datetime | None = None
    dates: Sequence[str | None] = ()
    modified: date | datetime | None = None
    embargo: date | datetime | None = None
    status: str = ""
    notice: str = ""
    section: str = ""
    tags: Iterable[str] = ()
    images: Sequence[Image] = field(default_factory=tuple)
    rights: str = ""
    url: str = ""
    version: str = ""
    notes: tuple[str, ...] = ()
    held: Sequence[str] = ()


def article_of(document: Document, told: Story) -> Article:
    """Make an article of what a format says.

    Args:
        document: that was read.
        told: what was found in it.

    Returns:
        The article, under the provider's identity for it where there is one.

    Raises:
        ReadError: it has no text or no date, or a part has no acceptable value.
    """
    status = _STATUSES.get(told.status.lower().rpartition(":")[2], "usable")
    lines, held = parted(story(texts(told.paragraphs)))
    authors, paragraphs = _body(told, lines)
    if status == "canceled" and not paragraphs:
        # A kill has no body, but it has to be read: refused, it would leave the story up.
        paragraphs = [told.notice or told.headline]
    published = told.published or first_stamp(document, *told.dates) or date_given(document, first_said(*told.dates))
    parts: dict[str, Any] = {
        "headline": _unmarked(told.headline) or None,
        "standfirst": _standfirst(told, paragraphs),
        **structured(aligned([*filter(None, paragraphs)], told.paragraphs), told.images).fields(),
        "language": standard(one_line(told.language)),
        "presumed": standard(one_line(told.surroundings)),
        "authors": tuple(dict.fromkeys([*told.authors] or authors)),
        "published": published,
        "modified": _later(told.modified, published, document),
        "embargo": instant(told.embargo, document.timezone) if told.embargo else None,
        "status": None if status == "usable" else status,  # so that lines of the copy may hold it back
        "held": [*told.held, *held],
        "section": one_line(told.section) or None,
        "tags": tuple(dict.fromkeys(filter(None, map(one_line, told.tags)))),
        "rights": one_line(told.rights) or None,
        "url": told.url or None,
        "notes": told.notes,
        "guid": told.guid or None,
        "version": int(told.version) if _NUMBER.fullmatch(told.version) else None,
    }
    return assemble(document.named(told.guid) if told.guid else document, parts)


def _body(told: Story, paragraphs: list[str]) -> tuple[list[Author], list[str]]:
    """Take the byline off the head of the body."""
    authors: list[Author] = []
    for number, paragraph in enumerate(paragraphs[:_HEAD]):
        if byline := credited_line(paragraph):
            authors.extend(byline)
            paragraphs[number] = ""
    paragraphs = [*filter(None, paragraphs)]
    if paragraphs:
        inline, rest = split_byline(paragraphs[0])
        if inline and rest:
            authors.extend(inline)
            paragraphs[0] = rest
        paragraphs[0] = _dated(paragraphs[0], one_line(told.dateline))
    return authors, paragraphs


def _dated(paragraph: str, dateline: str) -> str:
    """Print a dateline that is kept apart before the body, unless the body has it already or it is a time stamp."""
    places = [word for word in re.split(r"[\W\d_]+", dateline.lower()) if len(word) > _SHORT]
    head = paragraph[: len(dateline) + _HEAD_CHARACTERS].lower()
    if not places or _CLOCK.search(dateline) or any(place in head for place in places):
        return paragraph
    return f"{dateline.rstrip(' .-–—')} — {paragraph}"


def _standfirst(told: Story, paragraphs: Sequence[str]) -> str | None:
    """Leave out a summary that only says again what the headline or the first paragraph says."""
    standfirst = _unmarked(told.standfirst)
    plain = _MARKS.sub("", standfirst).lower()
    headline, lead = (_MARKS.sub("", text).lower() for text in (told.headline, paragraphs[0] if paragraphs else ""))
    return None if not plain or plain == headline or lead.startswith(plain) else standfirst


def _unmarked(line: str) -> str:
    """Return a line without the mark-up of HTML that some write into fields of text."""
    return " ".join(html_paragraphs(line)) if _MARKED.search(line) else one_line(line)


def _later(modified: date | datetime | None, published: date | datetime, document: Document) -> date | datetime | None:
    """Keep a later version's time; a clock that ran behind says nothing."""
    if modified is None or instant(modified, document.timezone) <= instant(published, document.timezone):
        return None
    return modified


def date_given(document: Document, undated: str = "") -> date | datetime:
    """Return the date that the source gives a document, for copy that has none; without one it is refused.

    Args:
        document: that has none.
        undated: what stands where it should; or nothing.

    Raises:
        ReadError: the source gives none either.
    """
    if document.published is None:
        reason = f"{undated[:60]!r} is no date that can be read" if undated else "no date is given"
        raise ReadError(place(document), reason, "published")
    return moment(document.published, document, "published")
