"""The language of searches: ``words``, ``"exact phrases"``, ``-without``, ``begin*``. Anything else is words or nothing."""

import re
import unicodedata

from feedpub.errors import QueryError
from feedpub.language.language import Language
from feedpub.language.terms import terms
from feedpub.model.characters import fit
from feedpub.model.search import Search, Sought
from feedpub.translation import message

LONGEST = 200
"""Characters of a search."""
_MOST = 20  # parts of a search
_SHORTEST_PREFIX = 3  # fewer letters begin half of all words
_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»＂", '"'))  # telephones write them unasked
_PART = re.compile(r'(?P<minus>-*)(?:"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+))')


def search_of(text: str, language: Language) -> Search:
    """Read what somebody searches for.

    ``harbour "Port Council" -strike reop*`` finds what has a form of harbour, these two words one after the other, a word
    that begins with reop, and no form of strike. Words that marks join are sought as they stand: ``co-operate``, ``2-1``.

    Args:
        text: as it was typed.
        language: whose endings its words may have.

    Returns:
        The search.

    Raises:
        QueryError: it is too long, or has no word that must occur; its location is q.
    """
    if len(text) > LONGEST:
        raise QueryError("q", message("is longer than %(most)s characters", most=LONGEST))
    wanted: dict[Sought, None] = {}
    unwanted: dict[Sought, None] = {}
    # Small letters first: some capitals, such as İ, become several signs, and those have an order of their own.
    for match in _PART.finditer(unicodedata.normalize("NFC", fit(text).lower()).translate(_QUOTES)):
        if one := _phrase(match["phrase"]) if match["word"] is None else _word(match["word"], language):
            (unwanted if match["minus"] else wanted)[one] = None
    if not wanted:
        raise QueryError(
            "q",
            message("only says what to leave out; name a word to find")
            if unwanted
            else message("has no word to search for"),
        )
    search = Search(tuple(wanted), tuple(unwanted))
    if len(wanted) + len(unwanted) > _MOST or len(str(search)) > LONGEST:
        raise QueryError("q", message("has more than %(parts)s parts or %(most)s characters", parts=_MOST, most=LONGEST))
    return search


def _phrase(text: str) -> Sought | None:
    words = tuple(term.word for term in terms(text))
    return Sought(f'"{" ".join(text.split())}"', words) if words else None


def _word(text: str, language: Language) -> Sought | None:
    found = tuple(terms(text))
    if not found:
        return None
    words = tuple(term.word for term in found)
    shown = text[found[0].start : found[-1].end]
    if len(words) > 1:
        return Sought(shown, words)
    prefix = text[found[0].end :].startswith("*") and len(words[0]) >= _SHORTEST_PREFIX
    return Sought(f"{shown}*" if prefix else shown, words, language.stem(words[0]), prefix)
