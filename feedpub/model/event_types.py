"""The published list of news event types: what an event may be said to be."""

import tomllib
from functools import cache
from importlib.resources import files

from pydantic import Field

from feedpub.model.base import Frozen

OTHER = "other"
TOPICS = "http://cv.iptc.org/newscodes/mediatopic/"


class EventType(Frozen):
    """One type of news event.

    Args:
        name: public; it stays.
        definition: what belongs to it.
        topic: code of the closest IPTC Media Topic, in the vocabulary ``TOPICS``.
        topic_name: the topic's English name.
    """

    name: str = Field(pattern=r"^[a-z]+(_[a-z]+)*$")
    definition: str = Field(min_length=1)
    topic: str = Field(pattern=r"^[0-9]{8}$")
    topic_name: str = Field(min_length=1)


@cache
def event_types() -> tuple[EventType, ...]:
    """Read the list, once.

    Returns:
        The types in the order in which they are published; an event that fits none is of type ``other``.
    """
    text = files("feedpub.model").joinpath("data/event_types.toml").read_text("utf-8")
    return tuple(EventType(**entry) for entry in tomllib.loads(text)["type"])


def event_type(name: str) -> EventType | None:
    """Look a type up.

    Args:
        name: as an event carries it.

    Returns:
        The type, or None for ``other`` and for names that are not on the list.
    """
    return next((entry for entry in event_types() if entry.name == name), None)
