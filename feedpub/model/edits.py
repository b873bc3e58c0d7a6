"""An editor's word: answers that somebody sets or takes out, whatever the rules say of the article's text."""

from typing import Any, Literal

from pydantic import Field, field_validator

from feedpub.model.base import Frozen, optional
from feedpub.model.edtf import precision_of
from feedpub.model.event_types import OTHER, event_types

WhoKind = Literal["person", "organization", "group", "unknown"]
WhoRole = Literal["agent", "affected", "speaker", "mentioned"]
WhenRole = Literal["event", "mentioned"]
WhereKind = Literal["country", "region", "city", "area", "venue"]
WhereRole = Literal["event", "dateline", "mentioned"]

NONE = "none"
"""How an editor says that a question has no answer, or that a quotation has no speaker."""


class EditedWho(Frozen):
    """A participant that is set; what is not given stays as the rules found it.

    Args:
        name: as it stands in the article.
        kind: person, organization, group or unknown.
        role: in the main event.
        title: honorific, rank or job title.
        affiliation: the organisation stated to be theirs.
        remove: it is none.
    """

    name: str = Field(min_length=1)
    kind: WhoKind | None = optional()
    role: WhoRole | None = optional()
    title: str | None = optional()
    affiliation: str | None = optional()
    remove: Literal[True] | None = optional()


class EditedWhat(Frozen):
    """The main event that is set; without an action there is none.

    Args:
        action: words of the article.
        summary: a sentence of the article; absent for the one that the rules found, else the headline.
        type: from the published list of event types.
    """

    action: str | None = optional(min_length=1)
    summary: str | None = optional(min_length=1)
    type: str | None = optional()

    @field_validator("type")
    @classmethod
    def _is_listed(cls, value: str | None) -> str | None:
        known = (OTHER, *(each.name for each in event_types()))
        if value is not None and value not in known:
            raise ValueError(f"{value[:40]!r} is none of {', '.join(known)}")
        return value


class EditedWhen(Frozen):
    """A date that is set.

    Args:
        value: ISO 8601 or EDTF.
        text: words of the article that say so; absent where the rules found the date.
        role: of the date; event unless the editor says otherwise.
        remove: it is none.
    """

    value: str
    text: str | None = optional(min_length=1)
    role: WhenRole = "event"
    remove: Literal[True] | None = optional()

    @field_validator("value")
    @classmethod
    def _is_a_date(cls, value: str) -> str:
        precision_of(value)
        return value


class EditedWhere(Frozen):
    """A place that is set; what is not given stays as the rules found it.

    Args:
        name: as it stands in the article.
        kind: country, region, city, area or venue.
        role: of the place; event unless the editor says otherwise.
        country_code: ISO 3166-1 alpha-2.
        admin1: name of the first-level region.
        latitude: degrees north, WGS 84.
        longitude: degrees east, WGS 84.
        geonames_id: number in GeoNames.
        remove: it is none.
    """

    name: str = Field(min_length=1)
    kind: WhereKind | None = optional()
    role: WhereRole = "event"
    country_code: str | None = optional(pattern=r"^[A-Z]{2}$")
    admin1: str | None = optional()
    latitude: float | None = optional(ge=-90, le=90)
    longitude: float | None = optional(ge=-180, le=180)
    geonames_id: int | None = optional(gt=0)
    remove: Literal[True] | None = optional()


class EditedSpeaker(Frozen):
    """The speaker of a quotation that is set.

    Args:
        quote: words of the quotation.
        name: as it stands in the article; absent where nobody is to be named.
    """

    quote: str = Field(min_length=1)
    name: str | None = optional(min_length=1)


class Edits(Frozen):
    """All that an editor says of an article's answers; a question that is absent is left to the rules.

    Args:
        who: participants; an empty list takes all of them out.
        what: the main event.
        when: dates; an empty list takes all of them out.
        where: places; an empty list takes all of them out.
        speakers: of quotations.
    """

    who: tuple[EditedWho, ...] | None = optional()
    what: EditedWhat | None = optional()
    when: tuple[EditedWhen, ...] | None = optional()
    where: tuple[EditedWhere, ...] | None = optional()
    speakers: tuple[EditedSpeaker, ...] | None = optional()

    def said(self) -> dict[str, Any]:
        """Write them as a front matter has them."""
        return {question: said or NONE for question, said in self.model_dump(mode="json").items()}
