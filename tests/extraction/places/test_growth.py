"""Work on places grows with the length of a text and no faster, however many it names."""

import pytest

from feedpub.extraction.document.analysis import Analysis
from feedpub.extraction.places.location import locate
from tests.builders import article
from tests.growth import growth


def located(text: str) -> object:
    return locate(Analysis(article(text=text)))


@pytest.mark.parametrize(
    "piece",
    [
        "in Kotwe, Texas ",
        "the village of Kotwe, ",
        "at Barlow Stadium, ",
        "at Denver Stadium in Leeds. ",
        "Hall, Banks and Forsyth counties, ",
        "Paris and ",
        "London said. ",
    ],
)
def test_twice_as_many_places_are_twice_the_work(piece: str) -> None:
    assert growth(located, lambda count: piece * count, 100) < 2.3


def test_places_of_distinct_names_are_no_more_work() -> None:
    def village(count: int) -> str:
        return "".join(f"the village of Kot{'abcdefghij'[i // 10 % 10]}{'klmnoprstu'[i % 10]}we, " for i in range(count))

    assert growth(located, village, 100) < 2.3
