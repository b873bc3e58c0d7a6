"""The words that an event is found by: those of its headline, standfirst and text, and of whom and which places it names."""

from collections.abc import Iterator
from typing import Any

from pydantic_core import from_json

from feedpub.language.registry import language_of
from feedpub.language.terms import words_in

_EDGE = "¶"
"""Stands between two passages, so that no phrase runs from one into the next; it is in no term."""
_MOST_BYTES = 400_000  # of one article; a tsvector of PostgreSQL holds a megabyte of words and stems


def words_of(document: str) -> tuple[str, str]:
    """List what an event is found by.

    Args:
        document: of a revision; read without the checks that making an event of it takes, which an upgrade has no time for.

    Returns:
        All its terms in order, passage after passage, of a very long text the first ones; and the stems that no term of it
        is.
    """
    event = from_json(document)
    said: list[str] = []
    room = _MOST_BYTES
    for passage in _passages(event):
        for word in words_in(passage):
            room -= len(word.encode()) + 1
            if room < 0:
                break
            said.append(word)
        said.append(_EDGE)
    distinct = dict.fromkeys(said)
    language = language_of(event["article"]["language"])
    stems = dict.fromkeys(language.stem(word) for word in distinct) if language else {}
    return " ".join(said[:-1]), " ".join(one for one in stems if one not in distinct)


def _passages(event: dict[str, Any]) -> Iterator[str]:
    """Of what was taken back only the notice is found: what it said is nobody's to search any more."""
    article = event["article"]
    yield article["headline"]
    if event["status"] == "canceled":
        yield from (note["text"] for note in article.get("corrections", ())[-1:])
        return
    yield article.get("standfirst", "")
    yield from dict.fromkeys(answer["name"] for question in ("who", "where") for answer in event.get(question, ()))
    yield article["text"]
