"""What of a copy's mark-up has no place in an article, so that whoever sent it can be told."""

import re
from collections import Counter
from html import unescape

from feedpub.readers._elements import ALLOWED, FORMLESS, SCHEMES, SILENT, UNSEEN

_TAG = re.compile(r"<!--.*?(?:-->|\Z)|<([A-Za-z][A-Za-z0-9-]{0,20})([^<>]*)", re.DOTALL)
_ADDRESS = re.compile(r"""\b(href|src)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"']+))""", re.IGNORECASE)
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*(?=:)", re.IGNORECASE)
_QUIET = frozenset({"head", "title", "template", "noscript", "input"})  # which nobody who looks at the copy misses
_MOST = 12  # notes on one document; whoever sends more has been told enough
_LONGEST = 120  # characters of an address in a note


class LeftOut:
    """Counts what is left out, by name."""

    def __init__(self) -> None:
        self._elements: Counter[str] = Counter()
        self._formats: Counter[str] = Counter()
        self._said: dict[str, None] = {}

    def __bool__(self) -> bool:
        return bool(self._elements or self._formats or self._said)

    def also(self, other: "LeftOut") -> None:
        """Count what another one has counted."""
        self._elements.update(other._elements)
        self._formats.update(other._formats)
        self._said |= other._said

    def scan(self, source: str) -> None:
        """Count the elements and note the addresses of a piece of HTML that are taken out of it before it is read."""
        for tag in _TAG.finditer(source):
            name = (tag[1] or "").lower()
            if name and name not in ALLOWED:
                self.element(name)
            elif name in ("a", "img") and ":" in tag[2]:
                self._addresses(tag[2])

    def _addresses(self, attributes: str) -> None:
        """Note those of a scheme that no reader should follow."""
        for found in _ADDRESS.finditer(attributes):
            address = unescape(next(filter(None, found.groups()[1:]), "")).strip()
            scheme = _SCHEME.match(address)
            if scheme is None or scheme[0].lower() in SCHEMES:
                continue
            if found[1].lower() == "href":
                self.link(address)
            else:
                self.picture(address, "is no address that readers can follow")

    def element(self, name: str) -> None:
        """Count an element."""
        if name == "form" or (name in SILENT and name not in _QUIET):
            self._elements[name] += 1
        elif name in FORMLESS and name not in UNSEEN:
            self._formats[name] += 1

    def link(self, address: str) -> None:
        """Note a link that leads nowhere."""
        self._said[f"a link was left out, its words stay: {_short(address)} is no address that readers can follow"] = None

    def empty_link(self) -> None:
        """Note a link without an address."""
        self._said["a link was left out, its words stay: it has no address"] = None

    def picture(self, address: str, reason: str) -> None:
        """Note a picture that is not shown."""
        self._said[f"a picture was left out: {_short(address)} {reason}"] = None

    def line(self, line: str) -> None:
        """Note a line that was taken for none of the story."""
        self._said[f"a line was left out: {_short(line)}"] = None

    def notes(self) -> tuple[str, ...]:
        """Say what was left out, one thing a line."""
        found = [
            f"{count} {name} element{'s were' if count > 1 else ' was'} left out" for name, count in self._elements.items()
        ]
        for name, count in self._formats.items():
            found.append(f"the formatting of {count} {name} element{'s' if count > 1 else ''} was left out, the words stay")
        found += self._said
        more = len(found) - _MOST
        return (*found[:_MOST], f"and {more} more") if more > 0 else tuple(found)


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
