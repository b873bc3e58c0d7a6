"""IPTC 7901, wire text between control characters. https://iptc.org/standards/iptc-7901/.

A header line (source, number, priority, category, words), keywords, the text, and behind it day, time, zone, month and year.
"""

import re
from datetime import date, datetime

from feedpub.language.byline import credited_line
from feedpub.language.closing import closes
from feedpub.model.article import Article, Author
from feedpub.model.document import Document
from feedpub.readers._byline import begins_with_dateline
from feedpub.readers._characters import one_line
from feedpub.readers._holding import parted
from feedpub.readers._markup import text_structure
from feedpub.readers._paragraphs import Paragraph
from feedpub.readers._story import Story, article_of
from feedpub.readers._wire_text import MARKED_LINE, START_OF_TEXT, dated, transmission
from feedpub.readers.base import Reader

_HEADER = re.compile(rb"[\r\n ]*\x01[ -~\xa0-\xff]{6,200}\r?\n")  # after SOH (IPTC 7901, section 4)
# Behind idle signs, as ANPA has them, only source, number, priority, category and count of words make sure what it is.
_IDLE_HEADER = re.compile(rb"[\r\n \x00]*\x16[\r\n \x00\x16]*\x01\s*[A-Za-z]{2,6}\d{2,6} +\d +[A-Za-z]{1,6} +\d{1,5}\b")
_DATE = re.compile(r"(\d\d)(\d{4})\s*([A-Z]{1,4}|[+-]\d\d:?\d\d)?\s+([^\W\d_]{3,9})\.?\s+(\d{4}|\d\d)\b")
# Lines above a headline that say which version this is.
_VERSION = re.compile(
    r"\W*(?:(?:\d+(?:st|nd|rd|th)|first|second|third)?\s*(?:lead|add|update|take|roundup|writethru|wrap)[\w\s-]*"
    r"|corrected|correction|urgent|flash|snap|alert|repeat\w*|advisory)\W*(?:\(.*\))?\W*",
    re.IGNORECASE,
)
# Catchwords above a headline: "Germany-politics/", "(Quay)".
_CATCHWORDS = re.compile(r"[\w'’.-]+(?: [\w'’.-]+){0,2}(?:/[\w'’. -]*)*/|\([\w-]+\)")
# What an Austrian agency writes before the line below a headline.
_BELOW_HEADLINE = re.compile(r"(?:utl\.?|unterzeile|untertitel)\s*:\s*", re.IGNORECASE)
# What a transmission brings beside the text, and which state it is in: "=(PHOTO+VIDEO)=", "(Zusammenfassung 1430)".
_BESIDE = re.compile(
    r"[=\s]*\((?:(?:photos?|fotos?|bild(?:er)?|video|vid[ée]os?|infographi\w*|grafik|audio|archives?|tv)\b[\s\w+/,-]*"
    r"|(?:zusammenfassung|wiederholung|neu|ausführliche fassung|aktualisierung|(?:\w+ )?meldung)\b[\s\w.:,-]*)\)[=\s]*",
    re.IGNORECASE,
)
_NOTE = re.compile(r"[(\[]?\s*(?:eds?|note to editors|attention|attn)\b.*[:)].*", re.IGNORECASE)


def read(document: Document) -> Article:
    """Read an IPTC 7901 transmission.

    Args:
        document: the bytes.

    Returns:
        The article.

    Raises:
        ReadError: no text begins in it, or it has no words or no date.
    """
    sent = transmission(document)
    catchwords, text = _below_catchwords(sent.text)
    lines, held = parted(text.strip("\n").split("\n"))
    headline, standfirst, authors, paragraphs = _parts(lines)
    keywords = [line.strip(" /") for line in [*sent.header.splitlines()[1:], *catchwords] if line.strip()]
    told = Story(
        headline=headline,
        standfirst=standfirst,
        paragraphs=paragraphs,
        held=held,
        authors=authors,
        published=_published(sent.trailer, document) or _published(sent.header, document),
        tags=[word for line in keywords for word in line.split("/")],
    )
    return article_of(document, told)


def _published(line: str, document: Document) -> date | datetime | None:
    found = _DATE.search(line)
    if found is None:
        return None
    zone = found[3] or ""
    return dated(document, found[5], found[4], found[1], found[2], "Z" if zone in ("GMT", "UTC", "Z") else zone)


def _below_catchwords(text: str) -> tuple[list[str], str]:
    """Part the lines of catchwords that some agencies send as the first ones of the text from what is below them."""
    lines = text.strip("\n").split("\n")
    below = next((number for number, line in enumerate(lines) if not _CATCHWORDS.fullmatch(line.strip())), 0)
    return [line.strip(" ()\r") for line in lines[:below]], "\n".join(lines[below:])


def _parts(lines: list[str]) -> tuple[str, str, list[Author], list[Paragraph]]:
    """Part the text into its headline, the line below that, its authors and the paragraphs of the body."""
    blank = next((number for number, line in enumerate(lines) if not line.strip()), len(lines))
    start = next((number for number, line in enumerate(lines[:blank]) if number and _begins_body(line)), blank)
    if start == len(lines):
        start = 1  # no blank line at all: the first is the headline
    headline: list[str] = []
    standfirst: list[str] = []
    authors: list[Author] = []
    for line in map(_plain, lines[:start]):
        if byline := credited_line(line):
            authors.extend(byline)
        elif below := _BELOW_HEADLINE.match(line):
            standfirst.append(line[below.end() :])
        elif line and not _VERSION.fullmatch(line) and not _NOTE.fullmatch(line) and not _BESIDE.fullmatch(line):
            headline.append(line)
    body = lines[start:]
    if not standfirst:
        body, standfirst = _below_standfirst(body)
    while body and (not body[-1].strip() or closes(body[-1].strip())):
        body.pop()
    return " ".join(headline), " ".join(standfirst), authors, text_structure("\n".join(body))


def _below_standfirst(lines: list[str]) -> tuple[list[str], list[str]]:
    """Take the line below the headline off the body, where a blank line parts them and it says what it is."""
    filled = next((number for number, line in enumerate(lines) if line.strip()), 0)
    below = _BELOW_HEADLINE.match(_plain(lines[filled])) if lines else None
    if not below:
        return lines, []
    end = next((number for number in range(filled, len(lines)) if not lines[number].strip()), len(lines))
    return lines[end:], [" ".join(map(_plain, lines[filled:end]))[below.end() :]]


def _plain(line: str) -> str:
    return one_line(line).strip().removesuffix("=").strip()


def _begins_body(line: str) -> bool:
    return line.startswith(("   ", "\t")) or begins_with_dateline(f"{line.strip()} …")


def recognises(content: bytes) -> bool:
    """Tell whether a document begins with a header line between SOH and STX; behind idle signs it may be ANPA."""
    if MARKED_LINE.search(content[:2048]):
        return False
    return bool(_HEADER.match(content) or _IDLE_HEADER.match(content)) and START_OF_TEXT.encode() in content[:2048]


READER = Reader(
    name="iptc-7901",
    media_types=("text/vnd.iptc.7901", "text/plain"),
    suffixes=("iptc", "7901", "txt"),
    spec="https://iptc.org/standards/iptc-7901/",
    recognises=recognises,
    read=read,
)
