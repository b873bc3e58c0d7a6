"""feedpub copies: the articles that several sources bring, and what a person says of them."""

import click
import orjson
from rich.console import Console
from rich.table import Table
from rich.text import Text

from feedpub.cli.commands import FeedpubCommand, FeedpubGroup
from feedpub.health.document import copied_document
from feedpub.settings import load_settings
from feedpub.wiring.copies import copied_articles, separate


@click.group("copies", cls=FeedpubGroup)
def copies_command() -> None:
    """The same story from several files or feeds is one article: list these, split a document off, or join it again."""


@copies_command.command("list", cls=FeedpubCommand)
@click.option("--json", "as_json", is_flag=True, help="For programs.")
def list_command(as_json: bool) -> None:
    """List the articles that several files or feeds bring; the document that is published stands first."""
    copies = copied_articles(load_settings())
    if as_json:
        click.echo(orjson.dumps({"items": [copied_document(each) for each in copies]}))
        return
    if not copies:
        click.echo("No article comes from several files or feeds.")
        return
    table = Table("article", "published from", "also in")
    for each in copies:
        first, *others = (f"{source}: {key}" for source, key in each.documents)
        table.add_row(*map(Text, (each.slug, first, "\n".join(others))))
    console = Console(highlight=False, emoji=False)
    (console if console.is_terminal else Console(highlight=False, emoji=False, width=160)).print(table)


@copies_command.command("split", cls=FeedpubCommand)
@click.argument("source")
@click.argument("document")
def split_command(source: str, document: str) -> None:
    """Make an article of its own of a document that is taken for a copy."""
    separate(load_settings(), source, document, is_separate=True)
    click.echo(f"{source}: {document} is an article of its own from its next refresh on.")


@copies_command.command("join", cls=FeedpubCommand)
@click.argument("source")
@click.argument("document")
def join_command(source: str, document: str) -> None:
    """Take back that a document was split off."""
    separate(load_settings(), source, document, is_separate=False)
    click.echo(f"{source}: {document} is told by its address and text again from its next refresh on.")
