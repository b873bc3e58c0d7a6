"""The main answers of an event: what a feed tells of it, where its document tells all."""

from collections.abc import Iterator
from typing import TypeVar

from feedpub.model.event import Answer, Event

# To each question: more weighs more than the article itself, and feed readers show none of it.
_MAIN = 1

A = TypeVar("A", bound=Answer)


def main_of(event: Event) -> Iterator[Answer]:
    """Yield the main answer to each question, as it is.

    Args:
        event: as readers may see it.
    """
    yield from event.who[:_MAIN]
    yield from (event.what,) if event.what else ()
    yield from event.when[:_MAIN]
    yield from event.where[:_MAIN]


def main_answers(event: Event) -> Event:
    """Cut an event to the main answer to each question, each with the evidence that proves it best.

    Args:
        event: as readers may see it.

    Returns:
        The event with the first who, what, when and where; of its quotations there is none, because a feed that carries the
        article has said them.
    """
    found = {name: tuple(map(_proven, getattr(event, name)[:_MAIN])) for name in ("who", "when", "where")}
    what = _proven(event.what) if event.what else None
    return event.model_copy(update={**found, "what": what, "quotes": ()})


def _proven(answer: A) -> A:
    return answer.model_copy(update={"evidence": answer.evidence[:1]})
