"""Quotation marks: where the words that they enclose begin and end."""

import re
import sys
from bisect import bisect_left
from collections.abc import Callable, Iterator
from functools import cache, partial
from typing import NamedTuple

_MARK = re.compile(r"``|''|[\"“”„«»‘’']|\n\s*\n|\n(?=\s*[\"“„«‘])")
_DOUBLE = {"``": "''", "“": "”", "„": "“", "«": "»", "»": "«", '"': '"'}
_ELISIONS = re.compile(r"(?:em|til|cause|bout|twas|tis|n|\d\ds?|round|neath)\b", re.IGNORECASE)
_BREAK = re.compile(r"\n\s*\n")
_ENDS_WORD = re.compile(r"(?<=\S)['’](?![^\W_])")
_STOPS = ".,?!…—-"
_BESIDE = frozenset(["", *'.,;:?!)—–\n”"'])  # what follows a mark that surely closes; the text's end does, too
_FARTHEST = 2000  # characters within which a mark that may open must be closed


class Stretch(NamedTuple):
    """Words between quotation marks, within one paragraph.

    Args:
        start: the opening mark.
        end: the code point after the closing mark, or after the last word where it is missing.
        inner_start: first code point between the marks.
        inner_end: the code point after the last between the marks.
        closed: whether a closing mark stands there.
        continues: whether the next stretch carries the same quotation on (opening mark repeated, closing mark once), mostly
            in the next paragraph.
        double: whether the marks are double ones.
    """

    start: int
    end: int
    inner_start: int
    inner_end: int
    closed: bool
    continues: bool
    double: bool


class _Open(NamedTuple):
    at: int
    inner: int
    mark: str
    closer: str
    close: int = -1  # where a single mark closes, known when it opens


class _Singles:
    """Where single marks of a text may close, looked up when the first of them opens; most texts have none.

    A search for the closing mark goes no further than the paragraph's end and 2,000 characters.

    Args:
        text: that they stand in.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._breaks = [match.start() for match in _BREAK.finditer(text)]
        self._reopened = [match.start() for match in re.finditer("‘", text)]
        self._ends = [match.start() for match in _ENDS_WORD.finditer(text)]
        self._beside = [at for at in self._ends if text[at - 1] in _STOPS or text[at + 1 : at + 2] in _BESIDE]
        self._plain = [at for at in self._ends if text[at - 1] != "s"]  # "workers’" hardly closes anything

    def close(self, mark: str, inner: int) -> int | None:
        """Find the closing single mark: the first beside punctuation, else the first that ends a word, in s only if all do.

        Args:
            mark: that opens.
            inner: the code point after it.

        Returns:
            Its place; None where none closes it.
        """
        limit = min(_next(self._breaks, inner), inner + _FARTHEST, len(self._text))
        reopened = _next(self._reopened, inner) if mark == "‘" else limit
        first = bisect_left(self._ends, inner + 1)
        # Past a second opening mark no closing mark is looked for, if there was one before it.
        last = max(bisect_left(self._ends, min(reopened, limit)), min(first + 1, bisect_left(self._ends, limit)))
        if first >= last:
            return None
        loose = min(_next(self._plain, inner + 1), self._ends[last - 1])
        beside = min(_next(self._beside, inner + 1), limit - 1 if self._ends[last - 1] == limit - 1 else limit)
        return beside if beside <= self._ends[last - 1] else loose


def _next(places: list[int], start: int) -> int:
    at = bisect_left(places, start)
    return places[at] if at < len(places) else sys.maxsize


def stretches(text: str) -> Iterator[Stretch]:
    """Find the outermost quotations of a text; what is quoted within them belongs to them.

    Knows double, single, curly, low, angle and TeX-style marks; tells apostrophes and inch marks from quotation marks
    ("the workers’ ‘last chance’" has one stretch); where the closing mark is missing the stretch ends with its paragraph,
    or with the sentence before the next opening mark.

    Args:
        text: paragraphs joined by blank lines.

    Yields:
        Stretches in order, none within another.
    """
    found = list(_scan(text))
    for place, stretch in enumerate(found):
        following = found[place + 1] if place + 1 < len(found) else None
        carried = following is not None and not stretch.closed and not text[stretch.end : following.start].strip()
        yield stretch._replace(continues=carried)


def _scan(text: str) -> Iterator[Stretch]:
    pending: _Open | None = None
    singles = cache(partial(_Singles, text))
    for match in _MARK.finditer(text):
        mark, at, after = match.group(), match.start(), match.end()
        if mark[0] == "\n":
            if pending and (mark.count("\n") > 1 or pending.mark in _DOUBLE):
                yield from _unclosed(text, pending, at)
                pending = None
        elif pending is None:
            pending = _opening(text, mark, (at, after), singles)
        elif _closes(text, pending, mark, at, after):
            yield Stretch(pending.at, after, pending.inner, at, closed=True, continues=False, double=pending.mark in _DOUBLE)
            pending = None
        elif pending.mark in _DOUBLE and mark == pending.mark and _reopens(text, mark, at, after):
            yield from _unclosed(text, pending, at if mark == '"' else _last_sentence_end(text, pending.inner, at))
            pending = _Open(at, after, mark, _DOUBLE[mark])
        elif pending.mark not in _DOUBLE and mark in _DOUBLE and pending.close <= after:
            pending = _opening(text, mark, (at, after), singles)
    if pending:
        yield from _unclosed(text, pending, len(text))


def _reopens(text: str, mark: str, at: int, after: int) -> bool:
    """Tell the mark that is repeated where a paragraph began; a straight one does only after a full sentence."""
    return _opens_here(text, at, after) and (mark != '"' or text[max(0, at - 4) : at].rstrip()[-1:] in tuple(".!?…"))


def _opening(text: str, mark: str, place: tuple[int, int], singles: Callable[[], _Singles]) -> _Open | None:
    at, after = place
    if mark in _DOUBLE and (mark in ("“", "„", "``") or _opens_here(text, at, after) or _glued(text, mark, at, after)):
        return _Open(at, after, mark, _DOUBLE[mark])
    if mark == "”" and ((at == 0 or text[at - 1] == "\n") or _opens_here(text, at, after)):
        return _Open(at, after, "“", "”")
    if mark == "‘" or (mark == "'" and _opens_here(text, at, after)):
        if _ELISIONS.match(text, after):
            return None
        close = singles().close(mark, after)
        return None if close is None else _Open(at, after, mark, "’" if mark == "‘" else "'", close)
    return None


def _glued(text: str, mark: str, at: int, after: int) -> bool:
    """Tell the opening mark with a space too few or too many: about"this", about " this", « cela »; one closes it."""
    before, behind = text[at - 1 : at], text[after : after + 1]
    glued = before.isalpha() and behind.isalpha()
    if mark not in ('"', "«") or not (glued or (behind.isspace() and (not before or before.isspace()))):
        return False
    close = text.find(_DOUBLE[mark], after, after + _FARTHEST)
    near = close > after and "\n\n" not in text[after:close]
    return near and (mark == "«" or _closes_here(text, close, close + 1))


def _opens_here(text: str, at: int, after: int) -> bool:
    before = text[at - 1] if at else " "
    return (before.isspace() or before in "([—–-/‘'“\"…:") and after < len(text) and not text[after].isspace()


def _closes_here(text: str, at: int, after: int) -> bool:
    return not text[at - 1].isspace() and (after >= len(text) or not text[after].isalnum())


def _closes(text: str, pending: _Open, mark: str, at: int, after: int) -> bool:
    if pending.mark not in _DOUBLE:
        return at == pending.close
    if mark == "”" and pending.mark in '"“„':
        return True
    if mark == '"' and pending.mark == "“":
        return _closes_here(text, at, after)
    if mark == "“" and pending.mark in '"“':
        return not _opens_here(text, at, after) and _closes_here(text, at, after)
    if mark == '"' == pending.mark:
        return _closes_here(text, at, after) or not _opens_here(text, at, after)
    return mark == pending.closer


def _last_sentence_end(text: str, start: int, end: int) -> int:
    ends = [match.end() for match in re.compile(r"[.!?…](?=\s)").finditer(text, start, end)]
    return ends[0] if ends else end


def _unclosed(text: str, pending: _Open, end: int) -> Iterator[Stretch]:
    while end > pending.inner and text[end - 1].isspace():
        end -= 1
    if end > pending.inner and pending.mark in _DOUBLE:
        yield Stretch(pending.at, end, pending.inner, end, closed=False, continues=False, double=True)
