"""Nicknames within people's names: Robert “Bobby” Lind, B. “Sparky” Lind."""

import re

from feedpub.language.language import Language
from feedpub.language.lexicon import FUNCTION, Is

MARKS = frozenset("“\"‘'(")
"""What may open a nickname."""
_FARTHEST = 24  # characters of a given name; the longest listed has 16
_GIVEN = re.compile(r"(?<![^\s(“\"])(?:(?P<given>[A-Z][\w’'-]+)|(?:[A-Z]\.)+) $")
_NICKNAME = re.compile(r"[“\"‘'(](?P<name>[A-Z][\w’'-]*(?: [A-Z][\w’'-]*)?)[”\"’')] (?P<family>[A-Z][\w’'-]+)")
_WITHIN = re.compile(r" [“\"‘'(][^“”\"()]+[”\"’')](?= )")


def family_behind(text: str, start: int, language: Language) -> int:
    """Find the family name behind a nickname; a given name or an initial stands before it.

    Args:
        text: that it stands in.
        start: code point of the mark that may open it.
        language: that the text is written in.

    Returns:
        The first code point of the family name; 0 where there is no nickname, as in Ada “Stop” Then.
    """
    found = _NICKNAME.match(text, start)
    before = _GIVEN.search(text[max(start - _FARTHEST, 0) : start]) if found else None
    if found is None or before is None or (before["given"] and before["given"] not in language.genders):
        return 0
    if text[start] == "(" and found["name"] not in language.genders:
        return 0  # "Ada Osei (Ghana) Bo Lind (Togo)" in a list
    flags = language.lexicon.get(found["family"].lower(), 0)
    thing = flags & Is.COMMON and found["family"] not in language.family_names  # Ada’s “Hello” Video
    return 0 if thing or flags & FUNCTION else found.start("family")


def same_by_nickname(one: str, other: str) -> bool:
    """Tell whether two names are one person's: Robert “Bobby” Lind is Bobby Lind."""
    return one == _called(other) or other == _called(one)


def _called(name: str) -> str:
    """Return what somebody with a nickname is called, too; "" for who has none."""
    found = _WITHIN.search(name)
    return found.group()[2:-1] + name[found.end() :] if found else ""


def without_nickname(name: str) -> str:
    """Return a name without the nickname in it: Robert Lind for Robert “Bobby” Lind."""
    return _WITHIN.sub("", name)
