"""Work on a document grows with its length and no faster."""

from collections.abc import Callable

import pytest

from feedpub.model.document import Document
from feedpub.readers import read
from tests.growth import growth


def bylines(count: int) -> str:
    letters = "bdfgklmnprstv"
    return "".join(
        f"By Ann {letters[i // 169 % 13].upper()}o{letters[i // 13 % 13]}a{letters[i % 13]}\n" for i in range(count)
    )


def lines(count: int) -> str:
    return "One line of copy\n" * count


@pytest.mark.parametrize("make", [bylines, lines])
@pytest.mark.parametrize("head", ["", "date 2024-04-22 "])
def test_twice_as_many_lines_are_twice_the_work(make: Callable[[int], str], head: str) -> None:
    def task(text: str) -> None:
        content = f"{head}{text}\n\nThe mayor quit."
        read(Document(source="wire", key="a.txt", content=content.encode(), published="2024-04-22"))

    assert growth(task, make, 150) < 2.3
