"""What a command is told to read: files and folders by their paths, and everything on the web by its address."""

import re
from pathlib import Path
from typing import Any

import click

_ADDRESS = re.compile(r"https?://", re.IGNORECASE)


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
