"""No module of extraction holds words of a language: those stand in the packs, and only rules' examples quote sentences."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import feedpub.extraction
import feedpub.language
from feedpub.language.en import ENGLISH

ROOT = Path(feedpub.extraction.__file__).parent
CLOSED = tuple(ENGLISH.sections("function_words").keys() - {"opener", "time"})
NEWS = frozenset(
    "said says told asked added wrote according mr mrs ms dr sir president minister prime police court judge mayor "
    "officials spokesman spokeswoman government company yesterday week month year morning evening north south east west "
    "river county republic university hotel street television film book died killed people man woman men women".split()
)
ENDINGS = frozenset(("ed", "ing", "ly", "'s", "’s", "s'", "man", "woman", "men", "er", "or", "est"))
# What the program calls its own things by: the five questions, parts of speech, tenses, roles, precisions, keys of tables.
OWN = frozenset(
    "who what when where to past within before after first last next near one second other over of s 's d day week month "
    "year quarter hour minute second night morning noon evening river street hotel company people other around so county "
    "us nothing nobody no perhaps far there".split()
)
ENGLISH_WORDS = frozenset(word.lower() for kind in CLOSED for word in ENGLISH.words("function_words", kind)) | NEWS
ENGLISH_WORDS |= ENGLISH.months.keys() | ENGLISH.weekdays.keys()
LISTS = frozenset(
    "words lines sections table verb_forms is_a verb_is listed _listed locatives opens_with token_in low_in _low_in "
    "lemma_in _is _ends _lemma Rule get field".split()
)
LISTS |= {"compiled", "letters", "alike"}  # what they are given are names of the classes of words (times/classes.py)
SHOWN = frozenset(("examples", "counterexamples", "id", "layer"))


def constants(tree: ast.AST) -> Iterator[tuple[ast.Constant, bool, bool]]:
    """Yield each string that is no docstring, name of a list or example, whether it is cut into words, whether an ending."""
    skipped = {id(node) for node in _skipped(tree)}
    cut, ending = set[int](), set[int]()
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            if node.func.attr == "split":
                cut.update(map(id, ast.walk(node.func.value)))
            if node.func.attr in ("startswith", "endswith", "removesuffix", "removeprefix"):
                ending.update(map(id, ast.walk(node)))
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in skipped:
            yield node, id(node) in cut, id(node) in ending


def _skipped(tree: ast.AST) -> Iterator[ast.AST]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            yield node.value
        elif isinstance(node, ast.keyword) and node.arg in SHOWN:
            yield from ast.walk(node.value)
        elif isinstance(node, ast.Call) and _name(node.func) in LISTS:
            for argument in node.args:
                yield from ast.walk(argument)
        elif isinstance(node, ast.Subscript):
            yield from ast.walk(node.slice)


def _name(node: ast.AST) -> str:
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


def english_of(source: str) -> list[str]:
    """Return the English words that stand in strings of a module, with their lines."""
    found = []
    for node, is_cut, is_ending in constants(ast.parse(source)):
        value = node.value
        assert isinstance(value, str)
        is_pattern = re.search(r"\\b|\(\?|\w\|\w", value) is not None
        if " " in value.strip() and not is_cut and not is_pattern:
            continue  # a message
        words = set(re.findall(r"[a-z_]+(?:['’][a-z]+)?|['’]s\b", value.lower()))
        found += [f"{node.lineno}: {word}" for word in sorted(words) if _is_english(word, is_ending=is_ending)]
    return found


def _is_english(word: str, *, is_ending: bool) -> bool:
    return (len(word) > 1 and word in ENGLISH_WORDS - OWN) or (is_ending and word in ENDINGS)


MODULES = sorted(str(path.relative_to(ROOT)) for path in ROOT.rglob("*.py") if "data" not in path.parts)


@pytest.mark.parametrize("module", MODULES)
def test_words_stand_in_the_packs(module: str) -> None:
    found = english_of((ROOT / module).read_text("utf-8"))
    assert found == []


LANGUAGE = sorted(Path(feedpub.language.__file__).parent.glob("*.py"))
SECTIONS = frozenset(("by", "none", "judge", "another", "be", "have", "do"))  # names of sections, groups and flags


@pytest.mark.parametrize("module", LANGUAGE, ids=[path.name for path in LANGUAGE])
def test_what_all_languages_share_is_of_none(module: Path) -> None:
    assert [word for word in english_of(module.read_text("utf-8")) if word.partition(": ")[2] not in SECTIONS] == []


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ('"""The dog said so."""\nx = "the"', ["2: the"]),
        ('x = frozenset("he said".split())', ["1: he", "1: said"]),
        ('x = re.compile(r"\\b(?:would|might)\\b")', ["1: might", "1: would"]),
        ('x = word.endswith("ing")', ["1: ing"]),
        ('x = "kept: it was said by him"', []),
        ('x = language.words("function_words", "pronoun")', []),
        ('x = Rule("a", "b", find, examples=("She said",))', []),
    ],
)
def test_finds_words_and_spares_messages_and_examples(source: str, words: list[str]) -> None:
    assert english_of(source) == words
