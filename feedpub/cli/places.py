"""What a command is told to read, files and folders by their paths and everything on the web by its address, and where."""

import re
from pathlib import Path
from typing import Any

import click

_ADDRESS = re.compile(r"https?://", re.IGNORECASE)
_EXECUTOR = re.compile(r"processes|dask(?P<tls>\+tls)?://(?P<place>[\w.:\[\]-]+:\d{1,5})/?")


class PathOrAddress(click.Path):
    """A path, or an address of http or https, which stays text.

    Args:
        rules: those of a path.
    """

    def __init__(self, **rules: bool) -> None:
        super().__init__(exists=True, path_type=Path, **rules)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return a Path for what must be there, and an address as it is."""
        if isinstance(value, str) and _ADDRESS.match(value):
            return value
        return super().convert(value, param, ctx)


private_option = click.option(
    "--allow-private", is_flag=True, help="Fetch an address also where it is not public, as in a newsroom's own network."
)


def _scheduler(_ctx: click.Context, _param: click.Parameter, value: str) -> str | None:
    """Return the address of a cluster's scheduler; None for processes of this machine."""
    found = _EXECUTOR.fullmatch(value)
    if found is None:
        raise click.BadParameter(f"{value!r} is neither processes nor dask://HOST:PORT (with TLS: dask+tls://HOST:PORT)")
    return found["place"] and f"{'tls' if found['tls'] else 'tcp'}://{found['place']}"


executor_option = click.option(
    "--executor",
    "cluster",
    default="processes",
    callback=_scheduler,
    metavar="processes|dask://HOST:PORT",
    help="Read in processes of this machine (the default), or on a Dask cluster.",
)
