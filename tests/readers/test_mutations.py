"""Damaged copy is an article or a refusal that names it, whatever was done to it; benchmarks/mutations.py shows how fast."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pytest

from feedpub.errors import ReadError
from feedpub.model.document import Document
from feedpub.readers import read, split
from tests.readers.mutations import SAMPLES, mutations

Made = TypeVar("Made")


def outcome(work: Callable[[Document], Made], document: Document) -> Made | ReadError:
    try:
        return work(document)
    except ReadError as error:
        return error


def is_named(refusal: ReadError) -> bool:
    return refusal.location.startswith("the sample") and bool(refusal.reason)


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_damaged_copy_is_an_article_or_a_named_refusal(path: Path) -> None:
    for content in mutations(path, 24, seldom=12):
        whole = Document(source="test", key=path.name, content=content, location="the sample", published="2026-03-04")
        parts = outcome(split, whole)
        if isinstance(parts, ReadError):
            assert is_named(parts)
            continue
        for part in parts[:50]:
            found = outcome(read, part)
            assert is_named(found) if isinstance(found, ReadError) else found.text


@pytest.mark.parametrize(
    ("name", "before", "piece", "count", "reason"),
    [
        ("page-news.html", b"</body>", b"<a href=x>a b</a> ", 9_000, "others in it, more than the 4,000 allowed"),
        (
            "page-news.html",
            b"</body>",
            b"<div><p>x</p></div></div><div>" * 3,
            5_100,
            "elements, more than the 15,000 allowed",
        ),
        ("feed-entry.atom", b"</entry>", b"<category term='x'/>", 11_000, "elements, more than the 10,000 allowed"),
    ],
)
def test_a_flood_of_elements_is_refused_by_its_number(
    name: str, before: bytes, piece: bytes, count: int, reason: str
) -> None:
    (path,) = (path for path in SAMPLES if path.name == name)
    content = path.read_bytes().replace(before, piece * count + before)
    found = outcome(read, Document(source="test", key=name, content=content, published="2026-03-04"))
    assert isinstance(found, ReadError)
    assert reason in found.reason


def test_what_readers_wrote_below_an_exported_post_is_passed_over() -> None:
    (path,) = (path for path in SAMPLES if path.name == "export.xml")
    note = b"<wp:comment><wp:comment_content>No!</wp:comment_content></wp:comment>" * 6_000
    whole = Document(source="test", key="export.xml", content=path.read_bytes().replace(b"</item>", note + b"</item>", 1))
    assert read(split(whole)[0]).text == read(split(whole.model_copy(update={"content": path.read_bytes()}))[0]).text
