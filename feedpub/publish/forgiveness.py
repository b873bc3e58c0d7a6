"""What somebody meant whose search finds nothing, because a word of it is misspelt."""

from dataclasses import replace
from itertools import islice, product

from feedpub.language.en import ENGLISH
from feedpub.language.spelling import alike
from feedpub.model.search import Search, Sought
from feedpub.model.selection import Query
from feedpub.store import Snapshot

_CHOICES = 3  # words that one is taken for
_TRIED = 8  # searches until nothing is found


def meant(store: Snapshot, query: Query) -> Query | None:
    """Correct a search that finds nothing.

    Words that occur stay as they are, and so do phrases and what must not occur: who writes these knows them.

    Args:
        store: an open snapshot.
        query: that no event answers.

    Returns:
        A query that finds something; None where nothing like it does.
    """
    search = query.search
    if search is None or all(_occurs(store, one) for one in search.wanted):
        return None
    known = store.vocabulary.words()
    choices = [[one] if _occurs(store, one) else _like(one, alike(one.words[0], known)) for one in search.wanted]
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
