"""How long pages of the API's lists take with many events: python -m benchmarks.lists [DATABASE-URL [EVENTS]].

Default: 100,000 events in SQLite, which are made anew; of a database that has events already, those are measured. What is
printed is processor time of this process; each page is asked for once. The sets in which events are counted are read before
the first, as the server does. What it takes to read them from the rows, to write them down, and to read that again is
printed first, and at the end how many pages took longer than 50 milliseconds.
"""

import random
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import cache

from flask.testing import FlaskClient

from feedpub.model.article import instant
from feedpub.model.event import Event
from feedpub.model.selection import ORDERS, Order
from feedpub.publish import Key, Publisher
from feedpub.publish.cursors import Cursors
from feedpub.publish.lookups import facets_scope, quotes_scope
from feedpub.site.addresses import EVENTS_API, LOOKUPS, QUOTES_API
from feedpub.store import Store, open_store
from feedpub.web import create_app, warm_up
from tests.builders import NOON, event
from tests.formats.samples import SITE

EVENTS = 100_000
_LIMIT = 50  # milliseconds that a page may take, wherever in whatever list
_FIRST = "Ada Ben Cora Dan Eva Finn Gita Hugo Ines Jon Kira Leo Mira Noor Omar Pia Rafi Sara Tom Uma".split()
_SYLLABLES = [a + b for a in "bdfgklmnprstv" for b in ("a", "e", "i", "o", "u", "ar", "en", "ol")]
_TYPES = (
    "accident appointment arrest attack award closure court_ruling crash death election fire flood launch merger".split()
)
_LANGUAGES = ("en", "en", "en", "en", "en", "de", "fr", "es")
_SECTIONS = "World Business Sport Culture Science Health Harbour City Travel Opinion".split()
_LENGTH = 1_200  # characters of an article that no rule reads


def events(count: int) -> Iterator[Event]:
    """Make events that share people, places and so on as news does: few are named often, most once or twice.

    Args:
        count: how many.
    """
    pick = random.Random(14)  # noqa: S311 - the same events every time
    for number in range(count):
        yield _event(number, pick)


def fill(store: Store, count: int) -> None:
    """Store the events, five hundred in a transaction; one in fifty is taken back, one in a hundred removed."""
    batch: list[Event] = []
    for one in events(count):
        batch.append(one)
        if len(batch) == 500:
            _put(store, batch)
            batch = []
    _put(store, batch)


def _put(store: Store, batch: list[Event]) -> None:
    with store.writing() as writing:
        for one in batch:
            published = instant(one.article.published or NOON)
            writing.articles.put(one, "[]", published=published, modified=published, now=published)
            number = int(one.article.headline.rpartition(" ")[2])
            if number % 100 == 99:
                writing.articles.delete(one.id, published)
            elif number % 50 == 7:
                taken = one.article.model_copy(update={"status": "canceled"})
                notice = Event(id=one.id, status="canceled", article=taken)
                writing.articles.put(notice, "[]", published=published, modified=published, now=published)


@cache
def _name(number: int) -> str:
    syllables, rest = [], number
    for _ in range(3):
        rest, one = divmod(rest, len(_SYLLABLES))
        syllables.append(_SYLLABLES[one])
    return "".join(syllables).capitalize()


def _seldom(pick: random.Random, most: int) -> int:
    """Choose a number below a bound, small ones far more often."""
    return int(most * pick.random() ** 4)


def _event(number: int, pick: random.Random) -> Event:
    people = [f"{_FIRST[one % 20]} {_name(one)}" for one in {_seldom(pick, 20_000) for _ in range(3)}]
    company = f"{_name(50_000 + _seldom(pick, 5_000))} Works"
    place = _name(90_000 + _seldom(pick, 2_000))
    day = (NOON + timedelta(minutes=7 * number)).date() - timedelta(days=pick.randrange(5))
    said = "Boats may dock again"
    text = f"{people[0]} spoke for {company} in {place} on Monday. “{said},” she said. "
    text += " ".join(f"{name} agreed." for name in people[1:])
    text += "\n\n" + "The repairs took a year and a half. " * (_LENGTH // 36)

    def span(words: str) -> list[dict[str, object]]:
        start = text.index(words)
        return [{"start": start, "end": start + len(words), "text": words}]

    def sure() -> dict[str, object]:
        return {"rule": "made", "confidence": pick.randrange(50, 100) / 100}

    who = [
        {"id": f"p{n}", "name": name, "kind": "person", "evidence": span(name), **sure()} for n, name in enumerate(people)
    ]
    who.append({"id": "o1", "name": company, "kind": "organization", "evidence": span(company), **sure()})
    speaker = {"name": people[0], "who": "p0", "text": people[0], "evidence": span(people[0]), **sure()}
    quote = {"id": "q1", "text": said, "kind": "direct", "speaker": speaker, "evidence": span(said), **sure()}
    spoke = {"summary": text.partition(".")[0], "action": "spoke", "type": _TYPES[_seldom(pick, len(_TYPES))]}
    coordinates = {"latitude": 50 + number % 90 / 10, "longitude": number % 200 / 10}
    where = {"name": place, "kind": "city", "country_code": "NL", "role": "event", "evidence": span(place)} | coordinates
    when = {"value": day.isoformat(), "precision": "day", "role": "event", "text": "Monday", "evidence": span("Monday")}
    answers = {"who": who, "what": spoke | {"evidence": span("spoke")} | sure(), "where": [where | sure()]}
    answers |= {"when": [when | sure()], "quotes": [quote] if number % 3 else []}
    return Event.model_validate(event(
        f"dock {number}", headline=f"Works reopen dock {number}", text=text, language=pick.choice(_LANGUAGES),
        published=NOON + timedelta(minutes=7 * number), section=_SECTIONS[_seldom(pick, 10)],
        tags=tuple(sorted({f"tag {_seldom(pick, 3_000)}" for _ in range(3)})), standfirst=None,
    ).model_dump() | answers)  # fmt: skip


_TWO_AND_A_RANGE = "section=business&type=accident&published_from=2024-08-01&published_until=2025-03-01"
_FILTERS = (
    "",
    _TWO_AND_A_RANGE,
    "section=world&language=en",
    "section=world&language=en&published_from=2024-08-01",
    "section=world&tag=tag-0&happened_from=2024-08-01&happened_until=2025-03-01",
    "language=en",
    "published_from=2024-12-01&published_until=2024-12-08",
    "near=52,5,500",
    "near=52,5,30&language=en",
    "tag=tag-0&q=boats",
    "status=usable&tag=tag-0",
    "-section=world&person=ada-bababa",
)
_DEPTHS = {"first": None, "middle": 0.5, "last": 0.0005}
"""The part of a list that is behind the page."""


def addresses(query: str, cursors: Cursors, depth: float | None) -> Iterator[str]:
    """Yield the page of each list, in each order, at a depth.

    Args:
        query: filters.
        cursors: of the site.
        depth: the part of the list that is behind the page; None for the first page.
    """
    cut = f"&{query}" if query else ""
    for order in ORDERS:
        key = None if depth is None else _key(order, depth)
        for path, scope in ((EVENTS_API, f"events {order}"), (QUOTES_API, quotes_scope(order))):
            yield f"{path}?sort={order}{cut}{_going_on(cursors, scope, path, key)}"
    for kind, path in LOOKUPS.items():
        key = None if depth is None else ("abcdefghijklmnopqrstuvwxyz"[int(25 * (1 - depth))], 3)
        yield f"{path}?sort=slug{cut}{_going_on(cursors, facets_scope(kind, 'slug'), path, key)}"
        key = None if depth is None else ("b", int(2000 * depth))
        yield f"{path}?sort=count{cut}{_going_on(cursors, facets_scope(kind, 'count'), path, key)}"


def _key(order: Order, depth: float) -> Key:
    number = int(EVENTS * depth)
    if order == "updated":
        return number, "urn:uuid:8"
    return (NOON + timedelta(minutes=7 * number) - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(
        microseconds=1
    ), "urn:uuid:8"


def _going_on(cursors: Cursors, scope: str, path: str, key: Key | None) -> str:
    if key is None:
        return ""
    if scope == "events published":
        written = cursors.write((datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=int(key[0])), str(key[1])))
    else:
        written = cursors.write_key(scope, (*key, 0) if path == QUOTES_API else key)
    return f"&cursor={written}"


def taken(client: FlaskClient, path: str) -> tuple[float, int]:
    """Measure a page that was not asked for before: answers before Flask keep pages, also those that nobody caches.

    Args:
        client: of a site.
        path: of the page.

    Returns:
        Milliseconds of processor time, and how many items the page has.
    """
    start = time.process_time()
    answer = client.get(path)
    spent = 1000 * (time.process_time() - start)
    return spent, len(answer.get_json().get("items", ()))


def _shown(pages: list[tuple[float, int]], address: str) -> str:
    return "".join(f"{spent:8.1f}{items:4d}" for spent, items in pages) + f"  {address.partition('&cursor')[0]}"


def main() -> None:
    """Measure."""
    with tempfile.TemporaryDirectory() as folder:
        url = sys.argv[1] if len(sys.argv) > 1 else f"sqlite:///{folder}/lists.db"
        with open_store(url) as store:
            if not store.events.count():
                fill(store, int(sys.argv[2]) if len(sys.argv) > 2 else EVENTS)
            publisher = Publisher(store, SITE, feed_size=20, cache_bytes=0)
            app = create_app(publisher, store, max_age=60, now=lambda: datetime.now(UTC))
            for what, done in (("read", store.counts.prepare), ("write down", store.keep_counts)):
                start = time.process_time()
                done()
                print(f"{1000 * (time.process_time() - start):.0f} milliseconds to {what} what events are counted by")
            with open_store(url) as another:
                start = time.process_time()
                another.counts.prepare()
                print(f"{1000 * (time.process_time() - start):.0f} milliseconds to read what was written down")
            warm_up(app)
            client = app.test_client()
            print(f"{store.events.count()} events; milliseconds of, and items on, a page: {', '.join(_DEPTHS)}")
            spent: list[float] = []
            for query in _FILTERS:
                for same in zip(*(addresses(query, publisher.cursors, depth) for depth in _DEPTHS.values()), strict=True):
                    pages = [taken(client, address) for address in same]
                    print(_shown(pages, same[0]), flush=True)
                    spent += [of_page for of_page, _ in pages]
            slow = sum(of_page > _LIMIT for of_page in spent)
            print(f"{slow} of {len(spent)} pages took more than {_LIMIT} milliseconds")


if __name__ == "__main__":
    main()
