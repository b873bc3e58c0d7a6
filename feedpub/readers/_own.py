"""An article that feedpub itself wrote, read back as the same article: nothing is guessed, and everything is checked."""

import json
from collections.abc import Iterable
from typing import Any

from feedpub.model.article import Article, Image
from feedpub.model.document import Document
from feedpub.readers._assembling import assemble
from feedpub.readers._characters import one_line
from feedpub.readers._fields import article_fields
from feedpub.readers._story import date_given


def own_article(document: Document, said: dict[str, Any], text: str, images: Iterable[Image] = ()) -> Article:
    """Make an article of the fields that a document of our own gives, under the id that it gives.

    Args:
        document: that was read.
        said: what could stand in a front matter; a field without a value is none.
        text: the body as it was published.
        images: that belong to it, unless they are among the fields.

    Returns:
        The article.

    Raises:
        ReadError: a field has a value that it cannot have.
    """
    parts = article_fields(document, {name: value for name, value in said.items() if value not in (None, "", [])})
    key = parts.pop("id", document.key)
    parts["published"] = parts.get("published") or date_given(document)
    parts["text"] = "\n\n".join(filter(None, map(one_line, text.split("\n\n"))))
    return assemble(document.named(key), {"images": tuple(images)} | parts)


def edits_said(written: str) -> dict[str, Any]:
    """Read an editor's word that a document carries as JSON; nothing where it carries none that can be read."""
    try:
        said = json.loads(written) if written else {}
    except ValueError:
        return {}
    return {name: as_written(value) for name, value in said.items()} if isinstance(said, dict) else {}


def as_written(value: Any) -> Any:
    """Write a value of JSON as a front matter has it, where every scalar is a string."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, dict):
        return {name: as_written(each) for name, each in value.items()}
    return [as_written(each) for each in value] if isinstance(value, list) else value


def noted(note: str) -> dict[str, str]:
    """Part a note of correction from the date that stands before it."""
    date, _, text = note.partition(": ")
    return {"date": date, "text": text}
