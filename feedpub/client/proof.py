"""That nothing was left out or altered: each change is chained to those before it."""

from collections.abc import Iterable, Iterator

from feedpub.client.errors import ProofError
from feedpub.client.position import Chained, Position
from feedpub.client.wire import Change, Delete, Leave, Upsert
from feedpub.model.digests import chained, link_of

Item = Upsert | Delete | Leave


def proven(items: Iterable[Item], position: Position) -> Iterator[tuple[Change, Position]]:
    """Check changes against what was told before them.

    Args:
        items: as a list of changes tells them.
        position: before them.

    Yields:
        Each that is new, with the position behind it.

    Raises:
        ProofError: one is out of order, or does not fit the chain.
    """
    last = 0
    for item in items:
        number = item.sequence
        if number is None or number <= last:
            raise ProofError(item.id, f"change {number} is told behind change {last}")
        last = number
        if number > position.sequence:
            chain = _carried_on(position.chain, item, number)
            position = position.model_copy(update={"sequence": number, "chain": chain})
            yield item, position


def _carried_on(chain: Chained | None, item: Item, number: int) -> Chained | None:
    told = None if isinstance(item, Leave) else item.chain
    if isinstance(item, Leave) or told is None:
        if chain is not None:
            raise ProofError(item.id, f"change {number} has no chain, and those before it have")
        return None
    if chain is not None and told != _chain_behind(chain, item, number):
        raise ProofError(item.id, f"change {number} does not fit the chain of those before it: one was left out or altered")
    return Chained(sequence=number, chain=told)


def _chain_behind(chain: Chained, item: Upsert | Delete, number: int) -> str:
    untold = number - chain.sequence - 1
    if len(item.skipped) < untold:
        raise ProofError(
            item.id, f"{untold} changes before change {number} are not told, and {len(item.skipped)} accounted for"
        )
    running = chain.chain
    for link in item.skipped[len(item.skipped) - untold :]:
        running = chained(running, link)
    revision, digest = (item.revision, item.digest) if isinstance(item, Upsert) else (None, None)
    return chained(running, link_of(number, item.op, item.id, revision, digest))
