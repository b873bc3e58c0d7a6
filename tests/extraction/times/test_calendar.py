from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedpub.extraction.times.periods import LENGTHS, Period, Unit, containing, offset
from feedpub.extraction.times.vocabulary import vocabulary_of
from feedpub.language.en import ENGLISH
from feedpub.model.edtf import precision_of

VOCABULARY = vocabulary_of(ENGLISH)

units: st.SearchStrategy[Unit] = st.sampled_from(sorted(LENGTHS))
days = st.dates(date(1900, 1, 1), date(2100, 12, 31))


@given(unit=units, day=days)
def test_a_period_holds_the_day_that_it_was_made_for_and_says_its_precision(unit: Unit, day: date) -> None:
    period = containing(unit, day)
    assert period.first <= day <= period.last
    assert precision_of(period.value) == unit


@given(unit=units, day=days, count=st.integers(-50, 50))
def test_moving_there_and_back_ends_where_it_began(unit: Unit, day: date, count: int) -> None:
    period = containing(unit, day)
    assert period.moved(count).moved(-count) == period
    assert (period.moved(count).first - period.first).days * count >= 0


@pytest.mark.parametrize("count", [-9000, 9000])
def test_what_lies_outside_the_calendar_is_refused(count: int) -> None:
    with pytest.raises(ValueError, match=r"year|range"):
        Period("year", date(2024, 1, 1)).moved(count)


@pytest.mark.parametrize(
    "day",
    ["1961-04-02", "1999-04-04", "2000-04-23", "2008-03-23", "2011-04-24", "2024-03-31", "2025-04-20", "2038-04-25"],
)
def test_easter_falls_where_church_calendars_put_it(day: str) -> None:
    assert VOCABULARY.holidays["easter"].of(int(day[:4])).isoformat() == day


@given(year=st.integers(1900, 2100), name=st.sampled_from(sorted(VOCABULARY.holidays)))
def test_every_holiday_has_a_day_in_every_year(year: int, name: str) -> None:
    day = VOCABULARY.holidays[name].of(year)
    assert abs((day - date(year, 7, 1)).days) <= 184
    weekday = name.rpartition(" ")[2]
    if weekday in ENGLISH.weekdays:
        assert day.isoweekday() == ENGLISH.weekdays[weekday]


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("thanksgiving", "2023-11-23"),
        ("black friday", "2023-11-24"),
        ("memorial day", "2024-05-27"),
        ("labor day", "2024-09-02"),
        ("martin luther king day", "2024-01-15"),
        ("remembrance sunday", "2024-11-10"),
        ("good friday", "2024-03-29"),
    ],
)
def test_moving_holidays_fall_on_their_weekday(name: str, day: str) -> None:
    assert VOCABULARY.holidays[name].of(int(day[:4])) == date.fromisoformat(day)


@pytest.mark.parametrize(
    ("zone", "day", "expected"),
    [
        ("gmt", date(2024, 7, 1), "Z"),
        ("est", date(2024, 7, 1), "-05:00"),
        ("et", date(2024, 1, 9), "-05:00"),
        ("et", date(2024, 7, 9), "-04:00"),
        ("pacific", date(2024, 7, 9), "-07:00"),
        ("ist", date(2024, 7, 9), "+05:30"),
    ],
)
def test_zones_have_the_offset_of_their_day(zone: str, day: date, expected: str) -> None:
    assert offset(VOCABULARY.zones[zone], day) == expected


@given(day=days, zone=st.sampled_from(sorted(VOCABULARY.zones)))
def test_offsets_are_those_that_an_event_may_carry(day: date, zone: str) -> None:
    assert precision_of(f"{day + timedelta()}T12:00{offset(VOCABULARY.zones[zone], day)}") == "minute"
