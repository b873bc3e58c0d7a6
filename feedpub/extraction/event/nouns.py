"""What a noun names: a person, an organisation, a group of people, or nobody."""

import re
from functools import cache

from feedpub.extraction.document.grammar.words import Word
from feedpub.language.words import words as word_list
from feedpub.model.event import WhoKind

_ONE = re.compile(r"[a-z]{2,}(?:man|woman|ist|ician|eer|ster|er|or)$")
_MANY = re.compile(r"[a-z]{2,}(?:men|women|ists|icians|eers|sters|ers|ors)$")
_SECTIONS: tuple[tuple[str, WhoKind], ...] = (
    ("person", "person"),
    ("female", "person"),
    ("male", "person"),
    ("organization", "organization"),
    ("group", "group"),
)


@cache
def _lists() -> dict[str, WhoKind]:
    return {word: kind for section, kind in reversed(_SECTIONS) for word in word_list("roles", section)}


def kind_of_noun(word: Word) -> WhoKind | None:
    """Tell what a common noun names; None where it names no people: "tram", "toll"."""
    low = word.low.removesuffix("'s")
    if low in word_list("participants", "nobody"):
        return None
    if low in word_list("participants", "person"):
        return "person"
    if low in word_list("participants", "group"):
        return "group"
    known = _lists().get(low) or _of_plural(low)
    if known is not None:
        return known
    return "group" if _MANY.match(low) else "person" if _ONE.match(low) else None


def _of_plural(low: str) -> WhoKind | None:
    """Tell what "mayors" and "agencies" name by what "mayor" and "agency" do."""
    if not low.endswith("s"):
        return None
    one = _lists().get(low[:-1]) or (_lists().get(low[:-3] + "y") if low.endswith("ies") else None)
    return "group" if one == "person" else one
