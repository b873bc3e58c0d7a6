"""Words of a text as names need them, and what stands around a name."""

import pytest

from feedpub.extraction.document.analysis import Analysis
from feedpub.extraction.places.lists import place_lists
from feedpub.extraction.places.location import words_of
from feedpub.extraction.places.surroundings import surroundings
from feedpub.extraction.places.word_view import WordView
from tests.builders import article


def view(text: str) -> WordView:
    return Analysis(article(text=text)).layer(words_of)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The U.S.-led force left Iraq.", "The U.S. led force left Iraq"),
        ("Winston-Salem's mayor, 52, met D-Oakland.", "Winston Salem mayor met D Oakland"),
        ("Gen. Osei saw St. Louis, O'Fallon and al-Khobar.", "Gen Osei saw St Louis O'Fallon and al Khobar"),
        ("It is 5 km to N. Korea’s border.", "It is km to N Korea border"),
    ],
)
def test_words_are_letters_alone_and_hyphens_cut_them(text: str, words: str) -> None:
    found = view(text)
    assert [found.raw(number) for number in range(len(found))] == words.split()
    assert found.lower == [word.lower() for word in words.split()]


def test_the_ending_of_an_owner_is_no_word_and_no_gap() -> None:
    found = view("Iraq's army left Iran’s border.")
    assert found.owner == {0, 3}
    assert found.gap(1) == found.gap(4) == " "


def test_a_run_ends_with_an_owner_and_where_more_than_a_space_parts_the_words() -> None:
    found = view("Police in New York City, Leeds Council's Hall and St. Paul met.")
    assert {found.text[found.starts[a] : found.ends[b]] for a, b in found.runs.values()} == {
        "Police",
        "New York City",
        "Leeds Council",
        "Hall",
        "St. Paul",
    }


@pytest.mark.parametrize(
    ("text", "preposition", "located", "residence", "possessive"),
    [
        ("A fire broke out in [Leeds].", "in", True, False, False),
        ("Shells fell on the northern city of [Leeds].", "on", True, False, False),
        ("Troops are in rebel-held [Leeds].", "in", True, False, False),
        ("It fell in northern [Leeds].", "in", True, False, False),
        ("A man from [Leeds] won.", "from", False, False, False),
        ("A firm based in [Leeds] won.", "in", False, True, False),
        ("The worst in [Leeds]'s history.", "in", True, False, True),
        ("The board voted to close [Leeds] bridge.", "", False, False, False),
    ],
)
def test_what_stands_around_a_name(text: str, preposition: str, located: bool, residence: bool, possessive: bool) -> None:
    start, end = text.index("["), text.index("]") - 1
    words = view(text.replace("[", "").replace("]", ""))
    assert surroundings(words, place_lists(words.language), start, end) == (preposition, located, residence, possessive)
