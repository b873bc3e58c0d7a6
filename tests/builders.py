"""Articles, events, documents and sources for tests: real ones, small, and different where a test says so."""

import os
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, fields, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from feedpub.errors import ReadError, SourceError
from feedpub.extraction.trace import Extraction
from feedpub.ingest import Drafting
from feedpub.language.dateline import dateline_of
from feedpub.model.article import Article, Author
from feedpub.model.document import Document, article_id
from feedpub.model.event import Answers, Event
from feedpub.model.selection import Query

NOON = datetime(2024, 5, 6, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
EARLY = datetime(1970, 1, 1, tzinfo=UTC)


def article(key: str = "harbour", **changes: Any) -> Article:
    """A complete article.

    Args:
        key: its document's key, from which the id is minted.
        changes: fields that matter to the test.
    """
    fields: dict[str, Any] = {
        "id": article_id("wire", key),
        "headline": f"Council reopens {key}",
        "standfirst": "Boats may dock again after a year of repairs.",
        "text": "ROTTERDAM, Netherlands — The council reopened the quay on Monday.\n\n“It was about time,” said Mira Oduya.",
        "authors": (Author(name="Jonas Veld"),),
        "published": datetime(2024, 5, 6, 9, 30, tzinfo=UTC),
        "source": "wire",
    }
    return written(**(fields | changes))


def written(**fields: Any) -> Article:
    """An article as a reader hands it on: its dateline found.

    Args:
        fields: of the article.
    """
    line = dateline_of(fields["text"], fields.get("language", "en"))
    return Article.model_validate({"dateline": line} | fields)


def event(key: str = "harbour", **changes: Any) -> Event:
    """A valid event of an article.

    Args:
        key: its document's key.
        changes: fields of the article or answers that matter to the test.
    """
    answers = {name: changes.pop(name) for name in ("who", "what", "when", "where", "quotes") if name in changes}
    of = article(key, **changes)
    return Event(id=of.id, status=of.status, article=of, **answers)


def crowded(count: int, between: str = "\n\n") -> Event:
    """An event with as many quotations, speakers and places as asked for, each said once.

    Args:
        count: of each.
        between: what stands between one and the next.
    """
    names = [f"{first}o{middle}a{last}" for first in "BDFGKLM" for middle in "bdfgklm" for last in "bdfgklm"]
    text, found = "", dict[str, list[Any]](who=[], where=[], quotes=[])
    for number in range(count):
        name, at = names[number % len(names)], len(text)
        said = {"start": at + 1, "end": at + 5, "text": "Yes."}
        named = {"start": at + 7, "end": at + 12, "text": name}
        text += f"“Yes.” {name}.{between if number < count - 1 else ''}"
        speaker = {"name": name, "who": f"who-{number}", "text": name, "evidence": [named], "rule": "test"}
        found["who"].append({"id": f"who-{number}", "name": name, "kind": "person", "evidence": [named], "rule": "test"})
        found["where"].append({"name": name, "kind": "city", "country_code": "NL", "evidence": [named], "rule": "test"})
        quote = {"id": f"quote-{number}", "text": "Yes.", "kind": "direct", "speaker": speaker}
        found["quotes"].append(quote | {"evidence": [said], "rule": "test"})
    of = article("crowd", text=text)
    return Event.model_validate({"id": of.id, "article": of, **found})


def query(**facets: str) -> Query:
    """A query for all of some facets, by kind."""
    return Query.model_validate({"selections": [{"kind": kind, "slug": slug} for kind, slug in facets.items()]})


def document(key: str, text: str = "", source: str = "wire", **changes: Any) -> Document:
    """A document that ``tiny_read`` can read.

    Args:
        key: what identifies it.
        text: lines of ``name: value``, then the body; a body alone will do.
        source: name of its source.
        changes: further fields.
    """
    content = (text or f"The council reopened {key} on Monday.").encode()
    return Document(source=source, key=key, content=content, location=key, **changes)


def tiny_read(document: Document) -> Article:
    """Read lines of ``name: value`` for fields of Article (and id), then the body; a stand-in for real readers."""
    if document.content.startswith(b"BROKEN"):
        raise ReadError(document.location, "is broken", "text")
    if document.content.startswith(b"BOOM"):
        raise ZeroDivisionError("a reader's own mistake")
    head: dict[str, Any] = {}
    lines = document.content.decode().split("\n")
    while lines and (parts := lines[0].split(": "))[0].isidentifier() and len(parts) == 2:
        head[parts[0]] = parts[1]
        lines.pop(0)
    text = "\n".join(lines).strip()
    fields = {"headline": text[:40], "published": "2024-05-06", "text": text, "source": document.source} | head
    fields["id"] = article_id(document.source, head.get("id", document.key))
    return Article.model_validate(fields)


@dataclass
class FakeSource:
    """A source whose listing a test changes as it likes.

    Args:
        documents_now: what it lists.
        name: of the source.
        failure: the listing fails with this after its documents.
        listings: how often it was listed.
    """

    documents_now: Sequence[Document | SourceError] = ()
    name: str = "wire"
    failure: SourceError | None = None
    listings: int = field(default=0)

    def documents(self) -> Iterator[Document | SourceError]:
        self.listings += 1
        yield from self.documents_now
        if self.failure:
            raise self.failure


def tiny_extract(article: Article) -> tuple[Event, Extraction]:
    """Find nothing; a stand-in for the rules, which change for their own reasons."""
    return Event(id=article.id, status=article.status, article=article), Extraction(answers=Answers())


@contextmanager
def nested(folder: Path, depth: int) -> Iterator[None]:
    """Put folders into one another, and a file into the last: deeper than paths and recursion go."""
    descriptor = os.open(folder, os.O_RDONLY)
    for _ in range(depth):
        os.mkdir("d", dir_fd=descriptor)
        descriptor, above = os.open("d", os.O_RDONLY, dir_fd=descriptor), descriptor
        os.close(above)
    file = os.open("deep.txt", os.O_WRONLY | os.O_CREAT, dir_fd=descriptor)
    os.write(file, b"deep")
    os.close(file)
    os.close(descriptor)
    try:
        yield
    finally:
        subprocess.run(["rm", "-rf", folder / "d"], check=True)  # shutil.rmtree descends by recursion


TINY = Drafting(read=tiny_read, extract=tiny_extract, publisher="The Gazette")
_DRAFTING = frozenset(each.name for each in fields(Drafting))


def drafting_apart(options: dict[str, Any]) -> dict[str, Any]:
    """Put those options of a refresh together that say how documents become events, which is done the small way else."""
    given = {name: value for name, value in options.items() if name in _DRAFTING}
    return {name: value for name, value in options.items() if name not in _DRAFTING} | {"drafting": replace(TINY, **given)}
