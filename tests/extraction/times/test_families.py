"""Each family of expressions reads what its docstring shows, leaves the rest, and has sentences of its own."""

import re
from collections.abc import Callable

import pytest

from feedpub.extraction.times.expressions import Expression
from feedpub.extraction.times.grammar import FAMILIES, Found, parse
from feedpub.extraction.times.phrase import Phrase
from feedpub.extraction.times.words import words
from tests.extraction.times.test_sentences import FOLDER, unmarked

Builder = Callable[[Phrase], Expression | None]
READS = re.compile(r"Read (.*?)(?:; not (.*?))?\.?$", re.DOTALL)
QUOTED = re.compile(r'"((?:[^"]|(?<=\d)")+?)"')
BUILDERS: dict[str, Builder] = {build.__name__: build for _, _, build in FAMILIES if build.__name__ != "nothing"}


def shown(part: int) -> list[tuple[str, str]]:
    out: list[tuple[str, str]] = []
    for name, build in BUILDERS.items():
        match = READS.match((build.__doc__ or "").strip())
        assert match, name
        out.extend((name, phrase) for phrase in QUOTED.findall(" ".join((match[part] or "").split())))
    return out


def read_by(name: str, text: str) -> list[Found]:
    families = {family for family, _, build in FAMILIES if build is BUILDERS[name]}
    return [found for found in parse(words(text)) if found.family in families]


@pytest.mark.parametrize(("name", "phrase"), shown(1))
def test_a_family_reads_what_its_docstring_shows(name: str, phrase: str) -> None:
    assert read_by(name, f"Profit fell {phrase}.") or read_by(name, f"Profit fell in {phrase}, and rose.")


@pytest.mark.parametrize(("name", "phrase"), shown(2))
def test_a_family_leaves_what_its_docstring_shows_not_to_read(name: str, phrase: str) -> None:
    assert not read_by(name, f"They had {phrase}.")


def test_every_family_has_a_sentence_of_its_own() -> None:
    lines = [line for path in FOLDER.glob("*.txt") for line in path.read_text(encoding="utf-8").splitlines()]
    seen = {found.family for line in lines if line[:1] not in "@#" for found in parse(words(unmarked(line)[0]))}
    assert {family for family, _, _ in FAMILIES} - seen - {"repeat"} == set()
