"""The group that all commands belong to, and how errors reach a person."""

import errno
import gc
import os
import sys
from importlib import import_module
from typing import Any

import click

from feedpub.collector import SERVING, spare_loaded
from feedpub.errors import FeedpubError

EXIT_FAILED = 1


class FeedpubGroup(click.Group):
    """Commands that see to it that all they print arrives, or say that it did not."""

    def main(self, *args: Any, **extra: Any) -> Any:
        """Run one of them, and end the process with its status."""
        if sys.stdout is None:  # who closed it (>&-) wants no output
            sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123 (as long as the process)
        try:
            try:
                return super().main(*args, **extra)
            finally:
                sys.stdout.flush()
        except OSError as error:
            if error.filename is not None:  # it is about a file, and not about what is printed
                raise
            _abandon_output()
            if error.errno != errno.EPIPE:  # who stops reading, as head does, wants no more words
                click.echo(f"Error: cannot write the output: {error.strerror or error}", err=True)
            sys.exit(EXIT_FAILED)


def _abandon_output() -> None:
    """Give up what could not be written: the interpreter would try again when it ends, and fail with a traceback."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)


class FeedpubCommand(click.Command):
    """A command whose known errors are one line on standard error and exit status 1."""

    def invoke(self, ctx: click.Context) -> object:
        """Run the command."""
        try:
            return super().invoke(ctx)
        except FeedpubError as error:
            raise click.ClickException(f"{error.what}: {error}") from error


class DeferredCommand(click.Command):
    """A command that is imported when it is called: most stand on nearly the whole program, and each call needs one.

    Args:
        name: of the command.
        home: the module that it stands in, as ``NAME_command``.
        short_help: what the list of commands says of it.
    """

    def __init__(self, name: str, home: str, short_help: str) -> None:
        super().__init__(name, short_help=short_help)
        self._home = home

    def make_context(self, *args: Any, **extra: Any) -> click.Context:
        """Import the command, and have it read its arguments: click runs the one that the context names."""
        # What is imported stays: for the collector to look through it again and again would be a tenth of the time.
        gc.disable()
        try:
            command: click.Command = getattr(import_module(self._home), f"{self.name}_command")
        finally:
            gc.enable()
        spare_loaded(SERVING, collect=False)
        return command.make_context(*args, **extra)


date_option = click.option("--date", "published", metavar="DATE", help="Of copy that gives none (ISO 8601).")
