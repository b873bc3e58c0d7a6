import pytest

from feedpub.model.document import Document
from feedpub.readers import READERS
from feedpub.readers.detect import detect

PLAIN = b"date 2025-02-03 x\n\nBody."
MARKDOWN = b"\xef\xbb\xbf---\ndate: 2025-02-03\n---\nBody."


@pytest.mark.parametrize(
    ("key", "media_type", "content", "reader"),
    [
        ("a.txt", "", PLAIN, "plaintext"),
        ("a.MD", "", MARKDOWN, "markdown"),
        ("a.md", "text/plain; charset=utf-8", PLAIN, "plaintext"),
        ("a.md", "application/octet-stream", PLAIN, "markdown"),
        ("a", "Text/Markdown", PLAIN, "markdown"),
        ("a", "", PLAIN, "plaintext"),
        ("a.copy", "", b"Headline\n\n" + PLAIN, "plaintext"),
        ("a", "", MARKDOWN, "markdown"),
    ],
)
def test_the_reader_is_known_by_media_type_then_suffix_then_content(
    key: str, media_type: str, content: bytes, reader: str
) -> None:
    assert detect(Document(source="s", key=key, content=content, media_type=media_type), READERS).name == reader


def test_each_reader_has_a_suffix_and_a_media_type_of_its_own() -> None:
    assert len({reader.suffixes[0] for reader in READERS}) == len(READERS)
    assert len({reader.media_types[0] for reader in READERS}) == len(READERS)


@pytest.mark.parametrize(
    ("content", "reader"),
    [
        (b'<?xml version="1.0"?><!-- <rss> --><nitf/>', "nitf"),
        (b"<!DOCTYPE nitf [<!ENTITY a 'b'>]>\n<nitf></nitf>", "nitf"),
        (b'<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/"/>', "newsml-g2"),
        (b'<n:newsMessage xmlns:n="http://iptc.org/std/nar/2006-10-01/"/>', "newsml-g2"),
        (b"<NewsML/>", "newsml-1"),
        (b'<rss version="2.0"/>', "feed"),
        (b'<feed xmlns="http://www.w3.org/2005/Atom"/>', "feed"),
        (b"<!doctype html><title>x</title>", "html"),
        (b'{"version": "https://jsonfeed.org/version/1"}', "jsonfeed"),
        (b'[{"guid": "a"}]', "ninjs"),
        (b"\x01hga017 3 i 96 ccccb hga 044\r\n\n\x02Text", "iptc-7901"),
        (b"\x16\x16\x01a0415\x1f-----\r\n\x02^Text<", "anpa-1312"),
    ],
)
@pytest.mark.parametrize("key", ["a.xml", "a.json", "a.copy", "a"])
def test_a_format_that_shares_its_suffix_is_known_by_its_bytes(key: str, content: bytes, reader: str) -> None:
    assert detect(Document(source="s", key=key, content=content), READERS).name == reader


def test_a_page_inside_another_format_does_not_make_it_a_page() -> None:
    item = b'<newsItem guid="urn:a"><contentSet><inlineXML><html xmlns="http://www.w3.org/1999/xhtml"/></inlineXML></contentSet>'
    assert detect(Document(source="wire", key="a", content=item + b"</newsItem>"), READERS).name == "newsml-g2"
