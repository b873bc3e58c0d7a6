"""No date outside what the text supports, for any day of writing."""

import re
from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from feedpub.extraction.times.classes import LETTERS
from feedpub.extraction.times.grammar import grammar_of
from feedpub.extraction.times.vocabulary import vocabulary_of
from feedpub.language.en import ENGLISH
from feedpub.model.edtf import precision_of
from tests.extraction.times.reading import dates, found

WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
MONTHS = [month.title() for month in ENGLISH.table("times/words", "months")]
pytestmark = pytest.mark.slow

EDGES = "2000-02-29 1900-02-28 2100-03-01 2024-12-31 2021-01-01 2020-12-28 2026-01-04".split()
written = st.dates(date(1900, 1, 1), date(2100, 12, 31)) | st.sampled_from(EDGES).map(date.fromisoformat)


def only(text: str, now: date | None) -> str:
    ((_, value),) = found(text, now)
    return value


@pytest.mark.parametrize(
    "style",
    [
        "{month} {day.day}, {day.year}",
        "{day.day} {month} {day.year}",
        "the {ordinal} of {month} {day.year}",
        "{weekday}, {month} {day.day}, {day.year}",
        "{weekday} {day.day} {month} {day.year}",
        "{day:%Y-%m-%d}",
        "{day.day}.{day.month}.{day.year}",
    ],
)
@given(day=written, now=written)
def test_a_full_date_means_itself_whenever_it_is_written(style: str, day: date, now: date) -> None:
    suffix = "th" if 10 < day.day < 20 else {1: "st", 2: "nd", 3: "rd"}.get(day.day % 10, "th")
    text = style.format(day=day, month=MONTHS[day.month - 1], weekday=WEEKDAYS[day.weekday()], ordinal=f"{day.day}{suffix}")
    for moment in (now, None):
        assert only(f"The mill burned down on {text} and was rebuilt.", moment) == day.isoformat()


@given(day=written, day_first=st.booleans())
def test_digits_follow_the_publishers_order(day: date, day_first: bool) -> None:
    text = f"{day.day}/{day.month}/{day.year}" if day_first else f"{day.month}/{day.day}/{day.year}"
    ((_, value),) = found(f"The mill burned down on {text} and was rebuilt.", None, day_first=day_first)
    assert value == day.isoformat()


@given(now=written, weekday=st.sampled_from(WEEKDAYS))
def test_a_weekday_lies_within_a_week_on_the_side_that_the_tense_says(now: date, weekday: str) -> None:
    past = date.fromisoformat(only(f"The mill burned down on {weekday}.", now))
    ahead = date.fromisoformat(only(f"The mill will open on {weekday}.", now))
    last = date.fromisoformat(only(f"The mill burned down last {weekday}.", now))
    following = date.fromisoformat(only(f"The mill will open next {weekday}.", now))
    assert {day.weekday() for day in (past, ahead, last, following)} == {WEEKDAYS.index(weekday)}
    assert 0 <= (now - past).days <= 6
    assert 0 <= (ahead - now).days <= 6
    assert 1 <= (now - last).days <= 7
    assert 1 <= (following - now).days <= 7


@given(now=written, count=st.integers(1, 60))
def test_a_count_of_days_is_exact(now: date, count: int) -> None:
    unit = "day" if count == 1 else "days"
    assert only(f"The mill burned down {count} {unit} ago.", now) == (now - timedelta(days=count)).isoformat()


@given(now=written)
def test_yesterday_today_and_tomorrow_are_neighbours(now: date) -> None:
    for text, shift in (("burned down yesterday", -1), ("burned down today", 0), ("will open tomorrow", 1)):
        assert only(f"The mill {text}.", now) == (now + timedelta(days=shift)).isoformat()


@given(now=written)
def test_last_this_and_next_are_the_calendars_neighbours(now: date) -> None:
    monday = now - timedelta(days=now.weekday())
    for text, shift in (("last", -1), ("this", 0), ("next", 1)):
        week = (monday + timedelta(days=7 * shift)).isocalendar()
        month = now.year * 12 + now.month - 1 + shift
        assert only(f"The mill changes hands {text} week.", now) == f"{week.year:04}-W{week.week:02}"
        assert only(f"The mill changes hands {text} month.", now) == f"{month // 12:04}-{month % 12 + 1:02}"
        assert only(f"The mill changes hands {text} year.", now) == f"{now.year + shift:04}"


@given(now=written, day=written, tense=st.sampled_from(["burned down", "will open"]))
def test_a_day_of_the_month_keeps_its_day_and_is_the_nearest_that_fits(now: date, day: date, tense: str) -> None:
    value = date.fromisoformat(only(f"The mill {tense} on {MONTHS[day.month - 1]} {day.day}.", now))
    assert (value.month, value.day) == (day.month, day.day)
    assert abs((value - now).days) <= (366 if (day.month, day.day) != (2, 29) else 8 * 366)


@given(now=written, number=st.integers(1, 12))
def test_last_and_next_month_names_lie_in_the_year_before_and_after(now: date, number: int) -> None:
    last = only(f"The mill burned down last {MONTHS[number - 1]}.", now)
    ahead = only(f"The mill will open next {MONTHS[number - 1]}.", now)
    assert int(last[5:]) == int(ahead[5:]) == number
    this = now.strftime("%Y-%m").zfill(7)
    assert last < this < ahead
    assert int(ahead[:4]) - int(last[:4]) <= 2


@given(begin=written, length=st.integers(1, 500), now=written)
def test_a_range_runs_from_its_first_day_to_its_last(begin: date, length: int, now: date) -> None:
    end = begin + timedelta(days=length)
    first, last = (f"{MONTHS[day.month - 1]} {day.day}, {day.year}" for day in (begin, end))
    spans = found(f"The fair ran from {first} to {last}.", now)
    assert spans == [(f"from {first} to {last}", f"{begin}/{end}"), (last, end.isoformat())]


LEXICON = sorted(vocabulary_of(ENGLISH).meanings)
ODD = (
    "31 29 30 13 1 99 2024 1999 9999 1000 22nd 31st 1990s 3:30 25:61 12:00 p.m. am 2024-02-30 2024-13-01 30/02/2024 "
    "00/00/0000 Q4 Q1 ' 's - – , . ( ) / burned will to said Christmas Easter"
).split()
PIECES = st.sampled_from(LEXICON) | st.sampled_from(LEXICON).map(str.title) | st.sampled_from(ODD)


@given(pieces=st.lists(PIECES, max_size=14), now=written | st.none(), glue=st.sampled_from([" ", " ", "-", ""]))
def test_any_row_of_date_words_gives_only_values_of_the_calendar(pieces: list[str], now: date | None, glue: str) -> None:
    text = glue.join(pieces)
    assume(text.strip())
    for when in dates(text, now):
        assert precision_of(when.value) == when.precision
        assert all(span.text in text for span in when.evidence)
        if now is not None:
            assert abs(int(when.value[:3]) - now.year // 10) <= 1000


@given(text=st.text(max_size=200), now=written | st.none())
def test_any_text_is_survived(text: str, now: date | None) -> None:
    assume(text)
    dates(text, now)


@given(pieces=st.lists(st.sampled_from(LEXICON).map(str.title), max_size=8))
def test_without_a_day_of_writing_words_without_a_number_give_no_date(pieces: list[str]) -> None:
    assume(pieces)
    values = [when.value for when in dates(" ".join(pieces), None)]
    assert all(value.endswith("X") or value[:2] in ("18", "19", "20") for value in values)
    if not {"nineteen", "eighteen", "two"} & {piece.lower() for piece in pieces}:
        assert all(value.endswith("X") for value in values)


@given(row=st.lists(st.sampled_from(sorted(LETTERS.values())), max_size=12).map("".join))
def test_the_guard_only_spares_the_patterns_what_they_never_match(row: str) -> None:
    grammar = grammar_of(ENGLISH)
    bare = re.compile(f"(?!{LETTERS['hyphen']})(?:" + "|".join(f"(?:{pattern})" for pattern in grammar.patterns) + ")")
    assert [match.span() for match in grammar.pattern.finditer(row)] == [match.span() for match in bare.finditer(row)]
