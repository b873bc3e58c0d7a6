"""What is kept through changes is what would be rendered anew, and nothing is rendered anew that a change leaves alone."""

import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime, timedelta
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from feedpub.formats import atom, eventjson, jsonfeed
from feedpub.model.selection import EVERYTHING, KINDS, FacetKind, Query, Selection
from feedpub.publish import NotPublishedError, Publication, Publisher, Version, quotations, selections, stale_since
from feedpub.publish.archives import ArchivePart
from feedpub.site.addresses import feed_name, folder_of, page_path
from feedpub.store import Store, open_store, related
from feedpub.store.tables import counters
from tests.builders import MINUTE, NOON, event, query
from tests.formats.samples import SITE

KEYS = ("harbour", "quay", "mill", "weir", "lock")
MAY, MARCH = ArchivePart(2024, 5, 1), ArchivePart(2024, 3, 1)
FACETS = tuple(
    Selection(kind=kind, slug=slug)
    for kind, slug in (
        ("tag", "docks"), ("tag", "sea"), ("section", "sport"), ("person", "dora"), ("speaker", "dora"), ("person", "fred"),
        ("place", "dora-nl"), ("language", "en"), ("language", "fr"),
    )
)  # fmt: skip
COMPOSED = (
    query(tag="docks", section="sport"),
    Query(without=query(tag="docks").selections),
    Query(status="canceled"),
)
TOLD = st.fixed_dictionaries(
    {
        "names": st.sampled_from([(), ("Dora",), ("Dora", "Fred"), ("Fred",)]),
        "tags": st.sampled_from([(), ("docks",), ("sea", "Docks"), ("sea",)]),
        "section": st.sampled_from(["Sport", "sport", "World"]),
        "headline": st.sampled_from(["Council meets", "A strike"]),
        "standfirst": st.sampled_from(["It is so.", "It is not so."]),
        "language": st.sampled_from(["en", "en", "en", "fr"]),
        "status": st.sampled_from(["usable", "usable", "usable", "usable", "canceled", "withheld"]),
        "published": st.sampled_from([NOON, NOON - MINUTE, NOON - timedelta(days=1), NOON - timedelta(days=50)]),
        "waits": st.sampled_from([False, False, False, True]),
    }
)
OPS = st.sampled_from(["put", "put", "put", "reword", "reword", "delete", "release", "drop", "sample"])
STEPS = st.lists(st.tuples(OPS, st.sampled_from(KEYS), TOLD), min_size=4, max_size=10)
Step = tuple[str, str, dict[str, Any]]
Ask = Callable[[Publisher, Version], Publication]


def of_query(of: Query) -> Iterator[tuple[str, Ask]]:
    """What is asked for of a query, by its paths; made-up ones where no file has its answer."""
    path = f"/feeds/{feed_name(of)}" if not of.composed else f"/feeds/query/{COMPOSED.index(of)}"
    yield f"{path}.atom", lambda one, at: one.feeds.feed(atom.FORMAT, at, of)
    yield f"{path}.answers.json", lambda one, at: one.feeds.feed(jsonfeed.FORMAT, at, of, answers="all")
    yield f"{path}.html", lambda one, at: one.feed_pages.page(of, at)
    for part in (MAY, MARCH):
        yield f"{path}/archive/{part.name}.atom", partial(_archive, of, part)
    if of != EVERYTHING:
        page = page_path(of.alone) if of.alone else f"/events/{COMPOSED.index(of)}"
        yield page, lambda one, at: one.selections.page(of, 1, at)
        yield f"{page}?page=2", lambda one, at: one.selections.page(of, 2, at)
        yield f"{page}?month=2024-05", lambda one, at: one.selections.page(of, 1, at, date(2024, 5, 1))
        yield f"{page}?month=2024-03", lambda one, at: one.selections.page(of, 1, at, date(2024, 3, 1))


def _archive(of: Query, part: ArchivePart, one: Publisher, at: Version) -> Publication:
    return one.feeds.archive(part, atom.FORMAT, at, of)


def _quotes(about: Selection | None, number: int, one: Publisher, at: Version) -> Publication:
    return one.quotations.page(about, number, at)


def _day(day: date, one: Publisher, at: Version) -> Publication:
    return one.pages.day(day, 1, at)


def _sitemap(day: date, one: Publisher, at: Version) -> Publication:
    return one.sitemaps.day(day, at)


def _directory(kind: FacetKind, one: Publisher, at: Version) -> Publication:
    return one.directories.facets(kind, 1, at)


def of_article(slug: str) -> Iterator[tuple[str, Ask]]:
    yield f"/articles/{slug}", lambda one, at: one.articles.page(slug, at)
    yield f"/articles/{slug}.json", lambda one, at: one.articles.document(slug, eventjson.FORMAT, at)


def of_lists() -> Iterator[tuple[str, Ask]]:
    yield "/", lambda one, at: one.pages.home(at)
    for number, page in ((1, ""), (2, "?page=2")):
        yield f"/quotes{page}", partial(_quotes, None, number)
    yield "/quotes?person=dora", partial(_quotes, query(person="dora").alone, 1)
    for day in (NOON.date(), NOON.date() - timedelta(days=1), NOON.date() - timedelta(days=50)):
        yield f"/days/{day}", partial(_day, day)
        yield f"/sitemaps/{day}.xml", partial(_sitemap, day)
    for kind in KINDS:
        yield folder_of(kind), partial(_directory, kind)
    yield "/sitemap.xml", lambda one, at: one.sitemaps.index(at)


SLUGS = ("council-meets", "a-strike", "council-meets-2", "a-strike-2")
QUERIES = (EVERYTHING, *(Query(selections=(one,)) for one in FACETS), *COMPOSED)
ADDRESSES: dict[str, Ask] = dict(chain(*map(of_query, QUERIES), *map(of_article, SLUGS), of_lists()))


def bodies(publisher: Publisher, paths: Iterable[str] = ADDRESSES) -> dict[str, bytes | None]:
    """Ask for addresses as a reader would."""
    version = publisher.version(NOON)
    return {path: body(partial(ADDRESSES[path], publisher, version)) for path in paths}


def body(ask: Callable[[], Publication]) -> bytes | None:
    try:
        return ask().body
    except NotPublishedError:
        return None


@pytest.fixture(scope="module", autouse=True)
def _short_lists() -> Iterator[None]:
    """Lists are of several pages with few articles."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(selections, "LISTED", 2)
        patch.setattr(selections, "QUOTING", 1)
        patch.setattr(quotations, "_ARTICLES", 1)
        patch.setattr(related, "EACH", 1)
        yield


class Desk:
    """A newsroom that takes one step each minute.

    Args:
        store: open.
    """

    def __init__(self, store: Store) -> None:
        self.store = store
        self._last: dict[str, dict[str, Any]] = {}
        self._number = 0

    def take(self, step: Step) -> None:
        kind, key, fields = step
        self._number += 1
        now = NOON + self._number * MINUTE
        if kind == "put":
            self.put(key, embargo=now + 3 * MINUTE if fields["waits"] else None, **fields)
        elif kind == "sample":
            self.put(key, **fields, sample=fields["waits"] or None)
        elif kind == "reword" and key in self._last:
            told = {name: fields[name] for name in ("standfirst", "headline")}
            self.put(key, **self._last[key] | told)
        elif kind == "delete":
            with self.store.writing() as writing:
                writing.articles.delete(event(key).id, now)
        elif kind == "release":
            self.store.release(now)
        elif kind == "drop":
            self.store.drop_tombstones(now - 2 * MINUTE)

    def put(self, key: str, **fields: Any) -> None:
        self._last[key] = fields
        told = {name: value for name, value in fields.items() if name not in ("waits", "published")}
        put(self.store, key, self._number, fields.get("published", NOON), **told)


def put(
    store: Store, key: str, number: int = 0, published: datetime = NOON, names: tuple[str, ...] = (), **fields: Any
) -> None:
    now = NOON + number * MINUTE
    with store.writing() as writing:
        said = event(key, published=published, **fields, **spoken(names))
        writing.articles.put(said, "[]", published=published, modified=now, now=now)


def spoken(names: tuple[str, ...]) -> dict[str, Any]:
    """Answers of an article in which some say yes, in towns that are called as they are."""
    text = "\n\n".join(f"“Yes.” {name}." for name in names)
    found: dict[str, list[Any]] = {"who": [], "where": [], "quotes": []}
    point = {"latitude": 52.0, "longitude": 4.0}
    for number, name in enumerate(names):
        at = text.index(name)
        rest = {"evidence": [{"start": at, "end": at + len(name), "text": name}], "rule": "test"}
        found["who"].append({"id": f"who-{number}", "name": name, "kind": "person", **rest})
        found["where"].append({"name": name, "kind": "city", "country_code": "NL", **point, **rest})
        speaker = {"name": name, "who": f"who-{number}", "text": name, **rest}
        words = [{"start": at - 6, "end": at - 2, "text": "Yes."}]
        quote = {"id": f"quote-{number}", "text": "Yes.", "kind": "direct", "speaker": speaker}
        found["quotes"].append(quote | {"evidence": words, "rule": "test"})
    return {"text": text, **found} if names else {}


@pytest.fixture(scope="module")
def blank(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty store, which takes a while to make."""
    file = tmp_path_factory.mktemp("blank") / "store.db"
    open_store(f"sqlite:///{file}").close()
    return file


@given(
    steps=STEPS,
    asked=st.lists(st.booleans(), min_size=12, max_size=12),
    since=st.integers(0, 11),
    paths=st.lists(st.sampled_from(sorted(ADDRESSES)), min_size=8, max_size=8, unique=True),
)
@settings(max_examples=4, suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_what_is_kept_is_what_would_be_rendered(
    blank: Path, steps: list[Step], asked: list[bool], since: int, paths: list[str]
) -> None:
    with tempfile.TemporaryDirectory() as name, open_store(f"sqlite:///{shutil.copy(blank, name)}") as store:
        keeping, desk = Publisher(store, SITE, feed_size=2), Desk(store)
        built, at = bodies(keeping, paths), store.changes.sequence()
        for number, step in enumerate(steps):
            desk.take(step)
            if number == min(since, len(steps) - 2):
                built, at = bodies(Publisher(store, SITE, feed_size=2), paths), store.changes.sequence()
            if asked[number]:
                bodies(keeping, paths)
        fresh = bodies(Publisher(store, SITE, feed_size=2), paths)
        assert bodies(keeping, paths) == fresh
        is_stale = stale_since(store, 2, at)
        assert {path for path in paths if fresh[path] != built[path]} <= {path for path in paths if is_stale(path)}


def rendered_by(publisher: Publisher, change: Callable[[], None], paths: Iterable[str]) -> set[str]:
    """Tell which bodies a change has rendered anew."""
    before = publisher.version(NOON)
    were = {path: ask(publisher, before) for path, ask in existing(publisher, before, paths).items()}
    change()
    after = publisher.version(NOON)
    assert after.sequence > before.sequence
    now = existing(publisher, after, paths)
    return {path for path, ask in now.items() if ask(publisher, after) is not were.get(path)}


def existing(publisher: Publisher, version: Version, paths: Iterable[str]) -> dict[str, Ask]:
    asked = {path: ADDRESSES[path] for path in paths}
    return {path: ask for path, ask in asked.items() if body(partial(ask, publisher, version)) is not None}


def test_a_change_has_only_that_rendered_which_may_show_it(blank: Path, tmp_path: Path) -> None:
    paths = [path for path in ADDRESSES if path.startswith(("/feeds/tag", "/articles", "/tags", "/days", "/feeds/all"))]
    with open_store(f"sqlite:///{shutil.copy(blank, tmp_path)}") as store:
        put(store, "harbour", headline="Council meets", tags=("docks",), published=NOON - timedelta(days=50))
        put(store, "quay", headline="A strike", tags=("sea",), section="Sport")
        publisher = Publisher(store, SITE, feed_size=2)
        change = partial(put, store, "quay", 1, headline="It ends", tags=("sea",))
        found = rendered_by(publisher, change, paths)
        sea = [path for path in paths if "/sea" in path and not any(part in path for part in ("archive", "page=2", "-03"))]
        # Of days, that before the one of the change leads to it.
        everywhere = {path for path in paths if path.startswith(("/feeds/all.", "/days")) or path == "/tags"}
        archive = "/feeds/all/archive/2024-03/1.atom"  # leads to what follows it
        assert found <= {*sea, *everywhere, archive, "/articles/a-strike", "/articles/a-strike.json"}
        assert found >= {*sea, "/feeds/all.atom", "/feeds/all.html", "/articles/a-strike", "/articles/a-strike.json"}
        is_stale = stale_since(store, 2, 2)
        older = "/feeds/tag/docks/archive/2024-03/1.answers.json"
        stand = ("/articles/council-meets.json", "/articles/council-meets", older)
        assert not any(map(is_stale, stand))
        shown = ("/", "/feeds/section/sport.rss", "/sections/sport", "/tags/sea", "/sitemap.xml", "/feeds.opml")
        assert all(map(is_stale, shown)), "it had that section"
        assert not stale_since(store, 2, 3)("/"), "nothing has changed since"


def test_where_an_article_stays_only_that_is_stale_which_has_its_words(blank: Path, tmp_path: Path) -> None:
    with open_store(f"sqlite:///{shutil.copy(blank, tmp_path)}") as store:
        for number in range(12):
            put(store, f"quay {number}", tags=("sea",), published=NOON - number * MINUTE)
        put(store, "quay 11", 1, tags=("sea",), published=NOON - 11 * MINUTE, standfirst="Not so.")
        is_stale = stale_since(store, 2, 12)
        assert [number for number in range(1, 8) if is_stale(f"/tags/sea?page={number}")] == [1, 6]
        assert not any(map(is_stale, ("/feeds/all.rss", "/feeds/tag/sea.atom", "/tags", "/feeds/tag/sea.html")))
        assert all(map(is_stale, ("/days/2024-05-06", "/tags/sea?month=2024-05", "/feeds/all/archive/2024-05/1.rss")))
        assert not is_stale("/articles/council-reopens-quay-10"), "its heading is as it was"
        assert is_stale("/articles/council-reopens-quay-11")


def test_dates_of_what_a_change_leaves_alone_stand(blank: Path, tmp_path: Path) -> None:
    with open_store(f"sqlite:///{shutil.copy(blank, tmp_path)}") as store:
        put(store, "harbour", tags=("docks",))
        publisher = Publisher(store, SITE, feed_size=2)
        first = publisher.feeds.feed(atom.FORMAT, publisher.version(NOON), query(tag="docks"))
        put(store, "quay", 1, tags=("sea",))
        kept = publisher.feeds.feed(atom.FORMAT, publisher.version(NOON), query(tag="docks"))
        put(store, "mill", 2, tags=("docks",))
        changed = publisher.feeds.feed(atom.FORMAT, publisher.version(NOON), query(tag="docks"))
        assert (kept.etag, kept.changed) == (first.etag, NOON)
        assert (changed.etag != first.etag, changed.changed) == (True, NOON + 2 * MINUTE)


def test_that_the_last_sample_is_none_any_more_shows_everywhere(blank: Path, tmp_path: Path) -> None:
    with open_store(f"sqlite:///{shutil.copy(blank, tmp_path)}") as store:
        put(store, "harbour", headline="Council meets", sample=True)
        put(store, "quay", headline="A strike", tags=("sea",))
        publisher = Publisher(store, SITE, feed_size=2)
        before, built = bodies(publisher), stale_since(store, 2, 1)
        put(store, "harbour", 1, headline="Council meets")
        assert bodies(publisher)["/feeds/tag/sea.html"] != before["/feeds/tag/sea.html"]
        assert built("/feeds/tag/sea.html")
        assert stale_since(store, 2, 2)("/feeds/tag/sea.html")


def test_what_notes_were_dropped_of_may_be_anything(blank: Path, tmp_path: Path) -> None:
    with open_store(f"sqlite:///{shutil.copy(blank, tmp_path)}") as store:
        put(store, "harbour", tags=("docks",))
        with store.writing() as writing:
            writing.articles.delete(event("harbour").id, NOON)
        put(store, "quay", 1)
        assert store.changes.touched(2, 3) is not None
        assert store.drop_tombstones(NOON + MINUTE) == 1
        assert store.changes.touched(1, 3) is None
        assert stale_since(store, 2, 1)("/feeds/tag/sea.rss")
        assert store.changes.touched(2, 3) is not None
        with store.writing() as writing:
            writing.connection.execute(counters.update().where(counters.c.name == "dropped").values(value=3))
        assert store.changes.touched(2, 3) is None
