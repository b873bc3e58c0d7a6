"""No request has more work done for it than an honest one, and no error says much of it again."""

import pytest
from flask.testing import FlaskClient

from feedpub.publish import Publisher
from feedpub.store import open_store
from feedpub.web import create_app
from feedpub.web.bounds import bounded
from feedpub.web.conditional import coding_for, held_copies, is_current, wants_feed_delta
from feedpub.web.negotiation import best_type, prefers_html
from tests.formats.samples import SITE
from tests.web.conftest import Clock, Live

BROWSER = "text/html,application/xhtml+xml,*/*;q=0.8"
LONG = 60_000
HOSTILE = {
    "members": "a/a," * (LONG // 4),
    "parameters": "text/html;" + "a=b;" * (LONG // 4),
    "quotes": '"' * LONG,
    "open quotes": 'text/html;a="' * (LONG // 13),
    "backslashes": '"\\' * (LONG // 2),
    "qualities": "gzip;q=0." + "1" * LONG,
    "tags": 'W/"abc", ' * (LONG // 9),
    "spaces": " " * LONG,
    "commas": "," * LONG,
}


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    store = open_store(f"sqlite:///{tmp_path_factory.mktemp('bounds')}/news.db")
    return create_app(Publisher(store, SITE, feed_size=20), store, max_age=300, now=Clock()).test_client()


@pytest.mark.parametrize("field", HOSTILE.values(), ids=HOSTILE)
def test_no_more_of_a_list_is_read_than_honest_clients_send(field: str) -> None:
    kept = bounded(field)
    assert kept is not None
    assert len(kept) <= 2_000
    assert kept.count(",") < 50


@pytest.mark.parametrize("field", HOSTILE.values(), ids=HOSTILE)
def test_hostile_fields_are_answered_as_if_they_were_not_there(field: str, client: FlaskClient) -> None:
    names = ("Accept", "Accept-Encoding", "If-None-Match", "If-Modified-Since", "A-IM", "Cookie", "User-Agent", "If-Range")
    for name in names:
        assert client.get("/feeds/all.rss", headers={name: field}).status_code == 200, name
    for name in ("Accept", "Accept-Language", "Cookie", "Authorization", "Forwarded", "X-Forwarded-For", "Range"):
        answer = client.get("/feeds/all", headers={name: field})
        assert answer.status_code in (200, 406), name
        assert len(answer.data) < 10_000


def test_what_honest_clients_send_is_read_whole() -> None:
    assert bounded(None) is None
    assert bounded(BROWSER) == BROWSER
    tags = ", ".join(f'"{number:032x}"' for number in range(40))
    assert bounded(tags) == tags
    assert is_current(f"{39:032x}", None, if_none_match=tags, if_modified_since=None)
    assert len(held_copies(tags)) == 40
    assert best_type(BROWSER, ("application/json", "text/html")) == "text/html"
    assert prefers_html(BROWSER)
    assert wants_feed_delta("feed", "python-reader/1")


@pytest.mark.parametrize("refusing", ["*;q=0", "identity;q=0", "identity;q=0, *;q=0", "gzip;q=0, identity;q=0, br;q=0", ";"])
@pytest.mark.parametrize("path", ["/", "/feeds/all.rss", "/api/events", "/feeds/all"])
def test_who_refuses_every_coding_gets_the_body_as_it_is(refusing: str, path: str, live: Live) -> None:
    plain, answer = live.ask(path), live.ask(path, Accept_Encoding=refusing)
    assert (answer.status, answer.body) == (200, plain.body)
    assert "Content-Encoding" not in answer.headers
    assert "Accept-Encoding" in answer.headers["Vary"]
    assert coding_for(refusing) == "identity"


REFUSED = {
    "/api/events?limit=x": (400, {}),
    "/search?q=-only": (400, {"Accept": BROWSER}),
    "/feeds/all": (406, {"Accept": "image/png"}),
    "/feeds/all.rss": (412, {"If_Match": '"old"'}),
    "/api/events?cursor=forged": (400, {}),
    "/api/changes?after=99": (409, {}),
}


@pytest.mark.parametrize(("path", "expected"), REFUSED.items(), ids=REFUSED)
def test_no_cache_keeps_an_error_that_more_than_the_address_decides(
    path: str, expected: tuple[int, dict[str, str]], live: Live
) -> None:
    answer = live.ask(path, **expected[1])
    assert answer.status == expected[0]
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Vary"] == "Accept"


@pytest.mark.parametrize("method", ["DELETE", "OPTIONS", "POST", "PUT"])
@pytest.mark.parametrize(("path", "read"), [("/feeds/all.rss", 200), ("/feeds/", 301), ("/none", 404)])
def test_no_cache_keeps_what_is_said_to_another_method(method: str, path: str, read: int, live: Live) -> None:
    assert live.ask(path).status == read
    answer = live.ask(path, method)
    assert (answer.status, answer.headers.get("Cache-Control", "no-store")) in (
        (404, "no-store"),
        (405, "no-store"),
        (200, "no-store"),
    )


ECHOED = (
    "/" + "x" * 3_000,
    "/articles/" + "x" * 3_000,
    "/articles/" + "x" * 3_000 + ".json",
    "/api/events?cursor=" + "x" * 3_000,
    "/api/events?" + "x" * 3_000 + "=1",
    "/api/events?" + "&".join(f"{'x' * 40}{number}=1" for number in range(40)),
    "/api/events?" + "&".join(f"limit={'x' * 40}" for _ in range(40)),
    "/api/events?person=" + "x" * 100,
    "/api/events?person=" + "X" * 3_000,
    "/api/changes?after=" + "x" * 3_000,
    "/search?q=" + "x" * 3_000,
    "/search?q=x&cursor=" + "x" * 3_000,
    "/days/2024-04-22?page=" + "x" * 3_000,
    "/feeds/person/" + "x" * 3_000 + ".rss",
)


@pytest.mark.parametrize("accept", ["*/*", BROWSER])
@pytest.mark.parametrize("path", ECHOED)
def test_no_error_says_more_than_a_little_of_the_request_again(path: str, accept: str, live: Live) -> None:
    answer = live.ask(path, Accept=accept)
    assert answer.status in (400, 404)
    assert answer.body.lower().count(b"x") <= 200 + live.ask("/none", Accept=accept).body.lower().count(b"x") + 20


def test_nor_of_its_method(client: FlaskClient) -> None:
    assert client.open("/", method="X" * 5_000).data.count(b"X") <= 200


def test_a_short_address_is_named_whole(live: Live) -> None:
    assert live.ask("/no-such-page?colour=red").json()["instance"] == "/no-such-page?colour=red"


@pytest.mark.parametrize("path", ["/" + "a" * LONG, "/" + "a/" * 20_000, "/search?q=" + "a" * LONG, "/?" + "a&" * 20_000])
def test_endless_addresses_are_refused(path: str, client: FlaskClient) -> None:
    answer = client.get(path)
    assert (answer.status_code, answer.headers["Cache-Control"]) == (414, "no-store")
    assert len(answer.data) < 1_000


def test_endless_parameters_are_refused(client: FlaskClient) -> None:
    assert client.get("/api/events?" + "a&" * 1_000).status_code == 400
    assert client.get("/search?q=a" + "&utm=b" * 49).status_code == 200
