"""A class name exists once in the package, so that it can be searched for, and means one thing wherever it is read."""

import ast
from collections import defaultdict
from functools import cache
from pathlib import Path

import feedpub

PACKAGE = Path(feedpub.__file__).parent


@cache
def names() -> dict[str, list[Path]]:
    """Every class of the package by its name, with the files that define one."""
    found: dict[str, list[Path]] = defaultdict(list)
    for file in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef):
                found[node.name].append(file.relative_to(PACKAGE))
    return found


def test_every_class_of_the_package_is_looked_at() -> None:
    assert names()["FeedpubError"] == [Path("errors.py")]
    assert len(names()) > 200


def test_a_class_name_exists_once() -> None:
    assert {name: files for name, files in names().items() if len(files) > 1} == {}
