"""feedpub extract: one event, or the batch door; nothing is stored."""

import sys
from itertools import islice
from pathlib import Path

import click
import orjson

from feedpub.cli.batch import answer_records
from feedpub.cli.commands import FeedpubCommand, date_option
from feedpub.cli.places import PathOrAddress, private_option
from feedpub.errors import FeedpubError, SourceError
from feedpub.formats import FORMATS
from feedpub.formats.base import Format
from feedpub.model.document import WORD_TIMES, Document
from feedpub.settings import Settings, load_settings
from feedpub.wiring.documents import documents_of, standard_input
from feedpub.wiring.extraction import extractor_of, parts_of
from feedpub.wiring.preview import preview
from feedpub.wiring.reading import reading_pool
from feedpub.wiring.web_sources import documents_from

_STANDARD_INPUT = "-"


@click.command("extract", cls=FeedpubCommand)
@click.argument("file", required=False, type=PathOrAddress(dir_okay=False, allow_dash=True), metavar="FILE|URL")
@click.option("--jsonl", is_flag=True, help="Read records on standard input, write {id, event} lines.")
@click.option("--format", "name", type=click.Choice([form.name for form in FORMATS]), default="json", show_default=True)
@private_option
@date_option
def extract_command(file: Path | str | None, jsonl: bool, name: str, allow_private: bool, published: str | None) -> None:
    """Print the event of FILE (- for standard input) or URL, storing nothing; JSON is indented on a terminal alone."""
    if jsonl == (file is not None):
        raise click.UsageError("give one of: a FILE, a URL, - to read standard input, --jsonl for records there")
    settings = load_settings()
    if file is None:
        extract = extractor_of(settings)
        with reading_pool(settings) as pool:
            answer_records(sys.stdin.buffer, sys.stdout.buffer, extract, pool)
        return
    chosen = next(form for form in FORMATS if form.name == name)
    parts = parts_of(settings, document_in(settings, file, published, allow_private=allow_private))
    refused = [error for part in parts if (error := _print(settings, part, chosen))]
    for error in refused[1:]:
        click.echo(f"Error: {error}", err=True)
    if refused:
        raise refused[0]


def _print(settings: Settings, part: Document, chosen: Format) -> FeedpubError | None:
    """Print one article, or return why there is none: the others of its document are printed all the same."""
    try:
        feed = preview(settings, part)
        rendered = chosen.render(feed)
    except FeedpubError as error:
        return error
    if sys.stdout.isatty() and chosen.media_type.endswith("json"):
        rendered = orjson.dumps(orjson.loads(rendered), option=orjson.OPT_INDENT_2)
    for note in (note for entry in feed.entries for note in entry.event.article.notes):
        click.echo(f"note {part.location or part.key}: {note}", err=True)
    sys.stdout.buffer.write(rendered if rendered.endswith(b"\n") else rendered + b"\n")
    return None


def document_in(settings: Settings, file: Path | str, published: str | None, *, allow_private: bool = False) -> Document:
    """Open what a command is to read.

    Args:
        settings: of the site.
        file: a file, - for standard input, or an address as text.
        published: date for copy that gives none.
        allow_private: also an address that is not public.

    Returns:
        The document.

    Raises:
        SourceError: it cannot be opened.
    """
    if str(file) == _STANDARD_INPUT:
        return standard_input(sys.stdin.buffer.read(WORD_TIMES * settings.max_document_bytes + 1), published)
    if isinstance(file, str):
        found, *others = islice(documents_from(settings, file, published, allow_private=allow_private), 2)
        if others:
            raise SourceError(file, "it is a sitemap, and one page is wanted; ingest takes them all")
    else:
        (found,) = documents_of(settings, [file], published)
    if isinstance(found, SourceError):
        raise found
    return found
