"""The event: the five answers that an article gives, each with the characters that prove it."""

from collections.abc import Iterator
from typing import Literal, Self

from pydantic import Field, model_validator

from feedpub.model.article import Article, Status
from feedpub.model.base import Frozen, optional
from feedpub.model.edits import WhenRole, WhereKind, WhereRole, WhoKind, WhoRole
from feedpub.model.edtf import Precision, precision_of
from feedpub.model.span import Evidence

__all__ = [
    "SCHEMA_VERSION",
    "Answer",
    "Answers",
    "Event",
    "Head",
    "Quote",
    "QuoteKind",
    "Speaker",
    "What",
    "When",
    "WhenRole",
    "Where",
    "WhereKind",
    "WhereRole",
    "WhereUse",
    "Who",
    "WhoKind",
    "WhoRole",
]

SCHEMA_VERSION: Literal["1.1"] = "1.1"

WhereUse = Literal["literal", "metonym", "demonym", "in_name"]
QuoteKind = Literal["direct", "mixed", "indirect"]


class Answer(Frozen):
    """What every answer carries.

    Args:
        evidence: the characters that prove it, best first.
        rule: that claimed it; ``editor`` where a person did.
        confidence: the share of answers of that rule, under like conditions, that annotated news shows to be right; 0 where
            nobody has measured it.
    """

    evidence: Evidence = Field(min_length=1)
    rule: str = Field(min_length=1)
    confidence: float = Field(default=0.0, ge=0, le=1)


class Who(Answer):
    """A participant, with every mention of it.

    Args:
        id: unique within the event; quotes refer to it.
        name: canonical within the article: the longest form, without honorific, rank or job title.
        kind: person, organization or group; unknown where too little tells.
        role: in the main event; where several fit: agent, affected, speaker, mentioned.
        title: honorific, rank or job title.
        affiliation: the organisation stated to be theirs.
    """

    id: str = Field(min_length=1)
    name: str = Field(min_length=1)
    kind: WhoKind
    role: WhoRole = "mentioned"
    title: str | None = optional()
    affiliation: str | None = optional()


class What(Answer):
    """The main event.

    Args:
        summary: one sentence, verbatim.
        action: the verb phrase that happened, in the article's words.
        type: from the published list of event types.
    """

    summary: str = Field(min_length=1)
    action: str = Field(min_length=1)
    type: str = "other"


class When(Answer):
    """A date or time that the article names.

    Args:
        value: ISO 8601 or EDTF.
        precision: how exact the text is.
        role: event for the main event's date.
        text: the expression, as written.
    """

    value: str
    precision: Precision
    role: WhenRole = "mentioned"
    text: str = Field(min_length=1)

    @model_validator(mode="after")
    def _value_is_a_date(self) -> Self:
        found = precision_of(self.value)
        if self.precision != found:
            raise ValueError(f"{self.value} is a {found}, not a {self.precision}")
        return self


class Where(Answer):
    """A place that the article names.

    Args:
        name: the place's name.
        kind: country, region, city, area or venue.
        use: literal, or how else the name is used; only literal places are where an event happened.
        role: event over dateline over mentioned.
        country_code: ISO 3166-1 alpha-2.
        admin1: name of the first-level region.
        latitude: degrees north, WGS 84.
        longitude: degrees east, WGS 84.
        geonames_id: number in GeoNames.
    """

    name: str = Field(min_length=1)
    kind: WhereKind
    use: WhereUse = "literal"
    role: WhereRole = "mentioned"
    country_code: str | None = optional(pattern=r"^[A-Z]{2}$")
    admin1: str | None = optional()
    latitude: float | None = optional(ge=-90, le=90)
    longitude: float | None = optional(ge=-180, le=180)
    geonames_id: int | None = optional(gt=0)

    @model_validator(mode="after")
    def _only_literal_places_happen(self) -> Self:
        if self.use != "literal" and self.role != "mentioned":
            raise ValueError(f"{self.name} is used as {self.use}: it cannot be the {self.role} place")
        if (self.latitude is None) != (self.longitude is None):
            raise ValueError(f"{self.name} has half a pair of coordinates")
        return self


class Speaker(Answer):
    """Who said it.

    Args:
        name: canonical name, or the words that name the speaker.
        who: id of the participant, where there is one.
        text: the mention nearest the quotation, as written; it is ``evidence[0]``.
    """

    name: str = Field(min_length=1)
    who: str | None = optional()
    text: str = Field(min_length=1)


class Quote(Answer):
    """Something said or written by somebody.

    Args:
        id: unique within the event.
        text: the parts without marks, joined by a space, paragraphs by a blank line.
        kind: direct (a full statement), mixed (quoted words inside a reporting clause) or indirect (no marks).
        speaker: null where the text names none.
        cue: the reporting words, such as "said".
    """

    id: str = Field(min_length=1)
    text: str = Field(min_length=1)
    kind: QuoteKind
    speaker: Speaker | None = None
    cue: str | None = optional()


class Answers(Frozen):
    """The five answers, each list ordered by importance, the main answer first."""

    who: tuple[Who, ...] = ()
    what: What | None = None
    when: tuple[When, ...] = ()
    where: tuple[Where, ...] = ()
    quotes: tuple[Quote, ...] = ()

    def all(self) -> Iterator[tuple[str, Answer]]:
        """Walk over every answer with its address in the document, such as ``quotes/0/speaker``."""
        for question in ("who", "when", "where", "quotes"):
            for place, answer in enumerate(getattr(self, question)):
                yield f"{question}/{place}", answer
                if isinstance(answer, Quote) and answer.speaker:
                    yield f"{question}/{place}/speaker", answer.speaker
        if self.what:
            yield "what", self.what

    @property
    def confidence(self) -> float:
        """How sure the surest answer is, but for speakers, who go with what they said; 0 where there is none."""
        return max((answer.confidence for _, answer in self.all() if not isinstance(answer, Speaker)), default=0.0)


class Head(Frozen):
    """What stands before the answers in an event's document.

    Args:
        schema_version: of the document's shape.
        id: the article's id.
        revision: counts the stored versions from 1; 0 for an event that no store keeps.
        status: the article's.
        article: the article that proves the answers.
    """

    schema_version: Literal["1.1"] = SCHEMA_VERSION
    id: str
    revision: int = Field(default=0, ge=0)
    status: Status = "usable"
    article: Article


class Event(Answers, Head):
    """One validated news event together with the article that proves it.

    Raises:
        pydantic.ValidationError: among others where evidence does not slice back to its own text.
    """

    @model_validator(mode="after")
    def _proven(self) -> Self:
        text = self.article.text
        for place, answer in self.all():
            for span in answer.evidence:
                # An event has dozens, and is read for each page: nothing is called for those of the text, which most are.
                stands = span.field is None and text[span.start : span.end] == span.text
                if not stands and not self.article.proves(span):
                    raise ValueError(f"{place}: evidence {span.start}-{span.end} does not read {span.text!r}")
        return self

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        if (self.id, self.status) != (self.article.id, self.article.status):
            raise ValueError("the event's id and status are not its article's")
        known = {who.id for who in self.who}
        named = {quote.id for quote in self.quotes}
        if len(known) != len(self.who) or len(named) != len(self.quotes):
            raise ValueError("two participants or two quotes share an id")
        for quote in self.quotes:
            if quote.speaker and quote.speaker.who is not None and quote.speaker.who not in known:
                raise ValueError(f"quote {quote.id}: {quote.speaker.who} is not among who")
        return self
