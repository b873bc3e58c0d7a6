"""Sentences of a text, with exact offsets."""

import re
from collections.abc import Iterator
from typing import NamedTuple

_LONGEST = 4000  # characters; what goes on longer is a table or an attack, and rules compare all words of a sentence
_BREAK = re.compile(r"\n\s*\n")
# One class of characters in front lets the search leap from mark to mark.
_END = re.compile(r"[.!?…\n](?:(?<=[”\"]\n)|(?<!\n)[.!?…]*(?:['’]{2}|[\"”’')\]»])*(?=\s|$))")
_TITLE = (
    r"(?:Mr|Mrs|Ms|Mx|Dr|Prof|Gen|Maj|Col|Lt|Sgt|Capt|Cpl|Adm|Cmdr|Sen|Reps?|Gov|Rev|Hon|Fr|St|Mt|Ft|No|vs|Messrs|Sens|Govs|Atty|"
    r"Supt|Det|Insp|Amb|Pres|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|e\.g|i\.e|cf|approx|est|Ave|Blvd|Rd)"
)
_NEVER = re.compile(rf"(?:\b{_TITLE}|(?<![.\w])[A-Z]|(?<=[A-Z]\.)(?<!\bU\.)[A-Z](?=\.\s+[A-Z][a-z]+\s+[A-Z][a-z]))\.$")
_STATES = (
    r"Ala|Ariz|Ark|Calif|Colo|Conn|Del|Fla|Ga|Ill|Kan|Ky|La|Md|Mass|Mich|Minn|Miss|Mo|Mont|Neb|Nev|Okla|Ore|Pa|Tenn|Tex|Vt|Va|"
    r"Wash|Wis|Wyo|Ont|Que"
)
_MAYBE = re.compile(rf"(?:\b(?:{_STATES}|Jr|Sr|Inc|Corp|Co|Ltd|Bros|a\.m|p\.m|etc)|\b(?:[A-Z]\.)+[A-Z])\.$")
_OPENER = re.compile(
    r"[\"“‘'(\[«]*(?:The|This|That|These|Those|A|An|He|She|It|They|We|I|You|His|Her|Its|Their|Our|My|In|On|At|By|For|From|With|As|"
    r"And|But|Or|So|Yet|If|When|While|After|Before|Since|Because|Although|Though|However|Meanwhile|Also|Then|There|Here|What|Who|"
    r"How|Why|Where|Not|No|Some|Many|Most|All|Both|Each|One|Two|Three|Last|Earlier|Later|Police|Officials|Under|During|Despite)\b"
    r"|[\"“]"
)
_ATTRIBUTION = re.compile(
    r"(?:(?:the\s|[A-Z])[\w.’'-]*\s){1,4}(?:[a-z]+ly\s|also\s)?(?:said|says|asked|asks|wrote|tweeted|added|told|shouted|replied|declared)\b"
)


class Sentence(NamedTuple):
    """One sentence.

    Args:
        start: first code point, never white space.
        end: the code point after the last.
        text: the characters.
        paragraph: the number of its paragraph, from 0.
    """

    start: int
    end: int
    text: str
    paragraph: int


def paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Cut a text at its blank lines.

    Args:
        text: an article's text.

    Yields:
        Start and end of each paragraph that is not empty, in order.
    """
    begin = 0
    for match in _BREAK.finditer(text):
        if match.start() > begin:
            yield begin, match.start()
        begin = match.end()
    if begin < len(text):
        yield begin, len(text)


def sentences(text: str) -> Iterator[Sentence]:
    """Cut a text into sentences; a blank line always ends one.

    Full stops of initials and abbreviations end none ("Gen. Osei spoke."); those of "U.S." or "Inc." end one before a word
    that opens sentences ("He left the U.S. The talks failed."); neither does a mark inside a quotation that its speaker
    follows ("“Why?” Osei asked."). A line without an end is cut between words: no copy shall keep the rules busy for long.

    Args:
        text: paragraphs joined by blank lines.

    Yields:
        Sentences in order, without the white space around them.
    """
    for number, (begin, end) in enumerate(paragraphs(text)):
        start = begin
        for match in _END.finditer(text, begin, end):
            if _ends(text, start, match, end):
                yield from _sentence(text, start, match.end(), number)
                start = match.end()
        yield from _sentence(text, start, end, number)


def _ends(text: str, start: int, match: re.Match[str], limit: int) -> bool:
    after = match.end()
    while after < limit and text[after].isspace():
        after += 1
    mark = match.group()
    if after >= limit or mark == "\n":
        return True
    if text[after].islower():
        return False
    if mark == ".":
        near = text[max(start, match.end() - 12) : match.end()]
        return not _NEVER.search(near) and not (_MAYBE.search(near) and not _OPENER.match(text, after))
    return not (mark[-1] in "\"”’'»" and mark[0] != "." and _ATTRIBUTION.match(text, after))


def _sentence(text: str, start: int, end: int, paragraph: int) -> Iterator[Sentence]:
    while start < end:
        stop = end if end - start <= _LONGEST else _gap(text, start)
        said = text[start:stop]
        first = start + len(said) - len(said.lstrip())
        if stripped := said.strip():
            yield Sentence(first, first + len(stripped), stripped, paragraph)
        start = stop


def _gap(text: str, start: int) -> int:
    """Find the last gap between words within the longest sentence; its end where it is all one word."""
    gap = max(text.rfind(sign, start + 1, start + _LONGEST) for sign in " \n\t\u00a0")
    return gap if gap > 0 else start + _LONGEST
