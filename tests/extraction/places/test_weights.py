"""The numbers of places: one for each feature that bears points, and none for what is no feature."""

from typing import get_args

from feedpub.extraction.gazetteer import FEATURES
from feedpub.extraction.places.toponym import Feature
from feedpub.extraction.places.weights import disambiguation, recognition

BEARS_NONE = {"among_regions", "in_organization", "name_before", "qualifies"}


def test_every_feature_that_bears_points_has_a_weight() -> None:
    assert recognition().feature.keys() | BEARS_NONE == set(get_args(Feature))
    assert recognition().well_known.keys() <= recognition().feature.keys()


def test_a_doubtful_name_gains_and_loses_by_how_near_it_lies_to_the_others() -> None:
    points = [recognition().feature[nearness] for nearness in ("near", "region", "country", "far")]
    assert points == sorted(points, reverse=True)


def test_the_more_inhabitants_the_more_points() -> None:
    steps = recognition().population
    assert list(steps) == sorted(steps, reverse=True)
    assert steps[-1][0] == 0, "every place has points"


def test_kinds_are_those_of_the_gazetteer() -> None:
    assert disambiguation().kind.keys() <= set(FEATURES)
