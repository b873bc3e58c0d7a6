"""feedpub init: a new site's settings, after four questions or as many options."""

import click

from feedpub.cli.commands import FeedpubCommand
from feedpub.wiring.beginning import begin


@click.command("init", cls=FeedpubCommand)
@click.option("--title", prompt="The site's name", default="feedpub", help="The site's name.")
@click.option("--publisher", prompt="Who publishes it", default="feedpub", help="The organisation that publishes.")
@click.option(
    "--base-url",
    prompt="Its public address, such as https://news.example.org (empty while it is on this machine alone)",
    default="",
    show_default=False,
    help="Public address of the site.",
)
@click.option("--folder", prompt="The folder with the articles", default="articles", help="Where articles are put.")
@click.option("--force", is_flag=True, help="Replace a feedpub.toml that is there.")
def init_command(title: str, publisher: str, base_url: str, folder: str, force: bool) -> None:
    """Write a feedpub.toml that explains every setting, and make the folder for articles."""
    path = begin({"title": title, "publisher": publisher, "base_url": base_url.strip()}, folder, replace=force)
    click.echo(
        f"{path} is written. Put articles into {folder}/, then: feedpub serve. To look at the set-up: feedpub doctor."
    )
