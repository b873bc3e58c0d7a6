"""What a feed or list may be cut to: the events that share a section, tag, person, organisation, place, type and so on."""

from datetime import UTC, datetime
from typing import Literal, NamedTuple, Self
from urllib.parse import urlencode

from pydantic import AwareDatetime, Field, field_validator, model_validator

from feedpub.model.base import Frozen
from feedpub.model.nearness import Nearness
from feedpub.model.search import Search

FacetKind = Literal["section", "tag", "person", "organization", "place", "type", "speaker", "language"]
KINDS: tuple[FacetKind, ...] = ("section", "tag", "person", "organization", "place", "type", "speaker", "language")
"""All kinds, in the order in which addresses name them."""

PublicStatus = Literal["usable", "canceled"]
"""What may be the status of an event that is public."""


Order = Literal["published", "updated", "happened"]
ORDERS: tuple[Order, ...] = ("published", "updated", "happened")
"""By what lists of events may be sorted, the latest first; the usual order first."""

FacetOrder = Literal["slug", "count"]
FACET_ORDERS: tuple[FacetOrder, ...] = ("slug", "count")
"""By what lists of facets may be sorted: in alphabetical order, or those of most events first; the usual order first."""


class Selection(Frozen):
    """The events that have one facet in common.

    Args:
        kind: of the facet.
        slug: its name in addresses.
    """

    kind: FacetKind
    slug: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=100)


class TimeRange(Frozen):
    """A stretch of time, which may be open on either side.

    Args:
        start: its first instant, or None.
        end: the first instant after it, or None.
    """

    start: AwareDatetime | None = None
    end: AwareDatetime | None = None

    @model_validator(mode="after")
    def _has_a_length(self) -> Self:
        if self.start and self.end and self.start >= self.end:
            raise ValueError("ends before it begins")
        return self

    def __bool__(self) -> bool:
        """Tell whether it says anything."""
        return self.start is not None or self.end is not None

    def common(self, other: "TimeRange") -> "TimeRange | None":
        """Return what lies in both this time and another; None where nothing does."""
        starts, ends = [one for one in (self.start, other.start) if one], [one for one in (self.end, other.end) if one]
        start, end = max(starts, default=None), min(ends, default=None)
        return None if start and end and start >= end else TimeRange(start=start, end=end)


ALWAYS = TimeRange()


class Query(Frozen):
    """What a feed or list is cut to; of nothing, it is that of everything. Equal queries have equal addresses.

    Args:
        selections: facets that every event has, one of a kind at most; kept in the order of their kinds.
        search: what every event says, or None.
        min_confidence: of every answer that is shown; an event of which nothing is left is left out.
        source: from which every event comes, or None.
        status: that every event has, or None.
        near: where every event names a place, or None.
        published: when every event was published first.
        happened: a time that an event date of every event overlaps.
        without: facets that no event has, one of a kind at most.
        without_source: from which no event comes, or None.
        without_status: that no event has, or None.
    """

    selections: tuple[Selection, ...] = ()
    search: Search | None = None
    min_confidence: float = Field(default=0.0, ge=0, le=1)
    source: str | None = Field(default=None, min_length=1, max_length=100)
    status: PublicStatus | None = None
    near: Nearness | None = None
    published: TimeRange = ALWAYS
    happened: TimeRange = ALWAYS
    without: tuple[Selection, ...] = ()
    without_source: str | None = Field(default=None, min_length=1, max_length=100)
    without_status: PublicStatus | None = None

    @field_validator("selections", "without", mode="after")
    @classmethod
    def _one_of_a_kind(cls, selections: tuple[Selection, ...]) -> tuple[Selection, ...]:
        if len({one.kind for one in selections}) < len(selections):
            raise ValueError("names two facets of a kind")
        return tuple(sorted(selections, key=lambda one: KINDS.index(one.kind)))

    @property
    def alone(self) -> Selection | None:
        """The selection that says the same, where one does."""
        return self.selections[0] if len(self.selections) == 1 and not self.composed else None

    @property
    def composed(self) -> bool:
        """Whether it is put together by whoever asks; there is no end of such queries."""
        return len(self.selections) > 1 or vars(self) | {"selections": ()} != vars(EVERYTHING)

    @property
    def string(self) -> str:
        """The query string of its address."""
        return urlencode(self._parameters())

    def _parameters(self) -> dict[str, str]:
        """Write down what it asks for, in the one order that addresses have."""
        said = {str(one.kind): one.slug for one in self.selections} | _given(
            q=self.search,
            min_confidence=f"{self.min_confidence:g}" if self.min_confidence else None,
            source=self.source,
            status=self.status,
            near=self.near,
            published_from=_spelled(self.published.start),
            published_until=_spelled(self.published.end),
            happened_from=_spelled(self.happened.start),
            happened_until=_spelled(self.happened.end),
        )
        excluded = {str(one.kind): one.slug for one in self.without}
        excluded |= _given(source=self.without_source, status=self.without_status)
        return said | {f"-{name}": value for name, value in excluded.items()}


def _given(**values: object) -> dict[str, str]:
    return {name: str(value) for name, value in values.items() if value is not None}


def _spelled(moment: datetime | None) -> str | None:
    """Write an instant in the one way that addresses have: midnight in UTC is a date."""
    if moment is None:
        return None
    text = moment.astimezone(UTC).isoformat().replace("+00:00", "Z")
    return text.removesuffix("T00:00:00Z")


EVERYTHING = Query()


class Facet(NamedTuple):
    """A facet of events that may be shown.

    Args:
        kind: of the facet.
        slug: its name in addresses.
        label: its name for people.
        total: how many events have it, where they were counted.
    """

    kind: FacetKind
    slug: str
    label: str
    total: int = 0
