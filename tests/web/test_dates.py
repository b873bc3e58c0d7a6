from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from feedpub.model.edtf import precision_of
from feedpub.web import dates


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (date(2024, 4, 22), "Monday 22 April 2024"),
        (datetime(2024, 4, 22, 15, 5, tzinfo=UTC), "Monday 22 April 2024, 15:05 UTC"),
        (datetime(2024, 4, 22, 0, 5, tzinfo=timezone(timedelta(hours=2))), "Monday 22 April 2024, 00:05 UTC+2"),
        (
            datetime(2024, 4, 22, 9, 0, tzinfo=timezone(-timedelta(hours=3, minutes=30))),
            "Monday 22 April 2024, 09:00 UTC−3:30",
        ),
    ],
)
def test_moments_in_words(value: date, words: str) -> None:
    assert dates.moment(value) == words


@pytest.mark.parametrize(
    ("value", "words", "machine"),
    [
        ("2024-04-22", "Monday 22 April 2024", True),
        ("2024-04-22T15:30-04:00", "Monday 22 April 2024, 15:30 UTC−4", True),
        ("2024-04-22T15:30", "Monday 22 April 2024, 15:30", True),
        ("2024-04-22T15Z", "Monday 22 April 2024, 15:00 UTC", False),
        ("2023-10", "October 2023", True),
        ("2024-W07", "week 7 of 2024", False),
        ("2024-21", "spring 2024", False),
        ("2024-33", "first quarter of 2024", False),
        ("1998", "1998", True),
        ("199X", "the 1990s", False),
        ("2024-04-22/2024-04-24", "Monday 22 April 2024 to Wednesday 24 April 2024", False),
    ],
)
def test_the_dates_of_an_event_in_words_and_for_machines(value: str, words: str, machine: bool) -> None:
    assert dates.edtf(value) == words
    assert dates.machine(value, precision_of(value)) == (value if machine else None)


@pytest.mark.parametrize(
    ("value", "stamp"),
    [
        (date(2024, 4, 22), "2024-04-22"),
        (datetime(2024, 4, 22, 15, 5, tzinfo=UTC), "2024-04-22T15:05:00+00:00"),
        (datetime(2024, 4, 22, 15, 5, 1, 123456, tzinfo=UTC), "2024-04-22T15:05:01.123+00:00"),
    ],
)
def test_stamps_are_as_exact_as_html_allows(value: date, stamp: str) -> None:
    assert dates.stamp(value) == stamp
