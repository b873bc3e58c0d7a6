"""Colours that can be read, and those that are refused."""

import pytest

from feedpub.media.share_image import ACCENT
from feedpub.views.assets import style_source
from feedpub.views.colours import ENOUGH, accents, contrast, papers


def test_contrast_is_what_the_guidelines_say() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)  # the grey that just fails
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


def test_text_stands_on_two_kinds_of_paper_in_each_scheme_and_ours_can_be_read_there() -> None:
    light, dark = papers()
    assert len(light) == len(dark) == 2
    assert f"--accent: {ACCENT};" in style_source("base")
    assert all(contrast(ACCENT, paper) >= ENOUGH for paper in light)
    assert all(contrast("#ffffff", paper) > 12 for paper in dark)


@pytest.mark.parametrize("colour", ["#0b5d3b", "#1d1b18", "#8a2f12", "#5b2a86", "#00008b"])
def test_a_colour_is_made_lighter_for_dark_pages_until_it_can_be_read(colour: str) -> None:
    light, dark = accents(colour, None)
    assert light == colour
    assert all(contrast(dark, paper) >= ENOUGH for paper in papers()[1])


@pytest.mark.parametrize(("light", "dark"), [("#ffcc00", None), ("#0b5d3b", "#0b5d3b"), ("#999999", None)])
def test_a_colour_that_cannot_be_read_is_refused_with_one_that_can(light: str, dark: str | None) -> None:
    with pytest.raises(ValueError, match=r"contrast of \d\.\d\d on the (light|dark) pages") as refused:
        accents(light, dark)
    better = str(refused.value).partition("; ")[2].split()[0]
    on = papers()[0 if dark is None else 1]
    assert all(contrast(better, paper) >= ENOUGH for paper in on)
