"""feedpub compact: the store in as little room as it can have."""

import click
from rich.console import Console
from rich.progress import Progress

from feedpub.cli.commands import FeedpubCommand
from feedpub.settings import load_settings
from feedpub.store import open_store
from feedpub.wiring.status import refuse_missing


@click.command("compact", cls=FeedpubCommand)
def compact_command() -> None:
    """Compress what earlier versions stored as it was, and give back the room that the store does not need.

    A site goes on serving meanwhile; what is broken off goes on with the next call, or while the site refreshes its sources.
    """
    settings = load_settings()
    refuse_missing(settings.database_url)
    console, done = Console(stderr=True), 0
    with (
        open_store(settings.database_url) as store,
        Progress(console=console, transient=True, disable=not console.is_terminal) as progress,
    ):
        task = progress.add_task("Compressing", total=None)
        before = store.compaction.size()
        while rows := store.compaction.step():
            done += rows
            progress.update(task, completed=done)
        store.compaction.tidy()
        after = store.compaction.size()
    click.echo(f"{_megabytes(before)} before, {_megabytes(after)} now")


def _megabytes(size: int) -> str:
    return f"{size / 1_000_000:.1f} MB"
