from pathlib import Path

import pytest

from tests.extraction.times.reading import found

FOLDER = Path(__file__).parents[2] / "data" / "extraction" / "when"


def cases() -> list[object]:
    """Sentences from data files: ``[words|value]`` marks a date, ``@`` starts the day of writing of those that follow."""
    out: list[object] = []
    for path in sorted(FOLDER.glob("*.txt")):
        published: str | None = None
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if line.startswith("@"):
                published = line[1:].strip() or None
            elif line and not line.startswith("#"):
                out.append(pytest.param(line, published, id=f"{path.stem}:{number}"))
    return out


def unmarked(line: str) -> tuple[str, list[tuple[str, str]]]:
    """The sentence without marks, and the dates marked in it; marks may stand inside one another."""
    text = ""
    marks: list[tuple[str, str]] = []
    opened: list[tuple[int, int]] = []
    for part in line.replace("[", "\0[").replace("]", "]\0").split("\0"):
        if part.startswith("["):
            opened.append((len(text), len(marks)))
            marks.append(("", ""))
        body, bar, value = part.removeprefix("[").partition("|")
        text += body
        if bar:
            start, place = opened.pop()
            marks[place] = (text[start:], value.removesuffix("]"))
    return text, marks


@pytest.mark.parametrize(("line", "published"), cases())
def test_a_sentence_gives_the_dates_marked_in_it_and_no_other(line: str, published: str | None) -> None:
    text, marks = unmarked(line)
    assert found(text, published) == marks
