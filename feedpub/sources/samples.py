"""The folder of somebody who has set none: a publisher's own articles, or the samples while there are none.

Samples are known by what stands in them, wherever they lie: by the digests of their lines in data/samples.txt. So one that
was edited, renamed or saved with other ends of lines is a sample all the same.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from hashlib import sha256
from importlib.resources import files
from pathlib import Path

from feedpub.errors import SourceError
from feedpub.model.document import Document
from feedpub.sources.base import Found
from feedpub.sources.directory import DirectorySource
from feedpub.sources.stamps import of_sample

_BEGINNING = 65_536  # bytes in which a sample is recognised: ten times as many as the longest one has
_SHORTEST = 20  # bytes: anybody's front matter has lines such as "authors:" and "section: Business"
_DIGITS = 16  # of SHA-256: among millions of lines not one is taken for another


def line_digests(content: bytes) -> list[str]:
    """Return digests of the lines that a document begins with.

    Args:
        content: of the document.

    Returns:
        One for each line that says something of its own, without the spaces around it.
    """
    lines = (line.strip() for line in content[:_BEGINNING].splitlines())
    return [sha256(line).hexdigest()[:_DIGITS] for line in lines if len(line) >= _SHORTEST]


def is_sample(content: bytes) -> bool:
    """Tell whether a document is a sample: whether more than half of its lines, short ones apart, are those of samples.

    Args:
        content: of the document.
    """
    found = line_digests(content)
    return sum(each in _known() for each in found) * 2 > len(found)


@cache
def _known() -> frozenset[str]:
    return frozenset(files("feedpub.sources.data").joinpath("samples.txt").read_text("ascii").split())


@dataclass(frozen=True, slots=True)
class OwnArticlesSource(DirectorySource):
    """A folder in which samples may lie that nobody is to take for news."""

    def changed_since(self, stamps: Mapping[str, str]) -> Iterator[Found]:
        """List the folder as it is now, in the order of keys, and read what was written since.

        Args:
            stamps: of files when they were read, by key.

        Yields:
            Each document that is no sample, or the error that kept one from being opened.

        Raises:
            SourceError: the folder is missing or cannot be listed.
        """
        # A class with slots is made anew, so that a bare super() would not know it.
        listed = DirectorySource.changed_since(self, stamps)
        return (found for found in listed if not (isinstance(found, Document) and is_sample(found.content)))


@dataclass(frozen=True, slots=True)
class UnsetSource(DirectorySource):
    """The source of a site that names none.

    Its folder is looked for at each listing, so that a folder that is made meanwhile is found.

    Args:
        folders: that it may be, the preferred one first; ``path`` is the one that was there at the start.
    """

    folders: tuple[Path, ...] = ()

    def changed_since(self, stamps: Mapping[str, str]) -> Iterator[Found]:
        """List the folder as it is now, in the order of keys, and read what was written since.

        Args:
            stamps: of files when they were read, by key.

        Yields:
            The publisher's own documents, without the samples among them; where there are none, the samples, marked as such.

        Raises:
            SourceError: the folder is missing or cannot be listed.
        """
        here = self._here()
        if any(not _is_sample(found) for found in here._marked(stamps)):
            return (found for found in here._marked(stamps) if not _is_sample(found))
        return here._marked(stamps)

    def marked(self, document: Document) -> Document:
        """Return a document, marked where it is a sample."""
        if not is_sample(document.content):
            return document
        return document.model_copy(update={"sample": True, "stamp": of_sample(document.stamp)})

    def _watched(self) -> Path:
        return self._here().path

    def _here(self) -> "UnsetSource":
        path = next((folder for folder in self.folders if folder.is_dir()), self.path)
        return replace(self, path=path, folders=())

    def _marked(self, stamps: Mapping[str, str]) -> Iterator[Found]:
        for found in DirectorySource.changed_since(self, stamps):
            yield self.marked(found) if isinstance(found, Document) else found


def _is_sample(found: Found) -> bool:
    return not isinstance(found, SourceError) and found.sample
