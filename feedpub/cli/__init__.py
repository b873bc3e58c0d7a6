"""The command line: what people and scripts start."""

import click

from feedpub.cli.commands import DeferredCommand, FeedpubGroup

__all__ = ["main"]

_COMMANDS = (
    DeferredCommand("backup", "feedpub.cli.backups", "Write all that is stored, and all pictures, to a file."),
    DeferredCommand("build", "feedpub.cli.building", "Write the whole site as files, or what has changed since."),
    DeferredCommand("compact", "feedpub.cli.compacting", "Give back the room that the store does not need."),
    DeferredCommand("copies", "feedpub.cli.copies", "Tell which articles came several times, or part them."),
    DeferredCommand("doctor", "feedpub.cli.doctor", "Check the set-up or a live site, and say what to do."),
    DeferredCommand("explain", "feedpub.cli.explaining", "Show what each answer of an article stands on."),
    DeferredCommand("extract", "feedpub.cli.extracting", "Print the event of an article, and store nothing."),
    DeferredCommand("ingest", "feedpub.cli.ingesting", "Take articles into the store; they are never swept."),
    DeferredCommand("init", "feedpub.cli.beginning", "Begin a site: write a feedpub.toml that explains itself."),
    DeferredCommand("mirror", "feedpub.client.command", "Keep a copy of a site in an SQLite file."),
    DeferredCommand("refresh", "feedpub.cli.ingesting", "Look at every configured source once, now."),
    DeferredCommand("restore", "feedpub.cli.backups", "Fill the database with all that a backup holds."),
    DeferredCommand("schedule", "feedpub.cli.serving", "Refresh the sources without serving."),
    DeferredCommand("schema", "feedpub.cli.schema", "Print the JSON Schema of an event's document."),
    DeferredCommand("serve", "feedpub.cli.serving", "Ingest the configured sources, refresh them, and serve."),
    DeferredCommand("source", "feedpub.cli.sources", "Add, list, check, pause or remove a source."),
    DeferredCommand("status", "feedpub.cli.status", "Show sources, refusals, what comes and what changed."),
)


@click.group(cls=FeedpubGroup, commands=_COMMANDS, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="feedpub", prog_name="feedpub")
def main() -> None:
    """News articles in, validated news events out: each fact with the characters that prove it."""
