"""Every format's output is compared with a file that people have read: pytest --update-golden renews them."""

from pathlib import Path

import orjson
import pytest

from feedpub.formats import FORMATS
from feedpub.formats.base import Format
from feedpub.model.feed import Feed
from tests.formats import samples

DATA = Path(__file__).parent.parent / "data" / "formats"
MINUTES = {"structured": 3, "bridge": 2, "bare": 1, "retracted": 0}
FEEDS = {
    "all": lambda: samples.feed(*(samples.entry(name, minutes) for name, minutes in MINUTES.items())),
    "empty": samples.feed,
}


def cases() -> list[tuple[str, Format]]:
    names = {"feed": tuple(FEEDS), "event": tuple(samples.EVENTS)}
    return [(name, output) for output in FORMATS for name in names[output.scope]]


def made(name: str) -> Feed:
    return FEEDS[name]() if name in FEEDS else samples.feed(samples.entry(name))


def readable(output: Format, body: bytes) -> bytes:
    """JSON documents are compared with every value on a line of its own, so that a change is a small diff."""
    if not output.media_type.endswith("json"):
        return body
    return orjson.dumps(orjson.loads(body), option=orjson.OPT_INDENT_2) + b"\n"


@pytest.mark.parametrize(("name", "output"), cases(), ids=lambda value: getattr(value, "name", value))
def test_a_format_renders_what_its_golden_file_shows(name: str, output: Format, *, update_golden: bool) -> None:
    path = DATA / f"{name}.{output.name}"
    body = readable(output, output.render(made(name)))
    if update_golden:
        path.write_bytes(body)
    assert body == path.read_bytes()


def test_no_golden_file_is_left_over() -> None:
    assert {path.name for path in DATA.iterdir()} == {f"{name}.{output.name}" for name, output in cases()}
