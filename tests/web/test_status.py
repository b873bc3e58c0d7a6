"""/status: what it shows, and to whom."""

from base64 import b64encode
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from feedpub.ingest import refresh
from feedpub.model.article import Article
from feedpub.model.document import Document
from feedpub.store import Store, refused
from tests.builders import TINY, FakeSource, document, event, tiny_read
from tests.storing import put
from tests.web.conftest import STORED, Live, serving

SHOWN = "a token that opens the door"
BAD = b"BROKEN <script>alert(1)</script>"


def bring(store: Store, *documents: Document, now: datetime = STORED) -> None:
    list(refresh(FakeSource(documents), store=store, drafting=TINY, now=now))


def bad(key: str = "bad & <b>.txt", content: bytes = BAD) -> Document:
    return Document(source="wire", key=key, content=content, location=key)


def test_people_are_shown_sources_and_what_was_refused_with_what_to_do(empty: Live) -> None:
    bring(empty.store, document("quay"), bad())
    answer = empty.ask("/status", Accept="text/html")
    assert (answer.status, answer.headers["Cache-Control"], answer.headers["X-Robots-Tag"]) == (200, "no-store", "noindex")
    page = answer.body.decode()
    assert "bad &amp; &lt;b&gt;.txt" in page
    assert "text: is broken" in page
    assert "correct the file" in page
    assert "32 bytes" in page
    assert "Status: degraded" in page
    assert "The council reopened quay on Monday.</a> is new" in page


def test_the_json_is_that_of_the_command(empty: Live) -> None:
    bring(empty.store, document("quay"), bad("bad"))
    told: dict[str, Any] = empty.ask("/status.json").json()
    assert told == empty.ask("/status", Accept="application/json").json()
    (source,) = told["sources"]
    assert source["refused"] == [
        {
            "document": "bad",
            "field": "text",
            "reason": "text: is broken",
            "advice": "correct the file: it is read again as soon as it changes",
            "since": "2024-05-06T12:00:00+00:00",
            "bytes": 32,
        }
    ]
    assert [change["headline"] for change in told["changes"]] == ["The council reopened quay on Monday."]


def noting(document: Document) -> Article:
    """Read a document, and leave out of it what it asks for."""
    read = tiny_read(document)
    return read.model_copy(update={"notes": ("a <blink> was left out",) if "blink" in read.text else ()})


def test_what_was_left_out_of_a_document_is_kept_until_it_is_read_without_a_loss(empty: Live) -> None:
    drafting = replace(TINY, read=noting)
    for text in ("They blink.", "They blink."):
        list(refresh(FakeSource([document("lamps & <b>", text)]), store=empty.store, drafting=drafting, now=STORED))
        told = empty.ask("/status.json").json()
        assert told["noted"] == [{"source": "wire", "document": "lamps & <b>", "notes": ["a <blink> was left out"]}]
        assert told["noted_count"] == 1
    assert "a &lt;blink&gt; was left out" in empty.ask("/status", Accept="text/html").body.decode()
    list(refresh(FakeSource([document("lamps & <b>", "They burn.")]), store=empty.store, drafting=drafting, now=STORED))
    assert empty.ask("/status.json").json()["noted"] == []


def test_an_article_that_several_files_bring_names_them(empty: Live) -> None:
    bring(empty.store, document("quay", "The quay."), document("quay <2>", "The quay."))
    told: dict[str, Any] = empty.ask("/status.json").json()
    copied = told["copied"][0]
    assert told["copied_count"] == 1
    assert copied["documents"] == [{"source": "wire", "key": "quay"}, {"source": "wire", "key": "quay <2>"}]
    page = empty.ask("/status", Accept="text/html").body.decode()
    assert f"/articles/{copied['slug']}" in page
    assert "wire: quay; wire: quay &lt;2&gt;" in page


def test_a_refused_document_can_be_saved_as_it_was_until_it_can_be_read(empty: Live) -> None:
    bring(empty.store, bad("bad"))
    answer = empty.ask("/status/refused?source=wire&document=bad")
    assert (answer.status, answer.body) == (200, BAD)
    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    bring(empty.store, document("bad"))
    assert empty.ask("/status/refused?source=wire&document=bad").status == 404


@pytest.mark.parametrize("path", ["/status", "/status.json", "/status/refused?source=wire&document=bad"])
def test_strangers_are_told_nothing(empty: Live, path: str) -> None:
    bring(empty.store, bad("bad"))
    answer = empty.ask(path, **{"X-Forwarded-For": "203.0.113.9"})
    assert (answer.status, b"bad" in answer.body.replace(b"document=bad", b"")) == (403, False)


def basic(password: str) -> str:
    return f"Basic {b64encode(f'desk:{password}'.encode()).decode()}"


def test_a_browser_asks_for_the_token_as_a_password(tmp_path: Path) -> None:
    with serving(tmp_path, token=SHOWN) as live:
        _ask_for_the_token(live)


def _ask_for_the_token(live: Live) -> None:
    stranger = {"X-Forwarded-For": "203.0.113.9", "Accept": "text/html"}
    answer = live.ask("/status", **stranger)
    assert (answer.status, answer.headers["WWW-Authenticate"]) == (401, 'Basic realm="status"')
    assert live.ask("/status", **stranger, Authorization=basic("wrong")).status == 401
    assert live.ask("/status", **stranger, Authorization="Basic ###").status == 401
    assert live.ask("/status", **stranger, Authorization=basic(SHOWN)).status == 200


def test_no_more_is_kept_than_there_is_room_for(empty: Live, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(refused, "_MOST_COPIES", 3)
    monkeypatch.setattr(refused, "_MOST_BYTES", 100)
    monkeypatch.setattr(refused, "MOST_BYTES_EACH", 40)
    bring(empty.store, *(bad(f"d{number}") for number in range(5)))
    kept = [one.key for one in empty.store.sources.states()[0].refused if one.size is not None]
    assert len(kept) == 3
    bring(empty.store, bad("long", b"BROKEN" + b"x" * 94), now=STORED + timedelta(hours=1))
    copy = empty.store.sources.refused_copy("wire", "long")
    assert copy is not None
    assert (len(copy.content), copy.size) == (40, 100)
    bring(empty.store)
    assert empty.store.sources.refused_copy("wire", "long") is None


def test_what_is_under_embargo_is_named_by_its_document_alone(empty: Live) -> None:
    put(empty.store, status="usable", headline="A secret vote", embargo=STORED.replace(year=2999))
    page = empty.ask("/status", Accept="text/html").body.decode()
    assert "secret" not in page.lower()
    assert event().id in page
