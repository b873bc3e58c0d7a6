"""The last step of every reader: the parts that it found become an Article, or an error that names the part at fault."""

from typing import Any

from pydantic import ValidationError

from feedpub.errors import ReadError
from feedpub.language.dateline import dateline_of
from feedpub.language.identification import language_written
from feedpub.model.article import Article
from feedpub.model.base import fault_of
from feedpub.model.document import Document, article_id
from feedpub.readers._headline import headline_from
from feedpub.readers._holding import holding, near
from feedpub.readers._language import reading_language

MAX_HEADLINE = 500  # characters


def place(document: Document) -> str:
    """Return what messages call a document: where a person finds it, else its key."""
    return document.location or document.key


def assemble(document: Document, parts: dict[str, Any]) -> Article:
    """Make an article of what a reader found.

    Args:
        document: that was read, under its final key.
        parts: fields of Article; one that is absent or None takes its default, a missing headline is made; and ``held``,
            lines that were taken off its text because they hold it back, and ``presumed``, the language that it is likely
            to be in where it has none.

    Returns:
        The article.

    Raises:
        ReadError: a part is missing or has no acceptable value.
    """
    given = {"language": document.language} | {name: value for name, value in parts.items() if value is not None}
    presumed = given.pop("presumed", document.language)
    if not parts.get("language"):
        given["language"] = language_written(str(given.get("text", "")), presumed)
    _hold(document, given)
    if not any(character.isalnum() for character in given.get("text", "")):
        raise ReadError(place(document), "it has no body", "text")
    complete(place(document), given)
    if len(given["headline"]) > MAX_HEADLINE:
        raise ReadError(place(document), f"longer than {MAX_HEADLINE} characters", "headline")
    try:
        return Article(id=article_id(document.source, document.key), source=document.source, **given)
    except ValidationError as error:
        raise _named(document, error) from None


def _hold(document: Document, given: dict[str, Any]) -> None:
    """Hold an article back where lines of its copy say so, and neither a field nor an editor says otherwise."""
    held = given.pop("held", ())
    if "embargo" in given or "status" in given or "published" not in given:
        return
    lines = [*held, str(given.get("headline", "")), str(given.get("standfirst", "")), *near(str(given.get("text", "")))]
    found = holding(lines, given["published"], document)
    given |= found | {"notes": (*given.get("notes", ()), *found.get("notes", ()))}


def complete(name: str, given: dict[str, Any]) -> None:
    """Add what the text of an article tells: its dateline, and a headline where it has none.

    Args:
        name: what messages call the document.
        given: fields of Article, with a text; added to.

    Raises:
        ReadError: there is no headline, and no words to make one from.
    """
    text, language = given["text"], str(given.get("language") or "en")
    given["dateline"] = dateline_of(text, language)
    if given.get("headline"):
        return
    headline = headline_from(str(given.get("standfirst") or ""), text, reading_language(language), given["dateline"])
    if headline is None:
        raise ReadError(name, "none is given, and the text has no words to make one from", "headline")
    given |= {"headline": headline, "headline_generated": True}


def _named(document: Document, error: ValidationError) -> ReadError:
    field, reason = fault_of(error)
    return ReadError(place(document), reason, field or "modified")  # the model's only rule about two fields
