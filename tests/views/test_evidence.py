from itertools import chain

from hypothesis import given
from hypothesis import strategies as st

from feedpub.views.evidence import EvidenceCutter, Mark, Question, Segment, segments

QUESTIONS: list[Question] = ["who", "what", "when", "where", "quotes"]
Case = tuple[str, tuple[Mark, ...]]


@st.composite
def marked(draw: st.DrawFn) -> Case:
    text = draw(st.lists(st.text("ab “”é\U0001f30d\n", max_size=12), max_size=5).map("\n\n".join))
    place = st.integers(0, len(text))
    spans = draw(st.lists(st.tuples(st.sampled_from(QUESTIONS), place, place), max_size=6))
    return text, tuple(Mark(about, n, 1, min(a, b), max(a, b)) for n, (about, a, b) in enumerate(spans, start=1))


def joined(found: tuple[Segment, ...]) -> str:
    return "".join(segment.text for segment in found)


def paragraphs(text: str, marks: tuple[Mark, ...]) -> list[tuple[Segment, ...]]:
    cutter, found, start = EvidenceCutter(text, marks), list[tuple[Segment, ...]](), 0
    for run in text.split("\n\n"):
        if run:
            found.append(cutter.cut(start, start + len(run)))
        start += len(run) + 2
    return found


@given(marked())
def test_the_segments_joined_are_the_text(case: Case) -> None:
    text, marks = case
    assert joined(segments(text, marks)) == text


@given(marked())
def test_each_mark_covers_exactly_its_own_characters(case: Case) -> None:
    text, marks = case
    found = segments(text, marks)
    for mark in marks:
        assert "".join(segment.text for segment in found if mark in segment.marks) == text[mark.start : mark.end]


@given(marked())
def test_the_paragraphs_joined_are_the_text(case: Case) -> None:
    text, marks = case
    assert [joined(paragraph) for paragraph in paragraphs(text, marks)] == [run for run in text.split("\n\n") if run]


@given(marked())
def test_each_mark_has_one_place_that_a_link_can_point_at(case: Case) -> None:
    text, marks = case
    every = list(chain.from_iterable(paragraphs(text, marks)))
    ids = [name for segment in every for name in segment.ids]
    assert sorted(ids) == sorted({mark.id for segment in every for mark in segment.marks})


def test_overlapping_evidence_is_cut_where_it_begins_and_ends() -> None:
    quote, who = Mark("quotes", 1, 1, 0, 8), Mark("who", 2, 3, 5, 12)
    first, both, last, rest = segments("I, Ada Blum, agree", (who, quote))
    assert (first.text, first.classes, first.ids) == ("I, Ad", "quotes quotes-1", ("quotes-1-1",))
    assert (both.text, both.classes, both.ids) == ("a B", "quotes who quotes-1 who-2", ("who-2-3",))
    assert (last.text, last.classes, last.ids) == ("lum,", "who who-2", ())
    assert (rest.text, rest.classes) == (" agree", "")


def test_a_quotation_over_two_paragraphs_is_marked_in_both_and_linked_once() -> None:
    one, two = paragraphs("“We go.\n\n“We stay.”", (Mark("quotes", 1, 1, 0, 19),))
    assert [segment.classes for segment in (*one, *two)] == ["quotes quotes-1"] * 2
    assert [segment.ids for segment in (*one, *two)] == [("quotes-1-1",), ()]
