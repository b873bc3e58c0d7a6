from contextlib import suppress
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from feedpub.errors import QueryError
from feedpub.language.en import ENGLISH
from feedpub.language.search import search_of
from feedpub.language.terms import terms
from feedpub.model.article import Correction
from feedpub.model.search import Sought
from feedpub.model.selection import ORDERS, Order, Query
from feedpub.site.words import words_of
from feedpub.store import Store, newest, open_store, ordered, said_words
from tests.builders import MINUTE, NOON, event, query
from tests.store.conftest import undo
from tests.store.test_facets import told
from tests.storing import delete, put

HARBOUR = "harbour"


def found(store: Store, query: str) -> list[str]:
    """The last words of the headlines that a search finds."""
    return [
        one.event.article.headline.rpartition(" ")[2]
        for one in store.events.newest(50, matching=Query(search=search_of(query, ENGLISH)))
    ]


@pytest.mark.parametrize(
    "query",
    [
        "harbour",  # headline
        "repairs",  # standfirst
        "quay Monday",  # text
        "Mira Oduya",  # people
        "Port",  # an organization's name that the text does not have
        "Rotterdam",
        "reopening councils",  # other forms
        "REOPENED the",
        '"after a year"',
        '"“It was about time,” said Mira"',
        "harb* counc*",
        "reopening*",  # what it is the beginning of, or a form of it
        "harbour -strike",
        'harbour -"was about the"',
        "róttèrdam",
    ],
)
def test_an_event_is_found_by_what_it_says(store: Store, query: str) -> None:
    put(store, **told())
    put(store, "pier", standfirst=None, headline="Other news of the pier", text="Nothing of this stands in it.")
    assert found(store, query) == [HARBOUR]


@pytest.mark.parametrize(
    "query",
    [
        "harbour strike",
        "harbours -quays",
        '"reopens harbours"',  # other forms than the text has
        '"harbour boats"',  # the end of one passage and the beginning of the next
        '"about was"',
        'quay -"It was about time"',
        "arbour*",
        "reopenin*",
        "harbour -counc*",
        "policy_decision",
    ],
)
def test_an_event_is_not_found_by_what_it_does_not_say(store: Store, query: str) -> None:
    put(store, **told())
    assert found(store, query) == []


def test_english_endings_are_taken_off_english_alone(store: Store) -> None:
    put(store, "pier", language="nl", headline="Nieuws over strikes pier")
    put(store, "dock", language="en-GB", headline="News of strikes dock")
    assert found(store, "strike") == ["dock"]
    assert set(found(store, "strikes")) == {"pier", "dock"}


def test_scripts_without_spaces_are_found_by_words_within_them(store: Store) -> None:
    put(store, headline="東京で火事 1", language="ja")
    assert found(store, "火事") == ["1"]
    assert found(store, "事火") == []


@pytest.mark.parametrize("hidden", [{"status": "withheld"}, {"embargo": NOON + timedelta(hours=1)}])
def test_what_may_not_be_shown_is_not_found(store: Store, hidden: dict[str, Any]) -> None:
    put(store)
    put(store, now=NOON + MINUTE, **hidden)
    assert found(store, HARBOUR) == []


def test_an_embargo_ends_for_searches_as_well(store: Store) -> None:
    put(store, embargo=NOON + MINUTE)
    assert found(store, HARBOUR) == []
    store.release(NOON + MINUTE)
    assert found(store, HARBOUR) == [HARBOUR]


def test_of_what_was_taken_back_the_notice_alone_is_found(store: Store) -> None:
    put(store, **told())
    notes = [
        Correction(date=NOON.date(), text="Nothing of it was true."),
        Correction(date=NOON.date(), text="We withdraw it."),
    ]
    put(store, now=NOON + MINUTE, status="canceled", corrections=tuple(notes), text="We withdraw it.", standfirst=None)
    assert found(store, "withdraw harbour") == [HARBOUR]
    for word in ("quay", "repairs", "Oduya", "Rotterdam", "true"):
        assert found(store, word) == []


def test_an_edit_and_a_removal_reach_the_index_at_once(store: Store) -> None:
    name = put(store)
    put(store, now=NOON + MINUTE, headline="Council closes the harbour")
    assert (found(store, "reopens -reopened"), found(store, "closes")) == ([], [HARBOUR])
    delete(store, name, NOON + 2 * MINUTE)
    assert found(store, "closes") == []
    put(store, now=NOON + 3 * MINUTE)
    assert found(store, "harbour") == [HARBOUR]


def test_what_is_written_and_taken_back_is_in_no_index(store: Store) -> None:
    with suppress(ZeroDivisionError), store.writing() as writing:
        writing.articles.put(event(), "[]", published=NOON, modified=NOON, now=NOON)
        raise ZeroDivisionError
    assert found(store, HARBOUR) == []


def test_results_page_as_the_whole_list_does_also_within_a_section(store: Store) -> None:
    for number in range(6):
        put(store, f"dock {number}", section="Sport" if number % 2 else "World", published=NOON - number // 3 * MINUTE)
    dock, sport = Query(search=search_of("dock", ENGLISH)), query(section="sport").selections
    for asked, total in ((dock, 6), (dock.model_copy(update={"selections": sport}), 3)):
        everything = store.events.newest(10, None, asked)
        pages = list(store.events.newest(2, None, asked))
        while page := store.events.newest(2, (pages[-1].published, pages[-1].event.id), asked):
            pages.extend(page)
        assert pages == list(everything)
        assert len(pages) == total


def test_phrases_are_found_however_long_the_text_and_often_the_words(store: Store) -> None:
    put(store, text="port " * 20_000 + "port council council port end")
    assert found(store, '"port council"') == found(store, '"council port end"') == [HARBOUR]
    assert found(store, '"council council council"') == []


def test_what_no_index_takes_is_cut(store: Store) -> None:
    put(store, text=" ".join(f"é{number}" for number in range(200_000)))
    assert found(store, "é20000") == [HARBOUR]
    assert found(store, "é199999") == []
    assert found(store, '"Council reopens harbour" repairs') == [HARBOUR]


def test_a_store_of_the_version_before_is_filled_when_it_is_opened(database: str) -> None:
    with open_store(database) as store:
        put(store, **told())
        delete(store, put(store, "pier"))
        put(store, "dock", embargo=NOON + MINUTE)
        undo(store, "0002")
    with open_store(database) as again:
        assert found(again, "council") == [HARBOUR]
        again.release(NOON + MINUTE)
        assert set(found(again, "council")) == {"dock", HARBOUR}
        put(again, now=NOON + MINUTE, headline="Council closes harbour", text="Again.")
        assert found(again, "quay") == ["dock"]
        with again.writing() as writing:
            listed = writing.connection.execute(text("SELECT article_id FROM words")).scalars().all()
        assert len(listed) == 2


COPIES = {
    "1": "The port council's vote: ports, “voting” and re-votes; São Tomé, 2-1.",
    "2": "Council of the port. Of the council, the voters' port; naïve œuvre 東京タワー.",
    "3": "A vote. The the council port council's U.S. don't; x* \"quoted\" a:b & c|d !e (f) g<->h.",
}
_ANY = (
    "port ports council councils vote voting the of re votes sao tome São 2 1 œuvre 東京 京 タ u s don t x* vot* por* a zzz"
)
WORDS = st.sampled_from(_ANY.split())
QUERIES = st.lists(
    st.tuples(st.sampled_from(["", "-", '"']), st.lists(WORDS, min_size=1, max_size=3)), min_size=1, max_size=4
).map(lambda parts: " ".join(f"{sign}{' '.join(each)}{sign if sign == chr(34) else ''}" for sign, each in parts))


def says(one: Sought, said: list[str]) -> bool:
    """Tell by looking at each word whether a text says it."""
    if not one.stem:
        size = len(one.words)
        return any(tuple(said[place : place + size]) == one.words for place in range(len(said)))
    words = set(said) | {ENGLISH.stem(word) for word in said}
    return bool(words & {one.words[0], one.stem}) or (one.prefix and any(word.startswith(one.words[0]) for word in words))


@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(QUERIES | st.text(max_size=80) | st.text("\"'-*():&|!<>\\%_^~{}+,;.:\0 portcouncilAND", max_size=40))
@example("x* AND (port OR NEAR(council, 2)) NOT vote ^the said:port {said stems}:x 'a':* <-> !b \\")
def test_any_query_finds_what_says_it_and_never_fails(store: Store, asked: str) -> None:
    if not store.events.newest(1):
        for key, copy in COPIES.items():
            put(store, key, headline=key, standfirst=None, text=copy)
    try:
        search = search_of(asked, ENGLISH)
    except QueryError:
        return
    expected = set()
    for key, copy in COPIES.items():
        said = [term.word for term in terms(f"{key} {copy}")]
        if all(says(one, said) for one in search.wanted) and not any(says(one, said) for one in search.unwanted):
            expected.add(key)
    assert {one.event.article.headline for one in store.events.newest(10, matching=Query(search=search))} == expected


@pytest.mark.parametrize("order", ORDERS)
def test_a_page_is_the_same_however_it_is_found(store: Store, monkeypatch: pytest.MonkeyPatch, order: Order) -> None:
    """Words that few say are looked up, with those that many say one article after the other is asked."""
    for number in range(9):
        said = f"Harbour {'reopens' if number % 2 else 'closes'} {'after strike' if number % 3 else ''}"
        put(store, f"dock {number}", headline=f"{said} {number}", tags=("docks",) if number % 4 else (), section="Sport")
    put(store, "dock 3", headline="Harbour reopens at last", status="canceled")
    delete(store, event("dock 5").id)
    asked = [
        Query(search=search_of(words, ENGLISH), selections=selections)
        for words in ("harbour", "reop*", "harbour -strike", '"reopens after" strike', "zeppelin")
        for selections in ((), query(tag="docks").selections, query(tag="docks", section="sport").selections)
    ]

    def pages() -> list[list[str]]:
        found = (store.events.listed(20, order, None, one) for one in asked)
        return [[one.event.article.headline for one in page] for page in found]

    looked_up = pages()
    assert len(looked_up[0]) == 8
    for module in (newest, ordered):
        monkeypatch.setattr(module, "_FEW", 1)
    assert pages() == looked_up


def test_what_has_no_words_is_stored_and_found_by_none(store: Store) -> None:
    put(store, headline="?!", status="canceled")
    put(store, "pier", headline="…", standfirst=None, text="—")
    assert len(store.events.newest(5)) == 2
    assert store.events.newest(5, matching=Query(search=search_of("a -b", ENGLISH))) == ()


def test_an_index_entry_has_each_passage_apart_and_stems_that_add_something() -> None:
    said, stems = words_of(event(headline="Ports reopen", standfirst="Ports", text="Port").model_dump_json())
    assert (said, stems) == ("ports reopen ¶ ports ¶ port", "")
    assert words_of(event(headline="Ports", standfirst="", text="—", language="de").model_dump_json()) == ("ports ¶ ¶", "")


def test_no_word_is_told_of_what_nobody_may_see(store: Store) -> None:
    put(store, **told())
    put(store, "pier", standfirst=None, headline="Zeppelins leave the pier", text="Nothing else.", embargo=NOON + 9 * MINUTE)
    with store.snapshot() as seen:
        known = seen.vocabulary.words()
        assert known["harbour"] > 0
        assert "zeppelins" not in known
        assert known["oduya"] > 0  # of a name
        assert seen.vocabulary.has(query(person="mira-oduya"))
        assert not seen.vocabulary.has(Query(search=search_of("zeppelins", ENGLISH)))
        named = seen.vocabulary.named(("person", "place"), ["odu", "mira"], 5)
        assert [(one.label, one.total) for one in named] == [("Mira Oduya", 1)]
        assert seen.vocabulary.named(("person",), ["duya"], 5) == ()


def test_the_words_that_a_process_keeps_are_those_that_a_new_one_reads(
    database: str, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(said_words, "_READ", 2)
    kept = []
    for change in (
        lambda: put(store, text="Cranes stand still, cranes."),
        lambda: put(store, "pier", text="A pier burns.", published=NOON + MINUTE),
        lambda: put(store, text="Cranes move.", modified=NOON + 2 * MINUTE),
        lambda: put(store, "gull", text="Gulls return.", published=NOON + 3 * MINUTE),
        lambda: delete(store, event("pier").id),
        lambda: put(store, "gull", text="Gulls return.", published=NOON + 3 * MINUTE, status="canceled"),
    ):
        change()
        with open_store(database) as new, store.snapshot() as seen, new.snapshot() as seen_anew:
            kept.append(seen.vocabulary.words())
            assert kept[-1] == seen_anew.vocabulary.words()
    assert [said["cranes"] for said in kept] == [2, 2, 1, 0, 1, 1]
    assert [said["burns"] for said in kept] == [0, 1, 1, 1, 0, 0]
    assert min(kept[-1].values()) > 0, "what nobody says any more is not kept"
