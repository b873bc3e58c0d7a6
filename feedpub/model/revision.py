"""What the JSON API sends of the revisions of an event, and of what each changed."""

from typing import Literal

from pydantic import AwareDatetime, Field, JsonValue

from feedpub.model.base import Frozen, optional
from feedpub.model.listing import PageOfList

_OP = Literal["added", "removed", "changed"]


class ChangedPassage(Frozen):
    """Paragraphs that took the place of others.

    Args:
        before: the paragraphs that were there; empty where they are new.
        after: the paragraphs that are there; empty where they were left out.
    """

    before: str
    after: str


class ChangedField(Frozen):
    """A member of the document, beside its answers, that is not as before.

    Args:
        field: its name, those of the article behind ``article.``.
        before: what it was; null where it was not there, absent for the text.
        after: what it is; null where it is not there, absent for the text.
        passages: of the text, what is not as before.
    """

    field: str
    before: JsonValue = None
    after: JsonValue = None
    passages: tuple[ChangedPassage, ...] | None = optional()


class ChangedAnswer(Frozen):
    """An answer that is new, gone, or not as before.

    Args:
        question: who, what, when or where.
        op: added, removed or changed.
        before: what it was; absent where it is new.
        after: what it is; absent where it is gone.
    """

    question: str
    op: _OP
    before: JsonValue = optional()
    after: JsonValue = optional()


class ChangedQuotation(Frozen):
    """A quotation that is new, gone, or not as before.

    Args:
        quotation: its words.
        op: added, removed or changed.
        before: what it was; absent where it is new.
        after: what it is; absent where it is gone.
    """

    quotation: str
    op: _OP
    before: JsonValue = optional()
    after: JsonValue = optional()


class Differences(Frozen):
    """What a revision changed. Where things stand and how sure answers are is not compared.

    Args:
        fields: of the document and its article.
        answers: to who, what, when and where.
        quotations: what was said.
    """

    fields: tuple[ChangedField, ...]
    answers: tuple[ChangedAnswer, ...]
    quotations: tuple[ChangedQuotation, ...]


class RevisionItem(Frozen):
    """A revision of an event.

    Args:
        revision: its number, from 1.
        sequence: number of the change that made it public.
        updated: when readers could first see it.
        modified: of the last significant change.
        digest: SHA-256 of the canonical JSON (RFC 8785) of its document.
        since: number of the revision that was told before it; absent for the first one.
        differences: from that one; absent for the first one.
    """

    revision: int = Field(ge=1)
    sequence: int = Field(ge=1)
    updated: AwareDatetime
    modified: AwareDatetime
    digest: str
    since: int | None = optional()
    differences: Differences | None = optional()


class RevisionList(PageOfList):
    """A page of the revisions of an event, the latest first.

    Args:
        id: the article's id.
        url: address of its page.
        count: how many revisions are told.
        items: each with what it changed.
    """

    id: str
    url: str
    count: int = Field(ge=0)
    items: tuple[RevisionItem, ...]
