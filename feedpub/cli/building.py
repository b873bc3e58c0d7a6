"""feedpub build: the whole site as files."""

from dataclasses import asdict
from pathlib import Path

import click
import orjson
from rich.console import Console
from rich.progress import Progress

from feedpub.cli.commands import EXIT_FAILED, FeedpubCommand
from feedpub.cli.ingesting import announce_samples, report
from feedpub.pool.processors import usable_processors
from feedpub.settings import load_settings
from feedpub.static_site import Built, StaticSite, build
from feedpub.store import open_store
from feedpub.wiring.ingesting import refresh_sources
from feedpub.wiring.static_site import static_site_of


@click.command("build", cls=FeedpubCommand)
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path), metavar="DIR")
@click.option("--jobs", type=click.IntRange(1, 64), help="Processes at most; default: one for each processor.")
@click.option("--no-refresh", is_flag=True, help="Do not look at the sources first: build what is stored.")
@click.option("--json", "as_json", is_flag=True, help="One line of JSON at the end, for programs.")
@click.pass_context
def build_command(ctx: click.Context, folder: Path, jobs: int | None, no_refresh: bool, as_json: bool) -> None:
    """Write the whole site to DIR as files, or what has changed since; an interrupted build goes on where it was."""
    settings = load_settings()
    refused = 0 if no_refresh else report(refresh_sources(settings))["refused"]
    announce_samples(settings)
    with open_store(settings.database_url) as store:
        done = _watched(static_site_of(settings, store), folder, jobs or usable_processors())
    click.echo(orjson.dumps(asdict(done)) if as_json else _summary(done), err=not as_json)
    for failure in done.failed:
        click.echo(f"failed {failure}", err=True)
    if refused or done.failed:
        ctx.exit(EXIT_FAILED)


def _watched(site: StaticSite, folder: Path, jobs: int) -> Built:
    """Build, and show on a terminal how far it is; how much there is comes to light on the way."""
    console, done = Console(stderr=True), Built()
    with Progress(console=console, transient=True, disable=not console.is_terminal) as progress:
        task = progress.add_task("Building", total=None)
        for done in build(site, folder, jobs):
            said = f"Building: {done.asked} addresses, {done.written} files written"
            progress.update(task, completed=done.asked, total=done.asked + done.left, description=said)
    return done


def _summary(done: Built) -> str:
    return f"{done.asked} addresses: {done.written} files written, {done.removed} removed, {len(done.failed)} failed"
