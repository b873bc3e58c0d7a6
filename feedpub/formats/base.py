"""What a format is: a pure function from a feed to bytes, and all that routes, links and the command line need to know."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from feedpub.model.feed import Feed

Scope = Literal["feed", "event"]


@dataclass(frozen=True, slots=True)
class Format:
    """One output format.

    Args:
        name: in lower case, as the command line takes it.
        media_type: without parameters, as ``<link type>`` and ``Accept`` spell it.
        suffix: of its addresses, without the dot; unique within its scope.
        scope: feed for lists of entries, event for documents about one.
        title: what people call it.
        spec: address of its specification.
        render: a pure function of its argument; for scope event the feed has exactly one entry.
        purpose: what it is good for, in one sentence for people.
        charset: False where the media type's specification has no charset parameter.
    """

    name: str
    media_type: str
    suffix: str
    scope: Scope
    title: str
    spec: str
    render: Callable[[Feed], bytes]
    purpose: str = ""
    charset: bool = False

    @property
    def content_type(self) -> str:
        """The Content-Type header of its documents."""
        return f"{self.media_type}; charset=utf-8" if self.charset else self.media_type
