import json
from pathlib import Path

import pytest

from feedpub.errors import ReadError
from feedpub.model.document import Document
from feedpub.readers import read, split

PARTS = Path(__file__).parents[1] / "data" / "parts"


def document(key: str, content: bytes | str) -> Document:
    raw = content.encode() if isinstance(content, str) else content
    return Document(source="test", key=key, content=raw, location=f"copy/{key}")


def headlines(whole: Document) -> list[str]:
    return [read(part).headline for part in split(whole)]


def test_a_message_is_parted_into_its_texts() -> None:
    whole = document("message.xml", (PARTS / "message.xml").read_bytes())
    parts = split(whole)
    assert [part.key.partition("#")[2].rpartition(":")[2] for part in parts] == ["ice", "emb"]
    assert headlines(whole) == ["Ice road to Replot closed by thaw", "Ice road to open again"]
    assert read(parts[1]).embargo is not None


def test_an_export_is_parted_into_what_is_published() -> None:
    whole = document("export.xml", (PARTS / "export.xml").read_bytes())
    first, second = (read(part) for part in split(whole))
    assert first.text == "The quay opened on Monday.\n\nIt is long.\n\nWide, too\n\nShips fit."
    assert (second.headline, second.language) == ("Second post", "en-IE")


def test_a_list_of_news_objects_is_parted() -> None:
    item = {"guid": "a", "versioncreated": "2026-03-04T08:00:00Z", "headline": "One", "body_html": "<p>First words.</p>"}
    picture = {"guid": "p", "type": "picture", "versioncreated": "2026-03-04T08:00:00Z", "headline": "No"}
    for whole in ([item, picture, item | {"guid": "b", "headline": "Two"}], {"items": [item, item | {"headline": "Two"}]}):
        assert headlines(document("list.json", json.dumps(whole))) == ["One", "Two"]


def test_a_part_has_the_identity_of_its_article_wherever_it_stands() -> None:
    alone = document("ice.newsml", (PARTS.parent / "readers" / "wire-newsml-g2.newsml").read_bytes())
    whole = document("message.xml", (PARTS / "message.xml").read_bytes())
    assert read(split(whole)[0]).id == read(alone).id


@pytest.mark.parametrize(
    ("key", "content", "reason"),
    [
        ("a.json", '{"requests": {"a": 1}}', "no news object"),
        ("a.json", "[1, 2", "no JSON"),
        ("a.xml", '<newsMessage><itemSet><packageItem guid="x"/></itemSet></newsMessage>', "only packageitem"),
        ("a.xml", "<rss><channel/></rss>", "no entry"),
        ("a.xml", "<nitf><body>", "not well-formed"),
        ("a.xml", "<!DOCTYPE nitf [<!ENTITY a 'b'>]><nitf><body><body.content>&a;</body.content></body></nitf>", "Entity"),
        ("a.html", "<html><body><script>1</script></body></html>", "no article's text"),
    ],
)
def test_what_holds_no_article_is_refused_by_name(key: str, content: str, reason: str) -> None:
    whole = document(key, content)
    with pytest.raises(ReadError) as refusal:
        [read(part) for part in split(whole)]
    assert refusal.value.location == f"copy/{key}"
    assert reason in refusal.value.reason


def test_a_news_object_that_is_a_picture_is_refused_by_its_type() -> None:
    whole = document(
        "a.ninjs", '{"guid": "p", "headline": "x", "type": "picture", "versioncreated": "2026-03-04T08:00:00Z"}'
    )
    with pytest.raises(ReadError) as refusal:
        read(whole)
    assert (refusal.value.field, refusal.value.reason) == ("type", "it is a picture, and no text")


@pytest.mark.parametrize("body", [["First words."], {"text": "First words."}])
def test_a_news_object_whose_body_is_no_text_is_refused_by_its_name(body: object) -> None:
    with pytest.raises(ReadError) as refusal:
        read(
            document(
                "a.ninjs", json.dumps({name: NINJS[name] for name in NINJS if name != "body_html"} | {"body_text": body})
            )
        )
    assert refusal.value.field == "body_text"
    assert refusal.value.reason == f"must be text, not a {'list' if isinstance(body, list) else 'mapping'}"


def test_a_kill_whose_body_is_no_text_is_a_kill() -> None:
    kill = {name: NINJS[name] for name in NINJS if name != "body_html"} | {"body_text": ["x"], "pubstatus": "canceled"}
    assert read(document("a.ninjs", json.dumps(kill))).status == "canceled"


def test_items_without_an_id_are_numbered_whatever_stands_between_them() -> None:
    item = {"content_text": "The quay opened.", "date_published": "2026-03-04T08:00:00Z"}
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": "W"}
    for items in ([None, item, item], [item, 5, item]):
        keys = [part.key for part in split(document("a.json", json.dumps(feed | {"items": items})))]
        assert keys == ["a.json#1", "a.json#2", "a.json#no object 1"]


def test_an_item_of_a_feed_that_is_no_object_is_refused_by_itself() -> None:
    item = {"id": "one", "content_text": "The quay opened.", "title": "Quay", "date_published": "2026-03-04T08:00:00Z"}
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": "W", "items": [item, "two", item | {"id": "three"}]}
    parts = split(document("a.json", json.dumps(feed)))
    assert [part.key for part in parts] == ["a.json#one", "a.json#three", "a.json#no object 1"]
    assert [read(parts[number]).headline for number in (0, 1)] == ["Quay", "Quay"]
    with pytest.raises(ReadError) as refusal:
        read(parts[2])
    assert (refusal.value.field, refusal.value.reason) == ("items", "the item is no object")


NINJS = {"uri": "tag:a", "versioncreated": "2026-03-04T08:00:00Z", "headline": "One", "body_html": "<p>First words.</p>"}
RECORD = {"id": 7, "text": "The quay opened.\n\nShips fit.", "headline": "Two", "published": "2026-03-04"}
EVENT = {
    "schema_version": "1.0",
    "article": {
        "id": "urn:uuid:93fe07dd-fca9-56bb-b0c6-283ef02811e6",
        "headline": "Three",
        "text": "It opened.",
        "published": "2026-03-05",
        "images": [{"url": "https://a.example/b.jpg", "width": 16}, {"url": "beside.jpg"}],
    },
}


@pytest.mark.parametrize("key", ["lines.jsonl", "lines.ndjson", "-"])
def test_each_json_line_is_an_article_and_a_broken_one_is_refused_by_itself(key: str) -> None:
    lines = [json.dumps(NINJS), "", json.dumps(RECORD), '{"id": "x", "text": ', json.dumps(EVENT), "[]"]
    parts = split(document(key, "\r\n".join(lines) + "\n"))
    assert [part.key.partition("#")[2] for part in parts] == ["tag:a", "7", "line 4", "line 5", "line 6"]
    one, two, three = (read(parts[number]) for number in (0, 1, 3))
    assert [one.headline, two.headline, three.headline] == ["One", "Two", "Three"]
    assert two.text == RECORD["text"]
    assert (three.id, len(three.images)) == ("urn:uuid:93fe07dd-fca9-56bb-b0c6-283ef02811e6", 1)
    for number, why in ((2, "it is no JSON"), (4, "no JSON object")):
        with pytest.raises(ReadError, match=why) as refused:
            read(parts[number])
        assert refused.value.location == parts[number].location


def test_a_file_of_one_json_line_is_one_article() -> None:
    (whole,) = split(document("one.jsonl", json.dumps(RECORD) + "\n"))
    assert (whole.key, read(whole).headline) == ("one.jsonl", "Two")


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"text": 1}, "text"),
        ({"published": "soon"}, "published"),
        ({"titel": "x"}, "titel"),
        ({"language": "xx"}, "language"),
    ],
)
def test_a_record_that_cannot_be_used_is_refused_by_its_field(change: dict[str, object], field: str) -> None:
    with pytest.raises(ReadError) as refused:
        read(document("one.jsonl", json.dumps(RECORD | change)))
    assert refused.value.field == field


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"schema_version": "2.0"}, "schema_version"),
        ({"article": EVENT["article"] | {"status": "gone"}}, "status"),  # type: ignore[operator]  # a mapping in a literal
        ({"article": EVENT["article"] | {"text": None}}, "text"),  # type: ignore[operator]
        ({"article": EVENT["article"] | {"images": [{"url": "https://a.example/b.jpg", "width": -1}]}}, "images.width"),  # type: ignore[operator]
    ],
)
def test_an_event_that_cannot_be_used_is_refused_by_its_field(change: dict[str, object], field: str) -> None:
    with pytest.raises(ReadError) as refused:
        read(document("event.json", json.dumps(EVENT | change)))
    assert refused.value.field == field
