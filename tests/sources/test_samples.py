from pathlib import Path

import pytest

from feedpub.model.document import Document
from feedpub.sources.data.build import FILES, SAMPLES, built
from feedpub.sources.samples import UnsetSource, is_sample

OWN = b"date 2026-02-03 The island's last ferry crew returns.\n\nHORTA, Portugal - Crews voted on Tuesday to go back.\n"


def source(*folders: Path) -> UnsetSource:
    return UnsetSource("articles", folders[0], folders=folders)


def listed(*folders: Path) -> dict[str, bool]:
    return {found.key: found.sample for found in source(*folders).documents() if isinstance(found, Document)}


def test_the_list_of_lines_is_that_of_the_samples() -> None:
    path = SAMPLES.parent / "feedpub" / "sources" / "data" / "samples.txt"
    assert path.read_text("ascii") == built(), "renew it: python -m feedpub.sources.data.build"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_sample_is_known_by_what_stands_in_it(path: Path) -> None:
    content = path.read_bytes()
    lines = content.splitlines()
    edited = b"\r\n".join([*lines[:-1], lines[-1] + b" He added something."])
    assert is_sample(content)
    assert is_sample(edited)
    assert not is_sample(
        b"\n".join([*lines[:2], *(b"A line of our own, number %d." % number for number in range(len(lines)))])
    )


@pytest.mark.parametrize("content", [OWN, b"", b"\n\n", b"\x89PNG\x00", b"---\n---\n"])
def test_nothing_else_is_a_sample(content: bytes) -> None:
    assert not is_sample(content)


def test_samples_are_listed_while_there_is_nothing_else(tmp_path: Path) -> None:
    assert listed(tmp_path / "missing", SAMPLES) == {path.name: True for path in FILES}


def test_own_articles_are_listed_without_the_samples_beside_them(tmp_path: Path) -> None:
    for path in FILES[:3]:
        (tmp_path / path.name).write_bytes(path.read_bytes())
    assert set(listed(tmp_path).values()) == {True}
    (tmp_path / "own.txt").write_bytes(OWN)
    assert listed(tmp_path) == {"own.txt": False}


def test_a_folder_that_is_made_meanwhile_is_found(tmp_path: Path) -> None:
    own = tmp_path / "articles"
    asked = source(own, SAMPLES)
    assert len(list(asked.documents())) == len(FILES)
    own.mkdir()
    assert list(asked.documents()) == []  # a publisher's folder that is empty is no reason to publish samples
    (own / "own.txt").write_bytes(OWN)
    assert [found.key for found in asked.documents() if isinstance(found, Document)] == ["own.txt"]
