"""feedpub extract: one event, or the batch door; nothing is stored."""

import sys
from pathlib import Path

import click

from feedpub.cli.batch import answer_records
from feedpub.cli.commands import FeedpubCommand, date_option
from feedpub.errors import FeedpubError, SourceError
from feedpub.formats import FORMATS
from feedpub.formats.base import Format
from feedpub.model.document import Document
from feedpub.settings import Settings, load_settings
from feedpub.wiring.documents import documents_of, standard_input
from feedpub.wiring.extraction import extractor_of, parts_of
from feedpub.wiring.preview import preview
from feedpub.wiring.reading import reading_pool

_STANDARD_INPUT = "-"


@click.command("extract", cls=FeedpubCommand)
@click.argument("file", required=False, type=click.Path(exists=True, dir_okay=False, allow_dash=True, path_type=Path))
@click.option("--jsonl", is_flag=True, help="Read records on standard input, write {id, event} lines.")
@click.option("--format", "name", type=click.Choice([form.name for form in FORMATS]), default="json", show_default=True)
@date_option
def extract_command(file: Path | None, jsonl: bool, name: str, published: str | None) -> None:
    """Print the event of FILE (- for standard input), storing nothing; of a file with several articles one a line."""
    if jsonl == (file is not None):
        raise click.UsageError("give either a FILE or --jsonl")
    settings = load_settings()
    if file is None:
        extract = extractor_of(settings)
        with reading_pool(settings) as pool:
            answer_records(sys.stdin.buffer, sys.stdout.buffer, extract, pool)
        return
    chosen = next(form for form in FORMATS if form.name == name)
    parts = parts_of(settings, document_in(settings, file, published))
    refused = [
        error for part in parts if (error := _print(settings, part, chosen, line=len(parts) > 1 or sys.stdout.isatty()))
    ]
    for error in refused[1:]:
        click.echo(f"Error: {error}", err=True)
    if refused:
        raise refused[0]


def _print(settings: Settings, part: Document, chosen: Format, *, line: bool) -> FeedpubError | None:
    """Print one article, or return why there is none: the others of its document are printed all the same."""
    try:
        sys.stdout.buffer.write(chosen.render(preview(settings, part)) + b"\n" * line)
    except FeedpubError as error:
        return error
    return None


def document_in(settings: Settings, file: Path, published: str | None) -> Document:
    """Open what a command is to read.

    Args:
        settings: of the site.
        file: a file, or - for standard input.
        published: date for copy that gives none.

    Returns:
        The document.

    Raises:
        SourceError: it cannot be opened.
    """
    if str(file) == _STANDARD_INPUT:
        return standard_input(sys.stdin.buffer.read(settings.max_document_bytes + 1), published)
    (found,) = documents_of(settings, [file], published)
    if isinstance(found, SourceError):
        raise found
    return found
