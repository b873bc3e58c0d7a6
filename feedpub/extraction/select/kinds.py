"""What a noun names: a person, an organisation, a group of people, or nobody."""

import re
from functools import cache

from feedpub.extraction.document.grammar.words import Word
from feedpub.language.words import words as word_list
from feedpub.model.event import WhoKind

_ONE = re.compile(r"[a-z]{2,}(?:man|woman|ist|ician|eer|ster|er|or)$")
_MANY = re.compile(r"[a-z]{2,}(?:men|women|ists|icians|eers|sters|ers|ors)$")


@cache
def _lists() -> dict[str, WhoKind]:
    found: dict[str, WhoKind] = {}
    sections: tuple[tuple[str, WhoKind], ...] = (("person", "person"), ("female", "person"), ("male", "person"))
    for section, kind in (*sections, ("organization", "organization"), ("group", "group")):
        for word in sorted(word_list("roles", section)):
            found.setdefault(word, "organization" if kind == "organization" else "group" if kind == "group" else "person")
    return found


def kind_of_noun(word: Word) -> WhoKind | None:
    """Tell what a common noun names.

    Args:
        word: the head of a noun phrase.

    Returns:
        Its kind, or None where it names no people: "tram", "toll".
    """
    low = word.low.removesuffix("'s")
    if low in word_list("participants", "nobody"):
        return None
    if low in word_list("participants", "person"):
        return "person"
    if low in word_list("participants", "group"):
        return "group"
    known = _lists().get(low)
    if known is None and low.endswith("s"):
        one = _lists().get(low[:-1]) or (_lists().get(low[:-3] + "y") if low.endswith("ies") else None)
        known = "group" if one == "person" else one
    if known is not None:
        return known
    return "group" if _MANY.match(low) else "person" if _ONE.match(low) else None
