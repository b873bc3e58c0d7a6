"""Server-sent events, out of the lines of an open answer.

Source: https://html.spec.whatwg.org/multipage/server-sent-events.html#event-stream-interpretation
"""

from dataclasses import dataclass

from feedpub.client.exchange import Exchange, lines


@dataclass(frozen=True)
class StreamEvent:
    """An event of a stream.

    Args:
        name: its type; empty for a comment, which says only that the stream lives.
        data: what it carries.
        id: where the stream goes on behind it; None where it does not say.
    """

    name: str
    data: str = ""
    id: str | None = None


def next_event(rest: bytearray) -> Exchange[StreamEvent | None]:
    """Read the next event of the open answer.

    Args:
        rest: what was read beyond the one before.

    Returns:
        The event, or None where the stream has ended; an unfinished one is none.
    """
    fields: dict[str, list[str]] = {}
    while (line := (yield from lines(rest))) is not None:
        text = line.decode("utf-8").removesuffix("\r")
        if not text:
            if fields.get("data"):
                return _event(fields)
            fields.clear()
        elif text.startswith(":"):
            return StreamEvent("")
        else:
            name, _, value = text.partition(":")
            fields.setdefault(name, []).append(value.removeprefix(" "))
    return None


def _event(fields: dict[str, list[str]]) -> StreamEvent:
    names, ids = fields.get("event", ["message"]), fields.get("id")
    return StreamEvent(names[-1], "\n".join(fields["data"]), ids[-1] if ids else None)
