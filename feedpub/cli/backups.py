"""feedpub backup and feedpub restore: all that a site has, in one file."""

from pathlib import Path

import click
import orjson

from feedpub.backup import BackupManifest, back_up, restore
from feedpub.cli.commands import FeedpubCommand
from feedpub.settings import load_settings
from feedpub.store import open_store
from feedpub.wiring.media import media_of
from feedpub.wiring.status import refuse_missing

_file = click.argument("file", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE")
_json = click.option("--json", "as_json", is_flag=True, help="One line of JSON at the end, for programs.")


@click.command("backup", cls=FeedpubCommand)
@_file
@_json
def backup_command(file: Path, as_json: bool) -> None:
    """Write everything that is stored, and all pictures, to FILE; the site goes on meanwhile."""
    settings = load_settings()
    refuse_missing(settings.database_url)
    with open_store(settings.database_url) as store:
        manifest = back_up(store, media_of(settings), file)
    _print(manifest, "backed up to", file, as_json=as_json)
    if manifest.proven != manifest.digest:
        click.echo("feedpub status names the events that are damaged; they are in the backup as they are.", err=True)


@click.command("restore", cls=FeedpubCommand)
@_file
@click.option("--replace", is_flag=True, help="Also where there are articles: all that is stored there is lost.")
@_json
def restore_command(file: Path, replace: bool, as_json: bool) -> None:
    """Fill the configured database, of either kind, with all that FILE holds, or with nothing; stop the site before."""
    settings = load_settings()
    manifest = restore(file, settings.database_url, media_of(settings), replace=replace)
    _print(manifest, "restored from", file, as_json=as_json)


def _print(manifest: BackupManifest, done: str, file: Path, *, as_json: bool) -> None:
    if as_json:
        click.echo(orjson.dumps(manifest.model_dump(mode="json")))
        return
    held = f"{manifest.tables['articles']} articles, {manifest.tables['revisions']} revisions, {manifest.pictures} pictures"
    click.echo(f"{done} {file}: {held}")
    click.echo(f"state {manifest.sequence}: {manifest.events} events, digest {manifest.digest}, chain {manifest.chain}")
