from pathlib import Path

import pytest

from feedpub.model.document import Document
from feedpub.readers import read

PAIRS = Path(__file__).parents[1] / "data" / "readers"
COPY = sorted(path.name for path in PAIRS.iterdir() if path.suffix != ".json")


@pytest.mark.parametrize("name", COPY)
def test_copy_is_read_as_the_article_beside_it(name: str, update_golden: bool) -> None:
    document = Document(source="pairs", key=name, content=(PAIRS / name).read_bytes(), timezone="Europe/Oslo")
    written = read(document).model_dump_json(indent=2) + "\n"
    expected = (PAIRS / name).with_suffix(".json")
    if update_golden:
        expected.write_text(written, encoding="utf-8")
    assert written == expected.read_text(encoding="utf-8")


def test_every_expected_article_has_its_copy() -> None:
    assert {path.stem for path in PAIRS.glob("*.json")} == {Path(name).stem for name in COPY}
