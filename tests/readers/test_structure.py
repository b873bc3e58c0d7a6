"""Structure of marked-up copy stands off its text; what has no form is named."""

from typing import Any

import orjson
import pytest

from feedpub.model.article import Article
from feedpub.model.document import Document
from feedpub.readers import read
from feedpub.readers._left_out import LeftOut
from feedpub.readers._markup import html_structure
from feedpub.readers._paragraphs import structured

HEAD = "---\nheadline: H\ndate: 2024-05-01\nurl: https://news.example/a/b\n---\n"


def markdown(body: str) -> Article:
    return read(Document(source="s", key="a.md", content=(HEAD + body).encode()))


def article(html: str) -> Article:
    """An article whose body is a piece of HTML, as a feed has it."""
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": "T"}
    item = {"id": "1", "url": "https://news.example/a/b", "title": "H", "date_published": "2024-05-01", "content_html": html}
    return read(Document(source="s", key="a.jsonfeed", content=orjson.dumps(feed | {"items": [item]})))


def blocks(made: Article) -> list[tuple[str, str]]:
    return [(block.kind, made.text[block.start : block.end]) for block in made.blocks]


def marks(made: Article) -> list[tuple[str, str, str | None]]:
    return [(mark.kind, made.text[mark.start : mark.end], mark.href) for mark in made.marks]


def test_a_nested_list_in_markdown() -> None:
    made = markdown("Begins.\n\n1. one\n   - inner\n\n   more\n2. two\n")
    assert blocks(made) == [
        ("paragraph", "Begins."),
        ("list_item", "one\n\ninner\n\nmore"),
        ("paragraph", "one"),
        ("list_item", "inner"),
        ("paragraph", "more"),
        ("list_item", "two"),
    ]
    assert [(block.level, block.ordered) for block in made.blocks if block.kind == "list_item"] == [
        (1, True),
        (2, False),
        (1, True),
    ]


def test_a_table_in_markdown_has_cells() -> None:
    made = markdown("Begins.\n\n| A | B |\n|---|---|\n| 1 | *x* |\n")
    rows = next(block.rows for block in made.blocks if block.rows)
    assert [[made.text[cell.start : cell.end] for cell in row] for row in rows] == [["A", "B"], ["1", "x"]]
    assert [cell.header for cell in rows[0]] == [True, True]
    assert marks(made) == [("emphasis", "x", None)]


def test_columns_keep_where_their_words_stand() -> None:
    made = markdown("Begins.\n\n| A | B | C | D |\n|:--|:-:|--:|---|\n| 1 | 2 | 3 | 4 |\n")
    rows = next(block.rows for block in made.blocks if block.rows)
    assert [[cell.align for cell in row] for row in rows] == [["left", "center", "right", None]] * 2


@pytest.mark.parametrize(
    ("cell", "align"),
    [
        ('<td align="RIGHT">1</td>', "right"),
        ('<td style="color: red; text-align:center">1</td>', "center"),
        ('<td class="num has-text-align-right" data-align="right">1</td>', "right"),
        ('<td class="text-end">1</td>', "right"),
        ('<td style="vertical-align: right">1</td>', None),
        ('<td class="context-right">1</td>', None),
        ('<td align="justify">1</td>', None),
    ],
)
def test_cells_in_html_keep_where_their_words_stand(cell: str, align: str | None) -> None:
    made = article(f"<p>Begins.</p><table><tr><th>A</th><th>B</th></tr><tr><td>x</td>{cell}</tr></table>")
    rows = next(block.rows for block in made.blocks if block.rows)
    assert [cell.align for cell in rows[1]] == [None, align]


def test_html_in_markdown_is_read_as_html() -> None:
    made = markdown("Begins.\n\n<p>A paragraph with <b>bold</b>.</p>\n\nAnd <em>inline</em>.\n")
    assert made.text == "Begins.\n\nA paragraph with bold.\n\nAnd inline."
    assert marks(made) == [("strong", "bold", None), ("emphasis", "inline", None)]


def test_code_keeps_its_lines() -> None:
    made = markdown("Begins.\n\n```\nif x:\n    y()\n\nz\n```\n")
    assert blocks(made)[1] == ("preformatted", "if x:\n    y()\n\nz")


def test_a_footnote_is_named_and_stands_at_the_end() -> None:
    made = markdown("It sank[^a].\n\n[^a]: In *May*.\n")
    assert made.text == "It sank[1].\n\nIn May."
    assert marks(made) == [("superscript", "[1]", None), ("emphasis", "May", None)]


@pytest.mark.parametrize(
    ("href", "found"),
    [
        ("https://a.example/?b=1", "https://a.example/?b=1"),
        ("../c", "https://news.example/c"),
        ("mailto:desk@news.example", "mailto:desk@news.example"),
        ("javascript:alert(1)", None),
        ("#below", None),
        ("data:text/html,x", None),
    ],
)
def test_links_are_absolute_or_none(href: str, found: str | None) -> None:
    made = article(f'<p>Go <a href="{href}">there</a>.</p>')
    assert [mark.href for mark in made.marks] == ([found] if found else [])
    assert made.text == "Go there."


def test_what_is_left_out_is_named() -> None:
    made = article(
        '<p>A <u>b</u> <a href="java&#115;cript:x">c</a>.<img src="data:image/png;base64,AA"></p><!-- <a href="x:y"> -->'
        '<script>d</script><iframe src="e"></iframe>'
    )
    assert made.text == "A b c."
    assert set(made.notes) == {
        "1 script element was left out",
        "1 iframe element was left out",
        "the formatting of 1 u element was left out, the words stay",
        "a link was left out, its words stay: javascript:x is no address that readers can follow",
        "a picture was left out: data:image/png;base64,AA is no address that readers can follow",
    }


def test_words_that_markdown_strikes_out_stay_and_are_named() -> None:
    made = read(
        Document(source="s", key="a.md", content=b"---\ntitle: T\ndate: 2024-05-01\n---\n\nIt ~~fell~~ stood, ~ 3 m.\n")
    )
    assert made.text == "It fell stood, ~ 3 m."
    assert made.notes == ("the formatting of 1 s element was left out, the words stay",)


@pytest.mark.parametrize(
    ("begin", "between", "end"),
    [
        ("<figure>", "<figcaption>", "</figcaption></figure>"),
        ('<div class="wp-caption alignleft">', '<p class="wp-caption-text">', "</p></div>"),
        ('<dl class="wp-caption"><dt>', '</dt><dd class="wp-caption-text">', "</dd></dl>"),
    ],
)
def test_a_figure_is_a_picture_with_its_caption(begin: str, between: str, end: str) -> None:
    made = article(
        f'<p>One.</p>{begin}<img src="/q.jpg" alt="Quay" width="4" height="3">{between}At dawn '
        f'<span class="credit">Ann Lee</span>{end}<p>Two.</p>'
    )
    assert made.text == "One.\n\nTwo."
    assert [block.kind for block in made.blocks] == ["paragraph", "figure", "paragraph"]
    (image,) = made.images
    assert (image.url, image.alt, image.caption, image.credit) == (
        "https://news.example/q.jpg",
        "Quay",
        "At dawn",
        "Ann Lee",
    )


@pytest.mark.parametrize(
    ("between", "shown"),
    [
        (
            '<div class="wp-caption"><figure><img src="/q.jpg"><figcaption>Q</figcaption></figure></div>',
            [("q", "Q")],
        ),
        (
            '<div class="wp-caption"><figure><img src="/q.jpg"></figure><p class="wp-caption-text">Q</p></div>',
            [("q", "Q")],
        ),
        ('<figure><div class="wp-caption"><img src="/q.jpg"></div><figcaption>Q</figcaption></figure>', [("q", "Q")]),
        (
            '<div class="wp-caption"><dl class="wp-caption"><dd><img src="/q.jpg"></dd>'
            '<dd class="wp-caption-text">Q</dd></dl></div>',
            [("q", "Q")],
        ),
        (  # a gallery
            '<figure><figure><img src="/q.jpg"><figcaption>Q</figcaption></figure>'
            '<figure><img src="/r.jpg"><figcaption>R</figcaption></figure><figcaption>Both</figcaption></figure>',
            [("q", "Q"), ("r", "R")],
        ),
        (  # never closed
            '<div class="wp-caption"><img src="/q.jpg"><p class="wp-caption-text">Q</p><p>Three.</p>'
            '<figure><img src="/r.jpg"><figcaption>R</figcaption></figure>',
            [("q", None), ("r", "R")],
        ),
        ("<figure>" * 40 + '<img src="/q.jpg">' * 3 + "</figure>" * 40, [("q", None)] * 3),
    ],
)
def test_a_picture_is_shown_once_with_the_caption_in_its_own_frame(
    between: str, shown: list[tuple[str, str | None]]
) -> None:
    made = article(f"<p>One.</p>{between}<p>Two.</p>")
    figures = [made.images[block.image or 0] for block in made.blocks if block.kind == "figure"]
    assert [(image.url, image.caption) for image in figures] == [
        (f"https://news.example/{at}.jpg", below) for at, below in shown
    ]


def test_a_caption_below_something_else_proves_nothing() -> None:
    made = article(
        "<figure><table><tr><th>A</th></tr><tr><td>1</td></tr></table><figcaption>Source: us</figcaption></figure>"
    )
    assert [(matter.kind, made.text[matter.start : matter.end]) for matter in made.furniture] == [("caption", "Source: us")]


def test_a_table_that_lays_a_page_out_is_none() -> None:
    made = article("<table><tr><td><p>One.</p><p>Two.</p></td><td><p>Three.</p></td></tr></table>")
    assert (made.text, made.blocks) == ("One.\n\nTwo.\n\nThree.", ())


def test_a_pixel_that_counts_readers_is_no_picture() -> None:
    assert article('<p>One.</p><img src="https://count.example/x.gif" width="1" height="1">').images == ()


@pytest.mark.parametrize(
    ("html", "text", "found"),
    [
        ("<p>a<b> b </b>c</p>", "a b c", [("strong", 2, 3)]),
        ("<p><b>a<i>b</i></b></p>", "ab", [("strong", 0, 2), ("emphasis", 1, 2)]),
        ("<p><b><strong>a</strong></b> <i> </i></p>", "a", [("strong", 0, 1)]),
        ("<p>e<b>\u0301</b></p>", "é", []),
    ],
)
def test_marks_are_where_their_characters_are(html: str, text: str, found: list[Any]) -> None:
    made = structured(html_structure(html, left=LeftOut()))
    assert (made.text, [(mark.kind, mark.start, mark.end) for mark in made.marks]) == (text, found)


def test_a_page_keeps_what_stands_between_its_paragraphs() -> None:
    lines = " ".join(["The harbour was shut on Monday because the crane had fallen into the water, the port said."] * 3)
    page = (
        "<html><head><title>T</title><meta property='article:published_time' content='2024-05-01'></head><body>"
        f"<nav><ul><li><a href='/'>Home</a></li></ul></nav><article><h1>Crane falls</h1><p>{lines} One.</p>"
        f"<h2>What happened</h2><p>{lines} Two <a href='/two'>links</a>.</p>"
        f"<figure><img src='crane.jpg' alt='A crane'><figcaption>The crane</figcaption></figure><p>{lines} Three.</p>"
        "</article></body></html>"
    )
    made = read(Document(source="s", key="https://news.example/a", content=page.encode(), media_type="text/html"))
    assert ("heading", "What happened") in blocks(made)
    assert ("link", "links", "https://news.example/two") in marks(made)
    assert [image.url for image in made.images] == ["https://news.example/crane.jpg"]


def test_markdown_names_forms_and_links_without_an_address() -> None:
    made = markdown("Begins [here]() and [there](#top).\n\n<form><p>What now?</p></form>\n\n***\n\n```sh\nls\n```\n")
    assert "Begins here and there." in made.text
    assert set(made.notes) == {"1 form element was left out", "a link was left out, its words stay: it has no address"}


def test_a_page_that_is_a_form_as_a_whole_has_structure() -> None:
    lines = " ".join(["The harbour was shut on Monday because the crane had fallen into the water, the port said."] * 3)
    page = (
        "<html><head><title>T</title></head><body><form><div class='menu'><ul><li><b>Home</b></li></ul></div>"
        f"<div class='article-body'><p>{lines} One.</p><h2>What happened</h2><p>{lines} Two, <em>in May</em>.</p>"
        f"<p>{lines} Three.</p></div></form></body></html>"
    )
    made = read(Document(source="s", key="a.html", content=page.encode(), media_type="text/html", published="2024-05-01"))
    assert [kind for kind, _ in blocks(made)] == ["paragraph", "heading", "paragraph", "paragraph"]
    assert marks(made) == [("emphasis", "in May", None)]
    assert not made.notes


@pytest.mark.parametrize(
    "figure", ["", '<figure><img src="quay.jpg" alt="A quay"><figcaption>The quay on Sunday.</figcaption></figure>']
)
def test_a_brief_on_a_page_is_a_text_of_paragraphs(figure: str) -> None:
    said = '<meta property="article:published_time" content="2026-04-05T10:00:00Z">'
    page = (
        f"<html><head><title>Quay closes</title>{said}</head><body><header><nav><a href='/'>Home</a></nav></header><main>"
        f"<article><h1>Quay closes</h1>{figure}<p>BERGEN — A quay closed on Sunday, police said.</p><p>Nobody was hurt.</p>"
        "</article></main><footer><p>Copyright 2026</p></footer></body></html>"
    )
    found = read(Document(source="test", key="a.html", content=page.encode()))
    assert found.headline == "Quay closes"
    assert found.text == "BERGEN — A quay closed on Sunday, police said.\n\nNobody was hurt."


@pytest.mark.parametrize(
    ("behind", "text"),
    [
        (
            "<span><b><a href='/p'>Ada Osei</a><a href='/1'>Port reopens</a> <a href='/2'>More</a></b></span> (R)",
            "Ada Osei (R)",
        ),
        (
            "<span>, <a href='/l'>Bo Lind</a>, <a href='/m'>Kofi Mensah</a> and <a href='/a'>Yaw Adu</a></span> (R)",
            "Ada Osei, Bo Lind, Kofi Mensah and Yaw Adu (R)",
        ),
        ("<span> <a href='/l'>Lind</a></span> (R)", "Ada Osei Lind (R)"),
    ],
)
def test_a_card_that_opens_over_a_name_is_no_part_of_its_sentence(behind: str, text: str) -> None:
    lines = " ".join(["The harbour was shut on Monday because the crane had fallen into the water, the port said."] * 3)
    page = (
        "<html><head><title>T</title><meta property='article:published_time' content='2024-05-01'></head><body><article>"
        f"<h1>Crane falls</h1><p>{lines}</p><p>Gov. <a href='/osei'>Ada Osei</a>{behind} told reporters on Tuesday that she "
        f"had seen it fall. {lines}</p></article></body></html>"
    )
    made = read(Document(source="s", key="https://news.example/a", content=page.encode(), media_type="text/html"))
    assert f"Gov. {text} told reporters on Tuesday that she had seen it fall." in made.text
