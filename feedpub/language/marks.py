"""Quotation marks: where the words that they enclose begin and end."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cache, cached_property
from itertools import chain, zip_longest
from typing import NamedTuple

from feedpub.language.furniture import LONGEST_CAPTION
from feedpub.language.language import Language
from feedpub.language.lexicon import FUNCTION, Is
from feedpub.language.patterns import any_of
from feedpub.language.sentences import ends_line, has_lines
from feedpub.language.single_marks import FARTHEST, SingleMarks

_SENTENCE_END = re.compile(r"[.!?…](?=\s)")
_NAME = r"(?P<name>[A-Z][\w’'-]+(?: [A-Z][\w’'-]+){0,3})"
_TAGS = (
    re.compile(rf"[,?!] (?P<verb>[a-z]+) {_NAME}(?P<next>)"),  # "…, said Osei"
    re.compile(rf"[,?!] {_NAME} (?P<verb>[a-z]+)(?=[.,]\s)(?P<next>)"),  # "…, Ada Osei said."
)
# "Osei said she laughed", a sentence of its own
_TELLING = re.compile(rf"(?:[.!?…] |\"){_NAME} (?P<verb>[a-z]+) (?P<next>\w*)")
_OPENING = frozenset(("“", "„", "``"))  # double marks that open wherever they stand
_FULL_STOPS = frozenset(".!?…")


class QuotedSpan(NamedTuple):
    """Words between quotation marks, within one paragraph.

    Args:
        start: the opening mark.
        end: the code point after the closing mark, or after the last word where it is missing.
        inner_start: first code point between the marks.
        inner_end: the code point after the last between the marks.
        closed: whether a closing mark stands there.
        continues: whether the next span carries the same quotation on (opening mark repeated, closing mark once), mostly
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


class _Marks(NamedTuple):
    """The marks of a language.

    Args:
        pattern: any mark, a blank line, and the end of a line that a mark follows.
        lines: any mark and the end of any line, for copy whose lines are its paragraphs.
        double: what closes a quotation, by the double mark that opens it.
        closers: what closes one where copy is careless, too, two single marks among them.
        elisions: what a single mark stands before where it opens no quotation.
    """

    pattern: re.Pattern[str]
    lines: re.Pattern[str]
    double: Mapping[str, str]
    closers: Mapping[str, Collection[str]]
    elisions: re.Pattern[str]


@cache
def _marks_of(language: Language) -> _Marks:
    double: Mapping[str, str] = language.table("writing", "double_marks")
    writing = language.table("writing")
    closers = language.table("writing", "careless_closers")
    marks = {*double, *double.values(), *chain.from_iterable(closers.values()), *writing.get("single_marks", ())}
    lines = any_of(writing.get("line_marks", ()))
    return _Marks(
        re.compile(rf"{any_of(marks)}|\n\s*\n|\n(?=\s*{lines})"),
        re.compile(rf"{any_of(marks)}|\n\s*"),
        double,
        closers,
        re.compile(rf"(?:{any_of(language.words('endings', 'elision'))}|\d\ds?)\b", re.IGNORECASE),
    )


class _Open(NamedTuple):
    at: int
    inner: int
    mark: str
    close: int = -1  # where a single mark closes, known when it opens
    carried: bool = False  # whether that is a paragraph's end, behind which the next one repeats the mark


def quoted_spans(text: str, language: Language) -> Iterator[QuotedSpan]:
    """Find the outermost quotations of a text; what is quoted within them belongs to them.

    Knows double, single, curly, low, angle and TeX-style marks; tells apostrophes and inch marks from quotation marks
    ("the workers’ ‘last chance’" has one span); where the closing mark is missing the span ends with its paragraph, or with
    the sentence before the next opening mark.

    Args:
        text: paragraphs joined by blank lines.
        language: whose marks they are.

    Yields:
        Spans in order, none within another.
    """
    spans = list(_Scanner(text, language).scan())
    for span, following in zip_longest(spans, spans[1:]):
        open_ = following is not None and not span.closed
        yield span._replace(continues=open_ and _carries(text[span.end : following.start], language))


def _carries(between: str, language: Language) -> bool:
    """Tell whether a quotation without its closing mark goes on behind what stands there: nothing, or a caption's line."""
    line = between.strip()
    if not line:
        return True
    apart = all("\n" in gap for gap in between.split(line))
    caption = len(line) <= LONGEST_CAPTION and "\n" not in line and line[-1].isalnum()
    says = any(language.lexicon.get(word, 0) & (Is.SAY | Is.NOUN) == Is.SAY for word in line.split())  # no "estimates"
    return apart and caption and not says


class _Scanner:
    """Reads the marks of a text from first to last."""

    def __init__(self, text: str, language: Language) -> None:
        self._text, self._language, self._marks = text, language, _marks_of(language)
        self._double = self._marks.double
        self._lines = has_lines(text)

    @cached_property
    def _singles(self) -> SingleMarks:
        return SingleMarks(self._text, self._marks.elisions, lines=self._lines)

    def scan(self) -> Iterator[QuotedSpan]:
        pending: _Open | None = None
        for match in (self._marks.lines if self._lines else self._marks.pattern).finditer(self._text):
            mark, at, after = match.group(), match.start(), match.end()
            if pending and pending.carried and at >= pending.close:
                yield from self._unclosed(pending, pending.close)
                pending = None
            double = pending is not None and pending.mark in self._double
            if pending is None:
                pending = self._opening(mark, at, after)
            elif mark[0] == "\n":
                if ends_line(self._text, after) if self._lines else double or mark.count("\n") > 1:
                    yield from self._unclosed(pending, at)
                    pending = None
            elif self._closes(pending, mark, at, after) or self._pairs_up(pending, mark, at, after):
                yield self._span(pending, after, at, closed=True)
                pending = None
            elif double and mark == pending.mark and self._reopens(mark, at, after):
                yield from self._unclosed(pending, self._reported(pending, at))
                pending = _Open(at, after, mark)
        if pending:
            yield from self._unclosed(pending, len(self._text))

    def _span(self, opened: _Open, end: int, inner_end: int, *, closed: bool) -> QuotedSpan:
        return QuotedSpan(opened.at, end, opened.inner, inner_end, closed, False, opened.mark in self._double)

    def _reopens(self, mark: str, at: int, after: int) -> bool:
        """Tell the mark that is repeated where a paragraph began; a straight one does only after a full sentence."""
        before = self._text[max(0, at - 4) : at].rstrip()
        return self._opens_here(at, after) and (mark != '"' or before.endswith(tuple(_FULL_STOPS)))

    def _pairs_up(self, pending: _Open, mark: str, at: int, after: int) -> bool:
        """Tell a straight mark that closes with its space on the wrong side.

        In '"We go. "Osei said she would, too. "Good," he said.' what follows up to the next mark tells who said something,
        and the marks from there on are pairs.
        """
        if mark != '"' or pending.mark != mark or not self._reopens(mark, at, after):
            return False
        end = self._text.find("\n" if self._lines else "\n\n", after, after + FARTHEST)
        end = end if end >= 0 else min(after + FARTHEST, len(self._text))
        following = self._text.find(mark, after, end)
        told = following >= 0 and self._tag(at, following, (_TELLING,)) is not None
        return told and self._text.count(mark, following, end) % 2 == 0

    def _reported(self, pending: _Open, at: int) -> int:
        """Find where a quotation ends whose mark is repeated in its paragraph: there, or where it is told who said it.

        Behind half a sentence something else is quoted, and one sentence is sure: “I go. She left. He cried “no”
        """
        goes_on = pending.mark == '"' or self._text[at - 2 : at - 1] in _FULL_STOPS
        end = at if goes_on else self._sentence_end(pending.inner, at)
        tag = self._tag(pending.inner, at, (*_TAGS, _TELLING))
        return end if tag is None else min(end, tag)

    def _opening(self, mark: str, at: int, after: int) -> _Open | None:
        opens = self._opens_here(at, after)
        if mark in self._double and (opens or mark in _OPENING or self._glued(mark, at, after)):
            return _Open(at, after, mark)
        if mark == "”" and (opens or self._text[max(0, at - 1) : at] in ("", "\n")):
            return _Open(at, after, "“")
        if (mark == "‘" or (mark == "'" and opens)) and not self._marks.elisions.match(self._text, after):
            close = self._singles.close(after)
            carried = self._singles.carried_to(after) if close is None else None
            close = carried if close is None else close
            return None if close is None else _Open(at, after, mark, close, carried is not None)
        return None

    def _glued(self, mark: str, at: int, after: int) -> bool:
        """Tell the opening mark with a space too few or too many: about"this", about " this", « cela »; one closes it."""
        text = self._text
        before, behind = text[at - 1 : at], text[after : after + 1]
        glued = before.isalpha() and behind.isalpha()
        if mark not in ('"', "«") or not (glued or (behind.isspace() and (not before or before.isspace()))):
            return False
        closers = {self._double[mark], *self._marks.closers.get(mark, ())}
        places = (text.find(closer, after, after + FARTHEST) for closer in closers)
        close = min((place for place in places if place >= 0), default=-1)
        near = close > after and "\n\n" not in text[after:close]
        return near and (mark == "«" or self._closes_here(close, close + 1))

    def _opens_here(self, at: int, after: int) -> bool:
        before = self._text[at - 1] if at else " "
        follows = self._text[after : after + 1]
        apart = before.isspace() or before in "([—–-/‘'“\"…:" or self._text[max(at - 3, 0) : at] == "..."
        return apart and follows != "" and not follows.isspace()

    def _closes_here(self, at: int, after: int) -> bool:
        return not self._text[at - 1].isspace() and not self._text[after : after + 1].isalnum()

    def _closes(self, pending: _Open, mark: str, at: int, after: int) -> bool:
        if pending.mark not in self._double:
            return at == pending.close
        careless = mark in self._marks.closers.get(pending.mark, ())
        if careless and len(mark) > 1 and self._text[at - 1].isdigit():  # inches
            return False
        if careless and (mark in self._double or len(mark) > 1):  # which may open the next
            return self._closes_here(at, after) or not self._opens_here(at, after)
        return careless or mark == self._double[pending.mark]

    def _sentence_end(self, start: int, end: int) -> int:
        """Return where the first sentence ends; the end of all where none does before."""
        found = _SENTENCE_END.search(self._text, start, end)
        return found.end() if found else end

    def _tag(self, start: int, end: int, patterns: Iterable[re.Pattern[str]] = _TAGS) -> int | None:
        """Find who said it, behind words that nothing closes: “The bridge is safe, [said Bo Lind]."""
        found = (tag for pattern in patterns for tag in pattern.finditer(self._text, start, end))
        return min((tag.start() + 1 for tag in found if self._reports(tag)), default=None)

    def _reports(self, tag: re.Match[str]) -> bool:
        """Tell "Ada Osei said that" from what a speaker tells: "We said that", "Osei told me that"."""
        language = self._language
        says = tag["verb"] in language.words("names", "speech")
        own = tag["next"] in language.words("coreference", "first person")
        name = tag["name"].lower().split()
        return says and not own and not any(language.lexicon.get(word, 0) & FUNCTION for word in name)

    def _unclosed(self, pending: _Open, end: int) -> Iterator[QuotedSpan]:
        tag = self._tag(pending.inner, end)
        end = pending.inner + len(self._text[pending.inner : end if tag is None else tag].rstrip())
        if end > pending.inner and (pending.carried or pending.mark in self._double):
            yield self._span(pending, end, end, closed=False)
