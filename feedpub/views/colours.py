"""Colours that can be read: contrast as the Web Content Accessibility Guidelines measure it, against the pages' own paper.

https://www.w3.org/TR/WCAG22/#contrast-minimum
"""

import re
from functools import cache

from feedpub.views.assets import style_source

ENOUGH = 4.5
"""The contrast that text needs (WCAG 2.2, success criterion 1.4.3)."""
_STEPS = 32  # in which a colour is made lighter or darker; finer ones nobody sees
_WHITE, _BLACK = "#ffffff", "#000000"
_OFFSETS = (1, 3, 5)  # of red, green and blue in what stands for a colour


def contrast(one: str, other: str) -> float:
    """Measure the contrast of two colours, from 1 to 21.

    Args:
        one: as ``#rrggbb``.
        other: likewise.
    """
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@cache
def papers() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the colours that text stands on, in the light and in the dark scheme."""
    light, dark = style_source("base").split("prefers-color-scheme: dark", 1)
    return _papers(light), _papers(dark)


def accents(light: str, dark: str | None) -> tuple[str, str]:
    """Check a colour of emphasis, and find the one for the dark scheme where none is given.

    Args:
        light: on light paper.
        dark: on dark paper; None for the first one, made lighter until it can be read.

    Returns:
        Both.

    Raises:
        ValueError: one of them cannot be read; says how near it comes, and what could be.
    """
    on_light, on_dark = papers()
    _refuse_faint(light, on_light, _BLACK, "light")
    if dark is None:
        return light, _readable(light, on_dark, _WHITE)
    _refuse_faint(dark, on_dark, _WHITE, "dark")
    return light, dark


def _refuse_faint(colour: str, on: tuple[str, ...], towards: str, scheme: str) -> None:
    least = _least(colour, on)
    if least < ENOUGH:
        better = _readable(colour, on, towards)
        raise ValueError(
            f"{colour} has a contrast of {least:.2f} on the {scheme} pages, and text needs {ENOUGH}; {better} has that"
        )


def _readable(colour: str, on: tuple[str, ...], towards: str) -> str:
    """Mix a colour with as much white or black as it needs."""
    mixed = (_mixed(colour, towards, step) for step in range(_STEPS + 1))
    return next(one for one in mixed if _least(one, on) >= ENOUGH)


def _least(colour: str, on: tuple[str, ...]) -> float:
    return min(contrast(colour, paper) for paper in on)


def _papers(source: str) -> tuple[str, ...]:
    return tuple(re.findall(r"--(?:paper|raised): (#[0-9a-f]{6});", source))


def _mixed(colour: str, towards: str, step: int) -> str:
    parts = ((int(colour[at : at + 2], 16), int(towards[at : at + 2], 16)) for at in _OFFSETS)
    return "#" + "".join(f"{one + (other - one) * step // _STEPS:02x}" for one, other in parts)


def _luminance(colour: str) -> float:
    """Return the relative luminance of a colour (WCAG 2.2, "relative luminance")."""
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in _OFFSETS)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return float(part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4)
