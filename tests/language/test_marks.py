"""Quotation marks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedpub.language.en import ENGLISH
from feedpub.language.marks import quoted_spans
from tests.growth import growth

PAIRS = {
    "double": ('He said "no" twice.', ["no"]),
    "curly": ("“I will,” she said, “go.”", ["I will,", "go."]),
    "low": ("„Nein“, sagte Osei.", ["Nein"]),
    "guillemets": ("«Non», said Osei.", ["Non"]),
    "reversed guillemets": ("»Nein«, said Osei.", ["Nein"]),
    "TeX": ("``We came,'' he said.", ["We came,"]),
    "single": ("‘We don’t know,’ she said.", ["We don’t know,"]),
    "straight single": ("'We don't know,' she said.", ["We don't know,"]),
    "nested": ("“She told me ‘go’ and I went.”", ["She told me ‘go’ and I went."]),
    "double in single": ("‘He said “go” and I went,’ she said.", ["He said “go” and I went,"]),
    "single marks twice": ("He was a 'true family man' and a 'generous friend'.", ["true family man", "generous friend"]),
    "elision within": ("'I was talkin' rock 'n' roll of the '90s,' she said.", ["I was talkin' rock 'n' roll of the '90s,"]),
    "possessive within": ("‘The workers’ last chance,’ she said.", ["The workers’ last chance,"]),
    "apostrophes": ("The workers’ union and O'Neill's 'em weren't quoted.", []),
    "inches": ('A 6\'2" man said "yes".', ["yes"]),
    "closing mark missing": ("“I will go.\n\nHe went.", ["I will go."]),
    "closing mark missing before another": ("“I will go. He said “no” again.", ["I will go.", "no"]),
    "opening repeated": ("“One.\n\n“Two.”", ["One.", "Two."]),
    "single mark repeated": ("Osei said: 'One. Two.\n\n'Three.' It rained.", ["One. Two.", "Three."]),
    "curly single mark repeated twice": ("‘One “two”.\n\n‘Three.\n\n‘Four.’", ["One “two”.", "Three.", "Four."]),
    "single mark repeated on the next line": ("Osei said: 'One. Two.\n'Three.' It rained.", ["One. Two.", "Three."]),
    "apostrophe before a quotation": ("We saw the 'Nam film.\n\n'One,' he said.", ["One,"]),
    "single mark never closed": ("He said: 'One.\n\n'Two.\n\nThree.", []),
    "single mark repeated behind half a sentence": ("He saw: 'Two\n\n'Three.' It rained.", ["Three."]),
    "wrong closing mark": ("“No“ he said. “Yes.”", ["No", "Yes."]),
    "opening repeated within a paragraph": ('Osei: "One. Two. "Three. "Four." Five.', ["One. Two.", "Three.", "Four."]),
    "repeated within a paragraph": ("“One. Two. “Three.” Osei smiled.", ["One. Two.", "Three."]),
    "closing mark missing before who said it": ("“It sank, said Ada Osei. Men “ran,” he said.", ["It sank,", "ran,"]),
    "closing mark missing before who spoke": (
        '"It sank. We swam. Osei said she saw it. "Men ran," he said.',
        ["It sank. We swam.", "Men ran,"],
    ),
    "said within what is said": ("“One. Osei said it rained.\n\n“Two.”", ["One. Osei said it rained.", "Two."]),
    "closing mark against the next word": (
        '"We go. "It rained. Ada Osei said she came. "I ran," she said.',
        ["We go. ", "I ran,"],
    ),
    "straight within straight": ('"He shouted "Go" and left. Then "No."', ['He shouted "Go', "No."]),
    "opening mark against a word": ('They spoke of"joint work for all," Osei said. A 6\'2" man.', ["joint work for all,"]),
    "closing mark in the place of the opening": ("”We came,” he said.\n\n” … and saw.”", ["We came,", " … and saw."]),
    "spaced guillemets": ("« Nous venons », said Osei.", [" Nous venons "]),
    "space after the opening mark": ('It is " very important to us," he said. A 12 " record.', [" very important to us,"]),
    "low and high": ("„Nie”, powiedział Osei.", ["Nie"]),
    "a closing mark alone": ("We came,” he said. “No.”", ["No."]),
    "two single marks that close": (
        "\"We came,'' she said. “No.’’ “'Go' or 'stay.' ''",
        ["We came,", "No.", "'Go' or 'stay.' "],
    ),
    "two single marks behind a number": ("“The 6’’ pipe broke,” she said.", ["The 6’’ pipe broke,"]),
    "no space before": ('Osei:"We came."', ["We came."]),
}


@pytest.mark.parametrize(("text", "inner"), PAIRS.values(), ids=PAIRS.keys())
def test_finds_what_stands_between_marks(text: str, inner: list[str]) -> None:
    assert [text[found.inner_start : found.inner_end] for found in quoted_spans(text, ENGLISH)] == inner


def test_a_repeated_opening_mark_carries_the_quotation_on() -> None:
    first, second = quoted_spans("“One.\n\n“Two.”", ENGLISH)
    assert (first.closed, first.continues, second.closed, second.continues) == (False, True, True, False)


def test_a_quotation_without_its_closing_mark_ends_with_its_line_where_lines_are_paragraphs() -> None:
    text = f"“One.\n{'The port of Tamale was shut. ' * 4}\nHe said “no.”"
    assert [text[each.inner_start : each.inner_end] for each in quoted_spans(text, ENGLISH)] == ["One.", "no."]


@pytest.mark.parametrize(("between", "goes_on"), [("A boat at the quay", True), ("Rain fell.", False), ("One\nTwo", False)])
def test_a_caption_between_its_paragraphs_does_not_end_a_quotation(between: str, *, goes_on: bool) -> None:
    first, _ = quoted_spans(f"“One.\n\n{between}\n\n“Two.”", ENGLISH)
    assert first.continues is goes_on


@pytest.mark.parametrize(
    ("gap", "inner"), [(" ", ["No boat left. None came.", "None will.", "No"]), ("\n\n", ["No boat left.", "No"])]
)
def test_a_mark_repeated_in_copy_without_paragraphs_carries_it_on_and_one_within_a_paragraph_does_not(
    gap: str, inner: list[str]
) -> None:
    rain = "It rained. " * 100
    said = "“No boat left. None came. “None will.” Osei" if gap == " " else "“No boat left. She left. Osei"
    text = f"{rain}{gap}{said} said “No” twice.{gap}{rain}"
    assert [text[found.inner_start : found.inner_end] for found in quoted_spans(text, ENGLISH)] == inner


@pytest.mark.parametrize("piece", ["'a b' ", "'a ", "‘a ", 'a " b ', "“a ", "« a "])
def test_marks_without_end_are_read_in_one_pass(piece: str) -> None:
    # Minutes, were the text searched anew at each mark.
    assert all(found.inner_end > found.inner_start for found in quoted_spans(piece * 20_000, ENGLISH))


@given(st.text(alphabet="ab .,\n\"“”„«»‘’'`", max_size=60))
def test_stretches_never_overlap_nor_leave_the_text(text: str) -> None:
    last = 0
    for found in quoted_spans(text, ENGLISH):
        assert last <= found.start < found.inner_start <= found.inner_end <= found.end <= len(text)
        last = found.end


@pytest.mark.parametrize("piece", ["‘a", "'a b' c ", "' a's ", "(‘a’s ", "“‘a’s", '"', "“ ", "« "])
def test_twice_as_many_marks_are_twice_the_work(piece: str) -> None:
    assert growth(lambda text: list(quoted_spans(text, ENGLISH)), lambda count: piece * count, 100) < 2.3
