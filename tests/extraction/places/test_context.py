"""The text as the rules for places read it: where names may stand in it, and what stands around them."""

import pytest

from feedpub.extraction.document.analysis import Analysis
from feedpub.extraction.places.context import PlaceContext
from feedpub.extraction.places.location import context_of, locate
from tests.builders import article


def context(text: str) -> PlaceContext:
    return Analysis(article(text=text)).layer(context_of)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The U.S.-led force left Winston-Salem.", ["U.S.", "Winston-Salem"]),
        ("It is 5 km to N. Korea’s border.", ["N. Korea"]),
        ("A ferry sank off S. Africa.", ["S. Africa"]),
        ("The Leeds-based firm sold pro-Russian Nairobi-Mombasa tickets.", ["Leeds", "Russian", "Nairobi", "Mombasa"]),
        ("Senator Rowe, D-Oakland, met Gov. Osei in St. Louis.", ["Oakland", "St. Louis"]),
        ("CHARLESTON, W.Va. — The bridge to ST. LOUIS is shut.", ["CHARLESTON", "W.Va.", "ST. LOUIS"]),
        ("They left the People's Republic of China for Dar es Salaam.", ["People's Republic of China", "Dar es Salaam"]),
    ],
)
def test_a_name_may_begin_and_end_at_a_hyphen_and_go_on_over_small_words(text: str, names: list[str]) -> None:
    assert [one.text for one in locate(Analysis(article(text=text)))] == names


def test_the_ending_of_an_owner_is_no_word_behind() -> None:
    read = context("Iraq's army left Iran’s border.")
    assert (read.owns(0), read.after(0), read.owns(4), read.after(4)) == (True, "army", True, "border")


@pytest.mark.parametrize(
    ("text", "preposition", "located", "residence", "possessive"),
    [
        ("A fire broke out in [Leeds].", "in", True, False, False),
        ("Shells fell on the northern city of [Leeds].", "on", True, False, False),
        ("Troops are in rebel-held [Leeds].", "in", True, False, False),
        ("It fell in northern [Leeds].", "in", True, False, False),
        ("It fell in Kenya's [Leeds].", "in", True, False, False),
        ("It fell in far northern [Leeds].", "in", True, False, False),
        ("They marched in support of [Leeds].", "of", False, False, False),
        ("A man from [Leeds] won.", "from", False, False, False),
        ("A firm based in [Leeds] won.", "in", False, True, False),
        ("It lies in Argentine [Patagonia].", "in", True, False, False),
        ("A [Leeds]-based firm won.", "", False, True, False),
        ("A [Leeds]-led force won.", "", False, False, False),
        ("The worst in [Leeds]'s history.", "in", True, False, True),
        ("The board voted to close [Leeds] bridge.", "", False, False, False),
    ],
)
def test_what_stands_around_a_name(text: str, preposition: str, located: bool, residence: bool, possessive: bool) -> None:
    start, end = text.index("["), text.index("]") - 1
    read = context(text.replace("[", "").replace("]", ""))
    assert read.surroundings(read.tokens.at(start), end) == (preposition, located, residence, possessive)
