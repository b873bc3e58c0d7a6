"""What a few events name is counted as the rows of their facets say."""

from collections import Counter

from sqlalchemy import select

from feedpub.model.selection import FacetKind, Query
from feedpub.store import Store
from feedpub.store.holders import holders, most_common
from feedpub.store.tables import articles, facets
from tests.store.test_matching import several

_KINDS: tuple[FacetKind, ...] = ("person", "place", "section")


def test_each_facet_has_the_events_that_its_rows_name(store: Store) -> None:
    several(store)
    with store.writing() as writing:
        ids = writing.connection.execute(select(articles.c.id).order_by(articles.c.id).limit(5)).scalars().all()
        row = facets.c
        rows = writing.connection.execute(select(row.kind, row.slug, row.article_id).where(row.article_id.in_(ids))).all()
        held = holders(writing.connection, ids, _KINDS)
        assert holders(writing.connection, [], _KINDS) == {"person": {}, "place": {}, "section": {}}
    found = [(kind, slug, name) for kind, of_kind in held.items() for slug, names in of_kind.items() for name in names]
    assert sorted(found) == sorted(tuple(one) for one in rows if one.kind in _KINDS)
    assert all(names == sorted(names) for of_kind in held.values() for names in of_kind.values())


def test_the_most_common_come_first_and_then_the_first_by_name() -> None:
    held = {"zoe": ["1", "2"], "bo": ["1"], "ann": ["3"], "cy": ["1", "2", "3"]}
    assert list(most_common(held, 3).items()) == [("cy", ["1", "2", "3"]), ("zoe", ["1", "2"]), ("ann", ["3"])]


def test_searches_and_portraits_count_the_same_events(store: Store) -> None:
    several(store)
    everything = Query(status="usable")
    with store.snapshot() as seen:
        company = seen.portraits.company(everything, _KINDS, 99)
        common = seen.vocabulary.common(seen.events.ids(99, None, everything), _KINDS, 99)
        told = Counter({(one.kind, one.slug): one.total for one in common})
    assert told == Counter({(one.kind, one.slug): one.total for of_kind in company.facets.values() for one in of_kind})
    assert [one.kind for one in common] == sorted((one.kind for one in common), key=_KINDS.index)
