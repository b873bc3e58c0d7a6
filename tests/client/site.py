"""What a site says, line by line, and logic that is answered by hand."""

import json
from collections.abc import Sequence
from typing import Any

from feedpub.client.errors import LostError
from feedpub.client.exchange import Answered, Asked, Batch, Exchange, Read, Request, Response, Step
from feedpub.client.wire import Change
from feedpub.model.digests import NOTHING, SetDigest, chained, digest_of, hidden_link, link_of
from tests.builders import event

UPDATED = "2026-11-28T12:00:00+00:00"


def document(key: str = "harbour", revision: int = 1, **changes: Any) -> dict[str, Any]:
    """An event's document, as a site tells it."""
    told = event(key, **changes).model_copy(update={"revision": revision})
    return dict(json.loads(told.model_dump_json()))


def listed(key: str = "harbour", revision: int = 1, **changes: Any) -> dict[str, Any]:
    """An event as snapshots and changes tell it."""
    told = document(key, revision, **changes)
    head = {"id": told["id"], "revision": revision, "updated": UPDATED, "url": f"https://news.example/articles/{key}"}
    return head | {"digest": digest_of(told), "event": told}


class ChangeList:
    """A list of changes that is chained as a site chains it."""

    def __init__(self) -> None:
        self.chain, self.sequence = NOTHING, 0
        self._skipped: list[str] = []

    def hidden(self) -> None:
        """Count a change that nobody is told."""
        self.sequence += 1
        self._skipped.append(hidden_link(self.sequence))
        self.chain = chained(self.chain, self._skipped[-1])

    def upsert(self, key: str, revision: int = 1) -> dict[str, Any]:
        """Tell of a revision."""
        item = listed(key, revision)
        return self._told(item | {"op": "upsert"}, revision, item["digest"])

    def delete(self, key: str) -> dict[str, Any]:
        """Tell of a removal."""
        gone = {"id": document(key)["id"], "removed": UPDATED, "url": f"https://news.example/articles/{key}"}
        return self._told(gone | {"op": "delete"}, None, None)

    def _told(self, item: dict[str, Any], revision: int | None, digest: str | None) -> dict[str, Any]:
        self.sequence += 1
        self.chain = chained(self.chain, link_of(self.sequence, item["op"], item["id"], revision, digest))
        skipped, self._skipped = self._skipped, []
        return item | {"sequence": self.sequence, "chain": self.chain, "skipped": skipped}


def page(items: Sequence[dict[str, Any]], cursor: str, sequence: int, *, more: bool = False, **others: Any) -> Response:
    """A page of changes."""
    body = {"items": list(items), "cursor": cursor, "sequence": sequence, "has_more": more, "next": None, **others}
    return Response("https://news.example/api/changes", 200, {}, json.dumps(body).encode(), 30.0)


def refused(status: int, **headers: str) -> Response:
    """An answer that is none."""
    told = {name.replace("_", "-"): value for name, value in headers.items()}
    return Response("https://news.example/api/changes", status, told, b'{"title": "No", "detail": "not so"}')


def snapshot(*keys: str, sequence: int = 7, cursor: str = "s7", chain: str | None = None) -> list[bytes]:
    """The lines of a snapshot."""
    found, total = sorted((listed(key) for key in keys), key=lambda one: str(one["id"])), SetDigest()
    for one in found:
        total.add(one["id"], one["digest"])
    head = {"sequence": sequence, "cursor": cursor, "count": len(found), "digest": total.hex, "filters": "", "chain": chain}
    return [json.dumps(line).encode() + b"\n" for line in (head, *found, {"end": True, "count": len(found)})]


OPENED = Response("https://news.example/api/events.ndjson", 200, {"content-type": "application/x-ndjson"})


class Script:
    """Answers what logic asks for, in order; notes what was asked and what was told.

    Args:
        answers: responses to requests, bytes to readings; an error is thrown.
    """

    def __init__(self, *answers: Response | bytes | LostError) -> None:
        self._answers = list(answers)
        self.asked: list[Asked] = []
        self.told: list[Change] = []
        self.steps: list[Step] = []

    def run(self, logic: Exchange[Any]) -> Any:
        """Run logic until it ends, or until there are no more answers."""
        answer: Answered | LostError = None
        try:
            while True:
                asked = logic.throw(answer) if isinstance(answer, LostError) else logic.send(answer)
                answer = None
                if isinstance(asked, Step):
                    self.steps.append(asked)
                    self.told += [change for change, _ in asked.changes] if isinstance(asked, Batch) else []
                    continue
                self.asked.append(asked)
                if isinstance(asked, Request | Read):
                    if not self._answers:
                        return None
                    answer = self._answers.pop(0)
        except StopIteration as ended:
            return ended.value

    @property
    def requests(self) -> list[Request]:
        """The requests, in order."""
        return [asked for asked in self.asked if isinstance(asked, Request)]
