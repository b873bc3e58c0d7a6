"""The catalogues: each has every word that templates and code have, whole, and with the same put into it."""

import re
from collections.abc import Iterable
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.frontend import CommandLineInterface
from babel.messages.pofile import read_po

from feedpub.translation import ENGLISH, translations

ROOT = Path(__file__).parents[2]
CATALOGS = ROOT / "feedpub" / "translation" / "catalogs"
OTHERS = [language for language in translations() if language != ENGLISH]
PLACEHOLDER = re.compile(r"%(?:\([a-z_]+\)s|.)")
TAG = re.compile(r"<[^>]*>")


def command() -> list[str]:
    """The command that the README has for collecting words, but for where it writes them."""
    (line,) = re.findall(r"^\.venv/bin/(pybabel extract .*) -o \S+ \.$", (ROOT / "README.md").read_text("utf-8"), re.M)
    return str(line).split()


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    """All words, collected as the README says."""
    file = tmp_path_factory.mktemp("words") / "feedpub.pot"
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(ROOT)
        arguments = [*command()[:1], "-q", *command()[1:], "-o", str(file), "."]
        CommandLineInterface().run(arguments)  # type: ignore[no-untyped-call]  # Babel leaves it untyped
    with file.open("rb") as opened:
        return read_po(opened)


def catalog(language: str) -> Catalog:
    with (CATALOGS / f"{language}.po").open("rb") as opened:
        return read_po(opened, locale=language)


def messages(of: Catalog) -> list[Message]:
    return [one for one in of if one.id]


def keys(of: Iterable[Message]) -> set[tuple[object, object]]:
    return {(one.context, one.id) for one in of}


def words(said: object) -> tuple[str, ...]:
    return tuple(map(str, said)) if isinstance(said, list | tuple) else (str(said),)


def placed(text: str) -> list[str]:
    return sorted(PLACEHOLDER.findall(text) + TAG.findall(text))


def test_words_are_collected_from_templates_code_and_the_list_of_event_types(template: Catalog) -> None:
    found = {words(one.id)[0] for one in messages(template)}
    assert {"Quoted most", "Everything %(label)s said", "Policy decision", "The store does not answer"} <= found
    assert OTHERS == ["de", "fr"]


@pytest.mark.parametrize("language", OTHERS)
def test_a_catalogue_has_every_word_and_no_other(template: Catalog, language: str) -> None:
    ours = catalog(language)
    assert keys(messages(ours)) == keys(messages(template))
    assert not ours.obsolete
    assert [one.id for one in messages(ours) if one.fuzzy or not all(words(one.string))] == []


@pytest.mark.parametrize("language", OTHERS)
def test_what_is_put_into_a_message_is_so_in_every_language(language: str) -> None:
    ours = catalog(language)
    said = [(one, text) for one in messages(ours) for text in words(one.string)]
    # Of one thing a message may say the number, or that it is one.
    assert [text for one, text in said if placed(text) not in [placed(each) for each in words(one.id)]] == []
    assert {len(words(one.string)) for one in messages(ours) if one.pluralizable} == {ours.num_plurals}
