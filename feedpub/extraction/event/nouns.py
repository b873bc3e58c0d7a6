"""What a noun names: a person, an organisation, a group of people, or nobody."""

from feedpub.extraction.document.clauses.words import Word
from feedpub.language.language import Language
from feedpub.language.lexicon import Is
from feedpub.model.event import WhoKind

_KINDS: tuple[tuple[WhoKind, int, str], ...] = (
    ("group", Is.GROUP, "people"),
    ("person", Is.PERSON, "person"),
    ("organization", Is.ORGANIZATION, ""),
)
"""For each kind the flag of its nouns, and the section of their endings."""
_SHORTEST = 2  # letters before an ending


def kind_of_noun(word: Word, language: Language) -> WhoKind | None:
    """Tell what a common noun names; None where it names no people: "tram", "toll"."""
    low = language.unpossessed(word.low)
    if low in language.words("participants", "nobody"):
        return None
    flags = language.lexicon.get(low, 0)
    listed = (kind for kind, flag, _ in _KINDS if low in language.words("participants", kind) or flags & flag)
    return next(listed, None) or next((kind for kind, _, section in _KINDS if _ends(low, section, language)), None)


def _ends(low: str, section: str, language: Language) -> bool:
    endings = (end for end in language.words("endings", section) if section and low.endswith(end))
    return low.isascii() and low.isalpha() and any(len(low) - len(end) >= _SHORTEST for end in endings)
