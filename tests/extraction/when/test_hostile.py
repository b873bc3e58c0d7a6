"""Text made to take long takes no longer than other text."""

import time

import pytest

from tests.extraction.when.reading import dates

LENGTH = 200_000


@pytest.mark.parametrize(
    "piece",
    [
        "the first quarter of ",
        "January ",
        "early ",
        "the end of the ",
        "1,1.",
        "99",
        "3:3",
        "from 3 to ",
        "Monday, ",
        "last last ",
        "12:30 p.m. ",
        "two-two-",
        "'s",
        "\n",
        " \t",
        "a.m.",
        "2024-",
        "New Year's ",
        "the same day ",
        "a year earlier ",
    ],
)
@pytest.mark.slow
def test_a_long_row_of_one_piece_is_read_in_time(piece: str) -> None:
    text = "On Monday " + piece * (LENGTH // len(piece)) + "x"
    began = time.process_time()
    dates(text)
    assert time.process_time() - began < 10
