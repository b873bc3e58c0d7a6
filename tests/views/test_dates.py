from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from feedpub.views import dates


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
    assert dates.moment(value, "en") == words


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


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (datetime(2024, 4, 22, 15, 30, tzinfo=UTC), "Monday, 15:30"),
        (datetime(2024, 4, 16, 9, 0, tzinfo=UTC), "Tuesday, 09:00"),
        (datetime(2024, 4, 15, 9, 0, tzinfo=UTC), "Monday 15 April"),
        (datetime(2024, 4, 23, 9, 0, tzinfo=UTC), "Tuesday 23 April"),
        (date(2024, 4, 22), "Monday 22 April"),
        (date(2023, 4, 22), "22 April 2023"),
    ],
)
def test_moments_for_somebody_who_reads_the_news_of_a_day(value: date, words: str) -> None:
    assert dates.beside(value, date(2024, 4, 22), "en") == words
