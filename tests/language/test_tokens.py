"""Words and marks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedpub.language.en import ENGLISH
from feedpub.language.tokens import pieces


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Kenya’s U.N. envoy", ["Kenya", "’s", "U.N.", "envoy"]),
        ("Gen. J. R. O'Neill-Osei Jr. left.", ["Gen.", "J.", "R.", "O'Neill-Osei", "Jr.", "left", "."]),
        ("AT&T don't ask", ["AT&T", "don't", "ask"]),
        ("3.5% at 10:30", ["3.5", "%", "at", "10:30"]),
        ("Plan A. Then", ["Plan", "A.", "Then"]),
        ("end.Next", ["end", ".", "Next"]),
    ],
)
def test_cuts_words(text: str, words: list[str]) -> None:
    assert pieces(text, ENGLISH).texts == words


@given(st.text(max_size=80))
def test_every_character_but_white_space_is_in_one_token(text: str) -> None:
    found = pieces(text, ENGLISH)
    assert [text[start:end] for start, end in zip(found.starts, found.ends, strict=True)] == found.texts
    assert "".join(found.texts) == "".join(text.split())
