from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedpub.translation import ENGLISH
from feedpub.views.event_dates import html_datetime, in_words


@pytest.mark.parametrize(
    ("value", "words", "html"),
    [
        ("2024-04-22", "Monday 22 April 2024", "2024-04-22"),
        ("2024-04-22T15:30-04:00", "Monday 22 April 2024, 15:30 UTC−4", "2024-04-22T15:30-04:00"),
        ("2024-04-22T09:05Z", "Monday 22 April 2024, 09:05 UTC", "2024-04-22T09:05Z"),
        ("2024-04-22T12:00", "Monday 22 April 2024, 12:00", "2024-04-22T12:00"),
        ("2024-04-22T00:00", "Monday 22 April 2024, 00:00", "2024-04-22T00:00"),
        ("2024-04-22T15+05:30", "Monday 22 April 2024, 3 p.m. UTC+5:30", "2024-04-22"),
        ("2024-W17", "the week of 22 April 2024", None),
        ("2024-04", "April 2024", "2024-04"),
        ("2024-21", "spring 2024", None),
        ("2024-35", "the third quarter of 2024", None),
        ("2024", "2024", "2024"),
        ("199X", "the 1990s", None),
        ("2024-04-22/2024-04-24", "22–24 April 2024", None),
        ("2024-04-30/2024-05-03", "30 April – 3 May 2024", None),
        ("2023-12-30/2024-01-03", "30 December 2023 – 3 January 2024", None),
        ("2010/2014", "2010–2014", None),
        ("2019-01/2019-06", "January–June 2019", None),
        ("2019-07/2020-06", "July 2019 to June 2020", None),
        ("2024-04-22/2024-05", "Monday 22 April 2024 to May 2024", None),
    ],
)
def test_a_value_is_said_as_people_write_it(value: str, words: str, html: str | None) -> None:
    assert in_words(value, ENGLISH) == words
    assert html_datetime(value) == html


@pytest.mark.parametrize("value", ["", "Monday", "2024-02-30", "2024-13", "2024-04-22/2024-04-20"])
def test_what_no_event_may_carry_is_refused(value: str) -> None:
    with pytest.raises(ValueError, match=r"day|no date|ends before"):
        in_words(value, ENGLISH)


@given(st.dates())
def test_every_day_has_words_that_name_its_day_and_year(day: date) -> None:
    words = in_words(day.isoformat(), ENGLISH).split()
    assert (int(words[1]), int(words[3])) == (day.day, day.year)
