"""feedpub schema: what an event's document may hold."""

import click

from feedpub.cli.commands import FeedpubCommand
from feedpub.model.schema import event_schema_text


@click.command("schema", cls=FeedpubCommand)
def schema_command() -> None:
    """Print the JSON Schema of an event's document."""
    click.echo(event_schema_text(), nl=False)
