import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedpub.language.en import ENGLISH
from feedpub.language.terms import terms


def words(text: str) -> list[str]:
    return [term.word for term in terms(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Quay, re-opened: at 8.30!", "the quay re opened at 8 30"),
        ("São Tomé ÅLESUND naïve", "sao tome alesund naive"),
        ("Sa\u0303o", "sao"),
        ("Tromsø Łódź straße Þingvellir Æro", "tromso lodz strasse thingvellir aero"),
        ("The council’s and James' boats'", "the council and james boats"),
        ("don’t O'Brien", "don t o brien"),
        ("snake_case a+b U.S. 2-1", "snake case a b u s 2 1"),
        ("Ελλάδας ΕΛΛΆΔΑΣ", "ελλαδασ ελλαδασ"),
        ("Пожар", "пожар"),
        ("東京 で火事", "東 京 で 火 事"),
        ("पानी की", "पानी की"),
        ("ﬁre ４２", "fire 42"),
        ("— … “” ❤\ufe0f \x00 \ufffd", ""),
        ("x" * 500, "x" * 64),
    ],
)
def test_a_text_has_these_terms(text: str, expected: str) -> None:
    assert words(text) == expected.split()


def test_a_term_stands_where_its_word_does() -> None:
    text = "In São Tomé’s old port"
    assert [text[term.start : term.end] for term in terms(text)] == ["In", "São", "Tomé", "old", "port"]


@given(st.text())
def test_terms_are_what_an_index_may_hold_and_their_own_terms(text: str) -> None:
    for term in terms(text):
        assert 0 < len(term.word) <= 64
        assert not set(term.word) & set(" '\"\\:&|!*%_¶\0-")
        assert text[term.start : term.end].strip()


@given(st.text(st.characters(max_codepoint=0x24F)))
def test_a_folded_word_folds_to_itself(text: str) -> None:
    assert words(" ".join(words(text))) == words(text)


@pytest.mark.parametrize(
    "forms", ["reopen reopens reopened reopening", "quay quays", "city cities", "strike striking strikes"]
)
def test_forms_of_a_word_share_a_stem(forms: str) -> None:
    assert len({ENGLISH.stem(form) for form in forms.split()}) == 1


@pytest.mark.parametrize("pair", ["news new", "polices policy", "universe diverse", "porto ports"])
def test_other_words_have_stems_of_their_own(pair: str) -> None:
    first, second = pair.split()
    assert ENGLISH.stem(first) != ENGLISH.stem(second)


@pytest.mark.parametrize("word", ["ελλαδασ", "42", "2nd", "東", "s"])
def test_what_is_no_english_word_is_its_own_stem(word: str) -> None:
    assert ENGLISH.stem(word) == word
