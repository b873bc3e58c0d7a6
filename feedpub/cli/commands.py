"""The group that all commands belong to, and how errors reach a person."""

import click

from feedpub.errors import FeedpubError
from feedpub.model.schema import event_schema_text

EXIT_FAILED = 1


class FeedpubCommand(click.Command):
    """A command whose known errors are one line on standard error and exit status 1."""

    def invoke(self, ctx: click.Context) -> object:
        """Run the command."""
        try:
            return super().invoke(ctx)
        except FeedpubError as error:
            raise click.ClickException(f"{error.what}: {error}") from error


date_option = click.option("--date", "published", metavar="DATE", help="Of copy that gives none (ISO 8601).")


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="feedpub", prog_name="feedpub")
def main() -> None:
    """News articles in, validated news events out: each fact with the characters that prove it."""


@main.command("schema", cls=FeedpubCommand)
def schema_command() -> None:
    """Print the JSON Schema of an event's document."""
    click.echo(event_schema_text(), nl=False)
