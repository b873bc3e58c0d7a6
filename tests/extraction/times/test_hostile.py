"""Text made to take long takes no longer than other text."""

import time

import pytest

from tests.extraction.times.reading import dates
from tests.growth import steps

LENGTH = 200_000
STEPS = 5000  # of the interpreter for one date; where each looks for its verb anew, more than 10,000


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


@pytest.mark.parametrize("piece", ["2026 ", "noon ", "on Monday, ", "Jan. ", "in May "])
def test_a_sentence_full_of_dates_is_read_once_for_all_of_them(piece: str) -> None:
    text = piece * 200
    dates(text)
    assert steps(lambda: dates(text)) < STEPS * 200


@pytest.mark.parametrize("digits", ["9999", "1965", "2460"])
def test_four_digits_that_are_no_time_leave_the_day_as_it_is(digits: str) -> None:
    values = [when.value for when in dates(f"The fire was out by {digits} GMT on Tuesday.")]
    assert values
    assert not any("T" in value for value in values)
