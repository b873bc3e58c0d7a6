"""Filters that only lists of the API have: where and when, from whom, and what to leave out."""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, date, datetime, time
from functools import partial
from typing import Any, get_args

from pydantic import ValidationError

from feedpub.model.nearness import FARTHEST, Nearness
from feedpub.model.selection import KINDS, FacetKind, PublicStatus, Selection, TimeRange
from feedpub.web.problems import BadParameter, bad_query

_TIMES = ("published", "happened")
_DECIMAL = re.compile(r"[+-]?[0-9]{1,5}(\.[0-9]{1,6})?")
_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,6})?)?(Z|[+-]\d\d:\d\d)", re.ASCII)


def selection(kind: FacetKind, text: str) -> Selection:
    """Read what a list is to be cut to: a facet's name in addresses.

    Args:
        kind: of the facet.
        text: of the parameter.

    Raises:
        ValueError: there can be none of that name.
    """
    try:
        return Selection(kind=kind, slug=text)
    except ValidationError as error:
        raise ValueError("must be lower-case letters and digits in words joined by hyphens") from error


def further(values: Mapping[str, Any]) -> dict[str, Any]:
    """Collect what these filters say.

    Args:
        values: of the parameters that are given.

    Returns:
        Fields of a query.

    Raises:
        ProblemError: 400, a time ends before it begins.
    """
    fields = {name: values[name] for name in ("source", "status", "near") if name in values}
    fields |= {f"without_{name}": values[f"-{name}"] for name in ("source", "status") if f"-{name}" in values}
    if without := tuple(values[f"-{kind}"] for kind in KINDS if f"-{kind}" in values):
        fields["without"] = without
    return fields | dict(_times(values))


def _times(values: Mapping[str, Any]) -> Iterable[tuple[str, TimeRange]]:
    wrong = []
    for name in _TIMES:
        start, end = values.get(f"{name}_from"), values.get(f"{name}_until")
        if start and end and start >= end:
            wrong.append(BadParameter(f"{name}_until", f"is not after {name}_from"))
        elif start or end:
            yield name, TimeRange(start=start, end=end)
    if wrong:
        raise bad_query(*wrong)


def _source(text: str) -> str:
    if not 1 <= len(text) <= 100:
        raise ValueError("must be the name of a source, of 100 characters at most")
    return text


def _status(text: str) -> str:
    if text not in get_args(PublicStatus):
        raise ValueError(f"must be {' or '.join(get_args(PublicStatus))}")
    return text


def _near(text: str) -> Nearness:
    numbers = text.split(",")
    try:
        if len(numbers) == 3 and all(map(_DECIMAL.fullmatch, numbers)):
            return Nearness(**dict(zip(("latitude", "longitude", "km"), map(float, numbers), strict=True)))
    except ValidationError:
        pass
    raise ValueError(
        f"must be latitude, longitude and kilometres (more than 0, {FARTHEST} at most), such as 51.92,4.48,30, "
        "with six decimals at most"
    )


def _moment(text: str) -> datetime:
    try:
        if re.fullmatch(r"\d{4}-\d\d-\d\d", text, re.ASCII):
            return datetime.combine(date.fromisoformat(text), time(), UTC)
        if _INSTANT.fullmatch(text):
            return datetime.fromisoformat(text).astimezone(UTC)
    except (ValueError, OverflowError):
        pass
    raise ValueError("must be a date or an instant with its zone, such as 2026-11-28 or 2026-11-28T09:30:00Z")


FURTHER: dict[str, Callable[[str], Any]] = {
    "source": _source,
    "status": _status,
    "near": _near,
    **{f"{name}_{edge}": _moment for name in _TIMES for edge in ("from", "until")},
    **{f"-{kind}": partial(selection, kind) for kind in KINDS},
    "-source": _source,
    "-status": _status,
}
"""The parameters, in the order in which addresses have them."""
