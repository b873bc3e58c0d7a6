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
