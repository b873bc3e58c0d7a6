"""What a noun names: a person, an organisation, a group of people, or nobody."""

from collections.abc import Mapping
from functools import cache

from feedpub.extraction.document.clauses.words import Word
from feedpub.language.language import Language
from feedpub.model.event import WhoKind

_ROLES: tuple[tuple[str, WhoKind], ...] = (
    ("group", "group"),
    ("organization", "organization"),
    ("male", "person"),
    ("female", "person"),
    ("person", "person"),
)
_SHORTEST = 2  # letters before an ending


def kind_of_noun(word: Word, language: Language) -> WhoKind | None:
    """Tell what a common noun names; None where it names no people: "tram", "toll"."""
    low = language.unpossessed(word.low)
    if low in language.words("participants", "nobody"):
        return None
    return _lists(language).get(low) or _by_ending(low, language)


@cache
def _lists(language: Language) -> Mapping[str, WhoKind]:
    roles: dict[str, WhoKind] = {word: kind for section, kind in _ROLES for word in language.words("roles", section)}
    plurals: dict[str, WhoKind] = {
        language.plural(word): "group" if kind == "person" else kind for word, kind in sorted(roles.items())
    }
    kinds: tuple[WhoKind, ...] = ("group", "person")
    return plurals | roles | {word: kind for kind in kinds for word in language.words("participants", kind)}


def _by_ending(low: str, language: Language) -> WhoKind | None:
    def ends(section: str) -> bool:
        endings = (end for end in language.words("endings", section) if low.endswith(end))
        return any(len(low) - len(end) >= _SHORTEST and low.isascii() and low.isalpha() for end in endings)

    return "group" if ends("people") else "person" if ends("person") else None
