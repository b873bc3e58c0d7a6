"""One source, looked at without storing anything: what it lists, and what could not be read of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from feedpub.drafting.terms import under_terms
from feedpub.errors import FeedpubError, SettingsError, UnwantedError
from feedpub.model.document import Document
from feedpub.settings import Settings
from feedpub.wiring.documents import source_named
from feedpub.wiring.extraction import parts_of, reader_of

_MOST = 50  # articles that are read: enough to see whether a source can be


@dataclass(frozen=True, slots=True)
class Checked:
    """What became of a document that was looked at.

    Args:
        key: of the document.
        headline: of its article; empty where there is none.
        refusal: why there is none; empty where there is one, or where it is not asked for.
        left: why it is not asked for; empty where it is.
    """

    key: str
    headline: str = ""
    refusal: str = ""
    left: str = ""


def check_source(settings: Settings, name: str) -> Iterator[Checked]:
    """Look at a source, also one that is paused.

    Args:
        settings: of the site.
        name: of the source.

    Yields:
        The first articles, and what cannot be read.

    Raises:
        SettingsError: there is no such source.
        SourceError: it cannot be listed.
    """
    source = source_named(settings, name)
    if source is None:
        raise SettingsError(name, "there is no such source: feedpub source list names them", "sources")
    yield from islice((each for found in source.documents() for each in _checked(settings, found)), _MOST)


def _checked(settings: Settings, found: Document | FeedpubError) -> Iterator[Checked]:
    if isinstance(found, FeedpubError):
        yield Checked(found.location, refusal=found.reason)
        return
    try:
        parts = parts_of(settings, found)
    except FeedpubError as error:
        yield Checked(found.key, refusal=_why(error))
        return
    for part in parts:
        yield _read(settings, part)


def _read(settings: Settings, part: Document) -> Checked:
    try:
        return Checked(part.key, under_terms(reader_of(settings)(part), part).headline)
    except UnwantedError as error:
        return Checked(part.key, left=error.reason)
    except FeedpubError as error:
        return Checked(part.key, refusal=_why(error))


def _why(error: FeedpubError) -> str:
    return f"{error.field}: {error.reason}" if error.field else error.reason
