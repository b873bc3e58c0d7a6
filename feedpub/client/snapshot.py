"""All that there is, as of one sequence number: read from /api/events.ndjson, and read on where that was cut off."""

from pydantic import ValidationError
from pydantic_core import from_json

from feedpub.client.asking import Asking
from feedpub.client.errors import LostError, ProofError
from feedpub.client.exchange import Batch, Close, Exchange, Handle, lines
from feedpub.client.position import Chained, Opened, Position
from feedpub.client.wire import Change, Complete, EndLine, Gone, HeadLine, Restart, snapshot_line
from feedpub.model.base import fault_of

PATH = "/api/events.ndjson"
_BATCH = 100  # events that are handled together: a transaction of a copy


class SnapshotReading:
    """Reads a snapshot to its end, however often it is cut off.

    Args:
        asking: of the site.
        handle: is given what it tells.
        opened: what was read of it already; None for a new one.
    """

    def __init__(self, asking: Asking, handle: Handle, opened: Opened | None) -> None:
        self._asking, self._handle, self._opened = asking, handle, opened
        self._pending: list[tuple[Change, Position]] = []

    def read(self) -> Exchange[Position]:
        """Read it, and tell a restart, its events, and that it is complete.

        Returns:
            The position behind it.

        Raises:
            ExpiredError: it is not kept any more.
            ProofError: it does not fit its own digests.
        """
        while True:
            response = yield from self._asking.get(PATH, self._parameters(), streamed=True)
            try:
                ended = yield from self._read_on()
            except LostError as error:
                yield from self._hand_over()
                yield from self._asking.falter(error)
                continue
            except ValidationError as error:
                raise ProofError(response.url, f"a line is none of a snapshot: {': '.join(fault_of(error))}") from error
            yield Close()
            if ended:
                return self._behind()
            yield from self._hand_over()
            yield from self._asking.falter(LostError(response.url, "the snapshot was cut off"))

    def _parameters(self) -> dict[str, str]:
        if self._opened is None:
            return {}
        after = {"after": self._opened.after} if self._opened.after else {}
        return {"snapshot": self._opened.head.cursor, **after}

    def _read_on(self) -> Exchange[bool]:
        """Read lines until the last one, or until there are no more."""
        rest = bytearray()
        if (first := (yield from lines(rest))) is None:
            return False
        yield from self._begin(HeadLine.model_validate_json(first))
        while (line := (yield from lines(rest))) is not None:
            self._asking.succeed()
            entry = snapshot_line(from_json(line))
            if isinstance(entry, EndLine):
                yield from self._end()
                return True
            self._count(entry.id, entry.digest)
            if not isinstance(entry, Gone):
                self._pending.append((entry, self._position()))
            if len(self._pending) >= _BATCH:
                yield from self._hand_over()
        return False

    def _begin(self, head: HeadLine) -> Exchange[None]:
        if self._opened is None:
            self._opened = Opened(head=head)
            self._pending.append((Restart(count=head.count, sequence=head.sequence), self._position()))
            yield from self._hand_over()
        elif (head.sequence, head.digest) != (self._opened.head.sequence, self._opened.head.digest):
            raise ProofError(PATH, f"the snapshot of change {self._opened.head.sequence} goes on as another")

    def _count(self, name: str, digest: str) -> None:
        opened = self._now()
        if opened.after is not None and name <= opened.after:
            raise ProofError(name, f"is told behind {opened.after}")
        self._opened = opened.behind(name, digest)

    def _end(self) -> Exchange[None]:
        yield from self._hand_over()
        opened = self._now()
        if (opened.count, opened.digest) != (opened.head.count, opened.head.digest):
            raise ProofError(PATH, f"{opened.count} events are not the {opened.head.count} that the snapshot's digest is of")
        self._pending.append((Complete(sequence=opened.head.sequence), self._behind()))
        yield from self._hand_over()

    def _hand_over(self) -> Exchange[None]:
        if self._pending:
            batch = Batch(tuple(self._pending), self._pending[-1][1])
            self._pending.clear()
            yield from self._handle(batch)

    def _now(self) -> Opened:
        if self._opened is None:
            raise ProofError(PATH, "the snapshot has no first line")
        return self._opened

    def _position(self) -> Position:
        return Position(snapshot=self._opened)

    def _behind(self) -> Position:
        head = self._now().head
        chain = Chained(sequence=head.sequence, chain=head.chain) if head.chain else None
        return Position(cursor=head.cursor, sequence=head.sequence, chain=chain)
