"""The command that keeps a copy: ``feedpub mirror``, and ``python -m feedpub.client`` where there is no server beside it."""

import sys
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

import click
from pydantic_core import to_json

from feedpub.client.exchange import Progress, Report, Setback, Verdict
from feedpub.client.options import FollowOptions, Mode
from feedpub.client.sync import mirror, verify
from feedpub.errors import FeedpubError

FILE = "events.db"
"""The copy's name in its folder."""

_PATIENCE = 8  # failures in a row, which take about a minute, before --once gives up


class _Mirror(click.Command):
    """Says in one line what failed."""

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except FeedpubError as error:
            raise click.ClickException(f"{error.what}: {error}") from error


def _filters(_: click.Context, __: click.Parameter, given: tuple[str, ...]) -> dict[str, str]:
    """Read what a copy is to be cut to."""
    for each in given:
        if "=" not in each:
            raise click.BadParameter(f"{each}: NAME=VALUE is needed, such as place=graz-at or -tag=sport")
    return dict(each.split("=", 1) for each in given)


@click.command("mirror", cls=_Mirror)
@click.argument("url")
@click.argument("folder", metavar="DIR", type=click.Path(file_okay=False, path_type=Path))
@click.option(
    "--filter",
    "filters",
    multiple=True,
    metavar="NAME=VALUE",
    callback=_filters,
    help="Copy only what /api/events lists with this parameter; -NAME=VALUE excludes; may be given several times.",
)
@click.option("--once", "end", flag_value="once", help="End when the copy is up to date.")
@click.option(
    "--verify", "end", flag_value="verify", help="Compare each document with the site, mend what differs, and end."
)
@click.option("--stream", "mode", flag_value="stream", default="poll", help="Keep one answer open, instead of asking again.")
@click.option("--json", "as_json", is_flag=True, help="A line of JSON for each step, for programs.")
def mirror_command(  # noqa: PLR0913 - what its command line has, by name
    url: str, folder: Path, *, filters: dict[str, str], end: str | None, mode: Mode, as_json: bool
) -> None:
    """Keep a copy of the site at URL in DIR/events.db, an SQLite file.

    It is cut to what the filters say that it was begun with.
    """
    folder.mkdir(parents=True, exist_ok=True)
    options = FollowOptions(mode=mode, once=end == "once", patience=_PATIENCE if end else None)
    tell: Callable[[Report], None] = _print_json if as_json else _print
    if end == "verify":
        tell(verify(url, folder / FILE, options))
    else:
        mirror(url, folder / FILE, filters or None, options, tell)


def _print_json(report: Report) -> None:
    kind = type(report).__name__.lower()
    click.echo(to_json({"report": kind, **asdict(report)}))


def _print(report: Report) -> None:
    """Tell a person how a copy grows: on a terminal in one line that changes, elsewhere in lines."""
    if not isinstance(report, Progress):
        click.echo(_said(report), err=True)
    elif sys.stderr.isatty():
        # The next report writes over it, and so does the prompt.
        click.echo(f"\x1b[K{_said(report)}\r", nl=False, err=True)
    elif report.changes:
        click.echo(_said(report), err=True)


def _said(report: Report) -> str:
    if isinstance(report, Progress):
        of = f" of {report.total}" if report.total is not None else ""
        return f"{report.count}{of} events, change {report.sequence}"
    if isinstance(report, Setback):
        return f"{report.reason}; again in {report.seconds:.1f} s"
    return _verdict(report)


def _verdict(verdict: Verdict) -> str:
    if verdict.anew:
        return f"The copy differed from the site in too much ({verdict.requests} requests): all was read anew."
    if not verdict.differing:
        return f"{verdict.count} events at change {verdict.sequence}, exactly those of the site: {verdict.digest}"
    named = "\n".join(f"  {name}" for name in verdict.differing)
    return f"{len(verdict.differing)} events differed, found and mended by {verdict.requests} requests:\n{named}"
