"""What feeds tell of the answers: the main ones to people's readers, all of them to programs."""

from datetime import timedelta
from typing import Any

import orjson
import pytest
from lxml import etree

from feedpub.extraction import extract
from feedpub.formats import atom, jsonfeed, rss
from feedpub.formats.base import Format
from feedpub.model.document import Document, article_id
from feedpub.model.feed import Feed
from feedpub.readers import read, split
from feedpub.sources.data.build import FILES
from tests.formats import samples

FP = "{urn:feedpub:ns:event:1}"
LONG = samples.feed(*(samples.entry(name) for name in samples.EVENTS))
FORMS = pytest.mark.parametrize("output", [rss.FORMAT, atom.FORMAT, jsonfeed.FORMAT], ids=lambda output: str(output.name))
XML = pytest.mark.parametrize("output", [rss.FORMAT, atom.FORMAT], ids=lambda output: str(output.name))
BRIDGE = samples.bridge()


def first(output: Format, feed: Feed) -> Any:
    return next(etree.fromstring(output.render(feed)).iter(f"{FP}event"))


@XML
def test_a_feed_tells_the_main_answers_and_where_all_are(output: Format) -> None:
    told = first(output, samples.feed(samples.entry("bridge")))
    assert (told.get("answers"), told.get("document")) == ("main", "https://news.example/articles/bridge.json")
    assert told.get("quotes").split() == [quote.id for quote in BRIDGE.quotes]
    assert [etree.QName(child).localname for child in told] == ["who", "what", "when", "where"]
    assert all(len(child.findall(f"{FP}evidence")) == 1 for child in told)
    assert told.find(f"{FP}who").get("id") == BRIDGE.who[0].id


@XML
def test_a_feed_for_programs_tells_all_answers(output: Format) -> None:
    told = first(output, samples.feed(samples.entry("bridge")).telling("all"))
    assert "answers" not in told.attrib
    assert len(told.findall(f"{FP}who")) == len(BRIDGE.who)
    assert len(told.findall(f"{FP}quote")) == len(BRIDGE.quotes)


def test_a_json_feed_tells_the_same() -> None:
    feed = samples.feed(samples.entry("bridge"))
    main, whole = (orjson.loads(jsonfeed.render(feed.telling(answers)))["items"][0] for answers in ("main", "all"))
    assert main["_feedpub"]["quotes"] == [{"id": quote.id} for quote in BRIDGE.quotes]
    assert main["_feedpub"]["who"] == [
        whole["_feedpub"]["who"][0] | {"evidence": whole["_feedpub"]["who"][0]["evidence"][:1]}
    ]
    assert "content_text" not in main
    assert whole["content_text"] == BRIDGE.article.text
    assert whole["_feedpub"]["quotes"] == orjson.loads(orjson.dumps([one.model_dump(mode="json") for one in BRIDGE.quotes]))


@FORMS
def test_a_feed_for_people_leads_to_the_one_for_programs(output: Format) -> None:
    address = f"https://news.example/feeds/all.answers.{output.suffix}"
    assert address in output.render(LONG).decode()
    itself = output.render(LONG.telling("all")).decode()
    assert itself.count(address) == 1
    assert f"https://news.example/feeds/all.{output.suffix}" not in itself


@FORMS
def test_a_site_may_tell_all_answers_in_every_feed(output: Format) -> None:
    site = samples.SITE.model_copy(update={"answers": "all"})
    every = LONG.model_copy(update={"site": site})
    whole = output.render(LONG.telling("all"))
    assert len(output.render(every)) >= len(whole)
    assert len(output.render(LONG)) < len(whole)


@FORMS
def test_the_same_articles_are_read_from_both(output: Format) -> None:
    both = []
    for answers in ("main", "all"):
        copy = Document(source="wire", key=f"feed.{output.suffix}", content=output.render(LONG.telling(answers)))
        both.append([read(part).model_dump() for part in split(copy)])
    assert both[0] == both[1]
    assert len(both[0]) == len(LONG.entries)


def fifty() -> Feed:
    """A feed of whole articles of some 2,500 characters."""
    told = [extract(read(Document(source="articles", key=file.name, content=file.read_bytes())))[0] for file in FILES]
    entry, entries = samples.entry("bare"), []
    for place in range(50):
        event = told[place % len(told)].model_copy(update={"id": article_id("articles", str(place))})
        moment = entry.published - timedelta(minutes=place)
        entries.append(entry.model_copy(update={"event": event, "published": moment, "modified": moment}))
    return samples.feed(*entries)


def test_fifty_whole_articles_weigh_less_than_250_kilobytes() -> None:
    feed = fifty()
    assert sum(len(entry.event.article.text) for entry in feed.entries) > 50 * 2_000
    for output in (rss.FORMAT, atom.FORMAT, jsonfeed.FORMAT):
        body = output.render(feed)
        assert len(body) < 250_000
        assert body.count(feed.entries[0].event.article.text[-40:].encode()) >= 1
