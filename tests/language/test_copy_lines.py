import pytest

from feedpub.language.byline import credited, find_byline
from feedpub.language.closing import story
from feedpub.language.furniture import kind_of_line


@pytest.mark.parametrize(
    ("value", "names"),
    [
        ("By Ann Lee, Harbour University", ["Ann Lee"]),
        ("Ann Lee und Bob Ray", ["Ann Lee", "Bob Ray"]),
        ("Peter and Jane", ["Peter", "Jane"]),
        ("ANN LEE (London)", ["Ann Lee"]),
        ("José Ortega y Gasset", ["José Ortega y Gasset"]),
        ("Ana Pérez y Luis Gómez", ["Ana Pérez", "Luis Gómez"]),
        ("Toby Davis", ["Toby Davis"]),
        ("The Harbour Press", ["The Harbour Press"]),
        ("gr/bp", []),
        ("dpa-edt", []),
        ("Staff reporter", []),
        ("", []),
        ("x " * 200, []),
    ],
)
def test_a_field_credits_names_alone(value: str, names: list[str]) -> None:
    assert [author.name for author in credited(value)] == names


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By ANNA DAHL, HGA =", ["Anna Dahl"]),
        ("By Ann Lee and Bob Ray", ["Ann Lee", "Bob Ray"]),
        ("By noon the water had fallen.", []),
        ("By Monday", []),
        ("Ann Lee said so", []),
    ],
)
def test_a_line_is_a_byline_or_none(line: str, names: list[str]) -> None:
    assert [author.name for author in find_byline(line)] == names


@pytest.mark.parametrize(
    "line",
    ["ends", "-30-", "(MORE)", "###", "AAP RTV ar", "burs-jk/lm", "HGA mr/jd", "(Reuters)", "CRO01 1113 APE4800 GEST"],
)
def test_what_closes_a_transmission_is_cut_off(line: str) -> None:
    assert story(["The quay opened.", line]) == ["The quay opened."]
    assert story([line]) == [line] or not any(sign.isalnum() for sign in line)


@pytest.mark.parametrize(
    "line", ["The end.", "She ends here.", "More came.", "NATO agreed.", "It cost 30.", "AFP found no one."]
)
def test_what_says_something_stays(line: str) -> None:
    assert story(["The quay opened.", line]) == ["The quay opened.", line]


def test_a_notebook_is_cut_off_with_all_below_it() -> None:
    below = ["# HGA NOTEBOOK", "Editing by: Rolf Berg", "The end of the day."]
    assert story(["The quay opened.", "It is long.", *below]) == ["The quay opened.", "It is long."]


@pytest.mark.parametrize(
    "line",
    [
        "Read more: Harbour strike ends",
        "Related stories: the quay",
        "Sign up for our newsletter",
        "© 2024 Harbour Media. All rights reserved.",
        "* * *",
        "Follow us on Facebook",
        "Write to Ann Lee at ann@example.org",
        "12 comments",
    ],
)
def test_furniture_is_known(line: str) -> None:
    assert kind_of_line(line)


@pytest.mark.parametrize(
    "line",
    [
        "Read more books, the minister told pupils.",
        "Photos of the flood reached the court in May.",
        "Share prices fell by a third.",
        "Thank you for nothing, he wrote.",
        "Follow the money, the lawyer said.",
        "Subscribers paid twice.",
    ],
)
def test_sentences_are_no_furniture(line: str) -> None:
    assert not kind_of_line(line)
