"""Single quotation marks, which are apostrophes, too: where one that opens is closed."""

import re
import sys
from bisect import bisect_left

_BREAK = re.compile(r"\n\s*\n|(?<=[.!?…:'’\"”])\n")  # between paragraphs; after a stop one line break may part them
_LINE_BREAK = re.compile(r"\n")
_OPENS_WORD = re.compile(r"‘|(?<![^\s(\[])'(?=\w)")  # after white space or a bracket, if it is straight
_ENDS_WORD = re.compile(r"(?<=\S)['’](?![^\W_])")
_STOPS = ".,?!…—-"
_BESIDE = frozenset(["", *'.,;:?!)—–\n”"'])  # what follows a mark that surely closes; the text's end does, too
FARTHEST = 2000
"""Characters within which a mark that may open must be closed."""
_OPENS_AFTER = ":,.!?…"  # before a quotation that goes on in the next paragraph: what introduces it, or a sentence's end
_SENTENCE_ENDS = frozenset(".!?…")
_MOST_PARAGRAPHS = 8  # of a quotation; each is asked for again where it opens


class SingleMarks:
    """Where single marks of a text may close, looked up when the first of them opens; most texts have none.

    A search for the closing mark goes no further than the paragraph's end and 2,000 characters.

    Args:
        text: that they stand in.
        elisions: what a mark stands before where it opens nothing.
        lines: whether its lines are its paragraphs.
    """

    def __init__(self, text: str, elisions: re.Pattern[str], *, lines: bool) -> None:
        self._text = text
        self._breaks = [*(match.start() for match in (_LINE_BREAK if lines else _BREAK).finditer(text)), len(text)]
        opening = (match.start() for match in _OPENS_WORD.finditer(text))
        self._reopened = [at for at in opening if not elisions.match(text, at + 1)]
        ends = [match.start() for match in _ENDS_WORD.finditer(text)]
        beside = [at for at in ends if text[at - 1] in _STOPS or text[at + 1 : at + 2] in _BESIDE]
        plain = [at for at in ends if text[at - 1] != "s"]  # "workers’" hardly closes anything
        self._ends = (beside, plain, ends)

    def close(self, inner: int) -> int | None:
        """Find the closing single mark: the first beside punctuation, else the first that ends a word, in s only if all do.

        Args:
            inner: the code point after the mark that opens.

        Returns:
            Its place, before a second opening mark if one stands there; None where none closes it.
        """
        limit = min(_next(self._breaks, inner), inner + FARTHEST)
        nearer = min(limit, _next(self._reopened, inner))
        found = (at for end in (nearer, limit) for ends in self._ends if (at := _next(ends, inner + 1)) < end)
        return next(found, None)

    def carried_to(self, inner: int) -> int | None:
        """Find the paragraph's end where nothing closes a mark because the next ones repeat it, up to one that closes it.

        It opens a sentence, and its paragraph ends with one: 'We go. / 'They stay.'

        Args:
            inner: the code point after the mark.
        """
        before, mark = self._text[max(inner - FARTHEST, 0) : inner - 1], self._text[inner - 1]
        apart = not before.strip() or before.rstrip()[-1] in _OPENS_AFTER or before.rstrip(" ").endswith("\n")
        opens = apart and self._text[inner : inner + 1].isupper()
        first = end = _next(self._breaks, inner)
        for _ in range(_MOST_PARAGRAPHS if opens else 0):
            begin = _next(self._reopened, end)
            apart = begin < end + FARTHEST and not self._text[end:begin].strip()
            if (
                not (apart and self._text[begin] == mark)
                or self._text[max(end - FARTHEST, 0) : end].rstrip()[-1:] not in _SENTENCE_ENDS
            ):
                return None
            if self.close(begin + 1) is not None:
                return first
            end = _next(self._breaks, begin)
        return None


def _next(places: list[int], start: int) -> int:
    at = bisect_left(places, start)
    return places[at] if at < len(places) else sys.maxsize
