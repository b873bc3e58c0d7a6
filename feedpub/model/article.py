"""The article: what a newsroom wrote, in one form, whatever it came as."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Literal, Self
from zoneinfo import ZoneInfo

from pydantic import AwareDatetime, Field, model_validator

from feedpub.model.base import Frozen, Moment, optional
from feedpub.model.edits import Edits
from feedpub.model.span import Span
from feedpub.model.structure import Block, InlineMark, Matter, check_structure

Status = Literal["usable", "withheld", "canceled"]

SAMPLE_NOTICE = "Sample: invented to show feedpub, not news."
"""What every output says of a sample, in its line of rights if nowhere else."""


ACCOUNT = r"^@[A-Za-z0-9_][A-Za-z0-9_.-]*@[a-z0-9-]+(\.[a-z0-9-]+)+$"
"""The form of an account in the fediverse: who, and at which host."""


class Author(Frozen):
    """Who wrote it: a person, or an organisation such as an agency.

    Args:
        name: the name alone, without "by" and without a job title.
        kind: person or organization.
        url: a page about the author, where one is given.
        fediverse: account by which the author is known there, such as @ada@social.example; where one is given.
    """

    name: str = Field(min_length=1)
    kind: Literal["person", "organization"] = "person"
    url: str | None = optional()
    fediverse: str | None = optional(pattern=ACCOUNT)


class Image(Frozen):
    """A picture that belongs to the article.

    Args:
        url: absolute address; of one in the site's own media store, its path.
        media_type: such as image/jpeg.
        width: pixels.
        height: pixels.
        size: bytes.
        alt: what stands for it where it cannot be seen.
        caption: what it shows.
        credit: who took it.
        rights: who holds them.
        file: path beside the copy under which the copy names it; in no document.
        content: its bytes, where the copy itself holds them; in no document either.
    """

    url: str = Field(min_length=1)
    media_type: str | None = optional()
    width: int | None = optional(gt=0)
    height: int | None = optional(gt=0)
    size: int | None = optional(ge=0)
    alt: str | None = optional()
    caption: str | None = optional()
    credit: str | None = optional()
    rights: str | None = optional()
    file: str | None = Field(default=None, exclude=True, repr=False)
    content: bytes | None = Field(default=None, exclude=True, repr=False)

    @property
    def description(self) -> str:
        """What is read out in its place: its alternative text, else what stands below it."""
        return self.alt or self.caption or ""


class Correction(Frozen):
    """A published note that something in the article was wrong, or that it was taken back.

    Args:
        date: when the note was published.
        text: what was wrong and what is right.
    """

    date: Moment
    text: str = Field(min_length=1)


class Dateline(Frozen):
    """What stands before the first sentence of a report: "NAIROBI, Kenya, May 3 (AP) — ", in code points of the text.

    Args:
        start: first code point of its place.
        end: first code point of the sentence that follows.
        place: where the report was written, as the copy says it: "NAIROBI, Kenya".
        date: when, as the copy says it: "May 3".
    """

    start: int = Field(ge=0)
    end: int = Field(gt=0)
    place: str | None = optional(min_length=1)
    date: str | None = optional(min_length=1)


def _structure() -> Any:
    """Declare a part of the structure, which is absent from the document where there is none."""
    return Field(default=(), exclude_if=lambda value: not value)


class ArticleCopy(Frozen):
    """Another source that brings the same article.

    Args:
        source: its name.
        url: where the article stands there; absent where it is no address.
    """

    source: str
    url: str | None = optional(pattern=r"^https?://\S+$")


class Article(Frozen):
    """One article, as the contract of evidence needs it.

    ``text`` is the canonical text that evidence points into: the body without headline and standfirst, beginning with
    the dateline exactly as in the copy, paragraphs joined by one blank line.

    Args:
        id: ``urn:uuid:`` minted from source and key; it never changes.
        url: the article's public address.
        headline: one line.
        headline_generated: True where the copy had none and one was made from its standfirst or first sentence.
        standfirst: the summary below the headline, in the copy's words.
        text: the body, in Unicode code points.
        dateline: where in the text its dateline stands; absent where it has none.
        blocks: headings, items of lists, quotations, tables and the like, with the paragraphs between them, each before
            those within it; none where the text is nothing but paragraphs. One that holds no others holds paragraphs.
        marks: links, emphasis and the like.
        furniture: what readers know to be printed without being part of the story.
        language: BCP 47.
        authors: in the order of the byline; the publisher when the copy names nobody.
        published: first publication, as precise as the copy says it.
        modified: last significant change.
        section: the desk or rubric.
        tags: free keywords.
        images: in the order of the copy.
        rights: the copyright line.
        source: name of the source that it came from.
        status: usable, withheld or canceled (IPTC pubStatus).
        embargo: not to be published before.
        corrections: published notes, oldest first.
        sample: True where it is one of the samples that feedpub carries, which are no news.
        edits: what an editor says of its answers, whatever the rules find.
        copies: the other sources that bring it, by name.
        excerpt: True where the copy is somebody else's: headline, standfirst and lead alone; the whole is at ``url``.
        version: number that the copy gives itself among the versions of the article; it orders documents, and is in none.
        notes: what of the copy was left out when it was read; in no document either.
        guid: what its provider calls it, by which copies from several sources are told; in no document either.
    """

    id: str = Field(pattern=r"^urn:uuid:[0-9a-f-]{36}$")
    url: str | None = optional()
    headline: str = Field(min_length=1)
    headline_generated: bool = False
    standfirst: str | None = optional()
    text: str = Field(min_length=1)
    dateline: Dateline | None = optional()
    blocks: tuple[Block, ...] = _structure()
    marks: tuple[InlineMark, ...] = _structure()
    furniture: tuple[Matter, ...] = _structure()
    language: str = Field(default="en", pattern=r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$")
    authors: tuple[Author, ...] = ()
    published: Moment | None = optional()
    modified: Moment | None = optional()
    section: str | None = optional()
    tags: tuple[str, ...] = ()
    images: tuple[Image, ...] = ()
    rights: str | None = optional()
    source: str = ""
    status: Status = "usable"
    embargo: AwareDatetime | None = optional()
    corrections: tuple[Correction, ...] = ()
    sample: Literal[True] | None = optional()
    edits: Edits | None = optional()
    copies: tuple[ArticleCopy, ...] = _structure()
    excerpt: Literal[True] | None = optional()
    version: int | None = Field(default=None, exclude=True, repr=False)
    notes: tuple[str, ...] = Field(default=(), exclude=True, repr=False)
    guid: str | None = Field(default=None, exclude=True, repr=False)

    def characters(self, field: str | None) -> str:
        """Return what the offsets of a span count in: the text, the headline or the standfirst."""
        if field == "headline":
            return "" if self.headline_generated else self.headline
        return (self.standfirst or "") if field == "standfirst" else self.text

    def span(self, start: int, end: int, field: Literal["headline", "standfirst"] | None = None) -> Span:
        """Cut evidence out of the article.

        Args:
            start: first code point.
            end: the code point after the last.
            field: None for the text.

        Returns:
            The span with its own characters.

        Raises:
            ValueError: nothing stands there.
        """
        text = self.characters(field)[start:end]
        if start < 0 or len(text) != end - start or not text:
            raise ValueError(f"nothing stands at {start}-{end}")
        return Span.of_valid({"start": start, "end": end, "text": text, "field": field})

    def proves(self, span: Span) -> bool:
        """Tell whether a span's characters stand where it says they do."""
        return self.characters(span.field)[span.start : span.end] == span.text

    @model_validator(mode="after")
    def _dateline_stands_in_the_text(self) -> Self:
        line = self.dateline
        if line and not (line.start < line.end <= len(self.text) and self.text.startswith(line.place or "", line.start)):
            raise ValueError(f"the dateline at {line.start}-{line.end} does not stand in the text")
        return self

    @model_validator(mode="after")
    def _structure_fits_the_text(self) -> Self:
        check_structure(self.text, self.blocks, self.marks, self.furniture, len(self.images))
        return self

    @model_validator(mode="after")
    def _modified_after_published(self) -> Self:
        # A day begins at another instant in each time zone: beside a time it is known to within 14 hours.
        slack = timedelta(hours=0 if type(self.published) is type(self.modified) else 14)
        if self.published and self.modified and instant(self.modified) < instant(self.published) - slack:
            raise ValueError("modified is earlier than published")
        return self


NO_STRUCTURE: dict[str, Any] = {"dateline": None, "blocks": (), "marks": (), "furniture": ()}
"""What goes with a text that takes the place of the article's own."""


def instant(moment: date | datetime, timezone: str = "UTC") -> datetime:
    """Turn a day into the instant at which it begins; an instant stays what it is.

    Args:
        moment: a date, or a time with its zone.
        timezone: IANA zone of the source, for a date.

    Returns:
        The instant, in UTC.
    """
    if isinstance(moment, datetime):
        return moment.astimezone(UTC)
    return datetime.combine(moment, time(), ZoneInfo(timezone)).astimezone(UTC)
