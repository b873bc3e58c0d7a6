"""The links of changes that are told to nobody, without which a reader could not follow the chain past them."""

from collections.abc import Iterator, Mapping, Sequence

from sqlalchemy import Connection, select

from feedpub.model.digests import hidden_link
from feedpub.model.record import Change
from feedpub.store.proof import Entered
from feedpub.store.tables import changes


def with_skipped(connection: Connection, told: Sequence[Change], after: int) -> tuple[Change, ...]:
    """Add to changes the links of what is skipped before each.

    Args:
        connection: of a reader.
        told: a page of the change list that leaves out nothing that is told.
        after: number behind which it begins.

    Returns:
        The same changes.
    """
    if not told or told[-1].sequence - after == len(told):
        return tuple(told)
    return tuple(_filled(told, after, _links(connection, after, told[-1].sequence, [change.sequence for change in told])))


def skipped_between(connection: Connection, after: int, until: int) -> tuple[str, ...]:
    """Return the links of numbers of which none is told.

    Args:
        connection: of a reader.
        after: number behind which they begin.
        until: the last of them.
    """
    links = _links(connection, after, until, ())
    return tuple(_link(links, number) for number in range(after + 1, until + 1))


def _filled(told: Sequence[Change], after: int, links: Mapping[int, str]) -> Iterator[Change]:
    for change in told:
        skipped = tuple(_link(links, number) for number in range(after + 1, change.sequence))
        yield change.model_copy(update={"skipped": skipped}) if skipped else change
        after = change.sequence


def _link(links: Mapping[int, str], number: int) -> str:
    # A number without a row was lost with a part of the database: nobody was told anything under it.
    return links.get(number) or hidden_link(number)


def _links(connection: Connection, after: int, until: int, told: Sequence[int]) -> dict[int, str]:
    columns = (changes.c.sequence, changes.c.op, changes.c.article_id, changes.c.revision, changes.c.digest)
    query = select(*columns).where(changes.c.sequence > after, changes.c.sequence <= until)
    rows = connection.execute(query.where(changes.c.sequence.not_in(told)))
    return {row.sequence: Entered(*row).link for row in rows}
