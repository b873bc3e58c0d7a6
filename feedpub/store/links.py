"""The links of changes that are told to nobody, without which a reader could not follow the chain past them."""

from collections.abc import Iterator, Sequence

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
    return tuple(_filled(told, after, _links(connection, told, after)))


def _filled(told: Sequence[Change], after: int, links: dict[int, str]) -> Iterator[Change]:
    for change in told:
        between = range(after + 1, change.sequence)
        # A number without a row was lost with a part of the database: nobody was told anything under it.
        skipped = tuple(links.get(number) or hidden_link(number) for number in between)
        yield change.model_copy(update={"skipped": skipped}) if skipped else change
        after = change.sequence


def _links(connection: Connection, told: Sequence[Change], after: int) -> dict[int, str]:
    columns = (changes.c.sequence, changes.c.op, changes.c.article_id, changes.c.revision, changes.c.digest)
    query = select(*columns).where(changes.c.sequence > after, changes.c.sequence < told[-1].sequence)
    query = query.where(changes.c.sequence.not_in([change.sequence for change in told]))
    return {row.sequence: Entered(*row).link for row in connection.execute(query)}
