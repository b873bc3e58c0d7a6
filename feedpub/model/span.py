"""Evidence: the characters of an article that prove an answer."""

from typing import Literal, Self

from pydantic import Field, model_validator

from feedpub.model.base import Frozen, optional

EvidenceField = Literal["headline", "standfirst"]


class Span(Frozen):
    """Half-open code points into an article's text, or into its headline or standfirst.

    Args:
        start: first code point.
        end: the code point after the last.
        text: exactly the characters between them.
        field: absent for the article's text, else the field that the offsets count in.
    """

    start: int = Field(ge=0)
    end: int = Field(gt=0)
    text: str = Field(min_length=1)
    field: EvidenceField | None = optional()

    @model_validator(mode="after")
    def _as_long_as_its_text(self) -> Self:
        if self.end - self.start != len(self.text):
            raise ValueError(f"span {self.start}-{self.end} cannot hold {len(self.text)} characters")
        return self


Evidence = tuple[Span, ...]
