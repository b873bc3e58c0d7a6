"""feedpub source: the sources in feedpub.toml, added, listed, checked, paused and removed."""

import re
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from feedpub.cli.commands import EXIT_FAILED, FeedpubCommand, FeedpubGroup
from feedpub.settings import SourceSettings, load_settings
from feedpub.wiring.checking import check_source
from feedpub.wiring.source_file import SourceFile

_ADDRESS = re.compile(r"https?://", re.IGNORECASE)


@click.group("source", cls=FeedpubGroup)
def source_command() -> None:
    """Where articles come from: add, list, check, pause or remove a source in feedpub.toml."""


@source_command.command("add", cls=FeedpubCommand)
@click.argument("name")
@click.argument("place", metavar="FOLDER|URL")
@click.option("--interval", type=float, help="Seconds between two looks.")
@click.option("--timezone", help="IANA zone in which bare dates are meant.")
@click.option("--language", help="Of copy that does not say so itself (BCP 47).")
@click.option("--section", help="Of copy that names none.")
@click.option("--rights", help="Line of rights of copy that has none.")
@click.option("--home-country", help="ISO 3166-1 code.")
@click.option("--keep", type=click.Choice(["full", "summary"]), help="summary: headline, lead and a link alone.")
@click.option("--include", multiple=True, help="Only what has this word or phrase; may be given several times.")
@click.option("--exclude", multiple=True, help="Nothing that has this word or phrase; may be given several times.")
@click.option("--allow-private", is_flag=True, default=None, help="Fetch an address also where it is not public.")
@click.option("--replace", is_flag=True, help="In place of the source of this name, whose articles stay.")
def add_command(name: str, place: str, *, replace: bool, **options: Any) -> None:
    """Add a folder, or the address of a feed, a page or a sitemap; comments in the file stay."""
    where = {"url": place} if _ADDRESS.match(place) else {"path": place}
    file = SourceFile()
    told = {key: value for key, value in options.items() if value not in (None, ())}
    written = file.add({"name": name, **where, **told}, replace=replace)
    click.echo(f"{file.path}: added {' and '.join(written)}")
    if "path" in where and not Path(place).is_dir():
        click.echo(f"There is no folder {place} yet: until it is made, the source fails.", err=True)
    click.echo(f"See what is there: feedpub source check {name}. A site that runs takes it up within seconds.")


@source_command.command("list", cls=FeedpubCommand)
def list_command() -> None:
    """List the sources."""
    sources = load_settings().sources
    if not sources:
        click.echo("No source is configured: the folder articles/ is read, or the samples.")
        return
    table = Table("name", "place", "looked at", "terms")
    for source in sources:
        interval = f"every {source.interval:g} s" if source.interval else "as often as the site says"
        table.add_row(*map(Text, (source.name, str(source.url or source.path), _rhythm(source, interval), _terms(source))))
    console = Console(highlight=False, emoji=False)
    (console if console.is_terminal else Console(highlight=False, emoji=False, width=160)).print(table)


def _rhythm(source: SourceSettings, interval: str) -> str:
    return "paused" if source.paused else interval


def _terms(source: SourceSettings) -> str:
    told = source.model_dump(exclude={"name", "path", "url", "interval", "paused"}, exclude_defaults=True)
    shown = {key: ", ".join(value) if isinstance(value, tuple) else str(value) for key, value in told.items()}
    return "; ".join(f"{key}: {value}" for key, value in shown.items())


@source_command.command("check", cls=FeedpubCommand)
@click.argument("name")
@click.pass_context
def check_command(ctx: click.Context, name: str) -> None:
    """Look at a source without storing anything: its first 50 articles, and what cannot be read; exit status 1 for any."""
    refused = read = 0
    for found in check_source(load_settings(), name):
        refused, read = refused + bool(found.refusal), read + bool(found.headline)
        said = found.headline or (f"left: {found.left}" if found.left else f"refused: {found.refusal}")
        click.echo(f"{found.key}: {said}")
    click.echo(f"{read} {'article' if read == 1 else 'articles'}, {refused} refused", err=True)
    if refused:
        ctx.exit(EXIT_FAILED)


@source_command.command("pause", cls=FeedpubCommand)
@click.argument("name")
@click.option("--resume", is_flag=True, help="Look at it again.")
def pause_command(name: str, resume: bool) -> None:
    """Have a source not looked at; its articles stay."""
    SourceFile().pause(name, paused=not resume)
    click.echo(f"{name} is looked at again" if resume else f"{name} is not looked at; its articles stay")


@source_command.command("remove", cls=FeedpubCommand)
@click.argument("name")
def remove_command(name: str) -> None:
    """Take a source out of feedpub.toml; its articles stay."""
    SourceFile().remove(name)
    click.echo(f"{name} is removed; its articles stay")
