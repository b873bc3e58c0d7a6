"""Articles that share numbers with another are found by those that few have."""

from sqlalchemy import insert

from feedpub.store import Store
from feedpub.store.tables import EPOCH, articles

_COMMON, _RARE, _OTHER = 1, -(1 << 62), 3
_SHARING = 201


def _fill(store: Store) -> None:
    ids = [f"urn:uuid:{at:03}" for at in range(_SHARING)]
    rest = {"source": "wire", "revision": 1, "status": "usable", "published": EPOCH, "deleted": False, "sequence": 0}
    with store.writing() as writing:
        rows = [{"id": one, "slug": one, "last_change": EPOCH} | rest for one in ids]
        writing.connection.execute(insert(articles), rows)
        for at, one in enumerate(ids):
            rare = {0: (_RARE,), 1: (_RARE, _OTHER), 2: (_OTHER,)}.get(at, ())
            writing.signatures.put(one, (_COMMON, *rare), is_new=True)


def test_what_hundreds_share_finds_nothing_beside_what_few_share(store: Store) -> None:
    _fill(store)
    found = store.signatures.sharing((_COMMON, _RARE, _OTHER))
    assert found == {"urn:uuid:000": {_RARE}, "urn:uuid:001": {_RARE, _OTHER}, "urn:uuid:002": {_OTHER}}
    assert next(iter(found)) == "urn:uuid:001", "the one that shares most comes first"


def test_what_hundreds_share_finds_some_of_them_where_nothing_else_is_shared(store: Store) -> None:
    _fill(store)
    found = store.signatures.sharing((_COMMON, 4))
    assert len(found) == 100
    assert set(found.values()) == {frozenset({_COMMON})}
    assert store.signatures.sharing(()) == {}
