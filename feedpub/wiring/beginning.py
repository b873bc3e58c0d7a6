"""A new site's feedpub.toml: what its owner answered, and every other setting beside it as a comment."""

import os
from collections.abc import Iterator
from pathlib import Path
from textwrap import wrap
from typing import Any

import tomlkit
from pydantic import ValidationError

from feedpub.errors import SettingsError
from feedpub.model.base import fault_of
from feedpub.settings import CONFIG_VARIABLE, DEFAULT_CONFIG, Settings

_WIDTH = 100
_NOT_SHOWN = ("sources",)
_MORE_SOURCES = """
# More sources: feedpub source add agency https://agency.example/feed.xml
# What else may be set of one: feedpub source add --help
"""


def begin(answers: dict[str, str], folder: str, *, replace: bool = False) -> Path:
    """Write feedpub.toml, and make the folder for articles.

    Args:
        answers: settings by name; an empty one is none.
        folder: where articles are put.
        replace: also where there is a feedpub.toml, which is lost then.

    Returns:
        The file.

    Raises:
        SettingsError: an answer cannot be, or there is a feedpub.toml already.
    """
    path = Path(os.environ.get(CONFIG_VARIABLE) or DEFAULT_CONFIG)
    if path.exists() and not replace:
        raise SettingsError(str(path), "it is there already: edit it, or pass --force to have it replaced")
    given: dict[str, Any] = {name: value for name, value in answers.items() if value}
    sources: list[dict[str, Any]] = [{"name": "articles", "path": folder, "samples": False}]
    try:
        Settings.model_validate(given | {"sources": sources})
    except ValidationError as error:
        field, reason = fault_of(error)
        raise SettingsError(field or str(path), reason) from None
    try:
        path.write_text("".join(_lines(given, sources[0])), "utf-8")
        Path(folder).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SettingsError(str(path), f"it cannot be written ({error.strerror})") from None
    return path


def _lines(given: dict[str, Any], source: dict[str, Any]) -> Iterator[str]:
    yield "# Settings of a feedpub site. What begins with # is a comment: take it away to set what stands behind it.\n"
    for name, field in Settings.model_fields.items():
        if name in _NOT_SHOWN:
            continue
        yield "\n"
        for line in wrap(field.description or "", _WIDTH):
            yield f"# {line}\n"
        if name in given:
            yield f"{name} = {_value(given[name])}\n"
        else:
            yield f"# {name} = {_value('' if field.default is None else field.default)}\n"
    yield "\n# Where articles come from: a file that is put there is on the site within a minute.\n[[sources]]\n"
    for name, value in source.items():
        yield f"{name} = {_value(value)}\n"
    yield _MORE_SOURCES


def _value(value: Any) -> str:
    return str(tomlkit.item(str(value) if isinstance(value, Path) else value).as_string())
