"""The command line."""

import sys

import click
import orjson

from feedpub.extraction import extract
from feedpub.model.article import Article
from feedpub.model.document import article_id


@click.group()
def main() -> None:
    """News articles in, validated news events out."""


@main.command("extract")
@click.option("--jsonl", is_flag=True)
def extract_command(jsonl: bool) -> None:
    """Batch door (being built)."""
    del jsonl
    for line in sys.stdin.buffer:
        if line.strip():
            sys.stdout.buffer.write(_answer(orjson.loads(line)) + b"\n")


def _answer(record: dict[str, str | None]) -> bytes:
    text = record["text"] or ""
    headline = record.get("headline")
    article = Article(
        id=article_id("jsonl", str(record["id"])),
        headline=headline or text.split("\n")[0][:100],
        headline_generated=not headline,
        standfirst=record.get("standfirst"),
        text=text,
        published=record.get("published"),
        language=record.get("language") or "en",
    )
    event, _ = extract(article)
    return orjson.dumps({"id": record["id"], "event": event.model_dump(mode="json")})
