"""Cursors: where a list goes on, signed, so that a client can only ask for pages that a list has led it to."""

import hmac
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable
from datetime import UTC, datetime
from hashlib import sha256

import orjson

from feedpub.errors import QueryError
from feedpub.model.selection import EVERYTHING, Query

Position = tuple[datetime, str]
"""An event's instant of publication and its id."""

Key = tuple[int | str, ...]
"""A place in a list, by what its items are sorted by."""

_SIGNATURE = 12  # bytes: a forger would need some 2^95 requests
_LONGEST = 200  # characters; those of today have some 120


_FOREIGN = "is not one that this list gave out"


class UnknownCursorError(Exception):
    """A follower goes on from where it cannot have been: another database, one that was put back, or another list."""


class BehindError(Exception):
    """What is read from lacks a change that a follower has: it is told of all there is in a moment."""


class ExpiredCursorError(Exception):
    """A follower goes on from where it has been too long ago: some of what went since is told no more."""


class Cursors:
    """Writes and reads the cursors of one store.

    Args:
        key: asked for once; all who serve the store share it.
    """

    def __init__(self, key: Callable[[], bytes]) -> None:
        self._ask = key
        self._key = b""

    def write(self, position: Position) -> str:
        """Write where a list goes on, for an address.

        Args:
            position: behind which it does.

        Returns:
            The cursor.

        Raises:
            StoreError: the key cannot be had.
        """
        return self._signed([position[0].astimezone(UTC).isoformat(), position[1]])

    def read(self, cursor: str) -> Position:
        """Read a cursor that ``write`` wrote.

        Args:
            cursor: as a client sends it back.

        Returns:
            The position.

        Raises:
            QueryError: it is none of ours.
            StoreError: the key cannot be had.
        """
        match self._read(cursor):
            case [str(moment), str(name)] if ":" in moment:
                return datetime.fromisoformat(moment).astimezone(UTC), name
        raise QueryError("cursor", _FOREIGN)

    def write_key(self, scope: str, key: Key) -> str:
        """Write where a list of many orders goes on.

        Args:
            scope: which list, in which order.
            key: behind which place.

        Raises:
            StoreError: the key that signs it cannot be had.
        """
        return self._signed([scope, *key])

    def read_key(self, scope: str, cursor: str) -> Key:
        """Read a cursor that ``write_key`` wrote.

        Args:
            scope: which list, in which order.
            cursor: as a client sends it back.

        Raises:
            QueryError: it is none of that list.
            StoreError: the key that signs it cannot be had.
        """
        match self._read(cursor):
            case [str(of), *key] if of == scope:
                return tuple(key)
        raise QueryError("cursor", _FOREIGN)

    def _signed(self, values: list[int | str]) -> str:
        packed = orjson.dumps(values)
        return _spelled(self._signature(packed) + packed)

    def _read(self, cursor: str) -> list[int | str]:
        """Return what was signed; nothing where it was not, or not by us."""
        signed = _bytes(cursor)
        signature, packed = signed[:_SIGNATURE], signed[_SIGNATURE:]
        # Spelled again it must be the same: base64 can be written in many ways, each a page in memory.
        if _spelled(signed) != cursor or not hmac.compare_digest(signature, self._signature(packed)):
            return []
        values: list[int | str] = orjson.loads(packed)
        return values

    def write_sequence(self, sequence: int, query: Query = EVERYTHING, dropped: int = 0) -> str:
        """Write where a list of changes goes on.

        Args:
            sequence: number behind which it does.
            query: what the list is cut to.
            dropped: number of the last removal that is told no more. Where the list goes on before it, its reader came from
                the beginning since that was dropped, and misses nothing by it.

        Returns:
            The cursor.

        Raises:
            StoreError: the key cannot be had.
        """
        return self._signed([sequence, _list_of(query), *([dropped] if sequence < dropped else [])])

    def read_sequence(self, cursor: str, query: Query = EVERYTHING) -> tuple[int, int]:
        """Read a cursor that ``write_sequence`` wrote.

        Args:
            cursor: as a follower sends it back.
            query: what its list is cut to.

        Returns:
            The number behind which it goes on, and that of the last removal that was told no more to a reader from the
            beginning; 0 where it has not to be known.

        Raises:
            UnknownCursorError: it is of another store or of another list.
            StoreError: the key cannot be had.
        """
        match self._read(cursor):
            case [int(sequence), str(listed), *dropped] if listed == _list_of(query):
                return sequence, int(*dropped)
        raise UnknownCursorError

    def _signature(self, packed: bytes) -> bytes:
        self._key = self._key or self._ask()
        return hmac.digest(self._key, packed, "sha256")[:_SIGNATURE]


def _list_of(query: Query) -> str:
    """Tell the lists of a store apart; empty for that of everything."""
    return sha256(query.string.encode()).hexdigest()[:16] if query != EVERYTHING else ""


def _spelled(signed: bytes) -> str:
    return urlsafe_b64encode(signed).rstrip(b"=").decode()


def _bytes(cursor: str) -> bytes:
    """Take a cursor out of its letters; nothing where they are none of base64."""
    try:
        return urlsafe_b64decode(cursor.encode("ascii") + b"=" * (-len(cursor) % 4)) if len(cursor) <= _LONGEST else b""
    except ValueError:
        return b""
