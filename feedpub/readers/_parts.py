"""A document that holds several articles, parted into documents of one article each."""

from feedpub.model.document import Document


def part(document: Document, name: str, content: bytes, media_type: str | None = None) -> Document:
    """Make a document of one article out of a larger one.

    Args:
        document: that holds several.
        name: what identifies the article in it.
        content: its bytes alone, in the same format.
        media_type: of those bytes; default: that of the whole.

    Returns:
        The part, whose key and location name both.
    """
    changes = {"key": f"{document.key}#{name}", "content": content}
    if document.location:
        changes["location"] = f"{document.location}#{name}"
    return document.model_copy(update=changes | ({"media_type": media_type} if media_type is not None else {}))
