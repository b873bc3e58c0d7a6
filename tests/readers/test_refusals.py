import re

import pytest

from feedpub.errors import ReadError
from feedpub.model.document import Document
from feedpub.readers import read

BODY = "\n\nBERGEN, Norway — The council voted on Monday.\n"


def refusal(name: str, content: bytes | str, **about: str) -> ReadError:
    encoded = content.encode() if isinstance(content, str) else content
    with pytest.raises(ReadError) as caught:
        read(Document(source="test", key=name, content=encoded, location=f"copy/{name}", **about))
    assert caught.value.location == f"copy/{name}"
    return caught.value


def front_matter(*lines: str, body: str = BODY) -> str:
    return "\n".join(["---", *lines, "---", body])


@pytest.mark.parametrize(
    ("content", "field", "reason"),
    [
        (b"", None, "it is empty"),
        (b" \r\n\t\n", None, "it is empty"),
        (b"%PDF-1.7 date 2025-01-01", None, "a PDF document"),
        (b"PK\x03\x04\x14", None, "a ZIP archive"),
        (b"date 2025-01-01 a\0b", None, "binary"),
        (bytes(range(1, 32)) * 4, None, "binary"),
        (b"date 2025-01-01 \x81\xff", None, "byte 16 (0x81) is neither"),
        (b"date 2025-01-01 caf\xc3\xa9 \xff", None, "byte 22 (0xff) is not valid UTF-8, which the rest of it is"),
        (b"\xff\xfed\x00\x00\xd8", None, "not valid UTF-16"),
        ("The council voted." + BODY, "published", "no date is given"),
        ("OSLO, 3 May — Snow fell.", "published", "no date is given"),
        ("OSLO, 31 June 2025 — Snow fell.", "published", "impossible date"),
        ("date 2025-02-30 Standfirst." + BODY, "published", "impossible date"),
        ("date 2025-02-03T25:00 Standfirst." + BODY, "published", "impossible date"),
        ("date 0003-02-03 Standfirst." + BODY, "published", "impossible date (year 3)"),
        ("date 9999-12-31T23:00-12:00 Standfirst." + BODY, "published", "impossible date (year 9999)"),
        ("date 3/2/2025 Standfirst." + BODY, "published", "'3/2/2025' is not an ISO date"),
        ("date 2025-02-03", "text", "it has no body"),
        ("date 2025-02-03 Only a standfirst.\n\n\n", "text", "it has no body"),
        ("date 2025-02-03 A standfirst.\n\n* * *\n", "text", "it has no body"),
        ("Title\n\nIntroduction\n\nSomething else\n\ndate 2025-02-03" + BODY, "published", "more than a headline"),
        ("Head " * 101 + "\n\ndate 2025-02-03" + BODY, "headline", "longer than 500"),
        ("date 2025-02-03\n\n" + "x" * 300, "headline", "no words"),
    ],
)
def test_plain_text_that_cannot_be_an_article_is_refused(content: bytes | str, field: str | None, reason: str) -> None:
    error = refusal("copy.txt", content)
    assert error.field == field
    assert reason in error.reason


@pytest.mark.parametrize(
    ("lines", "field", "reason"),
    [
        (["headline: x"], "published", "no date is given"),
        (["date: 2025-02-30"], "date", "impossible date"),
        (["date: 3 May 2025"], "date", "is not an ISO date"),
        (["date: [2025-02-03]"], "date", "must be text, not a list"),
        (["date: 2025-02-03", "published: 2025-02-04"], "published", "given twice"),
        (["date: 2025-02-03", "date: 2025-02-04"], "front matter", "'date' is given twice"),
        (["date: 2025-02-03", "modified: 2025-02-02"], "modified", "earlier than published"),
        (["date: 2025-02-03", "titel: x"], "titel", "did you mean 'title'?"),
        (["date: 2025-02-03", "mood: good"], "mood", "unknown field; known are author"),
        (["date: 2025-02-03", "expiryDate: 2025-02-04"], "expiryDate", "unknown field"),
        (["date: 2025-02-03", "draft: perhaps"], "draft", "neither true nor false"),
        (["pubDate: soon"], "pubDate", "is not an ISO date"),
        (["date: 2025-02-03", "title: {a: b}"], "title", "must be text, not a mapping"),
        (
            ["date: 2025-02-03", "status: retracted"],
            "status",
            "'retracted' is not known; known are usable, withheld, canceled",
        ),
        (["date: 2025-02-03", "status: Cancelled"], "status", "did you mean 'canceled'?"),
        (["date: 2025-02-03", "embargo: tomorrow"], "embargo", "is not an ISO date"),
        (["date: 2025-02-03", "language: 'english, mostly'"], "language", "no language code such as en"),
        (["date: 2025-02-03", "language: en_GB"], "language", "(BCP 47); did you mean 'en-GB'?"),
        (["date: 2025-02-03", "language: xx"], "language", "'xx' is no language (BCP 47)"),
        (["date: 2025-02-03", "url: /ferry"], "url", "no absolute http or https address"),
        (["date: 2025-02-03", "url: 'javascript:alert(1)'"], "url", "no absolute http or https address"),
        (["date: 2025-02-03", "url: 'http://[::1'"], "url", "no absolute http or https address"),
        (["date: 2025-02-03", "url: 'https://n.example/\"a'"], "url", "no absolute http or https address"),
        (["date: 2025-02-03", "authors: [{kind: person}]"], "authors.name", "is missing"),
        (["date: 2025-02-03", "authors: [{name: Ann, fediverse: ann}]"], "authors.fediverse", "no account such as @ada@"),
        (["date: 2025-02-03", "authors: [{name: Ann, fediverse: '@a@b<c'}]"], "authors.fediverse", "no account such as"),
        (["date: 2025-02-03", "authors: [{name: Ann, kind: robot}]"], "authors.kind", "neither person nor organization"),
        (["date: 2025-02-03", "authors: [{name: Ann, email: a@b.example}]"], "authors.email", "unknown field"),
        (
            ["date: 2025-02-03", "authors: [[Ann]]"],
            "authors",
            "must be names and values (name, kind, url, fediverse), not a list",
        ),
        (["date: 2025-02-03", "tags: {a: b}"], "tags", "must be a list of words"),
        (["date: 2025-02-03", "images: [{caption: x}]"], "images.url", "is missing"),
        (
            ["date: 2025-02-03", "images: [{url: 'https://a.example/x'}, {caption: x}]"],
            "images.url",
            "is missing (in number 2 of 2)",
        ),
        (["date: 2025-02-03", "images: [a.jpg, b.jpg, 'javascript:x']"], "images.url", "file (in number 3 of 3)"),
        (["date: 2025-02-03", "authors: 5"], "authors", "'5' is a number, and no name"),
        (["date: 2025-02-03", "authors: [Ann, '?']"], "authors", "'?' is no name"),
        (["date: 2025-02-03", "images: [{url: 'https://a.example/x', width: wide}]"], "images.width", "no positive number"),
        (["date: 2025-02-03", "images: [{url: 'https://a.example/x', height: -3}]"], "images.height", "no positive number"),
        (["date: 2025-02-03", "corrections: It was Tuesday."], "corrections", "must be names and values (date, text)"),
        (["date: 2025-02-03", "corrections: [{text: It was Tuesday.}]"], "corrections.date", "is missing"),
        (["date: 2025-02-03", "corrections: [{date: soon, text: x}]"], "corrections.date", "is not an ISO date"),
        (["- a", "- b"], "front matter", "no list of names and values"),
        (["just words"], "front matter", "no list of names and values"),
        (["a: b: c"], "front matter", "line 2: mapping values are not allowed"),
        (["date: &d 2025-02-03", "modified: *d"], "front matter", "line 2: anchors and aliases"),
        (["date: !!python/object/apply:os.system [id]"], "front matter", "tags such as"),
        (["tags: " + "[" * 40 + "]" * 40], "front matter", "nested more than 6 levels"),
        (["? [a]\n: b"], "front matter", "keys must be words"),
        (["~: b"], "front matter", "keys must be words"),
        (['title: "\\xzz"'], "front matter", "line 2: "),
        (["date: 2025-02-03", 'title: "\\UFFFFFFFF"'], "title", "line 3: an escape stands for no character"),
        (["date: 2025-02-03", 'title: "\\U00110000"'], "title", "line 3: an escape stands for no character"),
        (["date: 2025-02-03", 'title: "\\ud83d\\ude00"'], "title", "line 3: an escape stands for no character"),
        (["date: 2025-02-03", "tags:", '  - "\\udfff"'], "tags", "line 4: an escape stands for no character"),
        (['"\\UFFFFFFFF": x'], "front matter", "line 2: an escape stands for no character"),
        (["title: x", 'corrections: [{date: 2025-02-03, text: "a\\Uffffffff"}]'], "corrections", "line 3: an escape"),
        (["tags: " + "[" * 10_000 + "]" * 10_000], "front matter", "nested more than 6 levels"),
        (["tags: " + "{a: " * 10_000 + "}" * 10_000], "front matter", "nested more than 6 levels"),
        (["? " * 10_000], "front matter", "nested more than 6 levels"),
        (["a: &a [x, x]", "b: &b [*a, *a]", "c: [*b, *b]"], "front matter", "line 2: anchors and aliases"),
        (["date: 99999-01-01"], "date", "is not an ISO date"),
        (["date: 0000-01-01"], "date", "impossible date"),
        (["date: 2025-02-03T25:61:00+99:99"], "date", "impossible date"),
        (["date: 2025-02-03", "embargo: 0001-01-01T00:00:00+14:00"], "embargo", "impossible date"),
        (
            ["date: 2025-02-03", "images: [{url: 'https://a.example/x', width: " + "9" * 6000 + "}]"],
            "images.width",
            "no pos",
        ),
        (["tags: [" + "a, " * 40_000 + "]"], "front matter", "no line --- closes it within 65,536"),
    ],
)
def test_front_matter_that_cannot_be_used_is_refused(lines: list[str], field: str, reason: str) -> None:
    error = refusal("copy.md", front_matter(*lines))
    assert error.field == field
    assert reason in error.reason


def test_an_unclosed_front_matter_is_refused() -> None:
    assert "no line --- closes it" in refusal("copy.md", "---\ntitle: x\n" + BODY).reason


def test_markdown_without_words_is_refused() -> None:
    error = refusal(
        "copy.md", front_matter("date: 2025-02-03", body="![](https://a.example/x.png)\n\n<script>markup</script>\n")
    )
    assert (error.field, error.reason) == ("text", "it has no body")


def test_a_document_over_the_limit_is_refused_unread() -> None:
    document = Document(source="test", key="long.txt", content=b"date 2025-02-03\n\n" + b"word " * 100)
    with pytest.raises(ReadError, match=re.escape("it has 517 bytes, more than the 500 allowed")):
        read(document, max_bytes=500)


def test_an_unknown_kind_of_document_is_refused_by_name() -> None:
    error = refusal("table.csv", "a,b\n", media_type="text/csv; charset=utf-8")
    assert error.reason.startswith("no reader knows this kind of document (media type text/csv); readable are .txt, .text, ")


def test_an_unknown_kind_of_xml_is_refused_by_its_first_element() -> None:
    assert "with <invoice> as its first element" in refusal("bill.xml", "<?xml version='1.0'?>\n<invoice/>").reason


def test_a_time_zone_that_nobody_knows_is_named() -> None:
    assert "'Mars/Base'" in refusal("copy.txt", "date 2025-02-03 10:00 x" + BODY, timezone="Mars/Base").reason


def test_messages_quote_only_the_beginning_of_what_is_wrong() -> None:
    assert len(str(refusal("copy.txt", f"date 2025{'9' * 100_000} x" + BODY))) < 300


UNDATED = {
    "a.rss": '<rss version="2.0"><channel><title>W</title><link>https://w.example/</link><description>d</description>'
    "<item><title>Quay closes</title><guid>1</guid><pubDate>{}</pubDate><description>BERGEN — A quay closed.</description>"
    "</item></channel></rss>",
    "a.feed.json": '{{"version": "https://jsonfeed.org/version/1.1", "title": "W", "items": [{{"id": "1", '
    '"title": "Quay closes", "content_text": "BERGEN — A quay closed.", "date_published": "{}"}}]}}',
    "a.ninjs": '{{"uri": "urn:x:1", "type": "text", "headline": "Quay closes", "body_text": "BERGEN — A quay closed.", '
    '"versioncreated": "{}", "language": "en"}}',
    "a.html": '<html><head><title>Quay closes</title><meta property="article:published_time" content="{}"></head><body>'
    "<main><article><h1>Quay closes</h1><p>BERGEN — A quay closed on Monday.</p></article></main></body></html>",
    "a.nitf": '<nitf><head><docdata><date.issue norm="{}"/></docdata></head><body><body.head><hedline><hl1>Quay closes</hl1>'
    "</hedline></body.head><body.content><p>BERGEN — A quay closed.</p></body.content></body></nitf>",
}  # fmt: skip


@pytest.mark.parametrize("name", UNDATED)
def test_a_date_that_cannot_be_read_is_named(name: str) -> None:
    content = UNDATED[name]
    error = refusal(name, content.format("soonish"))
    assert (error.field, error.reason) == ("published", "'soonish' is no date that can be read")
    error = refusal(name, content.format(" "))
    assert (error.field, error.reason) == ("published", "no date is given")


@pytest.mark.parametrize("said", ["soon", "2026-13-01"])
def test_an_embargo_that_cannot_be_read_lets_nothing_out(said: str) -> None:
    story = UNDATED["a.ninjs"].format("2026-03-04T09:00:00Z")
    error = refusal("a.ninjs", story.replace('"type"', f'"embargoed": "{said}", "type"'))
    assert (error.field, error.reason) == ("embargo", f"{said!r} is no date that can be read")
    assert read(Document(source="test", key="a.ninjs", content=story.encode())).embargo is None


@pytest.mark.parametrize(
    ("value", "kind"), [("5", "a number"), ("true", "true or false"), ("[1]", "a list"), ("{}", "a mapping")]
)
def test_what_is_no_text_is_named_by_what_it_is(value: str, kind: str) -> None:
    line = f'{{"id": "b", "headline": {value}, "text": "A quay closed.", "published": "2026-03-04"}}'
    assert refusal("a.jsonl", line).reason == f"must be text, not {kind}"
