"""What a copy is proven by: digests of documents, a chain over all changes, a digest of a set that no order changes.

Source: RFC 8785 (JSON Canonicalization Scheme), FIPS 180-4 (SHA-256).
"""

import hashlib
from collections.abc import Mapping
from typing import Any

import rfc8785

NOTHING = "0" * 64
"""The chain before the first change, and the digest of an empty set."""

_MODULUS = 1 << 256


def digest_of(document: Mapping[str, Any]) -> str:
    """Digest a document.

    Args:
        document: parsed JSON, as it was delivered.

    Returns:
        SHA-256 of its canonical JSON, 64 hexadecimal digits.

    Raises:
        ValueError: it holds a number that JSON's readers do not all hold exactly.
    """
    return hashlib.sha256(rfc8785.dumps(dict(document))).hexdigest()


def link_of(sequence: int, op: str, name: str, revision: int | None = None, digest: str | None = None) -> str:
    """Digest a change that is told.

    Args:
        sequence: its number.
        op: upsert or delete.
        name: the article's id.
        revision: that it brought; None for a delete.
        digest: of the event's document; None for a delete.

    Returns:
        64 hexadecimal digits.
    """
    stated = (str(sequence), op, name, "" if revision is None else str(revision), digest or "")
    return _sha256("\n".join(stated))


def hidden_link(sequence: int) -> str:
    """Digest a change that nobody is told, which says nothing but its number."""
    return _sha256(f"{sequence}\nhidden")


def chained(chain: str, link: str) -> str:
    """Carry the running digest on over one change.

    Args:
        chain: over all changes before.
        link: the change's digest.

    Returns:
        The chain behind it.
    """
    return _sha256(chain + link)


def member_of(name: str, digest: str) -> int:
    """Digest what a set holds of one article.

    Args:
        name: the article's id.
        digest: of its event's document.

    Returns:
        A number below 2^256, of which the sum over a set is the set's digest.
    """
    return int(_sha256(f"{name}\n{digest}"), 16)


class SetDigest:
    """The digest of a set of events, whatever order they come and go in.

    Args:
        start: of the set so far.
    """

    def __init__(self, start: str = NOTHING) -> None:
        self._sum = int(start, 16)

    def add(self, name: str, digest: str) -> None:
        """Take an event in."""
        self._sum = (self._sum + member_of(name, digest)) % _MODULUS

    def remove(self, name: str, digest: str) -> None:
        """Take an event out that is in it."""
        self._sum = (self._sum - member_of(name, digest)) % _MODULUS

    @property
    def hex(self) -> str:
        """64 hexadecimal digits."""
        return f"{self._sum:064x}"


def digits_of(name: str) -> str:
    """Return the hexadecimal digits of an article's id, by whose beginnings sets are halved.

    Args:
        name: the article's id, ``urn:uuid:`` and a UUID.
    """
    return name.removeprefix("urn:uuid:").replace("-", "")


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()
