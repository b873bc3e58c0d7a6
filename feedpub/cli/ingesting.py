"""feedpub ingest: files and folders into the store."""

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import click
import orjson
from rich.console import Console
from rich.progress import Progress

from feedpub.cli.commands import EXIT_FAILED, FeedpubCommand, date_option
from feedpub.cli.places import PathOrAddress, executor_option, private_option
from feedpub.ingest import Outcome
from feedpub.settings import Settings, load_settings
from feedpub.wiring.ingesting import ingest_places, refresh_sources, shows_samples


@click.command("ingest", cls=FeedpubCommand)
@click.argument("places", nargs=-1, required=True, type=PathOrAddress(), metavar="PATH|URL...")
@click.option("--json", "as_json", is_flag=True, help="One line of JSON per document, for programs.")
@private_option
@date_option
@executor_option
@click.pass_context
def ingest_command(  # noqa: PLR0913, PLR0917 - the options of the command
    ctx: click.Context,
    places: tuple[Path | str, ...],
    as_json: bool,
    allow_private: bool,
    published: str | None,
    cluster: str | None,
) -> None:
    """Take articles into the store; what is given here is never swept."""
    settings = load_settings()
    counted = report(
        ingest_places(settings, places, published, allow_private=allow_private, cluster=cluster), as_json=as_json
    )
    announce_samples(settings)
    if counted["refused"]:
        ctx.exit(EXIT_FAILED)


@click.command("refresh", cls=FeedpubCommand)
@click.option("--allow-mass-delete", is_flag=True, help="Believe a source that has lost more than half of its documents.")
@click.option("--again", is_flag=True, help="Also read documents whose bytes are known, as after an upgrade.")
@click.option("--json", "as_json", is_flag=True, help="One line of JSON per document, for programs.")
@executor_option
@click.pass_context
def refresh_command(ctx: click.Context, allow_mass_delete: bool, again: bool, as_json: bool, cluster: str | None) -> None:
    """Look at every configured source once, now."""
    settings = load_settings()
    counted = report(
        refresh_sources(settings, allow_mass_delete=allow_mass_delete, again=again, cluster=cluster), as_json=as_json
    )
    announce_samples(settings)
    if counted["refused"]:
        ctx.exit(EXIT_FAILED)


def announce_samples(settings: Settings) -> None:
    """Say that what is public are samples, where it is so, and how they go.

    Args:
        settings: of the site.
    """
    if shows_samples(settings):
        click.echo("These articles are samples: they go once an article of your own is in the folder articles/.", err=True)


def report(outcomes: Iterable[Outcome], *, as_json: bool = False) -> Counter[str]:
    """Show what became of each document, and a summary.

    Args:
        outcomes: as ingest yields them.
        as_json: write one line of JSON per document instead.

    Returns:
        How many documents had each status.
    """
    console, counted = Console(stderr=True), Counter[str]()
    with Progress(console=console, transient=True, disable=not console.is_terminal) as progress:
        task = progress.add_task("Reading articles", total=None)
        for outcome in outcomes:
            counted[outcome.status] += 1
            progress.update(task, completed=counted.total(), description=f"Reading articles: {counted.total()}")
            if as_json:
                click.echo(orjson.dumps(_told(outcome)))
                continue
            for note in outcome.notes:
                click.echo(f"note {outcome.key}: {note}", err=True)
            if outcome.status == "refused":
                click.echo(f"refused {outcome.error or outcome.reason}", err=True)
            elif outcome.status == "left":
                click.echo(f"left {outcome.key}: {outcome.reason}", err=True)
            elif outcome.waits:
                click.echo(f"waiting {outcome.key}: {outcome.reason}", err=True)
    if not as_json:
        click.echo(summary(counted), err=True)
    return counted


def _told(outcome: Outcome) -> dict[str, object]:
    told: dict[str, object] = {"document": outcome.key, "status": outcome.status, "reason": outcome.reason}
    return told | ({"notes": outcome.notes} if outcome.notes else {})


def summary(counted: Counter[str]) -> str:
    """Put the counts into words.

    Args:
        counted: documents by status.

    Returns:
        Such as "12 documents: 10 new, 1 unchanged, 1 refused".
    """
    statuses = ("new", "changed", "unchanged", "left", "deleted", "refused")
    named = [f"{counted[status]} {status}" for status in statuses if counted[status]]
    noun = "document" if counted.total() == 1 else "documents"
    return f"{counted.total()} {noun}" + (f": {', '.join(named)}" if named else "")
