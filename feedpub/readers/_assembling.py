"""The last step of every reader: the parts that it found become an Article, or an error that names the part at fault."""

from typing import Any

from pydantic import ValidationError

from feedpub.errors import ReadError
from feedpub.model.article import Article
from feedpub.model.base import fault_of
from feedpub.model.document import Document, article_id
from feedpub.readers._headline import headline_from
from feedpub.readers._language import reading_language

MAX_HEADLINE = 500  # characters


def place(document: Document) -> str:
    """Return what messages call a document: where a person finds it, else its key."""
    return document.location or document.key


def assemble(document: Document, parts: dict[str, Any]) -> Article:
    """Make an article of what a reader found.

    Args:
        document: that was read, under its final key.
        parts: fields of Article; one that is absent or None takes its default, a missing headline is made.

    Returns:
        The article.

    Raises:
        ReadError: a part is missing or has no acceptable value.
    """
    given = {"language": document.language} | {name: value for name, value in parts.items() if value is not None}
    if not any(character.isalnum() for character in given.get("text", "")):
        raise ReadError(place(document), "it has no body", "text")
    if not given.get("headline"):
        given |= {"headline": _made_headline(document, given), "headline_generated": True}
    if len(given["headline"]) > MAX_HEADLINE:
        raise ReadError(place(document), f"longer than {MAX_HEADLINE} characters", "headline")
    try:
        return Article(id=article_id(document.source, document.key), source=document.source, **given)
    except ValidationError as error:
        raise _named(document, error) from None


def _made_headline(document: Document, given: dict[str, Any]) -> str:
    headline = headline_from(given.get("standfirst") or "", given["text"], reading_language(given["language"]))
    if headline is None:
        raise ReadError(place(document), "none is given, and the text has no words to make one from", "headline")
    return headline


def _named(document: Document, error: ValidationError) -> ReadError:
    field, reason = fault_of(error)
    return ReadError(place(document), reason, field or "modified")  # the model's only rule about two fields
