"""Whether what was read is new, changed or as it was, and which changes readers should look at again."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from feedpub.drafting import Draft
from feedpub.ingest import Changed, New, Unchanged, decide
from feedpub.model.article import Author, Correction
from feedpub.store import Held
from tests.builders import MINUTE, NOON, event

LATER = NOON + timedelta(days=1)


def held(deleted: bool = False, **changes: Any) -> Held:
    return Held(event(**changes), NOON, NOON, deleted)


def drafted(*, published: datetime | None = NOON, modified: datetime | None = None, **changes: Any) -> Draft:
    return Draft(event(**changes), "[]", published, modified)


def test_an_article_that_the_store_does_not_have_is_new() -> None:
    assert decide(None, drafted(), LATER) == New(NOON, NOON)
    assert decide(None, drafted(modified=NOON + MINUTE), LATER) == New(NOON, NOON + MINUTE)
    assert decide(None, drafted(published=None), LATER) == New(LATER, LATER)


def test_the_same_article_is_unchanged() -> None:
    assert decide(held(), drafted(), LATER) == Unchanged()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("headline", "Council closes harbour"),
        ("standfirst", None),
        ("text", "ROTTERDAM, Netherlands — The council reopened two quays on Monday."),
        (
            "text",
            "ROTTERDAM, Netherlands — The council re opened the quay on Monday.\n\n“It was about time,” said Mira Oduya.",
        ),
        ("status", "canceled"),
        ("corrections", (Correction(date=date(2024, 5, 7), text="The quay is in Delfshaven."),)),
    ],
)
def test_what_readers_should_look_at_again_moves_modified(field: str, value: Any) -> None:
    decision = decide(held(), drafted(**{field: value}), LATER)
    assert decision == Changed(field, True, NOON, LATER)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("tags", ("ports",)),
        ("section", "Economy"),
        ("authors", (Author(name="Ada Brandt"),)),
        ("embargo", NOON - MINUTE),
        ("headline", "Council  reopens\u00a0harbour"),
        (
            "text",
            'ROTTERDAM, Netherlands -- The council reopened the quay on Monday.\n\n"It was about time," said Mira Oduya.',
        ),
        (
            "text",
            "ROTTERDAM, Netherlands—The council re\u00adopened the quay on\nMonday. ‘It was about time,’ said Mira Oduya.",
        ),
    ],
)
def test_metadata_typography_and_white_space_do_not_move_modified(field: str, value: Any) -> None:
    decision = decide(held(), drafted(**{field: value}), LATER)
    assert decision == Changed(field, False, NOON, NOON)


def test_the_copy_may_say_itself_when_it_was_modified() -> None:
    given = drafted(modified=NOON + MINUTE, headline="Council closes harbour")
    assert decide(held(), given, LATER) == Changed("headline", True, NOON, NOON + MINUTE)


def test_what_the_copy_says_of_an_older_modification_is_old_news() -> None:
    given = drafted(modified=NOON - MINUTE, headline="Council closes harbour")
    assert decide(held(), given, LATER) == Changed("headline", True, NOON, LATER)


def test_copy_cannot_have_been_modified_after_it_was_read() -> None:
    ahead = LATER + 90 * MINUTE
    assert decide(None, drafted(modified=ahead), LATER) == New(NOON, LATER)
    edited = drafted(modified=ahead, headline="Council closes harbour")
    assert decide(held(), edited, LATER) == Changed("headline", True, NOON, LATER)


def test_modified_is_never_earlier_than_published() -> None:
    moved = decide(held(), drafted(published=LATER, tags=("ports",)), NOON + MINUTE)
    assert moved == Changed("tags, published", False, LATER, LATER, waits=LATER)


def test_better_answers_are_a_change_that_is_not_significant() -> None:
    found = event().article.span(0, 9)
    answered = drafted(where=({"name": "Rotterdam", "kind": "city", "evidence": (found,), "rule": "test"},))
    assert decide(held(), answered, LATER) == Changed("answers", False, NOON, NOON)


def test_a_deleted_article_that_reappears_is_a_change_even_when_it_is_the_same() -> None:
    assert decide(held(deleted=True), drafted(), LATER) == Changed("reappeared", False, NOON, NOON)


@pytest.mark.parametrize("published", [None, NOON])
def test_nothing_is_dated_by_a_date_ahead_that_was_put_right_or_taken_out(published: datetime | None) -> None:
    waiting, now = Held(event(), LATER, LATER, False), NOON + MINUTE
    edited = decide(waiting, drafted(published=published, headline="Council closes harbour"), now)
    assert edited == Changed(f"headline{', published' if published else ''}", True, published or now, now)
    retagged = decide(waiting, drafted(published=published, tags=("ports",)), now)
    assert isinstance(retagged, Changed)
    assert (retagged.published, retagged.modified, retagged.waits) == (published or now, published or now, None)
