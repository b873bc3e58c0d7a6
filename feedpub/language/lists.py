"""Word lists and tables: the data files of a language, each read once.

A list (.txt) has one entry a line; ``#`` begins a comment, ``[name]`` a section; ``@list:section`` stands
for the words there. A table (.toml) is what TOML says.
"""

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

_NOTHING: Mapping[str, Any] = MappingProxyType({})


class _Words(dict[tuple[str, str], frozenset[str]]):
    """The words of each section that was asked for, which happens millions of times."""

    def __init__(self, lists: "Lists") -> None:
        super().__init__()
        self._lists = lists

    def __missing__(self, key: tuple[str, str]) -> frozenset[str]:
        found = self[key] = frozenset(self._lists.resolved(" ".join(self._lists.lines(*key))))
        return found


class Lists:
    """The data files in a package's folder data; one that does not exist is empty.

    Args:
        package: dotted name.
    """

    def __init__(self, package: str) -> None:
        self._package = package
        self._words = _Words(self)

    def sections(self, name: str) -> Mapping[str, tuple[str, ...]]:
        """Return the lines of each section of a list, in the file's order; those before the first heading under ""."""
        return _list(self._package, name)

    def lines(self, name: str, section: str = "") -> tuple[str, ...]:
        """Return the lines of one section of a list."""
        return self.sections(name).get(section, ())

    def words(self, name: str, section: str = "") -> frozenset[str]:
        """Return the words of one section of a list."""
        return self._words[name, section]

    def resolved(self, words: str) -> Iterator[str]:
        """Yield words, and in place of "@list:section" those of a section of a list or the keys of one of a table."""
        for word in words.split():
            name, _, section = word[1:].partition(":")
            yield from (self.words(name, section) or self.table(name, section)) if word[0] == "@" and section else (word,)

    def table(self, name: str, section: str = "") -> Mapping[str, Any]:
        """Return a table, or one section of it."""
        table = _table(self._package, name)
        return table.get(section, _NOTHING) if section else table


def _read(package: str, name: str) -> str:
    file = files(package).joinpath("data", *name.split("/"))
    return file.read_text("utf-8") if file.is_file() else ""


@cache
def _table(package: str, name: str) -> Mapping[str, Any]:
    return MappingProxyType(tomllib.loads(_read(package, f"{name}.toml")))


@cache
def _list(package: str, name: str) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    section = ""
    for line in (raw.split("#")[0].strip() for raw in _read(package, f"{name}.txt").splitlines()):
        if line.startswith("["):
            section = line.strip("[]")
        elif line:
            found.setdefault(section, []).append(line)
    return MappingProxyType({section: tuple(lines) for section, lines in found.items()})
