"""A document: bytes as a source holds them, before anyone has read them."""

import re
from datetime import datetime
from typing import Literal, Self
from uuid import NAMESPACE_URL, UUID, uuid5

from feedpub.model.base import Frozen

_NAMESPACE: UUID = uuid5(NAMESPACE_URL, "urn:feedpub:article")
# What ``hashed_id`` mints: version 5 of the variant of RFC 9562.
_MINTED = re.compile(r"urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")


class Terms(Frozen):
    """What a source's articles are taken under.

    Args:
        section: of copy that names none; or None.
        rights: line of copy that has none; or None.
        home_country: ISO 3166-1 code, for places that many countries have; None for the site's.
        keep: full, or summary where the copy is somebody else's: then its headline and lead alone are kept.
        include: only what has one of these words or phrases is taken; none for everything.
        exclude: nothing that has one of these is taken.
    """

    section: str | None = None
    rights: str | None = None
    home_country: str | None = None
    keep: Literal["full", "summary"] = "full"
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()


WORD_SUFFIX = ".docx"
WORD_TIMES = 10
"""How many times as large as others documents of Word may be: some pictures out of a camera."""
NO_TERMS = Terms()
"""Those of a source that sets none."""


class Document(Frozen):
    """What a source hands over.

    Args:
        source: name of the source it came from.
        key: what identifies it within the source: the path below the source's folder, or a feed's guid.
        content: the bytes, unread.
        media_type: as the source declares it, or empty.
        location: where a person finds it (a path or address), for messages only.
        timezone: IANA zone in which the source's bare dates are meant.
        language: what the copy is written in where it does not say so itself (BCP 47).
        published: date of publication where the copy gives none, as ISO 8601; or None.
        sample: one of those that feedpub carries, to be published as such.
        terms: under which its source is taken.
        changed: when its file was last written, in UTC; None where it is none.
        folder: of its source, where it is a file: pictures in it may belong to it.
        path: of the file, below that folder.
        beside: tells whether the pictures that it names have changed; empty where it names none.
        stamp: tells whether its file has changed without reading it; empty where only reading tells.
    """

    source: str
    key: str
    content: bytes
    media_type: str = ""
    location: str = ""
    timezone: str = "UTC"
    language: str = "en"
    published: str | None = None
    sample: bool = False
    terms: Terms = NO_TERMS
    changed: datetime | None = None
    folder: str = ""
    path: str = ""
    beside: str = ""
    stamp: str = ""

    def named(self, key: str) -> Self:
        """Return the same document under the key that its own front matter gives it."""
        return self.model_copy(update={"key": key})


def most_bytes(name: str, max_bytes: int) -> int:
    """Tell how large a document may be: one of Word has its pictures in it, which elsewhere are files of their own.

    Args:
        name: of its file, or its address.
        max_bytes: that other documents may have.
    """
    return max_bytes * (WORD_TIMES if name.lower().endswith(WORD_SUFFIX) else 1)


def article_id(source: str, key: str) -> str:
    """Find the permanent id of an article: a key that is one already is kept, so that what was written reads back.

    Args:
        source: name of the source.
        key: the document's key within it, or the id that the document gives.

    Returns:
        The id.
    """
    return key if _MINTED.fullmatch(key) else hashed_id(source, key)


def hashed_id(source: str, key: str) -> str:
    """Mint the permanent id of an article.

    Args:
        source: name of the source.
        key: the document's key within it.

    Returns:
        ``urn:uuid:`` with a version 5 UUID (RFC 9562, section 5.5): a fresh database gives the same ids.
    """
    return uuid5(_NAMESPACE, f"{source}\n{key}").urn
