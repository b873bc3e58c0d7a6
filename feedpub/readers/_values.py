"""The values of a front matter, each read under its own name, so that an error names the field."""

import re
from collections.abc import Iterable, Iterator, Sequence
from difflib import get_close_matches
from typing import Any, Never

from feedpub.errors import ReadError
from feedpub.model.article import ACCOUNT
from feedpub.model.document import Document
from feedpub.readers._addresses import is_web_address, placed
from feedpub.readers._assembling import place
from feedpub.readers._characters import one_line


class Values:
    """The values of one document's front matter, or of a mapping inside it.

    Args:
        document: that they stand in.
        values: as loaded.
        within: the field whose value the mapping is, for messages.
        which: says which of several mappings of that field it is; or nothing.
    """

    def __init__(self, document: Document, values: dict[str, Any], within: str = "", which: str = "") -> None:
        self.document = document
        self.values = values
        self.within = within
        self.which = which

    def refuse(self, name: str, reason: str) -> Never:
        """Raise the error that names the document and the field."""
        field = f"{self.within}.{name}" if self.within else name
        raise ReadError(place(self.document), f"{reason} ({self.which})" if self.which else reason, field)

    def only(self, names: Iterable[str]) -> None:
        """Refuse a name that is not among those known."""
        known = sorted(names)
        for name in self.values:
            if name not in known:
                self.refuse(str(name)[:40], f"unknown field; {_hint(str(name), known)}")

    def text(self, name: str) -> str | None:
        """Return a value that is one line of text; None where there is none."""
        value = self.values.get(name)
        if value is None:
            return None
        if not isinstance(value, str):
            self.refuse(name, f"must be text, not {kind_of(value)}")
        return one_line(value) or None

    def one_of(self, name: str, known: Sequence[str]) -> str | None:
        """Return a value that is one of those known; None where there is none."""
        value = self.text(name)
        if value is not None and value not in known:
            self.refuse(name, f"{value[:60]!r} is not known; {_hint(value, known)}")
        return value

    def required(self, name: str) -> str:
        """Return a value that must be there."""
        value = self.text(name)
        if value is None:
            self.refuse(name, "is missing")
        return value

    def items(self, name: str) -> list[Any]:
        """Return the items of a list; a single value is a list of one."""
        value = self.values.get(name)
        if value is None:
            return []
        return value if isinstance(value, list) else [value]

    def address(self, name: str) -> str | None:
        """Return an absolute address on the web; None where there is none."""
        value = self.text(name)
        if value is not None and not is_web_address(value):
            self.refuse(name, f"{value[:60]!r} is no absolute http or https address")
        return value

    def account(self, name: str) -> str | None:
        """Read an account in the fediverse: ``@ada@social.example``, also ``ada@social.example`` or ``acct:`` (RFC 7565)."""
        value = self.text(name)
        if value is None:
            return None
        user, _, host = value.removeprefix("acct:").removeprefix("@").partition("@")
        account = f"@{user}@{host.lower()}"
        if not re.fullmatch(ACCOUNT, account):
            self.refuse(name, f"{value[:60]!r} is no account such as @ada@social.example")
        return account

    def picture(self, name: str) -> dict[str, str]:
        """Return where a picture is: an absolute address, or the path of a file beside the copy."""
        value = self.required(name)
        found = placed(value, None)
        if found is None:
            self.refuse(name, f"{value[:60]!r} is neither an absolute http or https address nor the path of a file")
        return found

    def number(self, name: str) -> int | None:
        """Return a count, such as pixels; None where there is none."""
        value = self.text(name)
        if value is not None and not (
            value.isascii() and value.isdigit() and len(value) <= 12 and (int(value) or name == "size")
        ):
            self.refuse(name, f"{value[:60]!r} is no positive number")
        return int(value) if value is not None else None

    def numbered(self, name: str) -> Iterator[tuple[str, Any]]:
        """Yield the items of a list, each behind words that tell which one it is, where there are several."""
        items = self.items(name)
        for number, item in enumerate(items, 1):
            yield (f"in number {number} of {len(items)}" if len(items) > 1 else ""), item

    def mapping(self, name: str, value: Any, known: Iterable[str], which: str = "") -> "Values":
        """Return an item that must be a mapping with known names."""
        if not isinstance(value, dict):
            self.refuse(name, f"must be names and values ({', '.join(known)}), not {kind_of(value)}")
        values = Values(self.document, value, name, which)
        values.only(known)
        return values


def kind_of(value: Any) -> str:
    """Say what kind of value YAML or JSON has in a place, as people call it."""
    if value is None:
        return "nothing"
    kinds = {dict: "a mapping", list: "a list", str: "text", bool: "true or false", int: "a number", float: "a number"}
    return kinds.get(type(value), "a date")


def _hint(word: str, known: Sequence[str]) -> str:
    near = get_close_matches(word[:40].lower(), known, n=1)
    return f"did you mean {near[0]!r}?" if near else f"known are {', '.join(known)}"
