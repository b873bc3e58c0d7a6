"""An independent client: what openapi-python-client made of the description, and nothing that we know besides.

.ci/contract generates it and runs this: python tests/contract/poller.py ADDRESS, with the package ``client`` on the path.
"""

import sys
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs, urlsplit

from client import Client
from client.api.copies import get_state, list_changes
from client.api.events import get_event, list_events, list_revisions
from client.api.look_ups import list_people, list_quotes
from client.models import EventList, ProblemDetails


def walk(ask: Callable[..., Any], client: Any, **asked: Any) -> list[Any]:
    """Walk a list to its end, by the cursors of its pages."""
    found: list[Any] = []
    while True:
        page = ask(client=client, **asked)
        found += page.items
        if page.next_ is None:
            return found
        asked["cursor"] = parse_qs(urlsplit(page.next_).query)["cursor"][0]


def _follow(client: Any, listed: set[str]) -> None:
    """Keep a copy by the list of changes, and find it to be what the list of events has."""
    copy: dict[str, str] = {}
    page = list_changes.sync(client=client, limit=100)
    while page.items:
        for change in page.items:
            if change.op == "upsert":
                copy[change.id] = change.digest
            else:
                copy.pop(change.id, None)  # of what was taken back before, only the removal is told
        page = list_changes.sync(client=client, after=page.cursor, limit=100)
    assert copy.keys() == listed
    state = get_state.sync(client=client)
    assert state.count == len(copy)
    assert state.sequence >= page.sequence, "what is told to nobody may follow the last change that is"


def main(address: str) -> None:
    """Read everything, and compare what must agree."""
    client = Client(base_url=address, raise_on_unexpected_status=True)
    events = walk(list_events.sync, client, limit=50)
    assert len({one.id for one in events}) == len(events) > 100
    assert {one.status.value for one in events} == {"usable", "canceled"}
    assert [one.id for one in walk(list_events.sync, client, limit=7, person="ingrid-solvang")] == [
        one.id for one in events if any(who.name == "Ingrid Solvang" for who in one.who)
    ]
    assert get_event.sync(events[0].id, client=client) == events[0]
    revisions = walk(list_revisions.sync, client, id=events[0].id)
    assert [one.revision for one in revisions] == list(range(events[0].revision, 0, -1))[: len(revisions)]
    quotes = walk(list_quotes.sync, client, limit=50)
    assert sum(len(one.quotes) for one in events if one.status.value == "usable") == len(quotes) > 0
    people = walk(list_people.sync, client)
    assert {one.label for one in people} >= {"Ingrid Solvang"}
    _follow(client, {one.id for one in events})
    refused = list_events.sync(client=client, limit=0)
    assert isinstance(refused, ProblemDetails)
    assert [one.parameter for one in refused.errors or ()] == ["limit"]
    assert isinstance(list_events.sync(client=client, limit=1), EventList)
    sys.stdout.write(f"a generated client read {len(events)} events, {len(quotes)} quotations, {len(people)} people\n")


if __name__ == "__main__":
    main(sys.argv[1])
