"""What somebody meant whose search finds nothing, because a word of it is misspelt."""

from collections.abc import Mapping
from dataclasses import replace
from itertools import islice, product

from feedpub.language.en import ENGLISH
from feedpub.language.spelling import alike
from feedpub.model.search import Search, Sought
from feedpub.model.selection import Query
from feedpub.store import Snapshot

_CHOICES = 3  # words that one is taken for
_TRIED = 8  # searches until nothing is found


class KnownWords:
    """The words that are in the news, read anew once something has changed."""

    def __init__(self) -> None:
        self._last: tuple[int, Mapping[str, int]] | None = None

    def read(self, store: Snapshot) -> Mapping[str, int]:
        """Return each word with how often it occurs.

        Args:
            store: an open snapshot.
        """
        sequence, last = store.changes.sequence(), self._last
        if last is None or last[0] != sequence:
            last = self._last = sequence, store.vocabulary.words()
        return last[1]


def meant(store: Snapshot, query: Query, known: KnownWords) -> Query | None:
    """Correct a search that finds nothing.

    Words that occur stay as they are, and so do phrases and what must not occur: who writes these knows them.

    Args:
        store: an open snapshot.
        query: that no event answers.
        known: words that may have been meant.

    Returns:
        A query that finds something; None where nothing like it does.
    """
    search = query.search
    occurring = [_occurs(store, one) for one in search.wanted] if search else []
    if search is None or all(occurring):
        return None
    words = known.read(store)
    choices = [
        [one] if occurs else _like(one, alike(one.words[0], words))
        for one, occurs in zip(search.wanted, occurring, strict=True)
    ]
    for wanted in islice(product(*choices), _TRIED):
        corrected = query.model_copy(update={"search": replace(search, wanted=tuple(dict.fromkeys(wanted)))})
        if store.vocabulary.has(corrected):
            return corrected
    return None


def _occurs(store: Snapshot, one: Sought) -> bool:
    return not one.stem or store.vocabulary.has(Query(search=Search((one,))))


def _like(one: Sought, words: list[str]) -> list[Sought]:
    ending = "*" if one.prefix else ""
    return [replace(one, text=f"{word}{ending}", words=(word,), stem=ENGLISH.stem(word)) for word in words[:_CHOICES]]
