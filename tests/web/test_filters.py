"""The filters of the JSON API over a real socket."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest

from tests.builders import event
from tests.store.test_matching import several
from tests.web.conftest import Live, serving


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Live]:
    with serving(tmp_path_factory.mktemp("site")) as live:
        several(live.store)
        yield live


def keys(site: Live, query: str) -> list[str]:
    answer = site.ask(f"/api/events?{query}")
    assert answer.status == 200, answer.body
    return sorted(item["article"]["headline"].rpartition(" ")[2] for item in answer.json()["items"])  # type: ignore[attr-defined]  # JSON of any shape


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("near=51.92,4.48,5", ["n0", "n4"]),
        ("near=51.92,4.48,20", ["n0", "n1", "n4", "n5"]),
        ("near=-18.14,-179.9,300&tag=docks", []),
        ("happened_from=2024-05-06&happened_until=2024-05-07", ["n0", "n1", "n3", "n5"]),
        ("happened_until=2024-05-01", ["n4", "n5"]),
        ("published_from=2024-05-09T12:00:00Z", ["n3", "n4", "n5"]),
        ("published_from=2024-05-09T14:00:01%2B02:00&published_until=2024-05-11", ["n4"]),
        ("source=desk", ["n3"]),
        ("-source=desk&-status=canceled", ["n0", "n4", "n5"]),
        ("status=canceled", ["n1"]),
        ("section=world&-tag=docks", ["n3"]),
        ("min_confidence=0.9&near=0,0,20038", ["n5"]),
    ],
)
def test_filters_cut_the_list(site: Live, query: str, found: list[str]) -> None:
    assert keys(site, query) == found


@pytest.mark.parametrize(
    ("query", "wrong"),
    [
        ("near=1,2", {"near"}),
        ("near=91,0,5", {"near"}),
        ("near=0,0,0", {"near"}),
        ("near=0,0,20039", {"near"}),
        ("near=nan,0,1", {"near"}),
        ("published_from=2024-02-30", {"published_from"}),
        ("published_from=2024-05-06T10:00:00", {"published_from"}),
        ("happened_from=0001-01-01T00:00:00%2B05:00", {"happened_from"}),
        ("happened_from=2024-05-06&happened_until=2024-05-06", {"happened_until"}),
        ("status=withheld&source=&-tag=A%20B&colour=red", {"status", "source", "-tag", "colour"}),
        ("-q=word", {"-q"}),
    ],
)
def test_what_cannot_be_read_is_refused_by_name(site: Live, query: str, wrong: set[str]) -> None:
    answer = site.ask(f"/api/events?{query}")
    assert answer.status == 400
    assert {fault["parameter"] for fault in answer.json()["errors"]} == wrong  # type: ignore[attr-defined]  # JSON of any shape


def test_a_filtered_list_goes_on_at_one_spelling_of_its_filters(site: Live) -> None:
    asked = "-status=canceled&near=0.00,-0.0,20038.0&happened_from=2024-01-01T01:00:00%2B01:00&limit=1"
    following = str(site.ask(f"/api/events?{asked}").json()["next"])
    given = dict(parse_qsl(urlsplit(following).query))
    assert given | {"cursor": ""} == {
        "near": "0,0,20038", "happened_from": "2024-01-01", "-status": "canceled", "limit": "1", "cursor": ""
    }  # fmt: skip
    seen: list[str] = []
    path = f"/api/events?{asked}"
    while path:
        body = site.ask(path).json()
        seen += [item["id"] for item in body["items"]]  # type: ignore[attr-defined]  # JSON of any shape
        path = str(body["next"] or "").removeprefix("https://news.example")
    assert seen == [event(key).id for key in ("n5", "n4", "n3", "n0")]


def test_feeds_and_pages_take_what_they_took(tmp_path: Path) -> None:
    with serving(tmp_path) as live:
        live.put(event())
        assert live.ask("/feeds/query.rss?source=wire").status == 400
