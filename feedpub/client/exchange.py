"""What the logic asks of a driver: requests, bytes of an open answer, pauses. The logic itself does no input or output."""

from collections.abc import Callable, Generator, Mapping
from dataclasses import dataclass, field
from typing import TypeVar, cast

from feedpub.client.position import Position
from feedpub.client.wire import Change

Result = TypeVar("Result")


@dataclass(frozen=True)
class Request:
    """A GET request.

    Args:
        path: below the site's address.
        parameters: of the query.
        headers: further ones.
        streamed: a successful answer stays open, to be read by ``Read``; the one before it is closed.
    """

    path: str
    parameters: Mapping[str, str] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    streamed: bool = False


@dataclass(frozen=True)
class Response:
    """What came back.

    Args:
        url: that was asked.
        status: of HTTP.
        headers: with names in lower case.
        body: decoded; empty where it stays open.
        seconds: that it took.
    """

    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes = b""
    seconds: float = 0.0


@dataclass(frozen=True)
class Read:
    """The next bytes of the open answer are wanted; none where it has ended."""


@dataclass(frozen=True)
class Close:
    """The open answer is not wanted any more."""


@dataclass(frozen=True)
class Pause:
    """Nothing is to be done for some seconds."""

    seconds: float


@dataclass(frozen=True)
class Batch:
    """Changes that came together, for the caller to handle.

    Args:
        changes: in order, each with the position behind it.
        position: behind all of them.
    """

    changes: tuple[tuple[Change, Position], ...]
    position: Position


@dataclass(frozen=True)
class Progress:
    """How far a copy has come.

    Args:
        sequence: of the last change that it has.
        count: events in it.
        total: events that it is to have, while a snapshot is read; None otherwise.
        changes: handled since the progress before.
    """

    sequence: int
    count: int
    total: int | None
    changes: int


@dataclass(frozen=True)
class Verdict:
    """What comparing a copy with its site came to.

    Args:
        sequence: at which they were compared.
        count: events in the copy.
        digest: of the copy, before anything was mended.
        differing: ids of the events that were not what the site has.
        anew: so much differed that all was read anew.
        requests: that finding and mending it took.
    """

    sequence: int
    count: int
    digest: str
    differing: tuple[str, ...] = ()
    anew: bool = False
    requests: int = 0


@dataclass(frozen=True)
class Setback:
    """Something failed, and is tried again.

    Args:
        reason: what failed.
        seconds: until then.
    """

    reason: str
    seconds: float


Report = Progress | Verdict | Setback
"""What whoever keeps a copy may want to know."""

Step = Batch | Report
"""What reaches the caller."""

Asked = Request | Read | Close | Pause | Step
Answered = Response | bytes | None
"""A response to a request, bytes to a reading, nothing to the rest; ``LostError`` is thrown where there is no answer."""

Exchange = Generator[Asked, Answered, Result]
"""Logic that asks, is answered, and comes to a result."""

Handle = Callable[[Batch], Exchange[None]]
"""What is done with changes: given to the caller, or written to a copy."""


def request(asked: Request) -> Exchange[Response]:
    """Make a request.

    Args:
        asked: which.

    Returns:
        The response.

    Raises:
        LostError: there is none.
    """
    return cast(Response, (yield asked))


def read() -> Exchange[bytes]:
    """Read on in the open answer.

    Returns:
        The next bytes, none at its end.

    Raises:
        LostError: it broke off.
    """
    return cast(bytes, (yield Read()))


def lines(rest: bytearray) -> Exchange[bytes | None]:
    r"""Read the next line of the open answer.

    Only ``\n`` ends a line: JSON may hold whatever else Unicode takes for one.

    Args:
        rest: what was read beyond the line before, empty at first; kept by whoever reads.

    Returns:
        The line without its end, or None where the answer has ended; an unfinished last line is none.
    """
    while (end := rest.find(b"\n")) < 0:
        more = yield from read()
        if not more:
            return None
        rest += more
    line = bytes(rest[:end])
    del rest[: end + 1]
    return line
