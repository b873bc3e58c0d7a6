"""That nothing was left out or altered: each change is chained to those before it."""

from collections.abc import Iterable, Iterator, Sequence

from feedpub.client.errors import ProofError
from feedpub.client.position import Chained, Position
from feedpub.client.wire import Change, ChangePage, Delete, Leave, Moved, Upsert
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


def passed(position: Position, end: ChangePage | Moved) -> Position:
    """Go on past changes that nobody is told of.

    Args:
        position: behind the last change that was told.
        end: of a page, or what a stream says of where it has got to.

    Returns:
        The position there; where the end proves nothing, the chain goes on from where it was.

    Raises:
        ProofError: what is skipped does not fit the chain.
    """
    chain = position.chain
    if chain is not None and end.chain is not None and end.skipped and end.sequence > chain.sequence:
        running = _past(chain, end.skipped, end.sequence, "the list")
        if running != end.chain:
            raise ProofError("the list", f"what is skipped before change {end.sequence} does not fit the chain")
        chain = Chained(sequence=end.sequence, chain=running)
    return position.model_copy(
        update={"cursor": end.cursor, "sequence": max(position.sequence, end.sequence), "chain": chain}
    )


def _chain_behind(chain: Chained, item: Upsert | Delete, number: int) -> str:
    running = _past(chain, item.skipped, number - 1, item.id)
    revision, digest = (item.revision, item.digest) if isinstance(item, Upsert) else (None, None)
    return chained(running, link_of(number, item.op, item.id, revision, digest))


def _past(chain: Chained, skipped: Sequence[str], number: int, what: str) -> str:
    """Carry the chain on to a number, over changes that are not told."""
    untold = number - chain.sequence
    if len(skipped) < untold:
        raise ProofError(what, f"{untold} changes up to change {number} are not told, and {len(skipped)} accounted for")
    running = chain.chain
    for link in skipped[len(skipped) - untold :]:
        running = chained(running, link)
    return running
