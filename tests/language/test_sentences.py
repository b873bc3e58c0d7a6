"""Sentences."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedpub.language.en import ENGLISH
from feedpub.language.sentences import sentences


@pytest.mark.parametrize(
    "parts",
    [
        ["Gen. Osei spoke.", "He left."],
        ["He left the U.S.", "The talks failed."],
        ["The U.S. Army came.", "It left."],
        ["Ada J. Osei of Osei Inc. came."],
        ["“Why?” Osei asked.", "Nobody knew."],
        ["“Why not?” Osei shot back.", "Nobody knew."],
        ["“Why not?”", "Osei thought of boats."],
        ["“Stop!” he cried.", "They stopped."],
        ["“We came. ", "We left,” he said."],
        ["He said no.”", "Then he left."],
        ["\"They wrote, 'We go.' \"", "Then he left."],
        ["It costs 3.5 million.", "No. 5 won."],
        ["It began at 5 p.m.", "The mayor spoke."],
        ["It began at 5 p.m. Monday."],
        ["Osei at the port", "She said no."],
        ["In Osei's office in Tamale", "He, a mayor, left."],
        ["The psalm says that He leads us."],
        ["The minister Liu He left."],
        ["A photo of Ada Smith", "They left."],
        ["Boats in Tamale", "When asked, she left."],
        ["A photo of Ada Lind", "She's the mayor."],
        ["A crowd in Tamale", "The envoys left."],
        ["They saw the film When boats sail there."],
        ["They heard that When boats sail was late."],
    ],
)
def test_cuts_sentences(parts: list[str]) -> None:
    text = " ".join(part.strip() for part in parts)
    assert [sentence.text for sentence in sentences(text, ENGLISH)] == [part.strip() for part in parts]


def test_blank_lines_end_sentences_and_count_paragraphs() -> None:
    assert [(s.text, s.paragraph) for s in sentences("One\n\nTwo. Three.\n \nFour", ENGLISH)] == [
        ("One", 0),
        ("Two.", 1),
        ("Three.", 1),
        ("Four", 2),
    ]


def test_each_line_is_a_paragraph_where_lines_are_too_long_to_be_wrapped_and_no_blank_line_parts_them() -> None:
    long = f"The port of Tamale {'was rebuilt, and then it ' * 4}was shut"
    lines = f"{long}\nA boat at the quay\nAda Osei, 47, left."
    assert [(s.text, s.paragraph) for s in sentences(lines, ENGLISH)] == [
        (long, 0),
        ("A boat at the quay", 1),
        ("Ada Osei, 47, left.", 2),
    ]
    assert len(list(sentences("The port was\nshut. Ada\nOsei left.", ENGLISH))) == 2
    assert len(list(sentences(f"{lines}\n\nIt rained.", ENGLISH))) == 2


@given(st.text(alphabet="aB. \n?”“U", max_size=60))
def test_sentences_slice_back_in_order_and_lose_nothing(text: str) -> None:
    found = list(sentences(text, ENGLISH))
    assert all(text[sentence.start : sentence.end] == sentence.text for sentence in found)
    assert "".join("".join(sentence.text.split()) for sentence in found) == "".join(text.split())


def test_a_line_without_an_end_is_cut_between_words() -> None:
    text = "  " + "killed in Paris on Monday " * 1000
    found = list(sentences(text, ENGLISH))
    assert max(len(one.text) for one in found) <= 4000
    assert all(text[one.start : one.end] == one.text for one in found)
    assert " ".join(one.text for one in found) == text.strip()
    assert [len(one.text) for one in sentences("a" * 9000, ENGLISH)] == [4000, 4000, 1000]
