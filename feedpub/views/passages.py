"""What was changed in a text, for readers: the words that were struck and those that were added, within what stayed."""

import re
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from markupsafe import Markup, escape

# Words with the space behind them: spaces alone would be found alike everywhere, which takes seconds and says nothing.
_WORDS = re.compile(r"\S+\s*")
_AROUND = 6  # words that are shown of what stayed, on each side of a change
# Words of a passage that are compared one by one: in longer ones all is struck and all added, which takes no time.
_MOST = 1_000


class PassageChange(NamedTuple):
    """A passage of a text before and after a change; either may be empty."""

    before: str
    after: str


def changed(passages: Iterable[PassageChange]) -> tuple[Markup, ...]:
    """Write passages with what was struck and what was added.

    Args:
        passages: that are not the same before and after.

    Returns:
        HTML of each, with ``<del>`` and ``<ins>``.
    """
    return tuple(Markup("").join(_written(*passage)) for passage in passages)


def _written(before: str, after: str) -> Iterator[Markup]:
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    if max(len(old), len(new)) > _MOST:
        yield from _replaced(old, new)
        return
    before_words, after_words = ([word.rstrip() for word in words] for words in (old, new))
    codes = SequenceMatcher(None, before_words, after_words, autojunk=False).get_opcodes()
    for number, (op, start, end, from_new, to_new) in enumerate(codes):
        if op == "equal":
            yield _stayed(old[start:end], first=number == 0, last=number == len(codes) - 1)
        else:
            yield from _replaced(old[start:end], new[from_new:to_new])


def _replaced(old: Sequence[str], new: Sequence[str]) -> Iterator[Markup]:
    struck, added = "".join(old), "".join(new)
    if old:
        yield Markup("<del>{}</del>").format(struck.rstrip())
    if new:
        yield Markup("<ins>{}</ins>").format(added.rstrip())
    yield escape((added or struck)[len((added or struck).rstrip()) :])


def _stayed(words: Sequence[str], *, first: bool, last: bool) -> Markup:
    """Write what stayed, without its middle where it is long, and without what is far from any change."""
    most = _AROUND if first or last else 2 * _AROUND
    if len(words) <= most:
        return escape("".join(words))
    begins, ends = "".join(words[:_AROUND]).rstrip(), "".join(words[-_AROUND:])
    return escape(f"… {ends}" if first else f"{begins} …" if last else f"{begins} … {ends}")
