"""What a structure has to be like, to be one of its text."""

from typing import Any

import pytest
from pydantic import ValidationError

from tests.builders import article

TEXT = "One two.\n\nThree four."
WHOLE = {"kind": "quotation", "start": 0, "end": 21}
FIRST, SECOND = {"kind": "paragraph", "start": 0, "end": 8}, {"kind": "paragraph", "start": 10, "end": 21}
ITEM = {"kind": "list_item", "start": 0, "end": 21, "level": 1, "ordered": False}
FIGURE = {"kind": "figure", "start": 10, "end": 10, "image": 0}
ROW = [{"start": 0, "end": 3}, {"start": 4, "end": 8}]


@pytest.mark.parametrize(
    "structure",
    [
        {"blocks": [FIRST, SECOND]},
        {"blocks": [WHOLE, FIRST, SECOND]},
        {"blocks": [ITEM, FIRST, ITEM | {"start": 10, "level": 2}]},
        {"blocks": [{"kind": "table", "start": 0, "end": 8, "rows": [ROW]}, SECOND]},
        {
            "marks": [
                {"start": 0, "end": 7, "kind": "strong"},
                {"start": 4, "end": 7, "kind": "link", "href": "https://a.example/"},
            ]
        },
        {"furniture": [{"start": 0, "end": 8, "kind": "caption"}, {"start": 10, "end": 21, "kind": "notice"}]},
    ],
)
def test_a_structure_that_fits(structure: dict[str, Any]) -> None:
    made = article(text=TEXT, **structure)
    assert [each.model_dump(mode="json") for each in getattr(made, next(iter(structure)))] == next(iter(structure.values()))


@pytest.mark.parametrize(
    ("structure", "reason"),
    [
        ({"blocks": [FIRST]}, "the characters at 8-21 stand between blocks, and in none"),
        ({"blocks": [WHOLE, FIRST]}, "the characters at 8-21 stand between blocks, and in none"),
        ({"blocks": [SECOND, FIRST]}, "the blocks are not in the order of the text"),
        ({"blocks": [FIRST, SECOND | {"end": 22}]}, "the block at 10-22 does not stand in the text"),
        ({"blocks": [FIRST | {"end": 12}, SECOND]}, "the block at 10-21 overlaps the one before it"),
        ({"blocks": [FIRST | {"end": 21}, SECOND]}, "stands in a paragraph, which holds none"),
        ({"blocks": [ITEM | {"level": 2}]}, "is of level 2 within 0 others"),
        ({"blocks": [WHOLE | {"kind": "heading"}]}, "is of no level between 1 and 6"),
        ({"blocks": [WHOLE | {"kind": "table"}]}, "has no rows, or is no table"),
        ({"blocks": [WHOLE | {"kind": "table", "rows": [[{"start": 0, "end": 22}]]}]}, "has a cell at 0-22"),
        ({"blocks": [FIRST, FIGURE, SECOND]}, "names no image of the article"),
        ({"marks": [{"start": 0, "end": 5, "kind": "code"}, {"start": 4, "end": 8, "kind": "strong"}]}, "is not within it"),
        ({"marks": [{"start": 0, "end": 5, "kind": "link"}]}, "is a link without an address"),
        ({"marks": [{"start": 0, "end": 5, "kind": "link", "href": "javascript:alert(1)"}]}, "should match pattern"),
        ({"furniture": [{"start": 0, "end": 9, "kind": "credit"}] * 2}, "overlaps what stands before it"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_structure_that_does_not_fit(structure: dict[str, Any], reason: str) -> None:
    with pytest.raises(ValidationError) as caught:
        article(text=TEXT, **structure)
    assert reason in str(caught.value)
