"""The sources in feedpub.toml, added, paused and removed: everything else in the file stays as its owner wrote it."""

import os
from pathlib import Path
from typing import Any

import tomlkit
from pydantic import ValidationError
from tomlkit.exceptions import ParseError
from tomlkit.items import AoT, Table

from feedpub.errors import SettingsError
from feedpub.model.base import fault_of
from feedpub.settings import DEFAULT_CONFIG, Settings, SourceSettings, config_file

_DEFAULT_SOURCE = "articles"
_HEAD = "# Settings of a feedpub site: `feedpub source list` shows its sources.\n"


class SourceFile:
    """The file in which a site names its sources.

    Raises:
        SettingsError: it cannot be read.
    """

    def __init__(self) -> None:
        self.path = config_file(os.environ) or Path(DEFAULT_CONFIG)
        self._text = self.path.read_text("utf-8") if self.path.is_file() else _HEAD
        try:
            self._document = tomlkit.parse(self._text)
        except ParseError as error:
            raise SettingsError(str(self.path), f"it is no TOML: {error}") from None

    def add(self, given: dict[str, Any], *, replace: bool = False) -> list[str]:
        """Add a source.

        Args:
            given: what is set of it.
            replace: put it in the place of the one that has its name.

        Returns:
            Names of the sources that were written: before the first one, the folder articles/, which was read without being
            named.

        Raises:
            SettingsError: it is none, or one has its name and is not to be replaced.
        """
        added = [given]
        if not self._sources() and Path(_DEFAULT_SOURCE).is_dir() and given["name"] != _DEFAULT_SOURCE:
            added.insert(0, {"name": _DEFAULT_SOURCE, "path": _DEFAULT_SOURCE, "samples": False})
        for each in added:
            self._refuse_wrong(each)
            self._put(each, replace=replace)
        self._write()
        return [each["name"] for each in added]

    def pause(self, name: str, *, paused: bool) -> None:
        """Have a source not looked at, or looked at again.

        Args:
            name: of the source.
            paused: which of them.

        Raises:
            SettingsError: there is no such source.
        """
        source = self._sources()[self._position(name)]
        if paused:
            source["paused"] = True
        else:
            source.pop("paused", None)
        self._write()

    def remove(self, name: str) -> None:
        """Take a source out; what came from it stays.

        Args:
            name: of the source.

        Raises:
            SettingsError: there is no such source.
        """
        sources = self._sources()
        del sources[self._position(name)]
        if not sources:
            del self._document["sources"]
        self._write()

    def _sources(self) -> Any:
        found = self._document.get("sources", [])
        if not isinstance(found, AoT) and found:
            raise SettingsError(
                str(self.path), "write each source as a [[sources]] of its own to have it changed", "sources"
            )
        return found

    def _position(self, name: str) -> int:
        names = [str(each.get("name")) for each in self._sources()]
        if name not in names:
            known = ", ".join(names) or "none is configured"
            raise SettingsError(str(self.path), f"there is no source {name!r} in it: {known}", "sources")
        return names.index(name)

    def _refuse_wrong(self, given: dict[str, Any]) -> None:
        try:
            SourceSettings.model_validate(given)
        except ValidationError as error:
            field, reason = fault_of(error)
            raise SettingsError(given["name"], reason, field or None) from None

    def _put(self, given: dict[str, Any], *, replace: bool) -> None:
        for source in self._sources():
            if str(source.get("name")) == given["name"]:
                if not replace:
                    reason = f"there is a source {given['name']!r} already: --replace puts this one in its place"
                    raise SettingsError(str(self.path), reason, "sources")
                source.clear()
                _set(source, given)
                return
        table = tomlkit.table()
        _set(table, given)
        if "sources" not in self._document:
            self._document.add("sources", tomlkit.aot())
        sources: Any = self._document["sources"]
        sources.append(table)

    def _write(self) -> None:
        """Put the file in its place at once, so that a site that reads it meanwhile finds the old or the new one."""
        text = tomlkit.dumps(self._document)
        try:
            Settings.model_validate(tomlkit.parse(text).unwrap())
        except ValidationError as error:
            field, reason = fault_of(error)
            raise SettingsError(str(self.path), reason, field or None) from None
        fresh = self.path.with_name(f".{self.path.name}.fresh")
        try:
            fresh.write_text(text, "utf-8")
            if self.path.exists():
                fresh.chmod(self.path.stat().st_mode & 0o777)
            fresh.replace(self.path)
        except OSError as error:
            raise SettingsError(str(self.path), f"it cannot be written ({error.strerror})") from None


def _set(table: Table, given: dict[str, Any]) -> None:
    for key, value in given.items():
        table.add(key, list(value) if isinstance(value, tuple) else value)
