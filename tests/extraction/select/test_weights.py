from typing import get_args

import pytest
from pydantic import ValidationError

from feedpub.extraction.event.features import Feature
from feedpub.extraction.gazetteer import Feature as PlaceFeature
from feedpub.extraction.weights import DateFeature, Weights, weights


def test_each_feature_has_a_weight_that_speaks_against() -> None:
    assert weights().feature.keys() == set(get_args(Feature))
    assert weights().date.feature.keys() == set(get_args(DateFeature))
    assert weights().place.fineness.keys() == set(get_args(PlaceFeature))
    assert all(0 < factor < 1 for factor in weights().feature.values())
    assert {name for name, factor in weights().date.feature.items() if factor >= 1} == {"own_event", "own_verb", "ahead"}


@pytest.mark.parametrize("change", [{"unheard_of": 1.0}, {"least": "much"}, {"least": None}])
def test_a_weight_that_nobody_reads_or_that_is_no_number_is_refused(change: dict[str, object]) -> None:
    given = weights().model_dump()
    given["date"] = {**given["date"], **change}
    with pytest.raises(ValidationError, match="date"):
        Weights.model_validate(given)
