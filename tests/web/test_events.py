"""One event by its id, and its revisions."""

from datetime import timedelta
from typing import Any

from feedpub.model.article import Correction
from tests.builders import event
from tests.web.conftest import STORED, Live

MINUTE = timedelta(minutes=1)


def test_an_event_is_found_by_its_id_as_the_list_has_it(live: Live) -> None:
    for item in live.ask("/api/events").json()["items"]:  # type: ignore[attr-defined]  # a list
        for name in (item["id"], item["id"].removeprefix("urn:uuid:"), item["id"].upper(), item["id"][9:].upper()):
            found = live.ask(f"/api/events/{name}")
            assert found.json() == item
            assert live.ask(f"/api/events/{name}", If_None_Match=found.headers["ETag"]).status == 304
            assert "describedby" in found.headers["Link"]


def test_what_is_gone_was_never_there_or_is_no_id_is_told_apart(live: Live) -> None:
    for rest in ("", "/revisions"):
        assert live.ask(f"/api/events/00000000-0000-5000-8000-000000000000{rest}").status == 410
        assert live.ask(f"/api/events/00000000-0000-5000-8000-000000000001{rest}").status == 404
        assert live.ask(f"/api/events/quay{rest}").status == 404
    name = live.ask("/api/events").json()["items"][0]["id"]  # type: ignore[index]  # a list
    assert live.ask(f"/api/events/{name}?no=1").status == 400
    assert live.ask(f"/api/events/{name}/revisions?cursor=abc").status == 400


def test_revisions_are_listed_with_what_they_changed(empty: Live) -> None:
    for number in range(5):
        empty.put(event(headline=f"Draft {number}"), STORED + number * MINUTE)
    path = f"/api/events/{event().id}/revisions"
    whole = empty.ask(path).json()
    items = whole["items"]
    assert [one["revision"] for one in items] == [5, 4, 3, 2, 1]  # type: ignore[attr-defined]  # a list
    assert items[0]["since"] == 4  # type: ignore[index]  # a list
    headline = {"field": "article.headline", "before": "Draft 3", "after": "Draft 4"}
    assert items[0]["differences"]["fields"] == [headline]  # type: ignore[index]  # a list
    assert "differences" not in items[4]  # type: ignore[index]  # a list
    assert (whole["count"], whole["next"], whole["has_more"]) == (5, None, False)
    walked: list[Any] = []
    following = f"{path}?limit=2"
    while following:
        page = empty.ask(following).json()
        walked += page["items"]  # type: ignore[arg-type]  # a list
        following = str(page["next"] or "").removeprefix("https://news.example")
    assert walked == items


def test_nobody_reads_what_was_said_before_it_was_taken_back(empty: Live) -> None:
    empty.put(event(headline="Wrong"))
    empty.put(event(headline="Wrong again"), STORED + MINUTE)
    note = Correction(date=STORED, text="It was the other quay.")
    empty.put(event(headline="Wrong", status="canceled", corrections=(note,)), STORED + 2 * MINUTE)
    path = f"/api/events/{event().id}/revisions"
    listed: Any = empty.ask(path).json()["items"]
    assert [(one["revision"], "differences" in one) for one in listed] == [(3, False)]
    empty.remove(event(), STORED + 3 * MINUTE)
    assert empty.ask(path).status == 410
    empty.put(event(headline="Back", embargo=STORED + timedelta(days=9)), STORED + 4 * MINUTE)
    assert empty.ask(path).status == 410
    assert empty.ask(path.removesuffix("/revisions")).status == 410
    empty.put(event(headline="Back"), STORED + 5 * MINUTE)
    assert [each["revision"] for each in empty.ask(path).json()["items"]] == [5]  # type: ignore[attr-defined]  # a list
