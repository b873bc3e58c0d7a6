import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedpub.errors import QueryError
from feedpub.language.en import ENGLISH
from feedpub.language.search import LONGEST, search_of

MARKED = st.text(st.sampled_from("ab é\"“”'-*&|!():^~\\%_\0\t.東ﬁİß"), max_size=40)


def parts(text: str) -> tuple[list[tuple[str, ...]], list[tuple[str, ...]]]:
    search = search_of(text, ENGLISH)
    return [one.words for one in search.wanted], [one.words for one in search.unwanted]


@pytest.mark.parametrize(
    ("text", "wanted", "unwanted"),
    [
        ("harbour strike", ["harbour", "strike"], []),
        ("  Harbour   STRIKE harbour ", ["harbour", "strike"], []),
        ('"Port Council" vote', ["port council", "vote"], []),
        ("“Port Council” vote", ["port council", "vote"], []),
        ("„Port Council“", ["port council"], []),
        ('"Port Council', ["port council"], []),
        ('vote "" "!" quay', ["vote", "quay"], []),
        ("harbour -strike", ["harbour"], ["strike"]),
        ('harbour -"Port Council" --quay', ["harbour"], ["port council", "quay"]),
        ("co-operate U.S. 2-1", ["co operate", "u s", "2 1"], []),
        ("harbour - strike", ["harbour", "strike"], []),
        ("harbour AND (strike OR quay) NOT x:y", ["harbour", "and", "strike", "or", "quay", "not", "x y"], []),
        ("'; DROP TABLE words; --", ["drop", "table", "words"], []),
        ("東京", ["東 京"], []),
    ],
)
def test_this_is_sought(text: str, wanted: list[str], unwanted: list[str]) -> None:
    assert parts(text) == ([tuple(one.split()) for one in wanted], [tuple(one.split()) for one in unwanted])


def test_a_word_is_sought_in_all_forms_and_a_quoted_one_as_it_stands() -> None:
    plain, quoted = search_of('jobs "jobs"', ENGLISH).wanted
    assert (plain.stem, quoted.stem) == ("job", "")


@pytest.mark.parametrize(("text", "prefix"), [("harb*", True), ("ha*", False), ("harb *", False), ('"harb*"', False)])
def test_a_star_behind_three_letters_seeks_what_begins_so(text: str, *, prefix: bool) -> None:
    assert search_of(text, ENGLISH).wanted[0].prefix is prefix


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "no word"),
        ("?! \0 “”", "no word"),
        ("-strike", "only says what to leave out"),
        ("a" * (LONGEST + 1), "longer than 200"),
        ("İ" * LONGEST, "more than"),
        (" ".join(f"w{number}" for number in range(21)), "more than 20"),
    ],
)
def test_what_cannot_be_sought_is_refused_with_the_reason(text: str, reason: str) -> None:
    with pytest.raises(QueryError, match=reason) as refused:
        search_of(text, ENGLISH)
    assert refused.value.location == "q"


@pytest.mark.parametrize(
    ("text", "spelling"),
    [
        ("  Harbour,  (STRIKE) ", "harbour strike"),
        ("-Quay “Port   Council", '"port council" -quay'),
        ("Harb* São", "harb* são"),
        ("U.S. Tromsø’s", "u.s tromsø"),
        ("A\u0130\u103a", "ai\u103a\u0307"),  # a small i, and a dot that comes after other signs
    ],
)
def test_a_search_has_one_spelling(text: str, spelling: str) -> None:
    assert str(search_of(text, ENGLISH)) == spelling


@given(MARKED | st.text(max_size=60))
def test_any_text_is_a_search_whose_spelling_says_the_same_or_is_refused(text: str) -> None:
    try:
        search = search_of(text, ENGLISH)
    except QueryError:
        return
    assert search_of(str(search), ENGLISH) == search
