import re
from pathlib import Path

import pytest

from tests.extraction.when.reading import found

FOLDER = Path(__file__).parents[2] / "data" / "extraction" / "when"
MARKED = re.compile(r"\[([^\]|]+)\|([^\]]+)\]")


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


@pytest.mark.parametrize(("line", "published"), cases())
def test_a_sentence_gives_the_dates_marked_in_it_and_no_other(line: str, published: str | None) -> None:
    expected = [(match[1], match[2]) for match in MARKED.finditer(line)]
    assert found(MARKED.sub(r"\1", line), published) == expected
