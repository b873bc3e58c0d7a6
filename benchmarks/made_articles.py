"""Articles for measuring: as long as news is and as full of names, each with words, names and numbers of its own.

They are the paragraphs of articles/ with other words in the places of the longer ones, words that end alike, so that
sentences keep their shape; with other names, the same throughout an article; and with other numbers. So no two have enough
runs of words in common to be taken for copies of one article, however many there are.
"""

import random
import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

ARTICLES = Path(__file__).parents[1] / "articles"
FIRST = datetime(2024, 1, 1, tzinfo=UTC)
_FOLDERS = 50
_LENGTH = 3_000  # characters
_APART = timedelta(minutes=11)
_WORD = re.compile(r"[^\W\d_]{4,}")
_NUMBER = re.compile(r"\b\d{1,3}\b")
_NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{3,}")
_SYLLABLES = [a + b for a in "bdfghklmnprstvw" for b in ("a", "e", "i", "o", "ar", "en", "ol", "un")]
_SECTIONS = ("World", "Business", "Sport", "Culture", "Science", "Harbour")


def made_articles(count: int, seed: int = 7) -> Iterator[tuple[str, str]]:
    """Make articles.

    Args:
        count: how many.
        seed: of the choices; the same articles each time.

    Yields:
        The path of each, and its Markdown.
    """
    for number in range(count):
        yield made_article(number, random.Random(f"{seed} {number}"))  # noqa: S311 - the same each time, and no secret


def made_article(number: int, draw: random.Random) -> tuple[str, str]:
    """Make one article.

    Args:
        number: of it; it is dated by that.
        draw: chooses.

    Returns:
        Its path and its Markdown.
    """
    other = _other_words(draw)
    paragraphs = list(_paragraphs(draw, other))
    title = other(draw.choice(_headlines()))
    front = (f"title: {title!r}", f"date: {(FIRST + number * _APART).isoformat()}", f"section: {draw.choice(_SECTIONS)}")
    lines = "\n".join(("---", *front, "author: Ada Brandt", "---", "", ""))
    return f"{number % _FOLDERS:02}/{number:06}.md", lines + "\n\n".join(paragraphs) + "\n"


def write_files(folder: Path, count: int) -> Iterator[Path]:
    """Write that many articles into a folder.

    Args:
        folder: that is there.
        count: how many.

    Yields:
        The path of each.
    """
    for name, content in made_articles(count):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
        yield path


def _paragraphs(draw: random.Random, other: Callable[[str], str]) -> Iterator[str]:
    room = _LENGTH
    while room > 0:
        paragraph = other(draw.choice(_bodies()))
        room -= len(paragraph)
        yield paragraph


def _other_words(draw: random.Random) -> Callable[[str], str]:
    """Return what puts other words into a text, of which names stay the same for one article."""
    names: dict[str, str] = {}

    def name(found: re.Match[str]) -> str:
        return names.setdefault(found[0], "".join(draw.choices(_SYLLABLES, k=3)).capitalize())

    def word(found: re.Match[str]) -> str:
        return draw.choice(_vocabulary()[found[0][-2:]]) if found[0].islower() else found[0]

    def other(text: str) -> str:
        changed = _NUMBER.sub(lambda found: str(draw.randrange(10 ** len(found[0]))), text)
        return _WORD.sub(word, _NAME.sub(name, changed))

    return other


@cache
def _texts() -> tuple[list[str], ...]:
    return tuple(path.read_text(encoding="utf-8").split("\n\n") for path in sorted(ARTICLES.glob("*.txt")))


@cache
def _headlines() -> list[str]:
    return [text[0].partition("\n")[0] for text in _texts() if not text[0].startswith(("By ", "date "))]


@cache
def _bodies() -> list[str]:
    return [paragraph for text in _texts() for paragraph in text[3:] if len(paragraph) > 80]


@cache
def _vocabulary() -> dict[str, list[str]]:
    """Sort the longer words of all articles by how they end."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for word in dict.fromkeys(_WORD.findall(" ".join(_bodies()))):
        if word.islower():
            found[word[-2:]].append(word)
    return found
