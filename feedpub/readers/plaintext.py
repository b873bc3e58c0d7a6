"""Plain-text copy: a line ``date 2024-04-22 The standfirst``, then paragraphs separated by blank lines, or one on each line.

A headline may stand on a line of its own above or below the date, a byline near it; the first paragraph usually begins
with a dateline. Media type: RFC 2046, section 4.1.3.
"""

import re
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from feedpub.errors import ReadError
from feedpub.language.byline import find_byline
from feedpub.language.closing import closes, story
from feedpub.language.dateline import DatelineParts, any_dateline
from feedpub.language.dates import month_number
from feedpub.language.sentences import parted_lines
from feedpub.model.article import Article, Author
from feedpub.model.document import Document
from feedpub.readers._assembling import assemble, place
from feedpub.readers._byline import begins_with_dateline, split_byline
from feedpub.readers._characters import UndecodableError, decode, one_line
from feedpub.readers._dates import DATE, moment
from feedpub.readers._holding import day_of_hold, parted
from feedpub.readers.base import Reader

_DATE_LINE = re.compile(r"date(?::[ \t]*|[ \t]+)(?=\d)", re.IGNORECASE)
_START_OF_MESSAGE = re.compile(r"ZCZC\b.{0,60}")  # ITU-T recommendation F.1, part C
_HEAD_LINES = 8  # lines among which the date is looked for
_HEAD_BLOCKS = 4  # paragraphs that may stand between the date and the dateline
_MOST_BYLINES = 20  # lines, one below the other
_LONGEST_HEADLINE = 150  # characters, for a line that is taken for a headline by its look

_Block = list[str]


@dataclass
class _Head:
    """What is found above the body.

    Args:
        document: for messages.
        parts: fields of Article so far.
        authors: of the bylines so far, each once.
    """

    document: Document
    parts: dict[str, Any] = field(default_factory=dict)
    authors: dict[Author, None] = field(default_factory=dict)

    def take_byline(self, line: str) -> bool:
        """Note the authors of a line; tell whether it was a byline."""
        return self._note(find_byline(line))

    def below_bylines(self, lines: list[str]) -> list[str]:
        """Note the authors of the bylines at the head of a paragraph; return the lines below them."""
        below = 0
        while (
            below < min(len(lines), _MOST_BYLINES)
            and (_is_byline(lines[below]) or below == len(lines) - 1)
            and self.take_byline(lines[below])
        ):
            below += 1
        return lines[below:]

    def take_inline_byline(self, paragraph: str) -> str:
        """Note the authors named before the dateline of the first paragraph; return what is left of it."""
        authors, rest = split_byline(paragraph)
        return rest if self._note(authors) else paragraph

    def _note(self, authors: tuple[Author, ...]) -> bool:
        self.authors |= dict.fromkeys(authors)
        return bool(authors)

    def take(self, name: str, lines: list[str]) -> None:
        """Note a field that may stand on several lines."""
        if lines:
            self.parts[name] = " ".join(lines)


def read(document: Document) -> Article:
    """Read plain-text copy.

    Args:
        document: the bytes.

    Returns:
        The article.

    Raises:
        ReadError: it is no text, has no date or an impossible one, or has no body.
    """
    try:
        lines = [line.strip() for line in decode(document.content).split("\n")]
    except UndecodableError as error:
        raise ReadError(place(document), str(error)) from None
    lines, held = parted(_below_routing(lines))
    head = _Head(document, {"held": held})
    at = _date_line(lines)
    blocks = _below_date(head, lines, at) if at is not None else _without_date_line(head, lines)
    text = "\n\n".join(story([" ".join(_unclosed(block)) for block in _body(head, blocks)]))
    return assemble(document, {**head.parts, "authors": tuple(head.authors), "text": text})


def _below_routing(lines: list[str]) -> list[str]:
    """Leave out the line with which teleprinters begin a message; the one that ends it closes as others do."""
    first = next((number for number, line in enumerate(lines) if line), 0)
    return lines[first + 1 :] if lines[first:] and _START_OF_MESSAGE.fullmatch(lines[first]) else lines


def _unclosed(block: _Block) -> _Block:
    """Cut off the lines that close a transmission where no blank line parts them from the last paragraph."""
    end = len(block)
    while end > 1 and closes(block[end - 1]):
        end -= 1
    return block[:end]


def _date_line(lines: list[str]) -> int | None:
    filled = [number for number, line in enumerate(lines) if line][:_HEAD_LINES]
    return next((number for number in filled if _DATE_LINE.match(lines[number])), None)


def _below_date(head: _Head, lines: list[str], at: int) -> list[_Block]:
    rest = _DATE_LINE.sub("", lines[at], count=1)
    date = DATE.match(rest)
    written = date.group() if date else rest.split()[0]
    head.parts["published"] = moment(written, head.document, "published")
    _above_date(head, _blocks(lines[:at]))
    first = [rest[len(written) :].lstrip(":;,.|–—- \t")]
    end = at + 1
    while first[0] and end < len(lines) and lines[end] and not _begins_body(lines[end]):
        first.append(lines[end])
        end += 1
    blocks = _blocks(lines[end:])
    if not blocks and len(first) > 1:  # no blank line between the standfirst and the body
        blocks, first = _blocks(first[1:]), first[:1]
    head.take("standfirst", [line for line in first if line])
    return blocks


def _begins_body(line: str) -> bool:
    return _is_byline(line) or begins_with_dateline(f"{line} …")


def _is_byline(line: str) -> bool:
    # "by Ann Lee" in small letters may be the end of a wrapped sentence.
    return line[:1].isupper() and bool(find_byline(line))


def _above_date(head: _Head, blocks: list[_Block]) -> None:
    named = [[line for line in block if not head.take_byline(line)] for block in blocks]
    for name, lines in zip(("headline", "standfirst"), filter(None, named), strict=False):
        head.take(name, lines)
    if sum(map(bool, named)) > 2:
        raise ReadError(place(head.document), "more than a headline, a standfirst and a byline stands above it", "published")


def _without_date_line(head: _Head, lines: list[str]) -> list[_Block]:
    """Take the date from the dateline, where that gives day, month and year."""
    blocks = _blocks(lines)
    found = next((found for block in blocks[:_HEAD_BLOCKS] if (found := any_dateline(" ".join(block)))), None)
    written = (found and _iso(found)) or head.document.published
    if written is None and (held := day_of_hold(head.parts["held"], head.document)):
        head.parts["published"] = held
        return blocks
    if written is None:
        raise ReadError(place(head.document), 'no date is given: begin with a line such as "date 2024-04-22"', "published")
    head.parts["published"] = moment(written, head.document, "published")
    return blocks


def _iso(dateline: DatelineParts) -> str | None:
    if dateline.date is None:
        return None
    if iso := DATE.search(dateline.date.text):
        return iso.group()
    words = dateline.date.text.replace(",", " ").split()
    month = next((number for word in words if (number := month_number(word))), None)
    day = next((word for word in words if word.isdigit() and len(word) <= 2), None)
    year = next((word for word in words if word.isdigit() and len(word) == 4), None)
    return f"{year}-{month:02}-{int(day):02}" if month and day and year else None


def _blocks(lines: list[str]) -> list[_Block]:
    """Put the lines between blank ones together, or each by itself where it is a paragraph of its own."""
    blocks = (list(block) for filled, block in groupby(lines, bool) if filled)
    return [part for block in blocks for part in parted_lines(block)]


def _body(head: _Head, blocks: list[_Block]) -> list[_Block]:
    """Take headline, standfirst and byline off the paragraphs; what is left is the body."""
    before = next(
        (number for number, block in enumerate(blocks[: _HEAD_BLOCKS + 1]) if begins_with_dateline(" ".join(block))), 0
    )
    for number, block in enumerate(blocks):
        is_last = number == len(blocks) - 1
        rest = _below_headline(head, block, is_last=is_last) if number <= max(before, 1) else block
        if rest and number < before and "standfirst" not in head.parts:
            head.take("standfirst", rest)
        elif rest:
            return [[head.take_inline_byline(" ".join(rest))], *blocks[number + 1 :]]
    return []


def _below_headline(head: _Head, block: _Block, *, is_last: bool) -> list[str]:
    """Take headline and byline off a paragraph; what is left begins the body."""
    lines = head.below_bylines(block)
    near = enumerate(lines[:_LONGEST_HEADLINE])  # below more lines than it may have characters there is none above
    end = next((number for number, line in near if number and _begins_body(line)), len(lines))
    headline = " ".join(lines[:end])
    if "headline" in head.parts or not _looks_like_headline(headline) or (is_last and end == len(lines)):
        return lines
    head.take("headline", lines[:end])
    return head.below_bylines(lines[end:])


def _looks_like_headline(line: str) -> bool:
    if not line:
        return False
    ends_as_sentence = line.rstrip("”\"’')").endswith((".", ":", ";", ",", "…"))
    return len(line) <= _LONGEST_HEADLINE and not ends_as_sentence and not begins_with_dateline(f"{line} …")


def recognises(first: bytes) -> bool:
    """Tell whether a document begins as plain-text copy does: with a line that gives the date."""
    lines = [one_line(line) for line in first.decode("utf-8", "replace").splitlines()]
    return next(filter(None, lines), "") != "---" and _date_line(lines) is not None


READER = Reader(
    name="plaintext",
    media_types=("text/plain",),
    suffixes=("txt", "text"),
    spec="https://www.rfc-editor.org/rfc/rfc2046#section-4.1.3",
    recognises=recognises,
    read=read,
)
