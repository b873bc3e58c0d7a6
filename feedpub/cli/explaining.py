"""feedpub explain: an article with its evidence marked, and why each answer won."""

from collections.abc import Iterable
from io import StringIO
from pathlib import Path

import click
import orjson
from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from feedpub.cli.commands import FeedpubCommand, date_option
from feedpub.cli.extracting import document_in
from feedpub.cli.places import PathOrAddress, private_option
from feedpub.cli.underlining import LETTERS, underlined
from feedpub.extraction.candidate import Question
from feedpub.extraction.explain import QUESTIONS, Explanation, Piece, explain
from feedpub.extraction.tables import Table, layer_tables
from feedpub.extraction.trace import TracedCandidate
from feedpub.settings import load_settings
from feedpub.wiring.extraction import options_of
from feedpub.wiring.preview import extracted

_PAGE = 100  # columns
_STYLES: dict[Question, str] = {
    "what": "bold red",
    "who": "bold blue",
    "when": "bold yellow",
    "where": "bold green",
    "quotes": "magenta",
}


@click.command("explain", cls=FeedpubCommand)
@click.argument("file", type=PathOrAddress(dir_okay=False, allow_dash=True), metavar="FILE|URL")
@click.option("--json", "form", flag_value="json", help="The trace as JSON, for programs.")
@click.option("--plain", "form", flag_value="plain", help="Marks in letters under the text, as where there is no terminal.")
@click.option("--html", "form", flag_value="html", help="A page in colours.")
@click.option("--layers", is_flag=True, help="What the rules had before them, layer by layer, in columns.")
@private_option
@date_option
def explain_command(file: Path | str, form: str | None, layers: bool, allow_private: bool, published: str | None) -> None:
    """Print FILE or URL with its evidence marked, and for each answer what won and what lost."""
    settings = load_settings()
    event, trace = extracted(settings, document_in(settings, file, published, allow_private=allow_private))
    if layers:
        _show_layers(layer_tables(event.article, options_of(settings)))
        return
    if form == "json":
        click.echo(orjson.dumps([claim.model_dump(mode="json") for claim in trace]))
        return
    explanation = explain(event, trace)
    if form == "html":
        # Recorded as if for a terminal, whatever stands where the command runs.
        page = Console(file=StringIO(), record=True, force_terminal=True, highlight=False, soft_wrap=True, width=_PAGE)
        _show(explanation, page, plain=False)
        click.echo(page.export_html(inline_styles=True))
        return
    console = Console(highlight=False, soft_wrap=True)
    _show(explanation, console, plain=form == "plain" or not console.is_terminal)


def _show(explanation: Explanation, console: Console, *, plain: bool) -> None:
    legend = (Text(f" {LETTERS[name]} {name} " if plain else f" {name} ", style=_reverse(name)) for name in QUESTIONS)
    console.print(Text(" ").join(legend), "\n")
    for part in (explanation.headline, explanation.standfirst, explanation.text):
        if part:
            console.print(Text("\n".join(underlined(part))) if plain else _marked(part), "\n")
    for question in QUESTIONS:
        console.print(Text(question.capitalize(), style=_reverse(question)))
        console.print(_claims(explanation.won[question], "+", "bold"), end="")
        console.print(_claims(explanation.lost[question], "-", "dim"))
    for rule, example in explanation.examples.items():
        console.print(Text.assemble((rule, "bold"), "  ", " ".join(example.split())))


def _show_layers(tables: Iterable[Table]) -> None:
    """Write each layer in columns as wide as their widest value, the last as wide as it needs."""
    for layer, columns, rows in tables:
        lines = [columns, *(tuple(" ".join(str(value).split()) for value in row) for row in rows)]
        widths = [max(map(cell_len, column)) for column in zip(*lines, strict=True)]
        click.echo(f"{layer} ({len(rows)})")
        for line in lines:
            padded = (value + " " * (width - cell_len(value)) for value, width in zip(line, widths, strict=True))
            click.echo(f"  {'  '.join(padded)}".rstrip())
        click.echo()


def _reverse(question: Question) -> str:
    return f"reverse {_STYLES[question]}"


def _marked(pieces: Iterable[Piece]) -> Text:
    text = Text()
    for piece in pieces:
        text.append(piece.text, style=f"{_STYLES[piece.questions[0]]} underline" if piece.questions else "")
    return text


def _sure(claim: TracedCandidate) -> str:
    return "" if claim.confidence is None else f", {claim.confidence:.0%} sure"


def _claims(claims: Iterable[TracedCandidate], sign: str, style: str) -> Text:
    text = Text()
    for claim in claims:
        text.append(f"{sign} {claim.value}", style=style)
        text.append(f"  “{claim.text}”  {claim.rule}: {claim.reason}{_sure(claim)}\n")
    return text
