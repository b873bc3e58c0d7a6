"""Where a copy differs from its site, found by parting the ids until few are left, and mended by reading these again."""

from pydantic import ValidationError
from pydantic_core import from_json

from feedpub.client import snapshot
from feedpub.client.asking import Asking, told
from feedpub.client.copy import Copy, before, last
from feedpub.client.errors import LostError, ProofError
from feedpub.client.exchange import Close, Exchange, Verdict, lines
from feedpub.client.position import Position
from feedpub.client.wire import EndLine, Gone, SetState, Upsert, snapshot_line
from feedpub.model.base import fault_of
from feedpub.model.digests import NOTHING

PATH = "/api/state"
_MOST = 64  # parts that are mended one by one; where more differ, one snapshot costs the site less
_DIGITS = "0123456789abcdef"
_LONGEST = 8  # digits that may be asked for


def mend(asking: Asking, copy: Copy, position: Position) -> Exchange[Verdict]:
    """Find where a copy differs from its site, and mend it.

    Args:
        asking: of the site.
        copy: to mend.
        position: of the copy, at the end of a page: the copy is mended as of it, and goes on from there.

    Returns:
        What was found. ``anew``: too much differs, and all is to be read anew.
    """
    requests, count, digest = asking.requests, copy.count, copy.digest
    prefixes = yield from _differing(asking, copy)
    found: list[str] = []
    for prefix in prefixes or ():
        there, gone = yield from _read_again(asking, position, prefix)
        found += copy.replace(prefix, there, gone)
    spent = asking.requests - requests
    return Verdict(position.sequence, count, digest, tuple(sorted(found)), anew=prefixes is None, requests=spent)


def _differing(asking: Asking, copy: Copy) -> Exchange[list[str] | None]:
    """List the parts that differ, as small as the site tells them; None where there are too many."""
    open_parts, found = [""], list[str]()
    while open_parts:
        prefix = open_parts.pop()
        state = told((yield from asking.get(PATH, {"prefix": prefix} if prefix else {})), SetState)
        if state.events is not None or len(prefix) == _LONGEST:
            held = {one.id: one.digest for one in state.events or ()}
            found += [prefix] if held != copy.held(prefix) else []
            continue
        theirs = {part.prefix: (part.count, part.digest) for part in state.children}
        for part in (prefix + digit for digit in _DIGITS):
            if theirs.get(part, (0, NOTHING)) != copy.part(part):
                # What the site has nothing of needs no closer look.
                (open_parts if part in theirs else found).append(part)
        if len(open_parts) + len(found) > _MOST:
            return None
    return found


def _read_again(asking: Asking, position: Position, prefix: str) -> Exchange[tuple[list[Upsert], set[str]]]:
    """Read a part of the set as of a position.

    Returns:
        The events in it; and the ids of those that were withdrawn since, of which more is told behind the position.
    """
    lower = before(prefix)
    asked = {"snapshot": position.cursor or "", **({"after": lower} if lower else {})}
    while True:
        response = yield from asking.get(snapshot.PATH, asked, streamed=True)
        try:
            read = yield from _part(prefix)
        except LostError as error:
            yield from asking.falter(error)
        except ValidationError as error:
            raise ProofError(response.url, f"a line is none of a snapshot: {': '.join(fault_of(error))}") from error
        else:
            yield Close()
            asking.succeed()
            return read


def _part(prefix: str) -> Exchange[tuple[list[Upsert], set[str]]]:
    there, gone, rest, end = list[Upsert](), set[str](), bytearray(), last(prefix)
    yield from lines(rest)  # the head, which says nothing new
    while (line := (yield from lines(rest))) is not None:
        entry = snapshot_line(from_json(line))
        if isinstance(entry, EndLine) or entry.id > end:
            return there, gone
        if isinstance(entry, Gone):
            gone.add(entry.id)
        else:
            there.append(entry)
    raise LostError(snapshot.PATH, "the snapshot was cut off")
