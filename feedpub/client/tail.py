"""What changes: asked for page by page, or read from a stream."""

from pydantic import ValidationError

from feedpub.client.asking import Asking, told
from feedpub.client.errors import LostError, ProofError
from feedpub.client.exchange import Batch, Close, Exchange, Handle, Pause, Response
from feedpub.client.options import FollowOptions
from feedpub.client.position import Position
from feedpub.client.proof import Item, passed, proven
from feedpub.client.stream import StreamEvent, next_event
from feedpub.client.watch import StateWatch
from feedpub.client.wire import LISTED, ChangePage, Moved
from feedpub.model.base import fault_of

PATH = "/api/changes"
_STREAM = "text/event-stream"


class Tail:
    """Follows the list of changes.

    Args:
        asking: of the site.
        handle: is given what it tells.
        position: to go on from.
        options: how.
        watch: compares what has come with the site's state.
    """

    def __init__(
        self, asking: Asking, handle: Handle, position: Position, options: FollowOptions, watch: StateWatch
    ) -> None:
        self._asking, self._handle, self._options, self._watch = asking, handle, options, watch
        self._position = position
        self._known: tuple[str, str] | None = None  # a cursor, and the entity tag of the empty page behind it

    def follow(self) -> Exchange[None]:
        """Tell changes for ever, or until nothing more has come.

        Raises:
            ExpiredError: what there is must be read anew.
            ProofError: something does not fit what was told before.
        """
        if self._options.mode == "stream" and not self._options.once:
            yield from self._stream()
        yield from self._poll()

    def _poll(self) -> Exchange[None]:
        while True:
            yield from self._watch.look(self._position)
            waiting = self._waits()
            response = yield from self._asking.get(PATH, self._parameters(waiting), self._condition())
            self._asking.succeed()
            page = None if response.status == 304 else told(response, ChangePage)
            if page:
                self._remember(page, response)
                yield from self._tell(page.items, page)
            if page and (page.has_more or page.items):
                continue
            yield from self._watch.rest(self._position)
            if self._options.once:
                return
            # A site that does not wait, or has no room for who waits, is not asked again at once.
            if response.seconds < waiting / 2 or not waiting:
                yield Pause(self._options.interval * self._options.chance.uniform(0.8, 1.2))

    def _waits(self) -> int:
        """Tell for how long the site may wait with its answer: not where something else is to be done after it."""
        return 0 if self._options.once or self._watch.expecting else self._options.wait

    def _parameters(self, waiting: int) -> dict[str, str]:
        wait = {"wait": str(waiting)} if waiting else {}
        return {**self._after(), "limit": str(self._options.limit), **wait}

    def _after(self) -> dict[str, str]:
        return {"after": self._position.cursor} if self._position.cursor else {}

    def _condition(self) -> dict[str, str]:
        cursor, tag = self._known or (None, "")
        return {"If-None-Match": tag} if cursor is not None and cursor == self._position.cursor else {}

    def _remember(self, page: ChangePage, response: Response) -> None:
        tag = response.headers.get("etag")
        self._known = (page.cursor, tag) if tag and not page.items else None

    def _tell(self, items: tuple[Item, ...], end: ChangePage | Moved) -> Exchange[None]:
        """Hand over what is new, parted where the copy is to be compared, and move on."""
        pairs = tuple(proven(items, self._position))
        behind = passed(pairs[-1][1] if pairs else self._position, end)
        if (cut := self._watch.cut(pairs)) is not None:
            if cut:
                yield from self._handle(Batch(pairs[:cut], pairs[cut - 1][1]))
            self._watch.compare()
        if behind != self._position:
            yield from self._handle(Batch(pairs[cut or 0 :], behind))
        self._position = behind
        yield from self._watch.settle(behind)

    def _stream(self) -> Exchange[None]:
        """Read streams, one after the other; return where the site has none."""
        while True:
            response = yield from self._asking.get(PATH, self._after(), {"Accept": _STREAM}, streamed=True)
            if not response.headers.get("content-type", "").startswith(_STREAM):
                yield Close()
                return
            lost = LostError(response.url, "the stream has ended")
            rest = bytearray()
            try:
                while (event := (yield from next_event(rest))) is not None:
                    self._asking.succeed()
                    yield from self._hear(event, response.url)
            except LostError as error:
                lost = error
            yield Close()
            yield from self._asking.falter(lost)

    def _hear(self, event: StreamEvent, url: str) -> Exchange[None]:
        try:
            if event.name in ("upsert", "delete", "leave"):
                item = LISTED.validate_json(event.data)
                behind = Moved(cursor=event.id or self._position.cursor or "", sequence=item.sequence or 0)
                yield from self._tell((item,), behind)
            elif event.name == "cursor":
                yield from self._tell((), Moved.model_validate_json(event.data))
        except ValidationError as error:
            raise ProofError(url, f"tells no change: {': '.join(fault_of(error))}") from error
        if not event.name:  # a sign of life behind all that there was
            yield from self._watch.rest(self._position)
        yield from self._watch.look(self._position)
