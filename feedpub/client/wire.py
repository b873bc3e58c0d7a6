"""What the server says, validated: changes, pages of them, lines of a snapshot, states.

``feedpub.model.listing`` and ``feedpub.model.snapshot`` say what today's server sends, to the last member; a client that
follows a later one passes over members that it does not know.
"""

from collections.abc import Mapping
from functools import cached_property
from typing import Annotated, Any, Literal, Self

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, JsonValue, TypeAdapter, ValidationError, model_validator

from feedpub.client.errors import ProofError
from feedpub.model.base import fault_of
from feedpub.model.digests import digest_of
from feedpub.model.event import SCHEMA_VERSION, Event

Hex = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
"""A SHA-256 digest."""


class Told(BaseModel):
    """Something the server says: it cannot change, and a later server may say more."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class Documented(Told):
    """An event with what the server says of it.

    Args:
        id: the article's.
        revision: of the article.
        updated: when what readers see last changed.
        url: of the article's page.
        digest: SHA-256 of the document's canonical JSON (RFC 8785).
        document: the event's, exactly as it came.

    Raises:
        ProofError: the document is not the one that the digest is of.
    """

    id: str
    revision: int
    updated: AwareDatetime
    url: str
    digest: Hex
    document: dict[str, JsonValue] = Field(alias="event")

    @model_validator(mode="after")
    def _sound(self) -> Self:
        if digest_of(self.document) != self.digest:
            raise ProofError(self.id, f"revision {self.revision} is not the document that its digest is of")
        return self

    @cached_property
    def event(self) -> Event:
        """The event, validated; what a later server adds to its document is left to ``document``.

        Raises:
            ProofError: its evidence does not hold, or it is of a version of the schema that this client does not know.
        """
        if self.fault is not None:
            raise ProofError(self.id, self.fault)
        return self._validated

    @cached_property
    def fault(self) -> str | None:
        """What is wrong with the event; None where nothing is. What nobody can read may be copied all the same."""
        try:
            self._validated  # noqa: B018 - asked for because of what it raises
        except ValidationError as error:
            return ": ".join(fault_of(error))
        return None

    @cached_property
    def _validated(self) -> Event:
        version = str(self.document.get("schema_version"))
        # A later minor version adds members and takes none away.
        same = version.split(".", maxsplit=1)[0] == SCHEMA_VERSION.split(".")[0]
        known = self.document | ({"schema_version": SCHEMA_VERSION} if same else {})
        return Event.model_validate(known, extra="ignore")


class Upsert(Documented):
    """An article is new or another, or matches the filter from now on.

    Args:
        sequence: the change's number; None of an event in a snapshot, which is of no one change.
        chain: the running digest over all changes up to this one; None in a filtered list and a snapshot.
        skipped: digests of the changes before it that are not told, in order.
    """

    op: Literal["upsert"] = "upsert"
    sequence: int | None = Field(default=None, gt=0)
    chain: Hex | None = None
    skipped: tuple[Hex, ...] = ()


class Delete(Told):
    """An article is gone.

    Args:
        sequence: the change's number.
        id: the article's.
        removed: when.
        url: that its page had.
        chain: as in ``Upsert``.
        skipped: as in ``Upsert``.
    """

    op: Literal["delete"]
    sequence: int = Field(gt=0)
    id: str
    removed: AwareDatetime
    url: str
    chain: Hex | None = None
    skipped: tuple[Hex, ...] = ()


class Leave(Told):
    """An article stands, and does not match the filter any more.

    Args:
        sequence: the change's number.
        id: the article's.
        updated: when it ceased to match.
    """

    op: Literal["leave"]
    sequence: int = Field(gt=0)
    id: str
    updated: AwareDatetime


class Restart(Told):
    """All that there is follows as upserts: whatever is held so far may be out of date.

    Args:
        count: how many events follow, less those that are withdrawn meanwhile.
        sequence: of the snapshot.
    """

    op: Literal["restart"] = "restart"
    count: int
    sequence: int


class Complete(Told):
    """All that there is has been told: what was not told since the restart is gone.

    Args:
        sequence: of the snapshot.
    """

    op: Literal["complete"] = "complete"
    sequence: int


Listed = Annotated[Upsert | Delete | Leave, Field(discriminator="op")]
Change = Upsert | Delete | Leave | Restart | Complete
"""What a follower is told."""

LISTED: TypeAdapter[Upsert | Delete | Leave] = TypeAdapter(Listed)


class ChangePage(Told):
    """A page of the list of changes.

    Args:
        items: the changes, in order.
        cursor: where the list goes on.
        sequence: of the cursor.
        has_more: there are more already.
        chain: up to ``sequence``; None in a filtered list.
        skipped: digests of the changes between the last item and ``sequence``, of which none is told, in order.
    """

    items: tuple[Listed, ...]
    cursor: str
    sequence: int
    has_more: bool
    chain: Hex | None = None
    skipped: tuple[Hex, ...] = ()


class Moved(Told):
    """A stream that goes on without having told anything.

    Args:
        cursor: where the list goes on.
        sequence: of the cursor.
        chain: as in ``ChangePage``.
        skipped: as in ``ChangePage``.
    """

    cursor: str
    sequence: int
    chain: Hex | None = None
    skipped: tuple[Hex, ...] = ()


class HeadLine(Told):
    """The first line of a snapshot.

    Args:
        sequence: of the set that the snapshot is of.
        cursor: where the list of changes goes on behind it.
        count: events in the set.
        digest: of the set.
        chain: up to ``sequence``; None of a filtered snapshot.
    """

    sequence: int
    cursor: str
    count: int
    digest: Hex
    chain: Hex | None = None


class Gone(Told):
    """An event of the snapshot that has been withdrawn or removed since, so that its document is not told any more."""

    id: str
    digest: Hex
    gone: Literal[True]


class EndLine(Told):
    """The last line of a snapshot."""

    end: Literal[True]
    count: int


def snapshot_line(line: Mapping[str, Any]) -> Upsert | Gone | EndLine:
    """Validate a line of a snapshot behind its first.

    Args:
        line: parsed.

    Returns:
        What it is.

    Raises:
        pydantic.ValidationError: it is none.
        ProofError: the document is not the one that the digest is of.
    """
    if "end" in line:
        return EndLine.model_validate(line)
    return Gone.model_validate(line) if "gone" in line else Upsert.model_validate(line)


class HeldEvent(Told):
    """One event of a set, by its digest."""

    id: str
    digest: Hex


class SetPart(Told):
    """The part of a set whose ids begin alike.

    Args:
        prefix: the first hexadecimal digits of their UUIDs.
        count: events in it.
        digest: of it.
    """

    prefix: str
    count: int
    digest: Hex


class SetState(Told):
    """What the set of all events that match is at present.

    Args:
        sequence: of the last change that it has.
        count: events in it, or in the part that was asked about.
        digest: of these.
        children: the parts of it, one for each next digit that any has.
        events: all in it, where these are few and a part was asked about.
    """

    sequence: int
    count: int
    digest: Hex
    children: tuple[SetPart, ...] = ()
    events: tuple[HeldEvent, ...] | None = None
