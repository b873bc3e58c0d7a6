"""What feedpub wrote reads back as the same article, with the same answers, on any site and into any store."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from feedpub.extraction import extract
from feedpub.formats import FORMATS
from feedpub.ingest import Outcome, refresh
from feedpub.model.article import Article, Author, Correction, Image
from feedpub.model.document import Document, article_id, hashed_id
from feedpub.model.event import Event
from feedpub.model.feed import Feed
from feedpub.model.record import StoredEvent
from feedpub.readers import read, split
from feedpub.settings import Settings
from feedpub.sources.data.build import FILES
from feedpub.store import Store, open_store
from feedpub.wiring.preview import preview
from tests.builders import FakeSource, article, drafting_apart
from tests.formats import samples
from tests.structures import articles

NOW = datetime(2026, 11, 1, tzinfo=UTC)
FORMS = {form.name: form for form in FORMATS if form.name in ("markdown", "ninjs", "newsml", "json")}
SETTINGS = Settings(publisher="Harbour Press")

RETRACTED = b"""---
date: 2024-05-14
status: canceled
author: Ann Lee
corrections: [{date: 2024-05-16, text: "It did not happen: the quay is shut."}]
---
ROTTERDAM, Netherlands - The council reopened the quay on Monday, the mayor said.
"""
EMBARGOED = b"""---
headline: Council to reopen the quay
standfirst: The council reopened the quay
date: 2024-05-14T09:30:00.250+02:00
modified: 2024-05-15
embargo: 2031-05-14T09:30:00+02:00
authors: [{name: Ann Lee, url: "https://news.example/ann"}, {name: Harbour Press, kind: organization}]
section: World
tags: [World, quays]
rights: (c) Harbour Press
language: en-GB
corrections: [{date: 2024-05-14, text: "An earlier version: wrong."}]
images: [{url: "https://news.example/a.jpg", media_type: image/jpeg, width: 16, height: 9, size: 99, caption: C, credit: D}]
---
The council reopened the quay. "It was about time," said Mira Oduya.

Ends
"""


def written(content: bytes, name: str, form: str) -> tuple[Event, bytes]:
    """Extract a document, as ``feedpub extract`` does."""
    feed = preview(SETTINGS, Document(source="articles", key=name, content=content))
    return feed.entries[0].event, FORMS[form].render(feed)


def again(content: bytes, form: str, source: str = "elsewhere") -> Event:
    feed: Feed = preview(SETTINGS, Document(source=source, key=f"again.{FORMS[form].suffix}", content=content))
    return feed.entries[0].event


def substance(event: Event) -> dict[str, Any]:
    """All but the source, which is another, and the address, which is the page's where the copy had none."""
    made = event.model_dump(mode="json")
    del made["article"]["source"]
    made["article"].pop("url", None)
    return made


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.stem))
def test_an_article_is_read_again_with_the_same_id_and_answers(path: Path, form: str) -> None:
    event, content = written(path.read_bytes(), path.name, form)
    assert substance(again(content, form)) == substance(event)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("copy", [RETRACTED, EMBARGOED], ids=["retracted", "embargoed"])
def test_a_retraction_and_an_embargo_stay_what_they_are(copy: bytes, form: str) -> None:
    event, content = written(copy, "quay.md", form)
    assert substance(again(content, form)) == substance(event)
    assert event.status == "canceled" or event.article.embargo == datetime(2031, 5, 14, 7, 30, tzinfo=UTC)


@pytest.mark.parametrize("form", FORMS)
def test_every_field_comes_back(form: str) -> None:
    made = article(
        url="https://elsewhere.example/quay",
        headline='He said: "no" # and --- left',
        headline_generated=True,
        standfirst="- {a: b} & *c*",
        text="“Ends,” it said.\n\nEnds\n\n<b>not bold</b> &amp; \\*\n\nBy Ann Lee",
        authors=(
            Author(name="Ann: Lee", url="https://news.example/ann", fediverse="@ann.lee@social.example"),
            Author(name="Wire, Inc.", kind="organization", fediverse="@wire@social.example"),
        ),
        published=date(2024, 5, 6),
        modified=datetime(2024, 5, 7, 12, 30, 15, 250000, tzinfo=UTC),
        section="World",
        tags=("World", "a, b", "null"),
        images=(Image(url="https://news.example/a.jpg", width=16, height=9, size=7, caption="C", credit="D"),),
        rights="© 2024",
        language="en-GB",
        status="canceled",
        embargo=datetime(2024, 5, 6, 6, tzinfo=UTC),
        corrections=(
            Correction(date=date(2024, 5, 7), text="It was: not"),
            Correction(date=datetime(2024, 5, 8, 9, tzinfo=UTC), text="Nor: this"),
        ),
    )
    event = Event(id=made.id, status=made.status, article=made)
    dates = {"published": datetime(2024, 5, 6, tzinfo=UTC), "modified": made.modified}
    entry = samples.entry("bare").model_copy(update={"event": event, **dates})
    content = FORMS[form].render(samples.feed(entry))
    back = read(Document(source="wire", key=f"again.{FORMS[form].suffix}", content=content))
    assert back.model_dump() == made.model_dump()


@settings(max_examples=12, deadline=None)
@given(articles())
def test_every_structure_comes_back_from_every_form(made: Article) -> None:
    event = Event(id=made.id, status=made.status, article=made)
    dates = {"published": made.published, "modified": made.published}
    entry = samples.entry("bare").model_copy(update={"event": event, **dates})
    for form in FORMS.values():
        back = read(Document(source="wire", key=f"again.{form.suffix}", content=form.render(samples.feed(entry))))
        assert substance(back_event(back)) == substance(event)


def back_event(made: Article) -> Event:
    return Event(id=made.id, status=made.status, article=made)


@pytest.mark.parametrize("form", FORMS)
def test_a_structured_article_comes_back_with_its_answers(form: str) -> None:
    event, content = written(samples.STRUCTURED.encode(), "ferry.md", form)
    assert event.article.blocks
    assert event.article.marks
    assert event.article.furniture
    assert substance(again(content, form)) == substance(event)


def test_what_is_edited_after_it_was_written_counts() -> None:
    for form in FORMS:
        _, content = written(EMBARGOED, "quay.md", form)
        edited = content.replace(b"Council to reopen the quay", b"Council opens quay")
        assert again(edited, form).article.headline == "Council opens quay"


def test_a_list_of_events_is_read_as_many_articles() -> None:
    found = [written(path.read_bytes(), path.name, "json") for path in FILES[:3]]
    listed = b'{"items":[' + b",".join(content for _, content in found) + b'],"next":null,"has_more":false}'
    parts = split(Document(source="elsewhere", key="events.json", content=listed))
    assert [read(part).id for part in parts] == [event.id for event, _ in found]


# Into a store.


def bring(store: Store, source: FakeSource, **options: Any) -> list[Outcome]:
    given = {"read": read, "extract": extract, "publisher": "Harbour Press"}
    return list(refresh(source, store=store, now=NOW, **drafting_apart(given | options)))


def source(name: str, **files: bytes) -> FakeSource:
    """A source; in the names of its files, _ stands for the dot."""
    return FakeSource([_file(name, key.replace("_", "."), content) for key, content in files.items()], name=name)


def _file(source: str, key: str, content: bytes) -> Document:
    return Document(source=source, key=key, content=content, location=key)


def headline(store: Store, identity: str) -> str:
    stored = store.events.by_id(identity)
    assert isinstance(stored, StoredEvent)
    return stored.event.article.headline


COPY = EMBARGOED.replace(b"embargo: 2031-05-14T09:30:00+02:00\n", b"")


@pytest.mark.parametrize("form", FORMS)
def test_a_store_keeps_it_under_the_same_id(store: Store, form: str) -> None:
    event, content = written(COPY, "quay.md", form)
    (outcome,) = bring(store, source("elsewhere", **{f"x_{FORMS[form].suffix}": content}))
    assert (outcome.status, outcome.id) == ("new", event.id)


def test_by_hand_it_is_the_article_that_the_store_has(store: Store) -> None:
    event, content = written(COPY, "quay.md", "markdown")
    folder = source("articles", quay_md=COPY)
    bring(store, folder)
    edited = content.replace(b"Council to reopen", b"Council opens")
    (outcome,) = bring(store, source("by-hand", x_md=edited), sweep=False)
    assert (outcome.status, outcome.id) == ("changed", event.id)
    assert [each.status for each in bring(store, folder)] == ["unchanged"]
    assert headline(store, event.id) == "Council opens the quay"


def test_another_source_cannot_replace_an_article(store: Store) -> None:
    event, content = written(COPY, "quay.md", "ninjs")
    bring(store, source("articles", quay_md=COPY))
    feed = source("feed", x_ninjs=content.replace(b"Council to reopen", b"Council never opens"))
    (outcome,) = bring(store, feed)
    assert (outcome.status, outcome.reason) == ("left", "is the same article as quay.md of the source articles")
    assert [each.status for each in bring(store, feed)] == ["unchanged"]
    assert headline(store, event.id) == "Council to reopen the quay"
    bring(store, source("articles"), allow_mass_delete=True)
    assert [each.status for each in bring(store, feed)] == ["changed"]
    assert headline(store, event.id) == "Council never opens the quay"


def test_another_source_with_other_copy_under_the_same_id_is_refused(store: Store) -> None:
    _, content = written(COPY, "quay.md", "markdown")
    bring(store, source("articles", quay_md=COPY))
    head = content[: content.rindex(b"---") + 3].replace(b"Council to reopen the quay", b"Trams stand still")
    other = head + b"\n\nTrams in the old town stood still on Monday after a tree fell on the line.\n"
    (outcome,) = bring(store, source("feed", x_md=other))
    assert (outcome.status, outcome.reason) == ("refused", "id: is the same article as quay.md of the source articles")


def test_an_article_stays_while_another_source_lists_it(store: Store) -> None:
    event, content = written(COPY, "quay.md", "markdown")
    bring(store, source("articles", quay_md=COPY))
    bring(store, source("by-hand", x_md=content), sweep=False)
    assert bring(store, source("articles"), allow_mass_delete=True) == []
    assert headline(store, event.id) == "Council to reopen the quay"


def test_an_id_that_was_hashed_when_it_was_stored_stays(database: str) -> None:
    """Stores of earlier versions hashed also an id of ours that a document gave."""
    event, content = written(COPY, "quay.md", "markdown")
    before = hashed_id("elsewhere", event.id)
    assert article_id("elsewhere", event.id) == event.id != before
    old = content.replace(event.id.encode(), before.encode())
    with open_store(database) as store:
        assert bring(store, source("elsewhere", x_md=old))[0].id == before
    with open_store(database) as store:
        (outcome,) = bring(store, source("elsewhere", x_md=content))
        assert (outcome.status, outcome.id) == ("unchanged", before)
        (outcome,) = bring(store, source("elsewhere", moved_md=content))
        assert (outcome.status, outcome.id) == ("unchanged", before)
