"""feedpub doctor: is everything there that a site needs?"""

import click

from feedpub.cli.commands import EXIT_FAILED, FeedpubCommand
from feedpub.errors import SettingsError
from feedpub.settings import load_settings
from feedpub.wiring.doctor import Finding, examine


@click.command("doctor", cls=FeedpubCommand)
@click.pass_context
def doctor_command(ctx: click.Context) -> None:
    """Check settings, database, clock, disk, sources and base URL, and say what to do; exit status 1 where one fails."""
    try:
        settings = load_settings()
    except SettingsError as error:
        _print(Finding("settings", "fails", str(error), "correct it: the README lists all settings"))
        ctx.exit(EXIT_FAILED)
    _print(Finding("settings", "ok", "they can be read"))
    failed = False
    for finding in examine(settings):
        _print(finding)
        failed = failed or finding.status == "fails"
    if failed:
        ctx.exit(EXIT_FAILED)


def _print(finding: Finding) -> None:
    click.echo(f"{finding.status:5}  {finding.name}: {finding.said}")
    if finding.advice:
        click.echo(f"       {finding.advice}")
