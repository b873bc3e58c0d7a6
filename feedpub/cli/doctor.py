"""feedpub doctor: is everything there that a site needs?"""

from collections.abc import Iterator

import click

from feedpub.cli.commands import EXIT_FAILED, FeedpubCommand
from feedpub.errors import SettingsError
from feedpub.settings import load_settings
from feedpub.wiring.doctor import Finding, examine


@click.command("doctor", cls=FeedpubCommand)
@click.argument("address", metavar="[URL]", required=False)
@click.pass_context
def doctor_command(ctx: click.Context, address: str | None) -> None:
    """Check settings, database, clock, disk, sources and base URL, or what a live site at URL answers; say what to do.

    Exit status 1 where anything fails.
    """
    failed = False
    for finding in _findings() if address is None else _live(address):
        _print(finding)
        failed = failed or finding.status == "fails"
    if failed:
        ctx.exit(EXIT_FAILED)


def _findings() -> Iterator[Finding]:
    try:
        settings = load_settings()
    except SettingsError as error:
        yield Finding("settings", "fails", str(error), "correct it: the README lists all settings")
        return
    yield Finding("settings", "ok", "they can be read")
    yield from examine(settings)


def _live(address: str) -> Iterator[Finding]:
    from feedpub.wiring.live_site import LiveSite  # noqa: PLC0415 - slow to load, and needed for addresses alone

    if not address.startswith(("https://", "http://")):
        raise click.BadParameter("it is no address of http or https", param_hint="URL")
    yield from LiveSite(address).findings()


def _print(finding: Finding) -> None:
    click.echo(f"{finding.status:5}  {finding.name}: {finding.said}")
    if finding.advice:
        click.echo(f"       {finding.advice}")
