"""What every article owes to those behind it, whatever it was read from."""

import json
import re
from datetime import UTC, date, datetime
from itertools import pairwise
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feedpub.errors import ReadError
from feedpub.model.article import Article
from feedpub.model.document import Document, article_id
from feedpub.readers import read

FORBIDDEN = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff\U0001fffe\U0010ffff]")
PIECES = st.sampled_from(
    ["date 2025-02-03", "date ", "2025-02-30", "\n", "\n\n", "\r\n", "---\n", "title: ", "authors:\n- ", "By Ann Lee",
     "BERGEN, Norway", " — ", " -- ", "(Wire)", "The council voted.", "# ", "> ", "- ", "[a](b)", "![a](https://a.example/b)",
     "<b>", "&#1;", "&#xD800;", "\x85", "\x93", "\x7f", "\ufdd0", "\U0001fffe", "\0", "\ud83d", "\u2028", "é",
     "e\u0301" * 40, ":", '"\\uD800"', '"\\x07"', "{", "[", "*a", "&a", "!!", "\t"]
)  # fmt: skip


def document(content: bytes | str, key: str = "a.txt", timezone: str = "UTC") -> Document:
    return Document(
        source="s", key=key, content=content if isinstance(content, bytes) else content.encode(), timezone=timezone
    )


def readable(content: bytes, key: str) -> Article | None:
    try:
        return read(document(content, key))
    except ReadError:
        return None


def assert_sound(article: Article | None) -> None:
    if article is None:
        return
    written = json.loads(article.model_dump_json())
    texts = [written["headline"], written.get("standfirst", ""), written["text"], *written["tags"]]
    texts += [author["name"] for author in written["authors"]]
    assert not any(map(FORBIDDEN.search, texts))
    assert article.text == article.text.strip("\n")
    assert "\n\n\n" not in article.text
    for paragraph in untyped(article).split("\n\n"):
        assert "\n" not in paragraph
        assert paragraph == paragraph.strip()
    assert "\n" not in article.headline
    assert Article.model_validate(written) == article.model_copy(update={"notes": ()})


def untyped(article: Article) -> str:
    """The text without what keeps its lines and spaces."""
    text = article.text
    for block in article.blocks:
        if block.kind == "preformatted":
            text = text[: block.start] + "x" * (block.end - block.start) + text[block.end :]
    return text


@settings(deadline=None)
@given(content=st.binary(max_size=400), key=st.sampled_from(["a.txt", "a.md", "a"]))
def test_any_bytes_are_an_article_or_refused(content: bytes, key: str) -> None:
    assert_sound(readable(content, key))


@settings(max_examples=300, deadline=None)
@given(pieces=st.lists(PIECES, max_size=30), key=st.sampled_from(["a.txt", "a.md"]), head=st.booleans())
def test_any_mixture_of_copy_is_an_article_or_refused(pieces: list[str], key: str, head: bool) -> None:
    start = ("---\ndate: 2025-02-03\n---\n" if key == "a.md" else "date 2025-02-03 ") if head else ""
    assert_sound(readable((start + "".join(pieces)).encode("utf-8", "surrogatepass"), key))


@given(
    value=st.text(),
    name=st.sampled_from(["title", "tags", "author", "section", "modified", "url", "id", "status", "language"]),
)
def test_any_value_in_a_front_matter_is_an_article_or_refused(value: str, name: str) -> None:
    quoted = json.dumps(value)
    assert_sound(readable(f"---\ndate: 2025-02-03\n{name}: {quoted}\n---\nThe council voted.".encode(), "a.md"))


@settings(deadline=None)
@given(words=st.lists(st.text(alphabet="abcdeé-'", min_size=1, max_size=30), min_size=1, max_size=40))
def test_a_made_headline_never_ends_inside_a_word(words: list[str]) -> None:
    words[0] = "The"
    standfirst = " ".join(words)
    headline = read(document(f"date 2025-02-03 {standfirst}\n\nOSLO — Snow fell.")).headline
    assert len(headline) <= 110
    shown = headline.removesuffix("…")
    assert standfirst.startswith(shown)
    assert standfirst[len(shown) :][:1] in ("", " ", "-", "'")


@pytest.mark.parametrize(
    ("text", "headline"),
    [
        ("OSLO, Norway (Wire) — Snow fell on St. Olav's. More will come.", "Snow fell on St. Olav's"),
        ("OSLO — “Is it snow?” asked Bo.", "“Is it snow?” asked Bo."),
        ("OSLO — He came back from the U.S.", "He came back from the U.S."),
        ("雪" * 120, "雪" * 109 + "…"),
    ],
)
def test_a_headline_is_made_from_the_first_sentence(text: str, headline: str) -> None:
    article = read(document(f"date 2025-02-03\n\n{text}"))
    assert article.headline_generated
    assert article.headline.rstrip(".") == headline.rstrip(".")


def test_published_keeps_the_precision_of_the_copy() -> None:
    body = "\n\nOSLO — Snow fell."
    assert read(document("date 2025-07-03 x" + body)).published == date(2025, 7, 3)
    assert read(document("date 2025-07-03T10:00Z x" + body)).published == datetime(2025, 7, 3, 10, tzinfo=UTC)
    local = read(document("date 2025-07-03T10:00 x" + body, timezone="America/Lima")).published
    assert local == datetime(2025, 7, 3, 15, tzinfo=UTC)
    assert local is not None
    assert local.isoformat() == "2025-07-03T10:00:00-05:00"


def test_an_embargo_without_zone_is_meant_in_the_zone_of_the_source() -> None:
    copy = "---\ndate: 2025-07-03\nembargo: 2025-07-04 06:00\n---\nSnow fell."
    assert read(document(copy, "a.md", "Asia/Tokyo")).embargo == datetime(2025, 7, 3, 21, tzinfo=UTC)


def test_a_correction_on_the_day_of_publication_is_no_earlier_than_it() -> None:
    copy = "---\ndate: 2025-07-03\nmodified: 2025-07-02T22:00Z\n---\nSnow fell."
    assert read(document(copy, "a.md", "Asia/Tokyo")).modified == datetime(2025, 7, 2, 22, tzinfo=UTC)


def test_the_id_comes_from_the_key_or_from_the_front_matter() -> None:
    assert read(document("date 2025-02-03\n\nSnow.", "x/a.txt")).id == article_id("s", "x/a.txt")
    assert read(document("---\ndate: 2025-02-03\nid: snow-1\n---\nSnow.", "x/a.md")).id == article_id("s", "snow-1")


def test_line_ends_and_wrapping_change_nothing_but_white_space() -> None:
    copy = "date 2025-02-03 Late\nsnow.\n\nOSLO — Snow\nfell.\n\n\nMore came.\n"
    forms = [copy, copy.replace("\n", "\r\n"), copy.replace("\n", "\r"), "\ufeff" + copy, copy.replace("\n", "  \n")]
    articles = [read(document(form)) for form in forms] + [read(document(copy.encode("utf-16")))]
    assert all(before == after for before, after in pairwise(articles))


@pytest.mark.parametrize("parting", ["\n", "\n\n"])
def test_lines_that_are_paragraphs_stay_paragraphs(parting: str) -> None:
    lines = ["OSLO — Snow fell " + "and fell again " * 8 + "here.", "A plough at the gate", "Ann Lee, 47, said no."]
    for head, key in (("date 2025-02-03 Late snow.\n", "a.txt"), ("Late snow\n\ndate 2025-02-03 Cold.\n\n", "b.txt")):
        assert read(document(head + parting.join(lines), key)).text == "\n\n".join(lines)


@pytest.mark.slow
@pytest.mark.parametrize(
    "body",
    ["[" * 60_000, "*a " * 30_000, "> " * 50_000 + "x", "a" + "\u0301\u0316" * 99_000, "By " * 30_000, "A, " * 30_000,
     "- a\n" * 15_000, "![" * 30_000, "<a " * 30_000, "— " * 30_000, "&" * 90_000, "\n" * 190_000 + "x", "`" * 90_000],
)  # fmt: skip
def test_hostile_copy_takes_no_time(body: str) -> None:
    for head, key in (("---\ndate: 2025-02-03\ntitle: x\n---\n", "a.md"), ("x\n\ndate 2025-02-03 y\n\n", "a.txt")):
        start = process_time()
        readable((head + body).encode(), key)
        assert process_time() - start < 5
