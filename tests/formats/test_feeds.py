"""Feeds as subscribers read them."""

import calendar
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import feedparser
import orjson
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from feedpub.formats import FORMATS, atom, jsonfeed, newsml, rss
from feedpub.formats.base import Format
from feedpub.model.article import Article, Author
from feedpub.model.event import Event, Quote, Speaker, What, Who
from tests.formats import samples

SCHEMAS = Path(__file__).parents[2] / "schemas"
FEED = samples.feed(samples.entry("bridge", 2), samples.entry("bare", 1), samples.entry("retracted"))
XML = pytest.mark.parametrize("output", [rss.FORMAT, atom.FORMAT], ids=lambda output: str(output.name))


def tree(body: bytes) -> Any:
    return etree.fromstring(body, etree.XMLParser(resolve_entities=False, no_network=True))


def texts(body: bytes, path: str) -> list[str]:
    names = {
        "a": "http://www.w3.org/2005/Atom",
        "dc": "http://purl.org/dc/elements/1.1/",
        "at": "http://purl.org/atompub/tombstones/1.0",
    }
    return [str(found) for found in tree(body).xpath(path, namespaces=names)]


@XML
def test_a_subscriber_gets_everything_it_asks_for(output: Format) -> None:
    parsed = feedparser.parse(output.render(FEED))
    assert not parsed.bozo
    assert parsed.feed.link == FEED.home
    assert [entry.id for entry in parsed.entries] == [entry.event.id for entry in FEED.entries]
    assert [entry.link for entry in parsed.entries] == [entry.url for entry in FEED.entries]
    assert all(entry.title and entry.summary and entry.content[0].value for entry in parsed.entries)
    dates = [calendar.timegm(entry.published_parsed) for entry in parsed.entries]
    assert dates == [entry.published.timestamp() for entry in FEED.entries]
    assert parsed.entries[0].updated == "2024-04-23T09:30:00.250000+00:00"
    assert parsed.entries[0].published.endswith(("+0000", "+00:00"))
    assert parsed.entries[0].title == "Engineer of Fjordspan bridge <steps down> & apologises"


def test_every_author_reaches_subscribers_of_rss_on_one_line() -> None:
    assert feedparser.parse(rss.render(FEED)).entries[0].author == "Marit Dale, Harbour Press"
    assert texts(rss.render(FEED), "//item[1]/dc:creator/text()") == ["Marit Dale, Harbour Press"]


def test_every_author_reaches_subscribers_of_atom() -> None:
    parsed = feedparser.parse(atom.render(FEED))
    assert [author.name for author in parsed.entries[0].authors] == ["Marit Dale", "Harbour Press"]


@XML
def test_who_names_no_author_is_signed_by_the_publisher(output: Format) -> None:
    assert feedparser.parse(output.render(FEED)).entries[1].author == "Harbour Press"


def test_rss_puts_the_description_before_the_content_and_marks_the_guid() -> None:
    item = tree(rss.render(FEED)).find("channel/item")
    names = [etree.QName(child).localname for child in item]
    assert names.index("description") < names.index("encoded")
    assert item.find("guid").get("isPermaLink") == "false"
    assert "title" not in [etree.QName(child).localname for child in item if etree.QName(child).namespace]


def test_the_dates_of_a_feed_are_those_of_its_changes() -> None:
    assert texts(rss.render(FEED), "//lastBuildDate/text()") == ["Thu, 25 Apr 2024 08:00:00 +0000"]
    assert texts(atom.render(FEED), "/a:feed/a:updated/text()") == ["2024-04-25T08:00:00+00:00"]
    assert texts(rss.render(samples.feed()), "//lastBuildDate/text()") == ["Thu, 25 Apr 2024 08:00:00 +0000"]


def test_the_channel_links_to_the_page_and_to_itself() -> None:
    body = rss.render(FEED)
    assert texts(body, "//channel/link/text()") == ["https://news.example/"]
    assert texts(body, "//channel/a:link[@rel='self']/@href") == ["https://news.example/feeds/all.rss"]


@XML
def test_ampersands_and_brackets_of_plain_text_are_hexadecimal_references(output: Format) -> None:
    body = output.render(FEED).decode()
    assert "<title>Engineer of Fjordspan bridge &#x3C;steps down&gt; &#x26; apologises</title>" in body
    plain = re.sub(r"<content[ :][^>]*>[^<]*<", "<", body)
    assert not re.search("&(amp|lt);", plain)
    assert "&lt;p&gt;&lt;strong&gt;Correction" in body


def test_an_entry_says_its_own_language() -> None:
    assert texts(rss.render(FEED), "//dc:language/text()") == ["en-GB", "de", "en"]
    assert texts(atom.render(FEED), "//a:entry/@xml:lang") == ["en-GB", "de", "en"]
    assert [item["language"] for item in orjson.loads(jsonfeed.render(FEED))["items"]] == ["en-GB", "de", "en"]


def test_atom_entries_link_to_their_page_and_to_where_they_came_from() -> None:
    copy = samples.bridge().article.model_copy(update={"url": "https://elsewhere.example/1"})
    moved = samples.entry("bridge").model_copy(update={"event": samples.bridge().model_copy(update={"article": copy})})
    body = atom.render(samples.feed(moved))
    assert texts(body, "//a:entry/a:link[@rel='alternate']/@href") == [moved.url]
    assert texts(body, "//a:entry/a:link[@rel='via']/@href") == ["https://elsewhere.example/1"]


def test_atom_names_what_was_removed() -> None:
    assert texts(atom.render(FEED), "//at:deleted-entry/@ref") == [FEED.tombstones[0].id]
    assert texts(atom.render(FEED), "//at:deleted-entry/@when") == ["2024-04-25T08:00:00+00:00"]


@XML
def test_the_answers_fit_our_own_grammar(output: Format) -> None:
    grammar = etree.RelaxNG(etree.parse(SCHEMAS / "event.rng"))
    events = list(tree(output.render(FEED)).iter("{urn:feedpub:ns:event:1}event"))
    events += tree(output.render(FEED.telling("all"))).iter("{urn:feedpub:ns:event:1}event")
    events += tree(newsml.render(samples.feed(samples.entry("bridge")))).iter("{urn:feedpub:ns:event:1}event")
    assert len(events) == 7
    for event in events:
        assert grammar.validate(event), grammar.error_log


def test_the_offsets_in_a_json_feed_with_all_answers_count_in_its_content_text() -> None:
    item = orjson.loads(jsonfeed.render(FEED.telling("all")))["items"][0]
    spans = [span for who in item["_feedpub"]["who"] for span in who["evidence"]]
    assert spans
    assert all(item["content_text"][span["start"] : span["end"]] == span["text"] for span in spans)


@pytest.mark.parametrize("output", [rss.FORMAT, atom.FORMAT], ids=lambda output: str(output.name))
def test_an_entry_that_nobody_touched_keeps_its_bytes(output: Format) -> None:
    other = samples.entry("bare", 1)
    changed = other.model_copy(update={"modified": datetime(2024, 5, 1, tzinfo=UTC)})
    before, after = (output.render(samples.feed(samples.entry("bridge"), entry)) for entry in (other, changed))
    assert before != after
    assert pieces(before)[0] == pieces(after)[0]


def pieces(body: bytes) -> list[bytes]:
    return re.findall(rb"<(?:item|entry).*?</(?:item|entry)>", body, re.DOTALL)


def test_an_item_that_nobody_touched_keeps_its_value_in_json_feed() -> None:
    other = samples.entry("bare", 1)
    changed = other.model_copy(update={"modified": datetime(2024, 5, 1, tzinfo=UTC)})
    before, after = (jsonfeed.render(samples.feed(samples.entry("bridge"), entry)) for entry in (other, changed))
    first = before[before.index(b'{"id"') : before.index(b',{"id":"' + other.event.id.encode())]
    assert first in after


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.text(min_size=1), st.text(min_size=1))
def test_no_character_kills_a_document(first: str, second: str) -> None:
    copy = Article(
        id=samples.bridge().id,
        headline=first,
        standfirst=second,
        text=second,
        section=first,
        tags=(second,),
        rights=first,
        authors=(Author(name=second, url=first),),
        url=second,
    )
    proof: dict[str, Any] = {"evidence": (copy.span(0, len(second)),), "rule": first}
    who = Who(id=first, name=second, kind="person", title=first, affiliation=second, **proof)
    what = What(summary=first, action=second, type=first, **proof)
    quote = Quote(
        id=second, text=first, kind="direct", cue=first, speaker=Speaker(name=second, text=first, **proof), **proof
    )
    event = Event(id=copy.id, article=copy, who=(who,), what=what, quotes=(quote,))
    entry = samples.entry("bare").model_copy(update={"event": event})
    one = samples.feed(entry).model_copy(update={"title": first})
    for output in FORMATS:
        body = output.render(one)
        if output.scope == "feed" and output.media_type.endswith("xml"):
            assert not feedparser.parse(body).bozo
            assert len(pieces(body)) == 1
        elif output.media_type.endswith("xml"):
            assert tree(body) is not None
        elif output.media_type.endswith("json"):
            assert orjson.loads(body)
        else:
            assert body.decode()


ARCHIVE = FEED.model_copy(
    update={
        "address": "https://news.example/feeds/all/archive/2024-03/1",
        "current": "https://news.example/feeds/all",
        "previous": "https://news.example/feeds/all/archive/2024-02/4",
        "following": "https://news.example/feeds/all/archive/2024-03/2",
    }
)


@XML
def test_an_archive_says_that_it_is_one_and_leads_on(output: Format) -> None:
    document = tree(output.render(ARCHIVE))
    links = {link.get("rel"): link.get("href") for link in document.iter("{http://www.w3.org/2005/Atom}link")}
    assert links["self"] == f"https://news.example/feeds/all/archive/2024-03/1.{output.suffix}"
    assert links["current"] == f"https://news.example/feeds/all.{output.suffix}"
    assert links["prev-archive"] == f"https://news.example/feeds/all/archive/2024-02/4.{output.suffix}"
    assert links["next-archive"] == f"https://news.example/feeds/all/archive/2024-03/2.{output.suffix}"
    assert len(list(document.iter("{http://purl.org/syndication/history/1.0}archive"))) == 1
    assert not feedparser.parse(output.render(ARCHIVE)).bozo


def test_the_next_page_of_a_json_feed_is_its_archive() -> None:
    assert orjson.loads(jsonfeed.render(ARCHIVE))["next_url"] == "https://news.example/feeds/all/archive/2024-02/4.json"
    assert "next_url" not in orjson.loads(jsonfeed.render(FEED))


SUMMARIES = FEED.model_copy(update={"site": samples.SITE.model_copy(update={"full_text": False})})


@pytest.mark.parametrize("output", [rss.FORMAT, atom.FORMAT, jsonfeed.FORMAT], ids=lambda output: str(output.name))
def test_a_feed_of_summaries_has_no_words_of_the_articles_beyond_them(output: Format) -> None:
    body = output.render(SUMMARIES).decode()
    assert "Cracks in two cables delay the opening" in body
    assert "wrong number of cables" in body  # the correction, on top
    assert "Ingrid Solvang" not in body
    assert "Ein Ergebnis" not in body
    assert "Ingrid Solvang" in output.render(FEED).decode()
    assert "Ingrid Solvang" not in output.render(SUMMARIES.telling("all")).decode()
    assert all(entry.url in body for entry in FEED.entries)


def test_a_summary_in_a_json_feed_is_all_its_text() -> None:
    for item, entry in zip(orjson.loads(jsonfeed.render(SUMMARIES))["items"], FEED.entries, strict=True):
        assert item["content_text"] == item["summary"]
        assert "_feedpub" not in item
        assert item["url"] == entry.url
