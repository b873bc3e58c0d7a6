import random
from pathlib import Path

import pytest

from feedpub.errors import ReadError
from feedpub.model.document import Document
from feedpub.readers import read, split

DATA = Path(__file__).parents[1] / "data"
SAMPLES = sorted(path for folder in ("readers", "parts") for path in (DATA / folder).iterdir() if path.suffix != ".json")
MUTATIONS = 25


def articles(path: Path, content: bytes) -> int:
    """Count what is read; a refusal is an answer as well, anything else that is raised is not."""
    try:
        parts = split(Document(source="test", key=path.name, content=content))
    except ReadError:
        return 0
    return sum(map(_is_read, parts))


def _is_read(part: Document) -> bool:
    try:
        return bool(read(part).text)
    except ReadError:
        return False


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_damaged_copy_is_an_article_or_a_refusal(path: Path) -> None:
    original, chance = path.read_bytes(), random.Random(path.name)  # noqa: S311 - the same damage in every run
    for _ in range(MUTATIONS):
        at, end = sorted(chance.randrange(len(original)) for _ in range(2))
        cut, doubled = original[:at] + original[end:], original[:end] + original[at:]
        replaced = original[:at] + bytes(chance.randrange(256) for _ in range(8)) + original[at + 8 :]
        for content in (original[:at], cut, doubled, replaced, original.replace(b" ", b"\0", 3)):
            articles(path, content)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-32", "cp1252", "shift_jis"])
@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_copy_in_another_encoding_than_it_says_is_an_article_or_a_refusal(path: Path, encoding: str) -> None:
    articles(path, path.read_bytes().decode("utf-8", "replace").encode(encoding, "replace"))


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.nitf", b"<nitf>" + b"<p>" * 10_000),
        ("a.html", b"<html><body>" + b"<div>" * 10_000 + b"words"),
        ("a.html", b"<html><body>" + b"<b>" * 10_000 + b"words"),
        ("a.ninjs", b"[" * 10_000),
        ("a.ninjs", b'{"a":' * 10_000),
        ("a.xml", b"<!DOCTYPE nitf " * 50_000),
        ("a.xml", b"<!--" * 50_000 + b"<nitf/>"),
        ("a.xml", b"<!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'>" + b"<!ENTITY b '&a;&a;&a;&a;'>" * 1000 + b"]><nitf>&b;</nitf>"),
        ("a.anpa", b"\x16\x16\x01\x02" + b"``" * 50_000),
        ("a.iptc", b"\x01abc123 4 5\r\n\x02" + b"BY " * 50_000),
        ("a.rss", b"<rss><channel>" + b"<item/>" * 2_000 + b"</channel></rss>"),
    ],
)
def test_copy_made_to_hurt_is_refused(name: str, content: bytes) -> None:
    assert articles(Path(name), content) == 0
