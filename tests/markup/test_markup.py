"""Blocks and marks as a tree and as HTML."""

from html import escape

from hypothesis import given, settings
from lxml import etree

from feedpub.markup import HtmlWriter, pieces, tree
from feedpub.markup.html import escaped
from feedpub.model.article import Article, Image
from feedpub.model.structure import InlineMark
from tests.builders import article
from tests.structures import articles


def html(made: Article, top: int | None = None) -> str:
    writer = HtmlWriter(made, lambda image: f'<img src="{escape(image.url)}"/>', top=top)
    return "\n".join(written for _, written in writer.blocks())


@settings(max_examples=10, deadline=None)
@given(articles())
def test_every_character_is_written_once_and_asked_for_in_order(made: Article) -> None:
    root = etree.fromstring(f"<div>{html(made)}</div>")
    assert "".join("".join(root.itertext()).split()) == "".join(made.text.split())
    asked: list[tuple[int, int]] = []

    def characters(start: int, end: int) -> str:
        asked.append((start, end))
        return escaped(made.text[start:end])

    list(HtmlWriter(made, lambda _: "", characters).blocks())
    assert asked == sorted(asked)


def test_a_text_without_blocks_is_paragraphs() -> None:
    made = article(text="One.\n\nTwo <b>.")
    assert [part.block.kind for part in tree(made)] == ["paragraph", "paragraph"]
    assert html(made) == "<p>One.</p>\n<p>Two &lt;b&gt;.</p>"


def test_marks_are_cut_where_a_part_ends() -> None:
    over = InlineMark(start=2, end=8, kind="strong")
    (piece,) = pieces(4, 6, [over])
    assert (piece.start, piece.end, piece.mark) == (4, 6, over)


def test_headings_of_a_page_leave_no_level_out() -> None:
    blocks = [{"kind": "heading", "start": at, "end": at + 1, "level": level} for at, level in ((0, 4), (3, 1), (6, 6))]
    made = article(text="A\n\nB\n\nC", blocks=blocks)
    assert html(made, top=2) == "<h2>A</h2>\n<h2>B</h2>\n<h3>C</h3>"


def test_a_count_that_begins_anew_is_another_list() -> None:
    item = {"kind": "list_item", "level": 1, "ordered": True}
    made = article(text="A\n\nB", blocks=[item | {"start": 0, "end": 1}, item | {"start": 3, "end": 4, "number": 1}])
    assert html(made) == '<ol><li>A</li></ol>\n<ol start="1"><li>B</li></ol>'


def test_a_picture_stands_where_its_figure_does() -> None:
    blocks = [
        {"kind": "paragraph", "start": 0, "end": 1},
        {"kind": "figure", "start": 3, "end": 3, "image": 0},
        {"kind": "paragraph", "start": 3, "end": 4},
    ]
    made = article(text="A\n\nB", blocks=blocks, images=(Image(url="https://a.example/b.png"),))
    assert html(made) == '<p>A</p>\n<img src="https://a.example/b.png"/>\n<p>B</p>'
