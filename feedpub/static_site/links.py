"""The addresses of a site that its own pages, feeds and sitemaps name; whoever follows them all has seen the whole site."""

import re
from collections.abc import Iterator
from html import unescape
from urllib.parse import urlsplit

_LINKING = ("text/html", "xml", "json")
"""What stands in the media types of what names addresses; plain text and Markdown name none that a page does not."""
QUERY = r"(?:(?:page|month|person|organization)=[a-z0-9-]+)(?:&page=[1-9][0-9]*)?"
"""What may stand behind the question mark of an address that a file answers: which page or part of a list; one thing, or a
part's page, so that there is an end of them."""
_QUERY = re.compile(QUERY)
_NAMED = "|".join(rf'(?<=\b{name}=")' for name in ("href", "src", "content"))
_END = r"""[^\s"'<>\\#]*"""


class Links:
    """Finds addresses.

    Args:
        base_url: absolute address of the site's home page, without a slash at its end.
        served: paths that only a program can answer, such as a search: each stands for itself and all below it.
    """

    def __init__(self, base_url: str, served: tuple[str, ...]) -> None:
        self._root = urlsplit(base_url).path
        self._absolute = re.compile(f"{re.escape(base_url)}(/{_END})")
        # Its name is looked for behind what every attribute has: beginning with that takes a seventh of the time.
        self._attribute = re.compile(rf'="(?:{_NAMED}){re.escape(self._root)}(/(?!/){_END})')
        below = "|".join(map(re.escape, served)) or "(?!)"  # of nothing, nothing matches
        self._served = re.compile(rf"(?:{below})(?:[/?].*)?", re.DOTALL)

    def of(self, body: bytes, content_type: str) -> frozenset[str]:
        """List the paths that a body names, without the site's root and without what only a program can answer.

        Args:
            body: of an answer.
            content_type: of it.

        Returns:
            Paths, escaped as in addresses; parts and pages of a list with their query (``?page=2``).
        """
        if not any(part in content_type for part in _LINKING):
            return frozenset()
        text = body.decode("utf-8", "replace")
        found = set(self._absolute.findall(text))
        if content_type.startswith("text/html"):
            found.update(self._attribute.findall(text))
        return frozenset(self._kept(found if "json" in content_type else map(unescape, found)))

    def _kept(self, found: "Iterator[str] | set[str]") -> Iterator[str]:
        for one in found:
            path, _, query = one.partition("?")
            if (not query or _QUERY.fullmatch(query)) and not self.is_served(path):
                yield one.rstrip("?")

    def is_served(self, path: str) -> bool:
        """Tell whether only a program can answer at a path."""
        return self._served.fullmatch(path) is not None
