from datetime import UTC, datetime, timedelta

import pytest

from feedpub.web.conditional import cache_control, coding_for, is_as_expected, is_current, last_modified, tag_of

NOON = datetime(2024, 5, 6, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("accept_encoding", "coding"),
    [
        (None, "identity"),
        ("", "identity"),
        ("gzip", "gzip"),
        ("GZIP", "gzip"),
        ("br,gzip", "br"),
        ("gzip, deflate, br, zstd", "br"),
        ("gzip;q=1.0, br;q=0.5", "gzip"),
        ("gzip;q=0.2", "gzip"),
        ("gzip;q=0.5, identity", "identity"),
        ("gzip;q=0, identity", "identity"),
        ("gzip;q=0", "identity"),
        ("deflate", "identity"),
        ("*", "br"),
        ("*;q=0.3, br;q=0", "gzip"),
        ("*;q=0, gzip", "gzip"),
        ("identity;q=0, gzip", "gzip"),
        ("identity;q=0", "identity"),
        ("*;q=0", "identity"),
        ("deflate, *;q=0", "identity"),
        ("gzip;q=nonsense", "identity"),
    ],
)
def test_the_coding_that_the_client_likes_best(accept_encoding: str | None, coding: str | None) -> None:
    assert coding_for(accept_encoding) == coding


def test_each_coding_has_a_strong_tag_of_its_own() -> None:
    assert [tag_of("abc", "identity"), tag_of("abc", "gzip"), tag_of("abc", "br")] == ['"abc"', '"abc-gzip"', '"abc-br"']


@pytest.mark.parametrize(
    "if_none_match",
    ['"abc"', 'W/"abc"', '"abc-gzip"', 'W/"abc-br"', "*", '"zzz", "abc"', '"with, comma" , W/"abc-gzip"', '"zzz","abc-br"'],
)
def test_a_tag_of_any_coding_weak_or_strong_is_accepted_back(if_none_match: str) -> None:
    assert is_current("abc", NOON, if_none_match=if_none_match, if_modified_since=None)


@pytest.mark.parametrize("if_none_match", ['"abd"', '"abc-zstd"', '""', '"abc, def"', "", '"abcd", "xabc"'])
def test_another_tag_means_that_there_is_something_new(if_none_match: str) -> None:
    assert not is_current("abc", NOON, if_none_match=if_none_match, if_modified_since=None)


def test_a_tag_that_misses_wins_over_a_date_that_hits() -> None:
    assert not is_current("abc", NOON, if_none_match='"old"', if_modified_since="Tue, 07 May 2024 12:00:00 GMT")


@pytest.mark.parametrize(
    ("since", "current"),
    [
        ("Mon, 06 May 2024 12:00:00 GMT", True),
        ("Mon, 06 May 2024 12:00:01 GMT", True),
        ("Mon, 06 May 2024 11:59:59 GMT", False),
        ("Monday, 06-May-24 12:00:00 GMT", True),
        ("yesterday", False),
        ("", False),
    ],
)
def test_a_date_is_compared_by_the_second(since: str, current: bool) -> None:
    changed = NOON + timedelta(milliseconds=700)
    assert is_current("abc", changed, if_none_match=None, if_modified_since=since) is current


def test_without_last_modified_a_date_proves_nothing() -> None:
    assert not is_current("abc", None, if_none_match=None, if_modified_since="Tue, 07 May 2024 12:00:00 GMT")


def test_last_modified_is_withheld_while_another_edit_could_carry_the_same_second() -> None:
    assert last_modified(NOON, NOON + timedelta(milliseconds=999)) is None
    assert last_modified(NOON, NOON + timedelta(seconds=1)) == NOON


@pytest.mark.parametrize(("seconds", "max_age"), [(None, 300), (3600, 300), (20.9, 20), (0, 0), (-5, 0)])
def test_a_copy_never_outlives_the_next_release(seconds: float | None, max_age: int) -> None:
    until = None if seconds is None else NOON + timedelta(seconds=seconds)
    assert cache_control(300, until, NOON) == f"public, max-age={max_age}, stale-while-revalidate=60, stale-if-error=86400"


@pytest.mark.parametrize(
    ("if_match", "expected"),
    [
        ("*", True),
        ('"abc"', True),
        ('"abc-gzip"', True),
        ('"old", "abc-br"', True),
        ('W/"abc"', False),
        ('"old"', False),
        ("", False),
        ("abc def", False),
    ],
)
def test_if_match_compares_strongly_with_every_coding(if_match: str, expected: bool) -> None:
    # The date, which would say the opposite, must be ignored beside it.
    date = "Mon, 06 May 2024 11:00:00 GMT" if expected else "Mon, 06 May 2024 13:00:00 GMT"
    assert is_as_expected("abc", NOON, if_match=if_match, if_unmodified_since=date) is expected


@pytest.mark.parametrize(
    ("since", "expected"),
    [
        ("Mon, 06 May 2024 12:00:00 GMT", True),
        ("Mon, 06 May 2024 11:59:59 GMT", False),
        ("yesterday", True),
        (None, True),
    ],
)
def test_if_unmodified_since_compares_by_the_second(since: str | None, expected: bool) -> None:
    changed = NOON + timedelta(milliseconds=700)
    assert is_as_expected("abc", changed, if_match=None, if_unmodified_since=since) is expected
