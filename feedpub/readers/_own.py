"""An article that feedpub itself wrote, read back as the same article: nothing is guessed, and everything is checked."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from feedpub.model.article import Article, Image
from feedpub.model.document import Document
from feedpub.readers._assembling import assemble
from feedpub.readers._characters import clean, one_line
from feedpub.readers._fields import article_fields
from feedpub.readers._paragraphs import Paragraph, aligned, structured
from feedpub.readers._story import date_given


def own_article(  # noqa: PLR0913 - the parts of a document of our own, by name
    document: Document,
    said: dict[str, Any],
    text: str,
    images: Iterable[Image] = (),
    *,
    marked_up: Sequence[Paragraph] = (),
    structure: Mapping[str, Any] = MappingProxyType({}),
) -> Article:
    """Make an article of the fields that a document of our own gives, under the id that it gives.

    Args:
        document: that was read.
        said: what could stand in a front matter; a field without a value is none.
        text: the body as it was published.
        images: that belong to it, unless they are among the fields.
        marked_up: the same body with its structure, where the document has it so.
        structure: the fields of an Article that stand off the text, where the document has those; checked with it.

    Returns:
        The article.

    Raises:
        ReadError: a field has a value that it cannot have.
    """
    parts = article_fields(document, {name: value for name, value in said.items() if value not in (None, "", [])})
    key = parts.pop("id", document.key)
    parts["published"] = parts.get("published") or date_given(document)
    pictures = parts.get("images") or tuple(images)
    if structure:
        body: dict[str, Any] = {"text": clean(text), "images": pictures, **structure}
    else:
        body = _body(text, pictures, marked_up)
    return assemble(document.named(key), parts | body)


def _body(text: str, images: Sequence[Image], marked_up: Sequence[Paragraph]) -> dict[str, Any]:
    """Take the structure of the body from its other form, where that has the same words."""
    marked_up = [_known(paragraph, images) for paragraph in marked_up]
    whole = structured(marked_up, images)
    if whole.text == clean(text):
        return whole.fields()
    lines = [*filter(None, map(one_line, text.split("\n\n")))]
    return structured(aligned(lines, marked_up), images).fields()


def _known(paragraph: Paragraph, images: Sequence[Image]) -> Paragraph:
    """Take for a picture in the text the one of the article, of which more is said."""
    if paragraph.image is None:
        return paragraph
    known = next((image for image in images if image.url == paragraph.image.url), paragraph.image)
    return replace(paragraph, image=known)


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
