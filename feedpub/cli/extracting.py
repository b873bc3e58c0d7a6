"""feedpub extract: one event, or the batch door; nothing is stored."""

import gc
import sys
from pathlib import Path
from typing import BinaryIO

import click
import orjson

from feedpub.cli.commands import FeedpubCommand, date_option
from feedpub.errors import FeedpubError, SourceError
from feedpub.formats import FORMATS
from feedpub.formats.base import Format
from feedpub.ingest import Extract
from feedpub.model.document import Document
from feedpub.readers.records import article_of, record_of
from feedpub.settings import Settings, load_settings
from feedpub.wiring.documents import documents_of, standard_input
from feedpub.wiring.extraction import extractor_of, parts_of
from feedpub.wiring.preview import preview

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
        _batch(sys.stdin.buffer, sys.stdout.buffer, extractor_of(settings))
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


def _batch(lines: BinaryIO, out: BinaryIO, extract: Extract) -> None:
    for number, line in enumerate(filter(bytes.strip, lines)):
        out.write(_answer(line, extract) + b"\n")
        out.flush()
        if number == 0:
            calm_collector()


def calm_collector() -> None:
    """Let the garbage collector pass over what the rules have loaded; to be called after the first article.

    Names and words that the first article loaded stay for good: walking over them again and again would be most of what the
    collector does. What an article makes has hardly any cycles, so it may also look less often.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


def _answer(line: bytes, extract: Extract) -> bytes:
    name: object = None
    try:
        record = record_of(line)
        name = record.get("id")
        event, _ = extract(article_of(record))
        return _one_line({"id": name, "event": event.model_dump(mode="json")})
    except FeedpubError as error:
        return _one_line({"id": name, "error": str(error)})


def _one_line(answer: dict[str, object]) -> bytes:
    """Write JSON that stays one line also for readers that break lines where Unicode does."""
    text = orjson.dumps(answer, default=str)
    for character, escaped in (("\x85", b"\\u0085"), ("\u2028", b"\\u2028"), ("\u2029", b"\\u2029")):
        text = text.replace(character.encode(), escaped)
    return text
