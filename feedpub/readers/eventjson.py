"""Our own JSON: the document of one event, or a list of them as /api/events gives it (schemas/event.schema.json)."""

from typing import Any

import orjson

from feedpub.errors import ReadError
from feedpub.model.article import Article
from feedpub.model.document import Document
from feedpub.model.edits import NONE
from feedpub.model.schema import VERSIONS
from feedpub.readers._addresses import is_web_address
from feedpub.readers._assembling import place
from feedpub.readers._json import load_json, objects, text
from feedpub.readers._own import as_written, own_article
from feedpub.readers._parts import part
from feedpub.readers.base import Reader

_SIGN = b'"schema_version"'
_BEGINNING = 4096  # bytes among which a document says what it is
_STRUCTURE = ("blocks", "marks", "furniture")
_BESIDE = frozenset({"text", "source", "copies", "dateline", "edits", *_STRUCTURE})
"""What an article has beside the fields of a front matter; its sources are those of the site that published it."""


def split(document: Document) -> tuple[Document, ...]:
    """Part a list of events into documents of one each.

    Args:
        document: a list, or the document of one event.

    Returns:
        The documents; the document itself where it is one event.

    Raises:
        ReadError: it is no JSON, or holds no event.
    """
    loaded = load_json(document)
    if _is_event(loaded):
        return (document,)
    events = _listed(loaded)
    if not events:
        raise ReadError(place(document), "it is JSON, but there is no event in it")
    return tuple(
        part(document, text(event.get("id")) or str(number), orjson.dumps(event)) for number, event in enumerate(events, 1)
    )


def read(document: Document) -> Article:
    """Read the document of one event. Its answers are not read: the same article gives the same ones.

    Args:
        document: the bytes.

    Returns:
        The article, under the id that it has.

    Raises:
        ReadError: it is no event, is one of another version, or a field has no acceptable value.
    """
    loaded = load_json(document)
    events = [loaded] if _is_event(loaded) else _listed(loaded)
    if len(events) != 1:
        raise ReadError(place(document), "it is JSON, but not the document of one event")
    event = events[0]
    if event["schema_version"] not in VERSIONS:
        reason = f"{text(event['schema_version'])[:20]!r} is none of {', '.join(VERSIONS)}, the versions that can be read"
        raise ReadError(place(document), reason, "schema_version")
    article = event["article"]
    words = article.get("text")
    fields = {name: as_written(value) for name, value in article.items() if name not in _BESIDE}
    edits = article.get("edits")
    fields |= {name: as_written(value or NONE) for name, value in (edits if isinstance(edits, dict) else {}).items()}
    fields["images"] = [image for image in objects(fields.get("images")) if is_web_address(text(image.get("url")))]
    structure = {name: article[name] for name in _STRUCTURE if article.get(name)}
    return own_article(document, fields, words if isinstance(words, str) else "", structure=structure)


def _is_event(loaded: Any) -> bool:
    return isinstance(loaded, dict) and "schema_version" in loaded and isinstance(loaded.get("article"), dict)


def _listed(loaded: Any) -> list[dict[str, Any]]:
    items = loaded.get("items") if isinstance(loaded, dict) else loaded
    return [item for item in objects(items) if _is_event(item)] if isinstance(items, list) else []


def recognises(content: bytes) -> bool:
    """Tell whether a document is JSON that names the version of our schema near its beginning."""
    return content.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", b"[") and _SIGN in content[:_BEGINNING]


READER = Reader(
    name="json",
    media_types=("application/vnd.feedpub.event+json", "application/json"),
    suffixes=("eventjson", "json"),
    spec="https://www.rfc-editor.org/rfc/rfc8259",
    recognises=recognises,
    read=read,
    split=split,
)
