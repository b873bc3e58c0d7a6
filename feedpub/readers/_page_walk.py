"""The walk through a whole page: asides are no part of it, and what is left out is told paragraph by paragraph."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from feedpub.readers._elements import ASIDES
from feedpub.readers._left_out import LeftOut
from feedpub.readers._missed import is_missed, is_seen, is_shown
from feedpub.readers._paragraphs import Paragraph
from feedpub.readers._walk import Walk
from feedpub.readers._xml import Element, local, words

_MOST_ASKED = 1_000  # things of one kind in a page; each takes a look at what it stands in


class PageWalk(Walk):
    """A walk that has each paragraph tell what was left out in it, since most of them are none of the text.

    Args:
        base: address against which relative ones are meant.
    """

    def __init__(self, base: str | None) -> None:
        super().__init__(base, LeftOut())
        self._asked = Counter[str]()

    def into(self, element: Element) -> None:
        """Read an element with everything in it, but not what follows it."""
        if local(element) == "form":
            self._silent(element, "form")
        else:
            super().into(element)

    def _may_ask(self, kind: str) -> bool:
        """Tell whether more of a kind of thing that a page has is to be looked at; of so much nobody wants to be told."""
        self._asked[kind] += 1
        return self._asked[kind] <= _MOST_ASKED

    def _beside(self) -> LeftOut:
        """Return what is told of a thing left out that stands among the paragraphs as a picture does."""
        left = LeftOut()
        self._waiting.append(Paragraph("", left=left))
        return left

    def _read(self, element: Element, name: str) -> None:
        if name == "img":
            if self._may_ask("picture") and is_shown(element):
                self._picture(element, name)
        elif name not in ASIDES:
            super()._read(element, name)

    def _silent(self, element: Element, name: str) -> None:
        if self._may_ask("element") and is_missed(element):
            self._beside().element(name)

    def _leave_picture(self, element: Element, left: LeftOut) -> None:
        if self._may_ask("no picture") and is_seen(element):
            self._beside().also(left)

    def _leave_link(self, element: Element, address: str) -> None:
        if words(element) and self._may_ask("link") and is_seen(element):
            self._left.link(address)

    def _put(self, paragraphs: Iterable[Paragraph]) -> None:
        """Add the paragraphs of a line, the first of which tells what was left out in it; signs to share by tell nothing."""
        found = list(paragraphs)
        if self._left:
            left, self._left = self._left, LeftOut()
            found[:1] = [replace(each, left=left) for each in found[:1]]
        super()._put(found)
