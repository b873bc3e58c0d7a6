import pickle

import pytest
from pydantic import BaseModel

from feedpub.model.event import Who
from feedpub.model.span import Span
from tests.builders import article

SPAN = {"start": 2, "end": 4, "text": "ab", "field": None}
WHO = Who(id="w1", name="Ada Osei", kind="person", evidence=(Span(start=2, end=4, text="ab"),), rule="who.name")


@pytest.mark.parametrize(
    ("quick", "slow"),
    [
        (Span.of_valid({**SPAN}), Span.model_validate(SPAN)),
        (WHO.with_valid(confidence=0.5), WHO.model_copy(update={"confidence": 0.5})),
        (WHO.with_valid(title="Mayor"), WHO.model_copy(update={"title": "Mayor"})),
    ],
)
def test_what_is_valid_by_construction_is_made_as_pydantic_makes_it(quick: BaseModel, slow: BaseModel) -> None:
    assert quick == slow
    assert hash(quick) == hash(slow)
    assert quick.model_fields_set == slow.model_fields_set
    assert quick.model_dump_json() == slow.model_dump_json()
    assert pickle.loads(pickle.dumps(quick)) == slow  # noqa: S301
    assert WHO.title is None


@pytest.mark.parametrize(("start", "end"), [(3, 3), (4, 3), (-2, 1), (5, 99), (90, 99)])
def test_no_span_is_cut_where_nothing_stands(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="nothing stands"):
        article(text="Osei left.").span(start, end)
