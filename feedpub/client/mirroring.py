"""The whole of keeping a copy: what following tells is written to it, and from time to time it is compared with the site."""

import time
from dataclasses import replace

from feedpub.client.asking import Asking, told
from feedpub.client.copy import Copy
from feedpub.client.exchange import Batch, Exchange, Progress, Verdict
from feedpub.client.following import Following
from feedpub.client.mending import PATH, mend
from feedpub.client.options import FollowOptions
from feedpub.client.watch import StateWatch
from feedpub.client.wire import SetState

_MOST_LOOKS = 5  # while a site is written to, its state and its list of changes are rarely of the same number


def mirror_site(copy: Copy, options: FollowOptions) -> Exchange[None]:
    """Keep a copy of a site, and tell how far it has come.

    Args:
        copy: to keep; it says what it is cut to.
        options: how.
    """
    asking = Asking(copy.filters, options)
    yield from _following(copy, asking, options).run()


def verify_copy(copy: Copy, options: FollowOptions) -> Exchange[None]:
    """Bring a copy up to date, compare every document in it with the site, mend what differs, and give a verdict.

    Args:
        copy: to compare.
        options: how.
    """
    asking, once = Asking(copy.filters, options), replace(options, once=True)
    copy.recount()
    for look in range(_MOST_LOOKS):
        following = _following(copy, asking, once)
        yield from following.run()
        state = told((yield from asking.get(PATH, {})), SetState)
        same = (copy.count, copy.digest) == (state.count, state.digest)
        if same or state.sequence == following.position.sequence or look == _MOST_LOOKS - 1:
            break
    if same:
        yield Verdict(following.position.sequence, copy.count, copy.digest)
        return
    verdict = yield from mend(asking, copy, following.position)
    if verdict.anew:
        yield from _following(copy, asking, once, anew=True).run()
    yield verdict


def _following(copy: Copy, asking: Asking, options: FollowOptions, *, anew: bool = False) -> Following:
    def write(batch: Batch) -> Exchange[None]:
        copy.apply(batch)
        opened = batch.position.snapshot
        total = opened.head.count if opened else None
        sequence = opened.head.sequence if opened else batch.position.sequence
        yield Progress(sequence, copy.count, total, len(batch.changes))

    watch = StateWatch(asking, copy, options.check, time.monotonic)
    return Following(asking, write, options, watch, None if anew else copy.position)
