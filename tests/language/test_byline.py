import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feedpub.language.byline import author_names, find_byline


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Ann Lee", ["Ann Lee"]),
        ("By Ann Lee and Bob Ray", ["Ann Lee", "Bob Ray"]),
        ("By Ann Lee, Bob Ray and Cy J. Poe", ["Ann Lee", "Bob Ray", "Cy J. Poe"]),
        ("BY ANN LEE, Staff Writer", ["Ann Lee"]),
        ("By JEAN-PAUL O'BRIEN and SUE McKAY", ["Jean-Paul O'Brien", "Sue McKay"]),
        ("by Dr. Ann Lee, health correspondent", ["Ann Lee"]),
        ("By Ann Lee in Paris and Bob Ray in Rome", ["Ann Lee", "Bob Ray"]),
        ("By Ludwig van der Berg | 3 May 2024", ["Ludwig van der Berg"]),
        ("Ann Lee, Reuters", ["Ann Lee"]),
        ("Ann Lee, Valley Gazette", ["Ann Lee"]),
        ("Words: Ann Lee", ["Ann Lee"]),
        ("By The Coast Wire", ["The Coast Wire"]),
        ("By Ann Lee and The Coast Wire", ["Ann Lee", "The Coast Wire"]),
        ("By Reuters", ["Reuters"]),
    ],
)
def test_a_byline_names_its_authors(line: str, names: list[str]) -> None:
    assert [author.name for author in find_byline(line)] == names


@pytest.mark.parametrize(
    "line",
    [
        "By Monday",
        "By Monday the water had fallen.",
        "By Train to Samarkand",
        "By Staff Writer",
        "By 2030 the port will be full",
        "Paris, Texas",
        "Ann Lee, who leads the council",
        "Storm Reaches Coast, Closing Ports",
        "By whom?",
        "By",
        "",
    ],
)
def test_another_line_is_no_byline(line: str) -> None:
    assert find_byline(line) == ()


def test_an_agency_is_an_organisation() -> None:
    assert [author.kind for author in find_byline("By Ann Lee and Reuters")] == ["person", "organization"]


def test_a_name_alone_is_an_author_where_authors_are_asked_for() -> None:
    assert [author.name for author in author_names("Anouk")] == ["Anouk"]
    assert [author.name for author in author_names("Ann Lee & Bob Ray")] == ["Ann Lee", "Bob Ray"]
    assert [author.kind for author in author_names("Harbour Desk")] == ["organization"]


@settings(deadline=None)
@given(st.text(max_size=80))
def test_any_line_is_a_byline_or_none(line: str) -> None:
    for author in (*find_byline(line), *find_byline(f"By {line}"), *author_names(line)):
        assert author.name == author.name.strip() != ""
