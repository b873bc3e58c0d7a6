"""Word lists: data files beside this module, read once.

A file has one entry a line; ``#`` begins a comment, ``[name]`` a section.
"""

from functools import cache
from importlib.resources import files
from types import MappingProxyType

_VOWELS = "aeiou"


@cache
def sections(name: str) -> MappingProxyType[str, tuple[str, ...]]:
    """Read a word list.

    Args:
        name: of the file in language/data, without its suffix.

    Returns:
        The entries of each section, in the file's order; those before the first heading under "".
    """
    found: dict[str, list[str]] = {}
    section = ""
    for raw in files("feedpub.language").joinpath("data", f"{name}.txt").read_text("utf-8").splitlines():
        line = raw.split("#")[0].strip()
        if line.startswith("["):
            section = line.strip("[]")
        elif line:
            found.setdefault(section, []).append(line)
    return MappingProxyType({key: tuple(entries) for key, entries in found.items()})


@cache
def words(name: str, section: str = "") -> frozenset[str]:
    """Read one section of a word list, several words a line where its file writes it so.

    Args:
        name: of the file in language/data, without its suffix.
        section: heading, or "" for the entries before the first.

    Returns:
        The words.
    """
    return frozenset(word for line in sections(name).get(section, ()) for word in line.split())


@cache
def verb_forms(name: str, section: str) -> MappingProxyType[str, str]:
    """Read a list of verbs and derive their forms.

    Args:
        name: of the file in language/data, without its suffix; each line is a base form and its irregular past forms.
        section: heading.

    Returns:
        The base form of each form: say, says, said, saying.
    """
    forms: dict[str, str] = {}
    for line in sections(name).get(section, ()):
        base, *irregular = line.split()
        for form in (base, *(irregular or (_past(base),)), _third(base), _stem(base) + "ing"):
            forms.setdefault(form, base)
    return MappingProxyType(forms)


def _third(base: str) -> str:
    if base.endswith(("s", "sh", "ch", "x", "z", "o")):
        return base + "es"
    return base[:-1] + "ies" if base[-1] == "y" and base[-2] not in _VOWELS else base + "s"


def _past(base: str) -> str:
    if base[-1] == "y" and base[-2] not in _VOWELS:
        return base[:-1] + "ied"
    return base + "d" if base[-1] == "e" else _stem(base) + "ed"


def _stem(base: str) -> str:
    if base[-1] == "e" and base[-2:] not in ("ee", "ye"):
        return base[:-1]
    # One short syllable that ends in one vowel and one consonant doubles it: beg, begging.
    sounds = base.replace("qu", "q")
    short = sum(letter in _VOWELS for letter in sounds) == 1 and base[-1] not in _VOWELS + "wxy" and base[-2] in _VOWELS
    return base + base[-1] if short or base in ("admit", "rebut", "refer", "rebuff"[:5]) else base
