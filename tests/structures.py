"""Articles with structure, made at random: every block and mark within every other that may hold it."""

from typing import Any

from hypothesis import strategies as st

from feedpub.model.article import Article, Image
from feedpub.model.structure import Alignment, Cell, InlineKind, InlineMark, MatterKind
from feedpub.readers._inline import in_order
from feedpub.readers._paragraphs import Holder, Paragraph, structured
from tests.builders import article

KINDS: list[InlineKind] = ["link", "emphasis", "strong", "code", "subscript", "superscript"]
MATTERS: list[MatterKind] = ["caption", "credit", "related", "notice"]
WORDS = st.sampled_from(
    "the quay 1. # * _x_ [a] <b> & &amp; “so” (it) `t` a|b \\ é 2) - + > = ~ $5 end. ![i] http://x.example/ ### ***".split()
)
PICTURES = tuple(
    Image(url=f"https://news.example/{name}.jpg", alt=alt, caption=caption, credit=credit)
    for name, alt, caption, credit in [
        ("a", "A [quay]", 'The "quay" & more', "Ann"),
        ("b&c", None, "A boat", None),
        ("d(1)", "<Boats>", None, None),
    ]
)


@st.composite
def lines(draw: st.DrawFn) -> tuple[str, tuple[InlineMark, ...]]:
    """A line of words, some of them marked, one mark within another or beside it."""
    said = draw(st.lists(WORDS, min_size=1, max_size=6))
    text = " ".join(said)
    starts = [sum(len(word) + 1 for word in said[:number]) for number in range(len(said))]
    marks: list[InlineMark] = []
    for kind in draw(st.lists(st.sampled_from(KINDS), max_size=3, unique=True)):
        first = draw(st.integers(0, len(said) - 1))
        last = draw(st.integers(first, len(said) - 1))
        within = draw(st.integers(0, len(said[last]) - 1)) if draw(st.booleans()) else 0
        start, end = starts[first], starts[last] + len(said[last]) - within
        crossed = any(mark.start < start < mark.end < end or start < mark.start < end < mark.end for mark in marks)
        in_code = any(mark.kind == "code" or kind == "code" for mark in marks if mark.start < end and start < mark.end)
        if start < end and not crossed and not in_code:
            href = "https://x.example/a_(b)?c=1&copy;=2" if kind == "link" else None
            marks.append(InlineMark(start=start, end=end, kind=kind, href=href))
    return text, in_order(marks)


@st.composite
def _table(draw: st.DrawFn, within: tuple[Holder, ...]) -> list[Paragraph]:
    table, width, named = Holder("table"), draw(st.integers(2, 3)), draw(st.booleans())
    rows = []
    aligned: list[Alignment | None] = draw(
        st.lists(st.sampled_from([None, "left", "center", "right"]), min_size=3, max_size=3)
    )
    for number in range(draw(st.integers(1, 3))):
        text, marks, cells = "", list[InlineMark](), list[Cell]()
        for column in range(width):
            said, over = ("", ()) if column and draw(st.booleans()) else draw(lines())
            start = len(text) + (1 if text and said else 0)
            text = f"{text} {said}".strip()
            header = True if named and not number else None
            align = aligned[column]
            cells.append(Cell(start=start, end=start + len(said), header=header, align=align))
            marks += [mark.model_copy(update={"start": mark.start + start, "end": mark.end + start}) for mark in over]
        rows.append(Paragraph(text, in_order(marks), (*within, table), cells=tuple(cells)))
    return rows


@st.composite
def paragraphs(draw: st.DrawFn, within: tuple[Holder, ...] = (), depth: int = 0) -> list[Paragraph]:
    """Blocks, some with others in them."""
    found: list[Paragraph] = []
    for _ in range(draw(st.integers(1, 3))):
        kind = draw(st.sampled_from(["p", "p", "h", "pre", "table", "figure", "ul", "ol", "quote", "matter"]))
        if kind in ("ul", "ol", "quote") and depth < 3:
            found += draw(_held(kind, within, depth))
        elif kind == "pre":
            found.append(
                Paragraph(
                    draw(st.sampled_from(["a  b\n\n  `c`", "```\nx = 1\n```", "  <i>\n* a"])),
                    within=within,
                    kind="preformatted",
                )
            )
        elif kind == "table":
            found += draw(_table(within))
        elif kind == "figure":
            found.append(Paragraph("", kind="figure", image=draw(st.sampled_from(PICTURES))))
        else:
            text, marks = draw(lines())
            matter = draw(st.sampled_from(MATTERS)) if kind == "matter" else None
            level = draw(st.integers(2, 6)) if kind == "h" else None
            found.append(Paragraph(text, marks, within, "heading" if level else "paragraph", level, matter=matter))
    return found


@st.composite
def _held(draw: st.DrawFn, kind: str, within: tuple[Holder, ...], depth: int) -> list[Paragraph]:
    found: list[Paragraph] = []
    if kind == "quote":
        return draw(paragraphs((*within, Holder("quotation")), depth + 1))
    for number in range(draw(st.integers(1, 3))):
        begins = draw(st.sampled_from([None, 5])) if kind == "ol" and not number else None
        found += draw(paragraphs((*within, Holder("list_item", kind == "ol", begins)), depth + 1))
    return found


@st.composite
def articles(draw: st.DrawFn) -> Article:
    """An article with a structure that readers may give it."""
    found = [Paragraph("It began here."), *draw(paragraphs()), *draw(paragraphs())]
    made = structured(found, PICTURES)
    fields: dict[str, Any] = made.fields()
    return article(**fields)
