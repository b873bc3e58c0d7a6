"""Posts of social networks: a paragraph above the line that says whose it is, "— Ada Osei (@adaosei) May 3, 2024"."""

import re
from bisect import bisect_left
from operator import attrgetter

from feedpub.extraction.document.analysis import Analysis
from feedpub.extraction.document.clauses.chunks import NounPhrase
from feedpub.extraction.document.mention import Mention
from feedpub.extraction.document.reporting.attribution import Attribution
from feedpub.extraction.document.reporting.indirect import FindReports, ReportedSpeech
from feedpub.extraction.document.reporting.sentences import MatrixSentence
from feedpub.extraction.rule import Rule

# Accounts have at most 15 signs, and nothing stands behind one but the day: without it, a reporter signs.
_SIGNED = re.compile(r"^(?:[—–-]|--) ?([^\n(@]{2,60}) \(@\w{1,15}\) [^\n.!?]{0,24}\d{4}[ \t]*$", re.MULTILINE)
_WORD = re.compile(r"[^\W\d_]{2}")
_PARTS = 3  # names that a line is signed with, the last of whom counts: "Osemar FC Ada Osei"
_LINKS = 4  # that the network adds to a post at most: to a page, and to each of its pictures


def posts(analysis: Analysis, _sentences: tuple[MatrixSentence, ...]) -> list[ReportedSpeech]:
    """Find what is posted by somebody whose name is known for one, unless it has quotation marks of its own."""
    found: list[ReportedSpeech] = []
    for signed in _SIGNED.finditer(analysis.text) if "(@" in analysis.text else ():
        start, end = _above(analysis.text, signed.start())
        marks = any(start < quoted.end and quoted.start < end for quoted in analysis.quoted)
        name = None if marks or start == end else _signer(analysis, *signed.span(1))
        if name:
            phrase = NounPhrase(name.first, name.last, "name", name, name.last - 1)
            found.append(ReportedSpeech(start, end, Attribution(phrase, rule=POSTS.id), "direct"))
    return found


def _above(text: str, line: int) -> tuple[int, int]:
    """Find the words of the paragraph above a line, without the links behind them; none where it has no word."""
    end = line
    while end and text[end - 1].isspace():
        end -= 1
    start = text.rfind("\n", 0, end) + 1
    for _ in range(_LINKS):
        last = max(text.rfind(" ", start, end), start)
        if "/" not in text[last:end] or "." not in text[last:end]:
            break
        end = last
    return (start, end) if _WORD.search(text, start, end) else (start, start)


def _signer(analysis: Analysis, start: int, end: int) -> Mention | None:
    """Take the name that a line is signed with: "Rep. Ada Osei"; not "Ada Osei's fans"."""
    at = bisect_left(analysis.names, start, key=attrgetter("start"))
    names = analysis.names[at : at + _PARTS]
    return next((name for name in names if name.end == end and name.kind in ("person", "organization")), None)


POSTS: Rule[FindReports] = Rule(
    "quotes.post",
    "document",
    posts,
    (
        "Rain fell.\n\n[I love that they opened it.=Ada Osei] https://t.example/x\n\n— Ada Osei (@adaosei) May 3, 2024",
        "[We must build it again.=Ada Osei] pic.example/s9\n\n— Rep. Ada Osei (@Ada) May 3, 2024\n\nNobody came.",
    ),
    (
        "Rain fell, wrote her mother.\n\n[It was late]\n\nAda Osei (@adaosei) is on holiday until May 3, 2024",
        "[The picture shows the port.]\n\n— Ada Osei took it on May 3, 2024",
        "Rain fell.\n\n[The harbour closed at noon.]\n\n— Ada Osei (@adaosei)",
        "[The harbour closed at noon.]\n\n— Harbour watchers of the north (@harbour) May 3, 2024",
    ),
)
