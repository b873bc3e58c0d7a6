"""The lists by which events are read: each section that the code names exists, and each that exists is named."""

import ast
from collections.abc import Iterator
from pathlib import Path

import feedpub.extraction
from feedpub.language.en import ENGLISH

ROOT = Path(feedpub.extraction.__file__).parent
ASKING = ("low_in", "_low_in", "lemma_in", "words", "lines")


def sections(tree: ast.AST) -> Iterator[str]:
    for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
        asking = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
        named = [str(argument.value) for argument in call.args if isinstance(argument, ast.Constant)]
        if asking in ASKING:
            # words("roles", "person") and is_in("participants", "office") ask lists of their own
            yield from named[1:] if named[:1] == ["events"] else named if len(named) == 1 else ()
    for one in (node for node in ast.walk(tree) if isinstance(node, ast.Subscript)):
        if getattr(one.value, "attr", "") == "listed" and isinstance(one.slice, ast.Constant):
            yield str(one.slice.value)


def test_code_and_list_name_the_same_sections() -> None:
    modules = [path for room in ("event", "select") for path in (ROOT / room).glob("*.py")]
    asked = {name for path in modules for name in sections(ast.parse(path.read_text("utf-8")))}
    others = {"participants", "nobody", "office", "endings", "hypernyms", "coreference"}
    assert asked - others == ENGLISH.sections("events").keys()
