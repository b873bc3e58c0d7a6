"""feedpub explain: an article with its evidence marked, and why each answer won."""

from collections.abc import Iterable
from pathlib import Path

import click
import orjson
from rich.console import Console
from rich.text import Text

from feedpub.cli.commands import FeedpubCommand, date_option
from feedpub.cli.extracting import document_in
from feedpub.cli.places import Place, private_option
from feedpub.extraction.base import Question, TracedClaim
from feedpub.extraction.explain import QUESTIONS, Explanation, Piece, explain
from feedpub.settings import load_settings
from feedpub.wiring.preview import extracted

_STYLES: dict[Question, str] = {
    "what": "bold red",
    "who": "bold blue",
    "when": "bold yellow",
    "where": "bold green",
    "quotes": "magenta",
}


@click.command("explain", cls=FeedpubCommand)
@click.argument("file", type=Place(dir_okay=False, allow_dash=True), metavar="FILE|URL")
@click.option("--json", "as_json", is_flag=True, help="The trace as JSON, for programs.")
@private_option
@date_option
def explain_command(file: Path | str, as_json: bool, allow_private: bool, published: str | None) -> None:
    """Print FILE or URL with its evidence marked, and for each answer what won and what lost."""
    settings = load_settings()
    event, trace = extracted(settings, document_in(settings, file, published, allow_private=allow_private))
    if as_json:
        click.echo(orjson.dumps([claim.model_dump(mode="json") for claim in trace]))
        return
    _show(explain(event, trace), Console(highlight=False, soft_wrap=True))


def _show(explanation: Explanation, console: Console) -> None:
    console.print(Text(" ").join(Text(f" {name} ", style=f"reverse {_STYLES[name]}") for name in QUESTIONS), "\n")
    for part in (explanation.headline, explanation.standfirst, explanation.text):
        if part:
            console.print(_marked(part), "\n")
    for question in QUESTIONS:
        console.print(Text(question.capitalize(), style=f"reverse {_STYLES[question]}"))
        console.print(_claims(explanation.won[question], "+", "bold"), end="")
        console.print(_claims(explanation.lost[question], "-", "dim"))


def _marked(pieces: Iterable[Piece]) -> Text:
    text = Text()
    for piece in pieces:
        text.append(piece.text, style=f"{_STYLES[piece.questions[0]]} underline" if piece.questions else "")
    return text


def _claims(claims: Iterable[TracedClaim], sign: str, style: str) -> Text:
    text = Text()
    for claim in claims:
        text.append(f"{sign} {claim.value}", style=style)
        text.append(f"  “{claim.text}”  {claim.rule}: {claim.reason}\n")
    return text
