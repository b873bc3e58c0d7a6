from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import text

from feedpub.model.event import Event, Quote, Speaker, What, Where, Who
from feedpub.model.selection import KINDS, FacetKind, Query, Selection
from feedpub.model.span import Span
from feedpub.site.facets import facets_of
from feedpub.site.slugs import facet_slug, plain_slug
from feedpub.store import FacetPlace, Store, open_store
from tests.builders import MINUTE, NOON, article, event, query
from tests.store.conftest import undo
from tests.storing import delete, put

SHUI = facet_slug("水")  # "shui" alone would be that of 睡 as well
_SAID = "“It was about time,”"


def told(key: str = "harbour", **changes: Any) -> dict[str, Any]:
    """Answers for an event: Mira Oduya speaks in Rotterdam, of what Port Council does."""
    text = article(key).text

    def span(words: str) -> tuple[Span, ...]:
        start = text.index(words)
        return (Span(start=start, end=start + len(words), text=words),)

    mira = Who(id="p1", name="Mira Oduya", kind="person", role="speaker", evidence=span("Mira Oduya"), rule="name")
    council = Who(id="p2", name="Port Council", kind="organization", evidence=span("council"), rule="name")
    boats = Who(id="p3", name="dockers", kind="group", evidence=span("council"), rule="name")
    speaker = Speaker(name="Mira Oduya", who="p1", text="Mira Oduya", evidence=span("Mira Oduya"), rule="cue")
    rotterdam = {"name": "Rotterdam", "kind": "city", "country_code": "NL", "evidence": span("ROTTERDAM"), "rule": "r"}
    said = Quote(id="q1", text="It was about time,", kind="direct", speaker=speaker, evidence=span(_SAID), rule="marks")
    return {
        "who": (mira, council, boats),
        "what": What(summary="The council reopened the quay.", action="reopened", type="policy_decision",
                     evidence=span("reopened"), rule="verb"),
        "where": (
            Where(**rotterdam),
            Where(name="Netherlands", kind="country", country_code="NL", evidence=span("Netherlands"), rule="r"),
            Where(name="Monday", kind="area", use="in_name", evidence=span("Monday"), rule="r"),
        ),
        "quotes": (said,),
        "section": "World News",
        "tags": ("Ports & Docks", "ports docks", "水"),
    } | changes  # fmt: skip


def slugs(store: Store, kind: FacetKind) -> list[tuple[str, str, int]]:
    return [(one.slug, one.label, one.total) for one in store.facets.most_common(kind, 10)]


def keys(store: Store, kind: FacetKind, slug: str) -> list[str]:
    found = store.events.newest(10, matching=query(**{kind: slug}))
    return [stored.event.article.headline.rpartition(" ")[2] for stored in found]


def test_an_event_is_found_by_everything_that_it_has() -> None:
    assert [(one.kind, one.slug, label) for one, (label, _) in facets_of(event(**told())).items()] == [
        ("section", "world-news", "World News"),
        ("tag", "ports-docks", "Ports & Docks"),
        ("tag", SHUI, "水"),
        ("person", "mira-oduya", "Mira Oduya"),
        ("organization", "port-council", "Port Council"),
        ("place", "rotterdam-nl", "Rotterdam"),
        ("place", "netherlands", "Netherlands"),
        ("type", "policy-decision", "policy_decision"),
        ("speaker", "mira-oduya", "Mira Oduya"),
        ("language", "en", "en"),
    ]


def test_each_kind_lists_its_facets_those_of_most_events_first(store: Store) -> None:
    put(store, **told())
    put(store, "dock", section="Sport", published=NOON + MINUTE, tags=("Ports & Docks",))
    put(store, "pier", section="Sport")
    assert slugs(store, "section") == [("sport", "Sport", 2), ("world-news", "World News", 1)]
    assert slugs(store, "tag") == [("ports-docks", "Ports & Docks", 2), (SHUI, "水", 1)]
    assert store.facets.most_common("section", 1)[0].slug == "sport"
    assert keys(store, "tag", "ports-docks") == ["dock", "harbour"]
    for kind in KINDS:
        for one in store.facets.most_common(kind, 10):
            selection = Selection(kind=kind, slug=one.slug)
            assert store.facets.find(selection) == one._replace(total=0)
            assert len(store.events.newest(10, matching=Query(selections=(selection,)))) == one.total


def test_several_selections_together_leave_what_has_all_of_them(store: Store) -> None:
    put(store, section="Sport", tags=("docks",))
    put(store, "pier", section="Sport")
    both = query(section="sport", tag="docks")
    assert [stored.event.article.headline for stored in store.events.newest(10, matching=both)] == [
        "Council reopens harbour"
    ]


def test_a_selection_pages_as_the_whole_list_does(store: Store) -> None:
    for number in range(6):
        put(store, f"dock {number}", section="Sport" if number % 2 else "World", published=NOON - number * MINUTE)
    sport = query(section="sport")
    first = store.events.newest(2, matching=sport)
    rest = store.events.newest(2, (first[-1].published, first[-1].event.id), sport)
    assert [*first, *rest] == list(store.events.newest(10, matching=sport))
    assert len(first + rest) == 3


def test_what_may_not_be_shown_is_in_no_selection(store: Store) -> None:
    put(store, section="Sport")
    put(store, section="Sport", status="withheld", now=NOON + MINUTE)
    assert slugs(store, "section") == []
    assert keys(store, "section", "sport") == []
    assert store.facets.find(Selection(kind="section", slug="sport")) is None


def test_the_notice_of_what_was_taken_back_reaches_the_selections_that_it_was_in(store: Store) -> None:
    gone = put(store, **told())
    for minute in (1, 2):  # a notice may be corrected
        put(store, status="canceled", now=NOON + minute * MINUTE)
    for selection in facets_of(event(**told())):
        found = store.events.newest(5, matching=Query(selections=(selection,)))
        assert [(one.event.id, one.event.status) for one in found] == [(gone, "canceled")], selection
        assert store.facets.find(selection) is not None  # so that the feed is there to tell it
    assert [slugs(store, kind) for kind in KINDS] == [[]] * len(KINDS)
    put(store, section="World", now=NOON + 3 * MINUTE)
    assert slugs(store, "section") == [("world", "World", 1)]
    assert keys(store, "section", "world-news") == []


@pytest.mark.parametrize("hidden", [{"status": "withheld"}, {"embargo": NOON + timedelta(hours=1)}])
def test_no_notice_tells_what_a_version_said_that_was_never_public(store: Store, hidden: dict[str, Any]) -> None:
    put(store, section="Sport")
    put(store, section="Scandal", now=NOON + MINUTE, **hidden)
    put(store, status="canceled", now=NOON + 2 * MINUTE)
    assert [one.event.status for one in store.events.newest(5)] == ["canceled"]
    assert [keys(store, "section", slug) for slug in ("sport", "scandal")] == [[], []]


def test_an_embargo_keeps_an_event_out_of_selections_until_it_ends(store: Store) -> None:
    put(store, section="Sport", embargo=NOON + MINUTE)
    assert (slugs(store, "section"), keys(store, "section", "sport")) == ([], [])
    store.release(NOON + MINUTE)
    assert keys(store, "section", "sport") == ["harbour"]


def test_an_edit_moves_an_event_from_one_selection_to_another(store: Store) -> None:
    put(store, section="Sport")
    put(store, section="World", now=NOON + MINUTE)
    assert slugs(store, "section") == [("world", "World", 1)]


def test_a_deleted_event_leaves_its_tombstone_to_the_selections_that_it_was_in(store: Store) -> None:
    gone = put(store, section="Sport")
    put(store, "pier", section="World")
    delete(store, gone)
    assert slugs(store, "section") == [("world", "World", 1)]
    assert [one.id for one in store.changes.removals(5, query(section="sport"))] == [gone]
    assert store.changes.removals(5, query(section="world")) == ()


@pytest.mark.parametrize("hidden", [{"status": "withheld"}, {"embargo": NOON + timedelta(hours=1)}])
def test_no_tombstone_tells_what_a_version_said_that_was_never_public(store: Store, hidden: dict[str, Any]) -> None:
    put(store, section="Sport")
    gone = put(store, section="Scandal", now=NOON + MINUTE, **hidden)
    scandal = query(section="scandal")
    assert store.changes.removals(5, scandal) == ()
    delete(store, gone, NOON + 2 * MINUTE)
    assert store.changes.removals(5, scandal) == ()


def test_names_that_no_database_key_takes_are_stored_all_the_same(store: Store) -> None:
    put(store, section="A" * 3000, tags=("nul\0byte", "—", " "))
    assert store.facets.most_common("section", 5)[0].slug == "a" * 80
    assert slugs(store, "tag") == [("nul-byte", "nul\\x00byte", 1)]


def test_a_store_of_the_version_before_is_filled_when_it_is_opened(database: str) -> None:
    with open_store(database) as store:
        put(store, **told())
        delete(store, put(store, "pier", section="Gone"))
        before = [store.facets.most_common(kind, 10) for kind in KINDS]
        undo(store, "0001")
    with open_store(database) as again:
        assert [again.facets.most_common(kind, 10) for kind in KINDS] == before
        assert isinstance(again.events.newest(1, matching=query(type="policy-decision"))[0].event, Event)


@pytest.mark.parametrize("name", ["docker", "owner of the boats", "Its author", "spokesman for the LSE"])
def test_somebody_who_is_only_described_is_in_no_list(name: str) -> None:
    answers = told()
    mira, *others = answers["who"]
    described = event(**answers | {"who": (mira.model_copy(update={"name": name}), *others)})
    assert {one.kind for one in facets_of(described)}.isdisjoint({"person", "speaker"})


@pytest.mark.parametrize("name", ["van der Bellen", "della Rovere", "von und zu Guttenberg", "al-Assad", "李明", "eBay Inc"])
def test_names_may_begin_with_a_small_word(name: str) -> None:
    answers = told()
    mira, *others = answers["who"]
    named = event(**answers | {"who": (mira.model_copy(update={"name": name}), *others)})
    assert {"person", "speaker"} <= {one.kind for one in facets_of(named)}


APART = [
    ("C", "C++", "C#", "c*"),
    ("Net", ".NET"),
    ("A", "A+"),
    ("100", "100%"),
    ("北京", "背景", "bei jing"),
]
TOGETHER = [
    ("C++", "c++", " C++ ", "Ｃ＋＋"),
    ("St. Louis", "St Louis", "st louis"),
    ("Food + Drink", "Food & Drink", "Food / Drink", "food-drink"),
    ("#MeToo", "MeToo"),
    ("Node.js", "Node JS"),
    ("José", "Jose"),
    ("Jean-Luc", "Jean Luc"),
    ("Yahoo!", "Yahoo"),
]


@pytest.mark.parametrize("labels", APART)
def test_labels_of_the_same_letters_are_told_apart_where_signs_make_the_name(labels: tuple[str, ...]) -> None:
    slugs = [facet_slug(label) for label in labels]
    assert len(set(slugs)) == len(labels)
    assert {slug.startswith(plain_slug(labels[0])) for slug in slugs} == {True}
    assert [Selection(kind="tag", slug=slug).slug for slug in slugs] == slugs


@pytest.mark.parametrize("labels", TOGETHER)
def test_ways_to_write_the_same_name_stay_together(labels: tuple[str, ...]) -> None:
    assert len({facet_slug(label) for label in labels}) == 1


def test_a_former_slug_leads_to_the_facet_that_it_meant_where_it_can_have_meant_one_only(store: Store) -> None:
    former = Selection(kind="tag", slug="c")
    assert store.facets.successor(former) is None
    put(store, tags=("C++", "C deadbeef0"))
    assert store.facets.successor(former) == Selection(kind="tag", slug=facet_slug("C++"))
    put(store, "pier", tags=("C#",), embargo=NOON + MINUTE)
    assert store.facets.successor(former) == Selection(kind="tag", slug=facet_slug("C++"))  # of the other nobody may know
    store.release(NOON + MINUTE)
    assert store.facets.successor(former) is None
    assert store.facets.successor(Selection(kind="section", slug="c")) is None


def test_facets_of_the_version_before_are_told_apart_when_the_store_is_opened(database: str) -> None:
    tags = ("C", "C++", "C#", "Docks")
    with open_store(database) as store:
        for key, tag in zip("abcd", tags, strict=True):
            put(store, key, tags=(tag,), section=tag)
        put(store, "all", tags=tags, section="C++")
        delete(store, put(store, "gone", tags=("C#",)))
        put(store, "back", tags=("C++",))
        put(store, "back", tags=("C++",), status="canceled", now=NOON + MINUTE)
        before = [store.facets.most_common(kind, 10) for kind in KINDS]
        told = [keys(store, "tag", facet_slug(tag)) for tag in tags]
        plainly(store)
        assert keys(store, "tag", "c") != keys(store, "tag", "c-" + "0" * 8) == []
        undo(store, "0003")
    with open_store(database) as again:
        assert [again.facets.most_common(kind, 10) for kind in KINDS] == before
        assert [keys(again, "tag", facet_slug(tag)) for tag in tags] == told
        assert [len(found) for found in told] == [2, 3, 2, 2]
        csharp = query(tag=facet_slug("C#"))
        assert len(again.changes.removals(5, csharp)) == 1


_ADDED = "INSERT INTO facets (kind, slug, article_id, label) VALUES (:kind, :slug, :article_id, :label)"


def plainly(store: Store) -> None:
    """Give facets the slugs of the version whose slugs were letters and digits alone."""
    with store.writing() as writing:
        rows = writing.connection.execute(text("SELECT kind, article_id, slug, label FROM facets ORDER BY label")).all()
        writing.connection.execute(text("DELETE FROM facets"))
        first = {(row.kind, row.article_id, plain_slug(row.label)): row for row in reversed(rows)}
        for (kind, article_id, slug), row in first.items():
            values = {"kind": kind, "slug": slug, "article_id": article_id, "label": row.label}
            writing.connection.execute(text(_ADDED), values)


def test_totals_are_kept_whatever_becomes_of_articles(store: Store) -> None:
    def agree() -> None:
        for kind in KINDS:
            kept = {one.slug: one.total for one in store.counts.page(kind, 100)}
            asked = {slug: len(store.events.newest(99, matching=_standing(kind, slug))) for slug in kept}
            assert asked == kept
            found = store.counts.page(kind, 100, order="count")
            assert [(-one.total, one.slug) for one in found] == sorted((-total, slug) for slug, total in kept.items())
            rest = store.counts.page(kind, 100, FacetPlace(found[0].slug, found[0].total), order="count") if found else ()
            assert rest == found[1:]

    put(store, **told())
    put(store, "pier", **told("pier", section="Sport"))
    agree()
    steps: tuple[tuple[str, dict[str, Any]], ...] = (
        ("harbour", told(tags=("quays",))),
        ("pier", {"status": "canceled"}),
        ("harbour", {"status": "withheld", "section": "Sport"}),
        ("harbour", told(section="Sport")),
        ("pier", told("pier")),
    )
    for minute, (key, says) in enumerate(steps, 1):
        put(store, key, now=NOON + minute * MINUTE, **says)
        agree()
    delete(store, event().id)
    agree()
    put(store, now=NOON + 9 * MINUTE, **told())
    agree()
    assert {one.slug: one.total for one in store.counts.page("section", 9)} == {"world-news": 2}


def _standing(kind: FacetKind, slug: str) -> Query:
    return query(**{kind: slug}).model_copy(update={"status": "usable"})


def test_samples_and_what_was_taken_back_make_no_page_worth_listing(store: Store) -> None:
    put(store, "sample dock", section="Sport", tags=("boats", "docks"), sample=True)
    put(store, "sample pier", section="Sport", tags=("boats",), sample=True)
    put(store, section="Sport", tags=("boats", "piers"))
    put(store, "quay", section="World", tags=("docks", "piers"))
    put(store, "mill", section="World", tags=("piers",))
    put(store, "mill", status="canceled", now=NOON + MINUTE)
    assert store.facets.shared_slugs("tag", 2, 10, 0) == ("piers",)
    assert store.facets.shared_slugs("section", 2, 10, 0) == ()
    assert store.facets.shared_slugs("tag", 1, 2, 1) == ("docks", "piers")
    assert store.facets.shared_lists(2, 10) == {"tag": 1, "language": 1}
    assert store.facets.shared_lists(1, 2) == {"section": 1, "tag": 2, "language": 1}
