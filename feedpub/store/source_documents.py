"""The documents of a source as they were at one moment: of thousands, most is looked up only where it is asked for."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from feedpub.store.known_document import KnownDocument

# Looking one document up takes as long as reading some forty among all: .3 to .7 ms, and 77 to 203 ms for ten thousand, by
# the speed of the machine at that time.
_FEW = 1000  # documents of a source that are all read when one is asked for, which takes as long as looking up 25
_APART = 50  # that are looked up one after another before the others are read too

LookUp = Callable[[str | None], Iterable[KnownDocument]]
"""Reads the document of a source with a key, or all."""


class PlainDocuments(NamedTuple):
    """Documents that are there and hold the articles that they asked for, each by its key and in the order of keys.

    Args:
        articles: that they hold.
        digests: of the bytes that were accepted.
        stamps: that tell whether a file is what it was when it was read.
    """

    articles: dict[str, str]
    digests: dict[str, str]
    stamps: dict[str, str]


class SourceDocuments(Mapping[str, KnownDocument]):
    """The documents of a source by key, in the order of keys, as they were at one moment.

    Of a plain one that is looked up later, the article, the bytes and the file are those of that moment: whoever compares it
    with what the store knows by then sees that another process has taken it in meanwhile.

    Args:
        plain: documents of which nothing else has to be known as long as their files are as they were.
        others: the rest.
        look_up: reads documents as they are when it is called.
    """

    def __init__(self, plain: PlainDocuments, others: dict[str, KnownDocument], look_up: LookUp) -> None:
        self.plain = plain
        self.others = others
        self._look_up = look_up
        self._found: dict[str, KnownDocument] = {}

    def __getitem__(self, key: str) -> KnownDocument:
        """Return a document; KeyError where there was none."""
        if key in self.others:
            return self.others[key]
        if key in self.plain.articles and key not in self._found:
            self._find(key)
        return self._found[key]

    def __iter__(self) -> Iterator[str]:
        """Go through the keys, in their order."""
        plain = self.plain.articles
        return iter(sorted((*plain, *self.others)) if self.others else plain)

    def __len__(self) -> int:
        """Count the documents."""
        return len(self.plain.articles) + len(self.others)

    def _find(self, key: str) -> None:
        needs_all = len(self) < _FEW or len(self._found) >= _APART
        found = {each.key: each for each in self._look_up(None if needs_all else key)}
        for asked in self.plain.articles if needs_all else (key,):
            if asked not in self._found:
                self._found[asked] = self._as_it_was(found.get(asked) or KnownDocument(asked))

    def _as_it_was(self, found: KnownDocument) -> KnownDocument:
        articles, digests, stamps = self.plain
        key = found.key
        return found._replace(article_id=articles[key], digest=digests[key], stamp=stamps[key])
