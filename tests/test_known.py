"""Of documents that count the same, the first one by its key is taken, whichever of them the store reads at once."""

from feedpub.ingest.known import Known
from feedpub.store import KnownDocument, Store
from tests.builders import NOON
from tests.storing import put


def test_of_documents_that_count_the_same_the_first_is_taken_also_where_only_later_ones_are_plain(store: Store) -> None:
    article = put(store)
    unstamped = KnownDocument("a.txt", article, article, "cd34", '{"dated": null}')
    plain = unstamped._replace(key="b.txt", stamp="b.txt 4074 1 1 5")
    with store.writing() as writing:
        writing.sources.attempted("desk", NOON)
        for each in (plain, unstamped):
            writing.sources.note("desk", each, NOON, is_new=True)
    known = Known("desk", store.sources.documents("desk"), "program")
    assert known.twin("c.txt", "cd34") == unstamped
    assert known.holder(article, "c.txt") == unstamped
    assert known.others(article, "c.txt") == [unstamped, plain]
