"""One document read and extracted: an event that is not stored yet, or the reason why there is none."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from hashlib import sha256
from typing import Any

from feedpub.drafting.likeness import runs, signature
from feedpub.drafting.pictures import FetchPicture, with_pictures
from feedpub.drafting.terms import under_terms
from feedpub.errors import BrokenOffError, ExtractionError, FeedpubError
from feedpub.extraction.trace import Extraction
from feedpub.media import MediaStore
from feedpub.model.article import Article, Author, instant
from feedpub.model.document import NO_TERMS, Document
from feedpub.model.event import Event
from feedpub.site.words import words_of

Read = Callable[[Document], Article]
Split = Callable[[Document], tuple[Document, ...]]
Extract = Callable[[Article], tuple[Event, Extraction]]


@dataclass(frozen=True, slots=True)
class Draft:
    """An event that is not stored yet.

    Args:
        event: as extracted.
        trace: how its answers were chosen, as JSON.
        published: instant of first publication in the source's time zone; None where the copy has no date.
        modified: the copy's own instant of its last change, or None.
        corrected: instant of its last correction, or None.
        words: that its event is found by (site/words.py).
        signature: numbers that it has in common with every other copy of it (likeness.py).
    """

    event: Event
    trace: str
    published: datetime | None
    modified: datetime | None
    corrected: datetime | None = None
    words: tuple[str, str] | None = None
    signature: tuple[int, ...] | None = None

    def under(self, article_id: str) -> "Draft":
        """Return the same draft of the article with that id.

        Args:
            article_id: under which the store knows the article.
        """
        if article_id == self.event.id:
            return self
        article = self.event.article.model_copy(update={"id": article_id})
        event = self.event.model_copy(update={"id": article_id, "article": article})
        return replace(self, event=event)


def draft(  # noqa: PLR0913 - plain values, so that it can be sent to another process
    document: Document,
    read: Read,
    extract: Extract,
    publisher: str,
    *,
    media: MediaStore | None = None,
    fetch: FetchPicture | None = None,
) -> Draft | FeedpubError:
    """Read a document and extract its event; it may run in another process, so it returns what is wrong.

    Args:
        document: to read.
        read: a reader.
        extract: an extractor.
        publisher: the author of copy that names none.
        media: where pictures beside the copy are kept; None: nowhere.
        fetch: brings pictures of other sites; None: they stay there.

    Returns:
        The draft, or why there is none.

    Raises:
        MemoryError: there is not enough memory; whoever set a limit knows which.
    """
    try:
        article = _completed(with_pictures(read(document), document, media, fetch), document, publisher)
        event, extraction = _extracted(article, document, extract)
        written = event.model_dump_json()  # what cannot be is refused here rather than in the middle of a transaction
        trace = extraction.model_dump_json(include={"trace"}).removeprefix('{"trace":').removesuffix("}")
        dates = (_instant(article.published, document), _instant(article.modified, document))
        # What takes time is done here, where several processes do it, rather than by the one that writes.
        copies = signature(runs(event.article.text), event.article, document)
        return Draft(event, trace, *dates, _corrected(article, document, dates[0]), words_of(written), copies)
    except Exception as error:
        return _refusal(document, error)


def _extracted(article: Article, document: Document, extract: Extract) -> tuple[Event, Extraction]:
    """Extract, and name the document where that fails, which people know better than the article's id."""
    try:
        return extract(article)
    except ExtractionError as error:
        raise ExtractionError(document.location or document.key, error.reason, error.field) from error.__cause__


def split_document(document: Document, split: Split) -> tuple[Document, ...] | FeedpubError:
    """Split a document that may hold several articles; like ``draft`` it may run in another process.

    Args:
        document: to split.
        split: of the readers.

    Returns:
        Documents of one article each, or why there are none.

    Raises:
        MemoryError: there is not enough memory; whoever set a limit knows which.
    """
    try:
        return split(document)
    except Exception as error:
        return _refusal(document, error)


def _refusal(document: Document, error: Exception) -> FeedpubError:
    if lacked_memory(error):
        raise MemoryError from None
    if isinstance(error, FeedpubError):
        return _whole(error)
    # Readers and extractors may be anybody's: whatever they raise spoils this document only.
    return BrokenOffError(document.location or document.key, f"cannot be read: {type(error).__name__}: {error}")


def lacked_memory(error: BaseException | None) -> bool:
    """Tell whether an error comes of a lack of memory, whatever became of it on its way.

    Args:
        error: as caught.
    """
    while error is not None and not isinstance(error, MemoryError):
        error = error.__cause__ or error.__context__
    return error is not None


def digest(document: Document) -> str:
    """Tell whether a document would be read the same again.

    Args:
        document: as listed.

    Returns:
        A hash of its bytes and of what its source says about them.
    """
    about = "\0".join((document.media_type, document.timezone, document.language, document.published or "", ""))
    mark = b"sample\0" if document.sample else b""
    if document.beside:
        mark += document.beside.encode("utf-8", "backslashreplace") + b"\0"
    if document.terms != NO_TERMS:
        mark += document.terms.model_dump_json().encode() + b"\0"
    return sha256(mark + about.encode("utf-8", "backslashreplace") + document.content).hexdigest()


def _completed(article: Article, document: Document, publisher: str) -> Article:
    changes: dict[str, Any] = {"source": document.source, "sample": True if document.sample else None}
    if not article.authors:
        changes["authors"] = (Author(name=publisher, kind="organization"),)
    if article.status == "withheld" and article.embargo:
        # Withheld until a moment: the moment decides. Withheld without one: until the copy says otherwise.
        changes["status"] = "usable"
    if article.embargo:
        changes["embargo"] = instant(article.embargo)  # a moment outside the calendar is refused here
    return under_terms(article.model_copy(update=changes), document)


def _instant(moment: date | None, document: Document) -> datetime | None:
    return None if moment is None else instant(moment, document.timezone)


def _corrected(article: Article, document: Document, published: datetime | None) -> datetime | None:
    """Find when the copy was last corrected; a bare date on the day of publication is the end of that day at the latest."""
    instants = [instant(note.date, document.timezone) for note in article.corrections]
    last = max(instants, default=None)
    if last and published and last <= published and not isinstance(article.corrections[instants.index(last)].date, datetime):
        return instant(last + timedelta(days=1, seconds=-1))
    return last


def _whole(error: FeedpubError) -> FeedpubError:
    # A cause does not survive the way from one process to another; its words do.
    cause = f" ({error.__cause__})" if error.__cause__ is not None else ""
    return type(error)(error.location, error.reason + cause, error.field)
