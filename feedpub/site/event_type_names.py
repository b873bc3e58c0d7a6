"""What types of events are called: one of them, and several."""

import tomllib
from collections.abc import Iterator, Mapping
from typing import IO, Any

from feedpub.translation import ENGLISH, translation_of

# A rule for the few types that there are: the library inflect takes two seconds to load, and makes "Discoverys" and
# "Economic figureses" of them.
_SAME_IN_PLURAL = ("crime", "legislation")
_SEVERAL = 2  # of any number of events above one
_Extracted = tuple[int, str, str | tuple[str, str], list[str]]


def type_label(name: str, language: str = ENGLISH) -> str:
    """Name a type of event for people: "Policy decision" for policy_decision."""
    return translation_of(language).ngettext(*_names(name), 1)


def types_label(name: str, language: str = ENGLISH) -> str:
    """Name several events of a type: "Policy decisions", "Discoveries", "Job cuts"."""
    return translation_of(language).ngettext(*_names(name), _SEVERAL)


def extract(file: IO[bytes], keywords: object, comment_tags: object, options: Mapping[str, Any]) -> Iterator[_Extracted]:
    """Collect the names and definitions of all types for the catalogues (an extraction method of Babel).

    Args:
        file: the published list of event types.
        keywords: not used.
        comment_tags: not used.
        options: not used.
    """
    del keywords, comment_tags, options
    for entry in tomllib.loads(file.read().decode())["type"]:
        yield 1, "ngettext", _names(entry["name"]), []
        yield 1, "gettext", entry["definition"], []


def _names(name: str) -> tuple[str, str]:
    label = name.replace("_", " ").capitalize()
    return label, _plural(label)


def _plural(name: str) -> str:
    last = name.rpartition(" ")[2].lower()
    if last.endswith("s") or last in _SAME_IN_PLURAL:
        return name
    if last.endswith("y"):
        return f"{name[:-1]}ies"
    return f"{name}es" if last.endswith(("ch", "sh", "x")) else f"{name}s"
