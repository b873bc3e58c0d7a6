"""What a source is: something that can be listed again and again, and yields documents."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from feedpub.errors import SourceError
from feedpub.model.document import Document

FEED_DOCUMENTS = 5
"""So many times as large as a document may one of many articles be: fifty whole articles, hardly one of them large."""
FEED = "feed"
"""Key of a document of many articles at an address: not the address, which may change while its articles stay."""


class Source(Protocol):
    """Where documents come from.

    Args:
        name: unique on the site; part of every article's identity, so it never changes.
    """

    @property
    def name(self) -> str:
        """The source's name."""
        ...

    def documents(self) -> Iterator[Document | SourceError]:
        """List the source as it is now, in an order that does not depend on the machine.

        Yields:
            Each document, or the error that kept one from being opened (its location is the document's key).

        Raises:
            SourceError: the source as a whole cannot be listed.
        """
        ...


@dataclass(frozen=True, slots=True)
class Untouched:
    """Documents that were not read because they are what they were: of thousands nearly all, in a few runs.

    Args:
        keys: what identifies them within their source, in the order of its listing.
        above: what stands before a key in the place where a person finds the document.
        sample: they are some of those that feedpub carries.
    """

    keys: tuple[str, ...]
    above: str
    sample: bool = False


Found = Document | SourceError | Untouched
"""What a listing yields."""


@runtime_checkable
class StampingSource(Source, Protocol):
    """A source that can tell without reading a document whether it is what it was."""

    def changed_since(self, stamps: Mapping[str, str]) -> Iterator[Found]:
        """List the source as it is now, and read what may have changed.

        Args:
            stamps: of documents, by key, as they were when they were last read.

        Yields:
            As ``documents``, but what it need not read.

        Raises:
            SourceError: the source as a whole cannot be listed.
        """
        ...
