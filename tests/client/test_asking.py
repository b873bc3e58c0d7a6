"""What fails for now is asked again later and later, and not before a site wants to be asked."""

import pytest

from feedpub.client.asking import Asking, retry_after
from feedpub.client.errors import AnswerError, ExpiredError, LostError
from feedpub.client.exchange import Pause, Setback
from feedpub.client.options import FollowOptions
from tests.client.site import Script, page, refused

DATE = "Sat, 28 Nov 2026 12:00:00 GMT"


@pytest.mark.parametrize(
    ("said", "seconds"),
    [
        ("7", 7.0),
        ("Sat, 28 Nov 2026 12:01:30 GMT", 90.0),
        ("Sat, 28 Nov 2026 11:00:00 GMT", 0.0),
        ("soon", 0.0),
        ("9" * 400, 86_400.0),
        ("", 0.0),
    ],
)
def test_retry_after_is_seconds_or_a_date_by_the_sites_own_clock(said: str, seconds: float) -> None:
    assert retry_after(refused(429, retry_after=said, date=DATE)) == seconds


def test_failures_are_waited_out_for_longer_and_longer() -> None:
    script = Script(
        LostError("site", "refused"), refused(503), refused(429, retry_after="9"), *[refused(502)] * 9, page([], "a", 0)
    )
    answer = script.run(Asking({"tag": "rain"}, FollowOptions(longest_pause=20)).get("/api/changes", {"limit": "5"}))
    pauses = [asked.seconds for asked in script.asked if isinstance(asked, Pause)]
    assert answer.status == 200
    assert all(least <= pause <= least + most for pause, least, most in zip(pauses, [0, 0, 9], [0.5, 1, 2], strict=False))
    assert max(pauses[3:]) <= 20
    assert len({round(pause, 6) for pause in pauses}) == len(pauses) == 12  # no two alike
    assert script.requests[-1].parameters == {"tag": "rain", "limit": "5"}
    assert [step.seconds for step in script.steps if isinstance(step, Setback)] == pauses


@pytest.mark.parametrize(
    ("status", "error"), [(400, AnswerError), (404, AnswerError), (409, ExpiredError), (410, ExpiredError)]
)
def test_what_is_refused_for_good_is_an_error_with_the_sites_reason(status: int, error: type[Exception]) -> None:
    with pytest.raises(error, match="not so"):
        Script(refused(status)).run(Asking({}, FollowOptions()).get("/api/changes", {}))


def test_patience_ends_where_it_is_bounded() -> None:
    script = Script(*[LostError("site", "refused")] * 3)
    with pytest.raises(LostError):
        script.run(Asking({}, FollowOptions(patience=2)).get("/api/changes", {}))
    assert len(script.requests) == 3
