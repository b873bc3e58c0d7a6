"""Stored documents read back as events, or the reason why this version cannot."""

from collections.abc import Callable
from functools import lru_cache
from typing import Any, Literal, TypeVar

import orjson
from pydantic import BaseModel, ValidationError
from pydantic_core import from_json

from feedpub.errors import UnreadableError
from feedpub.model.event import SCHEMA_VERSION, Event

Made = TypeVar("Made")
Stored = str | bytes
"""A document as it is stored; of bytes, which are not decoded first, an event is made in a fifteenth less time."""


def event_in(document: Stored | None, article_id: str, revision: int) -> Event:
    """Read a stored event.

    Args:
        document: as it is stored; None where it is missing.
        article_id: the article's id.
        revision: that the document is to be.

    Returns:
        The event.

    Raises:
        UnreadableError: this version cannot read it, or it is another article's or revision's.
    """
    event = _made(document, article_id, _event)
    _make_sure(event.id, event.article.id, event.revision, (article_id, revision))
    return event


class _Pictured(BaseModel):
    """The part of an image that tells where it is."""

    url: str


class ArticleHeading(BaseModel):
    """The part of an article that a heading is made of."""

    id: str
    headline: str
    language: str
    images: tuple[_Pictured, ...] = ()


class _Headed(BaseModel):
    """The part of a document that tells whose it is; the rest is passed over and becomes no objects."""

    schema_version: Literal["1.1"] = SCHEMA_VERSION
    id: str
    revision: int
    article: ArticleHeading


def heading_in(document: Stored | None, article_id: str, revision: int) -> ArticleHeading:
    """Read what heads a stored event, without the checks that reading all of it takes: a hundredth of the time.

    Args:
        document: as it is stored; None where it is missing.
        article_id: the article's id.
        revision: that the document is to be.

    Returns:
        The heading.

    Raises:
        UnreadableError: this version cannot read it, or it is another article's or revision's.
    """
    headed = _made(document, article_id, _Headed.model_validate_json)
    _make_sure(headed.id, headed.article.id, headed.revision, (article_id, revision))
    return headed.article


def document_in(document: Stored | None, article_id: str, revision: int, told: str | None = None) -> dict[str, Any]:
    """Read a stored event without making an event of it, with the checks that reading its heading takes.

    Args:
        document: as it is stored; None where it is missing.
        article_id: the article's id.
        revision: that the document is to be.
        told: what readers are told instead of it; None where they are told all of it.

    Returns:
        What readers are told.

    Raises:
        UnreadableError: this version cannot read it, or it is another article's or revision's.
    """
    found, headed = _made(document, article_id, _headed)
    _make_sure(headed.id, headed.article.id, headed.revision, (article_id, revision))
    return _made(told, article_id, orjson.loads) if told else found


def _headed(document: Stored) -> tuple[dict[str, Any], _Headed]:
    found = orjson.loads(document)
    return found, _Headed.model_validate(found)


@lru_cache(maxsize=512)
def _event(document: Stored) -> Event:
    # Revisions never change, and the newest are read again for every feed and page.
    return Event.model_validate_json(document)


def _made(document: Stored | None, article_id: str, make: Callable[[Stored], Made]) -> Made:
    if document is None:
        raise UnreadableError(article_id, "its event is missing")
    try:
        return make(document)
    except ValueError as error:  # of pydantic's checks, of JSON and of its characters
        raise UnreadableError(article_id, _reason(document, error)) from None


def _make_sure(event_id: str, article_id: str, revision: int, wanted: tuple[str, int]) -> None:
    for found in (event_id, article_id):
        if found != wanted[0]:
            raise UnreadableError(wanted[0], f"its event says that it is {found[:100]}")
    if revision != wanted[1]:
        raise UnreadableError(wanted[0], f"its event says that it is revision {revision} instead of {wanted[1]}")


def _reason(document: Stored, error: Exception) -> str:
    """Say what is wrong with a document, the most telling thing first."""
    if not document.strip():
        return "its event is empty"
    try:
        said = from_json(document.encode() if isinstance(document, str) else document)
    except (ValueError, UnicodeError):
        return "its event is no JSON"
    version = said.get("schema_version", SCHEMA_VERSION) if isinstance(said, dict) else None
    if version != SCHEMA_VERSION:
        return f"its event has schema version {str(version)[:20]}; this version reads {SCHEMA_VERSION}"
    first = error.errors(include_url=False, include_input=False)[0] if isinstance(error, ValidationError) else None
    where = ".".join(map(str, first["loc"]))[:100] if first else ""
    return f"its event cannot be read: {f'{where}: ' if where else ''}{first['msg'][:200] if first else error}"
