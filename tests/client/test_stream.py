"""Streams and lines are read whole, however the network cuts them."""

import json

from hypothesis import given
from hypothesis import strategies as st

from feedpub.client.exchange import Exchange, lines
from feedpub.client.stream import StreamEvent, next_event
from tests.client.site import Script

STREAM = (
    b"retry: 3000\n\nid: c1\nevent: upsert\ndata: {}\n\n: alive\n\n"
    b"id: c2\r\nevent:delete\r\ndata: a\r\ndata: b\r\n\r\nevent: cut"
)


def cut(text: bytes, places: list[int]) -> list[bytes]:
    """Cut bytes where a network might, and end."""
    at = sorted({place % (len(text) + 1) for place in places})
    found = [text[start:end] for start, end in zip([0, *at], [*at, len(text)], strict=True)]
    return [*filter(None, found), b""]


def all_events() -> Exchange[list[StreamEvent]]:
    found, rest = list[StreamEvent](), bytearray()
    while (event := (yield from next_event(rest))) is not None:
        found.append(event)
    return found


def all_lines() -> Exchange[list[bytes]]:
    found, rest = list[bytes](), bytearray()
    while (line := (yield from lines(rest))) is not None:
        found.append(line)
    return found


@given(st.lists(st.integers(min_value=0)))
def test_events_are_the_same_however_they_are_cut(places: list[int]) -> None:
    events = Script(*cut(STREAM, places)).run(all_events())
    assert events == [StreamEvent("upsert", "{}", "c1"), StreamEvent(""), StreamEvent("delete", "a\nb", "c2")]


@given(st.lists(st.text(st.characters(codec="utf-8"), max_size=5), max_size=5), st.lists(st.integers(min_value=0)))
def test_only_a_newline_ends_a_line(texts: list[str], places: list[int]) -> None:
    told = [json.dumps(text, ensure_ascii=False).encode() for text in [*texts, "a\u2028b\u0085c"]]
    assert Script(*cut(b"".join(line + b"\n" for line in told), places)).run(all_lines()) == told
