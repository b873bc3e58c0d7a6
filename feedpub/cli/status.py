"""feedpub status: how the site stands, for people in tables, for programs as JSON."""

from collections.abc import Iterable, Iterator
from datetime import datetime

import click
import orjson
from rich.console import Console
from rich.table import Table
from rich.text import Text

from feedpub.cli.commands import EXIT_FAILED, FeedpubCommand
from feedpub.health import SiteStatus
from feedpub.health.advice import for_document, for_source
from feedpub.health.document import MOST, status_document
from feedpub.model.record import Change
from feedpub.settings import load_settings
from feedpub.wiring.status import refused_copy, status_of

_WIDTH = 160  # columns where nobody's terminal sets them


@click.command("status", cls=FeedpubCommand)
@click.option("--json", "as_json", is_flag=True, help="For programs.")
@click.option("--refused", nargs=2, metavar="SOURCE DOCUMENT", help="Print a document that was refused, as it was, instead.")
@click.pass_context
def status_command(ctx: click.Context, as_json: bool, refused: tuple[str, str] | None) -> None:
    """Show the sources, what was refused and why, what comes and what changed; exit status 1 where anything is wrong."""
    if refused:
        click.echo(refused_copy(load_settings(), *refused).content, nl=False)
        return
    status = status_of(load_settings())
    if as_json:
        click.echo(orjson.dumps(status_document(status)))
    else:
        console = Console(highlight=False, emoji=False)
        _print(status, console if console.is_terminal else Console(highlight=False, emoji=False, width=_WIDTH))
    if status.status != "ok":
        ctx.exit(EXIT_FAILED)


def _print(status: SiteStatus, console: Console) -> None:
    line = f"{counted(status.events, 'article')} public, {counted(status.sequence, 'change')} in all"
    console.print(Text(f"{status.status}: {line}", style="bold"))
    for check in status.checks:
        if check.reason:
            console.print(Text(f"{check.name}: {check.reason}"))
    _table(console, "Sources", ("source", "public", "last look", "last success", "next", "what to do"), _sources(status))
    _table(console, "Refused", ("source", "document", "reason", "since", "what to do"), _refused(status))
    unreadable = ((one.source, one.document or one.id, one.reason) for one in status.unreadable[:MOST])
    _table(console, "Unreadable", ("source", "document", "reason"), unreadable)
    noted = ((one.source, one.document, "\n".join(one.notes)) for one in status.noted)
    _table(console, _noted_title(status), ("source", "document", "what"), noted)
    copied = ((one.slug, "\n".join(f"{source}: {key}" for source, key in one.documents)) for one in status.copied[:MOST])
    _table(console, "From several files or feeds", ("article", "documents, the published one first"), copied)
    coming = ((one.source, one.document or one.id, _moment(one.moment)) for one in status.releases)
    _table(console, "To be released", ("source", "document", "at"), coming)
    _table(console, "Changed lately", ("number", "at", "what"), map(_change, status.changes))


def _table(console: Console, title: str, columns: Iterable[str], rows: Iterable[tuple[str, ...]]) -> None:
    """Print a table, unless it has nothing to say; what stands in documents is text, and no markup."""
    table = Table(*columns, title=title, title_justify="left")
    for row in rows:
        table.add_row(*map(Text, row))
    if table.row_count:
        console.print(table)


def _noted_title(status: SiteStatus) -> str:
    shown = len(status.noted)
    return "Left out" if shown == status.noted_count else f"Left out (the latest {shown} of {status.noted_count} documents)"


def _sources(status: SiteStatus) -> Iterator[tuple[str, ...]]:
    for one in status.sources:
        looks = (_moment(one.state.attempted), _moment(one.state.succeeded), _moment(status.due(one)))
        yield (one.state.name, str(one.state.public), *looks, for_source(one.reason) if one.reason else "")


def _refused(status: SiteStatus) -> Iterator[tuple[str, ...]]:
    for one in status.sources:
        for document in one.state.refused[:MOST]:
            yield one.state.name, document.key, document.reason, _moment(document.since), for_document(document.reason)


def _change(change: Change) -> tuple[str, ...]:
    if change.stored is not None:
        event = change.stored.event
        said = "new" if event.revision == 1 else f"revision {event.revision}"
        return str(change.sequence), _moment(change.stored.changed), f"{said}: {event.article.headline}"
    removed = change.removal
    return (str(change.sequence), _moment(removed.removed), f"removed: {removed.slug}") if removed else ()


def _moment(moment: datetime | None) -> str:
    return f"{moment:%Y-%m-%d %H:%M:%S}Z" if moment else "never"


def counted(number: int, noun: str) -> str:
    """Count things: 1 document, 2 documents.

    Args:
        number: of them.
        noun: for one of them.
    """
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
