"""Changes as events of a stream.

Source: https://html.spec.whatwg.org/multipage/server-sent-events.html#parsing-an-event-stream
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Frames:
    """A part of a stream.

    Args:
        body: its events; empty where the list has none there.
        sequence: number up to which it tells everything.
        has_more: there are numbers behind that, which may bring more.
    """

    body: bytes
    sequence: int
    has_more: bool

    @property
    def size(self) -> int:
        """What it takes in memory."""
        return len(self.body) + 500


def frame(name: str, cursor: str, data: bytes) -> bytes:
    """Write an event of a stream.

    Args:
        name: of its kind.
        cursor: to go on from behind it.
        data: JSON, in which a line may only end between values.
    """
    line = data.replace(b"\n", b" ") if b"\n" in data else data
    return f"id: {cursor}\nevent: {name}\ndata: ".encode() + line + b"\n\n"
